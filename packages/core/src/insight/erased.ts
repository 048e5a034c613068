/** What stays of a line whose person is erased, and what it counts as: the same in the lake and in the counters [N10]. */
import { withoutIdentity } from '../person/anonymous.ts';
import { type CellDelta, deltasOf, factOf } from './counts.ts';
import type { EventLine } from './event-line.ts';
import { FACETS, facetsOf } from './facets.ts';
import { orderValue } from './orders.ts';

const HOUR_MS = 3_600_000;

/** What is to stand in the lines of one order: the copy that counted, if it is among the erased, and what each refund came to. */
export interface OrderLines {
  counted?: { device: string; n: number };
  /** ISO 4217, of the copy that counted. */
  currency: string;
  refunds: { device: string; n: number; amount: number }[];
}

/**
 * @param orders of the lines' transactions, as the counters know them; without them a line's own word holds
 */
export function erasedLine(line: EventLine, orders: Readonly<Record<string, OrderLines>> = {}): EventLine {
  const { source, received, transactionId, device, n } = line;
  const kept: EventLine = {
    source,
    received: received - (received % HOUR_MS),
    erased: true,
    ...withoutIdentity(line),
  };
  const order = transactionId !== undefined && Object.hasOwn(orders, transactionId) ? orders[transactionId] : undefined;
  if (!order) return kept;
  const { duplicate: _, ...rest } = kept;
  const isThis = (one: { device: string; n: number }) => one.device === device && one.n === n;
  if (line.name === 'purchase') {
    const counts = order.counted !== undefined && isThis(order.counted);
    return counts ? { ...rest, currency: order.currency, value: orderValue(line) } : { ...rest, duplicate: true };
  }
  if (line.name === 'refund') {
    const refund = order.refunds.find(isThis);
    return refund ? { ...rest, currency: order.currency, value: refund.amount } : { ...rest, duplicate: true };
  }
  return kept;
}

/** What erased lines add to the cells: events on the hour, without dimensions; an order is known by its line alone. */
export function erasedDeltas(lines: readonly EventLine[], defaultCurrency: string): CellDelta[] {
  const facets = facetsOf(undefined);
  return lines.flatMap((line) => {
    const { time, name, source, duplicate, currency = defaultCurrency } = line;
    const deltas = deltasOf(facets, [factOf(line)]);
    const sums: [string, number][] = [];
    if (name === 'purchase' && !duplicate) {
      sums.push(['orders', 1], [`revenue.${currency}`, orderValue(line)]);
      if (source === 'server') sums.push(['verified_orders', 1], [`verified_revenue.${currency}`, orderValue(line)]);
    }
    if (name === 'refund' && !duplicate) sums.push(['refunds', 1], [`refunded.${currency}`, line.value ?? 0]);
    for (const [metric, amount] of sums) {
      deltas.push({ time, dimension: '', value: '', metric, amount });
      for (const dimension of FACETS) deltas.push({ time, dimension, value: facets[dimension], metric, amount });
    }
    return deltas;
  });
}

/** What the cells change by when lines are rewritten as erased ones. Orders change by themselves, as records. */
export function rewrittenDeltas(
  before: readonly EventLine[],
  after: readonly EventLine[],
  defaultCurrency: string,
): CellDelta[] {
  if (before.length === 0) return erasedDeltas(after, defaultCurrency);
  const facets = facetsOf(undefined);
  return [
    ...before.flatMap((line) => deltasOf(facetsOf(line.facets, line.language), [factOf(line)], -1)),
    ...after.flatMap((line) => deltasOf(facets, [factOf(line)])),
  ];
}
