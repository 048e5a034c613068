/** The shop as it is now: asks every shard for its last 30 minutes and adds them up. */

import type { Facet } from '@edgewise/core/insight/facets';
import { binsOf } from '@edgewise/core/insight/figures';
import { ANSWER_EDGES, GOOD_POOR, quantile, shareUpTo, VITALS, type Vital } from '@edgewise/core/insight/histogram';
import type { Env } from './bindings.ts';
import { add, addTo, shardsOfSite, sumsFor } from './shards-of-site.ts';

/** What the live page splits by. */
export const LIVE_DIMENSIONS = [
  'source',
  'medium',
  'campaign',
  'device_class',
  'country',
  'landing_page',
  'page_type',
  'language',
  'channel',
] as const satisfies readonly Facet[];

/** The shop as it is now. Counts are of the last 30 minutes where nothing else is said. */
export interface LiveNow {
  v: 1;
  /** ms since the epoch. */
  at: number;
  /** Distinct people of the last 5 minutes, exact. */
  visitors: number;
  visitorsBy: Record<string, Record<string, number>>;
  visitorsByMinute: { start: number; n: number }[];
  /** By metric: `views`, `product_views`, `carts`, `checkouts`, `orders`, `revenue.EUR`, `list_views`, … */
  totals: Record<string, number>;
  minutes: { start: number; metric: string; amount: number }[];
  /** Dimension → value → metric → amount. */
  by: Record<string, Record<string, Record<string, number>>>;
  /** ms within which half and nearly all requests were answered; null where none was seen. */
  answers: { p50: number | null; p99: number | null; count: number };
  /** How pages felt: three of four were at least this fast, and the share that was good; null where none was measured. */
  vitals: Record<Vital, { p75: number | null; good: number | null }>;
}

const vitalsOf = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    (Object.keys(VITALS) as Vital[]).map((name) => {
      const bins = binsOf(counts, `vital.${name}`, VITALS[name]);
      const good = shareUpTo(bins, VITALS[name], GOOD_POOR[name][0]);
      return [name, { p75: quantile(bins, VITALS[name], 0.75), good }];
    }),
  ) as LiveNow['vitals'];

export async function liveNow(env: Env, site: string, now: number): Promise<LiveNow> {
  const { shards } = await shardsOfSite(env, site);
  const parts = await Promise.all(shards.map((shard) => shard.live(now, [...LIVE_DIMENSIONS])));
  const live: LiveNow = {
    v: 1,
    at: now,
    visitors: 0,
    visitorsBy: {},
    visitorsByMinute: [],
    totals: {},
    minutes: [],
    by: {},
    answers: { p50: null, p99: null, count: 0 },
    vitals: vitalsOf({}),
  };
  const byMinute = new Map<number, number>();
  const amounts = new Map<string, { start: number; metric: string; amount: number }>();
  const visitorsBy = new Map<string, Map<string, number>>();
  const by = new Map<string, Map<string, Record<string, number>>>();
  for (const part of parts) {
    live.visitors += part.visitors;
    for (const { start, n } of part.visitorsByMinute) byMinute.set(start, (byMinute.get(start) ?? 0) + n);
    for (const [dimension, values] of Object.entries(part.visitorsBy)) {
      const sums = visitorsBy.get(dimension) ?? new Map();
      visitorsBy.set(dimension, sums);
      for (const [value, n] of Object.entries(values)) addTo(sums, value, n);
    }
    for (const { start, metric, amount } of part.minutes) {
      const key = `${start}.${metric}`;
      const known = amounts.get(key);
      if (known) known.amount += amount;
      else amounts.set(key, { start, metric, amount });
      add(live.totals, metric, amount);
    }
    for (const [dimension, rows] of Object.entries(part.by)) {
      const values = by.get(dimension) ?? new Map();
      by.set(dimension, values);
      for (const { value, metric, amount } of rows) add(sumsFor(values, value), metric, amount);
    }
  }
  const plain = <T>(all: Map<string, Map<string, T>>) =>
    Object.fromEntries([...all].map(([dimension, values]) => [dimension, Object.fromEntries(values)]));
  live.visitorsBy = plain(visitorsBy);
  live.by = plain(by);
  live.visitorsByMinute = [...byMinute].map(([start, n]) => ({ start, n })).sort((a, b) => a.start - b.start);
  live.minutes = [...amounts.values()].sort((a, b) => a.start - b.start);
  const bins = ANSWER_EDGES.map((_, i) => live.totals[`answer.${i}`] ?? 0).concat(
    live.totals[`answer.${ANSWER_EDGES.length}`] ?? 0,
  );
  live.answers = {
    p50: quantile(bins, ANSWER_EDGES, 0.5),
    p99: quantile(bins, ANSWER_EDGES, 0.99),
    count: bins.reduce((sum, n) => sum + n, 0),
  };
  live.vitals = vitalsOf(live.totals);
  return live;
}
