/** A page decided as if another arm had been dealt. What cannot come out otherwise is not decided again. */
import type { Placement } from '../plan/plan.ts';
import { decide, placementsOf, type Shop, type WantedShelf } from './pipeline.ts';
import type { ShelfDecision, Situation } from './situation.ts';

/** What was decided, and the rules that were in force. */
export interface Decided {
  decisions: ShelfDecision[];
  rules: Shop['rules'];
}

/**
 * @param before of the same page, situation and shop, under other arms
 * @returns as `decide`
 */
export function decideAgain(
  before: Decided,
  wanted: readonly WantedShelf[],
  situation: Situation,
  shop: Shop,
): ShelfDecision[] {
  const placements = placementsOf(wanted, shop);
  const isSame =
    before.rules?.key === shop.rules?.key &&
    placements.every((placement, i) => choiceOf(placement) === choiceOf(before.decisions[i]!.placement));
  if (!isSame) return decide(wanted, situation, shop);
  return placements.map((placement, i) => ({ ...before.decisions[i]!, placement }));
}

/** What of a placement decides on its cards; the rest is how they look. */
const choiceOf = ({ count, strategies, blend }: Placement): string => JSON.stringify([count, strategies, blend]);
