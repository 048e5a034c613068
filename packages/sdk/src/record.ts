/** From a statement about what happened to an event that is kept and sent, as far as the tier permits. */
import type { WireParams } from '@edgewise/protocol/events';
import { shorten } from './batch.ts';
import { toParams } from './normalise.ts';
import { addEvent, type Draft } from './outbox.ts';
import { notePage, pageContext, turnPage } from './page.ts';
import { fault, report } from './report.ts';
import { sendNow, sendSoon } from './sender.ts';
import { shelves } from './shelf-signals.ts';

/** Statements that would count twice when the shop's tag and theme both make them. */
const told = new Set<unknown>();
/** The item of this page, as it was stated. */
let view: WireParams | undefined;
let opened = false;

/** 1: the page is hidden, so what happens now has to leave at once. 2: it is going, so there is no time to store it. */
let leaving = 0;

/** Keeps an event as it is: what the SDK saw by itself. */
export function record(name: string, params: WireParams): void {
  // An event alone has to fit into a batch.
  const maxBytes = 40 * 1024;
  const event: Draft = { t: Date.now(), name, params };
  shorten(params.items, event, maxBytes);
  report({ type: 'event', event });
  addEvent(event).then(() => leaving && sendNow(false), fault);
  if (leaving > 1) sendNow(true);
  sendSoon();
}

/** The view of this page, before anything that happens on it. */
export function openPage(): void {
  if (opened) return;
  opened = true;
  const { language: _, ...where } = pageContext();
  record('page_view', where as WireParams);
}

/** Where the address is another one, the page is, too. @returns whether it is */
export function nextPage(): boolean {
  if (!turnPage()) return false;
  opened = false;
  view = undefined;
  told.clear();
  shelves._ready = false;
  shelves._refresh();
  return true;
}

/** It is known what the page is: shelves may be asked for. */
export function openShelves(): void {
  shelves._ready = true;
  shelves._ask();
}

/** Keeps what the shop states: cleaned, and once where it says the same twice. */
export function capture(name: string, stated?: object): void {
  const params = toParams(stated as Record<string, unknown> | undefined);
  openPage();
  notePage(name, params);
  if (name === 'view_item') view = params;
  const key =
    name === 'purchase' ? params.transaction_id : view === params && `${params.items?.map(({ item_id }) => item_id)}`;
  if (key && told.has(key)) return;
  told.add(key);
  record(name, params);
}

/** The view of the item that this page shows, once it is known. */
export function pageView(): WireParams | undefined {
  return view;
}

/** The tier rose: what this page is counts for it too. */
export function repeatPage(): void {
  if (!opened) return;
  opened = false;
  openPage();
  if (view) record('view_item', view);
}

export function leave(goodbye: boolean): void {
  leaving = goodbye ? 2 : leaving || 1;
  sendNow(goodbye);
}

export function stay(): void {
  leaving = 0;
  sendSoon();
}
