/**
 * Who this device is said to be, and where it begins anew [S18] [S9]. Comes with the first `identify`, `reset` or signed link:
 *
 *   events … │ turn │ events …       nothing after a turn has a number before the turn is taken
 *                └─ another user? ── record and outbox into memory, and from there to the worker ── a new device
 *                └─ claim ── to the worker ── joined: shelves anew · reset: a new device, and again
 *
 * The claim waits in the device's record until it is answered, so that a page that goes hands it on to the next one.
 */
import type { CollectAnswer, PersonBatch, WireClaim, WireEvent } from '@edgewise/protocol/events';
import { promisifyRequest } from 'idb-keyval';
import type { Turn } from '../identity.ts';
import type { DeviceRecord } from '../outbox.ts';
import { randomId } from '../random-id.ts';
import type { Script } from '../script.ts';
import { interactions, latest } from '../seen.ts';
import { normaliseEmail, normalisePhone, sha256 } from './contact.ts';
import { atGoodbye, batchesFor, type Former, HOPELESS, sendFormer } from './former.ts';
import { post } from './request.ts';
import { revise } from './revise.ts';

/** Stored in the device's record: short and stable names. */
export interface Identity {
  /** Digest of the user that the page said last. */
  u?: string | undefined;
  /** Claims that the worker has not answered, and the number of the first event after each. */
  c?: Pending[];
  /** Digest of the claim that was answered last. */
  k?: string | undefined;
  /** When it was, ms since the epoch. */
  t?: number | undefined;
  /** The browser's mark that the device was made with [S36]. */
  b?: string | undefined;
  /** End of what was told of it, or left in it, last. */
  w?: string | undefined;
  /** When this device left it, ms since the epoch; missing where it is another one's. */
  p?: number | undefined;
}

interface Pending {
  claim: WireClaim;
  n: number;
  /** Digest of what it says, its token aside: tokens differ from page to page. */
  k: string;
}

/** A claim that was answered is not told again on each page, and now and then all the same: the shop's settings change. */
const ANSWER_LASTS_MS = 12 * 3_600_000;
/** As long as shelves and events wait for what a claim brings. */
const PATIENCE_MS = 1_500;
const MOST_PENDING = 4;
const PATH = '/v1/collect';
/** Shops call people so who are nobody; the worker's list is longer. */
const NOBODY = /^["']?(|null|undefined|guest|anonymous|0)["']?$/i;

/** Claims that this page is sending. */
let sending: Promise<unknown> = Promise.resolve();
/** Where the shop names other hosts. */
let hosts: typeof import('./hosts.ts') | undefined;

/** Settles when what follows may be numbered. Never rejects: what cannot be taken must not stop what follows. */
export async function take(queue: { turn?: Turn }[], script: Script): Promise<void> {
  const [first] = queue;
  const turn = first!.turn!;
  // Without it, it is not known whether this is still who it was: all waits.
  if (script._settings.hosts) hosts ??= await import('./hosts.ts');
  try {
    if (turn.anew && turn.anew !== 'host') await beginAnew(turn.anew, script);
    else {
      await meetHosts(script);
      if (Object.keys(turn)[0] && !turn.anew) await say(turn, script, () => (first!.turn = {}));
      sending = sending.then(() => sendAll(script)).catch(fault(script));
      // What takes longer goes on by itself.
      await Promise.race([sending, pause(PATIENCE_MS)]);
    }
    if (hosts) script._quietly(() => hosts!.leaveWhatJoins(script));
  } catch (error) {
    fault(script)(error);
    // The database does not work as it should: then it shall not be there at all.
    if (turn.anew) indexedDB.deleteDatabase(nameOf(script));
  }
  if (queue[0] === first) queue.shift();
}

/** Of the site's things in the browser's storage. */
const nameOf = (script: Script): string => `edgewise-${script._settings.site}`;

/** What happened at this browser on the shop's other host names [S36]. */
async function meetHosts(script: Script): Promise<void> {
  if (!hosts?.canMark(script)) return;
  const { goBy, readMark, tailOf } = hosts;
  let former: Former | undefined;
  await revise(script, async (record, store) => {
    const mark = readMark(script);
    const { b } = record.i ?? {};
    // Whose it is cannot be told yet: the device that it belongs to leaves what tells.
    if (mark && !mark._sealed && !b && record.d) return record;
    // Some browsers drop it within a week. Who has logged in is known again by the next log-in; of the others it would be all.
    const isOther = !!b && (mark ? mark._id !== b : !!record.i?.u);
    const next = isOther ? newDevice(script) : record;
    former = isOther ? await leave(record, store, next) : undefined;
    guard(former, script);
    next.i = { ...next.i, b: goBy(script, mark ?? { _id: (!isOther && b) || randomId() }) };
    const browser = mark?._sealed;
    if (browser && tailOf(browser) !== next.i.w) pend(next, { claim: { browser }, n: next.n, k: 'browser' });
    return holdBack(next);
  });
  if (former) await leaveTo(former, script);
}

/** @param said it is in the device's record: what waits behind it still waits, and a page that goes does not hand it on */
async function say(turn: Turn, script: Script, said: () => void): Promise<void> {
  const claim = await claimOf(turn);
  const named = claim.user_id ?? claim.email_sha256 ?? '';
  const u = NOBODY.test(named) ? undefined : await digestOf(named);
  const { token, link, browser, ...names } = claim;
  const k = await digestOf(JSON.stringify([names, link ?? browser ?? !!token]));
  let former: Former | undefined;
  await revise(script, async (record, store) => {
    const isAnother = !!u && !!record.i?.u && record.i.u !== u;
    const next = isAnother ? newDevice(script) : record;
    former = isAnother ? await leave(record, store, next) : undefined;
    guard(former, script);
    const known = isAnother ? markOf(script) : (next.i ?? {});
    const isAnswered = known.k === k && Date.now() - known.t! < ANSWER_LASTS_MS;
    const c = (known.c ?? []).filter((one) => one.k !== k);
    next.i = { ...known, u: u ?? known.u, c };
    if (!isAnswered && Object.keys(claim)[0]) pend(next, { claim, n: next.n, k });
    return holdBack(next);
  });
  said();
  if (former) await leaveTo(former, script);
}

/** To be told: what is told already by the same name waits no more. */
function pend(record: DeviceRecord, pending: Pending): void {
  const others = (record.i?.c ?? []).filter(({ k }) => k !== pending.k);
  record.i = { ...record.i, c: [...others, pending].slice(-MOST_PENDING) };
}

/** Of a device that begins anew: a mark of its own, so that the other host names do, too. `isHosts`: the one that stands there. */
function markOf(script: Script, isHosts?: boolean): Identity {
  if (!hosts?.canMark(script)) return {};
  const mark = isHosts ? hosts.readMark(script) : undefined;
  return { b: hosts.goBy(script, mark ?? { _id: randomId() }) };
}

const fault = (script: Script) => (error: unknown) => script._report({ type: 'error', error });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the wire knows a shopper by [W12]. An address as the user's id counts as an address: it is not sent plain. */
async function claimOf({ user: stated, link, host, token, traits }: Turn): Promise<WireClaim> {
  const { email, phone } = traits?.() ?? {};
  const user = stated == null ? undefined : `${stated}`.trim();
  const isAddress = normaliseEmail(user) !== undefined;
  const [email_sha256, phone_sha256] = await Promise.all([
    sha256(normaliseEmail(email ?? (isAddress ? user : undefined))),
    sha256(normalisePhone(phone)),
  ]);
  const all = { user_id: isAddress ? undefined : user, email_sha256, phone_sha256, token, link, browser: host };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as WireClaim;
}

/** Where there is no WebCrypto, on plain http, what is kept is the text itself. */
const digestOf = async (text: string): Promise<string> => ((await sha256(text)) ?? text).slice(0, 32);

/** One claim after the other, each until it is answered. */
async function sendAll(script: Script): Promise<void> {
  const [lastDelayMs, mostResets] = [300_000, 3];
  let failures = 0;
  let resets = 0;
  for (;;) {
    let pending: Pending | undefined;
    let batch: PersonBatch | undefined;
    await revise(script, (record) => {
      pending = record.i?.c?.[0];
      if (pending) {
        record.d ??= randomId();
        const { d: device, r } = record;
        batch = { ...script._envelope(), device, ...(r && { route: r }), claim: pending.claim, events: [] };
      }
      return record;
    });
    if (!batch || !pending) return;
    let delayMs = Math.min(lastDelayMs, 1000 * 2 ** failures++);
    try {
      const [answer, { status, headers }] = await post<CollectAnswer>(script, batch);
      // The reset is carried out here; whoever hears of another one starts one.
      const { reset: _, ...rest } = answer ?? {};
      script._report({ type: 'answer', path: PATH, status, answer: answer && (rest as CollectAnswer) });
      const isReset = answer?.reset && resets++ < mostResets;
      if (isReset) await beginAnew(pending.claim.browser ? 'host' : 'worker', script);
      else if (answer || HOPELESS.test(`${status}`)) await settle(script, batch.device, pending, answer);
      if (isReset || answer || HOPELESS.test(`${status}`)) {
        failures = 0;
        continue;
      }
      delayMs = Math.max(delayMs, Number(headers.get('retry-after')) * 1000 || 0);
    } catch (error) {
      fault(script)(error);
    }
    await pause(delayMs);
  }
}

/** Notes an answer, and lets the claim go. */
async function settle(
  script: Script,
  device: string,
  { k, claim: { browser } }: Pending,
  answer: CollectAnswer | undefined,
): Promise<void> {
  const { claim, route, capsule } = answer ?? {};
  const isJoined = claim?.state === 'joined';
  await revise(script, (record) => {
    if (record.d !== device) return record;
    const { c = [], ...rest } = record.i ?? {};
    // Refused is what a fresh token may mend: it is told again when the page says so.
    const isFinal = isJoined || claim?.state === 'labelled';
    const isMark = browser && { w: hosts!.tailOf(browser) };
    record.i = { ...rest, c: c.filter((one) => one.k !== k), ...(isMark || (isFinal && { k, t: Date.now() })) };
    record.r = route ?? record.r;
    record.c = capsule ?? record.c;
    return holdBack(record);
  });
  // What waited for the answer may go.
  script._sendSoon();
  if (browser && claim?.state === 'refused') script._quietly(() => hosts!.leaveWhatJoins(script, true));
  // Shelves that are asked for by now know the other devices; those that stand there do not.
  const stands = [...document.querySelectorAll('edgewise-recs')].some(({ shadowRoot }) => shadowRoot?.firstChild);
  if (isJoined && stands) script._shelves._refresh();
}

function newDevice(script: Script): DeviceRecord {
  try {
    sessionStorage.setItem(nameOf(script), randomId());
  } catch {
    // No storage: the visit is this page.
  }
  return { d: randomId(), n: 1, a: 0, s: [] };
}

/** Somebody else, on another device. Where the worker says so, what was claimed, and what happened since, is the new one's. */
async function beginAnew(why: Turn['anew'], script: Script): Promise<void> {
  let former: Former;
  const isAnswer = why === 'worker' || why === 'host';
  // Before the database: a page that goes meanwhile has told the other host names.
  const mark = markOf(script, why === 'host');
  await revise(script, async (record, store) => {
    const next = newDevice(script);
    // What the former mark joins is not the new one's.
    const c = isAnswer ? (record.i?.c ?? []).filter(({ claim }) => why === 'host' || !claim.browser) : [];
    next.i = { ...mark };
    former = await leave(record, store, next);
    if (why === 'erased') former.events = [];
    if (isAnswer) {
      const first = c[0]?.n ?? 0;
      const later = former.events.filter(({ n }) => n >= first).map((event) => ({ ...event, n: next.n++ }));
      former.events = former.events.filter(({ n }) => n < first);
      next.s = latest(later.flatMap(interactions));
      for (const event of later) store.put(event, event.n);
      // Of a mark alone nobody was said to be anybody: what the device was called it is called no more.
      const u = why === 'worker' || c[1] ? record.i?.u : undefined;
      if (c[0]) next.i = { ...mark, u, c: c.map((one) => ({ ...one, n: 1 })) };
    }
    guard(former, script);
    return holdBack(next);
  });
  await leaveTo(former!, script);
}

/** What happened after the first claim that waits for its answer. */
function holdBack(record: DeviceRecord): DeviceRecord {
  const [first] = record.i?.c ?? [];
  record.h = first && first.n - 1;
  return record;
}

/** Empties the database of a device. @returns what of it has not been acknowledged */
async function leave({ d, r, a }: DeviceRecord, store: IDBObjectStore, next: DeviceRecord): Promise<Former> {
  const events = await promisifyRequest<WireEvent[]>(store.getAll(IDBKeyRange.upperBound(Infinity)));
  store.clear();
  return { device: d, route: r, events: events.filter(({ n }) => n > a), next: next.d };
}

let unguard = (): void => {};

/** The transaction that empties the database may be the last thing that is heard of a page that dies. */
function guard(former: Former | undefined, script: Script): void {
  unguard();
  if (former) unguard = atGoodbye(batchesFor(former, script), script);
}

/** The device is left: its events go, and its shelves in every open tab. Settles when this page knows the new one. */
async function leaveTo(former: Former, script: Script): Promise<void> {
  sendFormer(former, script);
  unguard();
  for (const { shadowRoot } of document.querySelectorAll('edgewise-recs')) shadowRoot?.replaceChildren();
  script._shelves._refresh();
  // This tab hears it, too: within the moment that gathers shelves into one request.
  if (window.BroadcastChannel) {
    const tabs = new BroadcastChannel(nameOf(script));
    tabs.postMessage(script._envelope().consent.tier);
    tabs.close();
  }
  // Else a page that goes now would tell what comes after the turn as the former.
  await script._settle({ device: former.next! }, {}).catch(fault(script));
}
