/** A page decided as if another arm had been dealt. What cannot come out otherwise is not decided again. */
import { deepEqual } from '../conditions/values.ts';
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
    haveSameRules(before.rules, shop.rules) &&
    placements.every((placement, i) => chooseAlike(placement, before.decisions[i]!.placement));
  if (!isSame) return decide(wanted, situation, shop);
  return placements.map((placement, i) => ({ ...before.decisions[i]!, placement }));
}

const haveSameRules = (a: Shop['rules'], b: Shop['rules']): boolean => (a && b ? a.isSameAs(b) : a === b);

/** What of a placement decides on its cards; the rest is how they look. */
const chooseAlike = (a: Placement, b: Placement): boolean =>
  a.count === b.count && deepEqual(a.strategies, b.strategies) && deepEqual(a.blend, b.blend);
