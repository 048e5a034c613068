/** Gate: failed sign-ins by network, and sessions that were ended before their time ([A3], [A5] of apps/edge/SPEC.md). */
import { DurableObject } from 'cloudflare:workers';
import { LIMITS } from '@edgewise/protocol/limits';
import type { Env } from '../bindings.ts';
import { migrate } from '../storage/migrate.ts';

const SCHEMA = [
  `CREATE TABLE attempts (id INTEGER PRIMARY KEY, network TEXT NOT NULL, at INTEGER NOT NULL);
   CREATE INDEX attempts_network ON attempts (network, at);
   CREATE TABLE ended (session TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID`,
];

export const ATTEMPT_WINDOW_MS = 15 * 60_000;
const TIDY_MS = 60 * 60_000;

export class Gate extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
  }

  /**
   * Counts an attempt before it is judged, so that many at once are no way round; `forgive` takes back one that was right.
   * @returns its number, or when the network may try again, ms since the epoch
   */
  async attempt(network: string, now: number): Promise<{ attempt: number } | { again: number }> {
    const recent = this.#sql
      .exec<{ at: number }>(
        'SELECT at FROM attempts WHERE network = ? AND at > ? ORDER BY at DESC LIMIT ?',
        network,
        now - ATTEMPT_WINDOW_MS,
        LIMITS.failedSignIns,
      )
      .toArray();
    if (recent.length >= LIMITS.failedSignIns) return { again: recent.at(-1)!.at + ATTEMPT_WINDOW_MS };
    const { id } = this.#sql
      .exec<{ id: number }>('INSERT INTO attempts (network, at) VALUES (?, ?) RETURNING id', network, now)
      .one();
    await this.#tidyLater(now);
    return { attempt: id };
  }

  forgive(attempt: number): void {
    this.#sql.exec('DELETE FROM attempts WHERE id = ?', attempt);
  }

  /** @param until when nobody would take it for alive any more, ms since the epoch */
  async end(session: string, until: number): Promise<void> {
    this.#sql.exec('INSERT OR IGNORE INTO ended (session, until) VALUES (?, ?)', session, until);
    await this.#tidyLater(Date.now());
  }

  hasEnded(session: string): boolean {
    return this.#sql.exec('SELECT 1 FROM ended WHERE session = ?', session).toArray().length > 0;
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    this.#sql.exec('DELETE FROM attempts WHERE at <= ?', now - ATTEMPT_WINDOW_MS);
    this.#sql.exec('DELETE FROM ended WHERE until <= ?', now);
    const { left } = this.#sql
      .exec<{ left: number }>('SELECT (SELECT COUNT(*) FROM attempts) + (SELECT COUNT(*) FROM ended) AS left')
      .one();
    if (left > 0) await this.ctx.storage.setAlarm(now + TIDY_MS);
  }

  async #tidyLater(now: number): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now + TIDY_MS);
  }
}
