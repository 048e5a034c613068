/** What each experiment was when it was dealt, by publication [L26]: arms, weights and metric outlive the plan that had them. */
import { type DealtPeriod, experimentsIn, isDealtAlike } from '@edgewise/core/plan/dealt';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { LIMITS } from '@edgewise/protocol/limits';

export const EXPERIMENT_HISTORY_SCHEMA = `
  CREATE TABLE plan_experiments (
    id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, dealt TEXT NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (id, number)
  ) WITHOUT ROWID;
  CREATE INDEX plan_experiments_last ON plan_experiments (last)`;

type Row = { at: number; dealt: string };

export class ExperimentHistory {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A plan came into force. @param number of its version, 0 for what a shop starts with */
  note(number: number, at: number, plan: PlanDocument): void {
    for (const { id, metric, arms, name } of experimentsIn(plan)) {
      const dealt = { metric, arms, ...(name !== undefined && { name }) };
      const newest = this.periods(id).at(-1);
      if (newest && isDealtAlike(newest, dealt)) {
        // Another name is no other experiment.
        if (newest.name !== name) this.#rename(id, JSON.stringify(dealt));
      } else {
        this.#sql.exec(
          'INSERT OR REPLACE INTO plan_experiments (id, number, at, dealt, last) VALUES (?, ?, ?, ?, ?)',
          id,
          number,
          at,
          JSON.stringify(dealt),
          number,
        );
      }
      this.#sql.exec('UPDATE plan_experiments SET last = ? WHERE id = ?', number, id);
      this.#sql.exec(
        `DELETE FROM plan_experiments WHERE id = ? AND number NOT IN
           (SELECT number FROM plan_experiments WHERE id = ? ORDER BY number DESC LIMIT ?)`,
        id,
        id,
        LIMITS.experimentPeriods,
      );
    }
    this.#sql.exec(
      `DELETE FROM plan_experiments WHERE id NOT IN
         (SELECT id FROM plan_experiments GROUP BY id ORDER BY MAX(last) DESC, id LIMIT ?)`,
      LIMITS.experimentsKnown,
    );
  }

  #rename(id: string, dealt: string): void {
    this.#sql.exec(
      `UPDATE plan_experiments SET dealt = ?
        WHERE id = ? AND number = (SELECT MAX(number) FROM plan_experiments WHERE id = ?)`,
      dealt,
      id,
      id,
    );
  }

  isEmpty(): boolean {
    return this.#sql.exec('SELECT 1 FROM plan_experiments LIMIT 1').toArray().length === 0;
  }

  /** Of one experiment, in the order of time; empty where no published plan had it. */
  periods(id: string): DealtPeriod[] {
    return this.#sql
      .exec<Row>('SELECT at, dealt FROM plan_experiments WHERE id = ? ORDER BY number', id)
      .toArray()
      .map(({ at, dealt }) => ({ from: at, ...(JSON.parse(dealt) as Omit<DealtPeriod, 'from'>) }));
  }

  /** What each was last. */
  all(): ({ id: string } & DealtPeriod)[] {
    return this.#sql
      .exec<Row & { id: string }>(
        `SELECT id, at, dealt FROM plan_experiments AS one
          WHERE number = (SELECT MAX(number) FROM plan_experiments WHERE id = one.id) ORDER BY id`,
      )
      .toArray()
      .map(({ id, at, dealt }) => ({ id, from: at, ...(JSON.parse(dealt) as Omit<DealtPeriod, 'from'>) }));
  }
}
