/** Points of a curve from the API's series, with nothing where nothing was. */
import type { SeriesAnswer } from '@edgewise/edge/read-figures';
import { startOfDay } from '../../period.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Step = 'hour' | 'day';

/** Two days or less by the hour. */
export const stepOf = (from: number, to: number): Step => (to - from <= 2 * DAY_MS ? 'hour' : 'day');

/** Starts of the buckets that [from, to) touches; days are those of the zone, of 23 to 25 hours. */
export function startsOf(from: number, to: number, step: Step, zone: string): number[] {
  const starts: number[] = [];
  if (step === 'hour') {
    for (let start = from - (from % HOUR_MS); start < to; start += HOUR_MS) starts.push(start);
    return starts;
  }
  // From the noon of one day to that of the next, whatever the clocks do between.
  for (let noon = startOfDay(from, zone) + 12 * HOUR_MS; ; noon += DAY_MS) {
    const start = startOfDay(noon, zone);
    if (start >= to) return starts;
    starts.push(start);
  }
}

export function pointsOf(
  points: SeriesAnswer['points'],
  from: number,
  to: number,
  step: Step,
  zone: string,
): { times: number[]; values: number[] } {
  const times = startsOf(from, to, step, zone);
  const values = times.map(() => 0);
  for (const { start, amount } of points) {
    // A bucket of another level, such as an hour that was rolled into its day, belongs to the one it lies in.
    const i = times.findLastIndex((time) => time <= start);
    if (i >= 0) values[i]! += amount;
    else if (times.length > 0) values[0]! += amount;
  }
  return { times, values };
}
