/** Queue messages as large as a page may send them: of each, much more is written than it says. */
import { describe, expect, it } from 'vitest';
import { freshSite, makeSite, testEnv } from './testing/client.ts';
import { anonymous, deliver, events, everything, shopEvent } from './testing/insight.ts';

const MINUTE = 60_000;
const NOW = Date.now();

async function site(): Promise<string> {
  const id = freshSite('wide-messages');
  await makeSite(id);
  return id;
}

describe('a message whose counts are more than one value of the database holds', () => {
  it('[W9] of a device that was away for two days is counted, and so is its neighbour', async () => {
    const id = await site();
    const vitals = { lcp: 1200, inp: 30, cls: 0.1, fcp: 300, ttfb: 100 };
    const list = Array.from({ length: 500 }, (_, i) =>
      shopEvent(i + 1, NOW - (500 - i) * 5 * MINUTE, 'web_vitals', { params: vitals }),
    );
    const facets = {
      source: 'newsletter'.repeat(9),
      medium: 'email'.repeat(18),
      campaign: 'autumn-sale'.repeat(8),
      landing_page: '/products/a-name-that-somebody-wrote-for-search-engines.html',
    };
    const wide = events(id, 'a-device-that-was-away', 'ann', list, { received: NOW, facets });
    const neighbour = events(id, 'a-device-beside-it', 'bob', [shopEvent(1, NOW, 'page_view')]);
    expect(await deliver([wide, neighbour])).toBe(0);
    const { cells } = await everything(id);
    const sum = (metric: string) =>
      Object.entries(cells)
        .filter(([key]) => key.startsWith('|') && key.endsWith(`|${metric}`))
        .reduce((all, [, n]) => all + n, 0);
    expect([sum('events'), sum('vital.LCP.1'), sum('views')]).toEqual([501, 500, 1]);
    // Delivered again it changes nothing.
    expect(await deliver([wide], testEnv, 2)).toBe(0);
    expect((await everything(id)).cells).toEqual(cells);
  });

  it('[W9] of orders of hundreds of items under long names is counted', async () => {
    const id = await site();
    const orders = (from: number) =>
      Array.from({ length: 11 }, (_, i) =>
        shopEvent(from + i, NOW, 'purchase', {
          transactionId: '\ud800'.repeat(120) + (from + i),
          items: Array.from({ length: 200 }, (_, k) => ({ item: `${k}`, category: [], quantity: 1 })),
        }),
      );
    const two = [1, 2].map((n) => anonymous(id, `${n}`.repeat(16), orders(n * 100), 'v'.repeat(64)));
    expect(await deliver(two)).toBe(0);
    expect((await everything(id)).touches).toHaveLength(2 * 11 * 200);
  });
});
