/** Which items shelves and lists have shown, for the list of those that never were: told to the Shop once an item and day. */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { Env } from './bindings.ts';
import { shopOf } from './objects/names.ts';

const DAY_MS = 86_400_000;
/** Items remembered by this isolate, all sites together. */
const MOST_NOTED = 200_000;

/** `<site> <day> <item>` of what the Shop knows. */
const noted = new Set<string>();

/** Forgets what was told, as a new isolate does. */
export const forgetShown = (): void => noted.clear();

export async function noteShown(env: Env, site: string, events: readonly ShopEvent[], now: number): Promise<void> {
  const fresh = new Map<string, { item: string; time: number }>();
  for (const { name, list, items, time } of events) {
    if (name !== 'view_item_list' || list === undefined) continue;
    for (const { item } of items) {
      const key = `${site} ${Math.floor(time / DAY_MS)} ${item}`;
      if (!noted.has(key)) fresh.set(key, { item, time: Math.min(time, now) });
    }
  }
  if (fresh.size === 0) return;
  await shopOf(env, site).noteShown([...fresh.values()], now);
  if (noted.size > MOST_NOTED) noted.clear();
  for (const key of fresh.keys()) noted.add(key);
}
