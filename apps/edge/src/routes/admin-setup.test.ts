import { expect, it, vi } from 'vitest';
import { asAdmin, collect, makeShop, makeSite, ORIGIN, personBatch, view } from '../testing/client.ts';
import type { SetupAnswer } from './admin-setup.ts';

const setup = (site: string) => asAdmin<SetupAnswer>('GET', `/sites/${site}/setup`);

it('says how far a new shop has come; a list of the shop’s own is no shelf', async () => {
  await makeSite('begun');
  expect(await setup('begun')).toEqual({
    v: 1,
    origins: [ORIGIN],
    products: 0,
    trained: null,
    events: 0,
    shelves_seen: 0,
    shelf_clicks: 0,
    orders: 0,
    tag: expect.stringContaining('<script async src="https://edge.example/ew.js" data-site="begun"></script>'),
  });
  await makeShop('begun-well');
  const list = (n: number, id: string) => ({
    n,
    t: Date.now(),
    name: 'view_item_list',
    params: { item_list_id: id, items: [{ item_id: 'p1' }] },
  });
  await collect(
    personBatch('begun-well', 'device-of-the-first', [view(1, 'p1'), list(2, 'the-shops-own'), list(3, 'home')]),
  );
  await vi.waitFor(
    async () =>
      expect(await setup('begun-well')).toMatchObject({ products: 16, events: 3, shelves_seen: 1, orders: 0 }),
    { timeout: 30_000, interval: 250 },
  );
  expect((await setup('begun-well')).trained).toBeGreaterThan(0);
});
