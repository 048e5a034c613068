/**
 * What the shop's page says by itself: its consent tool, its `dataLayer`, its markup, and that a single-page shop shows another
 * page. Comes beside the script on each page; what reads a source comes with that source. Read this after `lifecycle.ts`.
 */
import type { Report } from '../report.ts';
import type { Script } from '../script.ts';
import { watch } from './data-layer.ts';
import { endPage, watchEngagement } from './engagement.ts';
import { hasMarkup } from './has-markup.ts';
import { onNavigation, whenIdle } from './navigation.ts';
import type { TcfApi } from './tcf.ts';

let script: Script;
/** What the script said first, for a panel that comes later: of this shopper, and a hundred at most. */
export const early: Report[] = [];
/** As the script has it: without the fragment. */
const pageAddress = (): string => location.href.split('#')[0]!;

/** The item that was found on the page before. */
let lastFound: string | undefined;
let shown = '';
/** This page's address once the signed link is out of it: no other page. */
let withoutLink: string | undefined;

/** Settles when it is known what the page is, as far as it says so. */
export async function start(by: Script): Promise<void> {
  script = by;
  listen();
  // Before anybody is told that the address changes.
  if (/[?&]edgewise_(link|host)=/.test(location.search)) {
    // Where the part for it does not come, the page is read all the same.
    await script._quietly(async () => {
      const { takeLink } = await import('./link.ts');
      const turn = takeLink(script._settings.hosts);
      withoutLink = pageAddress();
      script._turn(turn);
    });
  }
  shown = pageAddress();
  // An erased device's id is over [W12].
  script._on((what) => {
    if (what.type === 'answer' && what.answer?.reset) script._turn({ anew: 'worker' });
  });
  const { _quietly: quietly } = script;
  const { __tcfapi } = window as unknown as { __tcfapi?: TcfApi };
  if (__tcfapi) quietly(async () => (await import('./tcf.ts')).listen(__tcfapi, script._adopt));
  quietly(() => onNavigation(script, turn));
  lookAround();
  // What comes late: when the page has loaded, and before a shopper's click or another page means something by it.
  for (const moment of ['load', 'click', 'submit', 'pagehide']) script._onEvent(window, moment, lookAround);
  quietly(sayDevice);
  if (location.search.includes('edgewise_debug')) quietly(async () => (await import('./debug.ts')).open(script));
  // Of a page that was never seen, without a word before it.
  script._onEvent(document, 'freeze', () => script._leave(false));
  quietly(() => watchEngagement(script));
  quietly(watchForms);
  if (script._settings.hosts) quietly(async () => (await import('./hosts.ts')).watchHosts(script));
  if (document.readyState === 'loading') {
    await new Promise((parsed) => document.addEventListener('DOMContentLoaded', parsed, { once: true }));
  }
  lookAround();
  await understandPage();
  quietly(watchVitals);
}

/** Notes what happens from the page's view on. Another device, or none, is another shopper's or a withdrawal: it is forgotten. */
function listen(): void {
  for (const [name, params] of [['page_view', {}] as const, ...script._said._happened])
    early.push({ type: 'event', event: { t: Date.now(), name, params } });
  let last: string | undefined;
  script._on((what) => {
    if (what.type === 'send') {
      const { device } = what.body as { device?: string };
      if (last && device !== last) early.length = 0;
      last = device;
      if (what.path !== '/v1/widgets') return;
    }
    early[99] ?? early.push(what);
  });
}

const search = () => import('./search.ts');

/** What reads forms comes with the first that is written into: a posted one leads away at once. */
function watchForms(): void {
  const { _quietly: quietly } = script;
  addEventListener('focusin', () => quietly(search), { once: true });
  addEventListener('submit', ({ target, defaultPrevented }) =>
    quietly(async () => (await search()).readForm(script, target, defaultPrevented)),
  );
}

const TOOLS = ['analytics', 'rudderanalytics'] as const;
const watched = new Set<string>();

/** Tools may come before or behind the script, and a page may put another `dataLayer` in the place of its first. */
function lookAround(): void {
  script._quietly(() => watch(window.dataLayer as Record<string, unknown>[], script));
  script._quietly(watchTools);
}

async function watchTools(): Promise<void> {
  for (const name of TOOLS) {
    if (watched.has(name) || !(name in window)) continue;
    watched.add(name);
    (await import('./analytics.ts')).watchAnalytics(script, name);
  }
}

/** What the request's headers cannot tell [W20]: iPads call themselves a Mac, and an installed app its browser. */
function sayDevice(): void {
  const isTablet = /Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
  // In a window of its own, of whatever kind.
  const isInstalled = !matchMedia('(display-mode:browser)').matches;
  script._settings.clues = {
    device_category: isTablet ? 'tablet' : (undefined as never),
    app: isInstalled ? 'installed' : (undefined as never),
  };
}

/** @returns whether the shop says by an attribute what the page shows */
async function readAttributes(): Promise<boolean> {
  if (!document.querySelector('[data-edgewise-product],[data-edgewise-event]')) return false;
  const address = pageAddress();
  const { readProduct, watchClicks } = await import('./attributes.ts');
  watchClicks(script);
  return address === pageAddress() && readProduct(script);
}

/** Late, and of a part of the pages: they are for sums. */
function watchVitals(): void {
  const { vitals = 0.1 } = script._settings;
  if (Math.random() < Number(vitals)) {
    whenIdle(() => script._quietly(async () => (await import('./vitals.ts')).watchVitals(script)));
  }
}

function turn(): void {
  if (pageAddress() === withoutLink) return;
  withoutLink = undefined;
  if (shown !== pageAddress()) endPage(script);
  shown = pageAddress();
  if (!script._turnPage()) return;
  // The shop is about to render: what stands in the document is the page before.
  whenIdle(() => script._quietly(understandPage));
}

/** @param look what states nothing is looked at again, a second later and two more: many pages are put together in the browser */
async function understandPage(look = 1): Promise<void> {
  script._openPage();
  const address = pageAddress();
  if (script._pageView()) script._openShelves();
  try {
    // Results have their words in the query, or in the path: `/search/mug`.
    if (look < 2 && /[?]|sear|such|szuk|busc|rech/.test(address)) {
      await script._quietly(async () => (await search()).readSearch(script, address));
    }
    if (await readAttributes()) return;
    if (!hasMarkup()) {
      // An address that is another one by then is looked at once more.
      if (look < 3) setTimeout(() => script._quietly(() => understandPage(look + 1)), look * 1_000);
      return;
    }
    const { findProduct } = await import('./markup.ts');
    const found = await findProduct(address, script._toItem);
    // The shop's own word counts, in whatever shape.
    await (script as { _late?: Promise<unknown> })._late;
    if (address !== pageAddress()) return;
    const id = found?.items[0].item_id;
    // Where the shop states its view itself, ours would double it under a second id; and a single-page shop may leave
    // the last product's data behind.
    if (found && id !== lastFound && !script._pageView()) {
      script._capture('view_item', found);
      // Those that were shown are of a page without a product.
      if (look > 1) script._shelves._refresh();
    }
    lastFound = id;
  } finally {
    if (address === pageAddress()) script._openShelves();
  }
}
