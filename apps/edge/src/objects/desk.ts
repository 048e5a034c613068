/**
 * Desk: one shop's settings of its figures, what advertising cost, the console's sockets, and rebuilding from the lake. It
 * counts nothing itself.
 */
import { DurableObject } from 'cloudflare:workers';
import type { AdCost } from '@edgewise/core/insight/ad-costs';
import type { Env } from '../bindings.ts';
import { shardsOf } from '../count-lines.ts';
import { type LiveNow, liveNow } from '../read-live.ts';
import { toBase64Url } from '../sealing.ts';
import { jsonPieces } from '../storage/json-pieces.ts';
import { migrate } from '../storage/migrate.ts';
import { shopOf } from './names.ts';

const SCHEMA = [
  `CREATE TABLE config (id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL, config TEXT NOT NULL);
   CREATE TABLE costs (
     day TEXT NOT NULL, source TEXT NOT NULL, campaign TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL,
     PRIMARY KEY (day, source, campaign, currency)
   ) WITHOUT ROWID;
   CREATE TABLE rebuild (id INTEGER PRIMARY KEY CHECK (id = 1), began INTEGER NOT NULL, cursor TEXT NOT NULL);
   CREATE TABLE tickets (ticket TEXT PRIMARY KEY, expires INTEGER NOT NULL) WITHOUT ROWID`,
];

/** One set of shards. */
export interface Generation {
  id: number;
  shards: number;
}

export interface PulseConfig {
  /** IANA. */
  zone: string;
  /** Default, ISO 4217. */
  currency: string;
  current: Generation;
  /** Being rebuilt from the lake: counts what comes in, and is not read yet. */
  next?: Generation;
  /** Was read before the last rebuild, and is emptied when every isolate knows. */
  ended?: Generation & { due: number };
}

/** How far the lake has been gone through. `again`: its newest hours for the second time. */
export type RebuildCursor = { stage: 'lake'; after?: string; again?: true } | { stage: 'moves'; after?: string };

/** Between two pushes to the sockets. */
const PUSH_EVERY_MS = 1_000;
/** Visitors leave without an event: a socket hears of it this often at least. */
const PUSH_ANYWAY_MS = 5_000;
/** Shards tell of changes for so long after they were asked. */
const WATCH_MS = 60_000;
const TICKET_MS = 60_000;
/** Isolates know of a new generation after 10 s. */
const ENDED_AFTER_MS = 60_000;
const MOST_SOCKETS = 50;

export class Desk extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  #pushed = 0;
  #pushing: Promise<void> | undefined;
  #watchedUntil = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
    // Answered without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  async config(site: string): Promise<PulseConfig> {
    const known = this.#config();
    if (known) return known;
    const view = await shopOf(this.env, site).view();
    const config: PulseConfig = {
      zone: view?.settings.timeZone ?? 'UTC',
      currency: view?.settings.currencies[0] ?? 'EUR',
      current: { id: 0, shards: 1 },
    };
    // A site that does not exist leaves nothing behind.
    if (view) this.#sql.exec('INSERT OR IGNORE INTO config VALUES (1, ?, ?)', site, JSON.stringify(config));
    return this.#config() ?? config;
  }

  /** Begins a new generation with so many shards, or takes up the one that is being built. */
  async beginRebuild(
    site: string,
    shards: number,
    now: number,
  ): Promise<{ config: PulseConfig; cursor: RebuildCursor; began: number }> {
    let config = await this.config(site);
    if (!config.next) {
      config = this.#putConfig({ ...config, next: { id: config.current.id + 1, shards } });
      this.#sql.exec(
        'INSERT OR REPLACE INTO rebuild (id, began, cursor) VALUES (1, ?, ?)',
        now,
        JSON.stringify({ stage: 'lake' } satisfies RebuildCursor),
      );
    }
    const { began, cursor } = this.#sql.exec<{ began: number; cursor: string }>('SELECT * FROM rebuild').one();
    return { config, began, cursor: JSON.parse(cursor) as RebuildCursor };
  }

  /** Notes how far the rebuild is. */
  rebuildAt(cursor: RebuildCursor): void {
    this.#sql.exec('UPDATE rebuild SET cursor = ?', JSON.stringify(cursor));
  }

  /** The new generation is complete: it is read from now on, and the old one ends. */
  async finishRebuild(now: number): Promise<PulseConfig> {
    const config = this.#config();
    if (!config?.next) throw new Error('desk: no rebuild is under way');
    const { next, current, ...rest } = config;
    this.#watchedUntil = 0;
    const due = now + ENDED_AFTER_MS;
    await this.ctx.storage.setAlarm(due);
    return this.#putConfig({ ...rest, current: next, ended: { ...current, due } });
  }

  /** Empties the shards that nobody counts in any more. */
  async #dropEnded(now: number): Promise<void> {
    const [row] = this.#sql.exec<{ site: string }>('SELECT site FROM config').toArray();
    const { ended, ...rest } = this.#config() ?? {};
    if (!row || !ended) return;
    if (now < ended.due) {
      await this.ctx.storage.setAlarm(ended.due);
      return;
    }
    await Promise.all(shardsOf(this.env, row.site, ended).map((shard) => shard.drop()));
    this.#putConfig(rest as PulseConfig);
  }

  #config(): PulseConfig | undefined {
    const [row] = this.#sql.exec<{ config: string }>('SELECT config FROM config').toArray();
    return row && (JSON.parse(row.config) as PulseConfig);
  }

  #putConfig(config: PulseConfig): PulseConfig {
    this.#sql.exec('UPDATE config SET config = ?', JSON.stringify(config));
    return config;
  }

  /** Adds costs and replaces those of the same day, source, campaign and currency. */
  putCosts(costs: readonly AdCost[]): void {
    for (const piece of jsonPieces(costs)) {
      this.#sql.exec(
        `INSERT OR REPLACE INTO costs (day, source, campaign, currency, amount)
         SELECT value ->> 'day', value ->> 'source', value ->> 'campaign', value ->> 'currency', value ->> 'amount'
           FROM json_each(?)`,
        piece,
      );
    }
  }

  /** Costs of these days, both ends included. */
  costs(first: string, last: string): AdCost[] {
    return this.#sql
      .exec<AdCost & Record<string, SqlStorageValue>>(
        'SELECT * FROM costs WHERE day >= ? AND day <= ? ORDER BY day, source, campaign, currency',
        first,
        last,
      )
      .toArray();
  }

  /** Opens one socket, once, within a minute: browsers cannot send a token with a socket's request. */
  async makeTicket(site: string, now: number): Promise<{ ticket: string; expires: number }> {
    await this.config(site);
    this.#sql.exec('DELETE FROM tickets WHERE expires < ?', now);
    const ticket = toBase64Url(crypto.getRandomValues(new Uint8Array(24)));
    this.#sql.exec('INSERT INTO tickets VALUES (?, ?)', ticket, now + TICKET_MS);
    return { ticket, expires: now + TICKET_MS };
  }

  /** The socket's request; the worker has looked at where it comes from. */
  override async fetch(request: Request): Promise<Response> {
    const ticket = new URL(request.url).searchParams.get('ticket') ?? '';
    const { rowsWritten } = this.#sql.exec('DELETE FROM tickets WHERE ticket = ? AND expires >= ?', ticket, Date.now());
    if (rowsWritten === 0) return new Response('ticket: is unknown, used or expired', { status: 401 });
    if (this.ctx.getWebSockets().length >= MOST_SOCKETS) {
      return new Response(`sockets: there are ${MOST_SOCKETS} already`, {
        status: 429,
        headers: { 'retry-after': '60' },
      });
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    this.ctx.waitUntil(this.#push());
    return new Response(null, { status: 101, webSocket: client });
  }

  /** A shard has counted something. */
  changed(): void {
    this.ctx.waitUntil(this.#push());
  }

  override webSocketMessage(): void {
    // Nobody writes here but `ping`, which is answered without us.
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 say that there was no code, and may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  override async alarm(): Promise<void> {
    await this.#push();
    // The platform gives up after six failures, so a failure is caught here and the alarm set again.
    try {
      await this.#dropEnded(Date.now());
    } catch (cause) {
      console.error(JSON.stringify({ at: 'desk.alarm', error: String(cause) }));
      await this.ctx.storage.setAlarm(Date.now() + ENDED_AFTER_MS);
    }
  }

  /** Sends what is now to every socket, at most once a second; changes meanwhile are in the next one. */
  #push(): Promise<void> {
    this.#pushing ??= this.#pushSoon()
      .catch((cause: unknown) => console.error(JSON.stringify({ at: 'desk.push', error: String(cause) })))
      .finally(() => {
        this.#pushing = undefined;
      });
    return this.#pushing;
  }

  async #pushSoon(): Promise<void> {
    const wait = this.#pushed + PUSH_EVERY_MS - Date.now();
    if (wait > 0) await scheduler.wait(wait);
    const sockets = this.ctx.getWebSockets();
    const [row] = this.#sql.exec<{ site: string }>('SELECT site FROM config').toArray();
    if (sockets.length === 0 || !row) return;
    const now = Date.now();
    this.#pushed = now;
    await this.#watch(row.site, now);
    const text = JSON.stringify((await liveNow(this.env, row.site, now)) satisfies LiveNow);
    for (const socket of sockets) {
      try {
        socket.send(text);
      } catch {
        // It has gone; the platform says so by webSocketClose.
      }
    }
    await this.ctx.storage.setAlarm(now + PUSH_ANYWAY_MS);
  }

  async #watch(site: string, now: number): Promise<void> {
    if (now < this.#watchedUntil - WATCH_MS / 2) return;
    const config = this.#config();
    if (!config) return;
    this.#watchedUntil = now + WATCH_MS;
    await Promise.all(shardsOf(this.env, site, config.current).map((shard) => shard.watch(now + WATCH_MS)));
  }
}
