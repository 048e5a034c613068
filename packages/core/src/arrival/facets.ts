import type { Facets } from '@edgewise/protocol/facets';
import type { Arrival } from '@edgewise/protocol/shop-event';

/** What figures are split by, of an arrival; nothing of none. */
export function facetsOfArrival(arrival: Arrival | undefined): Facets {
  if (!arrival) return {};
  const { source, medium, campaign, channel, landing } = arrival;
  return { source, medium, channel, landing_page: landing, ...(campaign && { campaign }) };
}
