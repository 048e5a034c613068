/** What a request for shelves tells of the shopper, as far as the tier permits [S5]. */
import { permitsVisit } from './consent.ts';
import { device, readOutbox } from './outbox.ts';
import { interactions, latest } from './seen.ts';
import { visitId } from './visit.ts';

export async function shopper() {
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
