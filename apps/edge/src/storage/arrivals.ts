/** Products of imports that are not judged yet [A11]: they wait beside the catalogue, and go into it whole or not at all. */
import type { Product } from '@edgewise/core/catalogue/product';
import { jsonPieces } from './json-pieces.ts';

export const ARRIVALS_SCHEMA = `
  CREATE TABLE arriving (
    import TEXT NOT NULL, item TEXT NOT NULL, product TEXT NOT NULL, stated INTEGER NOT NULL, PRIMARY KEY (import, item)
  ) WITHOUT ROWID`;

/** An import of which nothing more comes is forgotten after so long: as long as one waits, no stock is told [L35]. */
export const WAITS_MS = 3_600_000;

export class Arrivals {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds to an import. The last row of an item counts. @param stated when the shop began to say so, ms since the epoch */
  add(name: string, products: readonly Product[], stated: number): void {
    for (const piece of jsonPieces(products)) {
      this.#sql.exec(
        `INSERT OR REPLACE INTO arriving (import, item, product, stated)
         SELECT ?, json_extract(value, '$.id'), value, ? FROM json_each(?)`,
        name,
        stated,
        piece,
      );
    }
  }

  /**
   * Puts an import into the catalogue. A product that was there keeps the day it was first seen; one that another import stated
   * while this one was on its way stays as that one has it.
   */
  take(name: string): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO products (item_group, item, product, changed)
       SELECT new.product ->> '$.group', new.item,
              CASE WHEN old.product ->> '$.added' < new.product ->> '$.added'
                   THEN json_set(new.product, '$.added', old.product -> '$.added') ELSE new.product END,
              new.stated
         FROM arriving AS new LEFT JOIN products AS old USING (item)
        WHERE import = ? AND (old.changed IS NULL OR old.changed <= new.stated)`,
      name,
    );
  }

  /** How many markets the catalogue has with this import in it. */
  marketsWith(name: string): number {
    return this.#sql
      .exec<{ n: number }>(
        `SELECT COUNT(*) AS n FROM (
           SELECT offer.key FROM arriving, json_each(product, '$.offers') AS offer WHERE import = ?1
           UNION SELECT offer.key FROM products, json_each(product, '$.offers') AS offer
            WHERE NOT EXISTS (SELECT 1 FROM arriving WHERE import = ?1 AND arriving.item = products.item))`,
        name,
      )
      .one().n;
  }

  /** Whether rows of it wait. */
  has(name: string): boolean {
    return this.#sql.exec('SELECT 1 FROM arriving WHERE import = ? LIMIT 1', name).toArray().length > 0;
  }

  /** Forgets an import, and with it what `dropOld` forgets. */
  drop(name: string, now: number): void {
    this.#sql.exec('DELETE FROM arriving WHERE import = ?', name);
    this.dropOld(now);
  }

  /** Forgets the imports that nobody brought to their end. */
  dropOld(now: number): void {
    this.#sql.exec(
      'DELETE FROM arriving WHERE import IN (SELECT import FROM arriving GROUP BY import HAVING MAX(stated) < ?)',
      now - WAITS_MS,
    );
  }
}
