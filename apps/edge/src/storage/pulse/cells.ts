/** The additive counters of one shard: minutes, hours and days in one table, each line in exactly one level [N4] [N7]. */
import {
  bucketStart,
  type Floors,
  floorsAt,
  HOUR_MS,
  KEPT_MS,
  type Level,
  levelOf,
} from '@edgewise/core/insight/buckets';
import { admitValue, type CellDelta, VALUES_KEPT } from '@edgewise/core/insight/counts';
import { type Dimension, FACETS, NOT_SET, OTHER } from '@edgewise/core/insight/facets';
import { jsonPieces } from '../json-pieces.ts';
import { restValue } from './rest-row.ts';

export const CELL_SCHEMA = `
  CREATE TABLE cells (
    level INTEGER NOT NULL, dimension TEXT NOT NULL, start INTEGER NOT NULL, value TEXT NOT NULL, metric TEXT NOT NULL,
    amount INTEGER NOT NULL, PRIMARY KEY (level, dimension, start, value, metric)
  ) WITHOUT ROWID;
  CREATE TABLE floors (id INTEGER PRIMARY KEY CHECK (id = 1), minute INTEGER NOT NULL, hour INTEGER NOT NULL);
  INSERT INTO floors VALUES (1, 0, 0);`;

const NUMBER: Record<Level, number> = { minute: 0, hour: 1, day: 2 };
const DIMENSIONS: readonly (Dimension | '')[] = ['', ...FACETS, 'list', 'reason', 'vital', 'route'];
/** Sets of values remembered between batches; each has at most `VALUES_KEPT` members. */
const CACHED_BUCKETS = 500;

export interface CellRow {
  start: number;
  value: string;
  metric: string;
  amount: number;
  [column: string]: SqlStorageValue;
}

export class Cells {
  readonly #sql: SqlStorage;
  #zone: string;
  #kept = new Map<string, Set<string>>();

  constructor(sql: SqlStorage, zone: string) {
    this.#sql = sql;
    this.#zone = zone;
  }

  setZone(zone: string): void {
    this.#zone = zone;
  }

  floors(): Floors {
    return this.#sql.exec<{ minute: number; hour: number }>('SELECT minute, hour FROM floors').one();
  }

  /** Adds to the cells. To be called inside a transaction; after a failure call `forget`. @returns rows written */
  add(deltas: readonly CellDelta[]): number {
    if (deltas.length === 0) return 0;
    const floors = this.floors();
    const sums = new Map<
      string,
      [level: number, dimension: string, start: number, value: string, metric: string, n: number]
    >();
    for (const { time, dimension, value, metric, amount } of deltas) {
      const level = levelOf(time, floors);
      const start = bucketStart(level, time, this.#zone);
      const row = this.#rowFor(level, dimension, start, value, amount);
      const key = `${level}\n${dimension}\n${start}\n${row}\n${metric}`;
      const sum = sums.get(key);
      if (sum) sum[5] += amount;
      else sums.set(key, [NUMBER[level], dimension, start, row, metric, amount]);
    }
    return this.#put([...sums.values()].filter(([, , , , , n]) => n !== 0));
  }

  /** After a transaction that failed: what was let in may not be there. */
  forget(): void {
    this.#kept.clear();
  }

  #rowFor(level: Level, dimension: string, start: number, value: string, amount: number): string {
    if (dimension === '') return '';
    const key = `${level}\n${dimension}\n${start}`;
    let kept = this.#kept.get(key);
    if (!kept) {
      kept = new Set(
        this.#sql
          .exec<{ value: string }>(
            'SELECT DISTINCT value FROM cells WHERE level = ? AND dimension = ? AND start = ?',
            NUMBER[level],
            dimension,
            start,
          )
          .toArray()
          .map((row) => row.value),
      );
      if (this.#kept.size >= CACHED_BUCKETS) this.#kept.delete(this.#kept.keys().next().value!);
      this.#kept.set(key, kept);
    }
    // What is taken back stands where it was counted: what is not set in a row of its own always.
    if (amount < 0 && value !== NOT_SET && !kept.has(value)) return kept.has(OTHER) ? OTHER : value;
    const row = admitValue(kept, value, VALUES_KEPT[level]);
    if (row === OTHER) kept.add(OTHER);
    return row;
  }

  #put(rows: readonly (readonly (string | number)[])[]): number {
    let written = 0;
    for (const piece of jsonPieces(rows)) {
      written += this.#sql.exec(
        `INSERT INTO cells (level, dimension, start, value, metric, amount)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?) WHERE true
         ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
        piece,
      ).rowsWritten;
    }
    return written;
  }

  /** Moves what is due into the next level, whole buckets at a time, and ends what is older than is kept. */
  rollUp(now: number): void {
    const due = floorsAt(now, this.#zone);
    const floors = this.floors();
    if (due.minute <= floors.minute && due.hour <= floors.hour) return;
    for (const dimension of DIMENSIONS) {
      this.#raise('minute', 'hour', dimension, due.minute);
      this.#raise('hour', 'day', dimension, due.hour);
      this.#sql.exec(
        'DELETE FROM cells WHERE level = ? AND dimension = ? AND start < ?',
        NUMBER.day,
        dimension,
        now - KEPT_MS.day,
      );
    }
    this.#sql.exec('UPDATE floors SET minute = MAX(minute, ?), hour = MAX(hour, ?)', due.minute, due.hour);
    this.#kept.clear();
  }

  #raise(from: 'minute' | 'hour', to: 'hour' | 'day', dimension: string, floor: number): void {
    const old = this.#sql
      .exec<CellRow>(
        'SELECT start, value, metric, amount FROM cells WHERE level = ? AND dimension = ? AND start < ?',
        NUMBER[from],
        dimension,
        floor,
      )
      .toArray();
    if (old.length === 0) return;
    const sums = new Map<number, Map<string, Map<string, number>>>();
    for (const { start, value, metric, amount } of old) {
      const bucket = bucketStart(to, start, this.#zone);
      const values = sums.get(bucket) ?? new Map<string, Map<string, number>>();
      sums.set(bucket, values);
      const metrics = values.get(value) ?? new Map<string, number>();
      values.set(value, metrics);
      metrics.set(metric, (metrics.get(metric) ?? 0) + amount);
    }
    for (const [bucket, values] of sums) {
      const weight = (metrics: Map<string, number>) => metrics.get('events') ?? Math.max(0, ...metrics.values());
      const kept = new Set(
        this.#sql
          .exec<{ value: string }>(
            'SELECT DISTINCT value FROM cells WHERE level = ? AND dimension = ? AND start = ?',
            NUMBER[to],
            dimension,
            bucket,
          )
          .toArray()
          .map((row) => row.value),
      );
      const byWeight = [...values].sort((a, b) => weight(b[1]) - weight(a[1]));
      this.#put(
        byWeight.flatMap(([value, metrics]) => {
          const row = admitValue(kept, value, VALUES_KEPT[to]);
          return [...metrics].map(([metric, amount]) => [NUMBER[to], dimension, bucket, row, metric, amount]);
        }),
      );
    }
    this.#sql.exec('DELETE FROM cells WHERE level = ? AND dimension = ? AND start < ?', NUMBER[from], dimension, floor);
  }

  /** Sums by value and metric over [from, to): buckets that begin in it. `(dimension '')` is the total. */
  sums(dimension: Dimension | '', from: number, to: number): { value: string; metric: string; amount: number }[] {
    return this.#sql
      .exec<CellRow>(
        // Not `amount <> 0`: in HAVING that is one cell's, of which something may have been taken back whole.
        `WITH sums AS (
           SELECT value, metric, SUM(amount) AS amount FROM cells
            WHERE level IN (0, 1, 2) AND dimension = ? AND start >= ? AND start < ? GROUP BY value, metric HAVING SUM(amount) <> 0),
         places AS (
           SELECT value, ROW_NUMBER() OVER (ORDER BY COALESCE(MAX(CASE metric WHEN 'events' THEN amount END), MAX(amount)) DESC, value) AS place
             FROM sums GROUP BY value)
         SELECT ${restValue} AS value, metric, SUM(amount) AS amount FROM sums JOIN places USING (value) GROUP BY 1, 2`,
        dimension,
        from,
        to,
      )
      .toArray();
  }

  rows(dimension: Dimension | ''): CellRow[] {
    return this.#sql
      .exec<CellRow>('SELECT start, value, metric, amount FROM cells WHERE dimension = ?', dimension)
      .toArray();
  }

  /** Every total by minute over [from, to). */
  byMinute(from: number, to: number): { start: number; metric: string; amount: number }[] {
    return this.#sql
      .exec<CellRow>(
        "SELECT start, metric, amount FROM cells WHERE level = 0 AND dimension = '' AND start >= ? AND start < ? ORDER BY start",
        from,
        to,
      )
      .toArray();
  }

  /** Amounts by bucket of a level over [from, to), finer rows added up. */
  series(
    metrics: readonly string[],
    step: Level,
    from: number,
    to: number,
    only?: { dimension: Dimension; value: string },
  ): { start: number; metric: string; amount: number }[] {
    const rows = this.#sql
      .exec<CellRow>(
        `SELECT start, metric, SUM(amount) AS amount FROM cells
          WHERE level IN (0, 1, 2) AND dimension = ? AND start >= ? AND start < ? AND (? IS NULL OR value = ?)
            AND metric IN (SELECT value FROM json_each(?)) GROUP BY start, metric`,
        only?.dimension ?? '',
        from,
        to,
        only?.value ?? null,
        only?.value ?? null,
        JSON.stringify(metrics),
      )
      .toArray();
    const sums = new Map<string, { start: number; metric: string; amount: number }>();
    for (const { start, metric, amount } of rows) {
      const bucket = bucketStart(step, start, this.#zone);
      const key = `${bucket}.${metric}`;
      const sum = sums.get(key);
      if (sum) sum.amount += amount;
      else sums.set(key, { start: bucket, metric, amount });
    }
    return [...sums.values()].sort((a, b) => a.start - b.start);
  }
}

/** First hour of the storage that is still open to rewriting. */
export const rewrittenSince = (at: number): number => Math.floor(at / HOUR_MS) - 48;
