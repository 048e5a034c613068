/** From the first line to the last click of a page: what happens in which order. Read this first. */
import { watchDataLayer } from './data-layer.ts';
import { onNavigation, whenIdle } from './navigation.ts';
import { turnPage } from './page.ts';
import { findProduct } from './page-product.ts';
import { pause } from './pause.ts';
import { capture, closePage, hasView, leave, openPage, stay } from './record.ts';
import { onEvent, quietly } from './report.ts';
import { retryNow } from './sender.ts';
import { shelves } from './shelf-signals.ts';

/** The item that was found on the page before. */
let lastFound: string | undefined;

export function startPage(): void {
  turnPage();
  openPage();
  quietly(readPage);
  onNavigation(() => {
    if (!turnPage()) return;
    closePage();
    shelves.ready = false;
    shelves.refresh();
    // The shop is about to render: what stands in the document is the page before.
    whenIdle(understandPage);
  });
  onEvent(document, 'visibilitychange', () => (document.hidden ? leave(false) : stay()));
  onEvent(window, 'pagehide', () => leave(true));
  onEvent(window, 'online', retryNow);
}

/** In tasks of its own, one after the other. */
async function readPage(): Promise<void> {
  await pause();
  watchDataLayer();
  await pause();
  if (document.readyState === 'loading') onEvent(document, 'DOMContentLoaded', understandPage);
  else understandPage();
}

function understandPage(): void {
  openPage();
  try {
    const found = findProduct();
    const id = found?.items[0].item_id;
    // Where the shop states its view itself, ours would double it under a second id; and a single-page shop may leave
    // the last product's data behind.
    if (found && id !== lastFound && !hasView()) capture('view_item', found);
    lastFound = id;
  } finally {
    shelves.ready = true;
    shelves.ask();
  }
}
