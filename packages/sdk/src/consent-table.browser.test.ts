/** The left half of the table of tiers, cell by cell: what the browser keeps, and what a request carries. */
import type { Tier } from '@edgewise/protocol/events';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, traces, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const TIERS: readonly Tier[] = ['contextual', 'session', 'device', 'person'];
const body = '<edgewise-recs placement="similar"></edgewise-recs>';
const viewOf = (item_id: string) => ({ items: [{ item_id }] });
const id = expect.stringMatching(/^[0-9a-v]{26}$/);
const nothing = { cookies: '', local: {}, session: {}, databases: [], caches: [] };
const visit = { 'edgewise-test-shop': id };
const keysOf = (value: object) => Object.keys(JSON.parse(JSON.stringify(value))).sort();

/** Two pages of a visit, each with a product; then what is kept is what stays. */
async function twoPages(tier: Tier): Promise<Page> {
  const attributes = `data-consent="${tier}"`;
  const page = await stage.open(shop.add('/', { attributes, body }));
  await send(page, 'event', 'view_item', viewOf('mug'));
  await until(() => worker.named('view_item').length === 1 && worker.widgets.length === 1);
  await page.goto(shop.add('/next', { attributes, body }));
  await until(() => worker.widgets.length === 2);
  await send(page, 'event', 'view_item', viewOf('lamp'));
  await until(() => worker.named('view_item').length === 2);
  await send(page, 'refresh');
  await until(() => worker.widgets.length === 3);
  return page;
}

const KEPT = {
  contextual: nothing,
  session: { ...nothing, session: visit },
  device: { ...nothing, session: visit, databases: ['edgewise-test-shop'] },
  person: { ...nothing, session: visit, databases: ['edgewise-test-shop'] },
};

const envelope = ['consent', 'context', 'events', 'sent', 'site', 'v'];
const BATCH = {
  contextual: [...envelope, 'batch'],
  session: [...envelope, 'batch', 'visit'],
  device: [...envelope, 'batch', 'visit'],
  person: [...envelope, 'device', 'route', 'void'],
};

const asked = ['consent', 'context', 'page', 'placements', 'seen', 'sent', 'site', 'v'];
const SHELVES = {
  contextual: asked,
  session: [...asked, 'visit'],
  device: [...asked, 'visit'],
  person: [...asked, 'capsule', 'device', 'route', 'visit'],
};

/** Items that the last request for shelves tells. At `session` the worker knows the visit's earlier page by its id. */
const SEEN = { contextual: [], session: ['lamp'], device: ['mug', 'lamp'] };

describe('the table of tiers, in the browser', () => {
  it.each(TIERS)('[S2] %s: what is kept, what a batch carries, what a request for shelves carries', async (tier) => {
    const page = await twoPages(tier);
    if (tier === 'person') await until(async () => Object.keys(await stored(page)).join() === 'device');
    expect(await traces(page)).toEqual(KEPT[tier]);
    for (const batch of worker.batches) {
      const optional = ['route', 'void'];
      expect(keysOf(batch).filter((key) => !optional.includes(key))).toEqual(
        BATCH[tier].filter((key) => !optional.includes(key)).sort(),
      );
      expect(BATCH[tier]).toEqual(expect.arrayContaining(keysOf(batch)));
    }
    expect(keysOf(worker.widgets.at(-1)!)).toEqual([...SHELVES[tier]].sort());
    if (tier !== 'person') expect(worker.widgets.at(-1)!.seen.map(({ item_id }) => item_id)).toEqual(SEEN[tier]);
    const visits = new Set(worker.widgets.map((request) => request.visit));
    expect(visits.size).toBe(1);
    expect(worker.cookies).toEqual([]);
    const record = (await stored(page)).device as object | undefined;
    if (tier === 'device') expect(keysOf(record!)).toEqual(['a', 'n', 's']);
    if (tier === 'person') expect(keysOf(record!)).toEqual(['a', 'c', 'd', 'n', 'r', 's']);
  });

  const falls = TIERS.flatMap((from, at) => TIERS.slice(0, at).map((to) => [from, to] as const));

  it.each(falls)(
    '[S3] [W17] from %s down to %s in mid-page: what may not be kept is gone, here and there',
    async (from, to) => {
      const page = await twoPages(from);
      const device = worker.events.at(-1)!.device;
      await send(page, 'consent', to);
      await until(() => worker.widgets.length === 4);
      await send(page, 'event', 'after');
      await until(() => worker.named('after').length === 1);
      expect(worker.withdrawn).toEqual(from === 'person' ? [[device, to]] : []);
      expect(worker.named('after')[0]).toMatchObject({ tier: to });
      expect(worker.named('after')[0]).not.toHaveProperty('device');
      // A database that is being deleted is listed until it is.
      await until(async () => to === 'device' || ((await traces(page)).databases as string[]).length === 0);
      expect(await traces(page)).toEqual(KEPT[to]);
      expect(worker.widgets[3]!.seen).toEqual([]);
      if (to === 'device') expect(keysOf((await stored(page)).device as object)).toEqual(['a', 'n', 's']);
    },
  );

  it.each(falls.map(([from, to]) => [to, from] as const))('[S3] from %s up to %s in mid-page', async (from, to) => {
    const page = await stage.open(shop.add('/', { attributes: `data-consent="${from}"`, body }));
    await send(page, 'event', 'view_item', viewOf('mug'));
    await until(() => worker.named('view_item').length === 1 && worker.widgets.length === 1);
    await send(page, 'consent', to);
    await until(() => worker.widgets.length === 2 && worker.named('view_item').length === 2);
    if (to === 'person') await until(async () => Object.keys(await stored(page)).join() === 'device');
    expect(await traces(page)).toEqual(KEPT[to]);
    expect(worker.withdrawn).toEqual([]);
    expect(worker.named('view_item')[1]).toMatchObject({ tier: to });
  });
});
