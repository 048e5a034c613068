/**
 * A draft → every mistake in it at once [L2], each with its JSON path, what is wrong and how to mend it. The form comes from
 * the schema; what one field cannot say is checked here on each part whose form is right, so that one mistake hides no other.
 */
import { nearest } from '@edgewise/protocol/nearest';
import { formMistakes, jsonPath, type Path, type PlanMistake, rightParts } from '@edgewise/protocol/parse-plan';
import { askedAttributes } from '../conditions/asked-attributes.ts';
import { checkCondition } from '../conditions/check-condition.ts';
import { linkTarget } from '../widgets/markup.ts';
import { ARMS_PREFIX, ATTRIBUTES } from './attributes.ts';
import { isTimeZone, momentOf } from './local-time.ts';
import {
  type Placement,
  type PlanDocument,
  type PlanExperiment,
  type PlanRule,
  type Schedule,
  showsContent,
} from './plan.ts';

export interface PlanCheck {
  /** The document, where there is no mistake. */
  plan?: PlanDocument;
  mistakes: PlanMistake[];
  /** What is allowed and probably not meant. */
  warnings: PlanMistake[];
}

/** What the shop knows, where the caller can ask. */
export interface ShopKnowledge {
  hasItem?: (item: string) => boolean;
  timeZone?: string;
  /** What is wrong with a template of the shop's own: who checks has the library that reads it. */
  checkTemplate?: (liquid: string) => TemplateCheck;
}

export interface TemplateCheck {
  mistakes: Omit<PlanMistake, 'path'>[];
  warnings: Omit<PlanMistake, 'path'>[];
}

const MOST_MISTAKES = 200;

export function validatePlan(draft: unknown, shop: ShopKnowledge = {}): PlanCheck {
  const check = new Check(draft, shop);
  check.run();
  const mistakes = check.mistakes.slice(0, MOST_MISTAKES);
  return {
    ...(mistakes.length === 0 && { plan: draft as PlanDocument }),
    mistakes,
    warnings: check.warnings.slice(0, MOST_MISTAKES),
  };
}

class Check {
  readonly mistakes: PlanMistake[] = [];
  readonly warnings: PlanMistake[] = [];
  readonly #draft: unknown;
  readonly #shop: ShopKnowledge;

  constructor(draft: unknown, shop: ShopKnowledge) {
    this.#draft = draft;
    this.#shop = shop;
  }

  run(): void {
    for (const mistake of formMistakes(this.#draft)) this.mistakes.push(mistake);
    const placements = rightParts(this.#draft, 'placements');
    const rules = rightParts(this.#draft, 'rules');
    const experiments = rightParts(this.#draft, 'experiments');
    const placementIds = this.#ids('placements');
    const experimentIds = this.#ids('experiments');
    this.#ids('rules');
    for (const [at, placement] of placements) {
      const twice = placement.strategies.findIndex((one, i) => placement.strategies.indexOf(one) < i);
      if (twice >= 0) {
        this.#wrong(
          [...at, 'strategies', twice],
          `'${placement.strategies[twice]}' stands in the chain twice`,
          'leave the second one out',
        );
      }
    }
    const templateIds = this.#ids('templates');
    for (const [at, { liquid }] of rightParts(this.#draft, 'templates')) {
      const { mistakes = [], warnings = [] } = this.#shop.checkTemplate?.(liquid) ?? {};
      for (const { message, fix } of mistakes) this.#wrong([...at, 'liquid'], message, fix);
      for (const { message, fix } of warnings) this.#warn([...at, 'liquid'], message, fix);
    }
    for (const [at, placement] of placements) this.#look(at, placement, templateIds);
    const pinned = new Map<string, string>();
    for (const [at, rule] of rules) {
      this.#references([...at, 'placements'], rule.placements, placementIds);
      if (rule.schedule) this.#schedule([...at, 'schedule'], rule.schedule);
      if (rule.when) this.#condition([...at, 'when'], rule.when, experimentIds, true);
      this.#effect(at, rule, placements);
      this.#pin(at, rule, pinned);
    }
    for (const [at, experiment] of experiments) {
      this.#experiment(at, experiment, placementIds, experimentIds);
      experiment.arms.forEach(({ set }, i) => {
        this.#ownTemplate([...at, 'arms', i, 'set'], set?.liquid, templateIds);
      });
    }
    this.#clashes(experiments);
  }

  #wrong(path: Path, message: string, fix: string): void {
    this.mistakes.push({ path: jsonPath(path), message, fix });
  }

  #warn(path: Path, message: string, fix: string): void {
    this.warnings.push({ path: jsonPath(path), message, fix });
  }

  /** Every id of a list, also of entries that are wrong elsewhere. Says which stand there twice. */
  #ids(field: string): Set<string> {
    const ids = new Set<string>();
    const list = (this.#draft as Record<string, unknown> | null)?.[field];
    if (!Array.isArray(list)) return ids;
    list.forEach((entry: { id?: unknown } | null, i) => {
      const id = entry?.id;
      if (typeof id !== 'string') return;
      if (ids.has(id)) {
        this.#wrong(
          [field, i, 'id'],
          `'${id}' is the id of an earlier one of the ${field}`,
          'give it an id of its own',
        );
      }
      ids.add(id);
    });
    return ids;
  }

  #references(path: Path, named: readonly string[] | undefined, ids: ReadonlySet<string>): void {
    named?.forEach((id, i) => {
      if (ids.has(id)) return;
      const near = nearest(id, [...ids]);
      this.#wrong(
        [...path, i],
        `there is no placement '${id}' in this plan`,
        near ? `did you mean '${near}'?` : `name one of ${[...ids].slice(0, 10).join(', ')}`,
      );
    });
  }

  /** What a placement says of how it looks. */
  #look(at: Path, placement: Placement, templates: ReadonlySet<string>): void {
    this.#ownTemplate(at, placement.liquid, templates);
    if (!showsContent(placement)) {
      if (placement.strategies.length === 0) {
        this.#wrong([...at, 'strategies'], 'names no strategy', "give at least one, such as 'trending'");
      }
    } else if (!placement.content) {
      this.#wrong(at, `'content' is missing, and the template ${placement.template} shows nothing else`, 'add it');
    }
    placement.content?.forEach((entry, i) => {
      for (const field of ['url', 'image'] as const) {
        const address = entry[field];
        if (address === undefined || linkTarget(address) !== 'about:invalid') continue;
        this.#wrong(
          [...at, 'content', i, field],
          `'${address.slice(0, 60)}' is no address that may be used`,
          'write https://…, or a path of the shop that begins with /',
        );
      }
    });
    if (placement.ends !== undefined) {
      if (placement.template !== 'banner') {
        this.#warn([...at, 'ends'], `the template ${placement.template} counts nothing down`, "use 'banner'");
      }
      if (Number.isNaN(momentOf(placement.ends, this.#shop.timeZone ?? 'UTC'))) {
        this.#wrong(
          [...at, 'ends'],
          `'${placement.ends}' is no date`,
          'write a day of the calendar, e.g. 2026-11-27T08:00',
        );
      }
    }
  }

  #ownTemplate(at: Path, id: string | undefined, templates: ReadonlySet<string>): void {
    if (id === undefined || templates.has(id)) return;
    const near = nearest(id, [...templates]);
    this.#wrong(
      [...at, 'liquid'],
      `there is no template '${id}' in this plan`,
      near ? `did you mean '${near}'?` : "add it to 'templates', or leave 'liquid' out",
    );
  }

  #schedule(path: Path, schedule: Schedule): void {
    const zone = schedule.time_zone ?? this.#shop.timeZone ?? 'UTC';
    if (!isTimeZone(zone)) {
      this.#wrong([...path, 'time_zone'], `'${zone}' is no time zone`, 'write an IANA name such as Europe/Bucharest');
      return;
    }
    const moments = (['from', 'until'] as const).map((end) => {
      const text = schedule[end];
      if (text === undefined) return undefined;
      const moment = momentOf(text, zone);
      if (Number.isNaN(moment)) {
        this.#wrong([...path, end], `'${text}' is no date`, 'write a day of the calendar, e.g. 2026-11-27T08:00');
      }
      return moment;
    });
    const [from, until] = moments;
    if (from !== undefined && until !== undefined && from >= until) {
      this.#wrong([...path, 'until'], 'ends before it begins', `write a time after ${schedule.from}`);
    }
    if (schedule.hours && schedule.hours.from === schedule.hours.to) {
      this.#wrong([...path, 'hours', 'to'], 'the hours end when they begin', 'leave hours out for the whole day');
    }
  }

  #condition(path: Path, condition: object, experiments: ReadonlySet<string>, mayAskArms: boolean): void {
    for (const { path: inner, message } of checkCondition(condition)) {
      this.#wrong([...path, ...inner], message, 'see the operators in the documentation');
    }
    for (const { path: inner, name } of askedAttributes(condition)) {
      if (name.startsWith(ARMS_PREFIX)) {
        const id = name.slice(ARMS_PREFIX.length);
        if (!mayAskArms) {
          this.#wrong([...path, ...inner], 'an experiment cannot ask for arms', 'use a namespace to keep two apart');
        } else if (!experiments.has(id)) {
          const near = nearest(id, [...experiments]);
          this.#wrong(
            [...path, ...inner],
            `there is no experiment '${id}' in this plan`,
            near ? `did you mean '${ARMS_PREFIX}${near}'?` : 'add the experiment, or ask for something else',
          );
        }
        continue;
      }
      if (isAttribute(name)) continue;
      const near = nearest(name, Object.keys(ATTRIBUTES));
      this.#wrong(
        [...path, ...inner],
        `'${name}' is nothing that is known of a page or a person`,
        near ? `did you mean '${near}'?` : `ask for one of ${Object.keys(ATTRIBUTES).join(', ')}`,
      );
    }
  }

  #effect(
    at: Path,
    { effect, placements: named }: PlanRule,
    placements: readonly [Path, { id: string; count: number }][],
  ) {
    if ('what' in effect) {
      const path = [...at, 'effect', 'what'];
      if (Object.keys(effect.what).length === 0) {
        this.#wrong(
          path,
          'names no products',
          'give items, brands, categories, price, margin, stock or newer_than_days',
        );
      }
      for (const field of ['price', 'margin', 'stock'] as const) {
        const range = effect.what[field];
        if (!range) continue;
        if (range.from === undefined && range.to === undefined) {
          this.#wrong([...path, field], 'has neither end', "give 'from', 'to' or both");
        } else if ((range.from ?? 0) > (range.to ?? Number.POSITIVE_INFINITY)) {
          this.#wrong([...path, field, 'to'], `${range.to} lies below 'from'`, `write ${range.from} or more`);
        }
      }
      effect.what.items?.forEach((item, i) => {
        if (this.#shop.hasItem && !this.#shop.hasItem(item)) {
          this.#warn([...path, 'items', i], `the catalogue has no item '${item}'`, 'check the id, or import it');
        }
      });
    }
    if (effect.do === 'pin') {
      if (this.#shop.hasItem && !this.#shop.hasItem(effect.item)) {
        this.#warn(
          [...at, 'effect', 'item'],
          `the catalogue has no item '${effect.item}'`,
          'check the id, or import it',
        );
      }
      const counts = placements.filter(([, { id }]) => !named || named.includes(id)).map(([, { count }]) => count);
      const most = Math.max(...counts, 0);
      if (counts.length > 0 && effect.slot > most) {
        this.#wrong(
          [...at, 'effect', 'slot'],
          `there are ${most} cards at most, and no slot ${effect.slot}`,
          `write a slot from 1 to ${most}, or raise the placement's count`,
        );
      }
    }
    if (effect.do === 'price' && (effect.from ?? 0) > (effect.to ?? Number.POSITIVE_INFINITY)) {
      this.#wrong([...at, 'effect', 'to'], `${effect.to} lies below 'from'`, `write ${effect.from} or more`);
    }
  }

  /** Two pins that hold at the same time for one slot: the second one moves on. */
  #pin(at: Path, rule: PlanRule, pinned: Map<string, string>): void {
    if (rule.effect.do !== 'pin' || rule.off || rule.schedule || rule.when) return;
    for (const placement of rule.placements ?? ['*']) {
      const key = `${placement} ${rule.effect.slot}`;
      const other = pinned.get(key);
      if (other !== undefined) {
        this.#warn(
          [...at, 'effect', 'slot'],
          `slot ${rule.effect.slot} is wanted by the rule '${other}', too`,
          'the one with the greater priority has it; the other takes the next free slot',
        );
      } else pinned.set(key, rule.id);
    }
  }

  #experiment(
    at: Path,
    experiment: PlanExperiment,
    placements: ReadonlySet<string>,
    experiments: ReadonlySet<string>,
  ): void {
    this.#references([...at, 'placements'], experiment.placements, placements);
    if (experiment.id === 'holdout') {
      this.#wrong([...at, 'id'], "'holdout' is the name of the plan's own holdout", 'give it another id');
    }
    if (experiment.when) this.#condition([...at, 'when'], experiment.when, experiments, false);
    const ids = new Set<string>();
    experiment.arms.forEach(({ id }, i) => {
      if (ids.has(id))
        this.#wrong([...at, 'arms', i, 'id'], `'${id}' is an earlier arm's id`, 'give it an id of its own');
      ids.add(id);
    });
    if (experiment.only !== undefined && !ids.has(experiment.only)) {
      this.#wrong([...at, 'only'], `there is no arm '${experiment.only}'`, `name one of ${[...ids].join(', ')}`);
    }
    const weights = experiment.arms.map(({ weight }) => weight);
    if (weights.some((weight) => weight !== undefined)) {
      const missing = weights.indexOf(undefined);
      if (missing >= 0) {
        this.#wrong([...at, 'arms', missing], 'has no weight, and others have', 'give every arm a weight, or none');
      } else if (weights.every((weight) => weight === 0)) {
        this.#wrong([...at, 'arms'], 'every weight is 0', 'give at least one arm a weight above 0');
      }
    }
    const { namespace } = experiment;
    if (namespace && namespace.from >= namespace.to) {
      this.#wrong(
        [...at, 'namespace', 'to'],
        'the namespace holds nobody',
        `write more than ${namespace.from}, up to 1`,
      );
    }
  }

  /** Two experiments that may change one field of one placement for the same person [L22]. */
  #clashes(experiments: readonly [Path, PlanExperiment][]): void {
    experiments.forEach(([at, one], i) => {
      for (const [, other] of experiments.slice(0, i)) {
        if (one.off || other.off || areApart(one, other)) continue;
        const shared = one.placements.find((id) => other.placements.includes(id));
        const field = fieldsOf(one).find((name) => fieldsOf(other).includes(name));
        if (shared === undefined || field === undefined) continue;
        this.#warn(
          at,
          `'${other.id}' changes '${field}' of '${shared}', too, and comes first`,
          'put both into one namespace with ranges apart',
        );
      }
    });
  }
}

const fieldsOf = ({ arms }: PlanExperiment): string[] => arms.flatMap(({ set }) => Object.keys(set ?? {}));

function areApart({ namespace: a }: PlanExperiment, { namespace: b }: PlanExperiment): boolean {
  return a !== undefined && b !== undefined && a.id === b.id && (a.to <= b.from || b.to <= a.from);
}

function isAttribute(name: string): boolean {
  // "product" alone is the whole object, for $exists.
  return Object.hasOwn(ATTRIBUTES, name) || Object.keys(ATTRIBUTES).some((known) => known.startsWith(`${name}.`));
}
