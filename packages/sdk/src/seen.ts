import type { SeenItem, WireEvent } from '@edgewise/protocol/events';

/** What the worker takes in one request. */
const LIMIT = 100;

/** What an event says about items that a shelf should know of. */
export function interactions({ name, params, t }: Omit<WireEvent, 'n'>): SeenItem[] {
  const isTelling = /^(view_item|select_item|purchase|(add_to|remove_from)_cart)$/.test(name);
  const items = (isTelling && params?.items) || [];
  return items.map(({ item_id }) => ({ item_id, name: name as SeenItem['name'], t }));
}

/** Oldest first, as many as a request may carry. */
export const latest = (seen: SeenItem[]): SeenItem[] => seen.slice(-LIMIT);
