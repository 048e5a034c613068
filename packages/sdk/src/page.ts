/** The page the shopper is on: where, what kind, which item. A single-page shop turns it without a load. */
import type { PageContext, PageType, WirePage, WireParams } from '@edgewise/protocol/events';
import { scrubText, scrubUrl } from './scrub.ts';
import { settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';

/** What the page says of itself by its events. */
const TYPE_OF: Record<string, PageType> = {
  view_item: 'product',
  view_item_list: 'category',
  view_cart: 'cart',
  begin_checkout: 'checkout',
  purchase: 'purchase',
  search: 'search',
};

/** Said by the `page` command: above everything else. */
let stated: Partial<WirePage> = {};
/** Understood from events and from the product that was found. */
let inferred: Partial<WirePage> = {};
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
  inferred = {};
  if (from) stated = {};
  return true;
}

export function statePage(page: Partial<WirePage>): void {
  stated = { ...stated, ...page };
  shelves._refresh();
}

export function inferPage(name: string, { items, search_term }: WireParams): void {
  const type = TYPE_OF[name];
  // A list on a product page does not make it a category.
  if (!type || (inferred.type && type === 'category')) return;
  const item = items?.[0];
  inferred = {
    type,
    item_id: type === 'product' ? item?.item_id : undefined,
    item_category: item?.item_category,
    search_term,
  } as WirePage;
}

export function wirePage(): WirePage {
  const type = settings.pageType ?? inferred.type ?? (location.pathname[1] ? 'other' : 'home');
  return { ...inferred, type, ...stated };
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
