/**
 * What a person did after an experiment reached them: the row that the figures count, one an experiment, a pure fold over
 * the devices like everything else of a person. Noted as events come, published whole, so that a merge or an unlink
 * corrects the figures by itself.
 */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { stepNamed, withExposure } from '../experiments/bandit-steps.ts';
import { type Exposure, exposuresOf } from './merged.ts';
import { type Contribution, isServers, type PersonState } from './state.ts';

/** Event parameter in which a shelf's impression says its arms back: `experiment=arm`, blanks between. */
export const ARMS_PARAM = 'edgewise_arms';

const ARM = /^([A-Za-z0-9][A-Za-z0-9_.:-]{0,80})=([A-Za-z0-9][A-Za-z0-9_.-]{0,63})$/;
const LIMIT = { exposures: 50, touches: 200, sales: 100, refunds: 50 } as const;

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
  /** Told by the shop's backend, whose amount decides [T2]. */
  verified?: true;
  time: number;
  currency: string;
  /** Minor units, the whole order. */
  value: number;
  /** Item and what was paid for it, minor units. */
  lines: [item: string, amount: number][];
}

/** Given back of an order; all of it where neither an amount nor lines are told. */
export interface Refund {
  order: string;
  verified?: true;
  value?: number;
  lines: Sale['lines'];
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
  /** Minor units in the shop's first currency, refunds taken off. */
  revenue: number;
  /** Of the revenue, what the shop's backend signed. */
  verified: number;
  /** Revenue in as long a time before the exposure: CUPED's covariate. */
  before: number;
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

const linesOf = ({ items }: ShopEvent): Sale['lines'] =>
  items.map(({ item, price = 0, quantity }) => [item, Math.round(price * quantity)]);

export const saleOf = (event: ShopEvent): Sale => {
  const { transactionId, time, currency, value } = event;
  const lines = linesOf(event);
  const total = value ?? lines.reduce((sum, [, amount]) => sum + amount, 0);
  return { order: transactionId ?? '', time, currency: currency ?? '', value: total, lines };
};

const refundOf = (event: ShopEvent): Refund => ({
  order: event.transactionId ?? '',
  lines: linesOf(event),
  ...(event.value !== undefined && { value: event.value }),
});

/** Notes in place what the event says of experiments and shelves. @returns whether a figure may change */
export function noteOutcome(contribution: Contribution, event: ShopEvent): boolean {
  switch (event.name) {
    case 'view_item_list': {
      if (event.list === undefined) return false;
      noteTouches(contribution, event, 'seen');
      let isNew = false;
      for (const [experiment, arm] of armsIn(event)) {
        const had = contribution.exposures ?? {};
        if (Object.hasOwn(had, experiment)) continue;
        const exposures = withExposure(had, experiment, { arm, time: event.time });
        if (Object.keys(exposures).length > LIMIT.exposures) continue;
        contribution.exposures = exposures;
        isNew = true;
      }
      return isNew;
    }
    case 'select_item':
      if (event.list === undefined) return false;
      noteTouches(contribution, event, 'clicked');
      return true;
    case 'purchase': {
      // A second copy counts only where it knows better: the backend's [W10].
      const signed = signedBy(contribution);
      if (event.duplicate && !signed.verified) return false;
      contribution.sales = [...(contribution.sales ?? []), { ...saleOf(event), ...signed }].slice(-LIMIT.sales);
      return true;
    }
    case 'refund': {
      const refund = { ...refundOf(event), ...signedBy(contribution) };
      contribution.refunds = [...(contribution.refunds ?? []), refund].slice(-LIMIT.refunds);
      return true;
    }
    default:
      return false;
  }
}

const signedBy = (contribution: Contribution): { verified?: true } =>
  isServers(contribution) ? { verified: true } : {};

function noteTouches(contribution: Contribution, { items, time }: ShopEvent, kind: Touch['kind']): void {
  const touches = items.map(({ item }): Touch => ({ item, kind, time }));
  contribution.touches = [...(contribution.touches ?? []), ...touches].slice(-LIMIT.touches);
}

/** One row an experiment that reached the person. @param currency the shop's first: other money is not added to it */
export function outcomesOf(state: PersonState, currency: string): Outcome[] {
  const sales = salesOf(state).filter((sale) => sale.currency === currency);
  const touches = state.contributions.flatMap((c) => c.touches ?? []);
  const exposures = exposuresOf(state);
  return Object.entries(exposures).map(([experiment, { arm, time, crossed }]) => {
    const until = endOf(experiment, exposures);
    const counted = sales.filter(
      (sale) => sale.time >= time && sale.time < until && sale.time - time <= CONVERSION_WINDOW_MS,
    );
    const after = touches.filter((touch) => touch.time >= time && touch.time < until);
    const paid = (kind: Touch['kind'], windowMs: number) =>
      counted.reduce((sum, sale) => sum + paidAfter(sale, after, kind, windowMs), 0);
    return {
      experiment,
      arm,
      time,
      crossed,
      orders: counted.length,
      revenue: sumOf(counted),
      verified: sumOf(counted.filter(({ verified }) => verified)),
      before: sumOf(sales.filter((sale) => sale.time < time && time - sale.time <= CONVERSION_WINDOW_MS)),
      clicks: after.filter(({ kind }) => kind === 'clicked').length,
      byClick: paid('clicked', CLICK_WINDOW_MS),
      byView: paid('seen', VIEW_WINDOW_MS),
    };
  });
}

/** A bandit's step is over for a person when they are shown the next one's arm: what follows is that one's [X36]. */
function endOf(experiment: string, exposures: Readonly<Record<string, Exposure>>): number {
  const bandit = stepNamed(experiment);
  if (!bandit) return Number.POSITIVE_INFINITY;
  const later = Object.entries(exposures).flatMap(([id, { time }]) => {
    const other = stepNamed(id);
    return other?.placement === bandit.placement && other.step > bandit.step ? [time] : [];
  });
  return Math.min(...later);
}

const sumOf = (sales: readonly Sale[]): number => sales.reduce((sum, { value }) => sum + value, 0);

/**
 * Each order once: the backend's amounts in the place of the browser's, when it was first told, refunds taken off. What a
 * browser says was given back changes nothing that the backend signed. What was given back whole is no order.
 */
export function salesOf({ contributions }: PersonState): Sale[] {
  const orders = new Map<string, Sale>();
  const told = contributions.flatMap(({ sales = [] }) => sales);
  for (const sale of told.sort((a, b) => a.time - b.time || a.value - b.value)) {
    const had = orders.get(sale.order);
    if (!had) {
      orders.set(sale.order, sale);
      continue;
    }
    // Of the browser's copies the first stands; the backend's later one corrects its own.
    orders.set(sale.order, { ...(sale.verified ? sale : had), time: had.time });
  }
  for (const { order, verified, value, lines } of contributions.flatMap(({ refunds = [] }) => refunds)) {
    const sale = orders.get(order);
    if (!sale || (sale.verified && !verified)) continue;
    const back = value ?? (lines.length > 0 ? lines.reduce((sum, [, amount]) => sum + amount, 0) : sale.value);
    if (back >= sale.value) {
      orders.delete(order);
      continue;
    }
    const lineBack = new Map<string, number>();
    for (const [item, amount] of lines) lineBack.set(item, (lineBack.get(item) ?? 0) + amount);
    orders.set(order, {
      ...sale,
      value: sale.value - Math.max(0, back),
      lines: sale.lines.map(([item, amount]) => [item, lessBack(item, amount, lineBack)]),
    });
  }
  return [...orders.values()];
}

/** What remains of a line, and takes from `back` what it used up. */
function lessBack(item: string, amount: number, back: Map<string, number>): number {
  const part = Math.min(amount, Math.max(0, back.get(item) ?? 0));
  back.set(item, (back.get(item) ?? 0) - part);
  return amount - part;
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
