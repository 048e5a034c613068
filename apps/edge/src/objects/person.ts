/**
 * Person: one person of one shop. Owns the order of their events, their row, their outbox and their alarm; what an event
 * means is decided in core.
 */
import { DurableObject } from 'cloudflare:workers';
import { encodeCapsule } from '@edgewise/core/person/capsule';
import {
  type CollectResult,
  closeIdleSessions,
  collect,
  collectFromServer,
  nextSessionEnd,
  outcomeMessages,
} from '@edgewise/core/person/collect';
import type { MovedMessage, OutcomeMessage, QueueMessage } from '@edgewise/core/person/messages';
import {
  arrive,
  drop,
  forward,
  freeze,
  noteLabel,
  release,
  repoint,
  type Whereabouts,
  whereIs,
} from '@edgewise/core/person/seats';
import {
  type Contribution,
  hoursOf,
  isServers,
  type Label,
  newPerson,
  type PersonState,
  type Pointer,
  seatOf,
  shrink,
} from '@edgewise/core/person/state';
import { segmentsOf } from '@edgewise/core/segments/segments';
import type { ParsedPersonBatch, Refusal } from '@edgewise/protocol/parse';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { Env } from '../bindings.ts';
import { compiledSegments } from '../compiled-segments.ts';
import { markForeignOrders } from '../foreign-orders.ts';
import { CAPSULE_PAYLOAD_BYTES, toBase64Url } from '../sealing.ts';
import { migrate } from '../storage/migrate.ts';
import { OUTBOX_SCHEMA, Outbox } from '../storage/outbox.ts';

const SCHEMA = ['CREATE TABLE person (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL)', OUTBOX_SCHEMA];

/** A row takes 2 MB; a unit of JSON is at most three bytes of UTF-8, and mostly one. */
const ROW_UNITS = 600_000;

/** A crash between commit and send leaves the outbox to the alarm, at most this much later. */
const OUTBOX_ALARM_MS = 10_000;
const RETRY_ALARM_MS = 30_000;

/** An answer, or where the seat is instead. */
export type Reached<T> = { at: 'here'; epoch: number; value: T } | Elsewhere;

type Elsewhere = Exclude<Whereabouts, { at: 'here' }>;

export interface Collected {
  ack: number;
  /** The device says to be another user than it said before [I6]: nothing was noted of that. */
  anothers: boolean;
  refused: Refusal[];
  accepted: number;
  repeated: number;
  /** Payload of a fresh capsule, to be sealed by the worker. */
  capsule: Uint8Array;
}

export class Person extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #outbox: Outbox;
  #state: PersonState | undefined;
  /** When the alarm is known to be set for; unknown after a start. */
  #alarmAt: number | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
    this.#outbox = new Outbox(this.#sql, async (message) => {
      await markForeignOrders(this.env, message);
      await this.env.EVENTS.send(message, { contentType: 'json' });
    });
  }

  /**
   * Takes a batch in one transaction with its outbox row [W9].
   * @param person this object's id
   * @param isHome the device was never seen before, or lives here if it lives nowhere else: so it may be new
   * @param label who the device says to be
   * @param segments the shop's, as JSON
   */
  collect(
    person: string,
    batch: ParsedPersonBatch,
    received: number,
    isHome: boolean,
    label?: Label,
    segments?: string,
  ): Reached<Collected> {
    const where = whereIs(this.#load(), batch.device);
    if (where.at !== 'here' && !(where.at === 'unknown' && isHome)) return where;
    // The first device's id is the experiments' unit: its first page is dealt to before anybody knows the person.
    const state = this.#load() ?? newPerson(person, batch.site, batch.device);
    const { anothers, ack, refused, accepted, repeated } = this.#commit(state, () => ({
      ...collect(state, batch, received, 'browser', compiledSegments(segments)),
      anothers: label !== undefined && !noteLabel(state, batch.device, label),
    }));
    const capsule = capsuleOf(state, batch.device, received, segments);
    const epoch = where.at === 'here' ? where.epoch : 1;
    return { at: 'here', epoch, value: { ack, anothers, refused, accepted, repeated, capsule } };
  }

  /**
   * Takes events of the shop's backend. `isNew` is false where this delivery took effect before.
   * @param seat what the events are about
   */
  collectFromServer(
    person: string,
    site: string,
    seat: string,
    events: ShopEvent[],
    delivery: { key: string; received: number; isHome: boolean },
  ): Reached<{ isNew: boolean }> {
    const where = whereIs(this.#load(), seat);
    if (where.at !== 'here' && !(where.at === 'unknown' && delivery.isHome)) return where;
    const state = this.#load() ?? newPerson(person, site, newUnit());
    const result = this.#commit(state, () => collectFromServer(state, events, delivery.key, delivery.received, seat));
    return { at: 'here', epoch: where.at === 'here' ? where.epoch : 1, value: { isNew: result !== undefined } };
  }

  /** Payload of a fresh capsule for a device that lives here. @param segments the shop's, as JSON */
  capsule(device: string, now: number, segments?: string): Reached<{ capsule: Uint8Array }> {
    const state = this.#load();
    const where = whereIs(state, device);
    if (!state || where.at !== 'here') return where as Elsewhere;
    return { ...where, value: { capsule: capsuleOf(state, device, now, segments) } };
  }

  /** First step of a seat's move: freezes it here. @returns what it holds as JSON, or null where it has moved on */
  release(person: string, site: string, seat: string, epoch: number, since: number): string | null {
    const state = this.#load() ?? newPerson(person, site, isServers({ device: seat }) ? newUnit() : seat);
    const copy = this.#change(state, () => release(state, seat, epoch, since));
    return copy ? JSON.stringify(copy) : null;
  }

  /** Second step: the seat lives here from now on. */
  arrive(person: string, site: string, seat: string, epoch: number, copy: string, from: string): void {
    const state = this.#load() ?? newPerson(person, site, newUnit());
    const contributions = JSON.parse(copy) as Contribution[];
    const moved: MovedMessage = {
      v: 1,
      kind: 'moved',
      site,
      devices: contributions.map(({ device }) => device),
      from,
      to: person,
      epoch,
      at: Date.now(),
    };
    const isNew = this.#change(
      state,
      () => arrive(state, seat, epoch, contributions),
      (changed) => (changed && moved.devices.length > 0 ? [moved, ...outcomeMessages(state)] : []),
    );
    if (isNew) this.ctx.waitUntil(this.#outbox.drain());
    const end = nextSessionEnd(state);
    if (end !== undefined) this.#wakeBy(end);
  }

  /** Third step: the seat is there now. */
  forward(seat: string, to: string, epoch: number): void {
    const state = this.#load();
    if (!state) return;
    this.#change(state, () => forward(state, seat, to, epoch), outcomesAfter(state));
    this.ctx.waitUntil(this.#outbox.drain());
  }

  /** Somebody found the seat further on. */
  repoint(seat: string, pointer: Pointer): void {
    const state = this.#load();
    if (state) this.#change(state, () => repoint(state, seat, pointer));
  }

  whereIs(seat: string): Whereabouts {
    return whereIs(this.#load(), seat);
  }

  /** First step of erasure: freezes a seat, so that nothing is added, and says where else it left something. */
  survey(seat: string): { sequences: { name: string; hours: number[] }[] } {
    const state = this.#load();
    const held = state?.contributions.filter((c) => seatOf(c) === seat) ?? [];
    if (state && held.length > 0) this.#change(state, () => freeze(state, seat));
    return {
      sequences: held.map((contribution) => ({ name: contribution.device, hours: hoursOf(contribution) })),
    };
  }

  /**
   * Drops a seat, pointer included; the row goes with the last one.
   * @returns how many contributions there were, and what the figures of experiments should know from now on
   */
  erase(seat: string): { count: number; outcomes: OutcomeMessage[] } {
    const state = this.#load();
    if (!state) return { count: 0, outcomes: [] };
    let outcomes: OutcomeMessage[] = [];
    const before = state.contributions.length;
    this.#change(
      state,
      () => {
        drop(state, seat);
        return true;
      },
      () => (outcomes = outcomeMessages(state)),
    );
    this.ctx.waitUntil(this.#outbox.drain());
    const isEmpty = state.contributions.length === 0 && !state.away && !state.leaving;
    if (isEmpty) {
      this.#sql.exec('DELETE FROM person');
      this.#state = undefined;
    }
    return { count: before - state.contributions.length, outcomes };
  }

  /** Who the device was last said to be. */
  labelOf(device: string): Reached<{ label: Label | null }> {
    const where = whereIs(this.#load(), device);
    if (where.at !== 'here') return where;
    return { ...where, value: { label: this.#load()?.contributions.find((c) => c.device === device)?.label ?? null } };
  }

  /** The device's public key for its rights [W14]. */
  proofKey(device: string): Reached<{ proofKey: string | null }> {
    const where = whereIs(this.#load(), device);
    if (where.at !== 'here') return where;
    const found = this.#load()?.contributions.find((c) => c.device === device);
    return { ...where, value: { proofKey: found?.proofKey ?? null } };
  }

  /** The whole state, for the shop's own staff. */
  inspect(): PersonState | null {
    return this.#load() ?? null;
  }

  override async alarm(): Promise<void> {
    // The platform gives up after six failures, so a failure is caught here and the alarm set again.
    this.#alarmAt = undefined;
    try {
      const state = this.#load();
      const messages = state ? closeIdleSessions(state, Date.now()) : [];
      if (state && messages.length > 0) this.#save(state, messages);
      // Also of somebody who was erased: the consumer keeps the amounts.
      await this.#outbox.drain();
      const next = this.#outbox.pending() > 0 ? Date.now() + RETRY_ALARM_MS : state && nextSessionEnd(state);
      if (next !== undefined) this.#wakeBy(next);
    } catch (cause) {
      this.#state = undefined;
      console.error(JSON.stringify({ at: 'person.alarm', error: String(cause) }));
      this.#wakeBy(Date.now() + RETRY_ALARM_MS);
    }
  }

  /** Sets the alarm where none is known to be due by then. Not awaited: it belongs to the same transaction. */
  #wakeBy(due: number): void {
    if (this.#alarmAt !== undefined && this.#alarmAt <= due) return;
    this.#alarmAt = due;
    void this.ctx.storage.setAlarm(due);
  }

  /** Runs what a batch does to the state, stores what came of it and sends what it published. */
  #commit<T extends CollectResult | undefined>(state: PersonState, change: () => T): T {
    const result = this.#change(state, change, (outcome) => outcome?.messages);
    if (result && result.messages.length > 0) this.ctx.waitUntil(this.#outbox.drain());
    return result;
  }

  /** Runs a change and stores it where it came to anything; a failure leaves storage and memory as they were. */
  #change<T>(state: PersonState, change: () => T, messagesOf?: (result: T) => QueueMessage[] | undefined): T {
    try {
      const result = change();
      if (result) this.#save(state, messagesOf?.(result) ?? []);
      return result;
    } catch (cause) {
      this.#state = undefined;
      throw cause;
    }
  }

  #load(): PersonState | undefined {
    if (!this.#state) {
      const [row] = this.#sql.exec<{ state: string }>('SELECT state FROM person WHERE id = 1').toArray();
      if (row) this.#state = JSON.parse(row.state) as PersonState;
    }
    return this.#state;
  }

  /** State, outbox row and alarm, no await between them: one transaction. */
  #save(state: PersonState, messages: QueueMessage[]): void {
    this.#state = state;
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec('INSERT OR REPLACE INTO person (id, state) VALUES (1, ?)', rowOf(state));
      if (messages.length > 0) this.#outbox.add(messages);
    });
    if (messages.length > 0) this.#wakeBy(Date.now() + OUTBOX_ALARM_MS);
  }
}

const capsuleOf = (state: PersonState, device: string, now: number, segments: string | undefined) =>
  encodeCapsule(state, device, now, CAPSULE_PAYLOAD_BYTES, segmentsOf(state, compiledSegments(segments), now));

/** The state as JSON that fits a row: whoever fills it with the longest names there are loses the oldest of them. */
function rowOf(state: PersonState): string {
  for (;;) {
    const text = JSON.stringify(state);
    if (text.length <= ROW_UNITS || !shrink(state)) return text;
  }
}

/** A seat came or went: what the figures know of the person is another thing now. */
const outcomesAfter = (state: PersonState) => (changed: unknown) => (changed ? outcomeMessages(state) : []);

const newUnit = () => toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
