/** What somebody did, on all their devices, as one list: newest first. */
import type { PersonAnswer } from '@edgewise/edge/read-person';

export type Moment = {
  /** ms since the epoch. */
  at: number;
} & (
  | { kind: 'view' | 'cart' | 'purchase' | 'click'; item: string; device: string }
  /** `value` in minor units; null where only the order's number is known. */
  | { kind: 'order'; order: string; device: string; items: string[]; value: number | null; currency: string }
  | { kind: 'arm'; experiment: string; arm: string }
  | { kind: 'joined'; claim: string; identifiers: { kind: string; value: string }[] }
);

const isBackend = (device: string): boolean => device.startsWith('server.');

/** From 1, in the order of first contact; undefined for what is no device of theirs. */
export function deviceNumber({ contributions }: Pick<PersonAnswer, 'contributions'>, device: string) {
  const at = devicesOf({ contributions }).findIndex((one) => one.device === device);
  return at < 0 ? undefined : at + 1;
}

/** Without what the shop's backend contributed, oldest first. */
export function devicesOf({ contributions }: Pick<PersonAnswer, 'contributions'>): PersonAnswer['contributions'] {
  return contributions
    .filter(({ device }) => !isBackend(device))
    .sort((a, b) => (a.since ?? 0) - (b.since ?? 0) || (a.device < b.device ? -1 : 1));
}

/** Newest first. An order that the page and the backend both told of is one, and stands for its items. */
export function timelineOf(person: PersonAnswer): Moment[] {
  const { contributions, together, joined } = person;
  const moments: Moment[] = [];
  const orders = new Map<string, Moment & { kind: 'order' }>();
  for (const { device, sales = [], orders: known, touches = [] } of contributions) {
    for (const { order, time, currency, value, lines, verified } of sales) {
      const before = orders.get(order);
      const isOwn = before === undefined || verified === true;
      orders.set(order, {
        kind: 'order',
        order,
        at: Math.min(time, before?.at ?? time),
        // The device that ordered says more than the backend that confirmed it.
        device: before && isBackend(device) ? before.device : device,
        items: lines.length > 0 ? lines.map(([item]) => item) : (before?.items ?? []),
        // What the backend says of the amount decides.
        ...(isOwn ? { value, currency } : { value: before.value, currency: before.currency }),
      });
    }
    for (const [order, at] of Object.entries(known)) {
      if (!orders.has(order))
        orders.set(order, { kind: 'order', order, at, device, items: [], value: null, currency: '' });
    }
    for (const { item, kind, time } of touches) {
      if (kind === 'clicked') moments.push({ kind: 'click', item, device, at: time });
    }
  }
  const ordered = new Set([...orders.values()].flatMap(({ items }) => items));
  for (const { item, kind, time, device } of together.history) {
    if (kind !== 'purchase' || !ordered.has(item)) moments.push({ kind, item, device, at: time });
  }
  moments.push(...orders.values());
  for (const [experiment, { arm, time }] of Object.entries(together.arms)) {
    moments.push({ kind: 'arm', experiment, arm, at: time });
  }
  for (const { id, at, undone, identifiers } of joined?.claims ?? []) {
    if (!undone) moments.push({ kind: 'joined', claim: id, identifiers, at });
  }
  return moments.sort((a, b) => b.at - a.at);
}

/** When anything was last heard of a device, ms since the epoch. */
export function lastOf(contribution: PersonAnswer['contributions'][number]): number | null {
  const { since, recent, session, sales = [], orders } = contribution;
  const times = [
    since,
    recent.at(-1)?.time,
    session?.last,
    ...sales.map(({ time }) => time),
    ...Object.values(orders),
  ].filter((time) => time !== undefined);
  return times.length > 0 ? Math.max(...times) : null;
}

/** Orders, each once, and what they came to by currency in minor units; what was given back is not taken off. */
export function ordersOf(person: PersonAnswer): { count: number; spent: Record<string, number> } {
  const orders = timelineOf(person).filter((one) => one.kind === 'order');
  const spent: Record<string, number> = {};
  for (const { value, currency } of orders) {
    if (value !== null) spent[currency] = (spent[currency] ?? 0) + value;
  }
  return { count: orders.length, spent };
}

/** One after another of the same day. @param nameOf a day's name */
export function byDay(moments: readonly Moment[], nameOf: (at: number) => string): { name: string; its: Moment[] }[] {
  const days: { name: string; its: Moment[] }[] = [];
  for (const moment of moments) {
    const name = nameOf(moment.at);
    const last = days.at(-1);
    if (last?.name === name) last.its.push(moment);
    else days.push({ name, its: [moment] });
  }
  return days;
}
