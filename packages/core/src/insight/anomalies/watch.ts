/**
 * Watches one series of counts and says when an incident starts and when it is over, once each [N18]. Pure: feed it steps of
 * 5 minutes, oldest first.
 */
import { outlying, surprise } from './judge.ts';
import { type SavedSeason, Season, STEPS_A_WEEK } from './season.ts';

export interface Sensitivity {
  /** Share of weeks without an incident that may have a false alarm, for each series. */
  falseAlarmsAWeek: number;
  /** Smaller deviations are nobody's business, as a share of what was expected. */
  leastChange: number;
  /** At least so many counts more or fewer. */
  leastCounts: number;
}

export const DEFAULT_SENSITIVITY: Sensitivity = { falseAlarmsAWeek: 0.01, leastChange: 0.3, leastCounts: 8 };

export type Notice =
  | {
      what: 'started';
      /** Steps since the first one. */
      step: number;
      /** Step of the first count that is out of the ordinary. */
      since: number;
      direction: 'up' | 'down';
      /** (count − expected) ÷ expected of the last quarter of an hour. */
      change: number;
      z: number;
    }
  | { what: 'recovered'; step: number; since: number };

export interface SavedWatch {
  season: SavedSeason;
  direction: 'up' | 'down';
  calm: number;
  restUntil: number;
  since?: number;
}

/** Judged windows, in steps: the last 5, 10 and 15 minutes. */
const WINDOWS = [1, 2, 3] as const;
/** It is over when a quarter of an hour is this ordinary, twice. */
const ORDINARY_Z = 2.5;
const ORDINARY_CHANGE = 0.2;
const CALM_STEPS = 3;
/** Windows that were calm reach back this far from a recovery: the incident had ended before. */
export const CALM_BEFORE_END = CALM_STEPS + WINDOWS.length - 1;
/** The band that is drawn, in standard deviations. */
const BAND_Z = 3;
/** A new ordinary: an incident that lasts longer is how the shop is now. */
const LONGEST_STEPS = 2 * 288;
/** After an end nothing starts for half an hour: the tail of an incident is not another. */
const REST_STEPS = 6;

export class Watch {
  #season = new Season();
  readonly #sensitivity: Sensitivity;
  readonly #limit: number;
  #since: number | undefined;
  #direction: 'up' | 'down' = 'down';
  #calm = 0;
  #restUntil = 0;

  constructor(sensitivity: Sensitivity = DEFAULT_SENSITIVITY) {
    this.#sensitivity = sensitivity;
    // Every step is judged in each window; the critical value is that of the most extreme of a week's.
    this.#limit = outlying(STEPS_A_WEEK, sensitivity.falseAlarmsAWeek / WINDOWS.length);
  }

  /** What is needed to go on later, as JSON. */
  save(): SavedWatch {
    const season = this.#season.save();
    const { dropped } = season;
    return {
      season,
      direction: this.#direction,
      calm: this.#calm,
      restUntil: this.#restUntil - dropped,
      ...(this.#since !== undefined && { since: this.#since - dropped }),
    };
  }

  static restore(saved: SavedWatch, sensitivity?: Sensitivity): Watch {
    const watch = new Watch(sensitivity);
    watch.#season = Season.restore(saved.season);
    watch.#since = saved.since;
    watch.#direction = saved.direction;
    watch.#calm = saved.calm;
    watch.#restUntil = saved.restUntil;
    return watch;
  }

  /** Step since when there is an incident, or undefined. */
  get since(): number | undefined {
    return this.#since;
  }

  /** How far the last quarter of an hour is off, as a share of what was expected. */
  change(): number {
    return this.#season.length === 0 ? 0 : this.#judge(this.#season.length - 1, 3).change;
  }

  get length(): number {
    return this.#season.length;
  }

  /** The newest steps, oldest first: what was counted, and between what and what a step is nothing special. */
  newest(most: number): { count: number; low: number; high: number }[] {
    const first = Math.max(0, this.#season.length - most);
    return Array.from({ length: this.#season.length - first }, (_, i) => {
      const mean = this.#season.meanAt(first + i);
      const off = BAND_Z * Math.sqrt(mean * (1 + this.#season.error ** 2 * mean));
      return { count: this.#season.countAt(first + i), low: Math.max(0, mean - off), high: mean + off };
    });
  }

  /** Takes the next step's count. */
  next(count: number): Notice | undefined {
    const { mean } = this.#season.next(count);
    const step = this.#season.length - 1;
    if (Number.isNaN(mean)) return undefined;
    return this.#since === undefined ? this.#lookForStart(step) : this.#lookForEnd(step, this.#since);
  }

  #lookForStart(step: number): Notice | undefined {
    if (step < this.#restUntil) return undefined;
    const { leastChange, leastCounts } = this.#sensitivity;
    for (const window of WINDOWS) {
      const { z, change, difference } = this.#judge(step, window);
      if (Math.abs(z) < this.#limit || Math.abs(change) < leastChange || Math.abs(difference) < leastCounts) continue;
      this.#since = step - window + 1;
      this.#direction = z < 0 ? 'down' : 'up';
      this.#calm = 0;
      this.#season.hold();
      for (let at = this.#since; at <= step; at++) this.#season.exclude(at);
      return { what: 'started', step, since: this.#since, direction: this.#direction, change, z };
    }
    return undefined;
  }

  #lookForEnd(step: number, since: number): Notice | undefined {
    const { z, change } = this.#judge(step, 3);
    const sign = this.#direction === 'down' ? -1 : 1;
    const isOrdinary = sign * z < ORDINARY_Z || sign * change < ORDINARY_CHANGE;
    this.#calm = isOrdinary ? this.#calm + 1 : 0;
    const isNew = step - since > LONGEST_STEPS;
    if (this.#calm < CALM_STEPS && !isNew) {
      this.#season.exclude(step);
      return undefined;
    }
    this.#since = undefined;
    this.#season.release();
    this.#restUntil = step + REST_STEPS;
    return { what: 'recovered', step, since };
  }

  #judge(step: number, window: number): { z: number; change: number; difference: number } {
    let count = 0;
    let mean = 0;
    for (let at = step - window + 1; at <= step; at++) {
      if (at < 0 || Number.isNaN(this.#season.meanAt(at))) return { z: 0, change: 0, difference: 0 };
      count += this.#season.countAt(at);
      mean += this.#season.meanAt(at);
    }
    const z = surprise(count, mean, this.#season.error);
    return { z, change: mean > 0 ? (count - mean) / mean : 0, difference: count - mean };
  }
}

/** What a watch would have said of a history: before an alert is switched on. */
export function backTest(counts: readonly number[], sensitivity?: Sensitivity): Notice[] {
  const watch = new Watch(sensitivity);
  return counts.flatMap((count) => watch.next(count) ?? []);
}
