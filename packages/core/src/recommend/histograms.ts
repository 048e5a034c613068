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
  readonly #freshToo: Float64Array;
  readonly #spare: Float64Array;
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
    this.#freshToo = new Float64Array(this.#size);
    this.#spare = new Float64Array(this.#size);
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
    for (let k = 0; k < seen.length; k += 2)
      this.#countTwo(rows, rows.length, k, this.#sums[k]!, this.#sums[k + 1], BINS * PAIR);
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
    for (let k = 0; k < this.#seen.length; k += 2) {
      this.#countTwo(this.#few, count, k, this.#fresh, this.#freshToo, half);
      part(this.#sums[k]!, this.#fresh, half, side === 0);
      if (k + 1 < this.#seen.length) part(this.#sums[k + 1]!, this.#freshToo, half, side === 0);
    }
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

  /** Counts the seen features `k` and, where there is one, `k` + 1: two at once, as reading the rows is half of the work. */
  #countTwo(
    rows: Uint32Array,
    length: number,
    k: number,
    into: Float64Array,
    intoToo: Float64Array | undefined,
    size: number,
  ): void {
    const bins = this.#bins;
    const slots = this.#slot;
    const pull = this.#pull;
    const stiffness = this.#stiffness;
    const column = this.#seen[k]! * this.#stride;
    const second = this.#seen[k + 1];
    const other = (second ?? this.#seen[k]!) * this.#stride;
    const too = second === undefined || !intoToo ? this.#spare : intoToo;
    into.fill(0, 0, size);
    too.fill(0, 0, size);
    for (let n = 0; n < length; n++) {
      const row = rows[n]!;
      const from = slots[n]!;
      const g = pull[n]!;
      const h = stiffness[n]!;
      const a = from + bins[column + row]! * PAIR;
      const b = from + bins[other + row]! * PAIR;
      into[a] = into[a]! + g;
      into[a + 1] = into[a + 1]! + h;
      too[b] = too[b]! + g;
      too[b + 1] = too[b + 1]! + h;
    }
  }
}

/** Parts each leaf's sums into those of its two sides, of which `counted` is one: the no side where `no`. */
function part(sums: Float64Array, counted: Float64Array, half: number, no: boolean): void {
  for (let p = 0; p < half; p++) {
    const rest = sums[p]! - counted[p]!;
    sums[p] = no ? counted[p]! : rest;
    sums[half + p] = no ? rest : counted[p]!;
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
