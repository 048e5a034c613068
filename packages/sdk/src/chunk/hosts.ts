/**
 * A shop on several host names [S36]: browsers keep storage by host, so each has a device of its own. Hosts of one registrable
 * domain read the browser's mark, in which one of them leaves what joins the others' devices to its own; to another domain,
 * whoever follows a link takes a one-time link along [W18].
 */
import type { CollectAnswer, PersonBatch } from '@edgewise/protocol/events';
import { randomId } from '../random-id.ts';
import type { Script } from '../script.ts';
import { dropMark, hostsOf, isMarked, type Mark, readMark, writeMark } from './mark.ts';
import { post } from './request.ts';
import { revise } from './revise.ts';

export { canMark, readMark } from './mark.ts';

interface HandOff {
  _device: string;
  _at: number;
  /** Undefined where none came. */
  _link: Promise<string | undefined>;
}

/** The worker's are good for five minutes; the page behind it takes a while to load. */
const LASTS_MS = 3 * 60_000;
/** So long a click may wait. */
const PATIENCE_MS = 1_000;

/** What the worker seals is good for thirty days; a device that left it leaves a fresh one after a week. */
const FRESH_MS = 7 * 86_400_000;

let made: HandOff | undefined;
/** The mark for which the worker is asked. */
let asked: string | undefined;
/** The mark that this page goes by. */
let own: string | undefined;

/** Goes by a mark from here on, and makes it last. */
export function goBy(script: Script, mark: Mark): string {
  writeMark(script, mark);
  own = mark._id;
  return mark._id;
}

/** What tells one sealed text from another: stored in its place. */
export const tailOf = (sealed: string): string => sealed.slice(-16);

/**
 * Leaves for the other host names what joins their devices to this one, where there is nothing, or this device's own grows old.
 * @param isRefused the worker takes no more what is there
 */
export async function leaveWhatJoins(script: Script, isRefused?: boolean): Promise<void> {
  const before = readMark(script);
  if (!before || before._id === asked) return;
  asked = before._id;
  try {
    await leaveIn(before, script, isRefused);
  } finally {
    asked = undefined;
  }
}

async function leaveIn(before: Mark, script: Script, isRefused?: boolean): Promise<void> {
  let batch: PersonBatch | undefined;
  await revise(script, (record) => {
    const { b, w, p = 0 } = record.i ?? {};
    if (before._id !== b) return record;
    const isOld = Date.now() - p > FRESH_MS;
    const isOwn = p > 0 && before._sealed !== undefined && tailOf(before._sealed) === w;
    if (before._sealed && !(isOld && (isOwn || isRefused))) return record;
    record.d ??= randomId();
    const { d: device, r: route } = record;
    batch = { ...script._envelope(), device, ...(route && { route }), hand_off: 'browser', events: [] };
    return record;
  });
  if (!batch) return;
  const { device } = batch;
  const [answer] = await post<CollectAnswer>(script, batch);
  const sealed = answer?.browser;
  if (!sealed) return;
  await revise(script, (record) => {
    const now = readMark(script);
    // Another host or tab was faster: what it left is told with the next page.
    if (record.d !== device || now?._id !== before._id || now._sealed !== before._sealed) return record;
    record.i = { ...record.i, w: tailOf(sealed), p: Date.now() };
    writeMark(script, { _id: now._id, _sealed: sealed });
    return record;
  });
}

/** Somebody may have begun anew, or withdrawn, while this page stood there. */
function watchMark(script: Script): void {
  const tier = (): string => script._envelope().consent.tier;
  const drop = (): void => {
    own = undefined;
    dropMark(script);
  };
  const look = (): void => {
    if (!own) return;
    if (tier() !== 'person') drop();
    else if ((readMark(script)?._id ?? own) !== own) script._turn({ anew: 'host' });
  };
  for (const sign of ['focus', 'pageshow', 'pagehide']) script._onEvent(window, sign, look);
  script._onEvent(document, 'visibilitychange', look);
  const { cookieStore } = window as unknown as { cookieStore?: EventTarget };
  if (cookieStore) script._onEvent(cookieStore, 'change', look);
  script._on((what) => {
    const isWithdrawal = what.type === 'send' && 'withdrawn' in what.body && what.body.withdrawn;
    if (isWithdrawal || (own && tier() !== 'person')) drop();
  });
  // What the shop says in any tab; this one hears it, too.
  if (window.BroadcastChannel)
    new BroadcastChannel(`edgewise-${script._settings.site}`).onmessage = ({ data }) => data !== 'person' && drop();
}

export function watchHosts(script: Script): void {
  watchMark(script);
  const hosts = hostsOf(script);
  /** The link to another host name that an event is about. */
  const linkOf = (event: Event): HTMLAnchorElement | undefined => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    const isWeb = link && /^https?:$/.test(link.protocol) && link.host !== location.host;
    const isShops = isWeb && (hosts.includes(link.host) || hosts.includes(link.hostname));
    return isShops && !isMarked(script, link.hostname) ? link : undefined;
  };
  for (const sign of ['pointerover', 'pointerdown', 'focusin'])
    script._onEvent(document, sign, (event) => {
      if (linkOf(event)) handOff(script);
    });
  // Last of all, on the way up: a click that the shop's page takes over is the page's.
  addEventListener('click', (event) => {
    const link = linkOf(event);
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || !/^(_self)?$/.test(link.target) || link.download) return;
    const waiting = handOff(script);
    if (!waiting) return;
    event.preventDefault();
    const { href } = link;
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
    Promise.race([waiting, late]).then((token) => {
      // It is good once: a shopper who comes back takes another one along.
      made = undefined;
      location.assign(token ? withLink(href, token) : href);
    });
  });
}

/** Undefined where the shopper is nobody in particular. Never rejects. */
function handOff(script: Script): Promise<string | undefined> | undefined {
  const { d: device, r: route } = script._device();
  if (!device || script._envelope().consent.tier !== 'person') return undefined;
  if (made?._device !== device || Date.now() - made._at > LASTS_MS) {
    const batch = { ...script._envelope(), device, ...(route && { route }), hand_off: true, events: [] };
    const _link = post<CollectAnswer>(script, batch).then(
      ([answer]) => answer?.link,
      () => undefined,
    );
    made = { _device: device, _at: Date.now(), _link };
    // Where none came, the next sign asks again.
    _link.then((link) => {
      if (!link && made?._link === _link) made = undefined;
    });
  }
  return made._link;
}

/** The rest of the address stays as it is. */
function withLink(href: string, token: string): string {
  const [given = '', ...fragment] = href.split('#');
  // One that stands there already is not this page's.
  const page = given.replace(/([?&])edgewise_host=[^&]*&?/g, '$1');
  return [`${page}${page.includes('?') ? '&' : '?'}edgewise_host=${token}`, ...fragment].join('#');
}
