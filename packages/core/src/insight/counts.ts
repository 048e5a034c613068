/** What a line adds to the cells [N4], as compact facts: made by whoever has the line, added by whoever has the counters. */

import type { Refusal } from '@edgewise/protocol/parse';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { EventLine } from './event-line.ts';
import { type Dimension, FACETS, type Facet, facetsOf, facetValue, NOT_SET, OTHER, pathOf } from './facets.ts';
import { binOf, VITALS, type Vital } from './histogram.ts';
import { stepOf } from './presence.ts';

export type Amount = readonly [metric: string, amount: number];

/** One line, ready to be added. */
export interface Fact {
  n: number;
  time: number;
  /** To the total and to every facet. */
  amounts: Amount[];
  /** To one value of one more dimension alone. */
  also?: { dimension: Dimension; value: string; amounts: Amount[] };
  /** Path of a page view. */
  page?: string;
  /** Bits of the steps that it is, see `presence.ts`. */
  steps: number;
  engagedMs: number;
}

/** Lines of one actor from one message. Facets are those of the batch, the same for each line. */
export interface CountBatch {
  actor: string;
  /** Below tier `person` the visit; without either no visit is counted. Missing of the backend too. */
  visitor?: string;
  facets: Record<Facet, string>;
  facts: Fact[];
  refused: RefusedFact[];
}

export interface RefusedFact {
  /** Number that was settled by refusing it, or null. */
  n: number | null;
  time: number;
  reason: string;
  /** Names the refusal where it has no number. */
  id: string;
}

/** Maps, since an event may be called `constructor` [T6]. */
const COUNTED: ReadonlyMap<string, string> = new Map([
  ['page_view', 'views'],
  ['view_item', 'product_views'],
  ['add_to_cart', 'carts'],
  ['begin_checkout', 'checkouts'],
  ['search', 'searches'],
  ['view_item_list', 'list_views'],
  ['select_item', 'list_clicks'],
  ['sign_up', 'sign_ups'],
]);

/** Of lists that are no shelf of the plan [X14]. */
const OF_OWN_LISTS: ReadonlyMap<string, string> = new Map([
  ['view_item_list', 'own_list_views'],
  ['select_item', 'own_list_clicks'],
]);

/** No visit's page is looked at for longer: a clock that jumped. */
const LONGEST_ENGAGEMENT_MS = 6 * 3_600_000;

const bounded = (value: unknown, most: number): number =>
  typeof value === 'number' && value > 0 ? Math.min(most, Math.round(value)) : 0;

export function factOf(event: ShopEvent): Fact {
  const { n, time, name, params } = event;
  const fact: Fact = { n, time, amounts: [['events', 1]], steps: stepOf(event), engagedMs: 0 };
  const { amounts } = fact;
  // An arm of an experiment that shows nothing was seen: an exposure, and no shelf.
  const isNothing = name === 'view_item_list' && event.items.length === 0;
  if (isNothing) fact.steps = 0;
  const metric = isNothing ? undefined : (event.ownList ? OF_OWN_LISTS : COUNTED).get(name);
  if (metric) (amounts as Amount[]).push([metric, 1]);
  if (name === 'page_view') fact.page = pathOf(event.page);
  const list = event.list ?? event.items.find((item) => item.list !== undefined)?.list;
  if ((name === 'view_item_list' || name === 'select_item') && metric && !event.ownList) {
    fact.also = { dimension: 'list', value: facetValue(list), amounts: [[metric, 1]] };
  }
  if (name === 'user_engagement' || name === 'scroll') {
    fact.engagedMs = bounded(params.engagement_time_msec, LONGEST_ENGAGEMENT_MS);
    const scroll = bounded(params.percent_scrolled, 100);
    amounts.push(['engagements', 1], ['engaged_ms', fact.engagedMs], ['scrolled_percent', scroll]);
  }
  if (name === 'web_vitals') {
    for (const vital of Object.keys(VITALS) as Vital[]) {
      const value = params[vital.toLowerCase()];
      if (typeof value === 'number') amounts.push([`vital.${vital}.${binOf(Math.max(0, value), VITALS[vital])}`, 1]);
    }
  }
  return fact;
}

/** The start of a reason: which field, and not what it held. */
export const reasonKind = (reason: string): string => facetValue(/^[A-Za-z_.]{1,40}/.exec(reason)?.[0] ?? NOT_SET);

/** FNV-1a over UTF-16 code units, 32 bits. */
export function fnv1a(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** What one message's lines add. All are of one actor and one batch. */
export function countBatch(
  actor: string,
  first: EventLine,
  events: readonly ShopEvent[],
  refused: readonly Refusal[] = [],
): CountBatch {
  const { received, source } = first;
  const visitor = source === 'server' ? undefined : (first.device ?? (first.visit && `visit.${first.visit}`));
  return {
    actor,
    ...(visitor !== undefined && { visitor }),
    facets: facetsOf(first.facets, first.language),
    facts: events.map(factOf),
    refused: refused.map(({ n, reason, event }, i) => ({
      n,
      time: received,
      reason: reasonKind(reason),
      id: `${actor}.${received}.${i}.${fnv1a(event + reason)}`,
    })),
  };
}

/** A sum to be added to a cell: `dimension` is empty for the total. */
export interface CellDelta {
  time: number;
  dimension: Dimension | '';
  value: string;
  metric: string;
  amount: number;
}

/** What facts add to the cells. */
export function deltasOf(facets: Record<Facet, string>, facts: readonly Fact[], sign: 1 | -1 = 1): CellDelta[] {
  const deltas: CellDelta[] = [];
  for (const { time, amounts, also } of facts) {
    for (const [metric, plain] of amounts) {
      const amount = sign * plain;
      if (amount === 0) continue;
      deltas.push({ time, dimension: '', value: '', metric, amount });
      for (const name of FACETS) deltas.push({ time, dimension: name, value: facets[name], metric, amount });
    }
    for (const [metric, amount] of also?.amounts ?? []) {
      deltas.push({ time, dimension: also!.dimension, value: also!.value, metric, amount: sign * amount });
    }
  }
  return deltas;
}

export const refusedDelta = ({ time, reason }: RefusedFact): CellDelta[] => [
  { time, dimension: '', value: '', metric: 'refused', amount: 1 },
  { time, dimension: 'reason', value: reason, metric: 'refused', amount: 1 },
];

/** Values with a row of their own, a bucket and dimension [N5]. */
export const VALUES_KEPT = { minute: 50, hour: 200, day: 200 } as const;

/**
 * Which row a value is counted in: its own where it has one or there is room, else `(other)`.
 * @param kept values that have a row; one that is let in is added
 */
export function admitValue(kept: Set<string>, value: string, room: number): string {
  if (kept.has(value) || value === '' || value === NOT_SET) return value;
  if (kept.size >= room) return OTHER;
  kept.add(value);
  return value;
}
