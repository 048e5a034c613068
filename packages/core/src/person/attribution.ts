/**
 * Which of an order's money goes to shelves, item by item [X13]. Last click: the last click on the item within 7 days before
 * the order was on a shelf; a later one on a list of the shop's own takes the credit away. Any view: a shelf showed the item
 * within a day before. So an amount is credited once or not at all, and never more than was paid.
 *
 * Windows as others have them: last click on the bought item within 7 days is Mapp's rule for recommendations
 * (docs.mapp.com, "Registering Recommendation") and the retail-media usage that Topsort describes (docs.topsort.com,
 * "Direct Attribution"); a view counts for less long than a click in both.
 */
import type { Sale } from './sales.ts';
import { CLICK_WINDOW_MS, lastBefore, type Touch, VIEW_WINDOW_MS } from './touches.ts';

/** Minor units of the order's currency. */
export interface Credit {
  byClick: number;
  byView: number;
}

export type TouchesByItem = ReadonlyMap<string, readonly Touch[]>;

/** @param since touches before it count for nothing: the exposure */
export function creditOf({ lines, time }: Sale, touches: TouchesByItem, since: number): Credit {
  const credit: Credit = { byClick: 0, byView: 0 };
  for (const [item, amount] of lines) {
    const its = touches.get(item) ?? [];
    const views = its.filter(({ kind }) => kind === 'seen');
    if (isLastClickOnShelf(its, time, since)) credit.byClick += amount;
    if (lastBefore(views, time, VIEW_WINDOW_MS, since)) credit.byView += amount;
  }
  return credit;
}

/** Of a click on a shelf and one elsewhere in one millisecond, the one elsewhere was last. */
function isLastClickOnShelf(touches: readonly Touch[], time: number, since: number): boolean {
  const last = (which: Touch['kind']) =>
    lastBefore(
      touches.filter(({ kind }) => kind === which),
      time,
      CLICK_WINDOW_MS,
      since,
    );
  const [shelf, elsewhere] = [last('clicked'), last('elsewhere')];
  return shelf !== undefined && (elsewhere === undefined || elsewhere.time < shelf.time);
}
