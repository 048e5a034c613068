/**
 * Alerts: one shop's rules, channels and incidents. Looks at the counters on its alarm, lets core decide, and says what core
 * says once. The alarm is set while any rule is on.
 */

import { connect } from 'cloudflare:sockets';
import { DurableObject } from 'cloudflare:workers';
import {
  type AlertRule,
  type AlertState,
  type Saying,
  type Seen,
  seesThreshold,
  sparkline,
  stepAlert,
} from '@edgewise/core/insight/alerts';
import { STEP_MS } from '@edgewise/core/insight/anomalies/season';
import { incidentWords, mostTelling, type Slice } from '@edgewise/core/insight/anomalies/telling';
import { type SavedWatch, Watch } from '@edgewise/core/insight/anomalies/watch';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@edgewise/core/insight/buckets';
import { type Channel, deliver, JUDGED, type Notice, type Outside } from '../alerts/channels.ts';
import type { Env } from '../bindings.ts';
import { pulseConfig } from '../count-lines.ts';
import { readSeries, readSums } from '../read-figures.ts';
import { sealerOf } from '../sealing.ts';
import { migrate } from '../storage/migrate.ts';

const SCHEMA = [
  `CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL);
   CREATE TABLE rules (id TEXT PRIMARY KEY, rule TEXT NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE channels (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, sealed TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE watches (metric TEXT PRIMARY KEY, upto INTEGER NOT NULL, watch TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE outbox (id TEXT PRIMARY KEY, notice TEXT NOT NULL, channel TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE log (id TEXT PRIMARY KEY, at INTEGER NOT NULL, notice TEXT NOT NULL, outcome TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX log_at ON log (at)`,
];

/** The queue and its retries of ten seconds: a step is looked at when it is this old. */
const SETTLE_MS = 20_000;
const EVERY_MS = MINUTE_MS;
/** Weeks of hours that a new watch begins with, spread evenly. */
const HISTORY_MS = 56 * DAY_MS;
const CURVE_STEPS = 36;
const MOST_TRIES = 8;
export const LOG_KEPT_MS = 90 * DAY_MS;
export const MOST_RULES = 50;
export const MOST_CHANNELS = 20;
const TELLING_DIMENSIONS = ['device_class', 'source', 'country', 'landing_page', 'language', 'app'] as const;

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

export class Alerts extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  /** Replaced by tests. */
  outside: Outside = {
    fetch: (url, init) => fetch(url, init),
    connect: (hostname, port) => connect({ hostname, port }, { secureTransport: 'on', allowHalfOpen: false }),
    ...JUDGED,
  };

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
  }

  rules(): RuleView[] {
    return this.#sql
      .exec<{ rule: string; state: string }>('SELECT rule, state FROM rules ORDER BY id')
      .toArray()
      .map(({ rule, state }) => ({ ...(JSON.parse(rule) as AlertRule), state: JSON.parse(state) as AlertState }));
  }

  /** Adds a rule or replaces one of the same id, whose incident goes on. False where there are too many. */
  async putRule(site: string, rule: AlertRule): Promise<boolean> {
    this.#sql.exec('INSERT OR IGNORE INTO meta VALUES (1, ?)', site);
    const rules = this.rules();
    if (rules.length >= MOST_RULES && !rules.some(({ id }) => id === rule.id)) return false;
    this.#sql.exec(
      `INSERT INTO rules (id, rule, state) VALUES (?, ?, '{}') ON CONFLICT DO UPDATE SET rule = excluded.rule`,
      rule.id,
      JSON.stringify(rule),
    );
    await this.#setAlarm();
    return true;
  }

  removeRule(id: string): boolean {
    return this.#sql.exec('DELETE FROM rules WHERE id = ?', id).rowsWritten > 0;
  }

  /** Says nothing of a rule until then; ms since the epoch. */
  snooze(id: string, until: number): boolean {
    const rule = this.rules().find((one) => one.id === id);
    if (!rule) return false;
    this.#putState(id, { ...rule.state, snoozedUntil: until });
    return true;
  }

  channels(): ChannelView[] {
    return this.#sql
      .exec<ChannelView & Record<string, SqlStorageValue>>('SELECT id, name, kind FROM channels ORDER BY id')
      .toArray();
  }

  /** Stores a channel sealed. False where there are too many. */
  async putChannel(site: string, id: string, name: string, channel: Channel): Promise<boolean> {
    const bytes = new TextEncoder().encode(JSON.stringify(channel));
    const sealed = await sealerOf(this.env.EDGEWISE_KEYS).seal(site, 'alert', id, bytes);
    this.#sql.exec('INSERT OR IGNORE INTO meta VALUES (1, ?)', site);
    const channels = this.channels();
    if (channels.length >= MOST_CHANNELS && !channels.some((one) => one.id === id)) return false;
    this.#sql.exec(
      'INSERT OR REPLACE INTO channels (id, name, kind, sealed) VALUES (?, ?, ?, ?)',
      id,
      name,
      channel.kind,
      sealed,
    );
    return true;
  }

  removeChannel(id: string): boolean {
    return this.#sql.exec('DELETE FROM channels WHERE id = ?', id).rowsWritten > 0;
  }

  /** Sends a notice that says it is a trial. @returns why it failed, or null */
  async tryChannel(id: string, now: number): Promise<string | null> {
    const notice: Notice = {
      id: crypto.randomUUID(),
      site: this.#site() ?? '',
      rule: 'a trial of this channel',
      what: 'test',
      words: 'Alerts will look like this.',
      since: now,
      curve: sparkline([5, 6, 7, 7, 6, 5, 1, 0, 0, 4, 6]),
    };
    return this.#deliver(id, notice);
  }

  /** Counts of 5 minutes of the last eight weeks. */
  async historyOf(
    site: string,
    metric: string,
    now: number,
  ): Promise<{ counts: number[]; from: number; stepMs: number }> {
    const to = Math.floor((now - SETTLE_MS) / STEP_MS) * STEP_MS;
    const from = to - HISTORY_MS;
    const counts = sinceFirst(await this.#history(site, metric, from, to));
    return { counts, from: to - counts.length * STEP_MS, stepMs: STEP_MS };
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

  override async alarm(): Promise<void> {
    // The platform gives up after six failures, so a failure is caught here and the alarm set again.
    try {
      await this.look(Date.now());
    } catch (cause) {
      console.error(JSON.stringify({ at: 'alerts.look', site: this.#site(), error: String(cause) }));
    }
    await this.#setAlarm();
  }

  /** Looks at every rule once, and sends what is due. */
  async look(now: number): Promise<void> {
    const site = this.#site();
    if (site === undefined) return;
    const { zone } = await pulseConfig(this.env, site, now);
    const clock = (time: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(time);
    for (const rule of this.rules()) {
      if (!rule.on) continue;
      const { seen, curve } =
        rule.kind === 'anomaly'
          ? await this.#watch(site, rule, now, clock)
          : await this.#measure(site, rule, now, clock);
      // The rule may have been changed or taken away meanwhile.
      const current = this.rules().find(({ id }) => id === rule.id);
      if (!current) continue;
      const { state, say } = stepAlert(current.state, seen, now);
      this.ctx.storage.transactionSync(() => {
        this.#putState(rule.id, state);
        if (say) this.#note(site, rule, say, curve, now);
      });
    }
    await this.#send(now);
    this.#sql.exec('DELETE FROM log WHERE at < ?', now - LOG_KEPT_MS);
  }

  async #measure(
    site: string,
    rule: RuleView,
    now: number,
    clock: (time: number) => string,
  ): Promise<{ seen: Seen; curve: string }> {
    // Whole minutes that have settled.
    const to = Math.floor((now - SETTLE_MS) / MINUTE_MS) * MINUTE_MS;
    const from = to - rule.windowMinutes * MINUTE_MS;
    const { points } = await readSeries(this.env, site, [rule.metric], 'minute', { from: to - 3 * HOUR_MS, to });
    const sum = points.filter(({ start }) => start >= from).reduce((all, { amount }) => all + amount, 0);
    const seen = seesThreshold(rule, sum, rule.state.open !== undefined, from, clock(from));
    return { seen, curve: sparkline(stepsOf(points, to - CURVE_STEPS * STEP_MS, to)) };
  }

  async #watch(
    site: string,
    rule: RuleView,
    now: number,
    clock: (time: number) => string,
  ): Promise<{ seen: Seen; curve: string }> {
    const to = Math.floor((now - SETTLE_MS) / STEP_MS) * STEP_MS;
    const [row] = this.#sql
      .exec<{ upto: number; watch: string }>('SELECT upto, watch FROM watches WHERE metric = ?', rule.metric)
      .toArray();
    const watch = row ? Watch.restore(JSON.parse(row.watch) as SavedWatch) : new Watch();
    const from = row?.upto ?? to - HISTORY_MS;
    if (to > from) {
      const counts = await this.#history(site, rule.metric, from, to);
      for (const count of row ? counts : sinceFirst(counts)) watch.next(count);
      this.#sql.exec(
        'INSERT OR REPLACE INTO watches (metric, upto, watch) VALUES (?, ?, ?)',
        rule.metric,
        to,
        JSON.stringify(watch.save()),
      );
    }
    const curve = sparkline(watch.newest(CURVE_STEPS));
    if (watch.since === undefined) return { seen: { since: undefined, words: '' }, curve };
    const since = to - (watch.length - watch.since) * STEP_MS;
    if (rule.state.open) return { seen: { since, words: rule.state.open.words }, curve };
    const telling = mostTelling(await this.#slices(site, rule.metric, since, to));
    return { seen: { since, words: incidentWords(rule.metric, watch.change(), clock(since), telling) }, curve };
  }

  /** Counts of 5 minutes; of hours that are rolled up, a twelfth each. */
  async #history(site: string, metric: string, from: number, to: number): Promise<number[]> {
    const recent = Math.max(from, Math.ceil((to - 46 * HOUR_MS) / HOUR_MS) * HOUR_MS);
    const counts: number[] = [];
    if (recent > from) {
      const { points } = await readSeries(this.env, site, [metric], 'hour', { from: from - HOUR_MS, to: recent });
      const byHour = new Map(points.map(({ start, amount }) => [Math.floor(start / HOUR_MS), amount]));
      for (let at = from; at < recent; at += STEP_MS) counts.push((byHour.get(Math.floor(at / HOUR_MS)) ?? 0) / 12);
    }
    const { points } = await readSeries(this.env, site, [metric], 'minute', { from: recent, to });
    return [...counts, ...stepsOf(points, recent, to)];
  }

  /** The incident's time by dimension, beside the same time of the last four weeks, scaled to what else there was. */
  async #slices(site: string, metric: string, since: number, to: number): Promise<Slice[]> {
    const slices: Slice[] = [];
    const week = 7 * DAY_MS;
    for (const dimension of TELLING_DIMENSIONS) {
      const now = await readSums(this.env, site, dimension, metric, since, to);
      // Yesterday's same hours are minutes still; weeks ago they are hours.
      const before: Record<string, number> = {};
      for (const ago of [DAY_MS, week, 2 * week]) {
        const hour = (time: number) => Math.floor(time / HOUR_MS) * HOUR_MS;
        const part = await readSums(this.env, site, dimension, metric, hour(since - ago), hour(to - ago) + HOUR_MS);
        for (const [value, amount] of Object.entries(part)) before[value] = (before[value] ?? 0) + amount;
      }
      const hours = (Math.floor(to / HOUR_MS) - Math.floor(since / HOUR_MS) + 1) * HOUR_MS * 3;
      for (const value of new Set([...Object.keys(now), ...Object.keys(before)])) {
        const expected = ((before[value] ?? 0) * (to - since)) / hours;
        slices.push({ dimension, value, count: now[value] ?? 0, expected });
      }
    }
    return slices;
  }

  #note(site: string, rule: AlertRule, say: Saying, curve: string, now: number): void {
    const notice: Notice = { id: crypto.randomUUID(), site, rule: rule.name, curve, ...say };
    this.#sql.exec(
      'INSERT INTO log (id, at, notice, outcome) VALUES (?, ?, ?, ?)',
      notice.id,
      now,
      JSON.stringify(notice),
      '{}',
    );
    for (const channel of rule.channels) {
      this.#sql.exec(
        'INSERT INTO outbox (id, notice, channel, tries, due) VALUES (?, ?, ?, 0, ?)',
        `${notice.id}.${channel}`,
        JSON.stringify(notice),
        channel,
        now,
      );
    }
  }

  async #send(now: number): Promise<void> {
    const due = this.#sql
      .exec<{ id: string; notice: string; channel: string; tries: number }>(
        'SELECT id, notice, channel, tries FROM outbox WHERE due <= ? ORDER BY due LIMIT 20',
        now,
      )
      .toArray();
    for (const { id, notice, channel, tries } of due) {
      const parsed = JSON.parse(notice) as Notice;
      const failure = await this.#deliver(channel, parsed);
      const isOver = failure === null || tries + 1 >= MOST_TRIES;
      if (isOver) this.#sql.exec('DELETE FROM outbox WHERE id = ?', id);
      else
        this.#sql.exec('UPDATE outbox SET tries = tries + 1, due = ? WHERE id = ?', now + MINUTE_MS * 2 ** tries, id);
      this.#sql.exec(
        "UPDATE log SET outcome = json_set(outcome, '$.' || json_quote(?), ?) WHERE id = ?",
        channel,
        failure ?? 'sent',
        parsed.id,
      );
    }
  }

  /** @returns why it failed, or null */
  async #deliver(id: string, notice: Notice): Promise<string | null> {
    const site = this.#site();
    const [row] = this.#sql.exec<{ sealed: string }>('SELECT sealed FROM channels WHERE id = ?', id).toArray();
    if (!row || site === undefined) return 'there is no such channel';
    const opened = await sealerOf(this.env.EDGEWISE_KEYS).open(site, 'alert', id, row.sealed);
    if (!opened) return 'was sealed with a key that is gone: save it again';
    try {
      await deliver(JSON.parse(new TextDecoder().decode(opened)) as Channel, notice, this.outside);
      return null;
    } catch (cause) {
      // The address may hold a secret, as Slack's and Telegram's do: errors of the platform may quote it.
      return cause instanceof Error && /^[a-z-]+: /.test(cause.message)
        ? cause.message.slice(0, 200)
        : 'could not be reached';
    }
  }

  #site(): string | undefined {
    return this.#sql.exec<{ site: string }>('SELECT site FROM meta').toArray()[0]?.site;
  }

  #putState(id: string, state: AlertState): void {
    this.#sql.exec('UPDATE rules SET state = ? WHERE id = ?', JSON.stringify(state), id);
  }

  async #setAlarm(): Promise<void> {
    const isOn =
      this.rules().some(({ on }) => on) || this.#sql.exec('SELECT 1 FROM outbox LIMIT 1').toArray().length > 0;
    if (isOn) await this.ctx.storage.setAlarm(Date.now() + EVERY_MS);
    else await this.ctx.storage.deleteAlarm();
  }
}

/** Before its first count a shop was not there: that is no history. */
function sinceFirst(counts: readonly number[]): number[] {
  const first = counts.findIndex((count) => count > 0);
  return first < 0 ? [] : counts.slice(first);
}

/** Amounts of minutes as counts of 5 minutes over [from, to), gaps as 0. */
function stepsOf(points: readonly { start: number; amount: number }[], from: number, to: number): number[] {
  const steps = new Array<number>(Math.max(0, Math.round((to - from) / STEP_MS))).fill(0);
  for (const { start, amount } of points) {
    const at = Math.floor((start - from) / STEP_MS);
    if (at >= 0 && at < steps.length) steps[at]! += amount;
  }
  return steps;
}
