/** The rolling window of finished sessions that a model is trained from, in an object's SQLite. */

import { CLICKS_PER_SESSION, SessionLog } from '@edgewise/core/recommend/session-log';
import type { Interaction, InteractionKind } from '@edgewise/core/recommend/situation';

export const SESSION_SCHEMA = `
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY, ended INTEGER NOT NULL, size INTEGER NOT NULL, rows TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX sessions_ended ON sessions (ended, size);`;

/**
 * The newest sessions, as many as hold this many interactions; older ones leave at the next training. 700,000 take an object
 * 100 to 128 MiB to learn from, of the platform's 128 (`npm run bench cold`), and the rest of the isolate wants some, too;
 * offline there is no such limit.
 */
export const WINDOW_INTERACTIONS = 600_000;

/** Item, kind by its first letter, ms since the epoch. */
type Row = [item: string, kind: 'v' | 'c' | 'p', time: number];
const LETTER: Record<InteractionKind, Row[1]> = { view: 'v', cart: 'c', purchase: 'p' };
const KIND: Record<Row[1], InteractionKind> = { v: 'view', c: 'cart', p: 'purchase' };

export interface SessionRows {
  /** Names the session for ever: adding it again adds nothing. */
  id: string;
  interactions: readonly Interaction[];
}

export class SessionWindow {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns how many sessions changed: what a session holds already is not added again */
  add(sessions: readonly SessionRows[]): number {
    let changed = 0;
    for (const { id, interactions } of sessions) {
      if (interactions.length === 0) continue;
      const [known] = this.#sql.exec<{ rows: string }>('SELECT rows FROM sessions WHERE id = ?', id).toArray();
      const rows = new Map((known ? (JSON.parse(known.rows) as Row[]) : []).map((row) => [JSON.stringify(row), row]));
      const before = rows.size;
      for (const { item, kind, time } of interactions) {
        const row: Row = [item, LETTER[kind], time];
        rows.set(JSON.stringify(row), row);
      }
      if (rows.size === before) continue;
      changed++;
      const ordered = [...rows.values()].sort((a, b) => a[2] - b[2]).slice(-CLICKS_PER_SESSION);
      this.#sql.exec(
        'INSERT OR REPLACE INTO sessions (id, ended, size, rows) VALUES (?, ?, ?, ?)',
        id,
        ordered.at(-1)![2],
        ordered.length,
        JSON.stringify(ordered),
      );
    }
    return changed;
  }

  /** Forgets the sessions of these devices. @returns how many there were */
  erase(names: readonly string[]): number {
    let erased = 0;
    for (const name of names) {
      // `<device>.<n>`: everything from `.` up to the next character.
      const { rowsWritten } = this.#sql.exec('DELETE FROM sessions WHERE id > ? AND id < ?', `${name}.`, `${name}/`);
      erased += rowsWritten;
    }
    return erased;
  }

  count(): number {
    return this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM sessions').one().n;
  }

  /** The newest sessions of two or more interactions, oldest first, nameless. */
  newest(most: number): Interaction[][] {
    return this.#sql
      .exec<{ rows: string }>('SELECT rows FROM sessions WHERE size > 1 ORDER BY ended DESC, id LIMIT ?', most)
      .toArray()
      .reverse()
      .map(({ rows }) => (JSON.parse(rows) as Row[]).map(([item, kind, time]) => ({ item, kind: KIND[kind], time })));
  }

  /** Drops what has left the window and lays the rest out for training, oldest session first. */
  log(): SessionLog {
    this.#prune();
    const log = new SessionLog();
    const rows = this.#sql.exec<{ id: string; rows: string }>('SELECT id, rows FROM sessions ORDER BY ended, id');
    for (const { id, rows: text } of rows) {
      for (const [item, kind, time] of JSON.parse(text) as Row[]) log.add(id, item, time / 1000, KIND[kind]);
    }
    return log;
  }

  #prune(): void {
    let interactions = 0;
    const newestFirst = this.#sql.exec<{ ended: number; size: number }>(
      'SELECT ended, size FROM sessions ORDER BY ended DESC',
    );
    for (const { ended, size } of newestFirst) {
      interactions += size;
      if (interactions <= WINDOW_INTERACTIONS) continue;
      this.#sql.exec('DELETE FROM sessions WHERE ended < ?', ended);
      return;
    }
  }
}
