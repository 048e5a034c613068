/** Items that were ordered: of them the shop's last word on how many are left is none until its next [L35]. */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { Env } from './bindings.ts';
import { shopOf } from './objects/names.ts';

export async function noteSold(env: Env, site: string, events: readonly ShopEvent[]): Promise<void> {
  const sold = new Map<string, number>();
  for (const { name, items, time } of events) {
    if (name !== 'purchase') continue;
    for (const { item } of items) sold.set(item, Math.max(time, sold.get(item) ?? 0));
  }
  if (sold.size > 0) await shopOf(env, site).noteSold([...sold].map(([item, time]) => ({ item, time })));
}
