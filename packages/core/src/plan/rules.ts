/**
 * The rules of a plan at work. `CompiledRules` is made once a plan version and catalogue: names are looked up, conditions
 * and schedules read. A page asks which rules are in force, a shelf what they do to a product (`shelf-rules.ts`, and what
 * does not depend on the page: `static-effects.ts`); SPEC.md [L10] has the order.
 *
 * What rules that do not depend on the page say of a product is computed the first time it is asked and kept, by the set
 * of rules in force: the hundredth shopper on a Sunday costs one look into an array.
 */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { compileCondition } from '../conditions/condition.ts';
import type { Situation } from '../recommend/situation.ts';
import type { Attributes } from './attributes.ts';
import type { PlanDocument, PlanRule } from './plan.ts';
import { scheduleTest } from './schedule.ts';
import { type ReadRule, ShelfRules } from './shelf-rules.ts';
import { StaticEffects } from './static-effects.ts';

const HOUR_MS = 3_600_000;
/** Sets of rules whose effects are kept, 4 bytes a product each. */
const SETS_KEPT = 12;

export class CompiledRules {
  readonly #catalogue: CatalogueReader;
  readonly #rules: readonly ReadRule[];
  readonly #sets = new Map<string, StaticEffects>();

  /** @param timeZone the shop's */
  constructor(plan: PlanDocument, catalogue: CatalogueReader, timeZone: string) {
    this.#catalogue = catalogue;
    this.#rules = (plan.rules ?? []).flatMap((rule, order): ReadRule[] =>
      rule.off
        ? []
        : [
            {
              rule,
              order,
              placements: rule.placements && new Set(rule.placements),
              holdsAt: rule.schedule && scheduleTest(rule.schedule, timeZone),
              condition: rule.when && compileCondition(rule.when),
            },
          ],
    );
  }

  /** @param attributes asked for only where a condition stands */
  forPage(situation: Situation, attributes: () => Attributes): PageRules | undefined {
    let asked: Attributes | undefined;
    const inForce: ReadRule[] = [];
    for (const one of this.#rules) {
      if (one.holdsAt && !one.holdsAt(situation.now)) continue;
      if (one.condition) {
        asked ??= attributes();
        if (!one.condition(asked)) continue;
      }
      inForce.push(one);
    }
    return inForce.length === 0 ? undefined : new PageRules(inForce, situation, this.#catalogue, this.#sets);
  }
}

export class PageRules {
  readonly #inForce: readonly ReadRule[];
  readonly #situation: Situation;
  readonly #catalogue: CatalogueReader;
  readonly #sets: Map<string, StaticEffects>;
  readonly #shelves = new Map<string, ShelfRules | undefined>();
  /** Of every shelf, where no rule names its placements. */
  #ofAll: ShelfRules | undefined;

  constructor(
    inForce: readonly ReadRule[],
    situation: Situation,
    catalogue: CatalogueReader,
    sets: Map<string, StaticEffects>,
  ) {
    this.#inForce = inForce;
    this.#situation = situation;
    this.#catalogue = catalogue;
    this.#sets = sets;
  }

  /** @param other of the same situation and `CompiledRules` */
  isSameAs(other: PageRules): boolean {
    const [here, there] = [this.#inForce, other.#inForce];
    return here.length === there.length && here.every((rule, i) => rule === there[i]);
  }

  /** Undefined where no rule is in force for the placement. */
  forShelf(placement: string): ShelfRules | undefined {
    if (!this.#shelves.has(placement)) this.#shelves.set(placement, this.#make(placement));
    return this.#shelves.get(placement);
  }

  #make(placement: string): ShelfRules | undefined {
    const isForAll = this.#inForce.every(({ placements }) => !placements);
    if (isForAll && this.#ofAll) return this.#ofAll;
    const rules = this.#inForce.filter(({ placements }) => !placements || placements.has(placement));
    if (rules.length === 0) return undefined;
    const { market, now } = this.#situation;
    // What says the same until then: the hour's end, and the next sale that begins or is over.
    const hour = rules.some(({ rule }) => isDated(rule)) ? Math.floor(now / HOUR_MS) : '';
    const changes = rules.some(({ rule }) => isPriced(rule)) ? this.#catalogue.changesBy(now) : '';
    const key = `${market}|${hour}|${changes}|${rules.map(({ order }) => order).join()}`;
    let effects = this.#sets.get(key);
    if (!effects) {
      effects = new StaticEffects(
        rules.map(({ rule }) => rule),
        this.#catalogue,
        market,
        now,
      );
      if (this.#sets.size >= SETS_KEPT) this.#sets.delete(this.#sets.keys().next().value!);
      this.#sets.set(key, effects);
    }
    const made = new ShelfRules(rules, effects, this.#situation, this.#catalogue);
    if (isForAll) this.#ofAll = made;
    return made;
  }
}

function isDated({ effect }: PlanRule): boolean {
  return effect.do === 'newness' || ('what' in effect && effect.what.newer_than_days !== undefined);
}

function isPriced({ effect }: PlanRule): boolean {
  if (effect.do === 'margin') return true;
  return 'what' in effect && (effect.what.price !== undefined || effect.what.margin !== undefined);
}
