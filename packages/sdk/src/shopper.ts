/** What a request for shelves tells of the page and its shopper, as far as the tier permits [S5]. */
import type { WidgetsRequest } from '@edgewise/protocol/events';
import { envelope } from './batch.ts';
import { permitsVisit } from './consent.ts';
import { device, readOutbox } from './outbox.ts';
import { wirePage } from './page.ts';
import { interactions, latest } from './seen.ts';
import { settings } from './settings.ts';
import { visitId } from './visit.ts';

async function shopper() {
  if (!permitsVisit()) return { seen: [] };
  const events = await readOutbox();
  const { d, r, c, s } = device;
  return {
    // The capsule holds what is acknowledged.
    seen: c && events ? latest(events.flatMap(interactions)) : s,
    visit: visitId(),
    // Each undefined below tier `person`.
    device: d,
    route: r,
    capsule: c,
  };
}

/** A request for shelves but for which. */
export const situation = async (): Promise<Omit<WidgetsRequest, 'placements'>> =>
  ({
    ...envelope(),
    page: wirePage(),
    cart: settings.cart,
    market: settings.market,
    ...(await shopper()),
  }) as Omit<WidgetsRequest, 'placements'>;
