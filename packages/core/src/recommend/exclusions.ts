/** What must not stand on a shelf, whatever proposes it. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { CardSource, Situation } from './situation.ts';

export type Hindrance =
  | 'on another shelf'
  | 'on the page or in the cart'
  | 'bought before'
  | 'out of stock'
  | 'not sold in this market';

/** One page's exclusions. It learns what its shelves take, so that nothing stands on two of them. */
export class Exclusions {
  readonly #catalogue: CatalogueReader;
  readonly #market: string;
  /** Item groups: another size of what is in the cart is no recommendation. */
  readonly #present: Set<number>;
  readonly #bought: Set<number>;
  /** Of those present, what waits in the cart: to finish with it is what "continue" is for. */
  readonly #inCart: Set<number>;
  /** Of those present, what this page's shelves took. */
  readonly #taken = new Set<number>();

  constructor(catalogue: CatalogueReader, { page, cart, bought, history, market }: Situation) {
    this.#catalogue = catalogue;
    this.#market = market;
    this.#present = this.#groups(page.item === undefined ? cart : [page.item, ...cart]);
    this.#bought = this.#groups(bought);
    this.#inCart = this.#groups(cart);
    if (page.item !== undefined) for (const group of this.#groups([page.item])) this.#inCart.delete(group);
    for (const { item, kind } of history) if (kind === 'purchase') this.#add(this.#bought, item);
  }

  /**
   * Whether this product may still be shown: it can be bought in this market, is neither the page's nor in the cart nor
   * on the page already, and was not bought before. What was bought may be "recently viewed"; what is in the cart may be
   * where the person left off.
   */
  allows(index: number, strategy: CardSource): boolean {
    const group = this.#catalogue.group(index);
    return (
      !this.#isPresent(group, strategy) &&
      (strategy === 'recently-viewed' || !this.#bought.has(group)) &&
      this.#catalogue.inStock(index) &&
      this.#catalogue.isOffered(index, this.#market)
    );
  }

  /** Why it may not be shown, for `explain`; undefined where it may. */
  why(index: number, strategy: CardSource): Hindrance | undefined {
    const group = this.#catalogue.group(index);
    if (this.#taken.has(group)) return 'on another shelf';
    if (this.#isPresent(group, strategy)) return 'on the page or in the cart';
    if (strategy !== 'recently-viewed' && this.#bought.has(group)) return 'bought before';
    if (!this.#catalogue.inStock(index)) return 'out of stock';
    return this.#catalogue.isOffered(index, this.#market) ? undefined : 'not sold in this market';
  }

  /** This product stands on a shelf now: neither it nor its variants are allowed again. */
  take(index: number): void {
    this.#present.add(this.#catalogue.group(index));
    this.#taken.add(this.#catalogue.group(index));
  }

  #isPresent(group: number, strategy: CardSource): boolean {
    const isUnfinished = strategy === 'unfinished' && this.#inCart.has(group) && !this.#taken.has(group);
    return this.#present.has(group) && !isUnfinished;
  }

  #groups(items: Iterable<string>): Set<number> {
    const groups = new Set<number>();
    for (const item of items) this.#add(groups, item);
    return groups;
  }

  #add(groups: Set<number>, item: string): void {
    const index = this.#catalogue.indexOf(item);
    if (index >= 0) groups.add(this.#catalogue.group(index));
  }
}
