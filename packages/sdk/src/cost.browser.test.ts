/** What a page costs a shopper's connection, and its database. */
import type { Tier } from '@edgewise/protocol/events';
import { expect, it } from 'vitest';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

it.each<Tier>(['contextual', 'session', 'device', 'person'])(
  '%s: a page view and a later event are at most 3 requests and 2,500 bytes',
  async (tier) => {
    const page = await stage.open(shop.add('/', { attributes: `data-consent="${tier}"` }));
    await until(() => worker.named('page_view').length === 1);
    await send(page, 'event', 'test', { eid: 'one' });
    await until(() => worker.named('test').length === 1);
    await page.goto('about:blank');
    await page.close();
    const bytes = worker.wireBytes.reduce((sum, size) => sum + size, 0);
    console.log(`sdk wire at ${tier}: ${worker.wireBytes.length} requests, ${bytes} bytes`);
    expect(worker.wireBytes.length).toBeLessThanOrEqual(3);
    expect(bytes).toBeLessThanOrEqual(2_500);
  },
);

it('[S4] [S7] a page, its shelf and the impression are one request of events, and none is read from the database to be sent', async () => {
  const page = await stage.open(
    shop.add('/', {
      attributes: 'data-consent="person"',
      // The longest wait before the events leave.
      before: `Math.random=function(){return .999};
        var made=0,atSend=[],begin=IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction=function(){made++;return begin.apply(this,arguments)};
        edgewise('on',function(what){if(what.type==='send'&&/collect/.test(what.path))atSend.push(made)})`,
      body: '<edgewise-recs placement="home"></edgewise-recs>',
    }),
  );
  await until(() => worker.named('view_item_list').length);
  expect(worker.batches.map(({ events }) => events.map(({ name }) => name))).toEqual([['page_view', 'view_item_list']]);
  await send(page, 'event', 'test');
  await until(() => worker.named('test').length);
  // Each event is stored, shelves are asked for as the database knows the shopper, and what was acknowledged is deleted.
  expect(await page.evaluate(() => (window as unknown as { atSend: number[] }).atSend)).toEqual([3, 5]);
});
