/**
 * The part of a product that no column holds, as one JSON array a product: field names would be a third of the file.
 *
 * ```
 * [title, category, {market: [url, currency, was | 0, title | 0, from?, until?]}, image [url, width, height] | 0, brand | 0,
 *  group | 0, stated?]
 * ```
 * 0 stands for "none", and what is marked with ? may be missing; a group equal to the item id is none; prices stand in their column.
 */
import type { Offer, Product } from './product.ts';

type StoredOffer =
  | [url: string, currency: string, was: number, title: string | 0]
  | [url: string, currency: string, was: number, title: string | 0, from: number, until: number];

type Stored = [
  title: string,
  category: string[],
  offers: Record<string, StoredOffer>,
  image: [url: string, width: number, height: number] | 0,
  brand: string | 0,
  group: string | 0,
  stated?: number,
];

const PIECE_BYTES = 256 * 1024;

/** Collects records in pieces of 256 KiB, so that growing copies nothing. */
export class RecordWriter {
  readonly #encoder = new TextEncoder();
  readonly #full: Uint8Array[] = [];
  #piece = new Uint8Array(PIECE_BYTES);
  #used = 0;
  #total = 0;

  /** @returns bytes of all records so far. */
  write({ id, group, title, brand, category, image, offers, stock, stated }: Product): number {
    const stored: Stored = [
      title,
      category,
      Object.fromEntries(
        Object.entries(offers).map(([market, { url, currency, was, title, sale }]): [string, StoredOffer] => {
          const offer: StoredOffer = [url, currency, was ?? 0, title ?? 0];
          return [market, sale ? [...offer, sale.from ?? 0, sale.until ?? 0] : offer];
        }),
      ),
      image ? [image.url, image.width, image.height] : 0,
      brand ?? 0,
      group === id ? 0 : group,
    ];
    // Of a number alone anybody asks how old it is.
    if (typeof stock === 'number' && stated !== undefined) stored.push(stated);
    const json = JSON.stringify(stored);
    if (this.#used + json.length * 3 > this.#piece.length) {
      this.#full.push(this.#piece.subarray(0, this.#used));
      this.#piece = new Uint8Array(Math.max(PIECE_BYTES, json.length * 3));
      this.#used = 0;
    }
    const { written } = this.#encoder.encodeInto(json, this.#piece.subarray(this.#used));
    this.#used += written;
    this.#total += written;
    return this.#total;
  }

  get pieces(): Uint8Array[] {
    return [...this.#full, this.#piece.subarray(0, this.#used)];
  }
}

/** What the columns say of a product. */
export interface Columns extends Pick<Product, 'id' | 'stock' | 'added'> {
  /** Minor units. */
  price(market: string): number;
}

/** @param json One record, as `RecordWriter` wrote it. */
export function readRecord(json: string, { id, stock, added, price }: Columns): Product {
  const [title, category, stored, image, brand, group, stated] = JSON.parse(json) as Stored;
  const offers: Record<string, Offer> = {};
  for (const market of Object.keys(stored)) {
    const [url, currency, was, ownTitle, from, until] = stored[market]!;
    offers[market] = {
      url,
      price: price(market),
      currency,
      ...(was !== 0 && { was }),
      ...(ownTitle !== 0 && { title: ownTitle }),
      ...((from || until) && { sale: { ...(from && { from }), ...(until && { until }) } }),
    };
  }
  return {
    group: group === 0 ? id : group,
    id,
    title,
    ...(brand !== 0 && { brand }),
    category,
    ...(image !== 0 && { image: { url: image[0], width: image[1], height: image[2] } }),
    offers,
    stock,
    added,
    ...(stated !== undefined && { stated }),
  };
}
