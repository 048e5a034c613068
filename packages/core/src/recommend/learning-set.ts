/**
 * Rows of features with the one that was wanted, gathered from held-back clicks to learn a ranking from.
 *
 * A feature is kept as the number of its bin, a byte; where bins begin is settled by the first rows. Of the many candidates
 * that stand low in every respect only one in `THINNED` is kept and counts for as many, so that learning takes a fraction
 * of the time and memory and ranks stay estimated without bias.
 */
import { FEATURES, IN_SESSION, KNN_PLACE, NEARNESS_PLACE } from './features.ts';

export const BINS = 48;
const THINNED = 4;
/** Candidates whose place by session kNN, or by nearness, is before these are always kept. */
const KEPT_BY_KNN = 24;
const KEPT_BY_NEARNESS = 8;
/** Rows whose values decide where bins begin. */
const SAMPLE = 20_000;

export class LearningSet {
  points = 0;
  rows = 0;
  /** First row of each point; the wanted row is the first. */
  at = new Uint32Array(256);
  /** Candidates that a row stands for. */
  weight = new Float32Array(4096);
  /** Row × FEATURES, once `#edges` are settled. */
  #bins = new Uint8Array(0);
  #sample = new Float32Array(4096 * FEATURES);
  #edges: Float32Array[] | undefined;

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
    if (!this.#edges && this.rows >= SAMPLE) this.#settle();
  }

  /** What a value must be greater than to be in the bins after `bin`. Past the last bin: infinity. */
  edge(feature: number, bin: number): number {
    return this.#settle()[feature]![bin] ?? Number.POSITIVE_INFINITY;
  }

  /** Feature × row. */
  columns(): Uint8Array {
    this.#settle();
    const columns = new Uint8Array(FEATURES * this.rows);
    for (let r = 0; r < this.rows; r++) {
      for (let f = 0; f < FEATURES; f++) columns[f * this.rows + r] = this.#bins[r * FEATURES + f]!;
    }
    return columns;
  }

  #copy(rows: Float32Array, row: number, weight: number): void {
    const from = row * FEATURES;
    const to = this.rows * FEATURES;
    const edges = this.#edges;
    if (edges) for (let f = 0; f < FEATURES; f++) this.#bins[to + f] = binOf(edges[f]!, rows[from + f]!);
    else this.#sample.set(rows.subarray(from, from + FEATURES), to);
    this.weight[this.rows++] = weight;
  }

  #settle(): Float32Array[] {
    if (this.#edges) return this.#edges;
    const edges = Array.from({ length: FEATURES }, (_, f) => edgesOf(this.#sample, f, this.rows));
    this.#bins = new Uint8Array(this.weight.length * FEATURES);
    for (let p = 0; p < this.rows * FEATURES; p++) this.#bins[p] = binOf(edges[p % FEATURES]!, this.#sample[p]!);
    this.#sample = new Float32Array(0);
    this.#edges = edges;
    return edges;
  }

  #room(count: number): void {
    if (this.points + 2 > this.at.length) {
      const at = new Uint32Array(this.at.length * 2);
      at.set(this.at);
      this.at = at;
    }
    if (this.rows + count <= this.weight.length) return;
    const weight = new Float32Array(this.weight.length * 2);
    weight.set(this.weight);
    this.weight = weight;
    if (this.#edges) {
      const bins = new Uint8Array(weight.length * FEATURES);
      bins.set(this.#bins);
      this.#bins = bins;
    } else {
      const sample = new Float32Array(weight.length * FEATURES);
      sample.set(this.#sample);
      this.#sample = sample;
    }
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
