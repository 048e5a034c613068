/**
 * Rows of features with the one that was wanted, gathered from held-back clicks to learn a ranking from.
 *
 * A feature is kept as the number of its bin, a byte; where bins begin is settled by the first rows. Of the many candidates
 * that stand low in every respect only one in `THINNED` is kept and counts for as many, so that learning takes a fraction
 * of the time and memory and ranks stay estimated without bias.
 */
import { FEATURES, IN_SESSION, KNN_PLACE, MOST, NEARNESS_PLACE } from './features.ts';

export const BINS = 48;
const THINNED = 4;
/** Candidates whose place by session kNN, or by nearness, is before these are always kept. */
const KEPT_BY_KNN = 24;
const KEPT_BY_NEARNESS = 8;
/** Rows whose values decide where bins begin. */
const SAMPLE = 20_000;
/** Rows there is room for per point; shops need 20 to 30, as some points' wanted item is no candidate. */
const ROWS_PER_POINT = 32;

export class LearningSet {
  points = 0;
  rows = 0;
  /** First row of each point; the wanted row is the first. */
  readonly at: Uint32Array;
  /** Candidates that a row stands for. */
  readonly weight: Float32Array;
  /** Feature × `stride`: the bin of each row, once `#edges` are settled. Made at once, as a copy on the way would cost as much again. */
  readonly bins: Uint8Array;
  readonly stride: number;
  #sample: Float32Array;
  #edges: Float32Array[] | undefined;

  /** @param points that will be added at most */
  constructor(points: number) {
    this.stride = points * ROWS_PER_POINT;
    this.at = new Uint32Array(points + 1);
    this.weight = new Float32Array(this.stride);
    this.bins = new Uint8Array(this.stride * FEATURES);
    this.#sample = new Float32Array(Math.min(this.stride, SAMPLE + MOST) * FEATURES);
  }

  /**
   * Passed over where there is no room: where sessions are so long that most points have more rows than most have.
   * @param wanted the row that was wanted
   */
  add(rows: Float32Array, count: number, wanted: number): void {
    if (this.rows + count > this.stride || this.points + 1 === this.at.length) return;
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
    if (!this.#edges && this.rows >= SAMPLE) this.settle();
  }

  /** What a value must be greater than to be in the bins after `bin`. Past the last bin: infinity. */
  edge(feature: number, bin: number): number {
    return this.#edges?.[feature]?.[bin] ?? Number.POSITIVE_INFINITY;
  }

  /** Says where bins begin by the rows so far; what is added later is told by that. */
  settle(): void {
    if (this.#edges) return;
    const sample = this.#sample;
    const edges = Array.from({ length: FEATURES }, (_, f) => edgesOf(sample, f, this.rows));
    this.#edges = edges;
    for (let r = 0; r < this.rows; r++) this.#bin(sample, r * FEATURES, r, edges);
    this.#sample = new Float32Array(0);
  }

  #copy(rows: Float32Array, row: number, weight: number): void {
    const from = row * FEATURES;
    if (this.#edges) this.#bin(rows, from, this.rows, this.#edges);
    else this.#sample.set(rows.subarray(from, from + FEATURES), this.rows * FEATURES);
    this.weight[this.rows++] = weight;
  }

  #bin(values: Float32Array, from: number, row: number, edges: readonly Float32Array[]): void {
    const { bins, stride } = this;
    for (let f = 0; f < FEATURES; f++) bins[f * stride + row] = binOf(edges[f]!, values[from + f]!);
  }
}

/** Ascending; about as many sampled values between any two. */
function edgesOf(sample: Float32Array, feature: number, rows: number): Float32Array {
  const sorted = Float32Array.from({ length: rows }, (_, r) => sample[r * FEATURES + feature]!).sort();
  const edges: number[] = [];
  for (let b = 1; b < BINS; b++) {
    const edge = sorted[Math.floor((b * rows) / BINS)]!;
    if (edge < sorted[rows - 1]! && edge !== edges.at(-1)) edges.push(edge);
  }
  return Float32Array.from(edges);
}

/** The first edge that the value is not greater than. */
function binOf(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}
