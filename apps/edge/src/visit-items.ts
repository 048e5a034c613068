/**
 * What a visit did, for its next page's shelves at tier `session`: there the browser keeps the visit's id and no more. In the
 * cache of the place that answers this visitor, half an hour after its last event; where there is no cache (workers.dev), or
 * another place answers, a shelf knows what the page tells.
 */
import { KIND } from '@edgewise/core/person/collect';
import { type Known, NOBODY } from '@edgewise/core/person/situation';
import type { ShopEvent } from '@edgewise/protocol/shop-event';

const LASTS_SECONDS = 1800;
/** A batch that is repeated has its times corrected anew. */
const SAME_WITHIN_MS = 5_000;
/** As many as a request for shelves may tell itself. */
const MOST = 100;

interface Visit extends Known {
  history: { item: string; kind: 'view' | 'cart' | 'purchase'; time: number }[];
  cart: string[];
  bought: string[];
}

/** By site first [T1]. Names that no page can ask for: the cache is the zone's. */
const keyOf = (site: string, visit: string): string =>
  `https://visits.edgewise.invalid/${encodeURIComponent(site)}/${encodeURIComponent(visit)}`;

const visits = (): Promise<Cache> => caches.open('visits');

async function read(site: string, visit: string): Promise<Visit | undefined> {
  const kept = await (await visits()).match(keyOf(site, visit));
  return kept && (await kept.json<Visit>());
}

export const knownVisit = async (site: string, visit: string): Promise<Known> => (await read(site, visit)) ?? NOBODY;

export async function rememberVisit(site: string, visit: string, events: readonly ShopEvent[]): Promise<void> {
  const { history, cart, bought } = (await read(site, visit)) ?? { history: [], cart: [], bought: [] };
  const inCart = new Set(cart);
  const before = history.length;
  for (const { name, items, time } of events) {
    for (const { item } of items) {
      const kind = KIND.get(name);
      if (name === 'remove_from_cart' || kind === 'purchase') inCart.delete(item);
      if (kind === 'cart') inCart.add(item);
      if (kind === 'purchase') bought.push(item);
      const isKnown = history.some(
        (one) => one.item === item && one.kind === kind && Math.abs(one.time - time) <= SAME_WITHIN_MS,
      );
      if (kind && !isKnown) history.push({ item, kind, time });
    }
  }
  if (history.length === before && inCart.size === cart.length) return;
  const now: Visit = { history: history.slice(-MOST), cart: [...inCart].slice(-MOST), bought: bought.slice(-MOST) };
  const headers = { 'cache-control': `max-age=${LASTS_SECONDS}`, 'content-type': 'application/json' };
  await (await visits()).put(keyOf(site, visit), new Response(JSON.stringify(now), { headers }));
}
