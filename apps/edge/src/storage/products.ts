/** A shop's products as it stated them: one row an item. */
import type { Product } from '@edgewise/core/catalogue/product';
import { jsonPieces } from './json-pieces.ts';

type ProductRow = { product: string; changed: number };

/** As the shop stated it, and when. */
const productOf = ({ product, changed }: ProductRow): Product => ({
  ...(JSON.parse(product) as Product),
  stated: changed,
});

export class Products {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  *all(): Generator<Product> {
    for (const row of this.#sql.exec<ProductRow>('SELECT product, changed FROM products ORDER BY item')) {
      yield productOf(row);
    }
  }

  count(): number {
    return this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM products').one().n;
  }

  /** A product as it was imported, as JSON, or null. */
  one(item: string): string | null {
    const [row] = this.#sql.exec<{ product: string }>('SELECT product FROM products WHERE item = ?', item).toArray();
    return row?.product ?? null;
  }

  /** Those of the items that there are. */
  known(items: readonly string[]): Set<string> {
    return new Set(
      this.#sql
        .exec<{ item: string }>(
          'SELECT item FROM products WHERE item IN (SELECT value FROM json_each(?))',
          JSON.stringify(items),
        )
        .toArray()
        .map(({ item }) => item),
    );
  }

  /** What is popular, best first, in the place of what was. */
  setPopular(items: readonly string[]): void {
    this.#sql.exec('DELETE FROM popular');
    for (const piece of jsonPieces(items.map((item, place) => [place, item]))) {
      this.#sql.exec('INSERT INTO popular (place, item) SELECT value ->> 0, value ->> 1 FROM json_each(?)', piece);
    }
  }

  /** What is popular, then what is newest. */
  first(most: number): Product[] {
    return this.#sql
      .exec<ProductRow>(
        `SELECT product, changed FROM products LEFT JOIN popular USING (item)
          ORDER BY place IS NULL, place, json_extract(product, '$.added') DESC LIMIT ?`,
        most,
      )
      .toArray()
      .map(productOf);
  }
}
