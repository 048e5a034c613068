/** A person's orders as the figures count them: each once, refunds taken off, lines that never come to more than the order. */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { PersonState } from './state.ts';

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

/** Given back of an order, in its currency; all of it where neither an amount nor lines are told. */
export interface Refund {
  order: string;
  verified?: true;
  value?: number;
  /** Null: all that was paid for the item. */
  lines: [item: string, amount: number | null][];
}

const amountOf = ({ price = 0, quantity }: ShopEvent['items'][number]): number => Math.round(price * quantity);

const sumOf = (lines: Sale['lines']): number => lines.reduce((sum, [, amount]) => sum + amount, 0);

export function saleOf(event: ShopEvent): Sale {
  const { transactionId, time, currency, value } = event;
  const lines = event.items.map((item): Sale['lines'][number] => [item.item, amountOf(item)]);
  return { order: transactionId ?? '', time, currency: currency ?? '', value: value ?? sumOf(lines), lines };
}

export const refundOf = (event: ShopEvent): Refund => ({
  order: event.transactionId ?? '',
  lines: event.items.map((item) => [item.item, item.price === undefined ? null : amountOf(item)]),
  ...(event.value !== undefined && { value: event.value }),
});

/**
 * Each order once: the backend's amounts in the place of the browser's, when it was first told, refunds taken off. What a
 * browser says was given back changes nothing that the backend signed, nor where the backend tells of refunds itself. What
 * was given back whole is no order. The lines come to no more than what is left of the order [X15].
 */
export function salesOf({ contributions }: Pick<PersonState, 'contributions'>): Sale[] {
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
  for (const [order, sale] of orders) {
    const value = Math.max(0, sale.value);
    orders.set(order, { ...sale, value, lines: within(sale.lines, value) });
  }
  const refunds = contributions.flatMap(({ refunds: own = [] }) => own);
  const signed = new Set(refunds.filter(({ verified }) => verified).map(({ order }) => order));
  for (const refund of refunds) {
    const sale = orders.get(refund.order);
    if (!sale || (!refund.verified && (sale.verified || signed.has(refund.order)))) continue;
    const left = lessRefund(sale, refund);
    if (left) orders.set(refund.order, left);
    else orders.delete(refund.order);
  }
  return [...orders.values()];
}

/** What is left of the order, or undefined where that is nothing. */
function lessRefund(sale: Sale, { value, lines }: Refund): Sale | undefined {
  const paid = new Map<string, number>();
  for (const [item, amount] of sale.lines) paid.set(item, (paid.get(item) ?? 0) + amount);
  const named = lines.map(([item, amount]): Sale['lines'][number] => [item, amount ?? paid.get(item) ?? 0]);
  const back = Math.max(0, value ?? (named.length > 0 ? sumOf(named) : sale.value));
  if (back >= sale.value) return undefined;
  const left = sale.value - back;
  // Without lines nobody knows what came back: each bears its part.
  if (named.length === 0) return { ...sale, value: left, lines: scaled(sale.lines, left / sale.value) };
  const byItem = new Map<string, number>();
  for (const [item, amount] of within(named, back)) byItem.set(item, (byItem.get(item) ?? 0) + amount);
  const kept = sale.lines.map(([item, amount]): Sale['lines'][number] => [item, lessBack(item, amount, byItem)]);
  return { ...sale, value: left, lines: within(kept, left) };
}

/** What remains of a line, and takes from `back` what it used up. */
function lessBack(item: string, amount: number, back: Map<string, number>): number {
  const part = Math.min(amount, Math.max(0, back.get(item) ?? 0));
  back.set(item, (back.get(item) ?? 0) - part);
  return amount - part;
}

/** Lines that come to more than `most`, an order's discount being on the whole of it, are cut in proportion. */
function within(lines: Sale['lines'], most: number): Sale['lines'] {
  const total = sumOf(lines);
  return total <= most ? lines : scaled(lines, most / total);
}

/** Whole units whose sum is the rounded whole's: each is the difference of two rounded running sums. */
function scaled(lines: Sale['lines'], by: number): Sale['lines'] {
  let whole = 0;
  return lines.map(([item, amount]) => {
    const before = Math.round(whole * by);
    whole += amount;
    return [item, Math.round(whole * by) - before];
  });
}
