/** What a request for shelves and the person's profile say together: the situation a decision is made from. */
import type { SeenItem, WirePage } from '@edgewise/protocol/events';
import { correctTime } from '@edgewise/protocol/parse';
import type { Interaction, InteractionKind, Situation } from '../recommend/situation.ts';

/** What is known of the person, from the capsule or their object. */
export interface Known {
  history: readonly Interaction[];
  cart: readonly string[];
  bought: readonly string[];
  /** Segments that the person is in. */
  segments?: readonly string[];
}

export const NOBODY: Known = { history: [], cart: [], bought: [] };

const KIND: Partial<Record<SeenItem['name'], InteractionKind>> = {
  view_item: 'view',
  add_to_cart: 'cart',
  purchase: 'purchase',
};

/** The page's copy of an interaction and the capsule's differ by rounding and by the clock's correction. */
const SAME_WITHIN_MS = 5_000;
const KEPT_HISTORY = 100;

export interface PageRequest {
  page: WirePage;
  seen: readonly SeenItem[];
  /** Item ids; missing where the page does not know the cart. */
  cart?: readonly string[] | undefined;
  /** Device clock, ms since the epoch. */
  sent: number;
}

/**
 * @param now server clock, ms since the epoch
 */
export function situationOf(request: PageRequest, known: Known, market: string, now: number): Situation {
  const seen = request.seen.map((one) => ({ ...one, time: correctTime(one.t, request.sent, now) }));
  const history = [...known.history];
  for (const { item_id: item, name, time } of seen) {
    const kind = KIND[name];
    if (!kind) continue;
    const isKnown = known.history.some(
      (h) => h.item === item && h.kind === kind && Math.abs(h.time - time) <= SAME_WITHIN_MS,
    );
    if (!isKnown) history.push({ item, kind, time });
  }
  history.sort((a, b) => a.time - b.time);

  const cart = new Set(request.cart ?? known.cart);
  const bought = new Set(known.bought);
  for (const { item_id: item, name } of seen) {
    if (name === 'purchase') bought.add(item);
    if (request.cart !== undefined) continue;
    if (name === 'add_to_cart') cart.add(item);
    else if (name === 'remove_from_cart' || name === 'purchase') cart.delete(item);
  }

  const { type, item_id: item, item_category: category, search_term: searchTerm } = request.page;
  if (type === 'product' && item !== undefined && history.at(-1)?.item !== item) {
    history.push({ item, kind: 'view', time: now });
  }
  return {
    now,
    market,
    page: {
      type,
      ...(item !== undefined && { item }),
      ...(category !== undefined && { category }),
      ...(searchTerm !== undefined && { searchTerm }),
    },
    history: history.slice(-KEPT_HISTORY),
    cart: [...cart],
    bought: [...bought],
  };
}
