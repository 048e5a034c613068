/** Keeps a shelf from being one thing over and over, without hiding what is clearly better. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Proposal } from './strategy.ts';

/** Neighbouring cards that may share a category, or a brand. */
export const LONGEST_RUN = 3;

/** A card is moved ahead of a better one only if it has at least this part of its score. */
const WORTH = 0.5;

/**
 * Chooses up to `count` of the proposals: the best first, except that one which would lengthen a run beyond
 * `LONGEST_RUN` waits for the next that does not and is worth half as much. Where none is, the run goes on.
 * @param proposals Best first.
 * @param before Catalogue indexes already on the shelf, in order.
 */
export function chooseDiverse(
  proposals: readonly Proposal[],
  count: number,
  before: readonly number[],
  catalogue: CatalogueReader,
): Proposal[] {
  const left = proposals.slice();
  const chosen: Proposal[] = [];
  const shelf = before.slice();
  while (chosen.length < count && left.length > 0) {
    const least = left[0]!.score * WORTH;
    const found = left.findIndex(({ index, score }) => score >= least && !lengthensRun(index, shelf, catalogue));
    const [next] = left.splice(Math.max(found, 0), 1);
    chosen.push(next!);
    shelf.push(next!.index);
  }
  return chosen;
}

function lengthensRun(index: number, shelf: readonly number[], catalogue: CatalogueReader): boolean {
  if (shelf.length < LONGEST_RUN) return false;
  const category = catalogue.category(index);
  const brand = catalogue.brand(index);
  let categories = 0;
  let brands = 0;
  for (let i = shelf.length - LONGEST_RUN; i < shelf.length; i++) {
    if (category >= 0 && catalogue.category(shelf[i]!) === category) categories++;
    if (brand >= 0 && catalogue.brand(shelf[i]!) === brand) brands++;
  }
  return categories === LONGEST_RUN || brands === LONGEST_RUN;
}
