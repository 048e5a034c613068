/** Figures of each value of a dimension beside each other. */
import type { AdCost } from '@edgewise/core/insight/ad-costs';
import { type Dimension, FACETS, type Facet } from '@edgewise/core/insight/facets';
import { per } from '@edgewise/core/insight/figures';
import { readBoughtAfterClick } from './read-attributed.ts';
import { add, type Shards } from './shards-of-site.ts';
import type { Window } from './storage/pulse/presence-sums.ts';

export interface BreakdownRow {
  value: string;
  visitors: number;
  ordered: number;
  conversion_rate: number | null;
  orders: number;
  /** Minor units by currency, refunds taken off. */
  revenue: Record<string, number>;
  /** Clicks for each view, of shelves. */
  ctr: number | null;
  /** What an order, and a visitor, came to. Minor units by currency. */
  aov: Record<string, number | null>;
  revenue_per_visitor: Record<string, number | null>;
  /** People whose first order of all was with this value, in the window. */
  new_buyers: number;
  /** What advertising cost, by currency, where costs of this source or campaign are known; for each order; for each new buyer. */
  cost: Record<string, number>;
  cpa: Record<string, number | null>;
  cac: Record<string, number | null>;
  visits: number;
  bounce_rate: number | null;
  counts: Record<string, number>;
}

const isFacet = (name: string): name is Facet => (FACETS as readonly string[]).includes(name);

/** What a row is made from. */
interface Sums extends Pick<BreakdownRow, 'value' | 'visitors' | 'ordered' | 'new_buyers' | 'visits' | 'counts'> {
  bounced: number;
  orders: Record<string, number>;
  revenue: Record<string, number>;
  cost: Record<string, number>;
}

/**
 * Each value's own sums and figures, the one with most visitors first. With a filter there are no counts of events: those
 * know one dimension at a time.
 * @param isGone whether people of the window are not all there any more [N16]
 */
export async function breakdown(
  shards: Shards,
  window: Window,
  by: Dimension | 'landing',
  costs: readonly AdCost[],
  isGone: boolean,
): Promise<BreakdownRow[]> {
  const { from, to, filter = {} } = window;
  const facet = isFacet(by) ? by : undefined;
  const isFiltered = facet !== undefined && Object.keys(filter).length > 0;
  const [cells, people, visits, orders, buyers, bought] = await Promise.all([
    by === 'landing' || isFiltered ? [] : Promise.all(shards.map((shard) => shard.sums(by, from, to))),
    facet ? Promise.all(shards.map((shard) => shard.peopleBy(facet, window))) : [],
    facet || by === 'landing' ? Promise.all(shards.map((shard) => shard.visits(window, facet ?? 'landing'))) : [],
    facet ? shards[0]!.orders(window, facet) : [],
    facet ? shards[0]!.buyers(window, Date.now(), facet) : undefined,
    by === 'list' ? readBoughtAfterClick(shards, { from, to }) : [],
  ]);
  const rows = new Map<string, Sums>();
  const row = (value: string): Sums => {
    let known = rows.get(value);
    if (!known) {
      const none = isGone ? Number.NaN : 0;
      const people = { visitors: none, ordered: none, visits: none, bounced: none };
      known = { value, ...people, new_buyers: 0, counts: {}, orders: {}, revenue: {}, cost: {} };
      rows.set(value, known);
    }
    return known;
  };
  for (const { value, metric, amount } of cells.flat()) add(row(value).counts, metric, amount);
  for (const [value, { visitors, ordered }] of people.flatMap((part) => Object.entries(part))) {
    row(value).visitors += visitors;
    row(value).ordered += ordered;
  }
  for (const [value, sums] of visits.flatMap((part) => Object.entries(part))) {
    row(value).visits += sums.visits;
    row(value).bounced += sums.bounced;
  }
  for (const { value, currency, orders: count, revenue, refunded } of orders) {
    add(row(value).orders, currency, count);
    add(row(value).revenue, currency, revenue - refunded);
  }
  for (const [value, count] of Object.entries(buyers?.newBy ?? {})) row(value).new_buyers += count;
  for (const [shelf, items] of bought) add(row(shelf).counts, 'bought_after_click', items);
  if (by === 'source' || by === 'campaign') {
    for (const cost of costsWithin(costs, filter)) add(row(cost[by]).cost, cost.currency, cost.amount);
  }
  return [...rows.values()]
    .map(rowOf)
    .sort((a, b) => b.visitors - a.visitors || b.orders - a.orders || (b.counts.events ?? 0) - (a.counts.events ?? 0));
}

const eachCurrency = (sums: Readonly<Record<string, number>>, divisor: (currency: string) => number) =>
  Object.fromEntries(Object.entries(sums).map(([currency, amount]) => [currency, per(amount, divisor(currency))]));

function rowOf({ bounced, orders, ...one }: Sums): BreakdownRow {
  const all = Object.values(orders).reduce((sum, count) => sum + count, 0);
  return {
    ...one,
    conversion_rate: per(one.ordered, one.visitors),
    orders: all,
    ctr: per(one.counts.list_clicks ?? 0, one.counts.list_views ?? 0),
    aov: eachCurrency(one.revenue, (currency) => orders[currency] ?? 0),
    revenue_per_visitor: eachCurrency(one.revenue, () => one.visitors),
    cpa: eachCurrency(one.cost, () => all),
    cac: eachCurrency(one.cost, () => one.new_buyers),
    bounce_rate: per(bounced, one.visits),
  };
}

/** Costs know their source and campaign, and nothing else that a filter may ask. */
const costsWithin = (costs: readonly AdCost[], { source, campaign }: NonNullable<Window['filter']>) =>
  costs.filter(
    (cost) =>
      (source === undefined || source === cost.source) && (campaign === undefined || campaign === cost.campaign),
  );

/** What advertising cost, by currency. */
export function costSums(costs: readonly AdCost[], filter: NonNullable<Window['filter']>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { currency, amount } of costsWithin(costs, filter)) add(sums, currency, amount);
  return sums;
}
