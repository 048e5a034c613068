/** Rows of a shop's alerts: rules and channels, what is watched, what is to be sent, and what was said. */
import type { AlertRule, AlertState } from '@edgewise/core/insight/alerts';
import type { Curve } from '@edgewise/core/insight/curve/curve';
import type { Channel, Notice } from '../alerts/channels.ts';
import { migrate } from './migrate.ts';

const SCHEMA = [
  `CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL);
   CREATE TABLE rules (id TEXT PRIMARY KEY, rule TEXT NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE channels (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, sealed TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE watches (metric TEXT PRIMARY KEY, upto INTEGER NOT NULL, watch TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE outbox (id TEXT PRIMARY KEY, notice TEXT NOT NULL, channel TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE log (id TEXT PRIMARY KEY, at INTEGER NOT NULL, notice TEXT NOT NULL, outcome TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX log_at ON log (at)`,
  `ALTER TABLE meta ADD COLUMN origin TEXT;
   CREATE TABLE drifts (metric TEXT PRIMARY KEY, upto INTEGER NOT NULL, watch TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE pictures (notice TEXT PRIMARY KEY, at INTEGER NOT NULL, curve TEXT NOT NULL) WITHOUT ROWID`,
];

const MOST_TRIES = 8;
const MINUTE_MS = 60_000;
export const LOG_KEPT_MS = 90 * 86_400_000;

export interface ChannelView {
  id: string;
  name: string;
  kind: Channel['kind'];
}

export interface RuleView extends AlertRule {
  state: AlertState;
}

export interface IncidentView extends Notice {
  at: number;
  /** By channel: `sent`, or why not. */
  outcome: Record<string, string>;
}

export interface Due {
  id: string;
  notice: Notice;
  channel: string;
  tries: number;
}

/** A watch is stored as far as it has read; ms since the epoch. */
export interface StoredWatch<Saved> {
  upto: number;
  watch: Saved;
}

export class AlertStore {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    migrate(storage, SCHEMA);
    this.#sql = storage.sql;
  }

  /** @param origin of the worker, as whoever writes here has reached it */
  begin(site: string, origin: string): void {
    this.#sql.exec(
      'INSERT INTO meta (id, site, origin) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET origin = excluded.origin',
      site,
      origin,
    );
  }

  site(): string | undefined {
    return this.#sql.exec<{ site: string }>('SELECT site FROM meta').toArray()[0]?.site;
  }

  origin(): string | undefined {
    return this.#sql.exec<{ origin: string | null }>('SELECT origin FROM meta').toArray()[0]?.origin ?? undefined;
  }

  rules(): RuleView[] {
    return this.#sql
      .exec<{ rule: string; state: string }>('SELECT rule, state FROM rules ORDER BY id')
      .toArray()
      .map(({ rule, state }) => ({ ...(JSON.parse(rule) as AlertRule), state: JSON.parse(state) as AlertState }));
  }

  putRule(rule: AlertRule): void {
    this.#sql.exec(
      `INSERT INTO rules (id, rule, state) VALUES (?, ?, '{}') ON CONFLICT DO UPDATE SET rule = excluded.rule`,
      rule.id,
      JSON.stringify(rule),
    );
  }

  removeRule(id: string): boolean {
    return this.#sql.exec('DELETE FROM rules WHERE id = ?', id).rowsWritten > 0;
  }

  putState(id: string, state: AlertState): void {
    this.#sql.exec('UPDATE rules SET state = ? WHERE id = ?', JSON.stringify(state), id);
  }

  channels(): ChannelView[] {
    return this.#sql
      .exec<ChannelView & Record<string, SqlStorageValue>>('SELECT id, name, kind FROM channels ORDER BY id')
      .toArray();
  }

  putChannel({ id, name, kind }: ChannelView, sealed: string): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO channels (id, name, kind, sealed) VALUES (?, ?, ?, ?)',
      id,
      name,
      kind,
      sealed,
    );
  }

  sealedChannel(id: string): string | undefined {
    return this.#sql.exec<{ sealed: string }>('SELECT sealed FROM channels WHERE id = ?', id).toArray()[0]?.sealed;
  }

  removeChannel(id: string): boolean {
    return this.#sql.exec('DELETE FROM channels WHERE id = ?', id).rowsWritten > 0;
  }

  /** @param table `watches` of steps, `drifts` of days */
  watch<Saved>(table: 'watches' | 'drifts', metric: string): StoredWatch<Saved> | undefined {
    const [row] = this.#sql
      .exec<{ upto: number; watch: string }>(`SELECT upto, watch FROM ${table} WHERE metric = ?`, metric)
      .toArray();
    return row && { upto: row.upto, watch: JSON.parse(row.watch) as Saved };
  }

  putWatch<Saved>(table: 'watches' | 'drifts', metric: string, { upto, watch }: StoredWatch<Saved>): void {
    const row = [metric, upto, JSON.stringify(watch)];
    this.#sql.exec(`INSERT OR REPLACE INTO ${table} (metric, upto, watch) VALUES (?, ?, ?)`, ...row);
  }

  /** Keeps what is said, and what is to be sent of it. */
  note(notice: Notice, curve: Curve, channels: readonly string[], now: number): void {
    const text = JSON.stringify(notice);
    this.#sql.exec("INSERT INTO log (id, at, notice, outcome) VALUES (?, ?, ?, '{}')", notice.id, now, text);
    this.putPicture(notice.id, curve, now);
    for (const channel of new Set(channels)) {
      this.#sql.exec(
        'INSERT INTO outbox (id, notice, channel, tries, due) VALUES (?, ?, ?, 0, ?)',
        `${notice.id}.${channel}`,
        text,
        channel,
        now,
      );
    }
  }

  putPicture(notice: string, curve: Curve, now: number): void {
    this.#sql.exec('INSERT INTO pictures (notice, at, curve) VALUES (?, ?, ?)', notice, now, JSON.stringify(curve));
  }

  picture(notice: string): Curve | undefined {
    const [row] = this.#sql.exec<{ curve: string }>('SELECT curve FROM pictures WHERE notice = ?', notice).toArray();
    return row && (JSON.parse(row.curve) as Curve);
  }

  due(now: number): Due[] {
    return this.#sql
      .exec<{ id: string; notice: string; channel: string; tries: number }>(
        'SELECT id, notice, channel, tries FROM outbox WHERE due <= ? ORDER BY due LIMIT 20',
        now,
      )
      .toArray()
      .map(({ notice, ...row }) => ({ ...row, notice: JSON.parse(notice) as Notice }));
  }

  isAnythingDue(): boolean {
    return this.#sql.exec('SELECT 1 FROM outbox LIMIT 1').toArray().length > 0;
  }

  /** @param failure why it was not sent, or null */
  settle({ id, notice, channel, tries }: Due, failure: string | null, now: number): void {
    const isOver = failure === null || tries + 1 >= MOST_TRIES;
    if (isOver) this.#sql.exec('DELETE FROM outbox WHERE id = ?', id);
    else this.#sql.exec('UPDATE outbox SET tries = tries + 1, due = ? WHERE id = ?', now + MINUTE_MS * 2 ** tries, id);
    this.#sql.exec(
      "UPDATE log SET outcome = json_set(outcome, '$.' || json_quote(?), ?) WHERE id = ?",
      channel,
      failure ?? 'sent',
      notice.id,
    );
  }

  incidents(limit: number): IncidentView[] {
    return this.#sql
      .exec<{ at: number; notice: string; outcome: string }>('SELECT * FROM log ORDER BY at DESC, id LIMIT ?', limit)
      .toArray()
      .map(({ at, notice, outcome }) => ({
        ...(JSON.parse(notice) as Notice),
        at,
        outcome: JSON.parse(outcome) as Record<string, string>,
      }));
  }

  prune(now: number): void {
    this.#sql.exec('DELETE FROM log WHERE at < ?', now - LOG_KEPT_MS);
    this.#sql.exec('DELETE FROM pictures WHERE at < ?', now - LOG_KEPT_MS);
  }
}
