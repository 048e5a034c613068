/** Erasures under way, what they left as tombstones, and their receipts, in the ledger's SQLite. */
import type { OutcomeMessage } from '@edgewise/core/person/messages';
import type { ErasureReceipt } from '@edgewise/protocol/events';

export const ERASURE_SCHEMA = `
  CREATE TABLE tombstones (digest TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE erasures (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, scope TEXT NOT NULL, counts TEXT NOT NULL, again TEXT, again_due INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE erasure_tasks (id INTEGER PRIMARY KEY, erasure TEXT NOT NULL, task TEXT NOT NULL);`;

/** What was said without a date counts again of whom the staff has let in since. */
export const READMISSION_SCHEMA = 'ALTER TABLE tombstones ADD COLUMN readmitted INTEGER';

/** One idempotent piece of an erasure. Names of sequences are what stands in `Contribution.device`. */
export type ErasureTask =
  /** Freezes a seat at a person and learns what else there is to empty. */
  | { do: 'survey'; person: string; seat: string; places: string[]; names?: string[] }
  | { do: 'person'; person: string; seat: string }
  /** What is left of them in the figures of experiments takes the place of what was. */
  | { do: 'results'; outcomes: OutcomeMessage[] }
  | { do: 'directory'; identifiers: { kind: 'device' | 'user_id'; value: string }[] }
  /** Orders know the seat that made them. */
  | { do: 'orders'; seats: string[] }
  | { do: 'trainer'; names: string[]; persons: string[] }
  | { do: 'rejects'; names: string[] }
  | { do: 'dead-letters'; names: string[]; after?: string }
  /** Objects of the lake whose names begin so. */
  | { do: 'lake'; prefix: string; names?: string[] }
  /** Live counters, after the lake: they know which copy of an order counted. */
  | { do: 'counters'; names: string[] };

export interface ErasureRow {
  id: string;
  at: number;
  scope: ErasureReceipt['scope'];
  counts: Record<string, number>;
}

export class Erasures {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  bury(digests: readonly string[], at: number): void {
    for (const digest of digests) {
      this.#sql.exec('INSERT OR REPLACE INTO tombstones (digest, at) VALUES (?, ?)', digest, at);
    }
  }

  /** Digest → when it was erased, of those that were. */
  buried(digests: readonly string[]): Record<string, number> {
    const rows = this.#sql.exec<{ digest: string; at: number }>(
      'SELECT digest, at FROM tombstones WHERE digest IN (SELECT value FROM json_each(?))',
      JSON.stringify(digests),
    );
    return Object.fromEntries(rows.toArray().map(({ digest, at }) => [digest, at]));
  }

  /** Whether one of these was erased and not let in again since. */
  shutOut(digests: readonly string[]): boolean {
    const found = this.#sql.exec(
      'SELECT 1 FROM tombstones WHERE readmitted IS NULL AND digest IN (SELECT value FROM json_each(?)) LIMIT 1',
      JSON.stringify(digests),
    );
    return found.toArray().length > 0;
  }

  /** @returns whether there is a tombstone of it */
  readmit(digest: string, now: number): boolean {
    return this.#sql.exec('UPDATE tombstones SET readmitted = ? WHERE digest = ?', now, digest).rowsWritten > 0;
  }

  open(row: ErasureRow, tasks: readonly ErasureTask[], againDue: number): void {
    this.#sql.exec(
      'INSERT INTO erasures (id, at, scope, counts, again, again_due) VALUES (?, ?, ?, ?, ?, ?)',
      row.id,
      row.at,
      row.scope,
      JSON.stringify(row.counts),
      JSON.stringify(tasks),
      againDue,
    );
    this.add(row.id, tasks);
  }

  add(erasure: string, tasks: readonly ErasureTask[]): void {
    for (const task of tasks) {
      this.#sql.exec('INSERT INTO erasure_tasks (erasure, task) VALUES (?, ?)', erasure, JSON.stringify(task));
    }
  }

  /** The oldest task; the counters come last, since they know which copy of an order counted. */
  next(erasure?: string): { id: number; erasure: string; task: ErasureTask } | undefined {
    const [row] = this.#sql
      .exec<{ id: number; erasure: string; task: string }>(
        `SELECT id, erasure, task FROM erasure_tasks WHERE ?1 IS NULL OR erasure = ?1
          ORDER BY task ->> 'do' = 'counters', id LIMIT 1`,
        erasure ?? null,
      )
      .toArray();
    return row && { ...row, task: JSON.parse(row.task) as ErasureTask };
  }

  /** Notes a task as done, with what it emptied and what it found to do. */
  done(id: number, erasure: string, emptied: { store: string; count: number }, found: readonly ErasureTask[]): void {
    this.#sql.exec('DELETE FROM erasure_tasks WHERE id = ?', id);
    this.add(erasure, found);
    const row = this.row(erasure);
    if (!row) return;
    row.counts[emptied.store] = (row.counts[emptied.store] ?? 0) + emptied.count;
    this.#sql.exec('UPDATE erasures SET counts = ? WHERE id = ?', JSON.stringify(row.counts), erasure);
  }

  /**
   * Runs the tasks of erasures a second time where that is due: what was on its way through the queue has landed by then.
   * After it nothing but the receipt is kept.
   */
  again(now: number): void {
    const rows = this.#sql
      .exec<{ id: string; again: string }>('SELECT id, again FROM erasures WHERE again_due <= ?', now)
      .toArray();
    for (const { id, again } of rows) {
      this.add(id, JSON.parse(again) as ErasureTask[]);
      this.#sql.exec('UPDATE erasures SET again = NULL, again_due = NULL WHERE id = ?', id);
    }
  }

  row(id: string): ErasureRow | undefined {
    const [row] = this.#sql
      .exec<{ id: string; at: number; scope: ErasureRow['scope']; counts: string }>(
        'SELECT id, at, scope, counts FROM erasures WHERE id = ?',
        id,
      )
      .toArray();
    return row && { ...row, counts: JSON.parse(row.counts) as Record<string, number> };
  }

  /** How many there were, how many are not over, what they left, and the newest ones. */
  summary(shown: number): { count: number; open: number; tombstones: number; newest: string[] } {
    const one = (query: string) => this.#sql.exec<{ n: number }>(query).one().n;
    return {
      count: one('SELECT COUNT(*) AS n FROM erasures'),
      open: one(
        'SELECT COUNT(*) AS n FROM erasures WHERE again IS NOT NULL OR id IN (SELECT erasure FROM erasure_tasks)',
      ),
      tombstones: one('SELECT COUNT(*) AS n FROM tombstones'),
      newest: this.#sql
        .exec<{ id: string }>('SELECT id FROM erasures ORDER BY at DESC LIMIT ?', shown)
        .toArray()
        .map(({ id }) => id),
    };
  }

  pending(erasure: string): { tasks: number; again: boolean } {
    return {
      tasks: this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM erasure_tasks WHERE erasure = ?', erasure).one()
        .n,
      again: this.#sql.exec('SELECT 1 FROM erasures WHERE id = ? AND again IS NOT NULL', erasure).toArray().length > 0,
    };
  }

  /** When there is something to do, ms since the epoch; 0 is now. */
  due(): number | undefined {
    if (this.next()) return 0;
    return this.#sql.exec<{ due: number | null }>('SELECT MIN(again_due) AS due FROM erasures').one().due ?? undefined;
  }
}
