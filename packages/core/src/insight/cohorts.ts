/** Buyers over time: new and returning, value, and how many come back [N23]. From orders alone, one person after another. */
import { zoneOffset } from '../zone-offset.ts';
import { bucketStart, DAY_MS } from './buckets.ts';

export interface BuyerOrder {
  person: string;
  /** ms since the epoch. */
  time: number;
  currency: string;
  /** Minor units, refunds taken off. */
  net: number;
  /** 0 where the order has other values than a filter asks for: it says who is new, and is not counted. */
  matches?: number;
  /** Of the facet that figures are split by. */
  value?: string;
}

/** A person's orders beside each other, oldest first: a shop of years is read once and never held at once. */
export type OrdersByPerson = Iterable<BuyerOrder>;

/** Of those whose days have passed: how many there are, and how many bought again within them. */
export interface Returned {
  of: number;
  returned: number;
}

export interface Cohort {
  /** First moment of the month, in the shop's zone, in which its people first bought. */
  start: number;
  /** `2026-03`. */
  month: string;
  buyers: number;
  after30: Returned;
  after90: Returned;
  /** By currency, minor units until now. */
  net: Record<string, number>;
}

export interface BuyerSums {
  buyers: number;
  newBuyers: number;
  /** Of the window's buyers, those with an order before it or a second one in it. */
  repeatBuyers: number;
}

export interface Buyers {
  /** Of the window. */
  sums: BuyerSums;
  /** People whose first order of all lies in the window, by the value of that order. */
  newBy: Record<string, number>;
  /** Of all time, by currency: what buyers have brought until now, net of refunds, minor units; those without orders in it left out. */
  lifetime: Record<string, { buyers: number; net: number }>;
  /** Of all time. */
  after30: Returned;
  after90: Returned;
}

function* byPerson(orders: OrdersByPerson): Generator<BuyerOrder[]> {
  let its: BuyerOrder[] = [];
  for (const order of orders) {
    if (its.length > 0 && its[0]!.person !== order.person) {
      yield its;
      its = [];
    }
    its.push(order);
  }
  if (its.length > 0) yield its;
}

/** Adds somebody with these orders, of which the first is the first of all. */
function addReturned(sums: { after30: Returned; after90: Returned }, its: readonly BuyerOrder[], now: number): void {
  const first = its[0]!.time;
  for (const [days, count] of [
    [30, sums.after30],
    [90, sums.after90],
  ] as const) {
    const end = first + days * DAY_MS;
    if (end > now) continue;
    count.of++;
    if (its[1] && its[1].time <= end) count.returned++;
  }
}

const nobody = (): Returned => ({ of: 0, returned: 0 });

/** Who bought in [from, to), and what is known of everybody until `now`. With a filter, new and back are whose first order matches. */
export function buyersOf(orders: OrdersByPerson, from: number, to: number, now: number): Buyers {
  const all: Buyers = {
    sums: { buyers: 0, newBuyers: 0, repeatBuyers: 0 },
    newBy: {},
    lifetime: {},
    after30: nobody(),
    after90: nobody(),
  };
  const newBy = new Map<string, number>();
  for (const its of byPerson(orders)) {
    const first = its[0]!;
    const matching = its.filter(({ matches }) => matches !== 0);
    const within = matching.filter(({ time }) => time >= from && time < to);
    if (within.length > 0) {
      const isNew = within[0] === first;
      all.sums.buyers++;
      if (isNew) all.sums.newBuyers++;
      if (isNew && first.value !== undefined) newBy.set(first.value, (newBy.get(first.value) ?? 0) + 1);
      if (!isNew || within.length > 1) all.sums.repeatBuyers++;
    }
    const brought: Record<string, number> = {};
    for (const { currency, net } of matching) brought[currency] = (brought[currency] ?? 0) + net;
    for (const [currency, net] of Object.entries(brought)) {
      const sum = all.lifetime[currency] ?? { buyers: 0, net: 0 };
      all.lifetime[currency] = { buyers: sum.buyers + 1, net: sum.net + net };
    }
    if (first.matches !== 0) addReturned(all, its, now);
  }
  return { ...all, newBy: Object.fromEntries(newBy) };
}

/** By the month of the first order: who came back within 30 and 90 days of it. */
export function cohortsOf(orders: OrdersByPerson, now: number, zone: string): Cohort[] {
  const cohorts = new Map<string, Cohort>();
  for (const its of byPerson(orders)) {
    const first = its[0]!.time;
    const wall = new Date(first + zoneOffset(first, zone));
    const month = wall.toISOString().slice(0, 7);
    let cohort = cohorts.get(month);
    if (!cohort) {
      // Noon of the first lies in the first day, whatever the clocks do.
      const noon = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), 1, 12) - zoneOffset(first, zone);
      const start = bucketStart('day', noon, zone);
      cohort = { start, month, buyers: 0, after30: nobody(), after90: nobody(), net: {} };
      cohorts.set(month, cohort);
    }
    cohort.buyers++;
    addReturned(cohort, its, now);
    for (const { currency, net } of its) cohort.net[currency] = (cohort.net[currency] ?? 0) + net;
  }
  return [...cohorts.values()].sort((a, b) => a.start - b.start);
}
