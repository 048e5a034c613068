/** Where the person left off: first what was put in a cart, then what was looked at more than once, then the rest. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Interaction } from './situation.ts';
import type { Proposal } from './strategy.ts';

const CARTED = 2;
const LOOKED_AT_AGAIN = 1;

/**
 * The same order as the device's own (`itemsOf` in the SDK), so that nothing changes places when the answer comes. Bought
 * items are the exclusions' to keep out. @param history Oldest first
 */
export function* unfinished(history: readonly Interaction[], catalogue: CatalogueReader): Generator<Proposal> {
  const weights = new Map<string, number>();
  for (const { item, kind } of history.toReversed()) {
    const weight = weights.get(item);
    if (kind === 'cart') weights.set(item, CARTED);
    else if (kind === 'view') weights.set(item, weight === undefined ? 0 : weight || LOOKED_AT_AGAIN);
  }
  // Within one weight the last comes first: sorting keeps their order.
  for (const [item, weight] of [...weights].sort(([, a], [, b]) => b - a)) {
    const index = catalogue.indexOf(item);
    if (index >= 0) yield { index, score: weight };
  }
}
