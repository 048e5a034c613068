/**
 * Results: one shop's experiments in figures, and the steps of its bandits. A person's rows come whole and take the place of
 * those before, so merges, unlinks and erasures correct the figures.
 *
 * A bandit needs nobody to begin it: its first row sets the alarm, which ends steps when they are due and publishes the new
 * shares through the Shop. Without rows the alarm rests.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Observed } from '@edgewise/core/experiments/bandit';
import { type BanditLog, banditStep, endStep, newLog, stepNamed } from '@edgewise/core/experiments/bandit-steps';
import type { OutcomeMessage } from '@edgewise/core/person/messages';
import type { VisitOutcome } from '@edgewise/core/person/visit-outcomes';
import {
  armsOfBandit,
  type BanditReport,
  type BanditSteps,
  banditsIn,
  settingsOf,
  stepMsOf,
} from '@edgewise/core/plan/bandits';
import type { PlanBandit, PlanDocument } from '@edgewise/core/plan/plan';
import type { Env } from '../bindings.ts';
import { type ExperimentNote, ExperimentNotes, NOTES_SCHEMA } from '../storage/experiment-notes.ts';
import { migrate } from '../storage/migrate.ts';
import {
  type ArmSums,
  OUTCOMES_EARLIER,
  OUTCOMES_NETWORK,
  OUTCOMES_SCHEMA,
  OutcomeRows,
} from '../storage/outcome-rows.ts';
import { shopOf } from './names.ts';

const SCHEMA = [
  OUTCOMES_SCHEMA,
  `${OUTCOMES_EARLIER};
   CREATE TABLE site (id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL);
   CREATE TABLE bandits (placement TEXT PRIMARY KEY, log TEXT NOT NULL) WITHOUT ROWID`,
  NOTES_SCHEMA,
  OUTCOMES_NETWORK,
];

/** From the first row of a bandit to the alarm that begins it. */
const BEGIN_MS = 60_000;
const RETRY_MS = 60_000;
const DEFAULT_REWARD = 'orders';

export class Results extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #rows: OutcomeRows;
  readonly #notes: ExperimentNotes;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    migrate(ctx.storage, SCHEMA);
    this.#rows = new OutcomeRows(this.#sql);
    this.#notes = new ExperimentNotes(this.#sql);
  }

  /** Both kinds of a queue batch. Done again it changes nothing. No await before all is written: one transaction. */
  async add(site: string, people: readonly OutcomeMessage[], visits: readonly VisitOutcome[]): Promise<void> {
    for (const message of people) this.#rows.replace(message);
    this.#rows.addVisits(visits, Date.now());
    const experiments = [
      ...people.flatMap(({ outcomes }) => outcomes.map(({ experiment }) => experiment)),
      ...visits.flatMap((visit) => (visit.do === 'expose' ? [visit.experiment] : [])),
    ];
    if (!experiments.some(stepNamed)) return;
    this.#sql.exec('INSERT OR IGNORE INTO site (id, site) VALUES (1, ?)', site);
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + BEGIN_MS);
  }

  /** After an erasure, ahead of the queue. @returns how many rows there are less */
  supersede(people: readonly OutcomeMessage[]): number {
    return people.reduce((sum, message) => {
      const before = this.#rows.countOf(message.person);
      this.#rows.replace(message);
      return sum + before - this.#rows.countOf(message.person);
    }, 0);
  }

  /** @param first only units whose first exposure lies in [from, to), ms since the epoch */
  sums(experiment: string, first?: { from: number; to: number }): ArmSums[] {
    return this.#rows.sums(experiment, first);
  }

  /** Those of the names that have rows. */
  experimentsAmong(names: readonly string[]): string[] {
    return this.#rows.among(names);
  }

  notes(): Map<string, ExperimentNote> {
    return this.#notes.all();
  }

  putNote(experiment: string, note: ExperimentNote): boolean {
    return this.#notes.put(experiment, note);
  }

  /** Those of a plan, as they stand. */
  bandits(bandits: readonly { placement: string; bandit: PlanBandit }[]): BanditReport[] {
    return bandits.map(({ placement, bandit }) => {
      const log = this.#log(placement);
      const arms = armsOfBandit(bandit);
      const { step, weights, settled } = log ?? newLog(arms, 0);
      const lately = log ? [step, step - 1].flatMap((one) => this.#observed(placement, one, bandit)) : [];
      return {
        placement,
        reward: bandit.reward ?? DEFAULT_REWARD,
        step,
        began: log?.began ?? null,
        ends: log ? log.began + stepMsOf(bandit) : null,
        arms: arms.map((strategy) => {
          const arm = settled.arms.find(({ id }) => id === strategy);
          const seen = lately.filter((one) => one.arm === strategy);
          return {
            strategy,
            share: weights[strategy] ?? 1 / arms.length,
            units: arm?.units ?? 0,
            mean: arm && arm.n > 0 ? arm.sum / arm.n : null,
            lately: {
              units: seen.reduce((sum, { units }) => sum + units, 0),
              sum: seen.reduce((sum, one) => sum + one.sum, 0),
            },
          };
        }),
      };
    });
  }

  override async alarm(): Promise<void> {
    // The platform gives up after six failures, so a failure is caught here and the alarm set again.
    try {
      const next = await this.#moveBandits(Date.now());
      if (next !== null) await this.ctx.storage.setAlarm(next);
    } catch (cause) {
      console.error(JSON.stringify({ at: 'results.alarm', error: String(cause) }));
      await this.ctx.storage.setAlarm(Date.now() + RETRY_MS);
    }
  }

  /** Ends what is due and publishes what is in force, also where that failed before. @returns when to look again, null: never */
  async #moveBandits(now: number): Promise<number | null> {
    const [row] = this.#sql.exec<{ site: string }>('SELECT site FROM site').toArray();
    if (!row) return null;
    const shop = shopOf(this.env, row.site);
    const view = await shop.view();
    if (!view) return null;
    const running = banditsIn(JSON.parse(view.plan.text) as PlanDocument);
    const seen = this.#rows.banditsSeen(running.map(({ placement }) => placement));
    const steps: Record<string, BanditSteps[string]> = {};
    let next: number | null = null;
    for (const { placement, bandit } of running) {
      const first = seen.get(placement);
      let log =
        this.#log(placement) ?? (first !== undefined ? newLog(armsOfBandit(bandit), Math.min(first, now)) : null);
      if (!log) continue;
      if (first !== undefined && now >= log.began + stepMsOf(bandit)) log = this.#end(placement, bandit, log, now);
      this.#sql.exec('INSERT OR REPLACE INTO bandits (placement, log) VALUES (?, ?)', placement, JSON.stringify(log));
      steps[placement] = { step: log.step, weights: log.weights };
      const due = Math.max(log.began + stepMsOf(bandit), now + 1);
      if (first !== undefined) next = Math.min(next ?? due, due);
    }
    await shop.putBandits(JSON.stringify(steps));
    return next;
  }

  #end(placement: string, bandit: PlanBandit, log: BanditLog, now: number): BanditLog {
    const seen = {
      last: this.#observed(placement, log.step, bandit),
      before: this.#observed(placement, log.step - 1, bandit),
    };
    const ended = endStep(log, armsOfBandit(bandit), seen, now, settingsOf(bandit));
    this.#rows.forgetSteps(placement, log.step);
    return ended;
  }

  #observed(placement: string, step: number, { reward = DEFAULT_REWARD }: PlanBandit): Observed[] {
    return step < 0 ? [] : this.#rows.observed(banditStep(placement, step), reward);
  }

  #log(placement: string): BanditLog | null {
    const [row] = this.#sql.exec<{ log: string }>('SELECT log FROM bandits WHERE placement = ?', placement).toArray();
    return row ? (JSON.parse(row.log) as BanditLog) : null;
  }
}
