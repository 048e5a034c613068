/**
 * Results: the rows that a site's experiments are judged from, one an experiment and person, or visit below tier person.
 * A person's rows come whole and take the place of those before, so merges, unlinks and erasures correct the figures.
 */
import { DurableObject } from 'cloudflare:workers';
import type { OutcomeMessage } from '@edgewise/core/person/messages';
import type { VisitOutcome } from '@edgewise/core/person/visit-outcomes';
import type { Env } from '../bindings.ts';
import { migrate } from '../storage/migrate.ts';

const SCHEMA = [
  `CREATE TABLE outcomes (
     experiment TEXT NOT NULL, unit TEXT NOT NULL, scope TEXT NOT NULL, arm TEXT NOT NULL, first INTEGER NOT NULL,
     crossed INTEGER NOT NULL, orders INTEGER NOT NULL, revenue INTEGER NOT NULL, clicks INTEGER NOT NULL,
     by_click INTEGER NOT NULL, by_view INTEGER NOT NULL, PRIMARY KEY (experiment, unit)
   ) WITHOUT ROWID;
   CREATE INDEX outcomes_unit ON outcomes (unit);
   CREATE TABLE revisions (person TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE batches (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX batches_at ON batches (at)`,
];

/** A repeated anonymous batch is known for so long. */
const BATCHES_KEPT_MS = 86_400_000;

export type Scope = 'person' | 'visit';

/** Sums over the units of one arm; the squares are for variances. Money in minor units. */
export interface ArmSums {
  scope: Scope;
  arm: string;
  /** Shown another arm as well. */
  crossed: 0 | 1;
  n: number;
  converted: number;
  clicked: number;
  orders: number;
  orders2: number;
  revenue: number;
  revenue2: number;
  by_click: number;
  by_view: number;
  first: number;
  last: number;
}

export class Results extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    migrate(ctx.storage, SCHEMA);
  }

  /** Both kinds of a queue batch. Done again it changes nothing. No await: one transaction. */
  add(people: readonly OutcomeMessage[], visits: readonly VisitOutcome[]): void {
    for (const message of people) this.#replace(message);
    const now = Date.now();
    this.#sql.exec('DELETE FROM batches WHERE at < ?', now - BATCHES_KEPT_MS);
    const fresh = new Set(
      this.#sql
        .exec<{ id: string }>(
          'INSERT INTO batches (id, at) SELECT DISTINCT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING id',
          now,
          JSON.stringify(visits.map(({ batch }) => batch)),
        )
        .toArray()
        .map(({ id }) => id),
    );
    for (const visit of visits) if (fresh.has(visit.batch)) this.#addVisit(visit);
  }

  /** After an erasure, ahead of the queue. @returns how many rows there are less */
  supersede(people: readonly OutcomeMessage[]): number {
    const count = (person: string) =>
      this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM outcomes WHERE unit = ?', person).one().n;
    return people.reduce((sum, message) => {
      const before = count(message.person);
      this.#replace(message);
      return sum + before - count(message.person);
    }, 0);
  }

  #replace({ person, revision, outcomes }: OutcomeMessage): void {
    const [known] = this.#sql
      .exec<{ revision: number }>('SELECT revision FROM revisions WHERE person = ?', person)
      .toArray();
    if (known && known.revision >= revision) return;
    this.#sql.exec('INSERT OR REPLACE INTO revisions (person, revision) VALUES (?, ?)', person, revision);
    this.#sql.exec('DELETE FROM outcomes WHERE unit = ?', person);
    for (const { experiment, arm, time, crossed, orders, revenue, clicks, byClick, byView } of outcomes) {
      this.#sql.exec(
        `INSERT INTO outcomes (experiment, unit, scope, arm, first, crossed, orders, revenue, clicks, by_click, by_view)
         VALUES (?, ?, 'person', ?, ?, ?, ?, ?, ?, ?, ?)`,
        experiment,
        person,
        arm,
        time,
        crossed ? 1 : 0,
        orders,
        revenue,
        clicks,
        byClick,
        byView,
      );
    }
  }

  #addVisit(outcome: VisitOutcome): void {
    const unit = `visit.${outcome.visit}`;
    if (outcome.do === 'expose') {
      this.#sql.exec(
        `INSERT INTO outcomes (experiment, unit, scope, arm, first, crossed, orders, revenue, clicks, by_click, by_view)
         VALUES (?, ?, 'visit', ?, ?, 0, 0, 0, 0, 0, 0)
         ON CONFLICT DO UPDATE SET crossed = MAX(crossed, arm != excluded.arm)`,
        outcome.experiment,
        unit,
        outcome.arm,
        outcome.time,
      );
    } else if (outcome.do === 'click') {
      this.#sql.exec('UPDATE outcomes SET clicks = clicks + 1 WHERE unit = ?', unit);
    } else {
      this.#sql.exec(
        'UPDATE outcomes SET orders = orders + 1, revenue = revenue + ? WHERE unit = ?',
        outcome.value,
        unit,
      );
    }
  }

  sums(experiment: string): ArmSums[] {
    return this.#sql
      .exec(
        `SELECT scope, arm, crossed, COUNT(*) AS n, SUM(orders > 0) AS converted, SUM(clicks > 0) AS clicked,
                SUM(orders) AS orders, SUM(orders * orders) AS orders2, SUM(revenue) AS revenue,
                SUM(1.0 * revenue * revenue) AS revenue2, SUM(by_click) AS by_click, SUM(by_view) AS by_view,
                MIN(first) AS first, MAX(first) AS last
           FROM outcomes WHERE experiment = ? GROUP BY scope, arm, crossed`,
        experiment,
      )
      .toArray() as unknown as ArmSums[];
  }
}
