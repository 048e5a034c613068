/** What a batch says of where it came from, for the figures: the page's words, the platform's country, the first page. */
import { pathOf } from '@edgewise/core/insight/facets';
import type { PageContext } from '@edgewise/protocol/events';
import type { Facets } from '@edgewise/protocol/facets';

const PAGE_OF: Record<string, string> = {
  view_item: 'product',
  view_item_list: 'category',
  search: 'search',
  view_cart: 'cart',
  begin_checkout: 'checkout',
  add_shipping_info: 'checkout',
  add_payment_info: 'checkout',
  purchase: 'purchase',
};

/** Fields that a page may state beyond where it is; an older script states none. */
type Stated = PageContext &
  Partial<Record<'source' | 'medium' | 'campaign' | 'device_class' | 'landing_page' | 'page_type', unknown>>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * @param country as the platform saw it, ISO 3166-1 alpha-2
 * @param names of the batch's events: they tell the page's type where it states none
 */
export function facetsOfBatch(context: Stated, names: readonly string[], country: unknown): Facets {
  const landing = text(context.landing_page);
  const facets: Record<keyof Facets, string | undefined> = {
    source: text(context.source),
    medium: text(context.medium),
    campaign: text(context.campaign),
    device_class: text(context.device_class),
    country: text(country),
    landing_page: landing === undefined ? undefined : pathOf(landing),
    page_type: text(context.page_type) ?? names.map((name) => PAGE_OF[name]).find((type) => type !== undefined),
    language: text(context.language)?.split('-')[0]?.toLowerCase(),
    arm: undefined,
  };
  return Object.fromEntries(Object.entries(facets).filter(([, value]) => value !== undefined));
}
