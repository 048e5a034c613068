/**
 * Orders that came after clicks on shelves: the shards of their people know the clicks, the first one the orders. Read a page of
 * orders at a time: a year of them, or as many as somebody makes up, is more than one call between objects holds.
 */
import type { Shards } from './shards-of-site.ts';
import type { Attributed } from './storage/pulse/attributed.ts';
import type { Window } from './storage/pulse/presence-sums.ts';

/** Of the longest ids there are, a third of what a call holds. */
const ORDERS_A_PAGE = 50_000;

async function* pagesOf(
  shards: Shards,
  window: Window,
  size: number,
): AsyncGenerator<{ orders: Set<string>; clicked: Attributed[] }> {
  for (let after = ''; ; ) {
    const ids = await shards[0]!.orderIds(window, after, size);
    const upTo = ids.length < size ? null : ids.at(-1)!;
    const clicked =
      ids.length === 0 ? [] : await Promise.all(shards.map((shard) => shard.attributed(window, after, upTo)));
    yield { orders: new Set(ids), clicked: clicked as Attributed[] };
    if (upTo === null) return;
    after = upTo;
  }
}

/** How many orders there are of people who can be told, and of how many the person had clicked a shelf. */
export async function readClickedOrders(shards: Shards, window: Window, size = ORDERS_A_PAGE) {
  const sums = { orders: 0, clicked: 0 };
  for await (const { orders, clicked } of pagesOf(shards, window, size)) {
    sums.orders += orders.size;
    sums.clicked += new Set(clicked.flatMap((part) => part.orders).filter((id) => orders.has(id))).size;
  }
  return sums;
}

/** Items bought that were last clicked on a shelf, by shelf. */
export async function readBoughtAfterClick(
  shards: Shards,
  window: Window,
  size = ORDERS_A_PAGE,
): Promise<Map<string, number>> {
  const items = new Map<string, number>();
  for await (const { orders, clicked } of pagesOf(shards, window, size)) {
    for (const one of clicked.flatMap((part) => part.bought)) {
      if (orders.has(one.order)) items.set(one.shelf, (items.get(one.shelf) ?? 0) + one.items);
    }
  }
  return items;
}
