/** Rows of the people of one shard by hour and device, what they clicked and bought, and where devices moved [N8] [N9]. */
import { DAY_MS, HOUR_MS } from '@edgewise/core/insight/buckets';
import { FACETS, type Facet, FIRST_FACETS } from '@edgewise/core/insight/facets';
import type { Presence, Touch } from '@edgewise/core/insight/presence';
import { CLICK_WINDOW_MS } from '@edgewise/core/person/touches';
import { jsonPieces } from '../json-pieces.ts';
import { rewrittenSince } from './cells.ts';

const FACET_COLUMNS = FACETS.join(', ');

export const PRESENCE_SCHEMA = `
  CREATE TABLE presence (
    hour INTEGER NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL, early INTEGER NOT NULL, late INTEGER NOT NULL,
    steps INTEGER NOT NULL, time INTEGER NOT NULL, n INTEGER NOT NULL,
    ${FIRST_FACETS.map((name) => `${name} TEXT NOT NULL`).join(', ')}, PRIMARY KEY (hour, person, device)
  ) WITHOUT ROWID;
  CREATE INDEX presence_device ON presence (device);
  CREATE TABLE touches (
    kind TEXT NOT NULL, device TEXT NOT NULL, n INTEGER NOT NULL, item TEXT NOT NULL, person TEXT NOT NULL,
    time INTEGER NOT NULL, of TEXT NOT NULL, PRIMARY KEY (kind, device, n, item)
  ) WITHOUT ROWID;
  CREATE INDEX touches_person ON touches (person, kind, time);
  CREATE INDEX touches_time ON touches (kind, time);
  CREATE TABLE moves (
    device TEXT NOT NULL, person TEXT NOT NULL, target TEXT NOT NULL, epoch INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (device, person)
  ) WITHOUT ROWID;`;

/** Presence and clicks are kept so long: the longest period of the console twice, and a little [N16]. */
export const PRESENCE_KEPT_MS = 70 * DAY_MS;
/** A device that moved from one person to another, and how often it had by then. */
export interface Move {
  device: string;
  from: string;
  to: string;
  epoch: number;
  /** ms since the epoch. */
  at: number;
}

/** Rows on their way from one person to another. */
export interface Moving {
  presence: Presence[];
  touches: Touch[];
}

type PeopleRow = Record<string, SqlStorageValue>;

export class PresenceStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Adds rows. What is of a device that has moved on meanwhile is handed back with its new person.
   * @returns rows for other persons, which may be of other shards
   */
  add(rows: readonly Presence[], touches: readonly Touch[]): Moving {
    const elsewhere = this.#movesOf([...new Set([...rows, ...touches].map(({ device }) => device))]);
    const moved = <T extends { device: string; person: string }>(row: T, hour: number): T | undefined => {
      const move = elsewhere.get(`${row.device}\n${row.person}`);
      if (!move || move.target === row.person || hour < rewrittenSince(move.at)) return undefined;
      return { ...row, person: move.target };
    };
    const away: Moving = { presence: [], touches: [] };
    const here: Presence[] = [];
    const kept: Touch[] = [];
    for (const row of rows) {
      const gone = moved(row, row.hour);
      if (gone) away.presence.push(gone);
      else here.push(row);
    }
    for (const touch of touches) {
      const gone = moved(touch, Math.floor(touch.time / HOUR_MS));
      if (gone) away.touches.push(gone);
      else kept.push(touch);
    }
    this.#put(here);
    this.#putTouches(kept, 'NOTHING');
    return away;
  }

  #putTouches(touches: readonly Touch[], orElse: 'NOTHING' | 'UPDATE SET person = excluded.person'): void {
    for (const piece of jsonPieces(touches)) {
      this.#sql.exec(
        `INSERT INTO touches (kind, device, n, item, person, time, of)
         SELECT value ->> 'kind', value ->> 'device', value ->> 'n', value ->> 'item', value ->> 'person', value ->> 'time',
                value ->> 'of' FROM json_each(?) WHERE true
         ON CONFLICT DO ${orElse}`,
        piece,
      );
    }
  }

  #put(rows: readonly Presence[]): void {
    const first = '(excluded.time, excluded.n) < (presence.time, presence.n)';
    for (const piece of jsonPieces(rows)) {
      this.#sql.exec(
        `INSERT INTO presence (hour, person, device, early, late, steps, time, n, ${FACET_COLUMNS})
         SELECT value ->> 'hour', value ->> 'person', value ->> 'device', value ->> 'early', value ->> 'late', value ->> 'steps',
                value ->> 'time', value ->> 'n', ${FACETS.map((name) => `value ->> '$.facets.${name}'`).join(', ')}
           FROM json_each(?) WHERE true
         ON CONFLICT DO UPDATE SET early = early | excluded.early, late = late | excluded.late, steps = steps | excluded.steps,
           ${FACETS.map((name) => `${name} = CASE WHEN ${first} THEN excluded.${name} ELSE ${name} END`).join(', ')},
           n = CASE WHEN ${first} THEN excluded.n ELSE n END, time = MIN(time, excluded.time)`,
        piece,
      );
    }
  }

  #movesOf(devices: readonly string[]): Map<string, { target: string; at: number }> {
    const rows = this.#sql.exec<{ device: string; person: string; target: string; at: number }>(
      'SELECT device, person, target, at FROM moves WHERE device IN (SELECT value FROM json_each(?))',
      JSON.stringify(devices),
    );
    return new Map(rows.toArray().map((row) => [`${row.device}\n${row.person}`, row]));
  }

  /** First step of a move, at the person that the device leaves: what goes with it. Nothing is dropped yet. */
  leaving(move: Move): Moving {
    this.#note(move.device, move.from, move.to, move.epoch, move.at);
    if (this.#isBehind(move)) return { presence: [], touches: [] };
    const presence = this.#sql
      .exec<PeopleRow>(
        'SELECT * FROM presence WHERE device = ? AND person = ? AND hour >= ?',
        move.device,
        move.from,
        rewrittenSince(move.at),
      )
      .toArray()
      .map((row) => ({ ...(row as unknown as Presence), person: move.to, facets: facetsOfRow(row) }));
    const touches = this.#sql
      .exec<PeopleRow>(
        'SELECT * FROM touches WHERE device = ? AND person = ? AND time >= ?',
        move.device,
        move.from,
        rewrittenSince(move.at) * HOUR_MS,
      )
      .toArray()
      .map((row) => ({ ...(row as unknown as Touch), person: move.to }));
    return { presence, touches };
  }

  /** Second step, at the person that it comes to. */
  arriving(move: Move, rows: Moving): void {
    this.#note(move.device, move.to, move.to, move.epoch, move.at);
    this.#put(rows.presence);
    // Both persons may be of one shard, where the touch has one row.
    this.#putTouches(rows.touches, 'UPDATE SET person = excluded.person');
  }

  /** Last step, at the person that it left. */
  left(move: Move): void {
    if (this.#isBehind(move)) return;
    const since = rewrittenSince(move.at);
    this.#sql.exec('DELETE FROM presence WHERE device = ? AND person = ? AND hour >= ?', move.device, move.from, since);
    this.#sql.exec(
      'DELETE FROM touches WHERE device = ? AND person = ? AND time >= ?',
      move.device,
      move.from,
      since * HOUR_MS,
    );
  }

  /** Whether a later move of the device out of that person, or back into it, is known already. */
  #isBehind({ device, from, epoch }: Move): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM moves WHERE device = ? AND person = ? AND epoch > ?', device, from, epoch).toArray()
        .length > 0
    );
  }

  /** The newest move out of a person, or into it, is the one that holds. */
  #note(device: string, person: string, target: string, epoch: number, at: number): void {
    this.#sql.exec(
      `INSERT INTO moves (device, person, target, epoch, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET target = excluded.target, epoch = excluded.epoch, at = excluded.at
         WHERE excluded.epoch > moves.epoch`,
      device,
      person,
      target,
      epoch,
      at,
    );
  }

  erase(devices: readonly string[]): number {
    const names = JSON.stringify(devices);
    let count = 0;
    for (const table of ['presence', 'touches', 'moves']) {
      count += this.#sql.exec(
        `DELETE FROM ${table} WHERE device IN (SELECT value FROM json_each(?))`,
        names,
      ).rowsWritten;
    }
    return count;
  }

  expire(now: number): void {
    this.#sql.exec('DELETE FROM presence WHERE hour < ?', Math.floor((now - PRESENCE_KEPT_MS) / HOUR_MS));
    this.#sql.exec('DELETE FROM touches WHERE time < ?', now - PRESENCE_KEPT_MS - CLICK_WINDOW_MS);
    this.#sql.exec('DELETE FROM moves WHERE at < ?', now - PRESENCE_KEPT_MS);
  }

  /** Every row, for comparing with what the lake gives. */
  dump(): Moving {
    return {
      presence: this.#sql
        .exec<PeopleRow>('SELECT * FROM presence ORDER BY hour, person, device')
        .toArray()
        .map((row) => ({ ...(row as unknown as Presence), facets: facetsOfRow(row) })),
      touches: this.#sql
        .exec<PeopleRow>('SELECT * FROM touches ORDER BY kind, device, n, item')
        .toArray() as unknown as Touch[],
    };
  }
}

function facetsOfRow(row: PeopleRow): Record<Facet, string> {
  return Object.fromEntries(FACETS.map((name) => [name, String(row[name])])) as Record<Facet, string>;
}
