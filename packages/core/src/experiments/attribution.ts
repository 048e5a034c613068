/**
 * Which shelf was near a sale [X13]. Not what caused it: that is lift over the holdout's to say, and both answers say so.
 */

export interface ShelfEvent {
  unit: string;
  /** ms since the epoch. */
  time: number;
  item: string;
  placement: string;
  kind: 'view' | 'click';
}

export interface OrderLine {
  unit: string;
  time: number;
  item: string;
  /** Minor units, quantity included. */
  value: number;
}

export const CLICK_WINDOW_MS = 7 * 86_400_000;
export const VIEW_WINDOW_MS = 86_400_000;

export interface Credit {
  /** Minor units by placement; they add up to what was credited, not a unit more. */
  value: Map<string, number>;
  lines: Map<string, number>;
  /** What no shelf was near. */
  rest: number;
}

/** Each line to the placement of the last click on that item inside the window. */
export function lastClick(
  events: Iterable<ShelfEvent>,
  lines: readonly OrderLine[],
  windowMs = CLICK_WINDOW_MS,
): Credit {
  return credit(events, lines, 'click', windowMs, (near) => near.slice(-1));
}

/** Each line to every placement that showed the item inside the window, shared equally. */
export function anyView(events: Iterable<ShelfEvent>, lines: readonly OrderLine[], windowMs = VIEW_WINDOW_MS): Credit {
  return credit(events, lines, 'view', windowMs, (near) => near);
}

function credit(
  events: Iterable<ShelfEvent>,
  lines: readonly OrderLine[],
  kind: ShelfEvent['kind'],
  windowMs: number,
  choose: (near: ShelfEvent[]) => ShelfEvent[],
): Credit {
  const seen = new Map<string, ShelfEvent[]>();
  const keyOf = ({ unit, item }: { unit: string; item: string }) => JSON.stringify([unit, item]);
  for (const event of events) {
    if (event.kind !== kind) continue;
    const key = keyOf(event);
    const had = seen.get(key);
    if (had) had.push(event);
    else seen.set(key, [event]);
  }
  for (const list of seen.values()) list.sort((a, b) => a.time - b.time);

  const result: Credit = { value: new Map(), lines: new Map(), rest: 0 };
  for (const line of lines) {
    const near = (seen.get(keyOf(line)) ?? []).filter(({ time }) => time <= line.time && line.time - time < windowMs);
    const placements = [...new Set(choose(near).map(({ placement }) => placement))].sort();
    if (placements.length === 0) result.rest += line.value;
    // Whole minor units: what division leaves goes to the first ones.
    const part = Math.trunc(line.value / placements.length);
    const left = line.value - part * placements.length;
    for (const [i, placement] of placements.entries()) {
      const extra = i < Math.abs(left) ? Math.sign(left) : 0;
      result.value.set(placement, (result.value.get(placement) ?? 0) + part + extra);
      result.lines.set(placement, (result.lines.get(placement) ?? 0) + 1 / placements.length);
    }
  }
  return result;
}
