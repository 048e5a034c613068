/** The table of what must not be lost, each row by twenty shoppers at once: seeds for when things happen. */
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Mishap } from './testing/collector.ts';
import { setStage, stored, until } from './testing/stage.ts';

const stage = setStage();
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
  context: BrowserContext;
  page: Page;
  seed: number;
  random: () => number;
}
type Story = (shopper: Shopper) => Promise<unknown>;

/** Each shopper has a profile of their own, and all are there at the same time. A round begins when all are through the last. */
async function twenty(before: string, ...rounds: Story[]): Promise<void> {
  const url = shop.add('/', { ...personal, before });
  shop.add('/next', personal);
  const shoppers: Shopper[] = [];
  try {
    await Promise.all(
      [...Array(SHOPPERS).keys()].map(async (seed) => {
        const context = await stage.browser.newContext();
        const page = await context.newPage();
        shoppers.push({ context, page, seed, random: seeded(seed) });
        await page.goto(url);
      }),
    );
    for (const story of rounds) await Promise.all(shoppers.map(story));
  } finally {
    await Promise.all(shoppers.map(({ context }) => context.close()));
  }
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
/** Off the network, what a closing page still sends included. Answers with what brings the shopper back. */
async function goOffline(context: BrowserContext, page: Page): Promise<() => Promise<void>> {
  const { d } = (await stored(page)).device as { d: string };
  worker.unreachable.add(d);
  await context.setOffline(true);
  return async () => {
    worker.unreachable.delete(d);
    await context.setOffline(false);
  };
}
const waitingIn = async (page: Page) => Object.keys(await stored(page)).filter((key) => /^\d/.test(key)).length;

/** All arrived, once in effect, and a device's numbers are in the order of what happened. */
async function expectAll(seed: number, count: number, devices = 1): Promise<void> {
  await until(() => of(seed).length >= count);
  const events = of(seed).sort((a, b) => a.n - b.n);
  expect(new Set(events.map(({ params }) => params?.id)).size).toBe(count);
  expect(events).toHaveLength(count);
  if (devices !== 1) return;
  expect(new Set(events.map(({ device }) => device)).size).toBe(1);
  const order = events.map(({ params }) => Number(`${params?.id}`.split(':')[1]));
  expect(order).toEqual([...order].sort((a, b) => a - b));
}

describe('nothing is lost and nothing counts twice, by twenty shoppers at once', () => {
  it('[S4] twenty events offline, the tab closed, and opened again', () =>
    twenty('', async ({ context, page, seed }) => {
      await until(async () => (await waitingIn(page)) === 0 && 'device' in (await stored(page)));
      const comeBack = await goOffline(context, page);
      await tell(page, seed, 20);
      await until(async () => (await waitingIn(page)) === 20);
      const next = await context.newPage();
      await page.close();
      await comeBack();
      await next.goto(`${shop.origin}/next`);
      await expectAll(seed, 20);
    }));

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
      rounds.push(async ({ page, seed }) => {
        if (seed === 0) worker.mishaps.collect.push(...Array(2 * SHOPPERS).fill(mishap));
        await tell(page, seed, 5, 5 * round);
        await expectAll(seed, 5 * round + 5);
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
    rounds.push(async ({ page, seed }) => {
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      await tell(page, seed, 2, 5 * round);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await tell(page, seed, 3, 5 * round + 2);
      await expectAll(seed, 5 * round + 5);
      await until(async () => (await waitingIn(page)) === 0);
    });
    rounds.push(async ({ context, page, seed }) => {
      const other = await context.newPage();
      await other.goto(`${shop.origin}/`);
      await Promise.all([tell(page, seed, 10, 5 * round), tell(other, seed, 10, 5 * round + 10)]);
      await until(() => of(seed).length >= 5 * round + 20);
      const events = of(seed);
      expect(events).toHaveLength(5 * round + 20);
      for (const name of ['n', 'id'] as const) {
        const values = events.map(({ n, params }) => (name === 'n' ? n : params?.id));
        expect(new Set(values).size).toBe(events.length);
      }
      expect(new Set(events.map(({ device }) => device)).size).toBe(1);
    });
    await twenty(
      '',
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
      async ({ context, page }: Shopper) => {
        const client = await context.newCDPSession(page);
        await client.send('Storage.clearDataForOrigin', { origin: shop.origin, storageTypes: 'all' });
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
      await until(async () => (await waitingIn(page)) === 0 && 'device' in (await stored(page)));
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
      await until(async () => (await waitingIn(page)) === 1);
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

  it('[S4] seven days offline', () =>
    twenty('', async ({ context, page, seed }) => {
      await until(async () => (await waitingIn(page)) === 0 && 'device' in (await stored(page)));
      const comeBack = await goOffline(context, page);
      await tell(page, seed, 3);
      await until(async () => (await waitingIn(page)) === 3);
      await page.close();
      const later = await context.newPage();
      await later.clock.setFixedTime(Date.now() + 7 * 86_400_000);
      await comeBack();
      await later.goto(`${shop.origin}/next`);
      await until(() => of(seed).length === 3);
      const batch = worker.batches.find(({ events }) => events.some(({ params }) => `${params?.id}` === `${seed}:0`))!;
      expect(batch.sent - batch.events[0]!.t).toBeGreaterThan(6.9 * 86_400_000);
      await expectAll(seed, 3);
    }));

  it('[S4] a database that never answers: the page goes on in memory', () =>
    twenty('IDBFactory.prototype.open=function(){return{}};', async ({ page, seed }) => {
      await tell(page, seed, 3);
      await expectAll(seed, 3);
    }));

  it('[S4] ten thousand events of one shopper', async () => {
    const page = await stage.open(shop.add('/', personal));
    await page.evaluate(() => {
      for (let i = 0; i < 10_000; i++) window.edgewise('event', 'custom', { id: `0:${i}` });
    });
    await until(() => of(0).length === 10_000);
    await expectAll(0, 10_000);
    await until(async () => (await waitingIn(page)) === 0);
  });
});
