/**
 * What a person did after an experiment reached them: the row that the figures count, one an experiment, a pure fold over
 * the devices like everything else of a person. Noted as events come, published whole, so that a merge or an unlink
 * corrects the figures by itself.
 */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { exposuresOf } from './merged.ts';
import type { Contribution, PersonState } from './state.ts';

/** Event parameter in which a shelf's impression says its arms back: `experiment=arm`, blanks between. */
export const ARMS_PARAM = 'edgewise_arms';

const ARM = /^([A-Za-z0-9][A-Za-z0-9_.:-]{0,80})=([A-Za-z0-9][A-Za-z0-9_.-]{0,63})$/;
const LIMIT = { exposures: 50, touches: 200, sales: 100 } as const;

/** An order counts for an experiment when it comes within this time after the exposure. */
export const CONVERSION_WINDOW_MS = 30 * 86_400_000;
/** A bought item is a click's when the last click on it was on a shelf, this long ago at most. */
export const CLICK_WINDOW_MS = 7 * 86_400_000;
/** A bought item is a view's when a shelf showed it, this long ago at most. */
export const VIEW_WINDOW_MS = 86_400_000;

/** An item on a shelf, seen or clicked. */
export interface Touch {
  item: string;
  kind: 'seen' | 'clicked';
  /** ms since the epoch. */
  time: number;
}

export interface Sale {
  order: string;
  time: number;
  currency: string;
  /** Minor units, the whole order. */
  value: number;
  /** Item and what was paid for it, minor units. */
  lines: [item: string, amount: number][];
}

export interface Outcome {
  experiment: string;
  /** The one shown first: it is what counts. */
  arm: string;
  /** First exposure, ms since the epoch. */
  time: number;
  /** Another arm was shown, too: on a device that was not known to be theirs. */
  crossed: boolean;
  orders: number;
  /** Minor units in the shop's first currency. */
  revenue: number;
  /** Clicks on shelves. */
  clicks: number;
  /** Of the revenue, items last clicked on a shelf; items a shelf had shown. */
  byClick: number;
  byView: number;
}

/** `experiment=arm` pairs of an impression. What does not look like one is passed over. */
export function armsIn(event: ShopEvent): [experiment: string, arm: string][] {
  const text = event.params[ARMS_PARAM];
  if (event.name !== 'view_item_list' || typeof text !== 'string') return [];
  return text.split(' ').flatMap((pair): [string, string][] => {
    const [, experiment, arm] = ARM.exec(pair) ?? [];
    return experiment !== undefined && arm !== undefined ? [[experiment, arm]] : [];
  });
}

export const saleOf = ({ transactionId, time, currency, value, items }: ShopEvent): Sale => {
  const lines = items.map(({ item, price = 0, quantity }): [string, number] => [item, Math.round(price * quantity)]);
  const total = value ?? lines.reduce((sum, [, amount]) => sum + amount, 0);
  return { order: transactionId ?? '', time, currency: currency ?? '', value: total, lines };
};

/** Notes in place what the event says of experiments and shelves. @returns whether a figure may change */
export function noteOutcome(contribution: Contribution, event: ShopEvent): boolean {
  switch (event.name) {
    case 'view_item_list': {
      if (event.list === undefined) return false;
      noteTouches(contribution, event, 'seen');
      let isNew = false;
      for (const [experiment, arm] of armsIn(event)) {
        const had = contribution.exposures ?? {};
        if (Object.hasOwn(had, experiment) || Object.keys(had).length >= LIMIT.exposures) continue;
        contribution.exposures = { ...had, [experiment]: { arm, time: event.time } };
        isNew = true;
      }
      return isNew;
    }
    case 'select_item':
      if (event.list === undefined) return false;
      noteTouches(contribution, event, 'clicked');
      return true;
    case 'purchase': {
      if (event.duplicate) return false;
      contribution.sales = [...(contribution.sales ?? []), saleOf(event)].slice(-LIMIT.sales);
      return true;
    }
    default:
      return false;
  }
}

function noteTouches(contribution: Contribution, { items, time }: ShopEvent, kind: Touch['kind']): void {
  const touches = items.map(({ item }): Touch => ({ item, kind, time }));
  contribution.touches = [...(contribution.touches ?? []), ...touches].slice(-LIMIT.touches);
}

/** One row an experiment that reached the person. @param currency the shop's first: other money is not added to it */
export function outcomesOf(state: PersonState, currency: string): Outcome[] {
  const sales = state.contributions.flatMap((c) => c.sales ?? []).filter((sale) => sale.currency === currency);
  const touches = state.contributions.flatMap((c) => c.touches ?? []);
  return Object.entries(exposuresOf(state)).map(([experiment, { arm, time, crossed }]) => {
    const counted = sales.filter((sale) => sale.time >= time && sale.time - time <= CONVERSION_WINDOW_MS);
    const after = touches.filter((touch) => touch.time >= time);
    const paid = (kind: Touch['kind'], windowMs: number) =>
      counted.reduce((sum, sale) => sum + paidAfter(sale, after, kind, windowMs), 0);
    return {
      experiment,
      arm,
      time,
      crossed,
      orders: counted.length,
      revenue: counted.reduce((sum, { value }) => sum + value, 0),
      clicks: after.filter(({ kind }) => kind === 'clicked').length,
      byClick: paid('clicked', CLICK_WINDOW_MS),
      byView: paid('seen', VIEW_WINDOW_MS),
    };
  });
}

/** What was paid for items that were touched so before the order, within the window. */
function paidAfter({ lines, time }: Sale, touches: readonly Touch[], kind: Touch['kind'], windowMs: number): number {
  const touched = new Set(
    touches
      .filter((touch) => touch.kind === kind && touch.time <= time && time - touch.time <= windowMs)
      .map(({ item }) => item),
  );
  return lines.reduce((sum, [item, amount]) => sum + (touched.has(item) ? amount : 0), 0);
}
