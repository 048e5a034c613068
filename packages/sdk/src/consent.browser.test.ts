import { describe, expect, it } from 'vitest';
import { send, setStage, stored, traces, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const shelf = '<edgewise-recs placement="similar"></edgewise-recs>';
const nothing = { cookies: '', local: {}, session: {}, databases: [], caches: [] };

const viewItem = { items: [{ item_id: 'mug' }] };

describe('consent', () => {
  it('[S2] contextual: nothing is stored, and nothing that is sent names anybody', async () => {
    const page = await stage.open(shop.add('/', { body: shelf }));
    await send(page, 'event', 'view_item', viewItem);
    // Else both may be one request.
    await until(() => worker.widgets.length);
    await send(page, 'refresh');
    await until(() => worker.named('view_item').length && worker.widgets.length > 1);
    expect(await traces(page)).toEqual(nothing);
    for (const batch of worker.batches) {
      expect(Object.keys(JSON.parse(JSON.stringify(batch))).sort()).toEqual(
        ['batch', 'consent', 'context', 'events', 'sent', 'site', 'v'].sort(),
      );
    }
    expect(new Set(worker.batches.map((batch) => 'batch' in batch && batch.batch)).size).toBe(worker.batches.length);
    for (const request of worker.widgets) {
      expect(request.seen).toEqual([]);
      expect(request).not.toHaveProperty('visit');
      expect(request).not.toHaveProperty('device');
    }
  });

  it('[S6] a batch without a device is repeated with the same id and the same events', async () => {
    worker.mishaps.collect.push('lose');
    const page = await stage.open(shop.add('/'));
    await until(() => worker.batches.length === 1);
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length);
    const [first, second] = worker.batches as { batch: string; events: unknown[] }[];
    expect(second!.batch).toBe(first!.batch);
    expect(second!.events).toEqual(first!.events);
    expect(worker.repeats).toBe(1);
    expect(worker.named('page_view')).toHaveLength(1);
  });

  it('[S2] session: a visit id in sessionStorage, the items of this page, and no device', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="session"', body: shelf }));
    await send(page, 'event', 'view_item', viewItem);
    await send(page, 'refresh');
    await until(() => worker.widgets.at(-1)?.seen.length && worker.named('view_item').length);
    const left = await traces(page);
    expect(left).toEqual({ ...nothing, session: { 'edgewise-test-shop': worker.widgets.at(-1)!.visit } });
    for (const batch of worker.batches) expect(batch).toMatchObject({ visit: worker.widgets.at(-1)!.visit });
    expect(worker.widgets.at(-1)).not.toHaveProperty('device');
  });

  it('[S2] device: the history in IndexedDB across pages, and no device id anywhere', async () => {
    const attributes = 'data-consent="device"';
    const page = await stage.open(shop.add('/', { attributes }));
    await send(page, 'event', 'view_item', viewItem);
    await until(() => worker.named('view_item').length);
    await page.goto(shop.add('/next', { attributes, body: shelf }));
    await until(() => worker.widgets.length);
    expect(worker.widgets[0]!.seen).toMatchObject([{ item_id: 'mug', name: 'view_item' }]);
    expect(worker.widgets[0]).not.toHaveProperty('device');
    const kept = await stored(page);
    expect(Object.keys(kept)).toEqual(['device']);
    expect(kept.device).not.toHaveProperty('d');
    for (const batch of worker.batches) expect(batch).not.toHaveProperty('device');
  });

  it('[S3] raised in mid-page: the page counts for the new tier, and shelves come anew', async () => {
    const page = await stage.open(shop.add('/', { body: shelf }));
    await send(page, 'event', 'view_item', viewItem);
    await until(() => worker.widgets.length === 1 && worker.named('view_item').length);
    await send(page, 'consent', 'person');
    await until(() => worker.named('view_item').length === 2 && worker.widgets.length === 2);
    expect(worker.events.map(({ name, tier }) => `${tier} ${name}`)).toEqual(
      expect.arrayContaining(['contextual page_view', 'contextual view_item', 'person page_view', 'person view_item']),
    );
    expect(worker.widgets[1]).toMatchObject({ consent: { tier: 'person' }, seen: [{ item_id: 'mug' }] });
    expect(worker.widgets[1]!.device).toBe(worker.events.at(-1)!.device);
  });

  it('[S3] raised before the script is there: nothing counts for the lower tier', async () => {
    await stage.open(shop.add('/', { before: "edgewise('consent',{tier:'person',messages:{email:true}})" }));
    await until(() => worker.events.length);
    expect(worker.batches[0]!.consent).toEqual({ tier: 'person', messages: { email: true } });
    expect(worker.events.every(({ tier }) => tier === 'person')).toBe(true);
  });

  it.each([
    ['contextual', nothing],
    ['session', { ...nothing, session: { 'edgewise-test-shop': expect.stringMatching(/^\w{26}$/) } }],
  ])('[S3] lowered to %s: what may not be kept is gone, what comes after names nobody', async (tier, left) => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="person"', body: shelf }));
    await until(async () => worker.widgets.length && (await stored(page)).device);
    await send(page, 'consent', tier);
    await until(() => worker.widgets.length === 2);
    await send(page, 'event', 'after');
    await until(() => worker.named('after').length);
    expect(worker.named('after')[0]).not.toHaveProperty('device');
    expect(worker.widgets[1]).not.toHaveProperty('device');
    expect(await traces(page)).toEqual(left);
  });

  it('[S3] lowered in one tab while another holds the database open', async () => {
    const url = shop.add('/', { attributes: 'data-consent="person"' });
    const [first, second] = [await stage.open(url), await stage.open(url)];
    await until(() => worker.named('page_view').length === 2);
    await send(first, 'consent', 'contextual');
    await until(async () => (await traces(first)).databases && !(await stored(second)).device);
  });

  it('[S3] a page of a lower tier does not read what a person left', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="person"' }));
    await send(page, 'event', 'view_item', viewItem);
    await until(() => worker.named('view_item').length);
    await page.goto(shop.add('/next', { attributes: 'data-consent="device"', body: shelf }));
    await until(() => worker.widgets.length && worker.named('page_view').length === 2);
    expect(worker.widgets[0]!.seen).toEqual([]);
    expect((await stored(page)).device).not.toHaveProperty('d');
  });

  it('[S9] reset: another device, another visit, nothing of the one before', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="person"', body: shelf }));
    await send(page, 'event', 'add_to_cart', viewItem);
    await until(() => worker.named('add_to_cart').length && worker.widgets.length);
    const before = await traces(page);
    await send(page, 'reset');
    await until(() => worker.named('page_view').length === 2 && worker.widgets.length === 2);
    const [one, other] = worker.named('page_view');
    expect(other!.device).not.toBe(one!.device);
    expect(other!.n).toBe(1);
    expect(worker.widgets[1]!.seen).toEqual([]);
    expect(worker.widgets[1]!.capsule).toBeUndefined();
    expect((await traces(page)).session).not.toEqual(before.session);
  });
});
