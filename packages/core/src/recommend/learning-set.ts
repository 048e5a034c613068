/**
 * Rows of features with the one that was wanted, gathered from held-back clicks to learn a ranking from.
 *
 * Of the many candidates that stand low in every respect only one in `THINNED` is kept and counts for as many, so that
 * learning takes a fraction of the time and ranks stay estimated without bias.
 */
import { FEATURES } from './features.ts';

const THINNED = 4;
/** Candidates whose place by session kNN, or by nearness, is before these are always kept. */
const KEPT_BY_KNN = 24;
const KEPT_BY_NEARNESS = 8;
const KNN_PLACE = 2;
const IN_SESSION = 18;
const NEARNESS_PLACE = 29;

export class LearningSet {
  points = 0;
  rows = 0;
  /** First row of each point; the wanted row is the first. */
  at = new Uint32Array(256);
  /** Row × FEATURES. */
  values = new Float32Array(4096 * FEATURES);
  /** Candidates that a row stands for. */
  weight = new Float32Array(4096);

  /** @param wanted the row that was wanted */
  add(rows: Float32Array, count: number, wanted: number): void {
    this.#room(count);
    this.#copy(rows, wanted, 1);
    for (let k = 0; k < count; k++) {
      if (k === wanted) continue;
      const from = k * FEATURES;
      const kept =
        rows[from + KNN_PLACE]! < KEPT_BY_KNN ||
        rows[from + NEARNESS_PLACE]! < KEPT_BY_NEARNESS ||
        rows[from + IN_SESSION]! > 0;
      if (kept) this.#copy(rows, k, 1);
      else if ((k + this.points) % THINNED === 0) this.#copy(rows, k, THINNED);
    }
    this.points++;
    this.at[this.points] = this.rows;
  }

  #copy(rows: Float32Array, row: number, weight: number): void {
    this.values.set(rows.subarray(row * FEATURES, (row + 1) * FEATURES), this.rows * FEATURES);
    this.weight[this.rows++] = weight;
  }

  #room(count: number): void {
    if (this.points + 2 > this.at.length) {
      const at = new Uint32Array(this.at.length * 2);
      at.set(this.at);
      this.at = at;
    }
    if (this.rows + count <= this.weight.length) return;
    const values = new Float32Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
    const weight = new Float32Array(this.weight.length * 2);
    weight.set(this.weight);
    this.weight = weight;
  }
}
