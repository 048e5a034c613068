import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { SessionLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetSites } from '../site-view.ts';
import { snapshotKey } from '../snapshot-key.ts';
import {
  asAdmin,
  BASKETS,
  CATALOGUE,
  collect,
  makeShop,
  makeSite,
  ndjson,
  personBatch,
  testEnv,
  view,
  widgets,
  widgetsBody,
} from '../testing/client.ts';
import { shopOf, trainerOf } from './names.ts';
import type { TrainerStatus } from './trainer.ts';

/** A queue batch waits up to a second. */
const WAIT = { timeout: 15_000, interval: 50 };
const status = (site: string) => asAdmin<TrainerStatus>('GET', `/sites/${site}/model`);

/** Makes what is due at a later time due now, and rings the alarm. */
async function ring(site: string): Promise<void> {
  const trainer = trainerOf(testEnv, site);
  await runInDurableObject(trainer, (_, { storage }) => {
    storage.sql.exec('UPDATE status SET hot_due = MIN(hot_due, 1), rebuild_due = MIN(rebuild_due, 1)');
  });
  await runDurableObjectAlarm(trainer);
}

beforeEach(() => {
  vi.restoreAllMocks();
  forgetSites();
});

describe('the trainer', () => {
  it('[T3] trending follows distinct people within an alarm, and nobody who reloads', async () => {
    const site = 'trends';
    await makeSite(site);
    await asAdmin('POST', `/sites/${site}/catalogue`, ndjson(CATALOGUE));
    for (let who = 0; who < 3; who++) await collect(personBatch(site, `device-trends-${who}`, [view(1, 'p3')]));
    const reloads = Array.from({ length: 50 }, (_, i) => view(i + 1, 'p9'));
    await collect(personBatch(site, 'device-trends-9', reloads));
    await vi.waitFor(async () => {
      await ring(site);
      expect((await shopOf(testEnv, site).view())?.hot).toEqual([
        { item: 'p3', people: 3 },
        { item: 'p9', people: 1 },
      ]);
    }, WAIT);
    forgetSites();
    const [shelf] = (await widgets(widgetsBody(site, { placements: [{ id: 'trending', count: 2 }] }))).shelves;
    expect(shelf?.items.map(({ item_id }) => item_id)).toEqual(['p3', 'p9']);
  });

  it('[T3] counts a few people of one network, however many ids they make up, and no product nobody sells', async () => {
    const site = 'capped';
    await makeSite(site);
    await asAdmin('POST', `/sites/${site}/catalogue`, ndjson(CATALOGUE));
    const looks = (item: string, network: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({ item, who: `${network}-${i}`, network, time: Date.now() }));
    const rows = [
      ...looks('p1', 'office', 400),
      ...looks('p2', 'a', 2),
      ...looks('p2', 'b', 2),
      ...looks('ghost', 'c', 3),
    ];
    await trainerOf(testEnv, site).add(site, [], rows);
    await ring(site);
    expect((await shopOf(testEnv, site).view())?.hot).toEqual([
      { item: 'p2', people: 4 },
      { item: 'p1', people: 3 },
    ]);
  });

  it('writes the bytes that training offline writes from the same log', async () => {
    const site = 'same-bytes';
    await makeShop(site);
    const { model } = (await shopOf(testEnv, site).view())!;
    const stored = await testEnv.BUCKET.get(snapshotKey(site, 'model', model!.current));
    const log = new SessionLog();
    for (const row of [...BASKETS].sort((a, b) => b.timestamp - a.timestamp)) {
      log.add(`import.${row.session_id}`, row.item_id, row.timestamp, 'purchase');
    }
    const offline = train(log.finish(), { now: model!.changed });
    expect(offline.report.version).toBe(model!.current);
    expect(new Uint8Array(await stored!.arrayBuffer())).toEqual(offline.bytes);
  });

  it('takes finished sessions into the next model by itself', async () => {
    const site = 'learning';
    await makeShop(site);
    const before = await status(site);
    await trainerOf(testEnv, site).add(
      site,
      [
        {
          id: 'live.1',
          interactions: [
            { item: 'p1', kind: 'view', time: Date.now() },
            { item: 'p2', kind: 'view', time: Date.now() },
          ],
        },
      ],
      [],
    );
    expect((await status(site)).rebuild_due).toBeGreaterThan(Date.now() + 60_000);
    await ring(site);
    const after = await status(site);
    expect(after.rebuild_due).toBeNull();
    expect(after.report!.sessions).toBe(before.report!.sessions + 1);
    expect(after.report!.version).not.toBe(before.report!.version);
  });

  it.each(['put', 'point', 'publish'] as const)(
    'a failure at %s leaves the model before in use, and the next alarm finishes',
    async (step) => {
      const site = `crash-${step}`;
      await makeShop(site);
      const good = (await widgets(widgetsBody(site))).model;
      const trainer = trainerOf(testEnv, site);
      await trainer.add(site, [{ id: 'live.1', interactions: [{ item: 'p1', kind: 'view', time: Date.now() }] }], []);
      const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
      const failing = step === 'publish' ? shopOf(testEnv, site) : trainer;
      await runInDurableObject(failing as typeof trainer, (instance) => {
        const { env } = instance as unknown as { env: typeof testEnv };
        if (step === 'publish') vi.spyOn(env.BUCKET, 'head').mockRejectedValueOnce(new Error('R2 is away'));
        else if (step === 'put') vi.spyOn(env.BUCKET, 'put').mockRejectedValueOnce(new Error('R2 is away'));
        else
          vi.spyOn(env.SHOP, 'get').mockImplementationOnce(() => {
            throw new Error('the shop is away');
          });
      });
      await ring(site);
      silent.mockRestore();
      expect((await status(site)).error).toContain('is away');
      expect((await status(site)).rebuild_due).not.toBeNull();
      forgetSites();
      expect((await widgets(widgetsBody(site))).model).toBe(good);

      await ring(site);
      expect(await status(site)).toMatchObject({ error: null, rebuild_due: null });
      forgetSites();
      expect((await widgets(widgetsBody(site))).model).not.toBe(good);
    },
  );

  it('a training that does not come to its end is put off before it begins, longer each time', async () => {
    const site = 'killed';
    await makeShop(site);
    const trainer = trainerOf(testEnv, site);
    await trainer.add(site, [{ id: 'live.1', interactions: [{ item: 'p1', kind: 'view', time: Date.now() }] }], []);
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      let due = 0;
      await runInDurableObject(trainer, (instance, { storage }) => {
        const { env } = instance as unknown as { env: typeof testEnv };
        vi.spyOn(env.BUCKET, 'put').mockImplementationOnce(async () => {
          // What an object that is killed here wakes up to.
          due = storage.sql.exec<{ rebuild_due: number }>('SELECT rebuild_due FROM status').one().rebuild_due;
          throw new Error('killed');
        });
      });
      const before = Date.now();
      await ring(site);
      waits.push(Math.round((due - before) / 60_000));
    }
    silent.mockRestore();
    expect(waits).toEqual([5, 10, 20]);
    await ring(site);
    expect(await status(site)).toMatchObject({ error: null, rebuild_due: null });
  });

  it('what is erased while a model is stored makes the next training due', async () => {
    const site = 'erased-meanwhile';
    await makeShop(site);
    const trainer = trainerOf(testEnv, site);
    const visit = [{ id: 'gone.1', interactions: [{ item: 'p1', kind: 'view' as const, time: Date.now() }] }];
    await trainer.add(site, visit, []);
    await runInDurableObject(trainer, (instance, { storage }) => {
      const { env } = instance as unknown as { env: typeof testEnv };
      const { put } = env.BUCKET;
      vi.spyOn(env.BUCKET, 'put').mockImplementationOnce(async (...given: unknown[]) => {
        expect(await instance.erase(site, ['gone'], [])).toMatchObject({ sessions: 1 });
        // What is rung by hand runs beside the platform's own alarm, which would train a second time meanwhile.
        await storage.deleteAlarm();
        return (put as (...given: unknown[]) => Promise<R2Object>).apply(env.BUCKET, given);
      });
    });
    await ring(site);
    const after = await status(site);
    expect(after.error).toBeNull();
    expect(after.rebuild_due).toBeGreaterThan(Date.now());
    await ring(site);
    expect((await status(site)).rebuild_due).toBeNull();
  });

  it('within a minute, in isolates that were running, a new product has a shelf that fits and stands on those it fits', async () => {
    const site = 'new-product';
    await makeShop(site);
    const similar = async (item: string) => {
      const page = { type: 'product', item_id: item };
      const { shelves } = await widgets(widgetsBody(site, { page, placements: [{ id: 'similar', count: 4 }] }));
      return shelves[0]!.items.map(({ item_id }) => item_id);
    };
    expect(await similar('p2')).toHaveLength(4);
    const published = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(published + 1_000);
    const fresh = {
      item_id: 'fresh',
      title: 'Cup for tea',
      product_type: 'Kitchen > Mugs',
      link: 'https://shop.example/p/fresh',
      price: 9,
      currency: 'EUR',
    };
    await asAdmin('POST', `/sites/${site}/catalogue`, ndjson([fresh]));
    vi.spyOn(Date, 'now').mockReturnValue(published + 60_000);

    const own = await similar('fresh');
    expect(own).toHaveLength(4);
    expect(own.every((item) => Number(item.slice(1)) % 2 === 0)).toBe(true);
    // p0 has been bought with others, nobody knows p2.
    for (const item of ['p0', 'p2']) expect(await similar(item)).toContain('fresh');
    expect(await similar('p3')).not.toContain('fresh');
    const search = widgetsBody(site, {
      page: { type: 'search', search_term: 'tea cup' },
      placements: [{ id: 'search' }],
    });
    expect((await widgets(search)).shelves[0]?.items[0]?.item_id).toBe('fresh');
  });
});
