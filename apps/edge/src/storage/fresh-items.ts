/**
 * What people look at today, so that trending reacts within a minute and not only with the next training. Distinct people
 * count, not events: one person's or one script's reloads lift nothing [T3], and a message delivered twice changes nothing.
 */
import type { HotItem } from '@edgewise/core/recommend/strategy';

export const FRESH_SCHEMA = `
  CREATE TABLE fresh (item TEXT NOT NULL, who TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (item, who)) WITHOUT ROWID;
  CREATE INDEX fresh_time ON fresh (time);`;

const WINDOW_MS = 24 * 3_600_000;
const KEPT_ITEMS = 200;

export interface FreshInteraction {
  item: string;
  /** Person, visit or batch. */
  who: string;
  /** ms since the epoch. */
  time: number;
}

export class FreshItems {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns how many were new */
  add(interactions: readonly FreshInteraction[], now: number): number {
    const recent = interactions.filter(({ time }) => time > now - WINDOW_MS);
    if (recent.length === 0) return 0;
    return this.#sql.exec(
      `INSERT OR IGNORE INTO fresh (item, who, time)
       SELECT json_extract(value, '$.item'), json_extract(value, '$.who'), json_extract(value, '$.time') FROM json_each(?)`,
      JSON.stringify(recent),
    ).rowsWritten;
  }

  /** Forgets what these people looked at. @returns how many rows there were */
  erase(people: readonly string[]): number {
    return this.#sql.exec('DELETE FROM fresh WHERE who IN (SELECT value FROM json_each(?))', JSON.stringify(people))
      .rowsWritten;
  }

  /** Items by distinct people of the last 24 hours, most first. */
  hottest(now: number): HotItem[] {
    this.#sql.exec('DELETE FROM fresh WHERE time <= ?', now - WINDOW_MS);
    return this.#sql
      .exec<{ item: string; people: number }>(
        'SELECT item, COUNT(*) AS people FROM fresh GROUP BY item ORDER BY people DESC, item LIMIT ?',
        KEPT_ITEMS,
      )
      .toArray();
  }
}
