/**
 * A person: a fold over what each of their devices contributed, so that a device can leave again exactly.
 * Plain JSON, stored in one row.
 */
import type { Consent } from '@edgewise/protocol/events';
import type { Interaction } from '../recommend/situation.ts';
import { type CartLine, type CartLog, emptyCart, foldCart } from './cart.ts';
import { emptySequence, type Sequence } from './sequence.ts';

/** Interactions with their number in the device's sequence, which orders them [W5]. */
export type NumberedInteraction = Interaction & { n: number };

/** A visit that has not been idle for 30 minutes yet. */
export interface OpenSession {
  /** `<device>.<n of its first event>`: names the session for ever. */
  id: string;
  started: number;
  last: number;
  interactions: NumberedInteraction[];
}

export interface Contribution {
  device: string;
  sequence: Sequence;
  /** Ascending by n, the newest `LIMIT.recent`. */
  recent: NumberedInteraction[];
  cart: CartLog;
  /** Newest last. */
  bought: { item: string; time: number }[];
  /** transaction_id → when first seen, ms. */
  orders: Record<string, number>;
  session?: OpenSession;
}

export interface PersonState {
  v: 1;
  /** Made by the Directory; the object's name ends with it. */
  id: string;
  site: string;
  /** Rises with every move or merge; routes that carry a lower one are stale. */
  epoch: number;
  /** Experiment unit, made with the person's first device and kept. */
  unit: string;
  consent: Consent;
  contributions: Contribution[];
  /** Deliveries of the shop's backend that took effect, newest last. */
  serverKeys?: string[];
}

export const LIMIT = { recent: 100, bought: 200, orders: 100, sessionInteractions: 200 } as const;

export function newPerson(id: string, site: string, unit: string): PersonState {
  return { v: 1, id, site, epoch: 1, unit, consent: { tier: 'person' }, contributions: [] };
}

/** The device's contribution, made where it is new. */
export function contributionOf(state: PersonState, device: string): Contribution {
  let found = state.contributions.find((c) => c.device === device);
  if (!found) {
    found = { device, sequence: emptySequence(), recent: [], cart: emptyCart(), bought: [], orders: {} };
    state.contributions.push(found);
  }
  return found;
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
