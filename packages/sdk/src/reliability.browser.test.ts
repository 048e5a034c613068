/** The table of what must not be lost, each row by twenty shoppers at once: seeds for when things happen. */
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
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

type Story = (shopper: { context: BrowserContext; page: Page; seed: number; random: () => number }) => Promise<unknown>;

/** Each shopper has a profile of their own, and all are there at the same time. */
async function twenty(before: string, story: Story): Promise<void> {
  const url = shop.add('/', { ...personal, before });
  shop.add('/next', personal);
  await Promise.all(
    [...Array(SHOPPERS).keys()].map(async (seed) => {
      const context = await stage.browser.newContext();
      try {
        const page = await context.newPage();
        await page.goto(url);
        await story({ context, page, seed, random: seeded(seed) });
      } finally {
        await context.close();
      }
    }),
  );
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
  expect(new Set(events.map(({ device }) => device)).size).toBe(devices);
  if (devices > 1) return;
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

  it.each([
    ['503, twice each', { status: 503 } as const],
    ['answers that are lost after the batch was stored', 'lose' as const],
    ['connections that are cut', 'cut' as const],
  ])('[S7] %s', async (_, mishap) => {
    worker.mishaps.collect.push(...Array(2 * SHOPPERS).fill(mishap));
    await twenty('', async ({ page, seed }) => {
      await tell(page, seed, 5);
      await expectAll(seed, 5);
    });
  });

  it('[S4] two tabs', () =>
    twenty('', async ({ context, page, seed }) => {
      const other = await context.newPage();
      await other.goto(`${shop.origin}/`);
      await Promise.all([tell(page, seed, 10), tell(other, seed, 10, 10)]);
      await until(() => of(seed).length >= 20);
      expect(of(seed)).toHaveLength(20);
      expect(new Set(of(seed).map(({ n }) => n)).size).toBe(20);
      expect(new Set(of(seed).map(({ device }) => device)).size).toBe(1);
    }));

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

  it('[S4] storage wiped between two events: device and counter change together', () =>
    twenty('', async ({ context, page, seed }) => {
      await tell(page, seed, 1);
      await until(async () => of(seed).length === 1 && (await waitingIn(page)) === 0);
      const client = await context.newCDPSession(page);
      await client.send('Storage.clearDataForOrigin', { origin: shop.origin, storageTypes: 'all' });
      await tell(page, seed, 1, 1);
      await expectAll(seed, 2, 2);
      expect(of(seed)[1]!.n).toBe(1);
    }));

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
