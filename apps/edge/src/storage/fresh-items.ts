/**
 * What people look at today, so that trending reacts within a minute and not only with the next training. Distinct people
 * count, not events, and of one network only a few [T3]: neither reloads nor a script with many ids lift a product. A
 * message delivered twice changes nothing.
 */
import type { HotItem } from '@edgewise/core/recommend/strategy';
import { jsonPieces } from './json-pieces.ts';

export const FRESH_SCHEMA = `
  CREATE TABLE fresh (
    item TEXT NOT NULL, who TEXT NOT NULL, network TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (item, who)
  ) WITHOUT ROWID;
  CREATE INDEX fresh_time ON fresh (time);
  CREATE INDEX fresh_network ON fresh (network);
  CREATE TABLE batches (id TEXT PRIMARY KEY, received INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX batches_received ON batches (received);`;

export const WINDOW_MS = 24 * 3_600_000;
const CONSIDERED_ITEMS = 1_000;
/** People of one network who count for one item, and rows that one network may hold. */
const PEOPLE_OF_A_NETWORK = 3;
const ROWS_OF_A_NETWORK = 2_000;

export interface FreshInteraction {
  item: string;
  /** Person or visit; the network where there is neither. */
  who: string;
  /** Pseudonym of the network, or empty where it is unknown: all of those are one network. */
  network: string;
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
    let added = 0;
    const byNetwork = new Map<string, FreshInteraction[]>();
    for (const one of interactions) {
      if (one.time <= now - WINDOW_MS) continue;
      byNetwork.set(one.network, [...(byNetwork.get(one.network) ?? []), one]);
    }
    for (const [network, rows] of byNetwork) {
      const { held } = this.#sql
        .exec<{ held: number }>('SELECT COUNT(*) AS held FROM fresh WHERE network = ?', network)
        .one();
      const room = network === '' ? rows.length : Math.max(0, ROWS_OF_A_NETWORK - held);
      for (const piece of jsonPieces(rows.slice(0, room))) {
        added += this.#sql.exec(
          `INSERT OR IGNORE INTO fresh (item, who, network, time)
           SELECT json_extract(value, '$.item'), json_extract(value, '$.who'), json_extract(value, '$.network'),
                  json_extract(value, '$.time') FROM json_each(?)`,
          piece,
        ).rowsWritten;
      }
    }
    return added;
  }

  /** Forgets what these people looked at. @returns how many rows there were */
  erase(people: readonly string[]): number {
    return this.#sql.exec('DELETE FROM fresh WHERE who IN (SELECT value FROM json_each(?))', JSON.stringify(people))
      .rowsWritten;
  }

  /** Items by distinct people of the last 24 hours, most first. Where the network is unknown nobody is capped. */
  hottest(now: number): HotItem[] {
    this.#sql.exec('DELETE FROM fresh WHERE time <= ?', now - WINDOW_MS);
    return this.#sql
      .exec<{ item: string; people: number }>(
        `SELECT item, SUM(CASE WHEN network = '' THEN n ELSE MIN(n, ?) END) AS people
           FROM (SELECT item, network, COUNT(*) AS n FROM fresh GROUP BY item, network)
          GROUP BY item ORDER BY people DESC, item LIMIT ?`,
        PEOPLE_OF_A_NETWORK,
        CONSIDERED_ITEMS,
      )
      .toArray();
  }

  /**
   * Which of these anonymous batches are to be counted: a batch sent again by a page that missed its answer is not, the
   * same queue message delivered again is. Batch ids are kept for 24 hours [W9].
   */
  admit(batches: readonly { id: string; received: number }[]): string[] {
    const admitted: string[] = [];
    for (const { id, received } of batches) {
      this.#sql.exec('INSERT OR IGNORE INTO batches (id, received) VALUES (?, ?)', id, received);
      const first = this.#sql.exec<{ received: number }>('SELECT received FROM batches WHERE id = ?', id).one();
      if (first.received === received) admitted.push(id);
    }
    const newest = Math.max(0, ...batches.map(({ received }) => received));
    this.#sql.exec('DELETE FROM batches WHERE received < ?', newest - WINDOW_MS);
    return admitted;
  }
}
