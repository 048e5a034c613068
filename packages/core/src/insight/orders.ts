/** Orders as sets of copies: whatever arrives, in whatever order and how often, the same copies give the same sums [N11] [N12]. */
import type { CellDelta } from './counts.ts';
import type { EventLine } from './event-line.ts';
import { FACETS, type Facet, facetsOf } from './facets.ts';

export interface OrderCopy {
  source: 'browser' | 'server';
  time: number;
  device: string;
  n: number;
  person: string;
  currency: string;
  /** Minor units. */
  value: number;
  facets?: Record<Facet, string>;
}

export interface RefundCopy {
  source: 'browser' | 'server';
  time: number;
  device: string;
  n: number;
  /** Minor units; undefined refunds what is left. */
  value?: number;
}

/** Everything known of one order. The earliest copy of each kind is kept, and every refund. */
export interface OrderRecord {
  browser?: OrderCopy;
  server?: OrderCopy;
  refunds: RefundCopy[];
}

/** No order is refunded in more pieces; more are ignored. */
const MOST_REFUNDS = 100;

export interface OrderPart {
  transaction: string;
  copy?: OrderCopy;
  refund?: RefundCopy;
}

/** Names somebody who cannot be told: below tier `person`. */
export const NOBODY = '';

/** What a line says of an order, if anything. Values without a number are the sum of their items. */
export function orderPartOf(line: EventLine, defaultCurrency: string): OrderPart | undefined {
  const { transactionId: transaction, name, time, n, source } = line;
  if (transaction === undefined || (name !== 'purchase' && name !== 'refund')) return undefined;
  const device = line.device ?? (line.visit === undefined ? `batch.${line.batch}` : `visit.${line.visit}`);
  if (name === 'refund') {
    return { transaction, refund: { source, time, device, n, ...(line.value !== undefined && { value: line.value }) } };
  }
  return {
    transaction,
    copy: {
      source,
      time,
      device,
      n,
      person: line.person ?? NOBODY,
      currency: line.currency ?? defaultCurrency,
      value: orderValue(line),
      ...(source === 'browser' && { facets: facetsOf(line.facets, line.language) }),
    },
  };
}

/** An order's value in minor units: what it states, else the sum of its lines. */
export const orderValue = ({ value, items }: Pick<EventLine, 'value' | 'items'>): number =>
  value ?? Math.round(items.reduce((sum, { price = 0, quantity }) => sum + price * quantity, 0));

type Placed = { time: number; device: string; n: number };
const compare = (a: Placed, b: Placed): number =>
  a.time - b.time || (a.device < b.device ? -1 : a.device > b.device ? 1 : 0) || a.n - b.n;

export function addToOrder(record: OrderRecord, { copy, refund }: OrderPart): OrderRecord {
  const next: OrderRecord = { ...record };
  if (copy) {
    const known = next[copy.source];
    if (!known || compare(copy, known) < 0) next[copy.source] = copy;
  }
  if (refund && !next.refunds.some((one) => one.device === refund.device && one.n === refund.n)) {
    // The earliest are kept, so that which ones does not depend on arrival.
    next.refunds = [...next.refunds, refund].sort(compare).slice(0, MOST_REFUNDS);
  }
  return next;
}

/** The copy that counts, or undefined while only refunds are known. */
export const countedCopy = ({ server, browser }: OrderRecord): OrderCopy | undefined => server ?? browser;

export interface CountedOrder {
  time: number;
  currency: string;
  value: number;
  verified: boolean;
  person: string;
  device: string;
  facets: Record<Facet, string>;
  refunds: { time: number; amount: number; device: string; n: number }[];
}

export function countedOrder(record: OrderRecord): CountedOrder | undefined {
  const copy = countedCopy(record);
  if (!copy) return undefined;
  const who = record.browser ?? copy;
  const servers = record.refunds.filter(({ source }) => source === 'server');
  let left = Math.max(0, copy.value);
  const refunds = (servers.length > 0 ? servers : record.refunds).map(({ time, value, device, n }) => {
    const amount = Math.min(left, Math.max(0, value ?? left));
    left -= amount;
    return { time, amount, device, n };
  });
  return {
    time: copy.time,
    currency: copy.currency,
    value: copy.value,
    verified: copy.source === 'server',
    person: who.person,
    device: who.device,
    facets: record.browser?.facets ?? facetsOf(undefined),
    refunds,
  };
}

/** What an order adds to the cells. The difference between before and after is what a new copy changes. */
export function orderDeltas(order: CountedOrder | undefined, sign: 1 | -1): CellDelta[] {
  if (!order) return [];
  const { time, currency, value, verified, facets } = order;
  const sums: [time: number, metric: string, amount: number][] = [
    [time, 'orders', 1],
    [time, `revenue.${currency}`, value],
  ];
  if (verified) sums.push([time, 'verified_orders', 1], [time, `verified_revenue.${currency}`, value]);
  for (const refund of order.refunds) {
    sums.push([refund.time, 'refunds', 1], [refund.time, `refunded.${currency}`, refund.amount]);
  }
  return sums.flatMap(([at, metric, amount]) => [
    { time: at, dimension: '' as const, value: '', metric, amount: sign * amount },
    ...FACETS.map((name) => ({ time: at, dimension: name, value: facets[name], metric, amount: sign * amount })),
  ]);
}

const HOUR_MS = 3_600_000;
const byHour = (time: number) => time - (time % HOUR_MS);

/** What stays of an order whose person is erased: amounts by the hour, as the lake's lines state them [N10]. */
export const anonymousOrder = (order: CountedOrder): CountedOrder => ({
  ...order,
  time: byHour(order.time),
  person: NOBODY,
  device: NOBODY,
  facets: facetsOf(undefined),
  refunds: order.refunds.map((refund) => ({ ...refund, time: byHour(refund.time), device: NOBODY, n: 0 })),
});
