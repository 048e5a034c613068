/**
 * Pulse: one shard of a shop's live counters. Owns the order and the atomicity of what is added; what a line adds is core's.
 * Everything that arrives may arrive twice [N2].
 */
import { DurableObject } from 'cloudflare:workers';
import { HOUR_MS, type Level } from '@edgewise/core/insight/buckets';
import { type Buyers, buyersOf, type Cohort, cohortsOf } from '@edgewise/core/insight/cohorts';
import { type CellDelta, type CountBatch, deltasOf, refusedDelta } from '@edgewise/core/insight/counts';
import type { OrderLines } from '@edgewise/core/insight/erased';
import type { Dimension, Facet } from '@edgewise/core/insight/facets';
import type { OrderPart } from '@edgewise/core/insight/orders';
import type { Presence, Touch } from '@edgewise/core/insight/presence';
import type { Env } from '../bindings.ts';
import { migrate } from '../storage/migrate.ts';
import { attributed } from '../storage/pulse/attributed.ts';
import { CELL_SCHEMA, Cells } from '../storage/pulse/cells.ts';
import { LiveView } from '../storage/pulse/live-view.ts';
import { ORDER_SCHEMA, OrderStore } from '../storage/pulse/order-store.ts';
import { type Move, type Moving, PRESENCE_SCHEMA, PresenceStore } from '../storage/pulse/presence-store.ts';
import { PresenceSums, type Window } from '../storage/pulse/presence-sums.ts';
import { VISIT_SCHEMA, VisitStore } from '../storage/pulse/visit-store.ts';
import { deskOf } from './names.ts';

const SCHEMA = [
  `CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL, zone TEXT NOT NULL);
   ${CELL_SCHEMA} ${PRESENCE_SCHEMA} ${VISIT_SCHEMA} ${ORDER_SCHEMA}`,
  ['channel', 'app'].flatMap(columnsOf).join(';'),
  columnsOf('tier').join(';'),
];

/** Adds a facet that the first release did not have. */
function columnsOf(facet: string): string[] {
  return [
    ...['presence', 'visits'].map(
      (table) => `ALTER TABLE ${table} ADD COLUMN ${facet} TEXT NOT NULL DEFAULT '(not set)'`,
    ),
    `ALTER TABLE orders ADD COLUMN ${facet} TEXT`,
  ];
}

/** The desk is told of changes at most this often, and only while somebody looks. */
const TELL_MS = 250;

/** What every shard knows of its shop. */
export interface PulseBasics {
  /** IANA. */
  zone: string;
  /** Default, ISO 4217. */
  currency: string;
}

/** What one batch of the queue adds to this shard. */
export interface Take {
  counts: CountBatch[];
  presence: Presence[];
  touches: Touch[];
  /** In the first shard alone. */
  orders: OrderPart[];
  /** Lines of the lake that were rewritten, once by the object's key. */
  rewritten?: { key: string; deltas: CellDelta[] };
  /** Counts that no line states, once by their key. */
  observed?: { key: string; deltas: CellDelta[] };
}

export class Pulse extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #cells: Cells;
  readonly #presence: PresenceStore;
  readonly #people: PresenceSums;
  readonly #visits: VisitStore;
  readonly #orders: OrderStore;
  readonly #liveView: LiveView;
  #site: string | undefined;
  #watchedUntil = 0;
  #telling: Promise<void> | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
    const [meta] = this.#sql.exec<{ site: string; zone: string }>('SELECT site, zone FROM meta').toArray();
    this.#site = meta?.site;
    this.#cells = new Cells(this.#sql, meta?.zone ?? 'UTC');
    this.#presence = new PresenceStore(this.#sql);
    this.#visits = new VisitStore(this.#sql);
    this.#orders = new OrderStore(this.#sql);
    this.#people = new PresenceSums(this.#sql);
    this.#liveView = new LiveView(this.#cells, this.#people);
  }

  /**
   * Adds what was not counted before, in one transaction.
   * @returns rows of people who have moved to another person, whose shard is to get them
   */
  take(site: string, basics: PulseBasics, part: Take): Moving {
    this.#open(site, basics);
    const now = Date.now();
    const away = this.#change(() => {
      const deltas: CellDelta[] = [];
      for (const batch of part.counts) {
        const fresh = this.#visits.settle(batch, now);
        if (batch.visitor !== undefined) this.#visits.addVisits(batch.visitor, batch.facets, fresh.facts);
        deltas.push(...deltasOf(batch.facets, fresh.facts), ...fresh.refused.flatMap(refusedDelta));
      }
      deltas.push(...this.#orders.add(part.orders));
      for (const once of [part.rewritten, part.observed]) {
        if (once && this.#visits.once(once.key, now)) deltas.push(...once.deltas);
      }
      this.#cells.add(deltas);
      return this.#presence.add(part.presence, part.touches);
    });
    this.#tell();
    return away;
  }

  leaving(site: string, basics: PulseBasics, move: Move): Moving {
    this.#open(site, basics);
    return this.#change(() => this.#presence.leaving(move));
  }

  arriving(site: string, basics: PulseBasics, move: Move, rows: Moving): void {
    this.#open(site, basics);
    this.#change(() => this.#presence.arriving(move, rows));
  }

  left(move: Move): void {
    this.#change(() => this.#presence.left(move));
    this.#tell();
  }

  moveOrders(site: string, basics: PulseBasics, move: Move): void {
    this.#open(site, basics);
    this.#change(() => this.#orders.move(move));
  }

  orderLines(
    site: string,
    basics: PulseBasics,
    ids: readonly string[],
    erased: readonly string[],
  ): Record<string, OrderLines> {
    this.#open(site, basics);
    return this.#orders.linesOf(ids, erased);
  }

  /** Forgets sequences. @returns how many rows there were */
  erase(site: string, basics: PulseBasics, devices: readonly string[]): number {
    this.#open(site, basics);
    return this.#change(() => {
      const { count, deltas } = this.#orders.erase(devices);
      this.#cells.add(deltas);
      return count + this.#presence.erase(devices) + this.#visits.erase(devices);
    });
  }

  /** Somebody looks until then: changes are told. */
  watch(until: number): void {
    this.#watchedUntil = until;
  }

  // What the figures are made of. Each adds up over shards.

  sums(dimension: Dimension | '', from: number, to: number) {
    return this.#cells.sums(dimension, from, to);
  }

  series(
    metrics: readonly string[],
    step: Level,
    from: number,
    to: number,
    only?: { dimension: Dimension; value: string },
  ) {
    return this.#cells.series(metrics, step, from, to, only);
  }

  visitors(window: Window): number {
    return this.#people.visitors(window);
  }

  live(now: number, dimensions: readonly Facet[]) {
    return this.#liveView.read(now, dimensions);
  }

  people(window: Window) {
    return this.#people.people(window);
  }

  attributed(window: Window, after: string, upTo: string | null) {
    return attributed(this.#sql, window, after, upTo);
  }

  peopleBy(facet: Facet, window: Window) {
    return this.#people.peopleBy(facet, window);
  }

  segments(window: Window) {
    return this.#people.segments(window);
  }

  behind(window: Window, reached: number, missed: number, limit: number) {
    return this.#people.behind(window, reached, missed, limit);
  }

  visits(window: Window, by?: Facet | 'landing') {
    return by === undefined ? { '': this.#visits.sums(window) } : this.#visits.sumsBy(by, window);
  }

  orders(window: Window, by?: Facet) {
    return this.#orders.sums(window, by);
  }

  /** Folded here: the orders of years are more than one answer may hold. In the first shard alone, as all of orders. */
  buyers({ from, to, filter }: Window, now: number, by?: Facet): Buyers {
    return buyersOf(this.#orders.byPerson(filter, by), from, to, now);
  }

  cohorts(now: number, zone: string): Cohort[] {
    return cohortsOf(this.#orders.byPerson(), now, zone);
  }

  orderIds(window: Window, after: string, limit: number) {
    return this.#orders.ids(window, after, limit);
  }

  /** Cells of a dimension by bucket, for comparing with what the lake gives. */
  cellRows(dimension: Dimension | '') {
    return this.#cells.rows(dimension);
  }

  /** Everything else. */
  dump() {
    return { ...this.#presence.dump(), visits: this.#visits.dump(), orders: this.#orders.dump() };
  }

  override async alarm(): Promise<void> {
    // The platform gives up after six failures, so a failure is caught here and the alarm set again.
    try {
      this.rollUp(Date.now());
    } catch (cause) {
      console.error(JSON.stringify({ at: 'pulse.alarm', site: this.#site, error: String(cause) }));
    }
    await this.ctx.storage.setAlarm(Date.now() + HOUR_MS);
  }

  /** Rolls up and ends what is due at that time [N7] [N16]. */
  rollUp(now: number): void {
    this.#change(() => {
      this.#cells.rollUp(now);
      this.#presence.expire(now);
      this.#visits.expire(now);
      this.#orders.expire(now);
    });
  }

  /** Ends this shard: a newer generation is read. */
  async drop(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.#site = undefined;
    migrate(this.ctx.storage, SCHEMA);
    this.#cells.forget();
  }

  #open(site: string, { zone }: PulseBasics): void {
    if (this.#site !== undefined) return;
    this.#sql.exec('INSERT OR IGNORE INTO meta (id, site, zone) VALUES (1, ?, ?)', site, zone);
    this.#site = site;
    this.#cells.setZone(zone);
    void this.ctx.storage.setAlarm(Date.now() + HOUR_MS);
  }

  /** One transaction: a failure leaves storage and memory as they were. */
  #change<T>(change: () => T): T {
    try {
      return this.ctx.storage.transactionSync(change);
    } catch (cause) {
      this.#cells.forget();
      throw cause;
    }
  }

  #tell(): void {
    const site = this.#site;
    if (site === undefined || Date.now() > this.#watchedUntil || this.#telling) return;
    this.#telling = scheduler
      .wait(TELL_MS)
      .then(() => {
        this.#telling = undefined;
        return deskOf(this.env, site).changed();
      })
      .catch((cause: unknown) => {
        console.error(JSON.stringify({ at: 'pulse.tell', site, error: String(cause) }));
      });
    this.ctx.waitUntil(this.#telling);
  }
}
