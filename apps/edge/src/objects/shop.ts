/**
 * Shop: one site's settings, plan, catalogue and the pointers to its snapshots. Everything an isolate needs to answer
 * for the site comes from `view` and the files it points at.
 */
import { DurableObject } from 'cloudflare:workers';
import { type CatalogueHealth, catalogueHealth } from '@edgewise/core/catalogue/health';
import type { Product } from '@edgewise/core/catalogue/product';
import type { DealtPeriod } from '@edgewise/core/plan/dealt';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import type { HotItem } from '@edgewise/core/recommend/strategy';
import { LIMITS } from '@edgewise/protocol/limits';
import type { Refusal } from '@edgewise/protocol/parse';
import type { By, LogLine } from '../access/log.ts';
import type { Env } from '../bindings.ts';
import { segmentsIn } from '../compiled-segments.ts';
import type { TemplateFailure } from '../serve-shelves.ts';
import type { ShopView, SiteSettings } from '../shop-view.ts';
import { ARRIVALS_SCHEMA, Arrivals, WAITS_MS } from '../storage/arrivals.ts';
import {
  CATALOGUE_NOTES_SCHEMA,
  type CatalogueNews,
  CatalogueNotes,
  type ImportNote,
} from '../storage/catalogue-notes.ts';
import { Deliveries } from '../storage/deliveries.ts';
import { EXPERIMENT_HISTORY_SCHEMA } from '../storage/experiment-history.ts';
import { FoundOut } from '../storage/found-out.ts';
import { migrate } from '../storage/migrate.ts';
import { PLAN_SCHEMA, PlanStore, type PlanVersion } from '../storage/plan-store.ts';
import { Products } from '../storage/products.ts';
import { Refusals } from '../storage/refusals.ts';
import { ShopLog } from '../storage/shop-log.ts';
import { SiteRow } from '../storage/site-row.ts';
import { Snapshots } from '../storage/snapshots.ts';
import { STOCK_SCHEMA, StockDoubts } from '../storage/sold-items.ts';
import { ToldShelves } from '../storage/told-shelves.ts';
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
  'ALTER TABLE site ADD COLUMN former_secret_hash TEXT',
  ARRIVALS_SCHEMA,
];

const HOT_ITEMS = 200;

const { version, ...document } = DEFAULT_PLAN;
const DEFAULT = { version, text: JSON.stringify(document satisfies PlanDocument) };

export class Shop extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #log: ShopLog;
  readonly #answers: Deliveries;
  readonly #refusals: Refusals;
  readonly #products: Products;
  readonly #arrivals: Arrivals;
  readonly #snapshots: Snapshots;
  readonly #plans: PlanStore;
  readonly #notes: CatalogueNotes;
  readonly #doubts: StockDoubts;
  readonly #site: SiteRow;
  readonly #found: FoundOut;
  readonly #told: ToldShelves;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#log = new ShopLog(this.#sql);
    this.#site = new SiteRow(this.#sql);
    this.#found = new FoundOut(this.#sql);
    this.#answers = new Deliveries(this.#sql);
    this.#refusals = new Refusals(this.#sql);
    this.#products = new Products(this.#sql);
    this.#arrivals = new Arrivals(this.#sql);
    this.#plans = new PlanStore(this.#sql);
    this.#told = new ToldShelves(this.#plans);
    this.#notes = new CatalogueNotes(this.#sql);
    this.#doubts = new StockDoubts(this.#sql);
    this.#snapshots = new Snapshots(this.#sql, {
      bucket: env.BUCKET,
      site: () => this.#existing().settings.id,
      products: this.#products,
      doubts: this.#doubts,
      note: (what, detail) => this.#log.note(what, detail),
    });
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
    const site = this.#site.read();
    if (!site) return null;
    return {
      ...site,
      plan: this.#plans.current() ?? DEFAULT,
      model: this.#snapshots.pointer('model'),
      catalogue: this.#snapshots.pointer('catalogue'),
      modelHead: this.#snapshots.pointer('model-head'),
      catalogueHead: this.#snapshots.pointer('catalogue-head'),
      bandits: this.#found.bandits(),
      hot: this.#found.hot(),
      placements: this.#told.ids(this.#plans.current()?.version ?? DEFAULT.version),
      sold: this.#doubts.sold(),
    };
  }

  /** False where the site exists. */
  create(settings: SiteSettings, secretHash: string, by: By): boolean {
    if (this.view()) return false;
    migrate(this.ctx.storage, SCHEMA);
    this.#site.make(settings, secretHash);
    this.#log.note('site.create', { name: settings.name }, by);
    return true;
  }

  /** The one before stays valid. */
  changeSecret(hash: string): void {
    this.#site.changeSecret(hash);
  }

  /** @returns whether there was one */
  removeFormerSecret(): boolean {
    const had = this.#existing().secretHashes.length > 1;
    this.#site.removeFormerSecret();
    return had;
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
    this.#log.note(
      'site.change',
      { fields: Object.keys(patch), ...(planApproval !== undefined && { plan_approval: planApproval }) },
      by,
    );
    return this.#site.put({ ...view.settings, ...patch });
  }

  /** Replaces the segments, given as JSON. @returns the new revision, or 'stale' as `change` does */
  changeSegments(text: string, revision: number | null, by: By): number | 'stale' {
    const { settings } = this.#existing();
    if (revision !== null && revision !== settings.revision) return 'stale';
    this.#log.note('segments.change', { ids: segmentsIn(text).map(({ id }) => id) }, by);
    return this.#site.put({ ...settings, segments: text }).revision;
  }

  /** Products of an import that is not judged yet. @param stated when the shop began to say so, ms since the epoch */
  arrive(name: string, products: Product[], stated: number): void {
    this.#existing();
    this.#arrivals.add(name, products, stated);
    void this.ctx.storage.setAlarm(Date.now() + WAITS_MS);
  }

  /** Nothing has arrived for so long that what still waits will not be brought to its end. */
  override alarm(): void {
    if (this.#exists()) this.#arrivals.dropOld(Date.now());
  }

  /** Whether rows of it wait to be judged. */
  hasArrived(name: string): boolean {
    return this.#arrivals.has(name);
  }

  /**
   * The import is judged: it goes into the catalogue whole. Where that had more markets than a snapshot holds, no publication would
   * ever succeed again: then it does not.
   * @param told to its last request; null where it publishes nothing
   * @returns how many markets the catalogue has with it
   */
  takeArrived(name: string, now: number, told: string | null): number {
    const markets = this.#arrivals.marketsWith(name);
    if (markets > LIMITS.marketsPerProduct) return markets;
    this.#doubts.stated(name);
    this.#arrivals.take(name);
    this.#arrivals.drop(name, now);
    this.#answers.forget(`taken:${name}`);
    if (told !== null) this.#answers.remember(`taken:${name}`, told, now);
    return markets;
  }

  /** What the import's last request is told, where its rows were taken and are not published; else null. */
  takenUnpublished(name: string): string | null {
    return this.recall(`taken:${name}`);
  }

  /**
   * Publishes what was taken.
   * @param key of the request, and the digest of its body @param told and what is published, remembered under the key
   * @returns the two as JSON
   */
  async publishTaken(
    name: string,
    key: { name: string; digest: string } | null,
    told: string,
    now: number,
  ): Promise<string> {
    const answer = JSON.stringify({
      ...(JSON.parse(told) as object),
      ...(await this.#snapshots.publishCatalogue(now)),
    });
    if (key !== null) this.remember(key.name, `${key.digest} ${answer}`, now);
    this.#answers.forget(`taken:${name}`);
    return answer;
  }

  /** The import is judged, and nothing of it is taken. */
  dropArrived(name: string, now: number): void {
    this.#arrivals.drop(name, now);
  }

  publishModel(version: string, popular: readonly string[], hasHead: boolean, now: number): Promise<void> {
    return this.#snapshots.publishModel(version, popular, hasHead, now);
  }

  /** Items that the catalogue does not have are left out: anybody can invent an id. */
  setHot(items: HotItem[]): void {
    const known = this.#products.known(items.map(({ item }) => item));
    this.#found.setHot(items.filter(({ item }) => known.has(item)).slice(0, HOT_ITEMS));
  }

  /** What the Results found out: which step each bandit is at, and its arms' shares. */
  putBandits(steps: string): void {
    this.#existing();
    this.#found.putBandits(steps);
  }

  productCount(): number {
    return this.#products.count();
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
    const health = catalogueHealth(this.#products.all(), { market, shown: this.#notes.shown(now) });
    return { ...health, ...this.#notes.news() };
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
    return this.#products.one(item);
  }

  addRejects(rejects: (Refusal & { device: string })[], now: number): void {
    this.#refusals.add(rejects, now);
  }

  /** Forgets the refused events of these devices. @returns how many there were */
  eraseRejects(devices: readonly string[]): number {
    return this.#refusals.erase(devices);
  }

  rejects(now: number) {
    return this.#refusals.newest(now);
  }

  /** The answer that this idempotency key got before, or null. */
  recall(key: string): string | null {
    return this.#answers.recall(key);
  }

  remember(key: string, answer: string, now: number): void {
    this.#answers.remember(key, answer, now);
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
        hasItem: (item) => this.#products.known([item]).size > 0,
        checkTemplate,
        note: (what, detail, who, why) => this.#log.note(what, detail, { who, why }),
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
    this.#log.note(what, detail, by);
  }

  /** A template of the shop's own failed on a page: one line a version, template and placement, whoever saw it. */
  noteTemplateFailure(plan: string, failure: TemplateFailure, now: number): void {
    const key = `template:${plan} ${failure.template} ${failure.placement}`;
    if (this.recall(key) !== null) return;
    this.remember(key, '', now);
    this.#log.note('plan.template_failed', { plan, ...failure });
  }

  auditLog(about?: string, before?: number): LogLine[] {
    return this.#log.lines(about, before);
  }

  #existing(): ShopView {
    const view = this.view();
    if (!view) throw new Error('shop: this site was never made');
    return view;
  }
}
