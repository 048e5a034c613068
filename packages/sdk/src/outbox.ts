/**
 * Where events wait for the worker. A person's are numbered, kept in IndexedDB, and deleted when the worker has
 * acknowledged them and not before [S4] [W2] [W3]:
 *
 *   kv   5 → event 5   6 → event 6   'device' → {d, n: 7, a: 4, r, c, s}
 *
 * The record and the events that it counts are written in one transaction, so that two tabs never give a number twice,
 * and no number is given for an event that is not there. Below tier `person`, and where IndexedDB does not work, events
 * are kept in this page's memory. How they become batches is in `batch.ts`.
 */
import type { CollectAnswer, SeenItem, WireEvent } from '@edgewise/protocol/events';
import { promisifyRequest } from 'idb-keyval';
import type { Identity } from './chunk/identity.ts';
import { chunks } from './chunks.ts';
import { permitsHistory, permitsPerson } from './consent.ts';
import { interrupt, transact } from './database.ts';
import { remind, type Turn } from './identity.ts';
import { randomId } from './random-id.ts';
import { fault } from './report.ts';
import { script } from './script.ts';
import { interactions, latest } from './seen.ts';
import { sendNow, sendSoon } from './sender.ts';
import { stash, takeStash } from './stash.ts';

/**
 * An event before it has a number; or a turn, before which somebody else was told of, perhaps [S18]; or last words, which the
 * page before numbered, as the device `d`.
 */
export type Draft = Omit<WireEvent, 'n'> & { turn?: Turn; n?: number; d?: string | undefined };

/** Short and stable names: what is stored here is read by later versions. */
export interface DeviceRecord {
  /** Device id, at tier `person` only. */
  d?: string;
  /** The next event's number. */
  n: number;
  /** Everything up to this number is acknowledged. */
  a: number;
  /** Route. */
  r?: string | undefined;
  /** Capsule. */
  c?: string | undefined;
  /** What was looked at, oldest first. */
  s: SeenItem[];
  /** Cards are kept beside it: read and written by the parts for the device's own shelves alone. */
  k?: 1;
  /** Who the shopper said to be: read and written by `chunk/identity.ts` alone. */
  i?: Identity;
  /** Events above this number wait for the answer to a claim: by then the device may be another one [S18]. */
  h?: number | undefined;
}

const DEVICE = 'device';

/** Numbers sort before strings, so this is events and nothing else. */
const upTo = (n: number): IDBKeyRange => IDBKeyRange.upperBound(n);

/** What a person's page left is nothing to a page of a lower tier. */
export async function readRecord(store: IDBObjectStore): Promise<DeviceRecord> {
  // A list, since an answer of nothing takes Chromium a millisecond.
  const [found] = await promisifyRequest<DeviceRecord[]>(store.getAll(DEVICE));
  const record = found && (permitsPerson() || !found.d) ? found : newRecord();
  if (device.d && record.d !== device.d) {
    // Another tab has begun anew, and what this one numbered is on its way from there; or the storage was wiped: then it
    // begins anew with the device.
    if (!record.d) pending.unshift(...unsent);
    unsent = [];
    sendSoon();
  } else if (device.d || !permitsPerson()) {
    // The counter does not know this page's last words yet: others must not get their numbers, nor any that is void by them.
    // Before the page knows its device, its numbers are nobody's.
    record.n = Math.max(record.n, device.n);
  }
  return record;
}

const newRecord = (): DeviceRecord => ({ a: 0, n: 1, s: [] });

/** As this page knows it; the database may know better. */
export let device = newRecord();
/** A person's, made and not numbered yet. */
let pending: Draft[] = [];
/** Numbered by this page, and not handed to the network yet. Without the database, all there is. */
let unsent: WireEvent[] = [];
/** On its way into the database: a page that dies may take along what it has committed. */
let taken: WireEvent[] = [];
/** What the history in the database lacks. */
let news: SeenItem[] = [];
/** Something happened that the database has not been told. */
let fresh = false;
/** The database failed: the page is a device of its own for as long as it lives. */
let broken = false;
let storing: Promise<void> | undefined;

/** Whether anything is kept beyond this page. */
export const isDurable = (): boolean => permitsHistory() && !broken;

/** Gives the pending events their numbers, up to the next turn. Last words have theirs, and are of their device alone. */
function number(): WireEvent[] {
  if (permitsPerson() && !device.d) {
    // Where the page before was the device's first, and the browser dropped all of it. Else the storage was wiped, or fails.
    device.d = pending.find(({ n }) => n === 1)?.d ?? randomId();
    // Numbers of nobody's events mean nothing beyond their batch.
    device.n = 1;
  }
  const events = pending.splice(0, (pending.findIndex(({ turn }) => turn) + 1 || Infinity) - 1).flatMap((event) => {
    const n = event.d && event.n ? event.n : device.n;
    if (event.d && (event.d !== device.d || n <= device.a)) return [];
    device.n = Math.max(device.n, n + 1);
    return { ...event, n };
  });
  news.push(...events.flatMap(interactions));
  // What waits for a claim's answer is the next request's, or the next page's: not a beacon's.
  // Last words left by a beacon, and wait in the database now.
  if (device.h === undefined) unsent.push(...events.filter((event: Draft) => !event.d || !isDurable()));
  else remind();
  if (!isDurable()) device.s = latest(device.s.concat(news.splice(0)));
  return events;
}

async function storePending(): Promise<void> {
  while (fresh || pending[0]) {
    if (pending[0]?.turn) {
      // What pages before this one left is of who it was before.
      takeLeft();
      // Until it is taken it waits there: a page that goes hands it on.
      if (pending[0].turn) await (await chunks.identity()).take(pending, script);
      continue;
    }
    if (!isDurable()) {
      number();
      fresh = false;
      continue;
    }
    try {
      await transact(async (store) => {
        // Of a first run that failed.
        takeBack();
        device = await readRecord(store);
        takeLeft();
        if (!permitsPerson()) store.delete(upTo(Infinity));
        taken = number();
        fresh = false;
        device.s = latest(device.s.concat(news.splice(0)));
        for (const event of taken) store.put(event, event.n);
        // The last 20,000 numbers are kept: ten thousand in one go fit, a worker that is away for ever does not. The oldest
        // make way, and become void with the next batch.
        if (device.n > 20_000) store.delete(upTo(device.n - 20_001));
        store.put(device, DEVICE);
      });
    } catch (error) {
      fault(error);
      if (isDurable()) {
        broken = true;
        // The next page may have no database either.
        takeBack();
        takeLeft();
        // What has its number leaves as the device that it was.
        sendNow();
        device = newRecord();
        number();
      }
    }
    taken = [];
  }
}

/** What was not stored after all waits for another number. */
function takeBack(): void {
  unsent = unsent.filter((event) => !taken.includes(event));
  pending.unshift(...taken.splice(0));
}

/** Of pages before this one. A page that goes does not come so far: what it leaves there stays. */
const takeLeft = () => pending.unshift(...takeStash().filter(permitsPerson));

/** Settles when every event that was added is where it is kept. */
export function stored(): Promise<void> {
  storing ??= storePending().finally(() => {
    storing = undefined;
  });
  return storing;
}

/**
 * An event belongs to the tier that is in force now, whatever comes before it is stored: only a person's waits for the
 * database to give it a number.
 */
export function addEvent(event: Draft): Promise<void> {
  pending.push(event);
  fresh = true;
  if (!permitsPerson() || broken) number();
  return stored();
}

/**
 * Brings `device` up to date, but where all that waits is this page's own, at least `least`: that is known without the database.
 * What other tabs did since this page's last event is not, so who asks about the shopper names no number that can be reached.
 * @returns the first events that wait; undefined below tier `person` and without a database, where they are in this page's memory,
 * and those of it where the database was not asked
 */
export async function readOutbox(least = 1): Promise<WireEvent[] | undefined> {
  await stored();
  if (!isDurable()) return undefined;
  const mine = unsent.filter(({ n }) => n > device.a);
  // As many as there are numbers: none of them is another page's, or void.
  if (mine.length >= Math.max(device.n - device.a - 1, least)) return mine;
  return transact(async (store) => {
    device = await readRecord(store);
    return permitsPerson() ? promisifyRequest<WireEvent[]>(store.getAll(upTo(device.h ?? Infinity), 500)) : undefined;
  });
}

/** These are on their way: a beacon need not carry them. */
export function markSent(events: WireEvent[]): void {
  unsent = unsent.filter((event) => !events.some(({ n }) => n === event.n));
}

/**
 * Notes what the answer to a batch or to a request for shelves brought, unless the device is another one by now. Where
 * shelves were asked for with another capsule than is here now, this one came with an acknowledgement and is fresher.
 * @returns whether the acknowledgement moved
 */
export async function settle(
  sent: { device?: string; capsule?: string },
  { ack = 0, route, capsule }: Pick<CollectAnswer, 'ack' | 'route' | 'capsule'>,
): Promise<boolean> {
  const before = device.a;
  const note = (to: DeviceRecord, store?: IDBObjectStore): void => {
    if (to.d !== sent.device || ('capsule' in sent && sent.capsule !== to.c)) return;
    device = to;
    to.a = Math.max(to.a, ack);
    // A worker that has seen more than we remember must not get a number twice.
    to.n = Math.max(to.n, ack + 1);
    to.r = route ?? to.r;
    to.c = capsule ?? to.c;
    store?.put(to, DEVICE);
    store?.delete(upTo(to.a));
  };
  if (isDurable()) await transact(async (store) => note(await readRecord(store), store));
  else note(device);
  return device.a > before;
}

/**
 * What a beacon carries. On the way out there is no time to read a number from the database: the events get numbers far
 * enough above the last one this page knows that no other tab gives the same; the gap is void. With what the database has
 * not confirmed they wait in the stash, too: the next page stores them under the same numbers. Where the page does not
 * know its device yet, they wait there alone.
 */
export function farewell(goodbye?: boolean): WireEvent[] {
  if (goodbye && (device.d || (pending[0] && !stash(pending)))) {
    if (pending[0]) device.n += (Math.random() * 1000) | 1;
    // From a turn on they are the next page's: who they are of is not known here.
    const last = taken
      .splice(0)
      .concat(number())
      .map((event): Draft => ({ ...event, d: device.d }))
      .concat(pending);
    if (last[0] && stash(last)) pending = [];
  }
  return unsent;
}

/** The device that is stored here, which this page has not read yet, with what happened before it could. */
export function takeUnread(): Promise<object> {
  const drafts = pending.splice(0).filter(({ turn }) => !turn);
  // At a lower tier it would overwrite what is to be read.
  interrupt();
  return transact(async (store) => {
    const {
      d = randomId(),
      n,
      r,
    } = (await promisifyRequest<DeviceRecord | undefined>(store.get(DEVICE))) ?? newRecord();
    return { device: d, route: r, events: drafts.map((event, at) => ({ ...event, n: n + at })) };
  });
}

/** Forgets whose events these are. */
export function forgetDevice(): void {
  pending = [];
  unsent = [];
  news = [];
  device = newRecord();
  takeStash();
}
