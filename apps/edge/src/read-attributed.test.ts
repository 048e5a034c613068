import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { pulseConfig, shardsOf } from './count-lines.ts';
import { pulseOf } from './objects/names.ts';
import { readBoughtAfterClick, readClickedOrders } from './read-attributed.ts';
import type { FiguresAnswer } from './read-figures.ts';
import { asAdmin, freshSite, makeSite, testEnv } from './testing/client.ts';
import { deliver, events, shopEvent } from './testing/insight.ts';

const NOW = Date.now();
const item = (id: string) => ({ item: id, category: [], quantity: 1, price: 500 });

describe('orders after clicks', () => {
  it('[N21] [X13] are the same however many orders a page has', async () => {
    const site = freshSite('pages-of-orders');
    await makeSite(site);
    const messages = Array.from({ length: 13 }, (_, i) => {
      const click = shopEvent(1, NOW - 5_000, 'select_item', {
        list: i % 2 ? 'home' : 'similar',
        items: [item('mug')],
      });
      const order = { transactionId: `order-${i}`, currency: 'EUR', value: 500, items: [item('mug')] };
      return events(site, `device-number-${i}`, `person-${i}`, [
        ...(i % 3 === 0 ? [] : [click]),
        shopEvent(2, NOW - 1_000, 'purchase', order),
      ]);
    });
    expect(await deliver(messages)).toBe(0);
    const { current } = await pulseConfig(testEnv, site, NOW);
    const shards = shardsOf(testEnv, site, current);
    const window = { from: NOW - 60_000, to: NOW + 1 };
    for (const size of [1, 3, 13, 50]) {
      expect(await readClickedOrders(shards, window, size)).toEqual({ orders: 13, clicked: 8 });
      expect(Object.fromEntries(await readBoughtAfterClick(shards, window, size))).toEqual({ home: 4, similar: 4 });
    }
  });

  it('are read where the ids of a period are more than a call between objects holds', async () => {
    const site = freshSite('many-orders');
    await makeSite(site);
    const { current } = await pulseConfig(testEnv, site, NOW);
    await runInDurableObject(pulseOf(testEnv, site, 0, current.id), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE every (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM every WHERE i < 270000)
         INSERT INTO orders (id, record, time, currency, amount, refunded, person, device)
         SELECT printf('%0128d', i), '{"refunds":[]}', ?, 'EUR', 100, 0, '', 'device' FROM every`,
        NOW - 1_000,
      );
    });
    const { sums } = await asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures`);
    expect([sums.ordersOfPeople, sums.ordersWithClick]).toEqual([270_000, 0]);
  });
});
