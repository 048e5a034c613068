/** What a batch does to a person: the state after it, the acknowledgement, and what is to be published. */

import type { ParsedPersonBatch, Refusal } from '@edgewise/protocol/parse';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { facetsOfArrival } from '../arrival/facets.ts';
import type { Interaction, InteractionKind } from '../recommend/situation.ts';
import { type CompiledSegments, segmentsOf } from '../segments/segments.ts';
import { noteCartEvent } from './cart.ts';
import { chunksOf } from './chunks.ts';
import { consentOf } from './merged.ts';
import type { EventsMessage, OutcomeMessage, QueueMessage, SessionMessage } from './messages.ts';
import { noteOutcome, outcomesOf } from './outcomes.ts';
import { isLeaving } from './seats.ts';
import { fits, isSettled, settle } from './sequence.ts';
import { type Contribution, contributionOf, LIMIT, type OpenSession, type PersonState, seatOf } from './state.ts';
import { trimTouches } from './touches.ts';

/** A visit ends after this much silence. */
export const SESSION_IDLE_MS = 30 * 60_000;

export interface CollectResult {
  /** The greatest n such that each of 1…n is settled [W3]. */
  ack: number;
  refused: Refusal[];
  /** How many events were new, and how many had been settled before. */
  accepted: number;
  repeated: number;
  /** Stored with the state in one transaction, sent after it [W9]. */
  messages: QueueMessage[];
}

/** What an event says of its items. A map, since an event may be called `constructor` [T6]. */
export const KIND: ReadonlyMap<string, InteractionKind> = new Map([
  ['view_item', 'view'],
  ['add_to_cart', 'cart'],
  ['purchase', 'purchase'],
]);

/**
 * Applies a batch to the state, in place. Events take effect in the order of their numbers; a number settled before
 * changes nothing [W4].
 * @param received server clock, ms since the epoch
 * @param segments the shop's: the lines say which of them the person is in now [G5]
 */
export function collect(
  state: PersonState,
  batch: ParsedPersonBatch,
  received: number,
  source: EventsMessage['source'] = 'browser',
  segments: CompiledSegments = [],
): CollectResult {
  const contribution = contributionOf(state, batch.device, received);
  const { sequence } = contribution;
  if (source === 'browser') {
    contribution.consent = batch.consent;
    // The first key stays: whoever copied the id later must not replace the proof.
    if (batch.proofKey !== undefined) contribution.proofKey ??= batch.proofKey;
  }
  if (batch.experiments) state.experiments = batch.experiments;
  const refused: Refusal[] = [];
  const accepted: ShopEvent[] = [];
  const messages: QueueMessage[] = [];
  let repeated = 0;
  let outcomesChanged = false;

  for (const [from, to] of batch.void) {
    if (fits(sequence, from, to)) settle(sequence, from, to);
    else refused.push({ n: from, reason: `void: ${from}…${to} lies too far ahead of ${sequence.upTo}`, event: '' });
  }
  for (const one of batch.refused) {
    if (one.n !== null && isSettled(sequence, one.n)) continue;
    if (one.n !== null && fits(sequence, one.n, one.n)) settle(sequence, one.n);
    refused.push(one);
  }
  for (const event of [...batch.events].sort((a, b) => a.n - b.n)) {
    if (isSettled(sequence, event.n)) {
      repeated++;
      continue;
    }
    if (!fits(sequence, event.n, event.n)) {
      refused.push({
        n: event.n,
        reason: `n: ${event.n} lies too far ahead of ${sequence.upTo}, or makes one gap too many`,
        event: event.name,
      });
      continue;
    }
    settle(sequence, event.n);
    accepted.push(event);
    if (event.name === 'purchase' && knowsOrder(state, event.transactionId!)) event.duplicate = true;
    const closed = noteEvent(contribution, event);
    if (noteOutcome(contribution, event, state.experiments, batch.network)) outcomesChanged = true;
    if (closed) messages.push(sessionMessage(state, closed));
  }
  trimTouches(contribution, () => state.contributions.flatMap(({ sales = [] }) => sales));
  const inSegments = accepted.length > 0 ? segmentsOf(state, segments, received) : [];
  const published = eventMessages(state, batch, accepted, refused, received, source).map((message) =>
    inSegments.length > 0 ? { ...message, segments: inSegments } : message,
  );
  if (published.length > 0) noteHour(contribution, received);
  messages.push(...published, ...(outcomesChanged ? outcomeMessages(state, batch.currency) : []));
  return { ack: sequence.upTo, refused, accepted: accepted.length, repeated, messages };
}

/** How many idempotency keys of the shop's backend a seat remembers. */
const KEPT_SERVER_KEYS = 200;

/**
 * Applies events of the shop's backend [W10], in place. They stand in a sequence of their own beside the seat's, numbered
 * as they come; `key` names the delivery, and a second one of the same key changes nothing.
 * @param seat what the events are about: a device, or `server.…` of a user or an order
 */
export function collectFromServer(
  state: PersonState,
  events: readonly ShopEvent[],
  key: string,
  received: number,
  seat = `server.${state.id}`,
): CollectResult | undefined {
  const device = seat.startsWith('server.') ? seat : `server.${seat}`;
  const contribution = contributionOf(state, device, received, seat);
  if (contribution.serverKeys?.includes(key)) return undefined;
  contribution.serverKeys = [...(contribution.serverKeys ?? []), key].slice(-KEPT_SERVER_KEYS);
  const first = contribution.sequence.upTo + 1;
  const batch: ParsedPersonBatch = {
    kind: 'person',
    site: state.site,
    device,
    consent: consentOf(state),
    context: { page_location: '' },
    events: events.map((event, i) => ({ ...event, n: first + i })),
    refused: [],
    void: [],
  };
  return collect(state, batch, received, 'server');
}

const HOUR_MS = 3_600_000;

/** The lake files by the hour of receipt. The oldest hours leave first; `hoursOf` knows. */
function noteHour(contribution: Contribution, received: number): void {
  const hour = Math.floor(received / HOUR_MS);
  contribution.hours ??= [];
  if (contribution.hours.includes(hour)) return;
  contribution.hours.push(hour);
  contribution.hours.splice(0, contribution.hours.length - LIMIT.hours);
}

/** Notes one event in the device's contribution. Returns the session that it ended, where it did. */
function noteEvent(contribution: Contribution, event: ShopEvent): OpenSession | undefined {
  // Another device's order says nothing of this one's cart; of its own, the first by number counts, whichever came first.
  const isAnothers = event.duplicate && !Object.hasOwn(contribution.orders, event.transactionId!);
  if (!isAnothers) noteCartEvent(contribution.cart, event);
  if (event.name === 'purchase') {
    const noted = event.duplicate ? contribution.orders[event.transactionId!] : undefined;
    const isFirst = noted !== undefined && event.time < noted;
    // The reload came before the order itself: what it noted is the order's.
    if (isFirst) contribution.bought = contribution.bought.filter(({ time }) => time !== noted);
    if (!event.duplicate || isFirst) notePurchase(contribution, event);
  }
  const closed = openSession(contribution, event);
  const kind = KIND.get(event.name);
  if (!kind || event.duplicate) return closed;
  for (const { item } of event.items) {
    const interaction = { item, kind, time: event.time, n: event.n };
    insertByNumber(contribution.recent, interaction, LIMIT.recent);
    const session = contribution.session!;
    if (event.time >= session.started - SESSION_IDLE_MS) {
      insertByNumber(session.interactions, interaction, LIMIT.sessionInteractions);
    }
  }
  return closed;
}

function insertByNumber<T extends { n: number }>(list: T[], entry: T, limit: number): void {
  let at = list.length;
  while (at > 0 && list[at - 1]!.n > entry.n) at--;
  list.splice(at, 0, entry);
  if (list.length > limit) list.shift();
}

/** A reload of the thank-you page, or the backend's copy, is the order that is known already [W10]. */
function knowsOrder(state: PersonState, transactionId: string): boolean {
  return state.contributions.some((c) => Object.hasOwn(c.orders, transactionId));
}

function notePurchase(contribution: Contribution, event: ShopEvent): void {
  contribution.orders[event.transactionId!] = event.time;
  const orders = Object.entries(contribution.orders);
  if (orders.length > LIMIT.orders) delete contribution.orders[orders.reduce((a, b) => (b[1] < a[1] ? b : a))[0]];
  for (const { item } of event.items) contribution.bought.push({ item, time: event.time });
  contribution.bought.splice(0, contribution.bought.length - LIMIT.bought);
}

/** Puts the event's visit under way. Returns the visit before it, where that has ended. */
function openSession(contribution: Contribution, event: ShopEvent): OpenSession | undefined {
  const open = contribution.session;
  if (open && event.time - open.last <= SESSION_IDLE_MS) {
    open.last = Math.max(open.last, event.time);
    const { arrival } = event;
    // A page opened in another tab is direct; the visit has come from where it came from.
    if (arrival && (!open.arrival || open.arrival.channel === 'Direct')) open.arrival = arrival;
    return undefined;
  }
  // What a page was like is told when it is over, by the next page perhaps: it begins no visit.
  if (event.name === 'user_engagement' || event.name === 'web_vitals') return undefined;
  contribution.session = {
    id: `${contribution.device}.${event.n}`,
    started: event.time,
    last: event.time,
    ...(event.arrival && { arrival: event.arrival }),
    interactions: [],
  };
  return open;
}

/** Ends the visits that have been silent for 30 minutes, in place, and says what to publish. */
export function closeIdleSessions(state: PersonState, now: number): SessionMessage[] {
  const messages: SessionMessage[] = [];
  for (const contribution of state.contributions) {
    const { session } = contribution;
    if (!session || now - session.last < SESSION_IDLE_MS || isLeaving(state, seatOf(contribution))) continue;
    delete contribution.session;
    messages.push(sessionMessage(state, session));
  }
  return messages;
}

/** When the next visit ends if nothing more happens, ms since the epoch, or undefined. */
export function nextSessionEnd(state: PersonState): number | undefined {
  const ends = state.contributions.flatMap((c) =>
    c.session && !isLeaving(state, seatOf(c)) ? [c.session.last + SESSION_IDLE_MS] : [],
  );
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

function sessionMessage(state: PersonState, session: OpenSession): SessionMessage {
  return {
    v: 1,
    kind: 'session',
    site: state.site,
    session: session.id,
    started: session.started,
    ended: session.last,
    ...(session.arrival && { arrival: session.arrival }),
    interactions: session.interactions.map(({ item, kind, time }): Interaction => ({ item, kind, time })),
  };
}

/**
 * What the figures should know of the person now; nothing where no experiment ever reached them. Raises the revision.
 * @param currency the shop's first
 */
export function outcomeMessages(state: PersonState, currency = state.currency ?? ''): OutcomeMessage[] {
  state.currency = currency;
  const outcomes = outcomesOf(state, currency);
  if (outcomes.length === 0 && state.outcomes === undefined) return [];
  state.outcomes = (state.outcomes ?? 0) + 1;
  return [{ v: 1, kind: 'outcome', site: state.site, person: state.id, revision: state.outcomes, currency, outcomes }];
}

function eventMessages(
  state: PersonState,
  batch: ParsedPersonBatch,
  events: ShopEvent[],
  refused: Refusal[],
  received: number,
  source: EventsMessage['source'],
): EventsMessage[] {
  // A visit's later pages have come from where its first one did.
  const contribution = state.contributions.find(({ device }) => device === batch.device);
  const arrival = contribution?.session?.arrival;
  const facets = batch.facets && { ...batch.facets, ...facetsOfArrival(arrival), ...armOf(contribution) };
  return chunksOf(events, refused).map((chunk) => ({
    v: 1,
    kind: 'events',
    site: state.site,
    person: state.id,
    device: batch.device,
    source,
    received,
    language: batch.context.language ?? '',
    ...(batch.network !== undefined && { network: batch.network }),
    ...(facets && { facets }),
    ...chunk,
  }));
}

/** Which arm of the holdout the device was shown first, where it was: of the newest deal, where it was dealt again. */
function armOf(contribution: Contribution | undefined): { arm?: string } {
  const [newest] = Object.entries(contribution?.exposures ?? {})
    .filter(([experiment]) => experiment === 'holdout' || experiment.startsWith('holdout:'))
    .sort(([, a], [, b]) => b.time - a.time);
  return newest ? { arm: newest[1].arm } : {};
}
