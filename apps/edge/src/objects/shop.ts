/**
 * Shop: one site's settings, plan, catalogue and the pointers to its snapshots. Everything an isolate needs to answer
 * for the site comes from `view` and the files it points at.
 */
import { DurableObject } from 'cloudflare:workers';
import { buildCatalogue } from '@edgewise/core/catalogue/build';
import { type CatalogueHealth, catalogueHealth } from '@edgewise/core/catalogue/health';
import type { Product } from '@edgewise/core/catalogue/product';
import type { DealtPeriod } from '@edgewise/core/plan/dealt';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { buildHeadCatalogue } from '@edgewise/core/recommend/head';
import type { HotItem } from '@edgewise/core/recommend/strategy';
import type { Refusal } from '@edgewise/protocol/parse';
import type { By, LogLine } from '../access/log.ts';
import type { Env } from '../bindings.ts';
import { segmentsIn } from '../compiled-segments.ts';
import type { TemplateFailure } from '../serve-shelves.ts';
import { snapshotKey } from '../snapshot-key.ts';
import {
  CATALOGUE_NOTES_SCHEMA,
  type CatalogueNews,
  CatalogueNotes,
  type ImportNote,
} from '../storage/catalogue-notes.ts';
import { EXPERIMENT_HISTORY_SCHEMA } from '../storage/experiment-history.ts';
import { migrate } from '../storage/migrate.ts';
import { PLAN_SCHEMA, PlanStore, type PlanVersion } from '../storage/plan-store.ts';
import { STOCK_SCHEMA, StockDoubts } from '../storage/sold-items.ts';
import { checkTemplate } from '../templates/own-template.ts';
import { type PlanOutcome, type PlanWrite, writePlan } from '../write-plan.ts';

const SCHEMA = [
  `CREATE TABLE site (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL, secret_hash TEXT NOT NULL);
   CREATE TABLE pointers (kind TEXT PRIMARY KEY, current TEXT NOT NULL, previous TEXT, changed INTEGER NOT NULL);
   CREATE TABLE products (
     item_group TEXT NOT NULL, item TEXT NOT NULL PRIMARY KEY, product TEXT NOT NULL, changed INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE rejects (
     id INTEGER PRIMARY KEY, at INTEGER NOT NULL, device TEXT NOT NULL, n INTEGER NOT NULL, reason TEXT NOT NULL,
     event TEXT NOT NULL, UNIQUE (device, n, reason, event)
   );
   CREATE INDEX rejects_at ON rejects (at);
   CREATE TABLE deliveries (key TEXT PRIMARY KEY, answer TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX deliveries_at ON deliveries (at);
   CREATE TABLE popular (place INTEGER PRIMARY KEY, item TEXT NOT NULL);
   CREATE TABLE hot (id INTEGER PRIMARY KEY CHECK (id = 1), items TEXT NOT NULL);
   CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL)`,
  PLAN_SCHEMA,
  'CREATE INDEX audit_at ON audit (at)',
  CATALOGUE_NOTES_SCHEMA,
  'CREATE TABLE bandits (id INTEGER PRIMARY KEY CHECK (id = 1), steps TEXT NOT NULL)',
  EXPERIMENT_HISTORY_SCHEMA,
  STOCK_SCHEMA,
];

const DAY_MS = 86_400_000;
/** Rejected events [W6] and answers to idempotency keys [W10] are kept this long. */
export const REJECTS_KEPT_MS = 7 * DAY_MS;
const DELIVERIES_KEPT_MS = 7 * DAY_MS;
/** Lines of the log [A10]. */
export const AUDIT_KEPT_MS = 3 * 366 * DAY_MS;
const AUDIT_SHOWN = 200;
const REJECTS_SHOWN = 200;
const REJECTS_KEPT = 10_000;
/** Stands for an event that carried no usable number. */
const NO_NUMBER = -1;
const HOT_ITEMS = 200;
/** More than a head ever holds. */
const HEAD_PRODUCTS = 4_000;

export interface SiteSettings {
  /** The public key. */
  id: string;
  name: string;
  origins: string[];
  /** IANA. Fixed when the site is made, as the currencies are. */
  timeZone: string;
  /** ISO 4217; the first is the default. */
  currencies: string[];
  defaultMarket: string;
  defaultLanguage: string;
  /** Who was in one network is noted, and probable links are shown to the shop's staff. Off where missing. */
  suggestions?: boolean;
  /** A plan is published only after somebody else than its last editor approved it [L5]. Off where missing. */
  planApproval?: boolean;
  /** Named groups of people, as JSON: an isolate reads it once a change. None where missing. */
  segments?: string;
  /** The script is turned off at every page within a minute. */
  off: boolean;
  /** Rises with every change; the ETag of the admin API. */
  revision: number;
}

/** The heads are what a cold isolate loads first; there is none where the whole is small. */
export type PointerKind = 'model' | 'catalogue' | 'model-head' | 'catalogue-head';

export interface Pointer {
  current: string;
  /** In use again where the current one turns out to be damaged. */
  previous: string | null;
  changed: number;
}

/** What an isolate keeps of a site. */
export interface ShopView {
  settings: SiteSettings;
  secretHash: string;
  /** The published plan as JSON: an isolate reads it once a version. */
  plan: { version: string; text: string };
  model: Pointer | null;
  catalogue: Pointer | null;
  modelHead: Pointer | null;
  catalogueHead: Pointer | null;
  /** Steps of the plan's bandits as JSON, as core/src/plan/bandits.ts has them. */
  bandits: string;
  /** What people look at today, most people first. */
  hot: HotItem[];
  /** Placements of the plan, and of those before it whose shelves may still be told of [X14]. */
  placements: string[];
  /** Items ordered since the shop said how many there are; null: no number is known to be true [L35]. */
  sold: string[] | null;
}

/** Events come so late at most [W5]. */
const TOLD_OF_MS = 30 * DAY_MS;

type ProductRow = { product: string; changed: number };

/** As the shop stated it, and when. */
const productOf = ({ product, changed }: ProductRow): Product => ({
  ...(JSON.parse(product) as Product),
  stated: changed,
});

const { version, ...document } = DEFAULT_PLAN;
const DEFAULT = { version, text: JSON.stringify(document satisfies PlanDocument) };

export class Shop extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #plans: PlanStore;
  readonly #notes: CatalogueNotes;
  readonly #doubts: StockDoubts;
  #last: Promise<unknown> = Promise.resolve();
  #shelves: { version: string; at: number; ids: string[] } | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#plans = new PlanStore(this.#sql);
    this.#notes = new CatalogueNotes(this.#sql);
    this.#doubts = new StockDoubts(this.#sql);
    // Anybody may ask for a site by any name; only one that was made has storage.
    if (this.#exists()) migrate(ctx.storage, SCHEMA);
  }

  /** Whether the site was made. */
  exists(): boolean {
    return this.#exists();
  }

  #exists(): boolean {
    return this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").toArray().length > 0;
  }

  /** Null where the site was never made. */
  view(): ShopView | null {
    if (!this.#exists()) return null;
    const [row] = this.#sql
      .exec<{ settings: string; secret_hash: string }>('SELECT settings, secret_hash FROM site')
      .toArray();
    if (!row) return null;
    return {
      settings: JSON.parse(row.settings) as SiteSettings,
      secretHash: row.secret_hash,
      plan: this.#plans.current() ?? DEFAULT,
      model: this.#pointer('model'),
      catalogue: this.#pointer('catalogue'),
      modelHead: this.#pointer('model-head'),
      catalogueHead: this.#pointer('catalogue-head'),
      bandits: this.#bandits(),
      hot: this.#hot(),
      placements: this.#placements(),
      sold: this.#doubts.sold(),
    };
  }

  /** False where the site exists. */
  create(settings: SiteSettings, secretHash: string, by: By): boolean {
    if (this.view()) return false;
    migrate(this.ctx.storage, SCHEMA);
    this.#sql.exec(
      'INSERT INTO site (id, settings, secret_hash) VALUES (1, ?, ?)',
      JSON.stringify(settings),
      secretHash,
    );
    this.#note('site.create', { name: settings.name }, by);
    return true;
  }

  /**
   * Changes settings. `revision` is the one the caller has read; null changes whatever is there.
   * @returns the new settings, or 'stale' where somebody changed them in between
   */
  change(
    patch: Partial<
      Pick<
        SiteSettings,
        'name' | 'origins' | 'defaultMarket' | 'defaultLanguage' | 'off' | 'suggestions' | 'planApproval'
      >
    >,
    revision: number | null,
    by: By,
  ): SiteSettings | 'stale' {
    const view = this.#existing();
    if (revision !== null && revision !== view.settings.revision) return 'stale';
    const { planApproval } = patch;
    this.#note(
      'site.change',
      { fields: Object.keys(patch), ...(planApproval !== undefined && { plan_approval: planApproval }) },
      by,
    );
    return this.#putSettings({ ...view.settings, ...patch });
  }

  /** Replaces the segments, given as JSON. @returns the new revision, or 'stale' as `change` does */
  changeSegments(text: string, revision: number | null, by: By): number | 'stale' {
    const { settings } = this.#existing();
    if (revision !== null && revision !== settings.revision) return 'stale';
    this.#note('segments.change', { ids: segmentsIn(text).map(({ id }) => id) }, by);
    return this.#putSettings({ ...settings, segments: text }).revision;
  }

  #putSettings(settings: SiteSettings): SiteSettings {
    const next = { ...settings, revision: settings.revision + 1 };
    this.#sql.exec('UPDATE site SET settings = ?', JSON.stringify(next));
    return next;
  }

  /** Adds and replaces products. A product that was there keeps the day it was first seen. */
  putProducts(products: Product[], now: number): void {
    this.#existing();
    const added = new Map(
      this.#sql
        .exec<{ item: string; added: number }>(
          `SELECT item, json_extract(product, '$.added') AS added FROM products
            WHERE item IN (SELECT value FROM json_each(?))`,
          JSON.stringify(products.map((p) => p.id)),
        )
        .toArray()
        .map((row) => [row.item, row.added]),
    );
    this.#doubts.stated([...new Set(products.map(({ id }) => id))], now);
    const rows = products.map((product) => {
      const first = added.get(product.id);
      return first === undefined ? product : { ...product, added: Math.min(first, product.added) };
    });
    this.#sql.exec(
      `INSERT OR REPLACE INTO products (item_group, item, product, changed)
       SELECT json_extract(value, '$.group'), json_extract(value, '$.id'), value, ? FROM json_each(?)`,
      now,
      JSON.stringify(rows),
    );
  }

  /** Writes the catalogue snapshot and points at it. */
  publishCatalogue(asked: number): Promise<{ version: string; products: number }> {
    return this.#oneByOne(() => this.#publishCatalogue(asked));
  }

  /** Publications wait for one another, so that the last one asked for is the last one pointed at. */
  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done;
    return done;
  }

  async #publishCatalogue(asked: number): Promise<{ version: string; products: number }> {
    const { settings } = this.#existing();
    // No two catalogues have one name, also where two are asked for in one millisecond.
    const now = Math.max(asked, (this.#pointer('catalogue')?.changed ?? 0) + 1);
    const version = `c${now.toString(36)}`;
    let products = 0;
    const rows = this.#doubts.revision();
    const all = this.#products();
    function* counted(): Generator<Product> {
      for (const product of all) {
        products++;
        yield product;
      }
    }
    const bytes = buildCatalogue(counted(), { version, now });
    await this.env.BUCKET.put(snapshotKey(settings.id, 'catalogue', version), bytes);
    await this.point('catalogue', version, now);
    this.#doubts.published(rows);
    await this.#publishHead(version, { bytes: bytes.byteLength, products }, now);
    return { version, products };
  }

  /** Points at a model that lies in the bucket, and keeps what it found popular for the catalogue's head. */
  publishModel(version: string, popular: readonly string[], hasHead: boolean, now: number): Promise<void> {
    return this.#oneByOne(() => this.#publishModel(version, popular, hasHead, now));
  }

  async #publishModel(version: string, popular: readonly string[], hasHead: boolean, now: number): Promise<void> {
    this.#sql.exec('DELETE FROM popular');
    this.#sql.exec('INSERT INTO popular (place, item) SELECT key, value FROM json_each(?)', JSON.stringify(popular));
    await this.point('model', version, now);
    if (hasHead) await this.point('model-head', version, now);
    else this.#unpoint('model-head');
    const catalogue = this.#pointer('catalogue');
    const stored =
      catalogue &&
      (await this.env.BUCKET.head(snapshotKey(this.#existing().settings.id, 'catalogue', catalogue.current)));
    if (catalogue && stored) {
      await this.#publishHead(catalogue.current, { bytes: stored.size, products: this.productCount() }, now);
    }
  }

  /** The catalogue's head: what is popular, then what is newest. */
  async #publishHead(catalogue: string, whole: { bytes: number; products: number }, now: number): Promise<void> {
    const { settings } = this.#existing();
    const products = this.#sql
      .exec<ProductRow>(
        `SELECT product, changed FROM products LEFT JOIN popular USING (item)
          ORDER BY place IS NULL, place, json_extract(product, '$.added') DESC LIMIT ?`,
        HEAD_PRODUCTS,
      )
      .toArray()
      .map(productOf);
    const version = `${catalogue}-h${now.toString(36)}`;
    const bytes = buildHeadCatalogue(products, { version, now }, whole);
    if (!bytes) return this.#unpoint('catalogue-head');
    await this.env.BUCKET.put(snapshotKey(settings.id, 'catalogue-head', version), bytes);
    await this.point('catalogue-head', version, now);
  }

  #unpoint(kind: PointerKind): void {
    this.#sql.exec('DELETE FROM pointers WHERE kind = ?', kind);
  }

  /** Makes a stored snapshot the current one; the one before stays in the bucket, older ones leave it. */
  async point(kind: PointerKind, version: string, now: number): Promise<void> {
    const { settings } = this.#existing();
    const before = this.#pointer(kind);
    if (before?.current === version) return;
    this.#sql.exec(
      'INSERT OR REPLACE INTO pointers (kind, current, previous, changed) VALUES (?, ?, ?, ?)',
      kind,
      version,
      before?.current ?? null,
      now,
    );
    this.#note('snapshot.publish', { kind, version });
    if (before?.previous) await this.env.BUCKET.delete(snapshotKey(settings.id, kind, before.previous));
  }

  /** Items that the catalogue does not have are left out: anybody can invent an id. */
  setHot(items: HotItem[]): void {
    const known = new Set(
      this.#sql
        .exec<{ item: string }>(
          'SELECT item FROM products WHERE item IN (SELECT value FROM json_each(?))',
          JSON.stringify(items.map(({ item }) => item)),
        )
        .toArray()
        .map(({ item }) => item),
    );
    const hot = items.filter(({ item }) => known.has(item)).slice(0, HOT_ITEMS);
    this.#sql.exec('INSERT OR REPLACE INTO hot (id, items) VALUES (1, ?)', JSON.stringify(hot));
  }

  #hot(): HotItem[] {
    const [row] = this.#sql.exec<{ items: string }>('SELECT items FROM hot').toArray();
    return row ? (JSON.parse(row.items) as HotItem[]) : [];
  }

  /** What the Results found out: which step each bandit is at, and its arms' shares. */
  putBandits(steps: string): void {
    this.#existing();
    this.#sql.exec('INSERT OR REPLACE INTO bandits (id, steps) VALUES (1, ?)', steps);
  }

  #bandits(): string {
    const [row] = this.#sql.exec<{ steps: string }>('SELECT steps FROM bandits').toArray();
    return row?.steps ?? '{}';
  }

  productCount(): number {
    return this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM products').one().n;
  }

  noteImport(note: ImportNote): void {
    this.#existing();
    this.#notes.noteImport(note);
  }

  noteShown(shown: { item: string; time: number }[], now: number): void {
    if (this.#exists()) this.#notes.noteShown(shown, now);
  }

  /** When a shelf or list last showed it, ms since the epoch, or null. */
  lastShown(item: string): number | null {
    return this.#notes.lastShown(item);
  }

  catalogueHealth(now: number): CatalogueHealth & CatalogueNews {
    const { defaultMarket: market } = this.#existing().settings;
    const health = catalogueHealth(this.#products(), { market, shown: this.#notes.shown(now) });
    return { ...health, ...this.#notes.news() };
  }

  *#products(): Generator<Product> {
    for (const row of this.#sql.exec<ProductRow>('SELECT product, changed FROM products ORDER BY item')) {
      yield productOf(row);
    }
  }

  /** Called for what was bought. */
  noteSold(sold: readonly { item: string; time: number }[]): void {
    if (this.#exists()) this.#doubts.add(sold);
  }

  /** Ids of products by a part of their title or id. */
  findProducts(text: string, limit: number): string[] {
    return this.#notes.search(text, limit);
  }

  /** A product as it was imported, as JSON, or null. */
  product(item: string): string | null {
    const [row] = this.#sql.exec<{ product: string }>('SELECT product FROM products WHERE item = ?', item).toArray();
    return row?.product ?? null;
  }

  /** Keeps refused events for 7 days [W6]. */
  addRejects(rejects: (Refusal & { device: string })[], now: number): void {
    for (const { device, n, reason, event } of rejects) {
      this.#sql.exec(
        'INSERT OR IGNORE INTO rejects (at, device, n, reason, event) VALUES (?, ?, ?, ?, ?)',
        now,
        device,
        n ?? NO_NUMBER,
        reason,
        event,
      );
    }
    this.#sql.exec(
      'DELETE FROM rejects WHERE at < ? OR id <= (SELECT MAX(id) FROM rejects) - ?',
      now - REJECTS_KEPT_MS,
      REJECTS_KEPT,
    );
  }

  /** Forgets the refused events of these devices. @returns how many there were */
  eraseRejects(devices: readonly string[]): number {
    return this.#sql.exec(
      'DELETE FROM rejects WHERE device IN (SELECT value FROM json_each(?))',
      JSON.stringify(devices),
    ).rowsWritten;
  }

  /** The newest refused events, and how many there are by reason. */
  rejects(now: number) {
    const since = now - REJECTS_KEPT_MS;
    return {
      by_reason: this.#sql
        .exec<{ reason: string; count: number }>(
          'SELECT reason, COUNT(*) AS count FROM rejects WHERE at >= ? GROUP BY reason ORDER BY count DESC LIMIT 50',
          since,
        )
        .toArray(),
      newest: this.#sql
        .exec<{ at: number; device: string; n: number | null; reason: string; event: string }>(
          'SELECT at, device, NULLIF(n, -1) AS n, reason, event FROM rejects WHERE at >= ? ORDER BY id DESC LIMIT ?',
          since,
          REJECTS_SHOWN,
        )
        .toArray(),
    };
  }

  /** The answer that this idempotency key got before, or null. */
  recall(key: string): string | null {
    const [row] = this.#sql.exec<{ answer: string }>('SELECT answer FROM deliveries WHERE key = ?', key).toArray();
    return row?.answer ?? null;
  }

  remember(key: string, answer: string, now: number): void {
    this.#sql.exec('INSERT OR IGNORE INTO deliveries (key, answer, at) VALUES (?, ?, ?)', key, answer, now);
    this.#sql.exec('DELETE FROM deliveries WHERE at < ?', now - DELIVERIES_KEPT_MS);
  }

  /** One write to the plan: draft, approval, publication, roll-back, preview. */
  writePlan(write: PlanWrite): PlanOutcome {
    const { settings } = this.#existing();
    return writePlan(
      {
        plans: this.#plans,
        first: DEFAULT,
        current: () => this.#plans.current() ?? DEFAULT,
        needsApproval: settings.planApproval === true,
        timeZone: settings.timeZone,
        hasItem: (item) => this.#sql.exec('SELECT 1 FROM products WHERE item = ?', item).toArray().length > 0,
        checkTemplate,
        note: (what, detail, who, why) => this.#note(what, detail, { who, why }),
        recall: (key) => this.recall(key),
        remember: (key, answer, now) => this.remember(key, answer, now),
      },
      write,
    );
  }

  /** The draft, null where there is none, and what it says as JSON. */
  planDraft(): { revision: number; at: number; who: string; approvedBy: string | null; text: string | null } {
    this.#existing();
    const { document, ...draft } = this.#plans.draft();
    return { ...draft, text: document && JSON.stringify(document) };
  }

  /** What an experiment, or a holdout, was while it was dealt, in the order of time; empty where no plan had it. */
  experimentPeriods(experiment: string): DealtPeriod[] {
    this.#existing();
    return this.#plans.dealt(experiment);
  }

  /** What each experiment was last, also of those that left the plan. */
  experimentsDealt(): ({ id: string } & DealtPeriod)[] {
    this.#existing();
    return this.#plans.everDealt();
  }

  planVersions(): PlanVersion[] {
    this.#existing();
    return this.#plans.versions();
  }

  /** A published document as JSON, or null. */
  planDocument(version: string): string | null {
    this.#existing();
    return version === DEFAULT.version ? DEFAULT.text : this.#plans.document(version);
  }

  /** What a preview link froze, as JSON; null where it is over. */
  planPreview(id: string, now: number): string | null {
    return this.#exists() ? this.#plans.preview(id, now) : null;
  }

  /** Puts a line into the log. Never personal data. Without `by` it is the worker itself, or a shopper. */
  note(what: string, detail: unknown, by?: By): void {
    this.#note(what, detail, by);
  }

  /** A template of the shop's own failed on a page: one line a version, template and placement, whoever saw it. */
  noteTemplateFailure(plan: string, failure: TemplateFailure, now: number): void {
    const key = `template:${plan} ${failure.template} ${failure.placement}`;
    if (this.recall(key) !== null) return;
    this.remember(key, '', now);
    this.#note('plan.template_failed', { plan, ...failure });
  }

  /** Newest first. @param about what the lines' `what` begins with @param before a line's id: those before it */
  auditLog(about = '', before = Number.MAX_SAFE_INTEGER): LogLine[] {
    return this.#sql
      .exec<{ id: number; at: number; who: string | null; why: string | null; what: string; detail: string }>(
        `SELECT id, at, who, why, what, detail FROM audit WHERE id < ? AND substr(what, 1, ?) = ?
          ORDER BY id DESC LIMIT ?`,
        before,
        about.length,
        about,
        AUDIT_SHOWN,
      )
      .toArray();
  }

  #existing(): ShopView {
    const view = this.view();
    if (!view) throw new Error('shop: this site was never made');
    return view;
  }

  /** Found once a version of the plan, and again after a day: what was let go is told of no more. */
  #placements(): string[] {
    const version = this.#plans.current()?.version ?? DEFAULT.version;
    const now = Date.now();
    if (this.#shelves?.version !== version || now - this.#shelves.at > DAY_MS) {
      const { ids, isWhole } = this.#plans.placementsSince(now - TOLD_OF_MS);
      const all = isWhole ? ids : [...DEFAULT_PLAN.placements.map(({ id }) => id), ...ids];
      this.#shelves = { version, at: now, ids: [...new Set(all)] };
    }
    return this.#shelves.ids;
  }

  #pointer(kind: PointerKind): Pointer | null {
    const [row] = this.#sql
      .exec<{ current: string; previous: string | null; changed: number }>(
        'SELECT current, previous, changed FROM pointers WHERE kind = ?',
        kind,
      )
      .toArray();
    return row ?? null;
  }

  #note(what: string, detail: unknown, by?: By): void {
    const now = Date.now();
    this.#sql.exec(
      'INSERT INTO audit (at, what, detail, who, why) VALUES (?, ?, ?, ?, ?)',
      now,
      what,
      JSON.stringify(detail),
      by?.who ?? null,
      by?.why ?? null,
    );
    this.#sql.exec('DELETE FROM audit WHERE at < ?', now - AUDIT_KEPT_MS);
  }
}
