/** From the first line to the last click of a page: what happens in which order. Read this first. */

import type { TcfApi } from './chunk/tcf.ts';
import { chunks } from './chunks.ts';
import { adoptConsent } from './consent-change.ts';
import { onNavigation, whenIdle } from './navigation.ts';
import { toItem } from './normalise.ts';
import { pageAddress, turnPage } from './page.ts';
import { pause } from './pause.ts';
import { capture, closePage, leave, openPage, pageView, stay } from './record.ts';
import { onEvent, quietly } from './report.ts';
import { script } from './script.ts';
import { retryNow } from './sender.ts';
import { shelves } from './shelf-signals.ts';

/** The item that was found on the page before. */
let lastFound: string | undefined;

export function startPage(): void {
  turnPage();
  openPage();
  quietly(readPage);
  quietly(() =>
    onNavigation(() => {
      if (!turnPage()) return;
      closePage();
      shelves._ready = false;
      shelves._refresh();
      // The shop is about to render: what stands in the document is the page before.
      whenIdle(understandPage);
    }),
  );
  onEvent(document, 'visibilitychange', () => (document.hidden ? leave(false) : stay()));
  onEvent(window, 'pagehide', () => leave(true));
  onEvent(window, 'online', retryNow);
}

/** In tasks of its own, one after the other. */
async function readPage(): Promise<void> {
  await pause();
  const { __tcfapi } = window as unknown as { __tcfapi?: TcfApi };
  if (__tcfapi) quietly(async () => (await chunks.tcf()).listen(__tcfapi, adoptConsent));
  await quietly(watchDataLayer);
  if (document.readyState === 'loading') onEvent(document, 'DOMContentLoaded', understandPage);
  else understandPage();
}

/** What reads it comes with the first thing in it. */
async function watchDataLayer(): Promise<void> {
  const page = window as unknown as { dataLayer?: Record<string, unknown>[] };
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  const start = async () => (await chunks.dataLayer()).watch(layer, script);
  if (layer[0]) return start();
  const { push } = layer;
  layer.push = (...entries) => {
    layer.push = push;
    quietly(start);
    return push.apply(layer, entries);
  };
}

/** Most pages state breadcrumbs or the shop itself: only what names a product is worth a request. */
const hasMarkup = (): boolean =>
  [...document.querySelectorAll('[type*="ld+json"],[itemtype*="/Product"],[typeof*=Product],[property*=rice]')].some(
    (element) => element.localName !== 'script' || /Product|offers/.test(element.textContent),
  );

function openShelves(): void {
  shelves._ready = true;
  shelves._ask();
}

async function understandPage(): Promise<void> {
  openPage();
  const address = pageAddress();
  if (pageView()) openShelves();
  try {
    if (!hasMarkup()) return;
    const { findProduct } = await chunks.markup();
    const found = await findProduct(address, toItem);
    if (address !== pageAddress()) return;
    const id = found?.items[0].item_id;
    // Where the shop states its view itself, ours would double it under a second id; and a single-page shop may leave
    // the last product's data behind.
    if (found && id !== lastFound && !pageView()) capture('view_item', found);
    lastFound = id;
  } finally {
    if (address === pageAddress()) openShelves();
  }
}
