/**
 * Slow drifts of a rate, such as orders for each view: two-sided CUSUM (Page 1954; Montgomery, Introduction to Statistical
 * Quality Control, ch. 9) over days, against the four weeks before them.
 */
import { median, robustSpread } from './esd.ts';

export interface Cusum {
  /** Allowance and decision interval, in standard deviations: a shift of one is found in about ten steps. */
  slack: number;
  limit: number;
}

export const DEFAULT_CUSUM: Cusum = { slack: 0.5, limit: 6 };

export interface Drift {
  step: number;
  /** First step since when the sum has been rising. */
  since: number;
  direction: 'up' | 'down';
}

const BASE = 28;
const LEAST_SPREAD = 0.01;

/** Drifts of a series of rates, one step a day; NaN where there was nothing to divide by. A drift that was said starts a new base. */
export function driftsOf(rates: readonly number[], { slack, limit }: Cusum = DEFAULT_CUSUM): Drift[] {
  const drifts: Drift[] = [];
  let base: { centre: number; spread: number } | undefined;
  let start = 0;
  const sums = { up: 0, down: 0 };
  const since = { up: 0, down: 0 };
  for (let step = 0; step < rates.length; step++) {
    if (!base) {
      const known = rates.slice(start, step).filter((rate) => !Number.isNaN(rate));
      if (known.length < BASE) continue;
      const centre = median(known.slice(0, BASE));
      base = { centre, spread: Math.max(robustSpread(known.slice(0, BASE)), LEAST_SPREAD * Math.abs(centre)) };
      sums.up = 0;
      sums.down = 0;
    }
    const rate = rates[step]!;
    if (Number.isNaN(rate) || base.spread === 0) continue;
    const z = (rate - base.centre) / base.spread;
    for (const direction of ['up', 'down'] as const) {
      const moved = Math.max(0, sums[direction] + (direction === 'up' ? z : -z) - slack);
      if (sums[direction] === 0) since[direction] = step;
      sums[direction] = moved;
      if (moved <= limit) continue;
      drifts.push({ step, since: since[direction], direction });
      base = undefined;
      start = step + 1;
      break;
    }
  }
  return drifts;
}
