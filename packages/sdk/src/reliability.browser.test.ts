/** The table of what must not be lost, each row by twenty shoppers at once: seeds for when things happen. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { launchProfile } from '../../../test/browser.ts';
import type { Mishap } from './testing/collector.ts';
import { setStage, stored } from './testing/stage.ts';

// Twenty shoppers are twenty origins of one site: the browser keeps what they store apart, in one process.
const FLAGS = ['--process-per-site'];
const stage = setStage(FLAGS);
const { worker, shop } = stage;

const SHOPPERS = 20;
const personal = { attributes: 'data-consent="person"' };

/** Numbers from 0 to 1, the same for a seed each time. */
function seeded(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Shopper {
  page: Page;
  origin: string;
  seed: number;
  random: () => number;
}
type Story = (shopper: Shopper) => Promise<unknown>;

/** All at the same time. */
const each = (shoppers: Shopper[], story: Story): Promise<unknown> => Promise.all(shoppers.map(story));

/** No seed comes twice: what a closing page of one row still sends is nothing to the next one. */
let seeds = 0;

/** Twenty shoppers whom nobody has seen yet, each on the shop's first page. */
async function enter(context: BrowserContext, before = ''): Promise<Shopper[]> {
  shop.add('/', { ...personal, before });
  shop.add('/next', personal);
  return Promise.all(
    [...Array(SHOPPERS)].map(async () => {
      const seed = seeds++;
      const origin = await shop.open();
      const page = await context.newPage();
      await page.goto(`${origin}/`);
      return { page, origin, seed, random: seeded(seed) };
    }),
  );
}

/** A round begins when all are through the last. */
async function twenty(before: string, ...rounds: Story[]): Promise<void> {
  const shoppers = await enter(stage.context, before);
  for (const story of rounds) await each(shoppers, story);
}

/** `count` events of a shopper, in as many tasks as the seed wants. */
const tell = (page: Page, seed: number, count: number, from = 0): Promise<void> =>
  page.evaluate(
    async ([seed, count, from]) => {
      for (let i = from; i < from + count; i++) {
        window.edgewise('event', 'custom', { id: `${seed}:${i}` });
        if ((i * 7 + seed) % 3 === 0) await new Promise((done) => setTimeout(done));
      }
    },
    [seed, count, from] as const,
  );

const of = (seed: number) => worker.named('custom').filter(({ params }) => `${params?.id}`.startsWith(`${seed}:`));
/** What closing pages still send outlives the browser's own offline switch. @param until by the shopper's own clock */
async function unplug({ page }: Shopper, until: number): Promise<void> {
  worker.unreachable.set(((await stored(page)).device as { d: string }).d, until);
}

/** Settles when the outbox holds this many events, and the device is known. Asked in the page: one look costs nothing else. */
const waiting = ({ page }: Shopper, count: number): Promise<void> =>
  page.evaluate(async (count) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (let isSo = false; !isSo; await new Promise((next) => setTimeout(next, 50))) {
      const { databases } = indexedDB;
      if (!(await databases.call(indexedDB)).length) continue;
      const db = await done(indexedDB.open('edgewise-test-shop'));
      if (db.objectStoreNames.length) {
        const store = db.transaction('kv').objectStore('kv');
        const [device, events] = [done(store.getKey('device')), done(store.count(IDBKeyRange.upperBound(Infinity)))];
        isSo = !!(await device) && (await events) === count;
      }
      db.close();
    }
  }, count);

/** All arrived, once in effect, and a device's numbers are in the order of what happened. */
async function expectAll(seed: number, count: number, devices = 1): Promise<void> {
  await worker.until(() => of(seed).length >= count);
  const events = of(seed).sort((a, b) => a.n - b.n);
  expect(new Set(events.map(({ params }) => params?.id)).size).toBe(count);
  expect(events).toHaveLength(count);
  if (devices !== 1) return;
  expect(new Set(events.map(({ device }) => device)).size).toBe(1);
  const order = events.map(({ params }) => Number(`${params?.id}`.split(':')[1]));
  expect(order).toEqual([...order].sort((a, b) => a - b));
}

describe('nothing is lost and nothing counts twice, by twenty shoppers at once', () => {
  it('[S4] twenty events offline, the browser closed, and opened again', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'edgewise-offline-'));
    let context = await launchProfile(profile, { flags: FLAGS });
    try {
      const shoppers = await enter(context);
      await each(shoppers, (shopper) => waiting(shopper, 0));
      await each(shoppers, (shopper) => unplug(shopper, Number.POSITIVE_INFINITY));
      await context.setOffline(true);
      await each(shoppers, ({ page, seed }) => tell(page, seed, 20));
      await each(shoppers, (shopper) => waiting(shopper, 20));
      await context.close();
      for (const device of worker.unreachable.keys()) worker.unreachable.set(device, Date.now());
      context = await launchProfile(profile, { flags: FLAGS });
      await each(shoppers, async ({ origin, seed }) => {
        const page = await context.newPage();
        await page.goto(`${origin}/next`);
        await expectAll(seed, 20);
      });
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  });

  it('[S4] [S7] one misfortune after the other, in each shopper’s one page', async () => {
    const mishaps = [
      { status: 503 },
      'lose',
      'cut',
      'cut in the request',
      'cut in the answer',
    ] as const satisfies Mishap[];
    let round = 0;
    /** All shoppers make five events in a misfortune, and have them arrive, before the next one begins. */
    const rounds: Story[] = [];
    for (const mishap of mishaps) {
      rounds.push(async (shopper) => {
        const { page, origin, seed } = shopper;
        // Each has its own two: more than a few failures in a row, and the back-off outlasts every test.
        worker.mishapsFrom.set(origin, [mishap, mishap]);
        await tell(page, seed, 5, 5 * round);
        await expectAll(seed, 5 * round + 5);
        await waiting(shopper, 0);
        expect(worker.mishapsFrom.get(origin)).toEqual([]);
      });
    }
    // The clock of the device jumps to tomorrow, and to the day before yesterday.
    for (const days of [1, -3]) {
      rounds.push(async ({ page, seed }) => {
        await page.evaluate((ms) => {
          const { now } = Date;
          Date.now = () => now() + ms;
        }, days * 86_400_000);
        await tell(page, seed, 5, 5 * round);
        await expectAll(seed, 5 * round + 5);
      });
    }
    // Into the browser's cache of pages and out again, with something happening in between.
    rounds.push(async (shopper) => {
      const { page, seed } = shopper;
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      await tell(page, seed, 2, 5 * round);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await tell(page, seed, 3, 5 * round + 2);
      await expectAll(seed, 5 * round + 5);
      await waiting(shopper, 0);
    });
    rounds.push(async ({ page, origin, seed }) => {
      const other = await stage.open(`${origin}/`);
      await Promise.all([tell(page, seed, 10, 5 * round), tell(other, seed, 10, 5 * round + 10)]);
      await worker.until(() => of(seed).length >= 5 * round + 20);
      const events = of(seed);
      expect(events).toHaveLength(5 * round + 20);
      for (const name of ['n', 'id'] as const) {
        const values = events.map(({ n, params }) => (name === 'n' ? n : params?.id));
        expect(new Set(values).size).toBe(events.length);
      }
      expect(new Set(events.map(({ device }) => device)).size).toBe(1);
    });
    await twenty(
      // Back-off at four times the pace; what a browser's storage is given stays.
      'const wait=setTimeout;setTimeout=(work,ms,...given)=>wait(work,ms<5000?ms/4:ms,...given);',
      ...rounds.map(
        (story, at): Story =>
          (shopper) => {
            round = at;
            return story(shopper);
          },
      ),
    );
  });

  it.each([
    [
      'wiped between two events, the first of which has not left',
      async ({ page, origin }: Shopper) => {
        const client = await stage.context.newCDPSession(page);
        await client.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      },
    ],
    [
      'broken in mid-session',
      ({ page }: Shopper) =>
        page.evaluate(() => {
          IDBDatabase.prototype.transaction = () => {
            throw new DOMException('corrupt', 'UnknownError');
          };
        }),
    ],
    [
      'full in mid-session',
      ({ page }: Shopper) =>
        page.evaluate(() => {
          IDBObjectStore.prototype.put = () => {
            throw new DOMException('full', 'QuotaExceededError');
          };
        }),
    ],
  ])('[S4] storage %s: device and counter change together', (_, misfortune) =>
    twenty('', async (shopper) => {
      const { page, seed } = shopper;
      await waiting(shopper, 0);
      // Nothing leaves before the misfortune.
      await page.evaluate((id) => {
        const { locks } = navigator;
        const request = locks.request.bind(locks);
        const free = new Promise<void>((done) => Object.assign(window, { letGo: done }));
        locks.request = (async (name: string, work: () => unknown) => {
          await free;
          return request(name, work as never);
        }) as never;
        window.edgewise('event', 'custom', { id });
      }, `${seed}:0`);
      await waiting(shopper, 1);
      await misfortune(shopper);
      await tell(page, seed, 1, 1);
      await page.evaluate(() => (window as unknown as { letGo(): void }).letGo());
      await expectAll(seed, 2, 0);
      const [first, second] = [0, 1].map((i) => of(seed).find(({ params }) => params?.id === `${seed}:${i}`)!);
      if (first!.device === second!.device) expect(second!.n).toBeGreaterThan(first!.n);
      // The page viewed before it was another device's.
      expect(worker.named('page_view').map(({ device }) => device)).not.toContain(second!.device);
    }),
  );

  it('[S7] an event inside pagehide, and the next page at once', () =>
    twenty(
      "addEventListener('pagehide',function(){edgewise('event','custom',{id:window.seed+':1'})});",
      async ({ page, seed, random }) => {
        await page.evaluate(
          ([seed, wait]) => {
            (window as unknown as { seed: number }).seed = seed!;
            window.edgewise('event', 'custom', { id: `${seed}:0` });
            setTimeout(() => location.assign('/next'), wait);
          },
          [seed, random() * 150],
        );
        await page.waitForURL('**/next');
        await expectAll(seed, 2);
      },
    ));

  it('[S4] seven days offline', async () => {
    const week = 7 * 86_400_000;
    shop.add('/later', { ...personal, before: `const {now}=Date;Date.now=()=>now()+${week};` });
    const shoppers = await enter(stage.context);
    await each(shoppers, (shopper) => waiting(shopper, 0));
    await each(shoppers, (shopper) => unplug(shopper, Date.now() + 0.99 * week));
    await stage.context.setOffline(true);
    await each(shoppers, ({ page, seed }) => tell(page, seed, 3));
    await each(shoppers, (shopper) => waiting(shopper, 3));
    await each(shoppers, ({ page }) => page.goto('about:blank'));
    await stage.context.setOffline(false);
    await each(shoppers, async ({ page, origin, seed }) => {
      await page.goto(`${origin}/later`);
      await expectAll(seed, 3);
      const batch = worker.batches.find(({ events }) => events.some(({ params }) => `${params?.id}` === `${seed}:0`))!;
      expect(batch.sent - batch.events[0]!.t).toBeGreaterThan(0.99 * week);
    });
  });

  it('[S4] a database that never answers: the page goes on in memory', () =>
    // The ten seconds that it is given are a moment here.
    twenty(
      `IDBFactory.prototype.open=function(){return{}};
      const wait=setTimeout;setTimeout=(work,ms,...given)=>wait(work,ms===10000?50:ms,...given);`,
      async ({ page, seed }) => {
        await tell(page, seed, 3);
        await expectAll(seed, 3);
      },
    ));

  it('[S4] ten thousand events of one shopper', async () => {
    const seed = seeds++;
    const page = await stage.open(shop.add('/', personal));
    await page.evaluate((seed) => {
      for (let i = 0; i < 10_000; i++) window.edgewise('event', 'custom', { id: `${seed}:${i}` });
    }, seed);
    await expectAll(seed, 10_000);
    await waiting({ page } as Shopper, 0);
  });
});
