/** What stays of an event when its person is erased: what was sold, for how much and when, and nobody who did it. */
import type { ShopEvent } from '@edgewise/protocol/shop-event';

const HOUR_MS = 3_600_000;

/** The event without identity and free text; its time by the hour. */
export function withoutIdentity(event: ShopEvent): ShopEvent {
  const { name, items, currency, value, duplicate, ownList } = event;
  return {
    n: 0,
    time: event.time - (event.time % HOUR_MS),
    name,
    items: items.map(({ item, group, category, price, quantity }) => ({
      item,
      category,
      quantity,
      ...(group !== undefined && { group }),
      ...(price !== undefined && { price }),
    })),
    params: {},
    ...(currency !== undefined && { currency }),
    ...(value !== undefined && { value }),
    ...(duplicate && { duplicate }),
    ...(ownList && { ownList }),
  };
}
