/** Which lists are shelves: those of the plan's placements. A shop has lists of its own, by the same events [X14]. */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { ARMS_PARAM } from '../person/outcomes.ts';

/**
 * Marks, in place, what lists of the shop's own say. What carries arms of experiments was served by Edgewise, whatever the
 * plan says by now.
 * @param placements ids that are shelves, or were lately
 */
export function markOwnLists(events: readonly ShopEvent[], placements: ReadonlySet<string>): void {
  for (const event of events) {
    if (event.name !== 'view_item_list' && event.name !== 'select_item') continue;
    const list = event.list ?? event.items.find((item) => item.list !== undefined)?.list;
    if (list !== undefined) event.list = list;
    const isShelf = list !== undefined && placements.has(list);
    if (!isShelf && event.params[ARMS_PARAM] === undefined) event.ownList = true;
  }
}
