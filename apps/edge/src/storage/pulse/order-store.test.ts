import { runInDurableObject } from 'cloudflare:test';
import type { OrderPart } from '@edgewise/core/insight/orders';
import { describe, expect, it } from 'vitest';
import { pulseOf } from '../../objects/names.ts';
import { freshSite, testEnv } from '../../testing/client.ts';
import { ORDERS_KEPT_MS, OrderStore } from './order-store.ts';

const NOW = Date.now();
const refund = (transaction: string, time: number, n = 1): OrderPart => ({
  transaction,
  refund: { source: 'browser', time, device: 'a-device', n, value: 100 },
});

describe('orders that are kept', () => {
  it('[N16] end after their time, also those of which nothing but a refund was ever told', () =>
    runInDurableObject(pulseOf(testEnv, freshSite('refunds'), 0, 1), (_, { storage }) => {
      const orders = new OrderStore(storage.sql);
      orders.add([
        refund('of-nobody', NOW),
        refund('of-nobody-twice', NOW),
        refund('of-nobody-twice', NOW + 60_000, 2),
        {
          transaction: 'ordered',
          copy: { source: 'server', time: NOW, device: 'server.x', n: 1, person: '', currency: 'EUR', value: 500 },
        },
      ]);
      const kept = () =>
        storage.sql
          .exec('SELECT id FROM orders ORDER BY id')
          .toArray()
          .map(({ id }) => id);
      orders.expire(NOW + ORDERS_KEPT_MS);
      expect(kept()).toEqual(['of-nobody', 'of-nobody-twice', 'ordered']);
      orders.expire(NOW + ORDERS_KEPT_MS + 1);
      expect(kept()).toEqual(['of-nobody-twice']);
      orders.expire(NOW + ORDERS_KEPT_MS + 60_001);
      expect(kept()).toEqual([]);
    }));
});
