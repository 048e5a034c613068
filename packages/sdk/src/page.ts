/** The page the shopper is on: where, what kind, which item. A single-page shop turns it without a load. */
import type { PageContext, PageType, WireItem, WirePage, WireParams } from '@edgewise/protocol/events';
import { scrubText, scrubUrl } from './scrub.ts';
import { settings } from './settings.ts';

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
let referrer: string | undefined;

/** The address without its fragment: when it changes, the page has. */
export const pageAddress = (): string => location.href.split('#')[0]!;

let address = '';

/** @returns whether the page is another one than before */
export function turnPage(): boolean {
  if (address === pageAddress()) return false;
  if (address) {
    referrer = address;
    stated = {};
  }
  address = pageAddress();
  inferred = {};
  return true;
}

export function statePage(page: Partial<WirePage>): void {
  stated = { ...stated, ...page };
}

export function inferPage(name: string, { items, search_term }: WireParams): void {
  const type = TYPE_OF[name];
  // A list on a product page does not make it a category.
  if (!type || (inferred.type && type === 'category')) return;
  const item = items?.[0] as WireItem | undefined;
  inferred = { type };
  if (type === 'product' && item) inferred.item_id = item.item_id;
  if (/^(product|category)$/.test(type) && item?.item_category) inferred.item_category = item.item_category;
  if (search_term) inferred.search_term = search_term;
}

export function wirePage(): WirePage {
  return {
    type: settings.pageType ?? (location.pathname === '/' ? 'home' : 'other'),
    ...inferred,
    ...(settings.pageType && { type: settings.pageType }),
    ...stated,
  };
}

export function pageContext(): PageContext {
  const language = (settings.language || document.documentElement.lang || navigator.language).replace('_', '-');
  const from = scrubUrl(referrer ?? document.referrer);
  return {
    page_location: scrubUrl(address || location.href),
    page_title: scrubText(document.title).slice(0, 500),
    ...(from && { page_referrer: from }),
    ...(/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language) && { language }),
  };
}
