/**
 * The catalogue snapshot: what a card and a rule need, read in place. A product's index here is the `index` of
 * candidates and cards; the model has its own item table and is joined by item id.
 */
export interface CatalogueReader {
  readonly size: number;
  readonly version: string;
  /** Index of an item id, or -1. */
  indexOf(item: string): number;
  id(index: number): string;
  /** Ordinal shared by all variants of one item group. */
  group(index: number): number;
  /** Ordinal of the product's whole category path, and of each of its prefixes: `categoryDepth` of them. */
  category(index: number): number;
  inStock(index: number): boolean;
  /** ms since the epoch. */
  added(index: number): number;
}
