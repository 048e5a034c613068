import type { PersonBatch } from '@edgewise/protocol/events';
import { LIMITS } from '@edgewise/protocol/limits';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const personal = { attributes: 'data-consent="person"' };

/** Every event arrived, once in effect, and in the order of its device. */
function expectOnce(name: string, count: number): void {
  const ids = worker.named(name).map(({ params }) => params?.id);
  expect(ids).toHaveLength(count);
  expect(new Set(ids).size).toBe(count);
}

const outboxIsEmpty = (page: Parameters<typeof stored>[0]) => async () =>
  Object.keys(await stored(page)).every((key) => !/^\d/.test(key));

describe('outbox', () => {
  it('[S4] [W2] numbers events from 1, and deletes them when they are acknowledged', async () => {
    const page = await stage.open(shop.add('/', personal));
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length);
    expect(worker.events.map(({ n, name }) => [n, name])).toEqual([
      [1, 'page_view'],
      [2, 'custom'],
    ]);
    await until(outboxIsEmpty(page));
    expect((await stored(page)).device).toMatchObject({ n: 3, a: 2, c: `capsule-${worker.capsules}` });
  });

  it('[S7] [W4] every event is there once after the worker failed twice with 503', async () => {
    worker.mishaps.collect.push({ status: 503 }, { status: 503 });
    const page = await stage.open(shop.add('/', personal));
    for (let id = 0; id < 5; id++) await send(page, 'event', 'custom', { id });
    await until(() => worker.named('custom').length === 5);
    expectOnce('custom', 5);
    await until(outboxIsEmpty(page));
  });

  it('[S7] waits as long as Retry-After says', async () => {
    worker.mishaps.collect.push({ status: 429, retryAfter: 2 });
    const page = await stage.open(shop.add('/', personal));
    const answeredAt = async () =>
      page.evaluate(() => window.told.findIndex((what) => what.type === 'answer') >= 0 && performance.now());
    await until(answeredAt);
    const refused = Number(await answeredAt());
    await until(() => worker.events.length);
    expect(Number(await page.evaluate(() => performance.now())) - refused).toBeGreaterThan(1500);
  });

  it('[S7] waits until the date that Retry-After names', async () => {
    const date = Date.now() + 6_000;
    worker.mishaps.collect.push({ status: 503, retryAfter: new Date(date).toUTCString() });
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    // A date has whole seconds.
    expect(worker.batches[0]!.sent).toBeGreaterThan(date - 1_001);
    expect(await page.evaluate(() => window.thrown)).toEqual([]);
  });

  it('[S7] a page that is frozen in the background lets go of what it holds', async () => {
    // No timer of the script's goes off: a frozen page has none.
    const before = 'var wait=setTimeout;setTimeout=function(f,ms){return ms>=250?0:wait(f,ms)};';
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="session"', before }));
    await page.evaluate(() => customElements.whenDefined('edgewise-recs'));
    await send(page, 'event', 'custom', { id: 1 });
    await page.waitForFunction(() => window.told.filter(({ type }) => type === 'event').length > 1);
    // The browser freezes by itself what has been hidden for minutes, and on request only where it is hidden: told by hand,
    // until what hears it has come.
    await until(async () => {
      await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
      return worker.named('custom').length;
    });
    expectOnce('custom', 1);
  });

  it('[S7] does not repeat what no repetition changes, and loses nothing by it', async () => {
    worker.mishaps.collect.push({ status: 403 });
    const page = await stage.open(shop.add('/', personal));
    await until(() => page.evaluate(() => window.told.some((what) => what.type === 'answer')));
    await send(page, 'event', 'custom', { id: 1 });
    await until(async () => '2' in (await stored(page)));
    await page.goto(shop.add('/next', personal));
    await until(() => worker.named('custom').length);
    expectOnce('custom', 1);
  });

  it('[W4] a lost answer makes repeats and no double effect', async () => {
    worker.mishaps.collect.push('lose', 'lose');
    const page = await stage.open(shop.add('/', personal));
    await send(page, 'event', 'custom', { id: 1 });
    await until(outboxIsEmpty(page));
    expectOnce('custom', 1);
    expect(worker.repeats).toBeGreaterThan(0);
  });

  it('[S4] a connection that is cut loses nothing', async () => {
    worker.mishaps.collect.push('cut', 'cut');
    const page = await stage.open(shop.add('/', personal));
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length);
    expectOnce('custom', 1);
  });

  it('[S4] what happens offline arrives when the network is back', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    await stage.context.setOffline(true);
    for (let id = 0; id < 20; id++) await send(page, 'event', 'custom', { id });
    await until(async () => Object.keys(await stored(page)).filter((key) => /^\d/.test(key)).length === 20);
    await stage.context.setOffline(false);
    await until(() => worker.named('custom').length === 20);
    expectOnce('custom', 20);
    expect(worker.named('custom').map(({ params }) => params?.id)).toEqual([...Array(20).keys()]);
  });

  it('[S4] what happened offline arrives on the next visit, when the tab was closed before', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    await stage.context.setOffline(true);
    for (let id = 0; id < 20; id++) await send(page, 'event', 'custom', { id });
    await until(async () => Object.keys(await stored(page)).filter((key) => /^\d/.test(key)).length === 20);
    await stage.context.newPage();
    await page.close();
    await stage.context.setOffline(false);
    await stage.open(shop.add('/next', personal));
    await until(() => worker.named('custom').length === 20);
    expectOnce('custom', 20);
  });

  it('[S4] two tabs never give a number twice', async () => {
    const url = shop.add('/', personal);
    const tabs = await Promise.all([stage.open(url), stage.open(url)]);
    await Promise.all(
      tabs.map((tab, at) =>
        tab.evaluate((first) => {
          for (let i = 0; i < 30; i++) window.edgewise('event', 'custom', { id: first + i });
        }, at * 100),
      ),
    );
    await until(() => worker.named('custom').length === 60);
    expectOnce('custom', 60);
    const numbers = worker.events.map(({ n }) => n).sort((a, b) => a - b);
    expect(numbers).toEqual([...Array(62).keys()].map((i) => i + 1));
    expect(new Set(worker.events.map(({ device }) => device)).size).toBe(1);
  });

  it('[S7] an event inside pagehide leaves at once, and once', async () => {
    const page = await stage.open(
      shop.add('/', {
        ...personal,
        before: "addEventListener('pagehide',function(){edgewise('event','bye',{id:1})});",
      }),
    );
    await until(() => worker.named('page_view').length);
    await page.goto('about:blank');
    await until(() => worker.named('bye').length);
    await page.goto(shop.add('/next', personal));
    await until(() => worker.named('page_view').length === 2);
    await until(outboxIsEmpty(page));
    expectOnce('bye', 1);
    const [bye] = worker.named('bye');
    expect(worker.named('page_view')[1]!.n).toBeGreaterThan(bye!.n);
  });

  it('[S7] last words of a page that lives on, as far as the database: one beacon carries them', async () => {
    const before = `addEventListener('pagehide',function(){edgewise('event','bye')});var sent=[];
      edgewise('on',function(what){if(what.beacon)sent.push(what.body.events.map(function(event){return event.name}))})`;
    const page = await stage.open(shop.add('/', { ...personal, before }));
    await until(() => worker.named('page_view').length);
    await until(outboxIsEmpty(page));
    const leave = () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await page.evaluate(leave);
    await until(async () => JSON.stringify(await stored(page)).includes('bye'));
    expect(await page.evaluate(() => (window as unknown as { sent: string[][] }).sent)).toEqual([['bye']]);
  });

  it('[S7] last words in a row, while what is stored waits for another tab’s turn: all arrive once, in order', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    await until(outboxIsEmpty(page));
    await page.evaluate(async () => {
      const open = indexedDB.open('edgewise-test-shop');
      await new Promise((done) => {
        open.onsuccess = done;
      });
      // As another tab that writes and writes: nobody else's transaction gets its turn meanwhile.
      const store = open.result.transaction('kv', 'readwrite').objectStore('kv');
      let busy = true;
      const again = () => {
        if (busy) store.count().onsuccess = again;
      };
      again();
      const task = () => new Promise((done) => setTimeout(done));
      const tell = (id: number) => window.edgewise('event', 'custom', { id });
      tell(0);
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      for (const id of [1, 4]) {
        for (let more = 0; more < 3; more++) tell(id + more);
        await task();
      }
      busy = false;
      open.result.close();
      document.dispatchEvent(new Event('visibilitychange'));
      tell(7);
    });
    await until(() => worker.named('custom').length === 8);
    await until(outboxIsEmpty(page));
    expectOnce('custom', 8);
    const inOrder = worker.named('custom').sort((a, b) => a.n - b.n);
    expect(inOrder.map(({ params }) => params?.id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('[S7] a page that dies takes along what it has committed: all arrives once, of one device, in order', async () => {
    // Never over, as where the page goes within milliseconds of it: the browser drops it with the page.
    const before = `IDBTransaction.prototype.commit=function(){
      const store=this.objectStore('kv'),again=()=>{store.count().onsuccess=again};again();open=1};var open=0;`;
    const dying = { ...personal, before };
    const page = await stage.open(shop.add('/', dying));
    for (const [id, next] of ['/second', '/third'].entries()) {
      await page.waitForFunction('open');
      await send(page, 'event', 'custom', { id });
      await page.goto(shop.add(next, id ? personal : dying));
    }
    await until(() => worker.named('page_view').length === 3 && worker.named('custom').length === 2);
    await until(outboxIsEmpty(page));
    expect(new Set(worker.events.map(({ device }) => device)).size).toBe(1);
    const inOrder = [...worker.events].sort((a, b) => a.n - b.n);
    expect(inOrder.map(({ name, params }) => params?.id ?? name)).toEqual([
      'page_view',
      0,
      'page_view',
      1,
      'page_view',
    ]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it.each([
    ['before the script hears that the page goes', ''],
    ['after it', "addEventListener('load',function(){document.addEventListener('visibilitychange',bye)});"],
    ['after it, in another listener', "addEventListener('load',function(){addEventListener('pagehide',bye)});"],
  ])('[S7] last words that no beacon carried are told by the next page: said %s', async (_, listen) => {
    const before = `navigator.sendBeacon=function(){return false};var said=0;
      function bye(){if(!said++)edgewise('event','bye',{id:1})}${listen || "addEventListener('pagehide',bye);"}`;
    const page = await stage.open(shop.add('/', { ...personal, before }));
    await until(() => worker.named('page_view').length);
    await until(outboxIsEmpty(page));
    await page.goto(shop.add('/next', personal));
    await until(() => worker.named('page_view').length === 2 && worker.named('bye').length);
    await until(outboxIsEmpty(page));
    expectOnce('bye', 1);
    expect(worker.events.map(({ name }) => name)).toEqual(['page_view', 'bye', 'page_view']);
    expect((await stored(page)).device).toMatchObject({ s: [] });
  });

  it('[S4] a shopper who clears the storage is not known again by what the page says as it goes', async () => {
    const before = "addEventListener('pagehide',function(){edgewise('event','bye')});";
    const page = await stage.open(shop.add('/', { ...personal, before }));
    await until(() => worker.named('page_view').length);
    await until(outboxIsEmpty(page));
    const client = await stage.context.newCDPSession(page);
    await client.send('Storage.clearDataForOrigin', { origin: shop.origin, storageTypes: 'all' });
    await page.goto(shop.add('/next', personal));
    await until(() => worker.named('page_view').length === 2);
    const [first, second] = worker.named('page_view');
    expect(second!.device).not.toBe(first!.device);
    expect(second!.n).toBe(1);
  });

  it('[S4] a page whose database fails is a device of its own, whatever the page before left', async () => {
    const before = "addEventListener('pagehide',function(){edgewise('event','bye')});";
    const failing = "IDBObjectStore.prototype.put=function(){throw new DOMException('full','QuotaExceededError')};";
    const page = await stage.open(shop.add('/', { ...personal, before }));
    await until(() => worker.named('page_view').length);
    await until(outboxIsEmpty(page));
    await page.goto(shop.add('/full', { ...personal, before: failing }));
    await until(() => worker.named('page_view').length === 2);
    await page.goto(shop.add('/well', personal));
    await until(() => worker.named('page_view').length === 3);
    const [first, full, well] = worker.named('page_view').map(({ device }) => device);
    expect(full).not.toBe(first);
    expect(well).toBe(first);
  });

  it('[S7] ten pages in a row, each with a last word: all arrive once, in order', async () => {
    const before = "addEventListener('pagehide',function(){edgewise('event','bye',{id:location.pathname})});";
    const urls = [...Array(10).keys()].map((i) => shop.add(`/page-${i}`, { ...personal, before }));
    const page = await stage.context.newPage();
    for (const [i, url] of urls.entries()) {
      await page.goto(url);
      await until(() => worker.named('page_view').length === i + 1);
    }
    await page.goto(shop.add('/last', personal));
    // Before this page's view is in the outbox, that is empty, too.
    await until(() => worker.named('page_view').length === 11);
    await until(outboxIsEmpty(page));
    expectOnce('bye', 10);
    expect(worker.named('page_view')).toHaveLength(11);
    const inOrder = [...worker.events].sort((a, b) => a.n - b.n).map(({ params }) => params?.id);
    expect(inOrder.filter(Boolean)).toEqual(urls.map((url) => new URL(url).pathname));
  });

  it('[S7] clicks that leave the page, thirty in a row: all arrive once, and no number is given twice', async () => {
    const link = (to: number) => `<a id="a" href="/walk-${to}" onclick="edgewise('event','click',{id:${to}})">on</a>`;
    for (let i = 0; i < 31; i++) shop.add(`/walk-${i}`, { ...personal, body: link(i + 1) });
    const page = await stage.open(`${shop.origin}/walk-0`);
    for (let i = 1; i < 31; i++) {
      // By script, so that the page goes in the same task as the event.
      await page.evaluate(() => document.getElementById('a')?.click());
      await page.waitForURL(`**/walk-${i}`);
      await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'event')));
    }
    await until(() => worker.named('page_view').length === 31 && worker.named('click').length === 30);
    await until(outboxIsEmpty(page));
    expectOnce('click', 30);
    const inOrder = [...worker.events].sort((a, b) => a.n - b.n).map(({ name }) => name);
    expect(inOrder.filter((name) => name === 'click')).toHaveLength(30);
    expect(new Set(worker.events.map(({ n }) => n)).size).toBe(worker.events.length);
  });

  /** As if the device had made this many events before, of which the database has kept none but the first. */
  const countUpTo = (page: Page, n: number) =>
    page.evaluate(
      (n) =>
        new Promise<void>((resolve, reject) => {
          const open = indexedDB.open('edgewise-test-shop');
          open.onsuccess = () => {
            const transaction = open.result.transaction('kv', 'readwrite');
            const store = transaction.objectStore('kv');
            const read = store.get('device');
            read.onsuccess = () => store.put({ ...read.result, n }, 'device');
            transaction.onerror = reject;
            transaction.oncomplete = () => {
              open.result.close();
              resolve();
            };
          };
        }),
      n,
    );

  it('[S4] keeps the last 20,000 numbers: older ones go, are void, and hold up nothing', async () => {
    worker.mishaps.collect.push({ status: 403 });
    const page = await stage.open(shop.add('/', personal));
    await until(() => page.evaluate(() => window.told.some((what) => what.type === 'answer')));
    await countUpTo(page, 20_000);
    await send(page, 'event', 'custom', { id: 'last that fits' });
    await until(async () => '20000' in (await stored(page)));
    expect(await stored(page)).toHaveProperty('1');
    await send(page, 'event', 'custom', { id: 'one too many' });
    await until(async () => '20001' in (await stored(page)));
    expect(await stored(page)).not.toHaveProperty('1');
    await page.goto(shop.add('/next', personal));
    await until(() => worker.named('custom').length === 2 && worker.named('page_view').length === 1);
    await until(outboxIsEmpty(page));
    const [batch] = worker.batches as PersonBatch[];
    expect(batch!.void).toEqual([[1, 19_999]]);
    expect((await stored(page)).device).toMatchObject({ n: 20_003, a: 20_002 });
  });

  it('[S4] [W4] numbers that are void are told in ranges that the worker takes, however many they are', async () => {
    worker.mishaps.collect.push({ status: 403 });
    const page = await stage.open(shop.add('/', personal));
    await until(() => page.evaluate(() => window.told.some((what) => what.type === 'answer')));
    const { sequenceAhead } = LIMITS;
    await countUpTo(page, 2 * sequenceAhead + 2);
    await page.goto(shop.add('/next', personal));
    await until(() => worker.named('page_view').length === 1);
    await until(outboxIsEmpty(page));
    const [batch] = worker.batches as PersonBatch[];
    expect(batch!.void).toEqual([
      [1, sequenceAhead],
      [sequenceAhead + 1, 2 * sequenceAhead],
      [2 * sequenceAhead + 1, 2 * sequenceAhead + 1],
    ]);
  });

  it('[S4] storage wiped between two events changes device and counter together', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    const client = await stage.context.newCDPSession(page);
    await client.send('Storage.clearDataForOrigin', { origin: shop.origin, storageTypes: 'all' });
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length);
    const [view] = worker.named('page_view');
    const [custom] = worker.named('custom');
    expect(custom!.device).not.toBe(view!.device);
    expect(custom!.n).toBe(1);
  });

  it.each([
    ['missing', "Object.defineProperty(window,'indexedDB',{value:undefined});"],
    ['blocked', "IDBFactory.prototype.open=function(){throw new DOMException('no','SecurityError')};"],
    ['failing', "IDBObjectStore.prototype.put=function(){throw new DOMException('full','QuotaExceededError')};"],
  ])('[S4] without a database (%s) the page is a device of its own', async (_, before) => {
    worker.mishaps.collect.push({ status: 503 });
    const page = await stage.open(shop.add('/', { ...personal, before }));
    await send(page, 'event', 'custom', { id: 1 });
    await send(page, 'event', 'custom', { id: 2 });
    await until(() => worker.named('custom').length === 2);
    expectOnce('custom', 2);
    expect(worker.events.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(new Set(worker.events.map(({ device }) => device)).size).toBe(1);
  });

  it('[S4] [S7] what a page left before its database answered is told by a next one that has none', async () => {
    const hung = { ...personal, before: 'IDBFactory.prototype.open=function(){return{}};' };
    const refused = { ...personal, before: "IDBFactory.prototype.open=function(){throw new DOMException('no')};" };
    const page = await stage.open(shop.add('/', hung));
    await send(page, 'event', 'custom', { id: 1 });
    await page.waitForFunction(() => window.told.filter(({ type }) => type === 'event').length > 1);
    await page.goto(shop.add('/next', refused));
    await until(() => worker.named('custom').length && worker.named('page_view').length === 2);
    expectOnce('custom', 1);
  });

  it('[W1] sends no cookie along, and batches stay below the limit', async () => {
    const page = await stage.open(shop.add('/', personal));
    const items = [...Array(200).keys()].map((i) => ({ item_id: `item-${i}`, item_name: 'ș'.repeat(100) }));
    for (let id = 0; id < 12; id++) await send(page, 'event', 'custom', { id, items });
    await until(() => worker.named('custom').length === 12);
    for (const batch of worker.batches) expect(JSON.stringify(batch).length).toBeLessThan(60 * 1024);
    expect(worker.cookies).toEqual([]);
    await until(outboxIsEmpty(page));
  });
});
