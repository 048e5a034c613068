/** Points by metric → one value for each hour of the last day: an hour in which nothing came is 0, and no gap that a curve leaps. */
import type { HealthAnswer } from '@edgewise/edge/read-health';

const HOUR_MS = 3_600_000;
const HOURS = 25;

/** @param at when it was read, ms since the epoch */
export function byHour(points: HealthAnswer['ingest']['series'], at: number) {
  // Hours are the shop's, and there are time zones of half an hour.
  const phase = (points[0]?.start ?? 0) % HOUR_MS;
  const last = Math.max(at - ((at - phase) % HOUR_MS), ...points.map(({ start }) => start));
  const times = points.length === 0 ? [] : Array.from({ length: HOURS }, (_, i) => last - (HOURS - 1 - i) * HOUR_MS);
  const amounts = new Map(points.map(({ start, metric, amount }) => [`${start}.${metric}`, amount]));
  return { times, of: (metric: string) => times.map((start) => amounts.get(`${start}.${metric}`) ?? 0) };
}
