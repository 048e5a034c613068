/** The rules in force for one shelf: pins, caps, and what happens to each product on this page [L10] [L12]. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { ConditionTest } from '../conditions/condition.ts';
import type { Situation } from '../recommend/situation.ts';
import type { PlanRule } from './plan.ts';
import { KEPT_OUT, type RuleTrace, type StaticEffects } from './static-effects.ts';

type EffectOf<Do extends PlanRule['effect']['do']> = Extract<PlanRule['effect'], { do: Do }>;

/** One rule, read. */
export interface ReadRule {
  rule: PlanRule;
  /** Place in the document. */
  order: number;
  placements: ReadonlySet<string> | undefined;
  holdsAt: ((now: number) => boolean) | undefined;
  condition: ConditionTest | undefined;
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
  readonly #now: number;
  readonly #caps: readonly { rule: string; by: 'brand' | 'category'; most: number }[];

  constructor(
    rules: readonly ReadRule[],
    effects: StaticEffects,
    { market, page, now }: Situation,
    catalogue: CatalogueReader,
  ) {
    this.#effects = effects;
    this.#catalogue = catalogue;
    this.#market = market;
    this.#now = now;
    this.pins = pinsOf(rules, catalogue);
    this.#caps = rules.flatMap(({ rule: { id, effect } }) =>
      effect.do === 'cap' ? [{ rule: id, by: effect.by, most: effect.most }] : [],
    );
    const most = (by: 'brand' | 'category') =>
      this.#caps.reduce((least, cap) => (cap.by === by ? Math.min(least, cap.most) : least), Number.POSITIVE_INFINITY);
    this.most = { brand: most('brand'), category: most('category') };
    const looked = page.item === undefined ? -1 : catalogue.indexOf(page.item);
    const price = looked < 0 ? Number.NaN : catalogue.priceAt(looked, market, now);
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
    const price = this.#catalogue.priceAt(index, this.#market, this.#now);
    return this.#prices.every(({ from, to }) => price >= from && price <= to);
  }

  explain(index: number): RuleTrace {
    const trace = this.#effects.explain(index);
    const price = this.#catalogue.priceAt(index, this.#market, this.#now);
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
