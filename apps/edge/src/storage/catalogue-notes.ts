/** What the shop's staff should know of their catalogue: how imports went, what is missing in it, what was never shown. */
import { jsonPieces } from './json-pieces.ts';

export const CATALOGUE_NOTES_SCHEMA = `
  CREATE TABLE imports (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, accepted INTEGER NOT NULL, refused INTEGER NOT NULL, errors TEXT NOT NULL,
    broken TEXT
  );
  CREATE TABLE shown (item TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID`;

const IMPORTS_KEPT = 20;
/** What no shelf or list showed for so long is not shown. */
export const SHOWN_LASTS_MS = 30 * 86_400_000;

/** One request of an import. */
export interface ImportNote {
  /** ms since the epoch. */
  at: number;
  accepted: number;
  refused: number;
  /** The first hundred, by line. */
  errors: { line: number; reason: string }[];
  /** Why nothing of it was taken; null where it was. */
  broken: string | null;
}

/** What the products alone do not tell. */
export interface CatalogueNews {
  /** When a shelf or list last showed anything, ms since the epoch; null where none was seen yet. */
  shown_last: number | null;
  /** Newest first. */
  imports: ImportNote[];
}

export class CatalogueNotes {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  noteImport({ at, accepted, refused, errors, broken }: ImportNote): void {
    this.#sql.exec(
      'INSERT INTO imports (at, accepted, refused, errors, broken) VALUES (?, ?, ?, ?, ?)',
      at,
      accepted,
      refused,
      JSON.stringify(errors),
      broken,
    );
    this.#sql.exec('DELETE FROM imports WHERE id <= (SELECT MAX(id) FROM imports) - ?', IMPORTS_KEPT);
  }

  /** Newest first. */
  imports(): ImportNote[] {
    return this.#sql
      .exec<Omit<ImportNote, 'errors'> & { errors: string }>(
        'SELECT at, accepted, refused, errors, broken FROM imports ORDER BY id DESC',
      )
      .toArray()
      .map((row) => ({ ...row, errors: JSON.parse(row.errors) as ImportNote['errors'] }));
  }

  /** Notes when items were shown last. What the catalogue does not have is passed over: anybody can invent an id. */
  noteShown(shown: readonly { item: string; time: number }[], now: number): void {
    for (const piece of jsonPieces(shown)) {
      this.#sql.exec(
        `INSERT INTO shown (item, last)
         SELECT value ->> 'item', MAX(value ->> 'time') FROM json_each(?)
          WHERE EXISTS (SELECT 1 FROM products WHERE products.item = value ->> 'item') GROUP BY 1
         ON CONFLICT DO UPDATE SET last = MAX(last, excluded.last)`,
        piece,
      );
    }
    this.#sql.exec('DELETE FROM shown WHERE last < ?', now - SHOWN_LASTS_MS);
  }

  lastShown(item: string): number | null {
    const [row] = this.#sql.exec<{ last: number }>('SELECT last FROM shown WHERE item = ?', item).toArray();
    return row?.last ?? null;
  }

  news(): CatalogueNews {
    const { last } = this.#sql.exec<{ last: number | null }>('SELECT MAX(last) AS last FROM shown').one();
    return { shown_last: last, imports: this.imports() };
  }

  /** Items that were shown of late. */
  shown(now: number): Set<string> {
    const rows = this.#sql.exec<{ item: string }>('SELECT item FROM shown WHERE last >= ?', now - SHOWN_LASTS_MS);
    return new Set(rows.toArray().map(({ item }) => item));
  }

  /** Products whose title or id holds the text; ASCII letters whatever their case. */
  search(text: string, limit: number): string[] {
    // Not LIKE: the platform allows patterns of 50 bytes.
    return this.#sql
      .exec<{ item: string }>(
        `SELECT item FROM products
          WHERE instr(lower(json_extract(product, '$.title')), lower(?1)) > 0 OR instr(lower(item), lower(?1)) > 0
          ORDER BY item = ?1 DESC, item LIMIT ?2`,
        text,
        limit,
      )
      .toArray()
      .map(({ item }) => item);
  }
}
