/**
 * The rows that experiments are judged from, one an experiment and unit: a person, or a visit below tier person. Summed
 * in SQLite; what the sums mean is decided in core/src/experiments/arm-report.ts.
 */
import type { ArmTotals } from '@edgewise/core/experiments/arm-report';
import type { Observed } from '@edgewise/core/experiments/bandit';
import { stepNamed } from '@edgewise/core/experiments/bandit-steps';
import { capRank, WINSOR_SHARE } from '@edgewise/core/experiments/winsorise';
import type { OutcomeMessage } from '@edgewise/core/person/messages';
import type { VisitOutcome } from '@edgewise/core/person/visit-outcomes';
import type { PlanBandit } from '@edgewise/core/plan/plan';

export const OUTCOMES_SCHEMA = `
  CREATE TABLE outcomes (
    experiment TEXT NOT NULL, unit TEXT NOT NULL, scope TEXT NOT NULL, arm TEXT NOT NULL, first INTEGER NOT NULL,
    crossed INTEGER NOT NULL, orders INTEGER NOT NULL, revenue INTEGER NOT NULL, clicks INTEGER NOT NULL,
    by_click INTEGER NOT NULL, by_view INTEGER NOT NULL, PRIMARY KEY (experiment, unit)
  ) WITHOUT ROWID;
  CREATE INDEX outcomes_unit ON outcomes (unit);
  CREATE TABLE revisions (person TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE batches (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX batches_at ON batches (at)`;

/** `earlier`: revenue in as long a time before the exposure. A visit has none. */
export const OUTCOMES_EARLIER = `
  ALTER TABLE outcomes ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE outcomes ADD COLUMN earlier INTEGER NOT NULL DEFAULT 0`;

/** Of a bandit's step: who told of it. Empty where it is not known. */
export const OUTCOMES_NETWORK = `ALTER TABLE outcomes ADD COLUMN network TEXT NOT NULL DEFAULT ''`;

/** Units of one network that a bandit learns from, an arm and step, of people and of visits: as many as for trending [T3]. */
const UNITS_OF_A_NETWORK = 3;

/** A repeated anonymous batch is known for so long. */
const BATCHES_KEPT_MS = 86_400_000;

/** Many times what plans ever dealt of one experiment. A browser can name any arm, and of each there would be a row to read. */
const ARMS_READ = 1_000;

const SCOPES = ['person', 'visit'] as const;
export type Scope = (typeof SCOPES)[number];

const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** SQLite carries conditions on what a window is cut by into it, so that only the rows of one experiment are looked at. */
const FEW_OF_A_NETWORK = `(
  SELECT * FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY experiment, scope, arm, network ORDER BY first, unit) AS nth FROM outcomes)
   WHERE network = '' OR nth <= ${UNITS_OF_A_NETWORK})`;

/** Of the units of one arm that were shown no other, or another as well. */
export interface ArmSums extends ArmTotals {
  scope: Scope;
  arm: string;
  crossed: 0 | 1;
  /** First and last exposure, ms since the epoch. */
  first: number;
  last: number;
}

export class OutcomeRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** All rows of a person at once, unless newer ones are there. */
  replace({ person, revision, outcomes }: OutcomeMessage): void {
    const [known] = this.#sql
      .exec<{ revision: number }>('SELECT revision FROM revisions WHERE person = ?', person)
      .toArray();
    if (known && known.revision >= revision) return;
    this.#sql.exec('INSERT OR REPLACE INTO revisions (person, revision) VALUES (?, ?)', person, revision);
    this.#sql.exec('DELETE FROM outcomes WHERE unit = ?', person);
    for (const one of outcomes) {
      this.#sql.exec(
        `INSERT INTO outcomes
           (experiment, unit, scope, arm, first, crossed, orders, revenue, clicks, by_click, by_view, verified, earlier, network)
         VALUES (?, ?, 'person', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        one.experiment,
        person,
        one.arm,
        one.time,
        one.crossed ? 1 : 0,
        one.orders,
        one.revenue,
        one.clicks,
        one.byClick,
        one.byView,
        one.verified,
        one.before,
        one.network ?? '',
      );
    }
  }

  countOf(unit: string): number {
    return this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM outcomes WHERE unit = ?', unit).one().n;
  }

  /** Each part of a batch counts once. */
  addVisits(visits: readonly VisitOutcome[], now: number): void {
    this.#sql.exec('DELETE FROM batches WHERE at < ?', now - BATCHES_KEPT_MS);
    const fresh = new Set(
      this.#sql
        .exec<{ id: string }>(
          'INSERT INTO batches (id, at) SELECT DISTINCT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING id',
          now,
          JSON.stringify([...new Set(visits.map(({ batch }) => batch))]),
        )
        .toArray()
        .map(({ id }) => id),
    );
    for (const visit of visits) if (fresh.has(visit.batch)) this.#addVisit(visit);
  }

  #addVisit(outcome: VisitOutcome): void {
    const unit = `visit.${outcome.visit}`;
    if (outcome.do === 'expose') {
      this.#sql.exec(
        `INSERT INTO outcomes
           (experiment, unit, scope, arm, first, crossed, orders, revenue, clicks, by_click, by_view, network)
         VALUES (?, ?, 'visit', ?, ?, 0, 0, 0, 0, 0, 0, ?)
         ON CONFLICT DO UPDATE SET crossed = MAX(crossed, arm != excluded.arm)`,
        outcome.experiment,
        unit,
        outcome.arm,
        outcome.time,
        outcome.network ?? '',
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

  sums(experiment: string, first = ALWAYS): ArmSums[] {
    return this.#sums('outcomes', experiment, first);
  }

  /**
   * Money is added up by TOTAL: one sum over 2^63, of rows that an earlier release let in, would leave the whole experiment unread.
   * @param rows a table or a query that is one
   */
  #sums(rows: string, experiment: string, first: { from: number; to: number }): ArmSums[] {
    return SCOPES.flatMap((scope) => {
      const cap = this.#cap(rows, 'revenue', experiment, scope);
      const capEarlier = this.#cap(rows, 'earlier', experiment, scope);
      return this.#sql
        .exec(
          `SELECT scope, arm, crossed, COUNT(*) AS n, SUM(orders > 0) AS converted, SUM(clicks > 0) AS clicked,
                  SUM(orders) AS orders, SUM(orders * orders) AS orders2, TOTAL(revenue) AS revenue,
                  SUM(1.0 * revenue * revenue) AS revenue2, SUM(1.0 * orders * revenue) AS orders_revenue,
                  TOTAL(verified) AS verified, TOTAL(by_click) AS by_click, TOTAL(by_view) AS by_view,
                  TOTAL(cut) AS capped, SUM(1.0 * cut * cut) AS capped2,
                  TOTAL(was) AS earlier, SUM(1.0 * was * was) AS earlier2, SUM(1.0 * cut * was) AS capped_earlier,
                  MIN(first) AS first, MAX(first) AS last
             FROM (SELECT *, MIN(revenue, ?) AS cut, MIN(earlier, ?) AS was
                     FROM ${rows} WHERE experiment = ? AND scope = ? AND first >= ? AND first < ?)
            GROUP BY arm, crossed ORDER BY n DESC LIMIT ${ARMS_READ}`,
          cap,
          capEarlier,
          experiment,
          scope,
          first.from,
          first.to,
        )
        .toArray() as unknown as ArmSums[];
    });
  }

  /** One cap for all arms, as core's `winsorCap` has it. */
  #cap(rows: string, column: 'revenue' | 'earlier', experiment: string, scope: Scope): number {
    const some = `FROM ${rows} WHERE experiment = ? AND scope = ? AND ${column} != 0`;
    const { n } = this.#sql.exec<{ n: number }>(`SELECT COUNT(*) AS n ${some}`, experiment, scope).one();
    if (n === 0) return Number.MAX_SAFE_INTEGER;
    return this.#sql
      .exec<{ cap: number }>(
        `SELECT ${column} AS cap ${some} ORDER BY ${column} LIMIT 1 OFFSET ?`,
        experiment,
        scope,
        capRank(n, WINSOR_SHARE),
      )
      .one().cap;
  }

  /** Of these experiments, the ones that have a row. A browser can name any: all that have one are not to be read. */
  among(experiments: readonly string[]): string[] {
    return this.#sql
      .exec<{ name: string }>(
        `SELECT value AS name FROM json_each(?)
          WHERE EXISTS (SELECT 1 FROM outcomes WHERE experiment = value)`,
        JSON.stringify(experiments),
      )
      .toArray()
      .map(({ name }) => name);
  }

  /**
   * What a bandit's step saw of its arms, people and visits together [X36]. Of one network the first few units of an arm, whatever they
   * did, so that no machine steers it: who comes first is no choice by outcome.
   */
  observed(experiment: string, reward: NonNullable<PlanBandit['reward']>): Observed[] {
    return this.#sums(FEW_OF_A_NETWORK, experiment, ALWAYS).map(
      ({ arm, n, converted, clicked, capped, capped2 }): Observed => {
        if (reward === 'revenue') return { arm, units: n, sum: capped, sumSquares: capped2 };
        const yes = reward === 'orders' ? converted : clicked;
        return { arm, units: n, sum: yes, sumSquares: yes };
      },
    );
  }

  /** When the first row of each of these placements' bandits came, of those that have one. */
  banditsSeen(placements: readonly string[]): Map<string, number> {
    const seen = new Map<string, number>();
    for (const placement of placements) {
      const { first } = this.#sql
        .exec<{ first: number | null }>(
          'SELECT MIN(first) AS first FROM outcomes WHERE experiment >= ? AND experiment < ?',
          ...stepsOf(placement),
        )
        .one();
      if (first !== null) seen.set(placement, first);
    }
    return seen;
  }

  /** Rows of steps that are settled say nothing more; who comes back late brings some of them again. */
  forgetSteps(placement: string, before: number): void {
    const names = this.#sql
      .exec<{ experiment: string }>(
        'SELECT DISTINCT experiment FROM outcomes WHERE experiment >= ? AND experiment < ?',
        ...stepsOf(placement),
      )
      .toArray();
    for (const { experiment } of names) {
      const named = stepNamed(experiment);
      if (named?.placement !== placement || named.step >= before) continue;
      this.#sql.exec('DELETE FROM outcomes WHERE experiment = ?', experiment);
    }
  }
}

/** The names of a bandit's steps lie from the first of these up to the second. */
const stepsOf = (placement: string): [from: string, to: string] => [`bandit.${placement}:`, `bandit.${placement};`];
