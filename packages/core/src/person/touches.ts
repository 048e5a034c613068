/**
 * Which items a person saw and clicked on shelves, and clicked elsewhere: what attribution is told by. Of each kind so many
 * are kept; no kind pushes out another, and what an order rests on stays as long as the order does.
 */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { Sale } from './sales.ts';

/** On a shelf that Edgewise served, or `elsewhere`: clicked on a list of the shop's own. */
export interface Touch {
  item: string;
  kind: 'seen' | 'clicked' | 'elsewhere';
  /** ms since the epoch. */
  time: number;
}

/** Last click: an item that was clicked this long before the order at most. */
export const CLICK_WINDOW_MS = 7 * 86_400_000;
/** Any view: an item that a shelf showed this long before the order at most. */
export const VIEW_WINDOW_MS = 86_400_000;

export const WINDOW_MS: Record<Touch['kind'], number> = {
  seen: VIEW_WINDOW_MS,
  clicked: CLICK_WINDOW_MS,
  elsewhere: CLICK_WINDOW_MS,
};

/** Of one device, beside those that orders rest on: as many of these again at most. */
export const TOUCHES_KEPT: Record<Touch['kind'], number> = { seen: 400, clicked: 300, elsewhere: 300 };

/** The shelf that a list's event is about; undefined where it is a list of the shop's own, or none [X14]. */
export const shelfOf = ({ list, ownList }: Pick<ShopEvent, 'list' | 'ownList'>): string | undefined =>
  ownList ? undefined : list;

/** What kind of touch an event is; undefined for what is none. */
export function touchKind(event: ShopEvent): Touch['kind'] | undefined {
  const isOnShelf = shelfOf(event) !== undefined;
  if (event.name === 'select_item') return isOnShelf ? 'clicked' : 'elsewhere';
  return event.name === 'view_item_list' && isOnShelf ? 'seen' : undefined;
}

interface Touching {
  touches?: Touch[];
}

/** Adds to the contribution, in place. */
export function noteTouches(contribution: Touching, { items, time }: ShopEvent, kind: Touch['kind']): void {
  if (items.length === 0) return;
  contribution.touches ??= [];
  for (const { item } of items) contribution.touches.push({ item, kind, time });
}

/**
 * Lets the oldest go where there are too many, in place: first those with a newer one of the same kind and item. What an
 * order was credited by is kept [X16].
 * @param sales of the whole person; asked only where something has to go
 */
export function trimTouches(contribution: Touching, sales: () => readonly Sale[]): void {
  const { touches = [] } = contribution;
  for (const kind of Object.keys(TOUCHES_KEPT) as Touch['kind'][]) {
    const most = TOUCHES_KEPT[kind];
    const ofKind = touches.filter((touch) => touch.kind === kind);
    if (ofKind.length <= most) continue;
    const needed = restsOn(ofKind, WINDOW_MS[kind], sales());
    const kept = new Set([
      ...ofKind.filter((touch) => needed.has(touch)).slice(-most),
      ...newestFirst(ofKind, needed, most),
    ]);
    contribution.touches = (contribution.touches ?? []).filter((touch) => touch.kind !== kind || kept.has(touch));
  }
}

export function touchesByItem(touches: readonly Touch[]): Map<string, Touch[]> {
  const byItem = new Map<string, Touch[]>();
  for (const touch of touches) {
    const its = byItem.get(touch.item);
    if (its) its.push(touch);
    else byItem.set(touch.item, [touch]);
  }
  return byItem;
}

/** The last touch of each bought item before its order, within the window: no earlier one can matter to that order. */
function restsOn(touches: readonly Touch[], windowMs: number, sales: readonly Sale[]): Set<Touch> {
  const byItem = touchesByItem(touches);
  const needed = new Set<Touch>();
  for (const { lines, time } of sales) {
    for (const [item] of lines) {
      const last = lastBefore(byItem.get(item) ?? [], time, windowMs);
      if (last) needed.add(last);
    }
  }
  return needed;
}

/** The older half of each kind goes, in place: views are many, and no click is to leave for them. @returns how many went */
export function halveTouches(contribution: Touching): number {
  const { touches = [] } = contribution;
  const gone = new Set<Touch>();
  for (const kind of Object.keys(TOUCHES_KEPT)) {
    const ofKind = touches.filter((touch) => touch.kind === kind);
    for (const touch of ofKind.slice(0, Math.ceil(ofKind.length / 2))) gone.add(touch);
  }
  if (gone.size > 0) contribution.touches = touches.filter((touch) => !gone.has(touch));
  return gone.size;
}

/** Each item's newest before any item's second newest. */
function newestFirst(touches: readonly Touch[], needed: ReadonlySet<Touch>, most: number): Touch[] {
  const seen = new Set<string>();
  const [first, again]: [Touch[], Touch[]] = [[], []];
  for (const touch of touches.toReversed()) {
    if (needed.has(touch)) continue;
    (seen.has(touch.item) ? again : first).push(touch);
    seen.add(touch.item);
  }
  return [...first, ...again].slice(0, most);
}

/** The latest of these at or before a moment and no longer before it than the window; of two at once the later told. */
export function lastBefore(touches: readonly Touch[], time: number, windowMs: number, since = 0): Touch | undefined {
  let last: Touch | undefined;
  for (const touch of touches) {
    if (touch.time > time || time - touch.time > windowMs || touch.time < since) continue;
    if (!last || touch.time >= last.time) last = touch;
  }
  return last;
}
