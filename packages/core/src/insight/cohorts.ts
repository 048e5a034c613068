/** Buyers over time: new and returning, value, and how many come back. From orders alone. */
import { bucketStart, DAY_MS, zoneOffset } from './buckets.ts';

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

export interface Cohort {
  /** First moment of the month, in the shop's zone, in which its people first bought. */
  start: number;
  /** `2026-03`. */
  month: string;
  buyers: number;
  /** Of those whose 30 or 90 days have passed: how many there are, and how many bought again within them. */
  after30: { of: number; returned: number };
  after90: { of: number; returned: number };
  /** By currency, minor units until now. */
  net: Record<string, number>;
}

export interface BuyerSums {
  buyers: number;
  newBuyers: number;
  /** Of the window's buyers, those with an order before it or a second one in it. */
  repeatBuyers: number;
}

function byPerson(orders: readonly BuyerOrder[]): Map<string, BuyerOrder[]> {
  const people = new Map<string, BuyerOrder[]>();
  for (const order of [...orders].sort((a, b) => a.time - b.time)) {
    const its = people.get(order.person);
    if (its) its.push(order);
    else people.set(order.person, [order]);
  }
  return people;
}

/** Who bought in [from, to): new ones, and those who had bought before or did so twice. */
export function buyerSums(orders: readonly BuyerOrder[], from: number, to: number): BuyerSums {
  const sums = { buyers: 0, newBuyers: 0, repeatBuyers: 0 };
  for (const its of byPerson(orders).values()) {
    const within = its.filter(({ time, matches }) => time >= from && time < to && matches !== 0);
    if (within.length === 0) continue;
    const isNew = within[0] === its[0];
    sums.buyers++;
    if (isNew) sums.newBuyers++;
    if (!isNew || within.length > 1) sums.repeatBuyers++;
  }
  return sums;
}

/** Who bought in [from, to) for the first time, by the value of that first order. */
export function newBuyersBy(orders: readonly BuyerOrder[], from: number, to: number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [first] of byPerson(orders).values()) {
    const { time, value, matches } = first!;
    if (time < from || time >= to || matches === 0 || value === undefined) continue;
    sums[value] = (sums[value] ?? 0) + 1;
  }
  return sums;
}

/** What a buyer has brought until now, on average, by currency: net of refunds, minor units; people without orders in it left out. */
export function lifetimeValue(orders: readonly BuyerOrder[]): Record<string, { buyers: number; net: number }> {
  const sums: Record<string, { buyers: number; net: number }> = {};
  for (const its of byPerson(orders).values()) {
    for (const currency of new Set(its.map((order) => order.currency))) {
      const sum = sums[currency] ?? { buyers: 0, net: 0 };
      sums[currency] = sum;
      sum.buyers++;
      sum.net += its.filter((order) => order.currency === currency).reduce((all, { net }) => all + net, 0);
    }
  }
  return sums;
}

/** By the month of the first order: who came back within 30 and 90 days of it. */
export function cohortsOf(orders: readonly BuyerOrder[], now: number, zone: string): Cohort[] {
  const cohorts = new Map<string, Cohort>();
  for (const its of byPerson(orders).values()) {
    const first = its[0]!.time;
    const wall = new Date(first + zoneOffset(first, zone));
    const month = wall.toISOString().slice(0, 7);
    let cohort = cohorts.get(month);
    if (!cohort) {
      // Noon of the first lies in the first day, whatever the clocks do.
      const noon = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), 1, 12) - zoneOffset(first, zone);
      cohort = {
        start: bucketStart('day', noon, zone),
        month,
        buyers: 0,
        after30: { of: 0, returned: 0 },
        after90: { of: 0, returned: 0 },
        net: {},
      };
      cohorts.set(month, cohort);
    }
    cohort.buyers++;
    for (const [days, count] of [
      [30, cohort.after30],
      [90, cohort.after90],
    ] as const) {
      const end = first + days * DAY_MS;
      if (end > now) continue;
      count.of++;
      if (its.slice(1).some(({ time }) => time <= end)) count.returned++;
    }
    for (const { currency, net } of its) cohort.net[currency] = (cohort.net[currency] ?? 0) + net;
  }
  return [...cohorts.values()].sort((a, b) => a.start - b.start);
}
