/**
 * The rules of a plan at work. `CompiledRules` is made once a plan version and catalogue: names are looked up, conditions
 * and schedules read. A page asks which rules are in force, a shelf what they do to a product; SPEC.md [L10] has the order.
 *
 * What rules that do not depend on the page say of a product is computed the first time it is asked and kept, by the set
 * of rules in force: the hundredth shopper on a Sunday costs one look into an array.
 */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { IN_STOCK } from '../catalogue/snapshot.ts';
import { type ConditionTest, compileCondition } from '../conditions/condition.ts';
import type { Situation } from '../recommend/situation.ts';
import type { Attributes } from './attributes.ts';
import type { PlanDocument, PlanRule } from './plan.ts';
import { scheduleTest } from './schedule.ts';
import { selectorTest, type Test } from './selector.ts';

type EffectOf<Do extends PlanRule['effect']['do']> = Extract<PlanRule['effect'], { do: Do }>;

/** One rule, read. */
interface ReadRule {
  rule: PlanRule;
  /** Place in the document. */
  order: number;
  placements: ReadonlySet<string> | undefined;
  holdsAt: ((now: number) => boolean) | undefined;
  condition: ConditionTest | undefined;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Sets of rules whose effects are kept, 4 bytes a product each. */
const SETS_KEPT = 12;
const UNKNOWN = -1;
const KEPT_OUT = 0;

export class CompiledRules {
  readonly #catalogue: CatalogueReader;
  readonly #rules: readonly ReadRule[];
  readonly #sets = new Map<string, StaticEffects>();
  /** Whether any rule asks about the page or the person. */
  readonly needsAttributes: boolean;

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
    this.needsAttributes = this.#rules.some(({ condition }) => condition !== undefined);
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

  /** Two pages of one situation with the same key have the same rules in force. */
  get key(): string {
    return this.#inForce.map(({ order }) => order).join();
  }

  /** Undefined where no rule is in force for the placement. */
  forShelf(placement: string): ShelfRules | undefined {
    if (!this.#shelves.has(placement)) this.#shelves.set(placement, this.#make(placement));
    return this.#shelves.get(placement);
  }

  #make(placement: string): ShelfRules | undefined {
    const rules = this.#inForce.filter(({ placements }) => !placements || placements.has(placement));
    if (rules.length === 0) return undefined;
    const { market, now } = this.#situation;
    const hour = Math.floor(now / HOUR_MS);
    const dated = rules.some(({ rule }) => isDated(rule));
    const key = `${market}|${dated ? hour : ''}|${rules.map(({ order }) => order).join()}`;
    let effects = this.#sets.get(key);
    if (!effects) {
      effects = new StaticEffects(
        rules.map(({ rule }) => rule),
        this.#catalogue,
        market,
        hour * HOUR_MS,
      );
      if (this.#sets.size >= SETS_KEPT) this.#sets.delete(this.#sets.keys().next().value!);
      this.#sets.set(key, effects);
    }
    return new ShelfRules(rules, effects, this.#situation, this.#catalogue);
  }
}

function isDated({ effect }: PlanRule): boolean {
  return effect.do === 'newness' || ('what' in effect && effect.what.newer_than_days !== undefined);
}

/** What happened to a product, for `explain`. */
export interface RuleTrace {
  /** Ids of the rules that keep it out; for a missing `include` all that were in force. */
  keptOutBy: string[];
  /** Rules that moved it, with the factor of each. */
  moved: { rule: string; factor: number }[];
}

/** The effects of a set of rules that depend on the product alone, by catalogue index. */
export class StaticEffects {
  readonly #factor: Float32Array;
  readonly #bars: readonly { rule: string; keepsOut: Test }[];
  readonly #includes: readonly { rule: string; test: Test }[];
  readonly #moves: readonly { rule: string; test: Test; factor: number }[];

  constructor(rules: readonly PlanRule[], catalogue: CatalogueReader, market: string, now: number) {
    this.#factor = new Float32Array(catalogue.size).fill(UNKNOWN);
    const bars: { rule: string; keepsOut: Test }[] = [];
    const includes: { rule: string; test: Test }[] = [];
    const moves: { rule: string; test: Test; factor: number }[] = [];
    for (const { id: rule, effect } of rules) {
      if (effect.do === 'include') includes.push({ rule, test: selectorTest(effect.what, catalogue, market, now) });
      else if (effect.do === 'boost' || effect.do === 'bury') {
        const test = selectorTest(effect.what, catalogue, market, now);
        moves.push({ rule, test, factor: effect.do === 'boost' ? effect.by : 1 / effect.by });
      } else {
        const keepsOut = barOf(effect, catalogue, market, now);
        if (keepsOut) bars.push({ rule, keepsOut });
      }
    }
    this.#bars = bars;
    this.#includes = includes;
    this.#moves = moves;
  }

  get moves(): boolean {
    return this.#moves.length > 0;
  }

  /** What the product's score is multiplied with; 0 where it is kept out. */
  factor(index: number): number {
    const known = this.#factor[index]!;
    if (known !== UNKNOWN) return known;
    const factor = this.barred(index) || !this.included(index) ? KEPT_OUT : this.#moveBy(index);
    this.#factor[index] = factor;
    return factor;
  }

  /** [L10] 2 */
  barred(index: number): boolean {
    return this.#bars.some(({ keepsOut }) => keepsOut(index));
  }

  /** [L10] 3 */
  included(index: number): boolean {
    return this.#includes.length === 0 || this.#includes.some(({ test }) => test(index));
  }

  #moveBy(index: number): number {
    let factor = 1;
    for (const one of this.#moves) if (one.test(index)) factor *= one.factor;
    // Forty rules that bury by a thousand must not come to "kept out".
    return Math.max(Math.fround(factor), 1e-30);
  }

  explain(index: number): RuleTrace {
    const keptOutBy = this.#bars.filter(({ keepsOut }) => keepsOut(index)).map(({ rule }) => rule);
    if (!this.included(index)) keptOutBy.push(...this.#includes.map(({ rule }) => rule));
    const moved = this.#moves
      .filter(({ test }) => test(index))
      .map(({ rule, factor }) => ({ rule, factor: Math.round(factor * 1e6) / 1e6 }));
    return { keptOutBy, moved };
  }
}

function barOf(effect: PlanRule['effect'], catalogue: CatalogueReader, market: string, now: number): Test | undefined {
  switch (effect.do) {
    case 'exclude':
      return selectorTest(effect.what, catalogue, market, now);
    case 'stock':
      return (index) => {
        const pieces = catalogue.pieces(index);
        return pieces !== IN_STOCK && pieces < effect.least;
      };
    case 'margin':
      return (index) => !(catalogue.margin(index, market) >= effect.least);
    case 'newness': {
      const since = now - effect.days * DAY_MS;
      return (index) => !(catalogue.added(index) >= since);
    }
    default:
      return undefined;
  }
}

export interface Pin {
  rule: string;
  index: number;
  /** From 0. */
  slot: number;
}

/** The rules in force for one shelf. */
export class ShelfRules {
  /** Who wants which slot, first come first served. */
  readonly pins: readonly Pin[];
  /** Greatest number of cards of one brand, of one category; Infinity where there is no cap. */
  readonly most: { brand: number; category: number };
  readonly #effects: StaticEffects;
  readonly #prices: readonly { rule: string; from: number; to: number }[];
  readonly #catalogue: CatalogueReader;
  readonly #market: string;
  readonly #caps: readonly { rule: string; by: 'brand' | 'category'; most: number }[];

  constructor(
    rules: readonly ReadRule[],
    effects: StaticEffects,
    { market, page }: Situation,
    catalogue: CatalogueReader,
  ) {
    this.#effects = effects;
    this.#catalogue = catalogue;
    this.#market = market;
    this.pins = pinsOf(rules, catalogue);
    this.#caps = rules.flatMap(({ rule: { id, effect } }) =>
      effect.do === 'cap' ? [{ rule: id, by: effect.by, most: effect.most }] : [],
    );
    const most = (by: 'brand' | 'category') =>
      this.#caps.reduce((least, cap) => (cap.by === by ? Math.min(least, cap.most) : least), Number.POSITIVE_INFINITY);
    this.most = { brand: most('brand'), category: most('category') };
    const looked = page.item === undefined ? -1 : catalogue.indexOf(page.item);
    const price = looked < 0 ? Number.NaN : catalogue.price(looked, market);
    this.#prices = Number.isNaN(price)
      ? []
      : rules.flatMap(({ rule: { id, effect } }) =>
          effect.do === 'price' ? [{ rule: id, ...bounds(effect, price) }] : [],
        );
  }

  /** Whether scores change, so that more than the first few proposals must be looked at. */
  get moves(): boolean {
    return this.#effects.moves;
  }

  get caps(): boolean {
    return this.#caps.length > 0;
  }

  /** What the score is multiplied with; 0 where the product is kept out. */
  factor(index: number): number {
    const factor = this.#effects.factor(index);
    return factor !== KEPT_OUT && this.#priceFits(index) ? factor : KEPT_OUT;
  }

  /** A pin stands above `include` [L10]. */
  admitsPin(index: number): boolean {
    return !this.#effects.barred(index) && this.#priceFits(index);
  }

  #priceFits(index: number): boolean {
    if (this.#prices.length === 0) return true;
    const price = this.#catalogue.price(index, this.#market);
    return this.#prices.every(({ from, to }) => price >= from && price <= to);
  }

  explain(index: number): RuleTrace {
    const trace = this.#effects.explain(index);
    const price = this.#catalogue.price(index, this.#market);
    for (const { rule, from, to } of this.#prices) if (!(price >= from && price <= to)) trace.keptOutBy.push(rule);
    return trace;
  }

  /** Rules that cap what this product is one of. */
  cappedBy(by: 'brand' | 'category'): string[] {
    return this.#caps.filter((cap) => cap.by === by && cap.most === this.most[by]).map(({ rule }) => rule);
  }
}

/** [L12] */
function bounds(effect: EffectOf<'price'>, price: number): { from: number; to: number } {
  const dearer = effect.than === 'dearer';
  return {
    // Prices are whole minor units, so one more is dearer and one less is cheaper.
    from: effect.from !== undefined ? price * effect.from : dearer ? price + 1 : 0,
    to: effect.to !== undefined ? price * effect.to : dearer ? Number.POSITIVE_INFINITY : price - 1,
  };
}

function pinsOf(rules: readonly ReadRule[], catalogue: CatalogueReader): Pin[] {
  return rules
    .flatMap(({ rule, order }) => {
      if (rule.effect.do !== 'pin') return [];
      const index = catalogue.indexOf(rule.effect.item);
      return index < 0
        ? []
        : [{ rule: rule.id, index, slot: rule.effect.slot - 1, priority: rule.priority ?? 0, order }];
    })
    .sort((a, b) => b.priority - a.priority || a.order - b.order)
    .map(({ rule, index, slot }) => ({ rule, index, slot }));
}
