/** The page the shopper is on: where, what kind, which item. A single-page shop turns it without a load. */
import type { PageContext, WirePage, WireParams } from '@edgewise/protocol/events';
import { scrubText, scrubUrl } from './scrub.ts';
import { settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';

/** Said by the `page` command: above everything else. */
let stated: Partial<WirePage> = {};
/** The page's events by their names, the last one last: what each said first, and last. */
let happened = new Map<string, [first: WireParams, last: WireParams]>();
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
  happened = new Map();
  if (from) stated = {};
  return true;
}

export function statePage(page: Partial<WirePage>): void {
  stated = { ...stated, ...page };
  shelves._refresh();
}

/** What the page is follows from what happens on it: `chunk/situation.ts`. */
export function notePage(name: string, params: WireParams): void {
  const [first = params] = happened.get(name) ?? [];
  happened.delete(name);
  happened.set(name, [first, params]);
}

export function pageSays() {
  return { _stated: stated, _happened: happened };
}

export function pageContext(): PageContext {
  const language = settings.language ?? (document.documentElement.lang || navigator.language);
  return {
    page_location: scrubUrl(address),
    page_title: scrubText(document.title).slice(0, 500),
    page_referrer: scrubUrl(referrer) || undefined,
    ...settings.clues,
    // The worker refuses a whole batch for "en_GB".
    language: /^[a-z]{2,8}(-\w{1,8})*$/i.exec(language)?.[0],
  } as PageContext;
}
