/** From a statement about what happened to an event that is kept and sent, as far as the tier permits. */
import type { WireParams } from '@edgewise/protocol/events';
import { addAnonymous } from './anonymous.ts';
import { permitsPerson } from './consent.ts';
import { remember } from './history.ts';
import { byteLength, type Draft } from './lane.ts';
import { toParams } from './normalise.ts';
import { addToOutbox } from './outbox.ts';
import { inferPage, pageContext } from './page.ts';
import { fault, report } from './report.ts';
import { sendNow, sendSoon } from './sender.ts';

/** An event alone has to fit into a batch. */
const EVENT_BYTES = 48 * 1024;

/** The page is hidden or going: whatever happens now has to leave at once. */
let leaving = false;
export const setLeaving = (value: boolean): void => {
  leaving = value;
};

/** Events of this page that a second statement of the same would double. */
let views = new Map<string, WireParams>();
const orders = new Set<string>();
let opened = false;

/** Keeps an event as it is: what the SDK saw by itself. */
export function record(name: string, params: WireParams): void {
  const event: Draft = { t: Date.now(), name: name.slice(0, 40), params };
  while (params.items?.[1] && byteLength(event) > EVENT_BYTES) params.items.length >>= 1;
  report({ type: 'event', event });
  if (permitsPerson()) {
    addToOutbox(event).then(() => leaving && sendNow(false), fault);
  } else addAnonymous(event);
  remember(event).catch(fault);
  if (leaving) queueMicrotask(() => sendNow(true));
  sendSoon();
}

/** The view of this page, before anything that happens on it. */
export function openPage(): void {
  if (opened) return;
  opened = true;
  const { language: _, ...where } = pageContext();
  record('page_view', { ...where });
}

export function closePage(): void {
  opened = false;
  views = new Map();
}

/** Keeps what the shop states: cleaned, and once where it says the same twice. */
export function capture(name: string, stated: unknown): void {
  const params = toParams(stated);
  openPage();
  inferPage(name, params);
  if (name === 'view_item') {
    const key = String(params.items?.map((item) => item.item_id));
    if (views.has(key)) return;
    views.set(key, params);
  }
  if (name === 'purchase' && params.transaction_id) {
    if (orders.has(params.transaction_id)) return;
    orders.add(params.transaction_id);
  }
  record(name, params);
}

/** Whether the shop has said which item this page shows. */
export const hasView = (): boolean => views.size > 0;

/** The tier rose: what this page is counts for it too. */
export function repeatPage(): void {
  opened = false;
  openPage();
  for (const params of views.values()) record('view_item', params);
}
