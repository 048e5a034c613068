/** What Now reads out of a push: a point for each of 30 minutes, and a row for each value of a dimension. */
import type { LiveNow } from '@edgewise/edge/read-live';

const MINUTE_MS = 60_000;
const MINUTES = 30;

/** Orders before their refunds; what was given back is a metric of its own. */
export const revenueOf = (totals: Readonly<Record<string, number>>, currency: string): number =>
  (totals[`revenue.${currency}`] ?? 0) - (totals[`refunded.${currency}`] ?? 0);

/** Starts of the last 30 minutes, the one that is running among them, ms since the epoch. */
export function minutesOf({ at }: Pick<LiveNow, 'at'>): number[] {
  const running = at - (at % MINUTE_MS);
  return Array.from({ length: MINUTES }, (_, i) => running - (MINUTES - 1 - i) * MINUTE_MS);
}

/** A metric's amount in each of those minutes; `visitors` are distinct people. */
export function amountsOf(now: Pick<LiveNow, 'at' | 'minutes' | 'visitorsByMinute'>, metric: string): number[] {
  const amounts = new Map<number, number>();
  if (metric === 'visitors') for (const { start, n } of now.visitorsByMinute) amounts.set(start, n);
  else for (const one of now.minutes) if (one.metric === metric) amounts.set(one.start, one.amount);
  return minutesOf(now).map((start) => amounts.get(start) ?? 0);
}

export interface LiveRow {
  value: string;
  visitors: number;
  views: number;
  carts: number;
  orders: number;
}

/** Values of a dimension that anybody is at, or anything happened with, the most viewed first. */
export function rowsOf({ by, visitorsBy }: Pick<LiveNow, 'by' | 'visitorsBy'>, dimension: string): LiveRow[] {
  // Maps: shoppers name the values, and one may be called `constructor`.
  const metrics = new Map(Object.entries(by[dimension] ?? {}));
  const visitors = new Map(Object.entries(visitorsBy[dimension] ?? {}));
  return [...new Set([...metrics.keys(), ...visitors.keys()])]
    .map((value) => ({
      value,
      visitors: visitors.get(value) ?? 0,
      views: metrics.get(value)?.views ?? 0,
      carts: metrics.get(value)?.carts ?? 0,
      orders: metrics.get(value)?.orders ?? 0,
    }))
    .filter(({ visitors: n, views, carts, orders }) => n + views + carts + orders > 0)
    .sort((a, b) => b.views - a.views || b.visitors - a.visitors || (a.value < b.value ? -1 : 1));
}

export interface LiveShelf {
  list: string;
  seen: number;
  clicked: number;
  /** Null where it was not seen. */
  ctr: number | null;
}

export const shelvesOf = ({ by }: Pick<LiveNow, 'by'>): LiveShelf[] =>
  Object.entries(by.list ?? {})
    .map(([list, { list_views: seen = 0, list_clicks: clicked = 0 }]) => ({
      list,
      seen,
      clicked,
      ctr: seen > 0 ? clicked / seen : null,
    }))
    .sort((a, b) => b.seen - a.seen || b.clicked - a.clicked);

export const refusedOf = ({ by }: Pick<LiveNow, 'by'>): { reason: string; n: number }[] =>
  Object.entries(by.reason ?? {})
    .map(([reason, { refused: n = 0 }]) => ({ reason, n }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
