/**
 * What each row of a learning set should gain or lose: LambdaRank's gradients (Burges: "From RankNet to LambdaRank to
 * LambdaMART", MSR-TR-2010-82) for one wanted row a point. A pair weighs by what swapping it would change in 1/log2(1 + rank),
 * plus something where one of the two stands among the first 20 and the other does not.
 */
import type { LearningSet } from './learning-set.ts';

/** A pair counts where one of its two stands before this rank. */
const TRUNCATED = 25;
const SHELF = 20;
const SHELF_WEIGHT = 0.1;
/** 1/log2(1 + rank) by rank: a point has few enough rows, each standing for few enough candidates. */
const DISCOUNT = Float64Array.from({ length: 1024 }, (_, rank) => 1 / Math.log2(1 + rank));
const discount = (rank: number) => (rank < DISCOUNT.length ? DISCOUNT[rank]! : 1 / Math.log2(1 + rank));

export class Lambdas {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  readonly #set: LearningSet;
  /** Rows of each point, best first; kept between rounds, as few change places. */
  readonly #order: Uint32Array;

  constructor(set: LearningSet) {
    this.#set = set;
    this.gradient = new Float32Array(set.rows);
    this.hessian = new Float32Array(set.rows);
    this.#order = Uint32Array.from({ length: set.rows }, (_, row) => row);
  }

  /** @param seen by point: whether it counts in this round; the rows of the others keep what they had */
  update(score: Float64Array, seen: Uint8Array): void {
    const { at, points, weight } = this.#set;
    const { gradient, hessian } = this;
    for (let p = 0; p < points; p++) {
      if (seen[p] === 0) continue;
      const start = at[p]!;
      const end = at[p + 1]!;
      gradient.fill(0, start, end);
      hessian.fill(0, start, end);
      this.#sort(start, end, score);
      const wanted = start;
      let rankWanted = 1;
      for (let o = start; this.#order[o] !== wanted; o++) rankWanted += weight[this.#order[o]!]!;
      const discountWanted = discount(rankWanted);
      let rank = 0;
      let pull = 0;
      let stiffness = 0;
      for (let o = start; o < end; o++) {
        const row = this.#order[o]!;
        rank += weight[row]!;
        if (row === wanted) continue;
        if (rank > TRUNCATED && rankWanted > TRUNCATED) break;
        const border = rankWanted <= SHELF !== rank <= SHELF ? SHELF_WEIGHT : 0;
        const change = Math.abs(discountWanted - discount(rank)) + border;
        const doubt = 1 / (1 + Math.exp(score[wanted]! - score[row]!));
        const force = change * doubt * weight[row]!;
        gradient[row] = -force;
        hessian[row] = force * (1 - doubt);
        pull += force;
        stiffness += force * (1 - doubt);
      }
      gradient[wanted] = pull;
      hessian[wanted] = stiffness;
    }
  }

  /** Insertion sort: cheap on what is nearly sorted. */
  #sort(start: number, end: number, score: Float64Array): void {
    const order = this.#order;
    for (let o = start + 1; o < end; o++) {
      const row = order[o]!;
      const value = score[row]!;
      let to = o;
      for (; to > start && score[order[to - 1]!]! < value; to--) order[to] = order[to - 1]!;
      order[to] = row;
    }
  }
}
