/** Points by metric → one value an hour that any of them has. */
import type { HealthAnswer } from '@edgewise/edge/read-health';

export function byHour(points: HealthAnswer['ingest']['series']) {
  const times = [...new Set(points.map(({ start }) => start))].sort((a, b) => a - b);
  const amounts = new Map(points.map(({ start, metric, amount }) => [`${start}.${metric}`, amount]));
  return { times, of: (metric: string) => times.map((at) => amounts.get(`${at}.${metric}`) ?? 0) };
}
