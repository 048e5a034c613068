/** People of one shard by hour and device, what they clicked and bought, and where devices moved [N8] [N9]. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@edgewise/core/insight/buckets';
import { FACETS, type Facet, FIRST_FACETS } from '@edgewise/core/insight/facets';
import { type Presence, STEP, type Touch } from '@edgewise/core/insight/presence';
import { CLICK_WINDOW_MS } from '@edgewise/core/person/touches';
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

/** Presence and clicks are kept so long [N16]. */
export const PRESENCE_KEPT_MS = 35 * DAY_MS;

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

/** What a query is about: [from, to) and values that facets must have. */
export interface Window {
  from: number;
  to: number;
  filter?: Partial<Record<Facet, string>>;
}

/** Sums over people, which add up over shards. */
export interface PeopleSums {
  visitors: number;
  /** Of the visitors, those who ordered. */
  ordered: number;
  /** People who came to each step of view → cart → checkout → order, each with all before it. */
  funnel: number[];
  /** Of these, the ones who did so on one device alone. */
  oneDevice: number[];
  /** People with anything in the cart, and of those the ones who ordered. */
  carted: number;
  cartedAndOrdered: number;
  /** By device class: (person, device) pairs at each step. */
  byDevice: Record<string, number[]>;
}

type PeopleRow = Record<string, SqlStorageValue>;

export interface PersonBehind {
  person: string;
  devices: number;
  steps: number;
  last: number;
}

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
    if (here.length > 0) this.#put(here);
    if (kept.length > 0) {
      this.#sql.exec(
        `INSERT INTO touches (kind, device, n, item, person, time, of)
         SELECT value ->> 'kind', value ->> 'device', value ->> 'n', value ->> 'item', value ->> 'person', value ->> 'time',
                value ->> 'of' FROM json_each(?) WHERE true
         ON CONFLICT DO NOTHING`,
        JSON.stringify(kept),
      );
    }
    return away;
  }

  #put(rows: readonly Presence[]): void {
    const first = '(excluded.time, excluded.n) < (presence.time, presence.n)';
    this.#sql.exec(
      `INSERT INTO presence (hour, person, device, early, late, steps, time, n, ${FACET_COLUMNS})
       SELECT value ->> 'hour', value ->> 'person', value ->> 'device', value ->> 'early', value ->> 'late', value ->> 'steps',
              value ->> 'time', value ->> 'n', ${FACETS.map((name) => `value ->> '$.facets.${name}'`).join(', ')}
         FROM json_each(?) WHERE true
       ON CONFLICT DO UPDATE SET early = early | excluded.early, late = late | excluded.late, steps = steps | excluded.steps,
         ${FACETS.map((name) => `${name} = CASE WHEN ${first} THEN excluded.${name} ELSE ${name} END`).join(', ')},
         n = CASE WHEN ${first} THEN excluded.n ELSE n END, time = MIN(time, excluded.time)`,
      JSON.stringify(rows),
    );
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
    if (rows.presence.length > 0) this.#put(rows.presence);
    if (rows.touches.length === 0) return;
    // Both persons may be of one shard, where the touch has one row.
    this.#sql.exec(
      `INSERT INTO touches (kind, device, n, item, person, time, of)
       SELECT value ->> 'kind', value ->> 'device', value ->> 'n', value ->> 'item', value ->> 'person', value ->> 'time',
              value ->> 'of' FROM json_each(?) WHERE true
       ON CONFLICT DO UPDATE SET person = excluded.person`,
      JSON.stringify(rows.touches),
    );
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

  /** Distinct people with a line in (from, to], to the minute. */
  visitors(window: Window): number {
    const { where, bindings } = presentIn(window);
    return this.#sql
      .exec<{ n: number }>(`SELECT COUNT(DISTINCT person) AS n FROM presence WHERE ${where}`, ...bindings)
      .one().n;
  }

  /** Distinct people by value of a facet. */
  visitorsBy(facet: Facet, window: Window): Record<string, number> {
    const { where, bindings } = presentIn(window);
    const rows = this.#sql.exec<{ value: string; n: number }>(
      `SELECT ${facet} AS value, COUNT(DISTINCT person) AS n FROM presence WHERE ${where} GROUP BY ${facet}`,
      ...bindings,
    );
    return Object.fromEntries(rows.toArray().map(({ value, n }) => [value, n]));
  }

  /** Rows since the hour of that time. */
  recentRows(from: number): number {
    return this.#sql
      .exec<{ n: number }>('SELECT COUNT(*) AS n FROM presence WHERE hour >= ?', Math.floor(from / HOUR_MS))
      .one().n;
  }

  /** Distinct people by minute, for a window of an hour or two. */
  visitorsByMinute(from: number, to: number): { start: number; n: number }[] {
    const series: { start: number; n: number }[] = [];
    for (let start = Math.floor(from / MINUTE_MS) * MINUTE_MS; start < to; start += MINUTE_MS) {
      series.push({ start, n: this.visitors({ from: start, to: start + MINUTE_MS }) });
    }
    return series;
  }

  people(window: Window): PeopleSums {
    const pairs = pairsIn(window);
    const and = (name: (i: number) => string, i: number) =>
      Array.from({ length: i + 1 }, (_, k) => name(k)).join(' AND ');
    const one = this.#sql
      .exec<Record<string, number | null>>(
        `${pairs.sql}, one AS (
           SELECT person, MAX(present) AS present, ${each((i) => `MAX(s${i}) AS s${i}`)},
                  ${each((i) => `MAX(${and((k) => `s${k}`, i)}) AS alone${i}`)} FROM pair GROUP BY person)
         SELECT SUM(present) AS visitors, ${each((i) => `SUM(${and((k) => `s${k}`, i)}) AS f${i}`)},
                ${each((i) => `SUM(alone${i}) AS a${i}`)}, SUM(s1) AS carted, SUM(s3 AND present) AS ordered, SUM(s1 AND s3) AS bought FROM one`,
        ...pairs.bindings,
      )
      .one();
    const byDevice = this.#sql
      .exec<Record<string, number> & { class: string }>(
        `${pairs.sql} SELECT class, ${each((i) => `SUM(${and((k) => `s${k}`, i)}) AS f${i}`)} FROM pair GROUP BY class`,
        ...pairs.bindings,
      )
      .toArray();
    return {
      visitors: one.visitors ?? 0,
      funnel: STEPS.map((_, i) => one[`f${i}`] ?? 0),
      oneDevice: STEPS.map((_, i) => one[`a${i}`] ?? 0),
      ordered: one.ordered ?? 0,
      carted: one.carted ?? 0,
      cartedAndOrdered: one.bought ?? 0,
      byDevice: Object.fromEntries(byDevice.map((row) => [row.class, STEPS.map((_, i) => row[`f${i}`] ?? 0)])),
    };
  }

  /** Visitors and people who ordered, by value of a facet. Somebody on two values counts at each. */
  peopleBy(facet: Facet, window: Window): Record<string, { visitors: number; ordered: number }> {
    const { where, bindings } = hoursIn(window);
    const rows = this.#sql.exec<{ value: string; visitors: number; ordered: number }>(
      `SELECT ${facet} AS value, COUNT(DISTINCT CASE WHEN (early | late) <> 0 THEN person END) AS visitors,
              COUNT(DISTINCT CASE WHEN steps & ${STEP.order} AND (early | late) <> 0 THEN person END) AS ordered
         FROM presence WHERE ${where} GROUP BY ${facet}`,
      ...bindings,
    );
    return Object.fromEntries(rows.toArray().map(({ value, visitors, ordered }) => [value, { visitors, ordered }]));
  }

  /** Of the people who were there, those who were in each segment at some time [G5], and of these the ones who ordered. */
  segments(window: Window): Record<string, { visitors: number; ordered: number }> {
    const { where, bindings } = hoursIn(window);
    const rows = this.#sql.exec<{ segment: string; visitors: number; ordered: number }>(
      `WITH there AS (
         SELECT person, MAX(steps & ${STEP.order}) AS ordered FROM presence
          WHERE ${where} AND (early | late) <> 0 GROUP BY person)
       SELECT item AS segment, COUNT(DISTINCT person) AS visitors,
              COUNT(DISTINCT CASE WHEN ordered THEN person END) AS ordered
         FROM touches JOIN there USING (person) WHERE kind = 'in' AND touches.time >= ? AND touches.time < ? GROUP BY item`,
      ...bindings,
      Math.floor(window.from / HOUR_MS) * HOUR_MS,
      window.to,
    );
    return Object.fromEntries(rows.toArray().map(({ segment, ...sums }) => [segment, sums]));
  }

  /** The people of a window who came to the steps of `reached` and not to any of `missed`, the newest first. */
  behind(window: Window, reached: number, missed: number, limit: number): PersonBehind[] {
    const { where, bindings } = hoursIn(window);
    return this.#sql
      .exec<PersonBehind & Record<string, SqlStorageValue>>(
        `SELECT person, COUNT(DISTINCT device) AS devices, MAX(hour) * ${HOUR_MS} AS last,
                ${Object.values(STEP)
                  .map((bit) => `MAX(steps & ${bit})`)
                  .join(' + ')} AS steps
           FROM presence WHERE ${where} GROUP BY person
         HAVING (steps & ?) = ? AND (steps & ?) = 0 ORDER BY last DESC, person LIMIT ?`,
        ...bindings,
        reached,
        reached,
        missed,
        limit,
      )
      .toArray();
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

const STEPS = [STEP.view, STEP.cart, STEP.checkout, STEP.order];
const each = (column: (i: number) => string): string => STEPS.map((_, i) => column(i)).join(', ');

/** One row a person and device of the window: where it was, and `s0`…`s3` for the steps. */
function pairsIn(window: Window): { sql: string; bindings: (string | number)[] } {
  const { where, bindings } = hoursIn(window);
  return {
    sql: `WITH pair AS (
            SELECT person, device, MIN(device_class) AS class, MAX((early | late) <> 0) AS present,
                   ${each((i) => `MAX((steps & ${STEPS[i]}) <> 0) AS s${i}`)}
              FROM presence WHERE ${where} GROUP BY person, device)`,
    bindings,
  };
}

export function filterSql(filter: Window['filter'] = {}): { where: string; bindings: string[] } {
  const given = FACETS.filter((name) => filter[name] !== undefined);
  return {
    where: given.map((name) => ` AND ${name} = ?`).join(''),
    bindings: given.map((name) => filter[name]!),
  };
}

/** Rows of the hours that [from, to) touches. */
function hoursIn({ from, to, filter }: Window): { where: string; bindings: (string | number)[] } {
  const more = filterSql(filter);
  return {
    where: `hour >= ? AND hour < ?${more.where}`,
    bindings: [Math.floor(from / HOUR_MS), Math.ceil(to / HOUR_MS), ...more.bindings],
  };
}

/** Rows of people who were there in the minutes of [from, to). */
function presentIn({ from, to, filter }: Window): { where: string; bindings: (string | number)[] } {
  const more = filterSql(filter);
  const [first, last] = [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS) - 1];
  const [h0, h1] = [Math.floor(first / 60), Math.floor(last / 60)];
  const bits = (a: number, b: number, half: 0 | 30) => {
    let mask = 0;
    for (let minute = Math.max(a, half); minute <= Math.min(b, half + 29); minute++) mask |= 1 << (minute - half);
    return mask;
  };
  const mask = (a: number, b: number) => `(early & ${bits(a, b, 0)} OR late & ${bits(a, b, 30)})`;
  const where =
    h0 === h1
      ? `hour = ${h0} AND ${mask(first % 60, last % 60)}`
      : `(hour = ${h0} AND ${mask(first % 60, 59)} OR hour = ${h1} AND ${mask(0, last % 60)}
          OR hour > ${h0} AND hour < ${h1} AND (early | late) <> 0)`;
  return { where: `${where}${more.where}`, bindings: more.bindings };
}

function facetsOfRow(row: PeopleRow): Record<Facet, string> {
  return Object.fromEntries(FACETS.map((name) => [name, String(row[name])])) as Record<Facet, string>;
}
