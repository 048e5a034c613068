/** What is counted of the people of one shard; all of it adds up over shards [N8]. */
import { HOUR_MS, MINUTE_MS } from '@edgewise/core/insight/buckets';
import { VALUES_KEPT } from '@edgewise/core/insight/counts';
import { FACETS, type Facet } from '@edgewise/core/insight/facets';
import { STEP } from '@edgewise/core/insight/presence';
import { withRestRow } from './rest-row.ts';

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

export interface PersonBehind {
  person: string;
  devices: number;
  steps: number;
  last: number;
}

export class PresenceSums {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
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
      withRestRow(
        `SELECT ${facet} AS value, COUNT(DISTINCT person) AS n FROM presence WHERE ${where} GROUP BY ${facet}`,
        { by: 'n', sums: ['n'], most: VALUES_KEPT.hour },
      ),
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
      withRestRow(
        `SELECT ${facet} AS value, COUNT(DISTINCT CASE WHEN (early | late) <> 0 THEN person END) AS visitors,
                COUNT(DISTINCT CASE WHEN steps & ${STEP.order} AND (early | late) <> 0 THEN person END) AS ordered
           FROM presence WHERE ${where} GROUP BY ${facet}`,
        { by: 'visitors', sums: ['visitors', 'ordered'] },
      ),
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
        // In HAVING a name is the column's and not the sum's: somebody's steps of one hour alone.
        `SELECT person, devices, last, came AS steps FROM (
           SELECT person, COUNT(DISTINCT device) AS devices, MAX(hour) * ${HOUR_MS} AS last,
                  ${Object.values(STEP)
                    .map((bit) => `MAX(steps & ${bit})`)
                    .join(' + ')} AS came
             FROM presence WHERE ${where} GROUP BY person)
          WHERE (came & ?) = ? AND (came & ?) = 0 ORDER BY last DESC, person LIMIT ?`,
        ...bindings,
        reached,
        reached,
        missed,
        limit,
      )
      .toArray();
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
