/** Which lines were counted [N2], and the visits they make [N13]: both by device, so both stay where the device's lines go. */
import { HOUR_MS } from '@edgewise/core/insight/buckets';
import type { CountBatch, Fact, RefusedFact } from '@edgewise/core/insight/counts';
import { FACETS, type Facet, FIRST_FACETS } from '@edgewise/core/insight/facets';
import { addToVisits, VISIT_IDLE_MS, type Visit } from '@edgewise/core/insight/visits';
import { emptySequence, isSettled, type Sequence, settle } from '@edgewise/core/person/sequence';
import { jsonPieces } from '../json-pieces.ts';
import { PRESENCE_KEPT_MS } from './presence-store.ts';
import { filterSql, type Window } from './presence-sums.ts';
import { withRestRow } from './rest-row.ts';

export const VISIT_SCHEMA = `
  CREATE TABLE actors (name TEXT PRIMARY KEY, sequence TEXT NOT NULL, hour INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX actors_hour ON actors (hour);
  CREATE TABLE once (key TEXT PRIMARY KEY, hour INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX once_hour ON once (hour);
  CREATE TABLE visits (
    visitor TEXT NOT NULL, started INTEGER NOT NULL, first_n INTEGER NOT NULL, last INTEGER NOT NULL,
    pages INTEGER NOT NULL, landing TEXT NOT NULL, landing_time INTEGER NOT NULL, landing_n INTEGER NOT NULL,
    engaged_ms INTEGER NOT NULL, steps INTEGER NOT NULL, ${FIRST_FACETS.map((name) => `${name} TEXT NOT NULL`).join(', ')},
    PRIMARY KEY (visitor, started)
  ) WITHOUT ROWID;
  CREATE INDEX visits_started ON visits (started);`;

/** Longer than a line can be late, and than a dead letter waits to be sent again. */
const ACTOR_KEPT_MS = 45 * 24 * HOUR_MS;

export interface VisitSums {
  visits: number;
  bounced: number;
  pages: number;
  engagedMs: number;
}

type VisitRow = Record<string, SqlStorageValue>;

export class VisitStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Of a batch's lines and refusals, those that were not counted before; they are from now on. */
  settle({ actor, facts, refused }: CountBatch, now: number): { facts: Fact[]; refused: RefusedFact[] } {
    const [row] = this.#sql.exec<{ sequence: string }>('SELECT sequence FROM actors WHERE name = ?', actor).toArray();
    const sequence: Sequence = row ? (JSON.parse(row.sequence) as Sequence) : emptySequence();
    const isNew = (n: number): boolean => {
      if (isSettled(sequence, n)) return false;
      settle(sequence, n);
      return true;
    };
    const fresh = facts.filter(({ n }) => isNew(n));
    const freshRefused = refused.filter(({ n, id }) => (n === null ? this.once(id, now) : isNew(n)));
    if (fresh.length + freshRefused.length > 0) {
      this.#sql.exec(
        'INSERT OR REPLACE INTO actors (name, sequence, hour) VALUES (?, ?, ?)',
        actor,
        JSON.stringify(sequence),
        Math.floor(now / HOUR_MS),
      );
    }
    return { facts: fresh, refused: freshRefused };
  }

  /** Whether it is the first time that this is asked. */
  once(key: string, now: number): boolean {
    return (
      this.#sql.exec('INSERT OR IGNORE INTO once (key, hour) VALUES (?, ?)', key, Math.floor(now / HOUR_MS))
        .rowsWritten > 0
    );
  }

  addVisits(visitor: string, facets: Record<Facet, string>, facts: readonly Fact[]): void {
    if (facts.length === 0) return;
    const times = facts.map(({ time }) => time);
    const known = this.#sql
      .exec<VisitRow>(
        'SELECT * FROM visits WHERE visitor = ? AND last >= ? AND started <= ?',
        visitor,
        Math.min(...times) - VISIT_IDLE_MS,
        Math.max(...times) + VISIT_IDLE_MS,
      )
      .toArray()
      .map(visitOf);
    const visits = addToVisits(known, visitor, facets, facts);
    const kept = new Set(visits.map(({ started }) => started));
    for (const { started } of known) {
      if (!kept.has(started)) {
        this.#sql.exec('DELETE FROM visits WHERE visitor = ? AND started = ?', visitor, started);
      }
    }
    const columns = [...COLUMNS, ...FACETS];
    for (const piece of jsonPieces(visits.map((v) => [...rowOf(v), ...FACETS.map((name) => v.facets[name])]))) {
      this.#sql.exec(
        `INSERT OR REPLACE INTO visits (${columns.join(', ')})
         SELECT ${columns.map((_, i) => `value ->> ${i}`).join(', ')} FROM json_each(?)`,
        piece,
      );
    }
  }

  sums(window: Window): VisitSums {
    return this.#sums('', window)[''] ?? { visits: 0, bounced: 0, pages: 0, engagedMs: 0 };
  }

  sumsBy(column: Facet | 'landing', window: Window): Record<string, VisitSums> {
    return this.#sums(column, window);
  }

  /** A visit bounced when it saw one page and did nothing that shows interest. */
  #sums(column: Facet | 'landing' | '', { from, to, filter }: Window): Record<string, VisitSums> {
    const more = filterSql(filter);
    const rows = this.#sql.exec<VisitRow>(
      withRestRow(
        `SELECT ${column === '' ? "''" : column} AS value, COUNT(*) AS visits, SUM(pages) AS pages,
                SUM(engaged_ms) AS engaged, SUM(pages = 1 AND (steps & 46) = 0) AS bounced
           FROM visits WHERE pages > 0 AND started >= ? AND started < ?${more.where}
          GROUP BY 1`,
        { by: 'visits', sums: ['visits', 'pages', 'engaged', 'bounced'] },
      ),
      from,
      to,
      ...more.bindings,
    );
    return Object.fromEntries(
      rows
        .toArray()
        .map(({ value, visits, pages, engaged, bounced }) => [
          String(value),
          { visits: Number(visits), bounced: Number(bounced), pages: Number(pages), engagedMs: Number(engaged) },
        ]),
    );
  }

  /** What was counted stays known as counted: only whose visits they were goes. */
  erase(visitors: readonly string[]): number {
    return this.#sql.exec(
      'DELETE FROM visits WHERE visitor IN (SELECT value FROM json_each(?))',
      JSON.stringify(visitors),
    ).rowsWritten;
  }

  expire(now: number): void {
    this.#sql.exec('DELETE FROM visits WHERE started < ?', now - PRESENCE_KEPT_MS);
    const hour = Math.floor((now - ACTOR_KEPT_MS) / HOUR_MS);
    this.#sql.exec('DELETE FROM actors WHERE hour < ?', hour);
    this.#sql.exec('DELETE FROM once WHERE hour < ?', hour);
  }

  dump(): Visit[] {
    return this.#sql.exec<VisitRow>('SELECT * FROM visits ORDER BY visitor, started').toArray().map(visitOf);
  }
}

const COLUMNS = [
  'visitor',
  'started',
  'first_n',
  'last',
  'pages',
  'landing',
  'landing_time',
  'landing_n',
  'engaged_ms',
  'steps',
];

const rowOf = (v: Visit) => [
  v.visitor,
  v.started,
  v.firstN,
  v.last,
  v.pages,
  v.landing,
  v.landingTime,
  v.landingN,
  v.engagedMs,
  v.steps,
];

function visitOf(row: VisitRow): Visit {
  return {
    visitor: String(row.visitor),
    started: Number(row.started),
    firstN: Number(row.first_n),
    last: Number(row.last),
    pages: Number(row.pages),
    landing: String(row.landing),
    landingTime: Number(row.landing_time),
    landingN: Number(row.landing_n),
    engagedMs: Number(row.engaged_ms),
    steps: Number(row.steps),
    facets: Object.fromEntries(FACETS.map((name) => [name, String(row[name])])) as Visit['facets'],
  };
}
