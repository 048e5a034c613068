/** Notes of each card's way through the pipeline, taken only where somebody asks for them (`explain.ts`). */
import type { StrategyName } from '../plan/plan.ts';
import type { Hindrance } from './exclusions.ts';
import type { Proposal } from './strategy.ts';

export type Fate = Hindrance | 'of another category' | 'kept out by a rule' | 'over a cap' | 'may be shown';

export interface Step {
  link: StrategyName | 'blend';
  /** Place among the link's proposals that were looked at, from 1. */
  rank: number;
  /** After boosts. */
  score: number;
  fate: Fate;
}

export class Trace {
  /** Placement → catalogue index → what happened, in order. */
  readonly steps = new Map<string, Map<number, Step[]>>();
  readonly #ranks = new Map<string, number>();

  note(placement: string, link: Step['link'], { index, score }: Proposal, fate: Fate): void {
    let shelf = this.steps.get(placement);
    if (!shelf) {
      shelf = new Map();
      this.steps.set(placement, shelf);
    }
    const before = shelf.get(index) ?? [];
    if (before.length === 0) shelf.set(index, before);
    const known = fate === 'over a cap' ? before.at(-1) : undefined;
    if (known) {
      known.fate = fate;
      return;
    }
    const key = `${placement} ${link}`;
    const rank = (this.#ranks.get(key) ?? 0) + 1;
    this.#ranks.set(key, rank);
    before.push({ link, rank, score, fate });
  }
}
