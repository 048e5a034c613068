/** An answer of the shopper at any moment of a page's first breath: each event counts for the tier that it happened in. */
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const mug = { '@type': 'Product', sku: 'mug', name: 'Mug', offers: { price: 9, priceCurrency: 'GBP' } };
const head = `<script type="application/ld+json">${JSON.stringify(mug)}</script>`;
const grantAfter = (ms: number) =>
  `addEventListener('load',function(){setTimeout(edgewise,${ms},'consent','person')});`;
const atPerson = () => worker.events.filter(({ tier }) => tier === 'person');
const settled = async (page: Parameters<typeof stored>[0]) =>
  Object.keys(await stored(page)).join() === 'device' && atPerson().some(({ name }) => name === 'view_item');

describe('consent, in the first moments of a page', () => {
  it.each([...Array(21).keys()].map((i) => i * 10))(
    '[S3] granted %i ms after load: one view of the page and one of the product at tier person',
    async (ms) => {
      const page = await stage.open(shop.add('/p/mug', { head, before: grantAfter(ms) }));
      await until(() => settled(page));
      await send(page, 'event', 'last');
      await until(() => worker.named('last').length);
      expect(atPerson().map(({ n, name }) => `${n} ${name}`)).toEqual(['1 page_view', '2 view_item', '3 last']);
      const before = worker.events.filter(({ tier }) => tier === 'contextual').map(({ name }) => name);
      expect(before.length).toBe(new Set(before).size);
    },
  );

  it.each([
    ['before the script is there', '', true],
    [
      'while it starts',
      "document.addEventListener('DOMContentLoaded',function(){edgewise('consent','person')});",
      true,
    ],
    [
      'with the view in dataLayer in the same task',
      "addEventListener('load',function(){dataLayer.push({event:'view_item',ecommerce:{items:[{item_id:'mug'}]}});edgewise('consent','person')});",
      false,
    ],
  ])('[S3] granted %s: the same', async (_, before, early) => {
    const grant = early && !before ? "edgewise('consent','person');" : before;
    const page = await stage.open(shop.add('/p/mug', { head, before: grant }));
    await until(() => settled(page));
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(atPerson().map(({ name }) => name)).toEqual(['page_view', 'view_item', 'last']);
  });

  it.each([...Array(10).keys()].map((i) => i * 4))(
    '[S7] granted, and the page left %i ms later: what the page was is not lost, and is there once',
    async (ms) => {
      shop.add('/next', { attributes: 'data-consent="person"' });
      const page = await stage.open(shop.add('/p/mug', { head }));
      await until(() => worker.named('view_item').length);
      await Promise.all([
        page.waitForURL('**/next'),
        page.evaluate((wait) => {
          window.edgewise('consent', 'person');
          window.edgewise('event', 'answered', {});
          if (wait) setTimeout(() => location.assign('/next'), wait);
          else location.assign('/next');
        }, ms),
      ]);
      await until(async () => atPerson().length >= 4 && (await settled(page)));
      const names = atPerson().map(({ name }) => name);
      expect(names.sort()).toEqual(['answered', 'page_view', 'page_view', 'view_item']);
      expect(new Set(atPerson().map(({ device }) => device)).size).toBe(1);
    },
  );

  it('[S2] [S4] last words of a person are nothing to a next page of tier device, nor to a person that comes after it', async () => {
    const before = `navigator.sendBeacon=function(){return false};addEventListener('pagehide',function(){edgewise('event','bye')});`;
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="person"', before }));
    await until(() => worker.named('page_view').length);
    await page.goto(shop.add('/next', { attributes: 'data-consent="device"' }));
    await until(async () => worker.named('page_view').length === 2 && 'device' in (await stored(page)));
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await send(page, 'consent', 'person');
    await until(() => worker.named('page_view').length === 3);
    expect(worker.named('page_view')[2]!.device).not.toBe(worker.named('page_view')[0]!.device);
    expect(worker.named('page_view')[2]!.n).toBe(1);
  });

  it.each(['Promise.resolve().then(fall)', 'setTimeout(fall,0)', 'setTimeout(fall,4)'])(
    '[S3] from person to device before the device was read, by %s: the history is kept from there on',
    async (when) => {
      await stage.open(shop.add('/', { attributes: 'data-consent="person"' }));
      await until(() => worker.named('page_view').length);
      const before = `function fall(){edgewise('consent','device')}var fell=0;
      edgewise('on',function(what){if(what.type==='event'&&!fell){fell=1;${when}}});`;
      const page = await stage.open(shop.add('/next', { attributes: 'data-consent="person"', before }));
      await page.waitForFunction('fell');
      await until(() => worker.batches.some((batch) => 'withdrawn' in batch));
      await send(page, 'event', 'view_item', { items: [{ item_id: 'mug' }] });
      await until(async () => JSON.stringify((await stored(page)).device ?? '').includes('mug'));
      expect((await stored(page)).device).not.toHaveProperty('d');
    },
  );

  it('[W2] what happened before a person was known takes none of their numbers', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="person"' }));
    await until(
      () => worker.named('page_view').length && page.evaluate(() => window.told.some(({ type }) => type === 'answer')),
    );
    await page.goto(shop.add('/next', { attributes: 'data-consent="session"' }));
    for (let id = 0; id < 6; id++) await send(page, 'event', 'custom', { id });
    await send(page, 'consent', 'person');
    await until(() => atPerson().length === 2);
    expect(atPerson().map(({ n }) => n)).toEqual([1, 2]);
  });

  it('[S4] what the stash holds goes when consent is withdrawn', async () => {
    const before = `IDBFactory.prototype.open=function(){return{}};`;
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="person"', before }));
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['edgewise-test-shop']);
    await send(page, 'consent', 'contextual');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('[S9] reset, and an event in the same moment: it is the next shopper’s', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="person"' }));
    await until(() => worker.named('page_view').length);
    await page.evaluate(() => {
      window.edgewise('event', 'one');
      window.edgewise('reset');
      window.edgewise('event', 'other');
    });
    await until(() => worker.named('other').length && worker.named('one').length);
    expect(worker.named('one')[0]!.device).toBe(worker.named('page_view')[0]!.device);
    expect(worker.named('other')[0]!.device).not.toBe(worker.named('one')[0]!.device);
    expect(worker.named('other')[0]!.n).toBe(2);
  });
});
