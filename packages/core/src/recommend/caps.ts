/** How many of one brand and of one category a shelf may have (plan/SPEC.md, L10): counted while it is filled. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { ShelfRules } from '../plan/shelf-rules.ts';
import type { Proposal } from './strategy.ts';

export class Caps {
  readonly #most: ShelfRules['most'];
  readonly #catalogue: CatalogueReader;
  readonly #brands = new Map<number, number>();
  readonly #categories = new Map<number, number>();

  /** @param there what stands on the shelf already */
  constructor({ most }: ShelfRules, there: readonly { index: number }[], catalogue: CatalogueReader) {
    this.#most = most;
    this.#catalogue = catalogue;
    for (const { index } of there) this.#count(index);
  }

  /**
   * Takes the best that fit.
   * @param best best first
   * @param refuse hears of each that does not fit; then all are looked at, also behind the last that is taken
   */
  take(best: readonly Proposal[], most: number, refuse?: (proposal: Proposal) => void): Proposal[] {
    const taken: Proposal[] = [];
    for (const proposal of best) {
      if (taken.length >= most && !refuse) break;
      if (this.#isFull(proposal.index)) refuse?.(proposal);
      else {
        this.#count(proposal.index);
        taken.push(proposal);
      }
    }
    return taken.slice(0, most);
  }

  #count(index: number): void {
    add(this.#brands, this.#catalogue.brand(index));
    add(this.#categories, this.#catalogue.category(index));
  }

  #isFull(index: number): boolean {
    const { brand, category } = this.#most;
    return (
      (this.#brands.get(this.#catalogue.brand(index)) ?? 0) >= brand ||
      (this.#categories.get(this.#catalogue.category(index)) ?? 0) >= category
    );
  }
}

/** −1 stands for none, of which there may be any number. */
function add(counts: Map<number, number>, ordinal: number): void {
  if (ordinal >= 0) counts.set(ordinal, (counts.get(ordinal) ?? 0) + 1);
}
