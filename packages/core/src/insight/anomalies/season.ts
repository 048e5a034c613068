/**
 * What was to be expected: the same minutes of the week in earlier weeks, times how busy the last hours were [N17]. Counts in
 * steps of 5 minutes.
 */
import { generalisedEsd, MAD_TO_SD, median } from './esd.ts';

export const STEP_MS = 5 * 60_000;
export const STEPS_A_DAY = 288;
export const STEPS_A_WEEK = 7 * STEPS_A_DAY;
/** Weeks that are looked back, and how many there must be. */
const WEEKS = 8;
const LEAST_WEEKS = 2;
/** The season is a mean of this many steps on either side: half an hour. */
const SMOOTH = 6;
/** How busy it is, of the six half hours that ended a quarter of an hour ago. */
const LEVEL_BLOCKS = 6;
const LEVEL_BLOCK = 6;
const LEVEL_GAP = 3;
/** A level is drawn towards 1 by this many expected counts, so that quiet hours say little. */
const LEVEL_PRIOR = 20;
const LEVEL_RANGE = [0.2, 5] as const;
/** Steps whose relative errors tell how far a forecast is off by itself. */
const ERRORS = 2 * STEPS_A_WEEK;
const LEAST_ERROR = 0.03;
const ERRORS_EVERY = 144;

export interface Expected {
  /** Counts of one step; NaN while there is too little history. */
  mean: number;
  /** Standard deviation of the forecast itself, as a share of the mean: what Poisson noise does not explain. */
  error: number;
}

/** A little more than is looked back. */
const KEPT_STEPS = (WEEKS + 2) * STEPS_A_WEEK;

export interface SavedSeason {
  counts: number[];
  season: (number | null)[];
  mean: (number | null)[];
  odd: number[];
  error: number;
  /** Steps that were let go of before the first. */
  dropped: number;
  level?: number;
}

/** Expected counts of one series, step by step. Reading further does not change what was said. */
export class Season {
  readonly #counts: number[] = [];
  /** Season alone, before the level. */
  readonly #season: number[] = [];
  readonly #mean: number[] = [];
  #error = 0.1;
  /** Steps that were out of the ordinary, and say nothing of the next weeks. */
  readonly #odd = new Set<number>();
  #heldLevel: number | undefined;
  /** Of the first k steps: their counts, and how many and how much of them is ordinary. */
  readonly #sum = [0];
  readonly #ordinary = [0];
  readonly #ordinarySum = [0];

  /** What is needed to go on later, as JSON: the newest ten weeks at most. */
  save(): SavedSeason {
    const from = Math.max(0, this.#counts.length - KEPT_STEPS);
    const round = (value: number) => (Number.isNaN(value) ? null : Math.round(value * 100) / 100);
    return {
      counts: this.#counts.slice(from),
      season: this.#season.slice(from).map(round),
      mean: this.#mean.slice(from).map(round),
      odd: [...this.#odd].filter((step) => step >= from).map((step) => step - from),
      error: this.#error,
      dropped: from,
      ...(this.#heldLevel !== undefined && { level: this.#heldLevel }),
    };
  }

  static restore(saved: SavedSeason): Season {
    const season = new Season();
    const number = (value: number | null) => value ?? Number.NaN;
    season.#counts.push(...saved.counts);
    season.#season.push(...saved.season.map(number));
    season.#mean.push(...saved.mean.map(number));
    for (const step of saved.odd) season.#odd.add(step);
    for (let step = 0; step < saved.counts.length; step++) season.#addUp(step);
    season.#error = saved.error;
    season.#heldLevel = saved.level;
    return season;
  }

  get length(): number {
    return this.#counts.length;
  }

  countAt(step: number): number {
    return this.#counts[step]!;
  }

  meanAt(step: number): number {
    return this.#mean[step]!;
  }

  get error(): number {
    return this.#error;
  }

  /** While an incident lasts, how busy it is stays what it was before. */
  hold(): void {
    this.#heldLevel ??= this.#level();
  }

  release(): void {
    this.#heldLevel = undefined;
  }

  /** Leaves a step out of what later ones are compared with. */
  exclude(step: number): void {
    this.#odd.add(step);
    for (let at = step; at < this.#counts.length; at++) this.#addUp(at);
  }

  #addUp(step: number): void {
    const count = this.#counts[step]!;
    const plain = this.#odd.has(step) ? 0 : 1;
    this.#sum[step + 1] = this.#sum[step]! + count;
    this.#ordinary[step + 1] = this.#ordinary[step]! + plain;
    this.#ordinarySum[step + 1] = this.#ordinarySum[step]! + plain * count;
  }

  /** Takes the next step's count. @returns what was expected of it */
  next(count: number): Expected {
    const step = this.#counts.length;
    const season = this.#seasonal(step);
    const mean = season * (this.#heldLevel ?? this.#level());
    this.#counts.push(count);
    this.#addUp(step);
    this.#season.push(season);
    this.#mean.push(mean);
    if (step % ERRORS_EVERY === 0) this.#error = this.#errorNow();
    return { mean, error: this.#error };
  }

  /** Median over earlier weeks of the mean around this minute of the week, outlying weeks left out. */
  #seasonal(step: number): number {
    const ordinary: number[] = [];
    const all: number[] = [];
    for (let week = 1; week <= WEEKS; week++) {
      const centre = step - week * STEPS_A_WEEK;
      if (centre - SMOOTH < 0) break;
      const [from, to] = [centre - SMOOTH, centre + SMOOTH + 1];
      all.push((this.#sum[to]! - this.#sum[from]!) / (to - from));
      const n = this.#ordinary[to]! - this.#ordinary[from]!;
      if (n > SMOOTH) ordinary.push((this.#ordinarySum[to]! - this.#ordinarySum[from]!) / n);
    }
    // What is odd in most weeks is how the shop is.
    const weeks = ordinary.length * 2 >= all.length ? ordinary : all;
    if (weeks.length < LEAST_WEEKS) return Number.NaN;
    if (weeks.length < 6) return median(weeks);
    const { outliers } = generalisedEsd(weeks, 2, 0.05, true);
    return median(weeks.filter((_, i) => !outliers.includes(i)));
  }

  #level(): number {
    const end = this.#counts.length - LEVEL_GAP;
    const ratios: number[] = [];
    for (let block = 1; block <= LEVEL_BLOCKS; block++) {
      let seen = 0;
      let season = 0;
      for (let at = end - block * LEVEL_BLOCK; at < end - (block - 1) * LEVEL_BLOCK; at++) {
        if (at < 0 || Number.isNaN(this.#season[at]!) || this.#odd.has(at)) continue;
        seen += this.#counts[at]!;
        season += this.#season[at]!;
      }
      if (season > 0) ratios.push((seen + LEVEL_PRIOR) / (season + LEVEL_PRIOR));
    }
    if (ratios.length === 0) return 1;
    return Math.min(LEVEL_RANGE[1], Math.max(LEVEL_RANGE[0], median(ratios)));
  }

  /** Relative error beyond Poisson's: robust, so that incidents do not widen it. */
  #errorNow(): number {
    const errors: number[] = [];
    const noise: number[] = [];
    for (let at = Math.max(0, this.#counts.length - ERRORS); at + 3 <= this.#counts.length; at += 3) {
      // By quarters of an hour, as they are judged.
      const mean = this.#mean[at]! + this.#mean[at + 1]! + this.#mean[at + 2]!;
      if (!(mean >= 5)) continue;
      const seen = this.#counts[at]! + this.#counts[at + 1]! + this.#counts[at + 2]!;
      errors.push(Math.abs(seen - mean) / mean);
      noise.push(1 / mean);
    }
    if (errors.length < STEPS_A_DAY / 3) return 0.1;
    const spread = MAD_TO_SD * median(errors);
    return Math.sqrt(Math.max(LEAST_ERROR ** 2, spread ** 2 - median(noise)));
  }
}
