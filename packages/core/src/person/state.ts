/**
 * A person: a fold over what each of their devices contributed, so that a device can leave again exactly.
 * Plain JSON, stored in one row.
 */
import type { Consent } from '@edgewise/protocol/events';
import type { Arrival } from '@edgewise/protocol/shop-event';
import type { Interaction } from '../recommend/situation.ts';
import { type CartLine, type CartLog, emptyCart, foldCart } from './cart.ts';
import type { FirstArm } from './exposures.ts';
import type { Refund, Sale } from './sales.ts';
import { emptySequence, type Sequence } from './sequence.ts';
import { halveTouches, type Touch } from './touches.ts';

/** Interactions with their number in the device's sequence, which orders them [W5]. */
export type NumberedInteraction = Interaction & { n: number };

/** A visit that has not been idle for 30 minutes yet. */
export interface OpenSession {
  /** `<device>.<n of its first event>`: names the session for ever. */
  id: string;
  started: number;
  last: number;
  /** How it was reached from outside; the first that says more than "direct" counts, as in GA4. */
  arrival?: Arrival;
  interactions: NumberedInteraction[];
}

/** What one sequence of events contributed: a device's own, or the backend's about a device, a user or an order. */
export interface Contribution {
  /** Names the sequence: the device's id, or `server.` and what the backend's events are about. */
  device: string;
  /** Under which it moves between persons (identity/SPEC.md, I5), where that is not `device`: the device it is about. */
  seat?: string;
  /** How often the seat has moved, plus one; 1 where missing. */
  epoch?: number;
  /** First contact, ms since the epoch. */
  since?: number;
  /** Experiment unit, made with the device. */
  unit?: string;
  /** As this device last said. */
  consent?: Consent;
  /** Who this device says to be: unverified unless `verified`. Joins nothing. */
  label?: Label;
  /** Public key of the device's proof [W14]: an uncompressed P-256 point, base64url. */
  proofKey?: string;
  sequence: Sequence;
  /** Ascending by n, the newest `LIMIT.recent`. */
  recent: NumberedInteraction[];
  cart: CartLog;
  /** Newest last. */
  bought: { item: string; time: number }[];
  /** transaction_id → when first seen, ms. */
  orders: Record<string, number>;
  session?: OpenSession;
  /** Deliveries of the shop's backend that took effect, newest last. */
  serverKeys?: string[];
  /** Hours since the epoch in which events of it went to the lake, ascending: where erasure looks. */
  hours?: number[];
  /** Experiment → the arm this device was shown first. */
  exposures?: Record<string, FirstArm>;
  /** Items seen or clicked on shelves, or clicked elsewhere, in the order in which they were told. */
  touches?: Touch[];
  /** Orders as the figures count them, newest last. */
  sales?: Sale[];
  refunds?: Refund[];
  /** Cap's key → messages that count against it. */
  caps?: Record<string, number>;
  /** Timer's name → due, ms since the epoch. */
  timers?: Record<string, number>;
}

export interface Label {
  user_id?: string;
  email_sha256?: string;
  phone_sha256?: string;
  verified: boolean;
}

/** Where a seat went that this person held before. */
export interface Pointer {
  person: string;
  epoch: number;
}

export interface PersonState {
  v: 1;
  /** Made by the Directory; the object's name ends with it. */
  id: string;
  site: string;
  /** For the contributions that are made here. */
  unit: string;
  contributions: Contribution[];
  /** Seats on their way out: frozen until they are forwarded. Seat → the epoch they will have. */
  leaving?: Record<string, number>;
  /** Seats that moved on. */
  away?: Record<string, Pointer>;
  /** How often the outcomes of experiments were published: a greater one supersedes. */
  outcomes?: number;
  /** The shop's first currency, as it was when the last batch came. */
  currency?: string;
  /** Experiments of the plan, its holdout first, as they were when the last batch that names an arm came. */
  experiments?: string[];
}

export const LIMIT = { recent: 100, bought: 200, orders: 100, sessionInteractions: 200, hours: 2_000 } as const;

export function newPerson(id: string, site: string, unit: string): PersonState {
  return { v: 1, id, site, unit, contributions: [] };
}

/** Contributions that the shop's backend made; a device's id has no dot. */
export const isServers = ({ device }: { device: string }): boolean => device.startsWith('server.');

export const seatOf = ({ seat, device }: Contribution): string => seat ?? device;

const HOUR_MS = 3_600_000;

/** Every hour since the epoch in which the contribution may have reached the lake. */
export function hoursOf({ hours = [], since }: Contribution): number[] {
  const first = hours[0];
  if (hours.length < LIMIT.hours || first === undefined) return hours;
  // The oldest were let go: any hour since first contact may be one.
  const from = Math.floor((since ?? first * HOUR_MS) / HOUR_MS);
  return [...Array.from({ length: Math.max(0, first - from) }, (_, i) => from + i), ...hours];
}

/**
 * The contribution of a sequence, made where it is new.
 * @param now ms since the epoch
 */
export function contributionOf(state: PersonState, device: string, now: number, seat = device): Contribution {
  let found = state.contributions.find((c) => c.device === device);
  if (!found) {
    // What joins a seat that has moved is as far as the seat is.
    const epoch = state.contributions.find((c) => seatOf(c) === seat)?.epoch;
    found = {
      device,
      ...(seat !== device && { seat }),
      ...(epoch !== undefined && { epoch }),
      since: now,
      // What its first page was dealt by, before anybody knew the person.
      unit: isServers({ device }) ? state.unit : device,
      sequence: emptySequence(),
      recent: [],
      cart: emptyCart(),
      bought: [],
      orders: {},
    };
    state.contributions.push(found);
  }
  return found;
}

/**
 * Drops the older half of what every device remembers, in place: for a state that has outgrown its row.
 * @returns whether there was anything to drop
 */
export function shrink(state: PersonState): boolean {
  let dropped = 0;
  const halve = (list: unknown[]) => {
    dropped += list.splice(0, Math.ceil(list.length / 2)).length;
  };
  for (const contribution of state.contributions) {
    const { recent, bought, session, cart, sales, refunds } = contribution;
    dropped += halveTouches(contribution);
    if (sales) halve(sales);
    if (refunds) halve(refunds);
    halve(recent);
    halve(bought);
    if (session) halve(session.interactions);
    for (const { lines } of cart.changes) if (lines.length > 10) halve(lines);
  }
  return dropped > 0;
}

/** The person as shelves see them; `device` says whose each line is. */
export interface Profile {
  /** Oldest first, all devices by time. */
  history: (Interaction & { device: string })[];
  /** Oldest change first, each item once. */
  cart: (CartLine & { item: string; device: string })[];
  /** Newest last, each item once a device. */
  bought: { item: string; time: number; device: string }[];
}

/** Folds the contributions. Of equal times, the order of joining and then the device's own order decide. */
export function profileOf(state: PersonState): Profile {
  const history: Profile['history'] = [];
  const bought: Profile['bought'] = [];
  const lines: Profile['cart'] = [];
  for (const { device, recent, cart, bought: own } of state.contributions) {
    // Inside a device the number orders, not the clock: a clock set back must not reorder what one hand did.
    let latest = 0;
    for (const { item, kind, time } of recent) {
      latest = Math.max(latest, time);
      history.push({ item, kind, time: latest, device });
    }
    const lastBought = new Map(own.map(({ item, time }) => [item, time]));
    for (const [item, time] of lastBought) bought.push({ item, time, device });
    for (const [item, line] of foldCart(cart.changes)) lines.push({ item, ...line, device });
  }
  history.sort((a, b) => a.time - b.time);
  bought.sort((a, b) => a.time - b.time);
  lines.sort((a, b) => a.time - b.time);
  const boughtAt = new Map(bought.map((b) => [b.item, b.time]));
  const cart = new Map<string, Profile['cart'][number]>();
  for (const line of lines) {
    // What one device bought leaves the carts of the others, too.
    if ((boughtAt.get(line.item) ?? -1) > line.time) continue;
    cart.delete(line.item);
    cart.set(line.item, line);
  }
  return { history, cart: [...cart.values()], bought };
}
