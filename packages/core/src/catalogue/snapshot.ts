/**
 * The catalogue snapshot: what a card and a rule need, read in place. A product's index here is the `index` of
 * candidates and cards; the model has its own item table and is joined by item id.
 *
 * ```
 * meta       u8   JSON, `CatalogueMeta`
 * id.*            string table: item id by index
 * group      i32  ordinal of the item group
 * category   i32  ordinal of the whole path, or -1 · cat.* leaf.*  see category-tree.ts
 * brand      i32  ordinal, or -1
 * stock      i32  pieces, or -1 for "in stock, unknown how many"
 * added      f64  ms since the epoch
 * price      f64  minor units, market by market, NaN where not offered
 * margin     f32  share of the price, market by market, NaN where the cost is unknown; absent where no product states one
 * sale.*          what is asked outside a sale's dates, see dated-sales.ts
 * newest     u32  all indexes, newest first
 * word.* words having norm   see word-index.ts
 * record     u8   the rest, see record.ts · record.at  u32  n + 1 offsets
 * ```
 */
import { fold } from '../language/fold.ts';
import { Snapshot, SnapshotError } from '../snapshot/container.ts';
import { StringTable } from '../snapshot/string-table.ts';
import { CategoryTree } from './category-tree.ts';
import { DatedSales } from './dated-sales.ts';
import type { Product } from './product.ts';
import { readRecord } from './record.ts';
import { WordIndex } from './word-index.ts';

export const CATALOGUE_KIND = 'CATL';
export const CATALOGUE_VERSION = 1;
/** In the stock column: can be bought, and nobody said how many there are. */
export const IN_STOCK = -1;
/** In the price column. */
export const NOT_OFFERED = Number.NaN;

export interface CatalogueMeta {
  version: string;
  /** When it was built, ms since the epoch. */
  built: number;
  /** Market ids in the order of the price column. */
  markets: string[];
}

export interface CatalogueReader {
  readonly size: number;
  readonly version: string;
  /** Index of an item id, or -1. */
  indexOf(item: string): number;
  id(index: number): string;
  /** Ordinal shared by all variants of one item group. */
  group(index: number): number;
  /** Ordinal of the product's whole category path, or -1. `categories` knows the path above it. */
  category(index: number): number;
  readonly categories: CategoryTree;
  /** Ordinal of the brand, or -1. */
  brand(index: number): number;
  /** Ordinal of a brand by its name, or -1. */
  brandNamed(name: string): number;
  inStock(index: number): boolean;
  /** Pieces left, or `IN_STOCK`: nobody said how many. */
  pieces(index: number): number;
  /** (price − cost) ÷ price in this market at a moment, ms since the epoch; NaN where the cost is unknown. */
  marginAt(index: number, market: string, now: number): number;
  /** ms since the epoch. */
  added(index: number): number;
  /** Whether it is offered in this market. */
  isOffered(index: number, market: string): boolean;
  /** What is asked for it in this market at a moment, minor units; NaN where it is not offered there. */
  priceAt(index: number, market: string, now: number): number;
  /** How often a price had changed by a moment: between two with the same answer none does. */
  changesBy(now: number): number;
  /** Index of the product in place `rank` from the newest, rank 0 to `size` − 1. */
  newest(rank: number): number;
  readonly words: WordIndex;
  /** Everything a card shows; the description is not kept. */
  product(index: number): Product;
}

/** Products kept as they were read, about 1 KiB each. */
const PRODUCTS_KEPT = 1_000;

/** A catalogue opened in place. */
export class Catalogue implements CatalogueReader {
  readonly size: number;
  readonly version: string;
  /** When it was built, ms since the epoch. */
  readonly built: number;
  readonly markets: readonly string[];
  readonly byteLength: number;
  readonly categories: CategoryTree;
  readonly words: WordIndex;
  readonly #ids: StringTable;
  readonly #group: Int32Array;
  readonly #category: Int32Array;
  readonly #brand: Int32Array;
  readonly #stock: Int32Array;
  readonly #added: Float64Array;
  readonly #price: Float64Array;
  readonly #margin: Float32Array | undefined;
  readonly #sales: DatedSales;
  #brands: Map<string, number> | undefined;
  readonly #newest: Uint32Array;
  readonly #record: Uint8Array;
  readonly #recordAt: Uint32Array;
  readonly #decoder = new TextDecoder();
  readonly #products = new Map<number, Product>();

  private constructor(snapshot: Snapshot) {
    const meta = snapshot.json<CatalogueMeta>('meta');
    this.version = meta.version;
    this.built = meta.built;
    this.markets = meta.markets;
    this.byteLength = snapshot.byteLength;
    this.#ids = new StringTable(snapshot, 'id');
    this.size = this.#ids.size;
    this.#group = snapshot.column('group', 'i32');
    this.#category = snapshot.column('category', 'i32');
    this.#brand = snapshot.column('brand', 'i32');
    this.#stock = snapshot.column('stock', 'i32');
    this.#added = snapshot.column('added', 'f64');
    this.#price = snapshot.column('price', 'f64');
    this.#margin = snapshot.has('margin') ? snapshot.column('margin', 'f32') : undefined;
    this.#sales = new DatedSales(snapshot);
    this.#newest = snapshot.column('newest', 'u32');
    this.#record = snapshot.column('record', 'u8');
    this.#recordAt = snapshot.column('record.at', 'u32');
    this.categories = new CategoryTree(snapshot);
    this.words = new WordIndex(snapshot);
    for (const column of [this.#group, this.#category, this.#brand, this.#stock, this.#added, this.#newest]) {
      if (column.length !== this.size) {
        throw new SnapshotError('section', `CATL snapshot: a column has ${column.length} rows, expected ${this.size}`);
      }
    }
  }

  /**
   * Opens a file without copying it.
   * @throws SnapshotError that names the fault.
   */
  static from(buffer: ArrayBuffer): Catalogue {
    return new Catalogue(Snapshot.from(buffer, CATALOGUE_KIND, CATALOGUE_VERSION));
  }

  indexOf(item: string): number {
    return this.#ids.indexOf(item);
  }

  /** @throws RangeError outside 0 … size − 1. */
  id(index: number): string {
    return this.#ids.get(index);
  }

  group(index: number): number {
    return this.#group[index]!;
  }

  category(index: number): number {
    return this.#category[index]!;
  }

  brand(index: number): number {
    return this.#brand[index]!;
  }

  /** The file names no brand but in its records, so the first question reads one product of each. */
  brandNamed(name: string): number {
    if (!this.#brands) {
      this.#brands = new Map();
      const read = new Set<number>([-1]);
      for (let index = 0; index < this.size; index++) {
        const ordinal = this.#brand[index]!;
        if (read.has(ordinal)) continue;
        read.add(ordinal);
        this.#brands.set(fold(this.#read(index).brand ?? ''), ordinal);
      }
    }
    return this.#brands.get(fold(name)) ?? -1;
  }

  pieces(index: number): number {
    return this.#stock[index]!;
  }

  marginAt(index: number, market: string, now: number): number {
    const m = this.markets.indexOf(market);
    if (m < 0) return Number.NaN;
    const row = m * this.size + index;
    return this.#sales.margin(row, this.#margin?.[row] ?? Number.NaN, now);
  }

  inStock(index: number): boolean {
    return this.#stock[index] !== 0;
  }

  added(index: number): number {
    return this.#added[index]!;
  }

  isOffered(index: number, market: string): boolean {
    return !Number.isNaN(this.#stated(index, market));
  }

  priceAt(index: number, market: string, now: number): number {
    const m = this.markets.indexOf(market);
    if (m < 0) return NOT_OFFERED;
    const row = m * this.size + index;
    return this.#sales.price(row, this.#price[row]!, now);
  }

  changesBy(now: number): number {
    return this.#sales.changesBy(now);
  }

  /** A sale's price too, whatever its dates. */
  #stated(index: number, market: string): number {
    const m = this.markets.indexOf(market);
    return m < 0 ? NOT_OFFERED : this.#price[m * this.size + index]!;
  }

  newest(rank: number): number {
    return this.#newest[rank]!;
  }

  /** Decodes one record: for cards, not for scans. @throws RangeError outside 0 … size − 1. */
  product(index: number): Product {
    let product = this.#products.get(index);
    if (!product) {
      product = this.#read(index);
      // The popular few stand on most shelves.
      if (this.#products.size >= PRODUCTS_KEPT) this.#products.clear();
      this.#products.set(index, product);
    }
    return product;
  }

  #read(index: number): Product {
    const stock = this.#stock[index]!;
    return readRecord(this.#decoder.decode(this.#record.subarray(this.#recordAt[index]!, this.#recordAt[index + 1]!)), {
      id: this.id(index),
      stock: stock === IN_STOCK ? 'in' : stock === 0 ? 'out' : stock,
      added: this.#added[index]!,
      price: (market) => this.#stated(index, market),
    });
  }
}
