/** New arrivals: what a shop without any behaviour shows. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Proposal } from './strategy.ts';

/** Products looked at before giving up: a category that nothing new entered is not worth a walk of the whole catalogue. */
const MOST_WALKED = 4_096;

/** Newest first; the score is the time it was added. */
export function* newest(catalogue: CatalogueReader): Generator<Proposal> {
  const end = Math.min(catalogue.size, MOST_WALKED);
  for (let rank = 0; rank < end; rank++) {
    const index = catalogue.newest(rank);
    yield { index, score: catalogue.added(index) };
  }
}
