/**
 * Sums of gradients per leaf, feature and bin while a tree grows. A level's sums are counted for the smaller side of its
 * question only; the other side's are the parent's less these.
 *
 * A row's pull and stiffness are rounded to whole numbers and packed into one double, pull · 2^27 + stiffness, so that one
 * addition counts both: learning spends its time in these additions. Steps are so fine that a mean row has hundreds of them
 * (quantised gradients: Shi et al., NeurIPS 2022, get by with far fewer), and whole numbers below 2^53 add without rounding.
 */

import { BINS, type LearningSet } from './learning-set.ts';
import type { Listwise } from './listwise.ts';

/** Stiffness stands below this, pull above. */
const UNIT = 2 ** 27;
/** Steps that all of a tree's stiffness, and all of its pulls without their signs, come to; half is left for rounding. */
const STIFFNESS_STEPS = 2 ** 26;
const PULL_STEPS = 2 ** 25;
/** Features counted at once: reading the rows is half of the work, and four features' sums stay in the nearest cache. */
const AT_ONCE = 4;

/** The answer is yes where a row's bin of the feature is greater. */
export interface Question {
  feature: number;
  bin: number;
}

/** Rows and what belongs to each, at the same place in every list. */
interface Rows {
  length: number;
  row: Uint32Array;
  force: Float64Array;
  /** Where its leaf's sums begin. */
  slot: Uint16Array;
}

export class Histograms {
  readonly #bins: Uint8Array;
  readonly #stride: number;
  /** Sums of one feature: leaf × BINS. A tree's last level is not counted, so half of its leaves have sums. */
  readonly #size: number;
  #seen: readonly number[] = [];
  /** By place in `seen`. */
  #sums = new Float64Array(0);
  readonly #fresh: Float64Array;
  /** The tree's rows, and of them those on one side of a question. */
  readonly #all: Rows;
  readonly #few: Rows;
  /** Of each of the tree's rows: its answers so far, the first in the lowest bit. */
  readonly #leaf: Uint8Array;
  #yes = 0;
  /** What a step of each is worth. */
  #pullStep = 1;
  #stiffnessStep = 1;
  readonly #gains = new Float64Array(BINS);
  readonly #pull = new Float64Array(BINS);
  readonly #stiffness = new Float64Array(BINS);

  /** @param leaves of a grown tree */
  constructor(set: LearningSet, leaves: number) {
    this.#bins = set.bins;
    this.#stride = set.stride;
    this.#size = (leaves >> 1) * BINS;
    this.#fresh = new Float64Array(this.#size * AT_ONCE);
    this.#all = listOf(set.rows);
    this.#few = listOf(set.rows >> 1);
    this.#leaf = new Uint8Array(set.rows);
  }

  /** Begins a tree over `rows` that may ask for the `seen` features. */
  start(rows: Uint32Array, { gradient, hessian }: Listwise, seen: readonly number[]): void {
    const all = this.#all;
    all.length = rows.length;
    let pulls = 0;
    let stiffness = 0;
    for (let k = 0; k < rows.length; k++) {
      pulls += Math.abs(gradient[rows[k]!]!);
      stiffness += hessian[rows[k]!]!;
    }
    this.#pullStep = pulls > 0 ? pulls / PULL_STEPS : 1;
    this.#stiffnessStep = stiffness > 0 ? stiffness / STIFFNESS_STEPS : 1;
    const perPull = 1 / this.#pullStep;
    const perStiffness = 1 / this.#stiffnessStep;
    for (let k = 0; k < rows.length; k++) {
      const r = rows[k]!;
      all.row[k] = r;
      all.force[k] = Math.round(gradient[r]! * perPull) * UNIT + Math.round(hessian[r]! * perStiffness);
    }
    this.#leaf.fill(0, 0, rows.length);
    this.#seen = seen;
    const places = Math.ceil(seen.length / AT_ONCE) * AT_ONCE;
    if (this.#sums.length < places * this.#size) this.#sums = new Float64Array(places * this.#size);
    for (let k = 0; k < seen.length; k += AT_ONCE) {
      const sums = this.#sums.subarray(k * this.#size, (k + AT_ONCE) * this.#size);
      this.#count(all, k, sums, BINS);
    }
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
      few.force[count] = all.force[k]!;
      few.slot[count++] = (answers & before) * BINS;
    }
    few.length = count;
    const half = (1 << d) * BINS;
    for (let k = 0; k < this.#seen.length; k += AT_ONCE) {
      this.#count(few, k, this.#fresh, half);
      for (let a = 0; a < AT_ONCE && k + a < this.#seen.length; a++) {
        part(this.#sums, (k + a) * this.#size, this.#fresh, a * this.#size, half, side === 0);
      }
    }
  }

  /** The one question whose answers, asked in every leaf, tell pulls and pushes apart best. */
  best(leaves: number, calm: number): Question {
    let best = { feature: 0, bin: BINS };
    let most = 0;
    const gains = this.#gains;
    this.#seen.forEach((feature, k) => {
      gains.fill(0);
      for (let l = 0; l < leaves; l++) this.#addGains(k * this.#size + l * BINS, calm);
      for (let bin = 0; bin < BINS - 1; bin++) {
        if (gains[bin]! <= most) continue;
        most = gains[bin]!;
        best = { feature, bin };
      }
    });
    return best;
  }

  /** Sums by the leaf that all answers lead to, with `last` as the answer to the question of a tree's last level. */
  leaves(last: Question, leaves: number): { pull: Float64Array; stiffness: Float64Array } {
    const pull = new Float64Array(leaves);
    const stiffness = new Float64Array(leaves);
    const half = leaves >> 1;
    const from = Math.max(0, this.#seen.indexOf(last.feature)) * this.#size;
    for (let l = 0; l < half; l++) {
      this.#read(from + l * BINS);
      for (let bin = 0; bin < BINS; bin++) {
        const to = bin > last.bin ? l + half : l;
        pull[to] = pull[to]! + this.#pull[bin]!;
        stiffness[to] = stiffness[to]! + this.#stiffness[bin]!;
      }
    }
    return { pull, stiffness };
  }

  #addGains(from: number, calm: number): void {
    this.#read(from);
    const pull = this.#pull;
    const stiffness = this.#stiffness;
    const gains = this.#gains;
    let g = 0;
    let h = 0;
    for (let bin = 0; bin < BINS; bin++) {
      g += pull[bin]!;
      h += stiffness[bin]!;
    }
    const whole = (g * g) / (h + calm);
    let leftG = 0;
    let leftH = 0;
    for (let bin = 0; bin < BINS - 1; bin++) {
      leftG += pull[bin]!;
      leftH += stiffness[bin]!;
      const rightG = g - leftG;
      gains[bin] = gains[bin]! + (leftG * leftG) / (leftH + calm) + (rightG * rightG) / (h - leftH + calm) - whole;
    }
  }

  /** Unpacks one leaf's sums of one feature. */
  #read(from: number): void {
    for (let bin = 0; bin < BINS; bin++) {
      const packed = this.#sums[from + bin]!;
      const pull = Math.floor(packed / UNIT);
      this.#pull[bin] = pull * this.#pullStep;
      this.#stiffness[bin] = (packed - pull * UNIT) * this.#stiffnessStep;
    }
  }

  /** Counts the seen features from `k` on, as many as are counted at once. @param used sums of each that may be touched */
  #count(rows: Rows, k: number, into: Float64Array, used: number): void {
    const { length, row, slot, force } = rows;
    const bins = this.#bins;
    const seen = this.#seen;
    const stride = this.#stride;
    const size = this.#size;
    // Past the last seen feature the first is counted again, to no end.
    const a = seen[k]! * stride;
    const b = (seen[k + 1] ?? seen[k]!) * stride;
    const c = (seen[k + 2] ?? seen[k]!) * stride;
    const d = (seen[k + 3] ?? seen[k]!) * stride;
    for (let f = 0; f < AT_ONCE; f++) into.fill(0, f * size, f * size + used);
    const toB = size;
    const toC = 2 * size;
    const toD = 3 * size;
    for (let n = 0; n < length; n++) {
      const r = row[n]!;
      const from = slot[n]!;
      const f = force[n]!;
      const inA = from + bins[a + r]!;
      const inB = toB + from + bins[b + r]!;
      const inC = toC + from + bins[c + r]!;
      const inD = toD + from + bins[d + r]!;
      into[inA] = into[inA]! + f;
      into[inB] = into[inB]! + f;
      into[inC] = into[inC]! + f;
      into[inD] = into[inD]! + f;
    }
  }
}

const listOf = (most: number): Rows => ({
  length: 0,
  row: new Uint32Array(most),
  force: new Float64Array(most),
  slot: new Uint16Array(most),
});

/** Parts each leaf's sums into those of its two sides, of which `counted` is one: the no side where `no`. */
function part(sums: Float64Array, at: number, counted: Float64Array, from: number, half: number, no: boolean): void {
  for (let p = 0; p < half; p++) {
    const some = counted[from + p]!;
    const rest = sums[at + p]! - some;
    sums[at + p] = no ? some : rest;
    sums[at + half + p] = no ? rest : some;
  }
}
