/**
 * What each row of a learning set should gain or lose: the gradients of the cross-entropy between what was wanted and a
 * softmax over a point's rows (ListNet's top one: Cao et al.: "Learning to rank: from pairwise approach to listwise approach",
 * ICML 2007), for one wanted row a point.
 */
import type { LearningSet } from './learning-set.ts';

export class Listwise {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  readonly #set: LearningSet;

  constructor(set: LearningSet) {
    this.#set = set;
    this.gradient = new Float32Array(set.rows);
    this.hessian = new Float32Array(set.rows);
  }

  /** @param seen by point: whether it counts in this round; the rows of the others keep what they had */
  update(score: Float64Array, seen: Uint8Array): void {
    const { at, points, weight } = this.#set;
    const { gradient, hessian } = this;
    for (let p = 0; p < points; p++) {
      if (seen[p] === 0) continue;
      const start = at[p]!;
      const end = at[p + 1]!;
      let most = score[start]!;
      for (let r = start + 1; r < end; r++) if (score[r]! > most) most = score[r]!;
      let whole = 0;
      for (let r = start; r < end; r++) {
        const part = weight[r]! * Math.exp(score[r]! - most);
        gradient[r] = part;
        whole += part;
      }
      for (let r = start; r < end; r++) {
        const share = gradient[r]! / whole;
        gradient[r] = -share;
        hessian[r] = share * (1 - share);
      }
      gradient[start] = gradient[start]! + 1; // the wanted row is the first
    }
  }
}
