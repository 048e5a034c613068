/**
 * Sums of gradients per leaf, feature and bin while a tree grows. A level's sums are counted for the smaller side of its
 * question only; the other side's are the parent's less these.
 */
import type { Lambdas } from './lambda.ts';
import { BINS } from './learning-set.ts';

/** Gradient and hessian. */
const PAIR = 2;

export class Histograms {
  readonly #bins: Uint8Array;
  readonly #stride: number;
  readonly #lambdas: Lambdas;
  readonly #size: number;
  #seen: readonly number[] = [];
  /** Per seen feature: leaf × BINS × PAIR. */
  #sums: Float64Array[] = [];
  readonly #fresh: Float64Array;
  readonly #few: Uint32Array;
  readonly #slot: Uint32Array;
  readonly #pull: Float64Array;
  readonly #stiffness: Float64Array;

  /** @param bins feature × row */
  constructor(bins: Uint8Array, rows: number, lambdas: Lambdas, leaves: number) {
    this.#bins = bins;
    this.#stride = rows;
    this.#lambdas = lambdas;
    this.#size = leaves * BINS * PAIR;
    this.#fresh = new Float64Array(this.#size);
    this.#few = new Uint32Array(rows);
    this.#slot = new Uint32Array(rows);
    this.#pull = new Float64Array(rows);
    this.#stiffness = new Float64Array(rows);
  }

  /** Begins a tree over `rows` that may ask for the `seen` features. */
  start(rows: Uint32Array, seen: readonly number[]): void {
    this.#seen = seen;
    while (this.#sums.length < seen.length) this.#sums.push(new Float64Array(this.#size));
    this.#slot.fill(0, 0, rows.length);
    this.#gatherGradients(rows);
    seen.forEach((feature, k) => {
      this.#count(rows, rows.length, feature, this.#sums[k]!, BINS * PAIR);
    });
  }

  /** After question `d` was answered: 2^(d + 1) leaves where there were 2^d. */
  split(rows: Uint32Array, leafOf: Uint8Array, d: number): void {
    const bit = 1 << d;
    let yes = 0;
    for (const r of rows) if ((leafOf[r]! & bit) !== 0) yes++;
    const side = yes * 2 <= rows.length ? bit : 0;
    let count = 0;
    for (const r of rows) {
      if ((leafOf[r]! & bit) !== side) continue;
      this.#slot[count] = (leafOf[r]! & (bit - 1)) * BINS * PAIR;
      this.#few[count++] = r;
    }
    this.#gatherGradients(this.#few.subarray(0, count));
    const half = bit * BINS * PAIR;
    const fresh = this.#fresh;
    this.#seen.forEach((feature, k) => {
      const sums = this.#sums[k]!;
      this.#count(this.#few, count, feature, fresh, half);
      for (let p = 0; p < half; p++) {
        const rest = sums[p]! - fresh[p]!;
        sums[p] = side === 0 ? fresh[p]! : rest;
        sums[half + p] = side === 0 ? rest : fresh[p]!;
      }
    });
  }

  /** The one question whose answers, asked in every leaf, tell pulls and pushes apart best. */
  best(leaves: number, calm: number): { feature: number; bin: number } {
    let best = { feature: 0, bin: BINS };
    let most = 0;
    const gains = new Float64Array(BINS);
    this.#seen.forEach((feature, k) => {
      gains.fill(0);
      for (let l = 0; l < leaves; l++) addGains(this.#sums[k]!, l * BINS * PAIR, calm, gains);
      for (let bin = 0; bin < BINS - 1; bin++) {
        if (gains[bin]! <= most) continue;
        most = gains[bin]!;
        best = { feature, bin };
      }
    });
    return best;
  }

  #gatherGradients(rows: Uint32Array): void {
    const { gradient, hessian } = this.#lambdas;
    for (let k = 0; k < rows.length; k++) {
      this.#pull[k] = gradient[rows[k]!]!;
      this.#stiffness[k] = hessian[rows[k]!]!;
    }
  }

  #count(rows: Uint32Array, length: number, feature: number, into: Float64Array, size: number): void {
    const bins = this.#bins;
    const slots = this.#slot;
    const pull = this.#pull;
    const stiffness = this.#stiffness;
    const column = feature * this.#stride;
    into.fill(0, 0, size);
    for (let k = 0; k < length; k++) {
      const slot = slots[k]! + bins[column + rows[k]!]! * PAIR;
      into[slot] = into[slot]! + pull[k]!;
      into[slot + 1] = into[slot + 1]! + stiffness[k]!;
    }
  }
}

function addGains(sums: Float64Array, from: number, calm: number, gains: Float64Array): void {
  let g = 0;
  let h = 0;
  for (let p = from; p < from + BINS * PAIR; p += PAIR) {
    g += sums[p]!;
    h += sums[p + 1]!;
  }
  const whole = (g * g) / (h + calm);
  let leftG = 0;
  let leftH = 0;
  for (let bin = 0; bin < BINS - 1; bin++) {
    leftG += sums[from + bin * PAIR]!;
    leftH += sums[from + bin * PAIR + 1]!;
    const rightG = g - leftG;
    gains[bin] = gains[bin]! + (leftG * leftG) / (leftH + calm) + (rightG * rightG) / (h - leftH + calm) - whole;
  }
}
