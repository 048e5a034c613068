/** What the person looked at or put in a cart, last first. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Interaction } from './situation.ts';
import type { Proposal } from './strategy.ts';

/** @param history Oldest first. Items that have left the catalogue are passed over. The score is the time. */
export function* recentlyViewed(history: readonly Interaction[], catalogue: CatalogueReader): Generator<Proposal> {
  const seen = new Set<string>();
  for (let i = history.length - 1; i >= 0; i--) {
    const { item, kind, time } = history[i]!;
    if (kind === 'purchase' || seen.has(item)) continue;
    seen.add(item);
    const index = catalogue.indexOf(item);
    if (index >= 0) yield { index, score: time };
  }
}
