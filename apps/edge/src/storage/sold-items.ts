/**
 * Products of which pieces were counted, and that were ordered since: how many are left is not known until the shop says so
 * again. And whether everything the shop said is published.
 */
import { jsonPieces } from './json-pieces.ts';

export const STOCK_SCHEMA = `
  CREATE TABLE sold (item TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE catalogue_rows (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL, published INTEGER NOT NULL);
  INSERT INTO catalogue_rows (id, revision, published) VALUES (1, 0, 0)`;

/** What an isolate is told at most; where there are more, no number is said at all. */
const MOST_SOLD = 2_000;

export class StockDoubts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Items that are not in the catalogue, or not counted, or counted since, are passed over. */
  add(sold: readonly { item: string; time: number }[]): void {
    for (const piece of jsonPieces(sold)) {
      this.#sql.exec(
        `INSERT INTO sold (item, at)
         SELECT item, value ->> 'time' FROM json_each(?) JOIN products ON item = value ->> 'item'
          WHERE json_type(product, '$.stock') = 'integer' AND changed <= value ->> 'time'
         ON CONFLICT DO UPDATE SET at = MAX(at, excluded.at)`,
        piece,
      );
    }
  }

  /** The shop has stated an import's rows anew: what was sold before then is counted in them. */
  stated(name: string): void {
    this.#sql.exec(
      `DELETE FROM sold WHERE EXISTS (
         SELECT 1 FROM arriving WHERE import = ? AND arriving.item = sold.item AND sold.at < stated)`,
      name,
    );
    this.#sql.exec('UPDATE catalogue_rows SET revision = revision + 1');
  }

  /** Of the rows, to be handed to `published` with the snapshot that has them. */
  revision(): number {
    return this.#sql.exec<{ revision: number }>('SELECT revision FROM catalogue_rows').one().revision;
  }

  published(revision: number): void {
    this.#sql.exec('UPDATE catalogue_rows SET published = ?', revision);
  }

  /** Null where nothing is known: rows came after the snapshot was made, or too much was sold to name. */
  sold(): string[] | null {
    const { behind } = this.#sql
      .exec<{ behind: number }>(
        'SELECT revision <> published OR EXISTS (SELECT 1 FROM arriving) AS behind FROM catalogue_rows',
      )
      .one();
    if (behind) return null;
    const rows = this.#sql.exec<{ item: string }>('SELECT item FROM sold LIMIT ?', MOST_SOLD + 1).toArray();
    return rows.length > MOST_SOLD ? null : rows.map(({ item }) => item);
  }
}
