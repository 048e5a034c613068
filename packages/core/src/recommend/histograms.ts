/**
 * Sums of gradients per leaf, feature and bin while a tree grows. A level's sums are counted for the smaller side of its
 * question only; the other side's are the parent's less these.
 */
import type { Lambdas } from './lambda.ts';
import { BINS, type LearningSet } from './learning-set.ts';

/** Gradient and hessian. */
const PAIR = 2;

/** The answer is yes where a row's bin of the feature is greater. */
export interface Question {
  feature: number;
  bin: number;
}

/** Rows and what belongs to each, at the same place in every list. */
interface Rows {
  length: number;
  row: Uint32Array;
  pull: Float32Array;
  stiffness: Float32Array;
  /** Where its leaf's sums begin. */
  slot: Uint16Array;
}

export class Histograms {
  readonly #bins: Uint8Array;
  readonly #stride: number;
  readonly #size: number;
  readonly #leaves: number;
  #seen: readonly number[] = [];
  /** Per seen feature: leaf × BINS × PAIR. */
  #sums: Float64Array[] = [];
  readonly #fresh: Float64Array;
  readonly #freshToo: Float64Array;
  readonly #spare: Float64Array;
  /** The tree's rows, and of them those on one side of a question. */
  readonly #all: Rows;
  readonly #few: Rows;
  /** Of each of the tree's rows: its answers so far, the first in the lowest bit. */
  readonly #leaf: Uint8Array;
  #yes = 0;

  constructor(set: LearningSet, leaves: number) {
    this.#bins = set.bins;
    this.#stride = set.stride;
    this.#leaves = leaves;
    this.#size = leaves * BINS * PAIR;
    this.#fresh = new Float64Array(this.#size);
    this.#freshToo = new Float64Array(this.#size);
    this.#spare = new Float64Array(this.#size);
    this.#all = listOf(set.rows);
    this.#few = listOf(set.rows >> 1);
    this.#leaf = new Uint8Array(set.rows);
  }

  /** Begins a tree over `rows` that may ask for the `seen` features. */
  start(rows: Uint32Array, { gradient, hessian }: Lambdas, seen: readonly number[]): void {
    const all = this.#all;
    all.length = rows.length;
    for (let k = 0; k < rows.length; k++) {
      const r = rows[k]!;
      all.row[k] = r;
      all.pull[k] = gradient[r]!;
      all.stiffness[k] = hessian[r]!;
    }
    this.#leaf.fill(0, 0, rows.length);
    this.#seen = seen;
    while (this.#sums.length < seen.length) this.#sums.push(new Float64Array(this.#size));
    for (let k = 0; k < seen.length; k += 2) this.#countTwo(all, k, this.#sums[k]!, this.#sums[k + 1], BINS * PAIR);
  }

  /** Puts question `d` to the tree's rows. */
  answer({ feature, bin }: Question, d: number): void {
    const { length, row } = this.#all;
    const bins = this.#bins;
    const leaf = this.#leaf;
    const column = feature * this.#stride;
    let yes = 0;
    for (let k = 0; k < length; k++) {
      const answer = (bin - bins[column + row[k]!]!) >>> 31;
      leaf[k] = leaf[k]! | (answer << d);
      yes += answer;
    }
    this.#yes = yes;
  }

  /** After question `d` was answered: 2^(d + 1) leaves where there were 2^d. */
  split(d: number): void {
    const all = this.#all;
    const few = this.#few;
    const leaf = this.#leaf;
    const before = (1 << d) - 1;
    const side = this.#yes * 2 <= all.length ? 1 : 0;
    let count = 0;
    for (let k = 0; k < all.length; k++) {
      const answers = leaf[k]!;
      if (((answers >> d) & 1) !== side) continue;
      few.row[count] = all.row[k]!;
      few.pull[count] = all.pull[k]!;
      few.stiffness[count] = all.stiffness[k]!;
      few.slot[count++] = (answers & before) * BINS * PAIR;
    }
    few.length = count;
    const half = (1 << d) * BINS * PAIR;
    for (let k = 0; k < this.#seen.length; k += 2) {
      this.#countTwo(few, k, this.#fresh, this.#freshToo, half);
      part(this.#sums[k]!, this.#fresh, half, side === 0);
      if (k + 1 < this.#seen.length) part(this.#sums[k + 1]!, this.#freshToo, half, side === 0);
    }
  }

  /** The one question whose answers, asked in every leaf, tell pulls and pushes apart best. */
  best(leaves: number, calm: number): Question {
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

  /** Sums of the tree's rows by the leaf that all answers lead to. */
  leaves(): { pull: Float64Array; stiffness: Float64Array } {
    const all = this.#all;
    const pull = new Float64Array(this.#leaves);
    const stiffness = new Float64Array(this.#leaves);
    for (let k = 0; k < all.length; k++) {
      const l = this.#leaf[k]!;
      pull[l] = pull[l]! + all.pull[k]!;
      stiffness[l] = stiffness[l]! + all.stiffness[k]!;
    }
    return { pull, stiffness };
  }

  /** Counts the seen features `k` and, where there is one, `k` + 1: two at once, as reading the rows is half of the work. */
  #countTwo(rows: Rows, k: number, into: Float64Array, intoToo: Float64Array | undefined, size: number): void {
    const { length, row, slot, pull, stiffness } = rows;
    const bins = this.#bins;
    const column = this.#seen[k]! * this.#stride;
    const second = this.#seen[k + 1];
    const other = (second ?? this.#seen[k]!) * this.#stride;
    const too = second === undefined || !intoToo ? this.#spare : intoToo;
    into.fill(0, 0, size);
    too.fill(0, 0, size);
    for (let n = 0; n < length; n++) {
      const r = row[n]!;
      const from = slot[n]!;
      const g = pull[n]!;
      const h = stiffness[n]!;
      const a = from + bins[column + r]! * PAIR;
      const b = from + bins[other + r]! * PAIR;
      into[a] = into[a]! + g;
      into[a + 1] = into[a + 1]! + h;
      too[b] = too[b]! + g;
      too[b + 1] = too[b + 1]! + h;
    }
  }
}

const listOf = (most: number): Rows => ({
  length: 0,
  row: new Uint32Array(most),
  pull: new Float32Array(most),
  stiffness: new Float32Array(most),
  slot: new Uint16Array(most),
});

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
