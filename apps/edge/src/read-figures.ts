/** Figures of a shop: asks every shard for its sums, adds them up and lets core divide. */

import type { AdCost } from '@edgewise/core/insight/ad-costs';
import { DAY_MS, HOUR_MS, type Level, MINUTE_MS } from '@edgewise/core/insight/buckets';
import type { Cohort } from '@edgewise/core/insight/cohorts';
import { type Dimension, FACETS, type Facet } from '@edgewise/core/insight/facets';
import type { FigureSums } from '@edgewise/core/insight/figure-sums';
import { type FigureValues, figuresOf } from '@edgewise/core/insight/figures';
import { zoneOffset } from '@edgewise/core/zone-offset';
import type { Env } from './bindings.ts';
import { deskOf } from './objects/names.ts';
import { readClickedOrders } from './read-attributed.ts';
import { type BreakdownRow, breakdown, costSums } from './read-breakdown.ts';
import { type HoldoutLift, readLift } from './read-lift.ts';
import { add, addTo, type Shards, shardsOfSite, sumsFor } from './shards-of-site.ts';
import { PRESENCE_KEPT_MS } from './storage/pulse/presence-store.ts';
import type { PeopleSums, PersonBehind, Window } from './storage/pulse/presence-sums.ts';
import type { VisitSums } from './storage/pulse/visit-store.ts';

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
  /** Of a window that begins earlier, figures over people and visits are null [N16]. ms since the epoch. */
  people_since: number;
  funnel: { step: string; people: number; one_device: number; by_device: Record<string, number> }[];
  /** What Edgewise caused. Missing where a filter is set: who was held out knows no dimension. */
  lift?: HoldoutLift;
  /** Where `by` was asked for: each value's own. A facet's people are in each value they were seen with. */
  by?: BreakdownRow[];
  /** The same of the period before it of the same length, or of the one asked for. */
  compared?: Pick<FiguresAnswer, 'from' | 'to' | 'figures' | 'funnel' | 'by'>;
}

/** First whole hour whose people are all still there. */
const peopleSince = (now: number): number => Math.floor((now - PRESENCE_KEPT_MS) / HOUR_MS) * HOUR_MS;

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
  const isWhole = Object.keys(window.filter ?? {}).length === 0;
  const lift = isWhole ? await readLift(env, site, window) : undefined;
  const { sums, people } = await sumsOf(shards, window, costs, lift);
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
    people_since: peopleSince(Date.now()),
    funnel: steps.map((step, i) => ({
      step,
      people: sums.funnel[i]!,
      one_device: sums.oneDevice[i]!,
      by_device: Object.fromEntries(Object.entries(people.byDevice).map(([name, counts]) => [name, counts[i]!])),
    })),
    ...(lift && { lift }),
    ...(more.by && { by: await breakdown(shards, window, more.by, costs, window.from < peopleSince(Date.now())) }),
    ...(more.compare && { compared: await comparedWith(env, site, { ...window, ...more.compare }, more.by) }),
  };
}

async function comparedWith(env: Env, site: string, window: Window, by: Dimension | 'landing' | undefined) {
  const { from, to, figures, funnel, by: rows } = await readFigures(env, site, window, by && { by });
  return { from, to, figures, funnel, ...(rows && { by: rows }) };
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
  lift: HoldoutLift | undefined,
): Promise<{ sums: FigureSums; people: PeopleSums }> {
  const { from, to, filter = {} } = window;
  const head = shards[0]!;
  const only = soleFilter(filter);
  const [peoples, visits, totals, products, orders, buyers, told] = await Promise.all([
    Promise.all(shards.map((shard) => shard.people(window))),
    Promise.all(shards.map((shard) => shard.visits(window))),
    Promise.all(shards.map((shard) => shard.sums(only?.dimension ?? '', from, to))),
    Promise.all(shards.map((shard) => shard.sums('page_type', from, to))),
    head.orders(window),
    head.buyers(window, Date.now()),
    readClickedOrders(shards, window),
  ]);
  const isGone = from < peopleSince(Date.now());
  const people = isGone ? unknownPeople() : peoples.reduce((a, b) => addPeople(a, b), emptyPeople());
  const counts: Record<string, number> = {};
  for (const { value, metric, amount } of totals.flat()) {
    if (!only || only.value === value) add(counts, metric, amount);
  }
  const productPages: Record<string, number> = {};
  for (const { value, metric, amount } of products.flat()) if (value === 'product') add(productPages, metric, amount);
  const sums: FigureSums = {
    visitors: people.visitors,
    ordered: people.ordered,
    funnel: people.funnel,
    oneDevice: people.oneDevice,
    carted: people.carted,
    cartedAndOrdered: people.cartedAndOrdered,
    visits: isGone ? UNKNOWN_VISITS : visits.map((part) => part[''] ?? NO_VISITS).reduce(addVisits, NO_VISITS),
    orders: Object.fromEntries(
      orders.map(({ currency, orders: count, revenue, refunded }) => [currency, { orders: count, revenue, refunded }]),
    ),
    ordersWithClick: isGone ? Number.NaN : told.clicked,
    ordersOfPeople: told.orders,
    counts,
    productPages,
    costs: costSums(costs, filter),
    buyers: buyers.sums,
    lifetime: buyers.lifetime,
    after30: buyers.after30,
    after90: buyers.after90,
    arms: Object.fromEntries(
      (lift?.arms ?? []).map(({ arm, people: visitors, ordered, revenue, by_click: byClick, by_view: byView }) => [
        arm,
        { visitors, ordered, revenue, byClick, byView },
      ]),
    ),
  };
  return { sums, people };
}

/** Cells know one dimension at a time: with more than one filter, counts are those of the first. */
function soleFilter(filter: NonNullable<Window['filter']>): { dimension: Facet; value: string } | undefined {
  const dimension = FACETS.find((name) => filter[name] !== undefined);
  return dimension && { dimension, value: filter[dimension]! };
}

const NO_VISITS: VisitSums = { visits: 0, bounced: 0, pages: 0, engagedMs: 0 };
const UNKNOWN_VISITS: VisitSums = {
  visits: Number.NaN,
  bounced: Number.NaN,
  pages: Number.NaN,
  engagedMs: Number.NaN,
};
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

/** As JSON has it: null. */
const unknownPeople = (): PeopleSums => ({
  visitors: Number.NaN,
  ordered: Number.NaN,
  funnel: Array(4).fill(Number.NaN) as number[],
  oneDevice: Array(4).fill(Number.NaN) as number[],
  carted: Number.NaN,
  cartedAndOrdered: Number.NaN,
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
): Promise<Map<string, number>> {
  const { shards } = await shardsOfSite(env, site);
  const sums = new Map<string, number>();
  for (const part of await Promise.all(shards.map((shard) => shard.sums(dimension, from, to)))) {
    for (const row of part) if (row.metric === metric) addTo(sums, row.value, row.amount);
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
): Promise<Map<string, Record<string, number>>> {
  const { shards } = await shardsOfSite(env, site);
  const values = new Map<string, Record<string, number>>();
  for (const part of await Promise.all(shards.map((shard) => shard.sums(dimension, from, to)))) {
    for (const { value, metric, amount } of part) add(sumsFor(values, value), metric, amount);
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

export interface CohortsAnswer {
  v: 1;
  /** By the month of the first order, oldest first [N23]. */
  cohorts: Cohort[];
}

export async function readCohorts(env: Env, site: string, now: number): Promise<CohortsAnswer> {
  const { shards, zone } = await shardsOfSite(env, site);
  return { v: 1, cohorts: await shards[0]!.cohorts(now, zone) };
}

export const DEFAULT_WINDOW_MS = 7 * DAY_MS;
