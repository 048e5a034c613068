/**
 * A model that was replaced leaves memory. In Node, whose garbage can be collected at a word: workerd's cannot, so there a test
 * could only wait and hope.
 */
import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildCatalogue } from '@edgewise/core/catalogue/build';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { PageCandidates } from '@edgewise/core/recommend/candidates';
import { SessionLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { beforeEach, expect, it } from 'vitest';
import type { Env } from './bindings.ts';
import type { ShopView } from './shop-view.ts';
import { forgetSites, siteView } from './site-view.ts';
import { snapshotKey } from './snapshot-key.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Garbage of this turn is kept alive to its end, so collection waits for the next; twice, for what finalisers let go. */
async function collected(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve));
    collect();
  }
}

const ITEMS = 4_000;
const MODEL_BYTES = 200_000;

function modelOf(sessions: number): ArrayBuffer {
  const log = new SessionLog();
  for (let s = 0; s < sessions; s++) {
    for (let c = 0; c < 5; c++) log.add(`s${s}`, `p${(s * 7 + c * 3) % ITEMS}`, 1_700_000_000 + s * 60 + c);
  }
  return train(log.finish(), { now: 0, learn: false }).bytes.buffer;
}

function catalogueOf(): ArrayBuffer {
  const offers = { uk: { url: 'https://shop.example/', price: 100, currency: 'GBP' } };
  const products = Array.from({ length: 50 }, (_, i) => {
    const id = `p${i}`;
    return { group: id, id, title: `Thing ${i}`, category: [], offers, stock: 'in' as const, added: i };
  });
  return buildCatalogue(products, { version: 'c1', now: 0 }).buffer;
}

const pointerTo = (current: string) => ({ current, previous: null, changed: 0 });

/** A bucket and a Shop whose pointer the test moves. Every read is a copy of its own, as R2's are. */
function shopWith(files: Record<string, ArrayBuffer>) {
  const { version, ...document } = DEFAULT_PLAN;
  const view = {
    settings: { id: 'swap' },
    plan: { version, text: JSON.stringify(document) },
    model: pointerTo('m1'),
    catalogue: pointerTo('c1'),
    modelHead: null,
    catalogueHead: null,
    bandits: '{}',
    hot: [],
  } as unknown as ShopView;
  const env = {
    BUCKET: {
      get: async (key: string) => ({ arrayBuffer: async () => files[key]!.slice(0) }),
    },
    SHOP: { idFromName: (name: string) => name, get: () => ({ view: async () => view }) },
  } as unknown as Env;
  return { view, env };
}

beforeEach(forgetSites);

it('[P1] after a swap the old model leaves memory with the last request that holds it', async () => {
  const files: Record<string, ArrayBuffer> = { [snapshotKey('swap', 'catalogue', 'c1')]: catalogueOf() };
  for (const [n, version] of ['m1', 'm2', 'm3', 'm4'].entries()) {
    files[snapshotKey('swap', 'model', version)] = modelOf(8_000 + n);
  }
  expect(files[snapshotKey('swap', 'model', 'm1')]!.byteLength).toBeGreaterThan(MODEL_BYTES);
  const { view, env } = shopWith(files);

  /** One request, shelves and all; what it began is done when it is answered. */
  async function request(now: number) {
    const begun: Promise<unknown>[] = [];
    const context = { waitUntil: (work: Promise<unknown>) => begun.push(work) } as unknown as ExecutionContext;
    const site = (await siteView(env, context, 'swap', now))!;
    const history = [{ item: 'p3', kind: 'view' as const, time: now }];
    const page = { type: 'product' as const, item: 'p3' };
    const situation = { history, page, cart: [], now } as unknown as ConstructorParameters<typeof PageCandidates>[0];
    const shelves = new PageCandidates(situation, site.model!.value, site.catalogue!.value);
    expect([...shelves.alsoViewed()].length).toBeGreaterThan(0);
    expect([...shelves.fromSession()].length).toBeGreaterThan(0);
    await Promise.all(begun);
    return site;
  }
  const answered = async (now: number) => {
    const { version, value } = (await request(now)).model!;
    return { version, model: new WeakRef(value) };
  };

  const now = 1_000_000;
  const first = await answered(now);
  await collected();
  expect(first.model.deref()).toBeDefined();
  const oneModel = memoryUsage().arrayBuffers;

  // A request finds the pointer moved, is answered from the old model, and still holds it while the new one serves others.
  view.model = pointerTo('m2');
  let slow: { model: unknown } | undefined = await request(now + 12_000);
  expect((await answered(now + 12_001)).version).toBe('m2');
  await collected();
  expect(first.model.deref()).toBe((slow.model as { value: unknown }).value);
  slow = undefined;
  await collected();
  expect(first.model.deref()).toBeUndefined();

  // However often it goes on: never more than one stays.
  for (const [n, version] of ['m3', 'm4'].entries()) {
    const at = now + (n + 2) * 12_000;
    view.model = pointerTo(version);
    await answered(at);
    expect((await answered(at + 1)).version).toBe(version);
  }
  await collected();
  expect(memoryUsage().arrayBuffers - oneModel).toBeLessThan(MODEL_BYTES / 2);
});
