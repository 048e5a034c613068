/**
 * Trainer: keeps a site's finished sessions in a rolling window and turns them into model snapshots. Training itself is
 * core's; here are the rows, the alarm and the publication.
 */
import { DurableObject } from 'cloudflare:workers';
import { SessionLog } from '@edgewise/core/recommend/session-log';
import type { Interaction, InteractionKind } from '@edgewise/core/recommend/situation';
import { type TrainReport, train } from '@edgewise/core/recommend/train';
import type { Env } from '../bindings.ts';
import { snapshotKey } from '../snapshot-key.ts';
import { migrate } from '../storage/migrate.ts';
import { shopOf } from './names.ts';

const SCHEMA = [
  `CREATE TABLE sessions (id TEXT PRIMARY KEY, ended INTEGER NOT NULL, rows TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX sessions_ended ON sessions (ended);
   CREATE TABLE status (id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL, changed INTEGER NOT NULL,
                        trained INTEGER, report TEXT, error TEXT)`,
];

/** New sessions reach the shelves by a rebuild at most this much later. */
const REBUILD_AFTER_MS = 2 * 60_000;
const RETRY_AFTER_MS = 5 * 60_000;
/** The rolling window: the newest sessions, which fit an object's memory many times over. */
const WINDOW_SESSIONS = 500_000;
const ROWS_PER_SESSION = 200;

/** Item, kind by its first letter, ms since the epoch. */
type Row = [item: string, kind: 'v' | 'c' | 'p', time: number];
const LETTER: Record<InteractionKind, Row[1]> = { view: 'v', cart: 'c', purchase: 'p' };
const KIND: Record<Row[1], InteractionKind> = { v: 'view', c: 'cart', p: 'purchase' };

export interface SessionRows {
  /** Names the session for ever: adding it again adds nothing. */
  id: string;
  interactions: Interaction[];
}

export interface TrainerStatus {
  sessions: number;
  /** ms since the epoch, or null where it never happened. */
  trained: number | null;
  report: TrainReport | null;
  /** Why the last training failed, or null. */
  error: string | null;
}

export class Trainer extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
  }

  /** Adds sessions; what a session holds already is not added again. Sets the alarm for a rebuild. */
  async add(site: string, sessions: SessionRows[]): Promise<void> {
    if (this.#store(site, sessions, Date.now()) === 0) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + REBUILD_AFTER_MS);
  }

  /** Adds sessions of an import, whose own `train` call follows. */
  import(site: string, sessions: SessionRows[]): void {
    this.#store(site, sessions, Date.now());
  }

  /** Trains, stores the snapshot and points the shop at it. A failure leaves the snapshot before in use. */
  async train(site: string, now: number): Promise<TrainReport> {
    try {
      this.#prune();
      const log = new SessionLog();
      for (const { id, rows } of this.#sql.exec<{ id: string; rows: string }>(
        'SELECT id, rows FROM sessions ORDER BY ended, id',
      )) {
        for (const [item, kind, time] of JSON.parse(rows) as Row[]) log.add(id, item, time / 1000, KIND[kind]);
      }
      const { bytes, report } = train(log.finish(), { now });
      await this.env.BUCKET.put(snapshotKey(site, 'model', report.version), bytes);
      await shopOf(this.env, site).point('model', report.version, now);
      this.#note(site, now, { trained: now, report: JSON.stringify(report), error: null });
      return report;
    } catch (cause) {
      this.#note(site, now, { error: String(cause) });
      throw cause;
    }
  }

  status(): TrainerStatus {
    const [row] = this.#sql
      .exec<{ trained: number | null; report: string | null; error: string | null }>(
        'SELECT trained, report, error FROM status',
      )
      .toArray();
    return {
      sessions: this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM sessions').one().n,
      trained: row?.trained ?? null,
      report: row?.report ? (JSON.parse(row.report) as TrainReport) : null,
      error: row?.error ?? null,
    };
  }

  override async alarm(): Promise<void> {
    const [row] = this.#sql.exec<{ site: string }>('SELECT site FROM status').toArray();
    if (!row) return;
    // The platform gives up after six failures, so a failure is caught here and the alarm set again.
    try {
      await this.train(row.site, Date.now());
    } catch (cause) {
      console.error(JSON.stringify({ at: 'trainer.alarm', site: row.site, error: String(cause) }));
      await this.ctx.storage.setAlarm(Date.now() + RETRY_AFTER_MS);
    }
  }

  /** @returns how many sessions changed */
  #store(site: string, sessions: readonly SessionRows[], now: number): number {
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
      const ordered = [...rows.values()].sort((a, b) => a[2] - b[2]).slice(-ROWS_PER_SESSION);
      this.#sql.exec(
        'INSERT OR REPLACE INTO sessions (id, ended, rows) VALUES (?, ?, ?)',
        id,
        ordered.at(-1)![2],
        JSON.stringify(ordered),
      );
    }
    if (changed > 0) this.#note(site, now, {});
    return changed;
  }

  #prune(): void {
    this.#sql.exec(
      `DELETE FROM sessions WHERE ended < (SELECT ended FROM sessions ORDER BY ended DESC LIMIT 1 OFFSET ?)`,
      WINDOW_SESSIONS,
    );
  }

  #note(site: string, changed: number, what: { trained?: number; report?: string; error?: string | null }): void {
    this.#sql.exec('INSERT OR IGNORE INTO status (id, site, changed) VALUES (1, ?, ?)', site, changed);
    this.#sql.exec('UPDATE status SET changed = ?', changed);
    for (const [column, value] of Object.entries(what)) this.#sql.exec(`UPDATE status SET ${column} = ?`, value);
  }
}
