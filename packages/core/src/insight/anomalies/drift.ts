/**
 * Slow drifts [N22]: a day's count for each page view, beside that of four earlier weeks, by CUSUM. Against page views, so that
 * neither a busy week nor a season is a drift; the traffic itself is compared with nothing but its own weeks.
 */
import { type Cusum, DEFAULT_CUSUM, nextOfCusum, startOfCusum } from './cusum.ts';
import { generalisedEsd, median, robustSpread } from './esd.ts';

/** Days that a base is made of: four weeks. */
export const BASE_DAYS = 28;
/** Days of a base that may be out of the ordinary. */
const ODD_DAYS = 4;
/** A weekday's own rate is drawn towards the base's by this many counts. */
const WEEKDAY_PRIOR = 20;
/** No day says more than this: one odd day is the other watch's business (Lucas and Crosier 1982). */
const MOST_Z = 2;
/** Nothing is under way while both sums are below it: then the base may be renewed. */
const STILL = 1;
/** Smaller changes over the last week are nobody's business, as a share of what was expected: of a rate, and of a bare count. */
const LEAST_CHANGE = { rate: 0.1, count: 0.15 } as const;
/** It is over when a week is this ordinary on its side. */
const ORDINARY_Z = 0.5;
const WEEK = 7;

export interface Day {
  count: number;
  /** Page views; 1 where the count is compared with nothing. */
  size: number;
}

interface Base {
  /** By day of the week, from the first day. */
  rates: number[];
  spread: number;
  /** Day after which four weeks have to pass before the next. */
  made: number;
}

export type DriftNotice =
  | { what: 'started'; day: number; since: number; direction: 'up' | 'down'; change: number }
  | { what: 'recovered'; day: number; since: number };

export interface SavedDrift {
  taken: number;
  days: Day[];
  sums: Cusum;
  base?: Base;
  open?: { since: number; said: number; direction: 'up' | 'down' };
}

/** Watches whole days, oldest first, and says when a drift is there and when it is over, once each. */
export class DriftWatch {
  /** The newest ones. */
  #days: Day[] = [];
  #taken = 0;
  #base: Base | undefined;
  #sums = startOfCusum();
  #open: SavedDrift['open'];

  save(): SavedDrift {
    return {
      taken: this.#taken,
      days: this.#days,
      sums: this.#sums,
      ...(this.#base && { base: this.#base }),
      ...(this.#open && { open: this.#open }),
    };
  }

  static restore(saved: SavedDrift): DriftWatch {
    const watch = new DriftWatch();
    watch.#taken = saved.taken;
    watch.#days = [...saved.days];
    watch.#sums = saved.sums;
    watch.#base = saved.base;
    watch.#open = saved.open;
    return watch;
  }

  /** Days that were taken. */
  get length(): number {
    return this.#taken;
  }

  /** First day of the drift that is there. */
  get since(): number | undefined {
    return this.#open?.since;
  }

  /** How far the last week is off, as a share of what was expected. */
  change(): number {
    let count = 0;
    let expected = 0;
    for (let day = Math.max(this.#first, this.#taken - WEEK); day < this.#taken; day++) {
      count += this.#at(day).count;
      expected += this.expectedOf(day);
    }
    return expected > 0 ? count / expected - 1 : 0;
  }

  /** The newest days, oldest first, with what was expected of each and its spread; NaN without a base. */
  newest(most: number): { count: number; expected: number; low: number; high: number }[] {
    const first = Math.max(this.#first, this.#taken - most);
    return Array.from({ length: this.#taken - first }, (_, i) => {
      const expected = this.expectedOf(first + i);
      const at = (z: number) => inverse(root(expected) + z * (this.#base?.spread ?? Number.NaN));
      return { count: this.#at(first + i).count, expected, low: at(-MOST_Z), high: at(MOST_Z) };
    });
  }

  expectedOf(day: number): number {
    return this.#base ? this.#base.rates[day % WEEK]! * this.#at(day).size : Number.NaN;
  }

  /** Takes the next day. */
  next(day: Day): DriftNotice | undefined {
    this.#days.push(day);
    if (this.#days.length > 2 * BASE_DAYS) this.#days.shift();
    const at = this.#taken++;
    if (!this.#base) {
      // The base's own days are judged by no base.
      if (this.#days.length >= BASE_DAYS) this.#rebase();
      return undefined;
    }
    if (!(this.expectedOf(at) > 0)) return undefined;
    this.#sums = nextOfCusum(this.#sums, Math.max(-MOST_Z, Math.min(MOST_Z, this.#zOf(at))));
    return this.#open ? this.#lookForEnd(at, this.#open) : this.#lookForStart(at);
  }

  #lookForStart(day: number): DriftNotice | undefined {
    const change = this.change();
    const least = LEAST_CHANGE[this.#at(day).size === 1 ? 'count' : 'rate'];
    for (const direction of ['down', 'up'] as const) {
      const { sum, run } = this.#sums[direction];
      if (sum <= DEFAULT_CUSUM.limit || Math.abs(change) < least || change < 0 !== (direction === 'down')) continue;
      this.#open = { since: day - run + 1, said: day, direction };
      return { what: 'started', day, since: this.#open.since, direction, change };
    }
    const { up, down } = this.#sums;
    if (day - this.#base!.made >= BASE_DAYS && up.sum < STILL && down.sum < STILL) this.#rebase();
    return undefined;
  }

  #lookForEnd(day: number, { since, said, direction }: NonNullable<SavedDrift['open']>): DriftNotice | undefined {
    const week = Array.from({ length: WEEK }, (_, i) => this.#zOf(day - i));
    const off = median(week) * (direction === 'down' ? -1 : 1);
    // After four weeks it is how the shop is now.
    const isNew = day - said >= BASE_DAYS;
    if (off >= ORDINARY_Z && !isNew) return undefined;
    this.#open = undefined;
    this.#sums = startOfCusum();
    if (isNew) this.#rebase();
    // The drift's own days are no base for the next weeks.
    else this.#base = { ...this.#base!, made: day };
    return { what: 'recovered', day, since };
  }

  get #first(): number {
    return this.#taken - this.#days.length;
  }

  #at(day: number): Day {
    return this.#days[day - this.#first]!;
  }

  #zOf(day: number): number {
    return (root(this.#at(day).count) - root(this.expectedOf(day))) / this.#base!.spread;
  }

  /** From the newest four weeks, outlying days left out. */
  #rebase(): void {
    const from = this.#taken - BASE_DAYS;
    const days = Array.from({ length: BASE_DAYS }, (_, i) => ({ ...this.#at(from + i), weekday: (from + i) % WEEK }));
    const rate = median(
      [0, 1, 2, 3].map((week) => {
        const its = days.slice(week * WEEK, (week + 1) * WEEK);
        return total(its, 'count') / Math.max(1, total(its, 'size'));
      }),
    );
    const off = (its: readonly Day[], rateOf: (i: number) => number) =>
      its.map(({ count, size }, i) => root(count) - root(rateOf(i) * size));
    const { outliers } = generalisedEsd(
      off(days, () => rate),
      ODD_DAYS,
      0.05,
      true,
    );
    const plain = days.filter((_, i) => !outliers.includes(i));
    const rates = Array.from({ length: WEEK }, (_, weekday) => {
      const its = plain.filter((day) => day.weekday === weekday);
      const expected = rate * total(its, 'size');
      return (rate * (total(its, 'count') + WEEKDAY_PRIOR)) / (expected + WEEKDAY_PRIOR);
    });
    // A count's own noise is one in these units; seven rates were taken from the same days.
    const left = off(plain, (i) => rates[plain[i]!.weekday]!);
    const spread = Math.max(1, robustSpread(left) * Math.sqrt(plain.length / (plain.length - WEEK)));
    this.#base = { rates, spread, made: this.#taken - 1 };
    this.#sums = startOfCusum();
  }
}

/** Twice the root of a count varies by one, however much is counted (Anscombe 1948). */
const root = (count: number): number => 2 * Math.sqrt(count + 3 / 8);
const inverse = (rooted: number): number => Math.max(0, (Math.max(0, rooted) / 2) ** 2 - 3 / 8);

const total = (days: readonly Day[], what: keyof Day): number => days.reduce((sum, day) => sum + day[what], 0);

/** What a watch would have said of a history of whole days. */
export function backTestDrift(days: readonly Day[]): DriftNotice[] {
  const watch = new DriftWatch();
  return days.flatMap((day) => watch.next(day) ?? []);
}
