/** What a set of rules does to a product, whatever the page: kept out, or its score multiplied [L10]. */
import { type CatalogueReader, IN_STOCK } from '../catalogue/snapshot.ts';
import type { PlanRule } from './plan.ts';
import { addedSince, selectorTest, type Test } from './selector.ts';

const UNKNOWN = -1;
export const KEPT_OUT = 0;

/** What happened to a product, for `explain`. */
export interface RuleTrace {
  /** Ids of the rules that keep it out; for a missing `include` all that were in force. */
  keptOutBy: string[];
  /** Rules that moved it, with the factor of each. */
  moved: { rule: string; factor: number }[];
}

/** The effects of a set of rules that depend on the product alone, by catalogue index, at a moment. */
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
      return (index) => !(catalogue.marginAt(index, market, now) >= effect.least);
    case 'newness': {
      const since = addedSince(effect.days, now);
      return (index) => !(catalogue.added(index) >= since);
    }
    default:
      return undefined;
  }
}
