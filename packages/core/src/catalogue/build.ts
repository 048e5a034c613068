/** Products → a catalogue snapshot. `snapshot.ts` has the layout and reads it. */
import { LIMITS } from '@edgewise/protocol/limits';
import { fold } from '../language/fold.ts';
import { jsonColumn, writeSnapshot } from '../snapshot/container.ts';
import { stringTableColumns } from '../snapshot/string-table.ts';
import { CategoryTreeBuilder } from './category-tree.ts';
import { DatedSalesWriter, marginOf } from './dated-sales.ts';
import { GrowingColumn } from './growing-column.ts';
import type { Product } from './product.ts';
import { RecordWriter } from './record.ts';
import { CATALOGUE_KIND, CATALOGUE_VERSION, type CatalogueMeta, IN_STOCK, NOT_OFFERED } from './snapshot.ts';
import { contentOf, WordIndexBuilder } from './word-index.ts';

export interface CatalogueStamp {
  /** Names this snapshot; answers repeat it. */
  version: string;
  /** When it is built, ms since the epoch. */
  now: number;
}

/**
 * Builds the snapshot in one pass. Products are taken one at a time and not kept, so memory is what the file takes, twice.
 * Descriptions are left out: no card shows one.
 * @throws Error for a repeated item id, and for more than 64 markets in all.
 */
export function buildCatalogue(products: Iterable<Product>, stamp: CatalogueStamp): Uint8Array<ArrayBuffer> {
  const builder = new CatalogueBuilder();
  for (const product of products) builder.add(product);
  return builder.finish(stamp);
}

/** For products that come from elsewhere than an iterable; `buildCatalogue` otherwise. */
export class CatalogueBuilder {
  readonly #ids = new Set<string>();
  readonly #groups = new Map<string, number>();
  readonly #brands = new Map<string, number>();
  readonly #categories = new CategoryTreeBuilder();
  readonly #words = new WordIndexBuilder();
  readonly #markets = new Map<string, GrowingColumn<Float64Array>>();
  readonly #margins = new Map<string, { index: number; margin: number }[]>();
  readonly #sales = new DatedSalesWriter();
  readonly #group = ints();
  readonly #category = ints();
  readonly #brand = ints();
  readonly #stock = ints();
  readonly #added = floats();
  readonly #records = new RecordWriter();
  readonly #recordAt = new GrowingColumn((length) => new Uint32Array(length));

  constructor() {
    this.#recordAt.push(0);
  }

  add(product: Product): void {
    const index = this.#ids.size;
    this.#ids.add(product.id);
    if (this.#ids.size === index) throw new Error(`catalogue: item '${product.id}' is there twice`);
    this.#group.push(ordinal(this.#groups, product.group));
    this.#category.push(this.#categories.add(product.category));
    this.#brand.push(product.brand === undefined ? -1 : ordinal(this.#brands, fold(product.brand)));
    this.#stock.push(product.stock === 'in' ? IN_STOCK : product.stock === 'out' ? 0 : product.stock);
    this.#added.push(product.added);
    this.#words.add(contentOf(product));
    this.#addPrices(product, index);
    this.#recordAt.push(this.#records.write(product));
  }

  #addPrices(product: Product, index: number): void {
    for (const market of Object.keys(product.offers)) {
      if (this.#markets.has(market)) continue;
      if (this.#markets.size === LIMITS.marketsPerProduct) {
        throw new Error(`catalogue: '${market}' is one more than the ${LIMITS.marketsPerProduct} markets allowed`);
      }
      const prices = floats();
      prices.reserve(index).fill(NOT_OFFERED, 0, index);
      prices.length = index;
      this.#markets.set(market, prices);
    }
    for (const [market, prices] of this.#markets) {
      const offer = Object.hasOwn(product.offers, market) ? product.offers[market] : undefined;
      prices.push(offer ? offer.price : NOT_OFFERED);
      if (!offer) continue;
      this.#sales.add(market, index, offer, product.cost);
      const margin = marginOf(offer.price, offer.currency, product.cost);
      if (Number.isNaN(margin)) continue;
      const margins = this.#margins.get(market) ?? [];
      this.#margins.set(market, margins);
      margins.push({ index, margin });
    }
  }

  finish({ version, now }: CatalogueStamp): Uint8Array<ArrayBuffer> {
    const size = this.#ids.size;
    const meta: CatalogueMeta = { version, built: now, markets: [...this.#markets.keys()] };
    const price = new Float64Array(size * meta.markets.length);
    [...this.#markets.values()].forEach((prices, m) => {
      price.set(prices.entries, m * size);
    });
    const margin = new Float32Array(this.#margins.size > 0 ? price.length : 0).fill(Number.NaN);
    for (const [market, margins] of this.#margins) {
      const from = meta.markets.indexOf(market) * size;
      for (const one of margins) margin[from + one.index] = one.margin;
    }
    const added = this.#added.entries;
    const newest = Uint32Array.from({ length: size }, (_, i) => i).sort((a, b) => added[b]! - added[a]! || a - b);
    return writeSnapshot(CATALOGUE_KIND, CATALOGUE_VERSION, {
      meta: jsonColumn(meta),
      ...stringTableColumns('id', [...this.#ids]),
      group: this.#group.entries,
      category: this.#category.entries,
      brand: this.#brand.entries,
      stock: this.#stock.entries,
      added,
      price,
      ...(margin.length > 0 && { margin }),
      ...this.#sales.columns(meta.markets, size),
      newest,
      ...this.#categories.columns(),
      ...this.#words.columns(),
      'record.at': this.#recordAt.entries,
      record: this.#records.pieces,
    });
  }
}

const ints = () => new GrowingColumn((length) => new Int32Array(length));
const floats = () => new GrowingColumn((length) => new Float64Array(length));

function ordinal(ordinals: Map<string, number>, name: string): number {
  let found = ordinals.get(name);
  if (found === undefined) {
    found = ordinals.size;
    ordinals.set(name, found);
  }
  return found;
}
