/** The page the shopper is on: where, what kind, which item. A single-page shop turns it without a load. */
import type { PageContext, WirePage, WireParams } from '@edgewise/protocol/events';
import { scrubText, scrubUrl } from './scrub.ts';
import { settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';

/** What the page is follows from both: `chunk/situation.ts`. */
export const said = {
  /** By the `page` command: above everything else. */
  _stated: {} as Partial<WirePage>,
  /** By the page's events, the first of them. */
  _happened: [] as [name: string, params: WireParams][],
};
let referrer = '';
let address = '';

/** Without its fragment: when it changes, the page has. */
export const pageAddress = (): string => location.href.split('#')[0]!;

/** @returns whether the page is another one than before */
export function turnPage(): boolean {
  const from = address;
  address = pageAddress();
  if (from === address) return false;
  referrer = from || document.referrer;
  said._happened = [];
  if (from) said._stated = {};
  return true;
}

export function statePage(page: Partial<WirePage>): void {
  Object.assign(said._stated, page);
  shelves._refresh();
}

export function notePage(name: string, params: WireParams): void {
  // A page that goes on and on is what it has been.
  const most = 200;
  said._happened[most] || said._happened.push([name, params]);
}

export function pageContext(): PageContext {
  return {
    page_location: scrubUrl(address),
    page_title: scrubText(document.title).slice(0, 500),
    page_referrer: referrer ? scrubUrl(referrer) : undefined,
    ...settings.clues,
    // As the page has it: the worker reads "en_GB", too.
    language: settings.language ?? (document.documentElement.lang || navigator.language),
  } as PageContext;
}
