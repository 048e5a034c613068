/**
 * What a batch says of where it came from, for the lake and the figures [W20]: how its page was reached, from what class of
 * device, and the platform's country. The browser says none of it; the worker reads it from addresses and headers.
 */
import { arrivalOf, parseAddress } from '@edgewise/core/arrival/arrival';
import { clientOf } from '@edgewise/core/arrival/client';
import { facetsOfArrival } from '@edgewise/core/arrival/facets';
import type { Consent, PageContext } from '@edgewise/protocol/events';
import type { Facets } from '@edgewise/protocol/facets';
import type { ShopEvent } from '@edgewise/protocol/shop-event';

const PAGE_OF: ReadonlyMap<string, string> = new Map([
  ['view_item', 'product'],
  ['view_item_list', 'category'],
  ['search', 'search'],
  ['view_cart', 'cart'],
  ['begin_checkout', 'checkout'],
  ['add_shipping_info', 'checkout'],
  ['add_payment_info', 'checkout'],
  ['purchase', 'purchase'],
]);

/** Notes on each page's view how it was reached, where that was from outside the shop. */
export function noteArrivals(events: readonly ShopEvent[], origins: readonly string[]): void {
  const own = origins.flatMap((origin) => parseAddress(origin)?.host ?? []);
  for (const event of events) {
    if (event.name !== 'page_view' || !event.page) continue;
    const arrival = arrivalOf(event.page, `${event.params.page_referrer ?? ''}`, own);
    if (arrival) event.arrival = arrival;
  }
}

/** @param request whose headers say what it came from, and whose platform says which country: ISO 3166-1 alpha-2 */
export function facetsOfBatch(
  { consent, context, events }: { consent: Consent; context: PageContext; events: readonly ShopEvent[] },
  { headers, cf }: Request,
): Facets {
  const { device, app } = clientOf({
    userAgent: headers.get('user-agent') ?? '',
    mobile: headers.get('sec-ch-ua-mobile') ?? undefined,
    stated: context,
  });
  const arrival = events.find((event) => event.arrival)?.arrival;
  const type = events.map(({ name }) => PAGE_OF.get(name)).find((known) => known !== undefined);
  const language = context.language?.split('-')[0]?.toLowerCase();
  const country = (cf as { country?: unknown } | undefined)?.country;
  return {
    ...facetsOfArrival(arrival),
    device_class: device,
    tier: consent.tier,
    ...(app && { app }),
    ...(typeof country === 'string' && country && { country }),
    ...(type && { page_type: type }),
    ...(language && { language }),
  };
}
