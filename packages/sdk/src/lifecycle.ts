/** From the first line to the last click of a page: what happens in which order. Read this first. */
import { watchDataLayer } from './data-layer.ts';
import { onNavigation, whenIdle, whenParsed } from './navigation.ts';
import { inferPage, turnPage } from './page.ts';
import { findProduct } from './page-product.ts';
import { capture, closePage, hasView, openPage, setLeaving } from './record.ts';
import { onEvent } from './report.ts';
import { retryNow, sendNow, sendSoon } from './sender.ts';
import { holdShelves, refreshShelves, releaseShelves } from './shelves.ts';

let lastDetected = '';
let started = false;

export const hasStarted = (): boolean => started;

export function startPage(): void {
  started = true;
  turnPage();
  openPage();
  watchDataLayer();
  whenParsed(understandPage);
  onNavigation(() => {
    if (!turnPage()) return;
    closePage();
    holdShelves();
    refreshShelves();
    // The shop is about to render: what stands in the document is the page before.
    whenIdle(() => {
      openPage();
      return understandPage();
    });
  });
  onEvent(document, 'visibilitychange', () => (document.hidden ? leave(false) : stay()));
  onEvent(window, 'pagehide', () => leave(true));
  onEvent(window, 'pageshow', stay);
  onEvent(window, 'online', retryNow);
}

function understandPage(): Promise<unknown> {
  const found = findProduct();
  const id = found?.item.item_id ?? '';
  // Where the shop states its view itself, ours would double it under a second id; and a single-page shop may leave
  // the last product's data behind.
  if (found && id !== lastDetected && !hasView()) {
    const { item, currency } = found;
    capture('view_item', { items: [item], currency, value: item.price });
  } else if (found && id !== lastDetected) inferPage('view_item', { items: [found.item] });
  lastDetected = id;
  return releaseShelves();
}

function leave(goodbye: boolean): void {
  setLeaving(true);
  sendNow(goodbye);
}

function stay(): void {
  setLeaving(false);
  sendSoon();
}
