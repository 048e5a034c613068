/** Events → a batch of the wire: a person's by its device [W2], everybody else's by a random id of its own [S6]. */
import type { CollectAnswer, PersonBatch, WireBatch, WireEvent } from '@edgewise/protocol/events';
import { consentNow, permitsPerson } from './consent.ts';
import { device, farewell, isDurable, markSent, readOutbox, settle, takeUnread } from './outbox.ts';
import { pageContext } from './page.ts';
import { randomId } from './random-id.ts';
import { quietly } from './report.ts';
import { sendSoon } from './sender.ts';
import { settings } from './settings.ts';
import { visitId } from './visit.ts';

/** Halves `list` until `whole`, which it is a part of, has at most as many bytes. Its first entry stays. */
export function shorten(list: unknown[] | undefined, whole: object, maxBytes: number): void {
  while (list?.[1] && new TextEncoder().encode(JSON.stringify(whole)).length > maxBytes) list.length >>= 1;
}

/** What every request to the worker begins with. */
export function envelope() {
  return {
    v: 1 as const,
    site: settings.site,
    sent: Date.now(),
    context: pageContext(),
    consent: consentNow,
  };
}

/** On its way, or to be repeated with the same events and the same id until an answer came. */
let parcel: WireBatch | undefined;
/** That a device is over [W17]: in this page's memory until the worker has heard it, since nothing else may be kept. */
let lastWord: PersonBatch | undefined;

function pack(kept: WireEvent[], isWhole?: boolean, withdrawn?: PersonBatch['withdrawn']): WireBatch | undefined {
  // Of the worker's limit of 60 KiB: other requests share the browser's 64 KiB in flight.
  const maxBytes = 40 * 1024;
  const events = kept.slice(0, 200);
  shorten(events, events, maxBytes);
  if (!events[0] && !(withdrawn && device.d)) return undefined;
  markSent(events);
  const batch = permitsPerson()
    ? {
        ...envelope(),
        device: device.d,
        route: device.r,
        events,
        withdrawn,
        void: isWhole ? gaps(device.a, events) : undefined,
      }
    : { ...envelope(), batch: randomId(), visit: visitId(), events };
  if (withdrawn && device.d) lastWord = batch as PersonBatch;
  return batch as WireBatch;
}

/**
 * Consent falls before the page has read which device it is: that is read all the same, for the word that it is over and for
 * what happened meanwhile. @returns settles when the database may go
 */
export function withdrawUnread(withdrawn: PersonBatch['withdrawn']): Promise<void> | undefined {
  if (device.d || !permitsPerson()) return undefined;
  const batch = { ...envelope(), withdrawn };
  return quietly(async () => {
    lastWord = { ...batch, ...(await takeUnread()) } as PersonBatch;
    sendSoon();
  });
}

/** Numbers between acknowledged and sent that have no event in the database will never have one. */
function gaps(next: number, events: WireEvent[]): [number, number][] {
  // The worker refuses what lies further ahead of what it has settled (LIMITS.sequenceAhead).
  const longest = 100_000;
  const found: [number, number][] = [];
  for (const { n } of events) {
    while (n > ++next) {
      const from = next;
      next = Math.min(n, from + longest) - 1;
      found.push([from, next]);
    }
    next = n;
  }
  return found;
}

/** @param least 0 where a batch was settled just now: what the device made since tells of itself, so its outbox is not read in vain */
export async function nextBatch(least?: number): Promise<WireBatch | undefined> {
  parcel ??= lastWord;
  if (!parcel) {
    const consent = consentNow;
    const kept = await readOutbox(least);
    // Read under another answer of the shopper: what came since sees to it that this is called again.
    if (consent !== consentNow) return undefined;
    // What is in memory may have left by a beacon meanwhile, so it is looked at only now.
    parcel = pack(kept ?? farewell(false), !!kept && isDurable());
  }
  if (parcel) parcel.sent = Date.now();
  return parcel;
}

/** @returns whether the worker settled anything */
export async function settleBatch(batch: WireBatch, answer: CollectAnswer): Promise<boolean> {
  parcel = undefined;
  if (!('device' in batch)) return true;
  if (!batch.withdrawn) return settle(batch, answer);
  lastWord = undefined;
  return true;
}

export function dropParcel(): void {
  parcel = undefined;
}

/** The next batch for a beacon. Its answer cannot be read: a person's events stay in the outbox. */
export const farewellBatch = (goodbye?: boolean, withdrawn?: PersonBatch['withdrawn']): WireBatch | undefined =>
  pack(farewell(goodbye), false, withdrawn);
