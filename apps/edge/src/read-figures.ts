/** Figures of a shop: asks every shard for its sums, adds them up and lets core divide. */

import type { AdCost } from '@edgewise/core/insight/ad-costs';
import { DAY_MS, type Level, MINUTE_MS, zoneOffset } from '@edgewise/core/insight/buckets';
import { type BuyerOrder, buyerSums, type Cohort, cohortsOf, lifetimeValue } from '@edgewise/core/insight/cohorts';
import { type Dimension, FACETS, type Facet } from '@edgewise/core/insight/facets';
import { type FigureSums, type FigureValues, figuresOf, per } from '@edgewise/core/insight/figures';
import { ANSWER_EDGES, quantile } from '@edgewise/core/insight/histogram';
import type { Env } from './bindings.ts';
import { pulseConfig, shardsOf } from './count-lines.ts';
import { deskOf } from './objects/names.ts';
import type { PeopleSums, PersonBehind, Window } from './storage/pulse/presence-store.ts';
import type { VisitSums } from './storage/pulse/visit-store.ts';

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
}

const add = (into: Record<string, number>, key: string, amount: number): void => {
  into[key] = (into[key] ?? 0) + amount;
};

type Shards = ReturnType<typeof shardsOf>;

async function shardsOfSite(env: Env, site: string): Promise<{ shards: Shards; zone: string; currency: string }> {
  const config = await pulseConfig(env, site, Date.now());
  return { shards: shardsOf(env, site, config.current), zone: config.zone, currency: config.currency };
}

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
  };
  const byMinute = new Map<number, number>();
  const amounts = new Map<string, { start: number; metric: string; amount: number }>();
  for (const part of parts) {
    live.visitors += part.visitors;
    for (const { start, n } of part.visitorsByMinute) byMinute.set(start, (byMinute.get(start) ?? 0) + n);
    for (const [dimension, values] of Object.entries(part.visitorsBy)) {
      live.visitorsBy[dimension] ??= {};
      for (const [value, n] of Object.entries(values)) add(live.visitorsBy[dimension], value, n);
    }
    for (const { start, metric, amount } of part.minutes) {
      const key = `${start}.${metric}`;
      const known = amounts.get(key);
      if (known) known.amount += amount;
      else amounts.set(key, { start, metric, amount });
      add(live.totals, metric, amount);
    }
    for (const [dimension, rows] of Object.entries(part.by)) {
      const values = live.by[dimension] ?? {};
      live.by[dimension] = values;
      for (const { value, metric, amount } of rows) {
        values[value] ??= {};
        add(values[value], metric, amount);
      }
    }
  }
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
  return live;
}

export interface FiguresAnswer {
  v: 1;
  from: number;
  to: number;
  /** IANA. */
  time_zone: string;
  currency: string;
  filter: Window['filter'];
  figures: FigureValues;
  sums: FigureSums;
  /** Merges rewrite people of this time and later; what is before is frozen. ms since the epoch. */
  frozen_before: number;
  funnel: { step: string; people: number; one_device: number; by_device: Record<string, number> }[];
  /** Where `by` was asked for: each value's own. A facet's people are in each value they were seen with. */
  by?: BreakdownRow[];
  /** The same of the period before it of the same length, or of the one asked for. */
  compared?: { from: number; to: number; figures: FigureValues };
}

export interface BreakdownRow {
  value: string;
  visitors: number;
  ordered: number;
  conversion_rate: number | null;
  orders: number;
  /** Minor units by currency, refunds taken off. */
  revenue: Record<string, number>;
  /** Shelf or list clicks for each view. */
  ctr: number | null;
  /** Cost for each order, by currency, where costs of this source are known. */
  cpa: Record<string, number | null>;
  visits: number;
  bounce_rate: number | null;
  counts: Record<string, number>;
}

const FROZEN_MS = 48 * 60 * MINUTE_MS;

/** The shop's figures of [from, to). */
export async function readFigures(
  env: Env,
  site: string,
  window: Window,
  more: { by?: Dimension | 'landing'; compare?: { from: number; to: number } } = {},
): Promise<FiguresAnswer> {
  const { shards, zone, currency } = await shardsOfSite(env, site);
  const costs = (await deskOf(env, site).costs(...daysOf(window, zone))) as AdCost[];
  const { sums, people } = await sumsOf(shards, window, costs);
  const steps = ['view', 'cart', 'checkout', 'order'];
  return {
    v: 1,
    from: window.from,
    to: window.to,
    time_zone: zone,
    currency,
    filter: window.filter ?? {},
    figures: figuresOf(sums),
    sums,
    frozen_before: Date.now() - FROZEN_MS,
    funnel: steps.map((step, i) => ({
      step,
      people: sums.funnel[i]!,
      one_device: sums.oneDevice[i]!,
      by_device: Object.fromEntries(Object.entries(people.byDevice).map(([name, counts]) => [name, counts[i]!])),
    })),
    ...(more.by && { by: await breakdown(shards, window, more.by, costs) }),
    ...(more.compare && {
      compared: {
        ...more.compare,
        figures: (await readFigures(env, site, { ...window, ...more.compare })).figures,
      },
    }),
  };
}

/** The days of the shop's zone that a window touches, as `YYYY-MM-DD`. */
function daysOf({ from, to }: Window, zone: string): [first: string, last: string] {
  const day = (time: number) => new Date(time + zoneOffset(time, zone)).toISOString().slice(0, 10);
  return [day(from), day(Math.max(from, to - 1))];
}

async function sumsOf(
  shards: Shards,
  window: Window,
  costs: readonly AdCost[],
): Promise<{ sums: FigureSums; people: PeopleSums }> {
  const { from, to, filter = {} } = window;
  const head = shards[0]!;
  const only = soleFilter(filter);
  const [peoples, visits, totals, products, arms, orders, buyers, ids] = await Promise.all([
    Promise.all(shards.map((shard) => shard.people(window))),
    Promise.all(shards.map((shard) => shard.visits(window))),
    Promise.all(shards.map((shard) => shard.sums(only?.dimension ?? '', from, to))),
    Promise.all(shards.map((shard) => shard.sums('page_type', from, to))),
    Promise.all(shards.map((shard) => shard.peopleBy('arm', window))),
    head.orders(window),
    head.buyers() as Promise<BuyerOrder[]>,
    head.orderIds(window),
  ]);
  const people = peoples.reduce((a, b) => addPeople(a, b), emptyPeople());
  const counts: Record<string, number> = {};
  for (const { value, metric, amount } of totals.flat()) {
    if (!only || only.value === value) add(counts, metric, amount);
  }
  const productPages: Record<string, number> = {};
  for (const { value, metric, amount } of products.flat()) if (value === 'product') add(productPages, metric, amount);
  const known = new Set(ids);
  const clicked = new Set(peoples.flatMap((part) => part.orders).filter((id) => known.has(id)));
  const armSums: Record<string, { visitors: number; ordered: number }> = {};
  for (const [arm, { visitors, ordered }] of arms.flatMap((part) => Object.entries(part))) {
    const sum = armSums[arm] ?? { visitors: 0, ordered: 0 };
    armSums[arm] = sum;
    sum.visitors += visitors;
    sum.ordered += ordered;
  }
  const sums: FigureSums = {
    visitors: people.visitors,
    ordered: people.ordered,
    funnel: people.funnel,
    oneDevice: people.oneDevice,
    carted: people.carted,
    cartedAndOrdered: people.cartedAndOrdered,
    visits: visits.map((part) => part[''] ?? NO_VISITS).reduce(addVisits, NO_VISITS),
    orders: Object.fromEntries(
      orders.map(({ currency, orders: count, revenue, refunded }) => [currency, { orders: count, revenue, refunded }]),
    ),
    ordersWithClick: clicked.size,
    ordersOfPeople: known.size,
    counts,
    productPages,
    costs: costSums(
      costs,
      ({ source, campaign }) =>
        (filter.source === undefined || filter.source === source) &&
        (filter.campaign === undefined || filter.campaign === campaign),
    ),
    buyers: buyerSums(buyers, from, to),
    lifetime: lifetimeValue(buyers),
    arms: armSums,
  };
  return { sums, people };
}

/** Cells know one dimension at a time: with more than one filter, counts are those of the first. */
function soleFilter(filter: NonNullable<Window['filter']>): { dimension: Facet; value: string } | undefined {
  const dimension = FACETS.find((name) => filter[name] !== undefined);
  return dimension && { dimension, value: filter[dimension]! };
}

function costSums(costs: readonly AdCost[], wanted: (cost: AdCost) => boolean): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const cost of costs) if (wanted(cost)) add(sums, cost.currency, cost.amount);
  return sums;
}

const NO_VISITS: VisitSums = { visits: 0, bounced: 0, pages: 0, engagedMs: 0 };
const addVisits = (a: VisitSums, b: VisitSums): VisitSums => ({
  visits: a.visits + b.visits,
  bounced: a.bounced + b.bounced,
  pages: a.pages + b.pages,
  engagedMs: a.engagedMs + b.engagedMs,
});

const emptyPeople = (): PeopleSums => ({
  visitors: 0,
  ordered: 0,
  funnel: [0, 0, 0, 0],
  oneDevice: [0, 0, 0, 0],
  carted: 0,
  cartedAndOrdered: 0,
  byDevice: {},
});

function addPeople(a: PeopleSums, b: PeopleSums): PeopleSums {
  const byDevice = { ...a.byDevice };
  for (const [name, steps] of Object.entries(b.byDevice)) {
    byDevice[name] = steps.map((count, i) => count + (byDevice[name]?.[i] ?? 0));
  }
  return {
    visitors: a.visitors + b.visitors,
    ordered: a.ordered + b.ordered,
    funnel: a.funnel.map((count, i) => count + b.funnel[i]!),
    oneDevice: a.oneDevice.map((count, i) => count + b.oneDevice[i]!),
    carted: a.carted + b.carted,
    cartedAndOrdered: a.cartedAndOrdered + b.cartedAndOrdered,
    byDevice,
  };
}

const isFacet = (name: string): name is Facet => (FACETS as readonly string[]).includes(name);

async function breakdown(
  shards: Shards,
  window: Window,
  by: Dimension | 'landing',
  costs: readonly AdCost[],
): Promise<BreakdownRow[]> {
  const { from, to } = window;
  const facet = isFacet(by) ? by : undefined;
  const [cells, people, visits, orders, bought] = await Promise.all([
    by === 'landing' ? [] : Promise.all(shards.map((shard) => shard.sums(by, from, to))),
    facet ? Promise.all(shards.map((shard) => shard.peopleBy(facet, window))) : [],
    facet || by === 'landing' ? Promise.all(shards.map((shard) => shard.visits(window, facet ?? 'landing'))) : [],
    facet ? shards[0]!.orders(window, facet) : [],
    by === 'list' ? Promise.all(shards.map((shard) => shard.people(window))) : [],
  ]);
  const rows = new Map<string, BreakdownRow & { bounced: number }>();
  const row = (value: string) => {
    let known = rows.get(value);
    if (!known) {
      known = {
        value,
        visitors: 0,
        ordered: 0,
        conversion_rate: null,
        orders: 0,
        revenue: {},
        ctr: null,
        cpa: {},
        visits: 0,
        bounce_rate: null,
        counts: {},
        bounced: 0,
      };
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
    row(value).orders += count;
    add(row(value).revenue, currency, revenue - refunded);
  }
  for (const [list, count] of bought.flatMap((part) => Object.entries(part.byList))) {
    add(row(list).counts, 'bought_after_click', count);
  }
  if (by === 'source' || by === 'campaign') for (const cost of costs) row(cost[by]);
  return [...rows.values()]
    .map(({ bounced, ...one }): BreakdownRow => {
      const spent = by === 'source' || by === 'campaign' ? costSums(costs, (cost) => cost[by] === one.value) : {};
      return {
        ...one,
        conversion_rate: per(one.ordered, one.visitors),
        bounce_rate: per(bounced, one.visits),
        ctr: per(one.counts.list_clicks ?? 0, one.counts.list_views ?? 0),
        cpa: Object.fromEntries(Object.entries(spent).map(([currency, amount]) => [currency, per(amount, one.orders)])),
      };
    })
    .sort((a, b) => b.visitors - a.visitors || (b.counts.events ?? 0) - (a.counts.events ?? 0));
}

export interface SeriesAnswer {
  v: 1;
  step: Level;
  points: { start: number; metric: string; amount: number }[];
}

export async function readSeries(
  env: Env,
  site: string,
  metrics: readonly string[],
  step: Level,
  window: { from: number; to: number },
  only?: { dimension: Dimension; value: string },
): Promise<SeriesAnswer> {
  const { shards } = await shardsOfSite(env, site);
  const parts = await Promise.all(
    shards.map((shard) => shard.series([...metrics], step, window.from, window.to, only)),
  );
  const sums = new Map<string, { start: number; metric: string; amount: number }>();
  for (const { start, metric, amount } of parts.flat()) {
    const key = `${start}.${metric}`;
    const known = sums.get(key);
    if (known) known.amount += amount;
    else sums.set(key, { start, metric, amount });
  }
  return { v: 1, step, points: [...sums.values()].sort((a, b) => a.start - b.start) };
}

/** Amounts of one metric by value of a dimension. */
export async function readSums(
  env: Env,
  site: string,
  dimension: Dimension,
  metric: string,
  from: number,
  to: number,
): Promise<Record<string, number>> {
  const { shards } = await shardsOfSite(env, site);
  const sums: Record<string, number> = {};
  for (const part of await Promise.all(shards.map((shard) => shard.sums(dimension, from, to)))) {
    for (const row of part) if (row.metric === metric) add(sums, row.value, row.amount);
  }
  return sums;
}

/** Value → metric → amount of a dimension; the totals stand under `''` of the dimension `''`. */
export async function readDimension(
  env: Env,
  site: string,
  dimension: Dimension | '',
  from: number,
  to: number,
): Promise<Record<string, Record<string, number>>> {
  const { shards } = await shardsOfSite(env, site);
  const values: Record<string, Record<string, number>> = {};
  for (const part of await Promise.all(shards.map((shard) => shard.sums(dimension, from, to)))) {
    for (const { value, metric, amount } of part) {
      values[value] ??= {};
      add(values[value], metric, amount);
    }
  }
  return values;
}

/** The people behind a figure, newest first. */
export async function readPeople(
  env: Env,
  site: string,
  window: Window,
  reached: number,
  missed: number,
  limit: number,
): Promise<PersonBehind[]> {
  const { shards } = await shardsOfSite(env, site);
  const parts = await Promise.all(shards.map((shard) => shard.behind(window, reached, missed, limit)));
  return (parts.flat() as PersonBehind[]).sort((a, b) => b.last - a.last).slice(0, limit);
}

export async function readCohorts(env: Env, site: string, now: number): Promise<{ v: 1; cohorts: Cohort[] }> {
  const { shards, zone } = await shardsOfSite(env, site);
  return { v: 1, cohorts: cohortsOf((await shards[0]!.buyers()) as BuyerOrder[], now, zone) };
}

export const DEFAULT_WINDOW_MS = 7 * DAY_MS;
