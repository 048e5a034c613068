/** What the counters say of the past, as the alerts read it: steps of five minutes, whole days, and values of dimensions. */
import type { Day } from '@edgewise/core/insight/anomalies/drift';
import { STEP_MS } from '@edgewise/core/insight/anomalies/season';
import type { Slice } from '@edgewise/core/insight/anomalies/telling';
import { bucketStart, DAY_MS, HOUR_MS } from '@edgewise/core/insight/buckets';
import type { Env } from '../bindings.ts';
import { readSeries, readSums } from '../read-figures.ts';
import { addTo } from '../shards-of-site.ts';

/** The queue and its retries of ten seconds: a step is looked at when it is this old. */
export const SETTLE_MS = 20_000;
/** Weeks of hours that a new watch begins with, spread evenly. */
const STEPS_READ_MS = 56 * DAY_MS;
/** Three times four weeks: of the first a base is made. */
const DAYS_READ_MS = 84 * DAY_MS;
/** What comes late in the night is waited for before a day is judged. */
const DAY_SETTLE_MS = HOUR_MS;
const TELLING_DIMENSIONS = ['device_class', 'source', 'country', 'landing_page', 'language', 'app'] as const;

/** Where the step begins that is not over yet. */
export const lastStep = (now: number): number => Math.floor((now - SETTLE_MS) / STEP_MS) * STEP_MS;

/** Counts of 5 minutes since then or, without that, of the last eight weeks from the first count of all. */
export async function stepsSince(
  env: Env,
  site: string,
  metric: string,
  since: number | undefined,
  to: number,
): Promise<number[]> {
  if (since !== undefined) return stepsBetween(env, site, metric, since, to);
  return sinceFirst(await stepsBetween(env, site, metric, to - STEPS_READ_MS, to), (count) => count > 0);
}

/** Counts of 5 minutes; of hours that are rolled up, a twelfth each. */
async function stepsBetween(env: Env, site: string, metric: string, from: number, to: number): Promise<number[]> {
  const recent = Math.max(from, Math.ceil((to - 46 * HOUR_MS) / HOUR_MS) * HOUR_MS);
  const counts: number[] = [];
  if (recent > from) {
    const { points } = await readSeries(env, site, [metric], 'hour', { from: from - HOUR_MS, to: recent });
    const byHour = new Map(points.map(({ start, amount }) => [Math.floor(start / HOUR_MS), amount]));
    for (let at = from; at < recent; at += STEP_MS) counts.push((byHour.get(Math.floor(at / HOUR_MS)) ?? 0) / 12);
  }
  const { points } = await readSeries(env, site, [metric], 'minute', { from: recent, to });
  return [...counts, ...stepsOf(points, recent, to)];
}

export interface Days {
  days: Day[];
  /** Start of the day that is not over. */
  upto: number;
}

/** When the last day ended that may be judged. */
export const lastDay = (now: number, zone: string): number => bucketStart('day', now - DAY_SETTLE_MS, zone);

/** Whole days of the shop's time zone since the start of one or, without that, from the first whole one of twelve weeks. */
export async function daysSince(
  env: Env,
  site: string,
  metric: string,
  since: number | undefined,
  now: number,
  zone: string,
): Promise<Days> {
  const upto = lastDay(now, zone);
  const from = since ?? bucketStart('day', upto - DAYS_READ_MS, zone);
  const size = metric === 'views' ? [] : ['views'];
  const { points } = await readSeries(env, site, [metric, ...size], 'day', { from, to: upto });
  const amounts = new Map(points.map((point) => [`${point.start} ${point.metric}`, point.amount]));
  const days: Day[] = [];
  // Noon of the next day is a day and a half on, whatever the clock does in between.
  for (let at = from; at < upto; at = bucketStart('day', at + 1.5 * DAY_MS, zone)) {
    days.push({
      count: amounts.get(`${at} ${metric}`) ?? 0,
      size: size.length === 0 ? 1 : (amounts.get(`${at} views`) ?? 0),
    });
  }
  if (since !== undefined) return { days, upto };
  // The first day of a shop is not a whole one.
  return { days: sinceFirst(days, (day) => day.count > 0).slice(days.some(({ count }) => count > 0) ? 1 : 0), upto };
}

/** The incident's time by dimension, beside the same time of a day, a week and two weeks ago. */
export async function slicesOf(env: Env, site: string, metric: string, since: number, to: number): Promise<Slice[]> {
  const slices: Slice[] = [];
  const week = 7 * DAY_MS;
  for (const dimension of TELLING_DIMENSIONS) {
    const now = await readSums(env, site, dimension, metric, since, to);
    // Yesterday's same hours are minutes still; weeks ago they are hours.
    const before = new Map<string, number>();
    for (const ago of [DAY_MS, week, 2 * week]) {
      const hour = (time: number) => Math.floor(time / HOUR_MS) * HOUR_MS;
      const part = await readSums(env, site, dimension, metric, hour(since - ago), hour(to - ago) + HOUR_MS);
      for (const [value, amount] of part) addTo(before, value, amount);
    }
    const hours = (Math.floor(to / HOUR_MS) - Math.floor(since / HOUR_MS) + 1) * HOUR_MS * 3;
    for (const value of new Set([...now.keys(), ...before.keys()])) {
      const expected = ((before.get(value) ?? 0) * (to - since)) / hours;
      slices.push({ dimension, value, count: now.get(value) ?? 0, expected });
    }
  }
  return slices;
}

/** Before its first count a shop was not there: that is no history. */
function sinceFirst<Step>(steps: readonly Step[], isThere: (step: Step) => boolean): Step[] {
  const first = steps.findIndex(isThere);
  return first < 0 ? [] : steps.slice(first);
}

/** Amounts of minutes as counts of 5 minutes over [from, to), gaps as 0. */
export function stepsOf(points: readonly { start: number; amount: number }[], from: number, to: number): number[] {
  const steps = new Array<number>(Math.max(0, Math.round((to - from) / STEP_MS))).fill(0);
  for (const { start, amount } of points) {
    const at = Math.floor((start - from) / STEP_MS);
    if (at >= 0 && at < steps.length) steps[at]! += amount;
  }
  return steps;
}
