/**
 * Events of a person's device: numbered, kept in IndexedDB, deleted when the worker has acknowledged them and not before
 * [S4] [W2] [W3].
 *
 *   kv   5 → event 5   6 → event 6   'device' → {d, n: 7, a: 4, r, c}   'seen' → […]
 *
 * The record and the events of one `store` are written in one transaction, so that two tabs never give a number twice
 * and a number is never given for an event that is not there. Where there is no IndexedDB, the page is a device of its
 * own for as long as it lives.
 */
import type { CollectAnswer, PersonBatch, WireBatch, WireEvent } from '@edgewise/protocol/events';
import { promisifyRequest } from 'idb-keyval';
import { permitsPerson } from './consent.ts';
import { transact } from './database.ts';
import { envelope } from './envelope.ts';
import { type Draft, fitting, type Lane } from './lane.ts';
import { randomId } from './random-id.ts';
import { fault } from './report.ts';

/** Short and stable names: what is stored here is read by later versions. */
export interface DeviceRecord {
  /** Device id. */
  d: string;
  /** The next event's number. */
  n: number;
  /** Everything up to this number is acknowledged. */
  a: number;
  /** Route. */
  r?: string | undefined;
  /** Capsule. */
  c?: string | undefined;
}

const DEVICE = 'device';

/** Numbers sort before strings, so this is every event and nothing else. */
const upTo = (n: number): IDBKeyRange => IDBKeyRange.upperBound(n);

let record: DeviceRecord | undefined;
/** Made, and not numbered yet. */
let pending: Draft[] = [];
/** Numbered by this page, and not handed to the network yet: what a beacon has to carry. */
let unsent: WireEvent[] = [];
/** Stands in for the database where there is none. */
let memory: WireEvent[] | undefined;
let storing: Promise<void> | undefined;

const newRecord = (): DeviceRecord => ({ d: randomId(), n: 1, a: 0 });

/** Gives the pending events their numbers. */
function number(from: DeviceRecord): WireEvent[] {
  const events = pending.splice(0).map((event) => ({ n: from.n++, ...event }));
  unsent.push(...events);
  return events;
}

async function storePending(): Promise<void> {
  while (pending[0] && !memory) {
    let taken: WireEvent[] = [];
    const giveBack = (): void => {
      unsent = unsent.filter((event) => !taken.includes(event));
      pending.unshift(...taken.map(({ n: _, ...event }) => event));
      taken = [];
    };
    try {
      await transact('readwrite', async (store) => {
        giveBack(); // this is the second run where the first one failed
        const [found, last] = await Promise.all([
          promisifyRequest<DeviceRecord | undefined>(store.get(DEVICE)),
          promisifyRequest(store.openKeyCursor(upTo(Infinity), 'prev')),
        ]);
        record = found?.d ? found : newRecord();
        // A farewell event (see `unload`) may stand above the counter.
        record.n = Math.max(record.n, ((last?.key as number) ?? 0) + 1);
        taken = number(record);
        for (const event of taken) store.put(event, event.n);
        store.put(record, DEVICE);
        await promisifyRequest(store.transaction);
      });
    } catch (error) {
      fault(error);
      if (!permitsPerson()) return;
      giveBack();
      record = newRecord();
      memory = [];
    }
  }
  if (memory) memory.push(...number(record!));
}

export function addToOutbox(event: Draft): Promise<void> {
  pending.push(event);
  return stored();
}

/** Settles when every event that was added is where it is kept. */
export function stored(): Promise<void> {
  storing ??= storePending().finally(() => {
    storing = undefined;
  });
  return storing;
}

/** The device as it is stored, and its first events that are not acknowledged. */
export async function readOutbox(): Promise<[DeviceRecord | undefined, WireEvent[]]> {
  await stored();
  if (memory) return [record, memory];
  return transact('readonly', (store) =>
    Promise.all([
      promisifyRequest<DeviceRecord | undefined>(store.get(DEVICE)),
      promisifyRequest<WireEvent[]>(store.getAll(upTo(Infinity), 500)),
    ]),
  );
}

/**
 * Notes what an answer brought, unless the device is another one by now. `replaces` is the capsule that a request for
 * shelves was made with: when events were acknowledged since, the capsule that came with that is the fresher one.
 * @returns whether the acknowledgement moved
 */
export async function settle(
  device: string,
  { ack = 0, route, capsule }: Pick<CollectAnswer, 'ack' | 'route' | 'capsule'>,
  replaces?: { capsule?: string },
): Promise<boolean> {
  let progress = false;
  const mayNote = (to: DeviceRecord | undefined): to is DeviceRecord =>
    to?.d === device && (!replaces || replaces.capsule === to.c);
  const note = (to: DeviceRecord): void => {
    progress = ack > to.a;
    to.a = Math.max(to.a, ack);
    // A worker that has seen more than we remember must not get a number twice.
    to.n = Math.max(to.n, to.a + 1);
    to.r = route ?? to.r;
    to.c = capsule ?? to.c;
    unsent = unsent.filter((event) => event.n > to.a);
  };
  if (memory) {
    if (mayNote(record)) note(record);
    memory = memory.filter((event) => event.n > ack);
    return progress;
  }
  await transact('readwrite', async (store) => {
    const found = await promisifyRequest<DeviceRecord | undefined>(store.get(DEVICE));
    if (!mayNote(found)) return;
    note(found);
    store.put(found, DEVICE);
    store.delete(upTo(found.a));
    record = found;
    await promisifyRequest(store.transaction);
  });
  return progress;
}

function batchOf(of: DeviceRecord, events: WireEvent[]): PersonBatch {
  return { ...envelope(), device: of.d, ...(of.r && { route: of.r }), events };
}

/** Numbers between acknowledged and sent that have no event will never have one. */
function gaps(acknowledged: number, events: WireEvent[]): [number, number][] {
  const found: [number, number][] = [];
  let next = acknowledged + 1;
  for (const { n } of events) {
    if (n > next) found.push([next, n - 1]);
    next = n + 1;
  }
  return found;
}

export const outbox: Lane = {
  async take() {
    if (!permitsPerson()) return undefined;
    const [of, kept] = await readOutbox();
    if (!of || !kept[0]) return undefined;
    const events = fitting(kept);
    const last = events[events.length - 1]!.n;
    unsent = unsent.filter((event) => event.n > last);
    const missing = gaps(of.a, events);
    return { ...batchOf(of, events), ...(missing[0] && { void: missing }) };
  },

  done: (batch: WireBatch, answer: CollectAnswer) => settle((batch as PersonBatch).device, answer),

  /**
   * On the way out there is no time to read a number from the database. The events get numbers far enough above the
   * last one this page knows that no other tab gives the same, and are written blindly; the gap is void.
   */
  unload(goodbye) {
    if (!record) return undefined;
    if (goodbye && pending[0]) {
      if (!memory) record.n += 1 + Math.floor(Math.random() * 1000);
      const events = number(record);
      if (memory) memory.push(...events);
      else {
        transact('readwrite', (store) => {
          for (const event of events) store.add(event, event.n);
          store.transaction.commit?.();
        }).catch(fault);
      }
    }
    const events = fitting(memory ?? unsent);
    unsent = unsent.filter((event) => !events.includes(event));
    return events[0] && batchOf(record, events);
  },
};

/** Forgets the device: what is stored of it, and what waits to be. */
export async function forgetDevice(inDatabase: boolean): Promise<void> {
  pending = [];
  unsent = [];
  record = undefined;
  memory &&= [];
  if (memory) record = newRecord();
  else if (inDatabase) {
    await transact('readwrite', (store) => {
      store.delete(DEVICE);
      store.delete(upTo(Infinity));
    });
  }
}
