/**
 * Trainer: turns a site's finished sessions into model snapshots, and today's views into what is hot. Both reach the
 * shelves through the Shop. Training itself is core's; here are the rows, the alarm and the publication.
 */
import { DurableObject } from 'cloudflare:workers';
import { trainHead } from '@edgewise/core/recommend/head';
import { Model } from '@edgewise/core/recommend/model';
import { type TrainReport, train } from '@edgewise/core/recommend/train';
import type { Env } from '../bindings.ts';
import { snapshotKey } from '../snapshot-key.ts';
import { FRESH_SCHEMA, type FreshInteraction, FreshItems } from '../storage/fresh-items.ts';
import { migrate } from '../storage/migrate.ts';
import { SESSION_SCHEMA, type SessionRows, SessionWindow } from '../storage/session-window.ts';
import { shopOf } from './names.ts';

const SCHEMA = [
  `${SESSION_SCHEMA}
   ${FRESH_SCHEMA}
   CREATE TABLE status (
     id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL, rebuild_due INTEGER, hot_due INTEGER,
     trained INTEGER, took_ms INTEGER NOT NULL DEFAULT 0, report TEXT, error TEXT
   )`,
  // Trainings begun since the last that ended well.
  'ALTER TABLE status ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0',
];

/** New sessions reach the shelves by a rebuild this much later, or ten times what the last one took. */
const REBUILD_AFTER_MS = 2 * 60_000;
const REBUILD_TIMES_TOOK = 10;
/** Today's views reach the shelves this much later, plus the isolates' 20 s. */
const HOT_AFTER_MS = 20_000;
const RETRY_AFTER_MS = 5 * 60_000;
/** Each training that did not end well doubles the wait for the next, this often at most: 5 minutes to 5 hours. */
const MOST_DOUBLINGS = 6;

/** Item ids by popularity, for the catalogue's head. */
const POPULAR_ITEMS = 4_000;

function popularItems(model: ArrayBuffer): string[] {
  const opened = Model.from(model);
  const { item, length } = opened.trending(POPULAR_ITEMS);
  return Array.from(item.subarray(0, length), (index) => opened.items.get(index));
}

interface Status {
  site: string;
  rebuild_due: number | null;
  hot_due: number | null;
  trained: number | null;
  took_ms: number;
  report: string | null;
  error: string | null;
  attempts: number;
  [column: string]: SqlStorageValue;
}

export interface TrainerStatus {
  sessions: number;
  /** ms since the epoch, or null where it never happened. */
  trained: number | null;
  /** When the next rebuild is due, or null where nothing is new. */
  rebuild_due: number | null;
  report: TrainReport | null;
  /** Why the last training failed, or null. */
  error: string | null;
}

export class Trainer extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #sessions: SessionWindow;
  readonly #fresh: FreshItems;
  /** How often each changed since this object woke. */
  readonly #changes = { sessions: 0, fresh: 0 };

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
    this.#sessions = new SessionWindow(this.#sql);
    this.#fresh = new FreshItems(this.#sql);
  }

  /** Takes finished sessions and today's interactions. What is known already changes nothing. */
  async add(site: string, sessions: readonly SessionRows[], fresh: readonly FreshInteraction[]): Promise<void> {
    const now = Date.now();
    const status = this.#status(site);
    const added = { sessions: this.#sessions.add(sessions), fresh: this.#fresh.add(fresh, now) };
    this.#note(added);
    if (added.sessions > 0 && status.rebuild_due === null) {
      this.#set('rebuild_due', now + Math.max(REBUILD_AFTER_MS, REBUILD_TIMES_TOOK * status.took_ms));
    }
    if (added.fresh > 0 && status.hot_due === null) this.#set('hot_due', now + HOT_AFTER_MS);
    await this.#setAlarm();
  }

  /** Forgets visits and today's interactions of an erased person. The next model is trained without them, soon. */
  async erase(site: string, names: readonly string[], people: readonly string[]) {
    const now = Date.now();
    const status = this.#status(site);
    const erased = { sessions: this.#sessions.erase(names), fresh: this.#fresh.erase(people) };
    this.#note(erased);
    if (erased.sessions > 0 && status.rebuild_due === null) this.#set('rebuild_due', now + REBUILD_AFTER_MS);
    if (erased.fresh > 0 && status.hot_due === null) this.#set('hot_due', now + HOT_AFTER_MS);
    await this.#setAlarm();
    return erased;
  }

  /** Which anonymous batches are to be counted, see `FreshItems.admit`. */
  admit(batches: readonly { id: string; received: number }[]): string[] {
    return this.#fresh.admit(batches);
  }

  /** The newest sessions as JSON, for who tries a plan on them. */
  newestSessions(most: number): string {
    return JSON.stringify(this.#sessions.newest(most));
  }

  /** Takes sessions of an import, whose own `train` call follows. */
  import(site: string, sessions: readonly SessionRows[]): void {
    this.#status(site);
    this.#sessions.add(sessions);
  }

  /** Trains, stores the snapshot and points the shop at it. A failure leaves the snapshot before in use. */
  async train(site: string, now: number): Promise<TrainReport> {
    this.#status(site);
    const started = Date.now();
    try {
      const before = this.#changes.sessions;
      const log = this.#sessions.log().finish();
      const { bytes, report } = train(log, { now });
      const head = trainHead(log, { now }, bytes.byteLength);
      const popular = popularItems(bytes.buffer);
      await this.env.BUCKET.put(snapshotKey(site, 'model', report.version), bytes);
      if (head) await this.env.BUCKET.put(snapshotKey(site, 'model-head', report.version), head);
      await shopOf(this.env, site).publishModel(report.version, popular, head !== undefined, now);
      this.#set('report', JSON.stringify(report));
      this.#set('error', null);
      this.#set('trained', now);
      this.#set('took_ms', Date.now() - started);
      this.#set('attempts', 0);
      // What came or was erased while the snapshot was stored is not in it.
      const isWhole = this.#changes.sessions === before;
      this.#set('rebuild_due', isWhole ? null : Date.now() + REBUILD_AFTER_MS);
      return report;
    } catch (cause) {
      this.#set('error', String(cause));
      throw cause;
    }
  }

  status(): TrainerStatus {
    const [row] = this.#sql.exec<Status>('SELECT * FROM status').toArray();
    return {
      sessions: this.#sessions.count(),
      trained: row?.trained ?? null,
      rebuild_due: row?.rebuild_due ?? null,
      report: row?.report ? (JSON.parse(row.report) as TrainReport) : null,
      error: row?.error ?? null,
    };
  }

  override async alarm(): Promise<void> {
    const [status] = this.#sql.exec<Status>('SELECT * FROM status').toArray();
    if (!status) return;
    const now = Date.now();
    // One that fails does not hold up the other.
    if (status.hot_due !== null && status.hot_due <= now) {
      this.#set('hot_due', now + RETRY_AFTER_MS);
      await this.#attempt(status.site, async () => {
        const before = this.#changes.fresh;
        await shopOf(this.env, status.site).setHot(this.#fresh.hottest(now));
        this.#set('hot_due', this.#changes.fresh === before ? null : Date.now() + HOT_AFTER_MS);
      });
    }
    if (status.rebuild_due !== null && status.rebuild_due <= now) {
      // On disk before it begins: an object that is killed at work comes to no catch, and would begin again at once.
      this.#set('rebuild_due', now + RETRY_AFTER_MS * 2 ** Math.min(status.attempts, MOST_DOUBLINGS));
      this.#set('attempts', status.attempts + 1);
      await this.#setAlarm();
      await this.ctx.storage.sync();
      await this.#attempt(status.site, () => this.train(status.site, now));
    }
    await this.#setAlarm();
  }

  /** The platform gives up after six failures, so a failure is caught here; when to try again was settled before. */
  async #attempt(site: string, work: () => Promise<unknown>) {
    try {
      await work();
    } catch (cause) {
      console.error(JSON.stringify({ at: 'trainer.alarm', site, error: String(cause) }));
    }
  }

  async #setAlarm(): Promise<void> {
    const { due } = this.#sql
      .exec<{ due: number | null }>(
        'SELECT MIN(COALESCE(rebuild_due, hot_due), COALESCE(hot_due, rebuild_due)) AS due FROM status',
      )
      .one();
    if (due === null) return;
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > due) await this.ctx.storage.setAlarm(due);
  }

  #note({ sessions, fresh }: { sessions: number; fresh: number }): void {
    if (sessions > 0) this.#changes.sessions++;
    if (fresh > 0) this.#changes.fresh++;
  }

  #status(site: string): Status {
    this.#sql.exec('INSERT OR IGNORE INTO status (id, site) VALUES (1, ?)', site);
    return this.#sql.exec<Status>('SELECT * FROM status').one();
  }

  #set(column: keyof Status & string, value: number | string | null): void {
    this.#sql.exec(`UPDATE status SET ${column} = ?`, value);
  }
}
