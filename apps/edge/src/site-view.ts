/**
 * A site as this isolate knows it: settings, plan, and the opened model and catalogue. A request for shelves is answered
 * from here and waits for nothing while it is fresh [P1].
 */
import { Catalogue } from '@edgewise/core/catalogue/snapshot';
import { Model } from '@edgewise/core/recommend/model';
import { SnapshotError } from '@edgewise/core/snapshot/container';
import type { Env } from './bindings.ts';
import { shopOf } from './objects/names.ts';
import { type ReadPlan, readPlan } from './read-plan.ts';
import type { Pointer, PointerKind, ShopView } from './shop-view.ts';
import { snapshotKey } from './snapshot-key.ts';

/** Older than this it is revalidated in the background; older than the second, a request waits for it [P1]. */
const FRESH_MS = 10_000;
const USABLE_MS = 20_000;
/** A site that does not exist is not looked for again at once. */
const ABSENT_MS = 10_000;
/** How long one request waits for what another one fetches, before it fetches by itself. */
const PATIENCE_MS = 3_000;
/** All sites of an isolate share this much of its 128 MB; the least recently used leave first. */
const SHARED_BYTES = 64 * 1024 * 1024;

export interface Loaded<T> {
  version: string;
  value: T;
  bytes: number;
}

export interface SiteView {
  shop: ShopView;
  /** The published plan, read. */
  plan: ReadPlan;
  model: Loaded<Model> | null;
  catalogue: Loaded<Catalogue> | null;
  /** When this catalogue was last seen to be the shop's newest, ms since the epoch; null where it was seen not to be. */
  catalogueAt: number | null;
  /** Whether these are the heads, and the whole is on its way. */
  isHead: boolean;
}

/** Ids of lists that are shelves [X14]. A Shop of the release before names none but the plan's. */
export const shelvesOf = ({ shop, plan }: SiteView): ReadonlySet<string> =>
  new Set([...(shop.placements ?? []), ...plan.plan.placements.map(({ id }) => id)]);

interface Entry {
  view: SiteView;
  checkedAt: number;
}

/** Least recently used first. */
const entries = new Map<string, Entry>();
/** Names that no site has, and when that was seen. Apart, so that guessing names pushes no site out. */
const absent = new Map<string, number>();
const ABSENT_MOST = 10_000;
/** What is being fetched of a site: whoever needs it meanwhile waits for the same. */
const loading = new Map<string, Promise<SiteView | null>>();

/**
 * @returns null where there is no such site
 * @throws where the Shop object cannot be reached and nothing usable is in memory
 */
export async function siteView(env: Env, ctx: ExecutionContext, site: string, now: number): Promise<SiteView | null> {
  if (now - (absent.get(site) ?? Number.NEGATIVE_INFINITY) < ABSENT_MS) return null;
  const entry = entries.get(site);
  if (!entry) return once(ctx, site, () => coldView(env, ctx, site, now));
  entries.delete(site);
  entries.set(site, entry);
  const age = now - entry.checkedAt;
  if (age >= USABLE_MS) return once(ctx, site, () => refresh(env, site, now));
  if (age >= FRESH_MS && !loading.has(site)) {
    void once(ctx, site, () => refresh(env, site, now)).catch((cause) => {
      console.error(JSON.stringify({ at: 'site.refresh', site, error: String(cause) }));
    });
  }
  return entry.view;
}

/**
 * One fetch a site at a time. It outlives the request that began it, since others may wait for it; but the platform may
 * end that request all the same, and then its promise never settles: whoever waits does so for a while, and then looks.
 */
async function once(
  ctx: ExecutionContext,
  site: string,
  work: () => Promise<SiteView | null>,
): Promise<SiteView | null> {
  const running = loading.get(site);
  if (running) {
    const answer = await within(running, PATIENCE_MS);
    if (answer !== undefined) return answer;
    if (loading.get(site) === running) loading.delete(site);
    return once(ctx, site, work);
  }
  const begun = work().finally(() => {
    if (loading.get(site) === begun) loading.delete(site);
  });
  loading.set(site, begun);
  ctx.waitUntil(begun.catch(() => {}));
  return begun;
}

/** @returns undefined when it takes longer */
function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Forgets everything, as a new isolate does. For tests. */
export function forgetSites(): void {
  entries.clear();
  absent.clear();
  loading.clear();
}

/** Nothing is in memory: the heads answer where the shop has them, and the whole follows behind [P1]. */
async function coldView(env: Env, ctx: ExecutionContext, site: string, now: number): Promise<SiteView | null> {
  const shop = await shopOf(env, site).view();
  if (!shop?.modelHead && !shop?.catalogueHead) return load(env, site, shop, now);
  const [model, catalogue] = await Promise.all([
    current(env, site, shop.modelHead ? 'model-head' : 'model', shop.modelHead ?? shop.model, null, Model.from),
    current(
      env,
      site,
      shop.catalogueHead ? 'catalogue-head' : 'catalogue',
      shop.catalogueHead ?? shop.catalogue,
      null,
      Catalogue.from,
    ),
  ]);
  const plan = readPlan(shop, catalogue?.value ?? null);
  const isNewest = catalogue?.version === (shop.catalogueHead ?? shop.catalogue)?.current;
  const view = { shop, plan, model, catalogue, catalogueAt: isNewest ? now : null, isHead: true };
  keep(site, { view, checkedAt: now });
  ctx.waitUntil(
    load(env, site, shop, now).catch((cause) => {
      // The next request tries again.
      keep(site, { view, checkedAt: now - USABLE_MS });
      console.error(JSON.stringify({ at: 'site.load', site, error: String(cause) }));
    }),
  );
  return view;
}

async function refresh(env: Env, site: string, now: number): Promise<SiteView | null> {
  return load(env, site, await shopOf(env, site).view(), now);
}

/** Opens what the pointers name, reusing what is open, and puts it in the place of what was there. */
async function load(env: Env, site: string, shop: ShopView | null, now: number): Promise<SiteView | null> {
  if (!shop) {
    entries.delete(site);
    if (absent.size >= ABSENT_MOST) absent.clear();
    absent.set(site, now);
    return null;
  }
  absent.delete(site);
  const before = entries.get(site)?.view;
  const held = before?.isHead ? undefined : before;
  const model = await current(env, site, 'model', shop.model, held?.model ?? null, Model.from);
  const catalogue = await current(env, site, 'catalogue', shop.catalogue, held?.catalogue ?? null, Catalogue.from);
  // One object takes the place of another: a request holds either, and its answer has one version throughout.
  const plan = readPlan(shop, catalogue?.value ?? null, before?.plan);
  const catalogueAt = catalogue?.version === shop.catalogue?.current ? now : null;
  const view: SiteView = { shop, plan, model, catalogue, catalogueAt, isHead: false };
  keep(site, { view, checkedAt: now });
  return view;
}

function keep(site: string, entry: Entry): void {
  entries.delete(site);
  entries.set(site, entry);
  makeRoom(site);
}

/**
 * The snapshot that the pointer names; where it cannot be used, the one in memory; where there is none, the one before.
 * What is in memory is reused while its version is current.
 */
async function current<T>(
  env: Env,
  site: string,
  kind: PointerKind,
  pointer: Pointer | null,
  held: Loaded<T> | null,
  open: (buffer: ArrayBuffer) => T,
): Promise<Loaded<T> | null> {
  if (!pointer) return null;
  if (held?.version === pointer.current) return held;
  for (const version of [pointer.current, pointer.previous]) {
    if (version === null) continue;
    if (version === held?.version) return held;
    try {
      const stored = await env.BUCKET.get(snapshotKey(site, kind, version));
      if (!stored) throw new SnapshotError('length', `${kind} snapshot ${version}: is not in the bucket`);
      const buffer = await stored.arrayBuffer();
      return { version, value: open(buffer), bytes: buffer.byteLength };
    } catch (cause) {
      const fault = cause instanceof SnapshotError ? cause.fault : 'bucket';
      console.error(JSON.stringify({ at: 'snapshot', site, kind, version, fault, error: String(cause) }));
      if (held) return held;
      if (fault === 'bucket') throw cause;
    }
  }
  return null;
}

function makeRoom(wanted: string): void {
  const size = ({ view }: Entry) => (view.model?.bytes ?? 0) + (view.catalogue?.bytes ?? 0);
  let total = 0;
  for (const entry of entries.values()) total += size(entry);
  for (const [site, entry] of entries) {
    if (total <= SHARED_BYTES && entries.size <= 1_000) return;
    if (site === wanted) continue;
    total -= size(entry);
    entries.delete(site);
  }
}
