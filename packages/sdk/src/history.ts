/** What this shopper looked at, put into the cart and bought: what a request for shelves tells as `seen` [S5]. */
import type { SeenItem } from '@edgewise/protocol/events';
import { promisifyRequest } from 'idb-keyval';
import { permitsHistory, permitsPerson, permitsVisit } from './consent.ts';
import { transact } from './database.ts';
import type { Draft } from './lane.ts';
import { readOutbox } from './outbox.ts';

const SEEN = 'seen';
/** What the worker takes in one request. */
const LIMIT = 100;
const NAMES = /^(view_item|add_to_cart|remove_from_cart|purchase|select_item)$/;

/** This page's, in memory: all there is at tier `session`, or without IndexedDB. */
let recent: SeenItem[] = [];

const latest = (seen: SeenItem[]): SeenItem[] => seen.slice(-LIMIT);

function interactions(event: Draft): SeenItem[] {
  if (!NAMES.test(event.name)) return [];
  return (event.params?.items ?? []).map(({ item_id }) => ({
    item_id,
    name: event.name as SeenItem['name'],
    t: event.t,
  }));
}

export async function remember(event: Draft): Promise<void> {
  const seen = interactions(event);
  if (!seen[0] || !permitsVisit()) return;
  recent = latest(recent.concat(seen));
  if (!permitsHistory()) return;
  await transact('readwrite', async (store) => {
    const before = (await promisifyRequest<SeenItem[] | undefined>(store.get(SEEN))) ?? [];
    store.put(latest(before.concat(seen)), SEEN);
  });
}

/** What a request for shelves knows of the shopper, as far as the tier permits. */
export async function shopper() {
  if (!permitsHistory()) return { seen: recent };
  let seen = recent;
  try {
    seen = (await transact('readonly', (store) => promisifyRequest<SeenItem[] | undefined>(store.get(SEEN)))) ?? seen;
  } catch {
    // No IndexedDB: this page's are what there is.
  }
  if (!permitsPerson()) return { seen };
  const [device, events] = await readOutbox();
  if (!device) return { seen };
  return {
    // The capsule holds what is acknowledged.
    seen: device.c ? latest(events.flatMap(interactions)) : seen,
    device: device.d,
    ...(device.r && { route: device.r }),
    ...(device.c && { capsule: device.c }),
  };
}

export function forgetSeen(): void {
  recent = [];
}
