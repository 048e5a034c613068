/**
 * Sales between dates, as columns of the catalogue snapshot: what is asked before and after them. The price and margin columns
 * say what is asked while they are on. Few products have such a sale, so there is a row for each of those alone.
 *
 * ```
 * sale.row     u32  market · size + index, as in the price column
 * sale.usual   f64  minor units, outside the dates
 * sale.margin  f32  at that price, NaN where the cost is unknown
 * sale.from    f64  ms since the epoch; 0: nobody said
 * sale.until   f64  ms since the epoch; Infinity: nobody said
 * ```
 * Missing where no sale has dates, and in snapshots of before: there the price is what the column says.
 */
import { type Snapshot, SnapshotError } from '../snapshot/container.ts';
import { isSaleOn } from './offer-at.ts';
import type { Offer, Product } from './product.ts';

interface DatedSale {
  index: number;
  usual: number;
  margin: number;
  from: number;
  until: number;
}

/** (price − cost) ÷ price, NaN where the cost is unknown. */
export function marginOf(price: number, currency: string, cost: Product['cost']): number {
  return cost?.currency === currency && price > 0 ? (price - cost.amount) / price : Number.NaN;
}

/** Collects what `finish` writes. */
export class DatedSalesWriter {
  readonly #byMarket = new Map<string, DatedSale[]>();

  add(market: string, index: number, { sale, was, currency }: Offer, cost: Product['cost']): void {
    if (!sale || was === undefined) return;
    const { from = 0, until = Number.POSITIVE_INFINITY } = sale;
    const sales = this.#byMarket.get(market) ?? [];
    this.#byMarket.set(market, sales);
    sales.push({ index, usual: was, margin: marginOf(was, currency, cost), from, until });
  }

  columns(markets: readonly string[], size: number) {
    const rows = markets.flatMap((market, m) =>
      (this.#byMarket.get(market) ?? []).map((sale) => ({ ...sale, row: m * size + sale.index })),
    );
    if (rows.length === 0) return {};
    return {
      'sale.row': Uint32Array.from(rows, ({ row }) => row),
      'sale.usual': Float64Array.from(rows, ({ usual }) => usual),
      'sale.margin': Float32Array.from(rows, ({ margin }) => margin),
      'sale.from': Float64Array.from(rows, ({ from }) => from),
      'sale.until': Float64Array.from(rows, ({ until }) => until),
    };
  }
}

export class DatedSales {
  readonly #usual: Float64Array;
  readonly #margin: Float32Array;
  readonly #from: Float64Array;
  readonly #until: Float64Array;
  /** Place by row of the price column. */
  readonly #places: ReadonlyMap<number, number>;
  /** Moments at which a price changes, ascending. */
  readonly #changes: Float64Array;

  /** @throws SnapshotError where the columns do not fit each other */
  constructor(snapshot: Snapshot) {
    const has = snapshot.has('sale.row');
    const row = has ? snapshot.column('sale.row', 'u32') : new Uint32Array();
    this.#usual = has ? snapshot.column('sale.usual', 'f64') : new Float64Array();
    this.#margin = has ? snapshot.column('sale.margin', 'f32') : new Float32Array();
    this.#from = has ? snapshot.column('sale.from', 'f64') : new Float64Array();
    this.#until = has ? snapshot.column('sale.until', 'f64') : new Float64Array();
    for (const { length } of [this.#usual, this.#margin, this.#from, this.#until]) {
      if (length === row.length) continue;
      throw new SnapshotError('section', `CATL snapshot: a column of sales has ${length} rows, expected ${row.length}`);
    }
    this.#places = new Map(Array.from(row, (one, place) => [one, place]));
    this.#changes = Float64Array.from(new Set([...this.#from, ...this.#until])).sort();
  }

  /** @returns the place of a sale that is not on, or -1: the price column is right */
  #off(row: number, now: number): number {
    const place = this.#places.get(row);
    if (place === undefined) return -1;
    return isSaleOn({ from: this.#from[place]!, until: this.#until[place]! }, now) ? -1 : place;
  }

  /** @param stated what the price column says */
  price(row: number, stated: number, now: number): number {
    const place = this.#places.size === 0 ? -1 : this.#off(row, now);
    return place < 0 ? stated : this.#usual[place]!;
  }

  /** @param stated what the margin column says */
  margin(row: number, stated: number, now: number): number {
    const place = this.#places.size === 0 ? -1 : this.#off(row, now);
    return place < 0 ? stated : this.#margin[place]!;
  }

  /** How many of the moments at which a price changes have come. */
  changesBy(now: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#changes[middle]! <= now) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
