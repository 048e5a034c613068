/** Shelves that the device fills by itself: at once, without a network, and only where the shopper's tier keeps a history. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const RECENT = '<edgewise-recs placement="recently-viewed"></edgewise-recs>';
const titles = (page: Page) =>
  page.locator('edgewise-recs [part=title]').evaluateAll((all) => all.map(({ textContent }) => textContent));
const keptCards = async (page: Page) => {
  const { cards } = (await stored(page)) as { cards?: { cards: { i: string; u: string; m?: string; p?: string }[] } };
  return cards?.cards ?? [];
};
const watchShift = `window.shift=0;new PerformanceObserver(function(l){l.getEntries().forEach(function(e){shift+=e.value})}).observe({type:'layout-shift',buffered:true});`;

interface Stated {
  item_id: string;
  item_name: string;
  price?: number;
}
const product = (item: Stated, more: { body?: string; tier?: string; image?: string } = {}) =>
  shop.add(`/p/${encodeURIComponent(item.item_id)}`, {
    attributes: `data-consent="${more.tier ?? 'device'}"`,
    head: more.image === '' ? '' : `<meta property="og:image" content="${more.image ?? '/mug.png'}">`,
    before: `${watchShift}dataLayer=[{event:'view_item',ecommerce:{currency:'GBP',items:[${JSON.stringify(item).replaceAll('<', '\\u003c')}]}}]`,
    body: more.body ?? RECENT,
  });

const card = (id: string) =>
  `<li part="card"><a part="link" data-item="${id}" href="https://shop.example/p/${id}"><img part="image" src="https://shop.example/${id}.png" width="400" height="400" alt=""><span part="text"><span part="title">The worker’s ${id}</span><span part="price">£1.00</span></span></a></li>`;
/** Three of the worker's cards. */
const answerWith = (ids: string[]) => {
  worker.shelf = () =>
    `<section part="shelf" aria-labelledby="h"><h2 part="heading" id="h"><slot name="heading">Recently viewed</slot></h2><ul part="list" class="carousel">${ids.map(card).join('')}</ul></section>`;
};

const MUG = { item_id: 'mug', item_name: 'A tin mug', price: 12.5 };
const TIN = { item_id: 'tin', item_name: 'A tea tin', price: 7 };

/** A page that looked at two things, at a site with such a shelf, whose worker is out of reach from now on. */
async function looked(tier = 'device'): Promise<Page> {
  answerWith([]);
  const page = await stage.open(product(MUG, { tier }));
  await until(async () => (await keptCards(page)).length === 1);
  await page.goto(product(TIN, { tier }));
  await until(async () => (await keptCards(page)).length === 2);
  return page;
}

const withoutWorker = (page: Page) => page.route('**/v1/**', (route) => route.abort());

describe('recently viewed', () => {
  it.each(['device', 'person'])('[S24] at tier %s shows what was looked at when no worker answers', async (tier) => {
    const page = await looked(tier);
    await withoutWorker(page);
    await page.goto(shop.add('/', { attributes: `data-consent="${tier}"`, body: RECENT, before: watchShift }));
    await until(async () => (await titles(page)).length === 2);
    expect(await titles(page)).toEqual(['A tea tin', 'A tin mug']);
    const first = page.locator('a[data-item]').first();
    expect(await first.getAttribute('href')).toBe(`${shop.origin}/p/tin`);
    expect(await first.locator('[part=price]').textContent()).toBe('£7.00');
    expect(await first.locator('img').getAttribute('src')).toBe(`${shop.origin}/mug.png`);
    // The worker's failure leaves it as it is.
    await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'error')));
    expect(await titles(page)).toHaveLength(2);
  });

  it('[S24] is replaced by the worker’s answer without a shift, and the worker’s cards are kept then', async () => {
    const page = await looked();
    answerWith(['tin']);
    let answer = () => {};
    const held = new Promise<void>((done) => {
      answer = done;
    });
    await page.route('**/v1/widgets', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(
      shop.add('/', { attributes: 'data-consent="device"', body: `${RECENT}<p>what follows</p>`, before: watchShift }),
    );
    await until(async () => (await titles(page)).length === 2);
    answer();
    await until(async () => (await titles(page))[0] === 'The worker’s tin');
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
    await until(async () => (await keptCards(page)).some(({ u }) => u === 'https://shop.example/p/tin'));
    expect((await keptCards(page)).map(({ i }) => i)).toEqual(['mug', 'tin']);
  });

  it('[S24] leaves out the page’s own item and the cart, and takes no more than its count', async () => {
    const page = await looked();
    await withoutWorker(page);
    await page.goto(product(TIN));
    await until(async () => (await titles(page)).length > 0);
    expect(await titles(page)).toEqual(['A tin mug']);
    await page.goto(
      shop.add('/', { attributes: 'data-consent="device"', body: RECENT, before: `edgewise('cart',['tin'])` }),
    );
    await until(async () => (await titles(page)).length > 0);
    expect(await titles(page)).toEqual(['A tin mug']);
    await page.goto(shop.add('/', { attributes: 'data-consent="device"', body: RECENT.replace('>', ' count="1">') }));
    await until(async () => (await titles(page)).length > 0);
    expect(await titles(page)).toEqual(['A tea tin']);
  });

  it('[S24] shows no picture of what has none, and asks the shop for none', async () => {
    answerWith([]);
    const page = await stage.open(product(MUG, { image: '' }));
    await until(async () => (await keptCards(page)).length === 1);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await withoutWorker(page);
    await page.goto(shop.add('/', { attributes: 'data-consent="device"', body: RECENT }));
    await until(async () => (await titles(page)).length === 1);
    expect(await page.locator('edgewise-recs img').count()).toBe(0);
    expect(asked.filter((url) => url.includes('undefined'))).toEqual([]);
  });

  it('[S24] comes while the browser is offline', async () => {
    const page = await looked();
    await stage.context.setOffline(true);
    await page.evaluate(() => {
      document.querySelector('edgewise-recs')!.remove();
      document.body.insertAdjacentHTML('beforeend', '<edgewise-recs placement="recently-viewed"></edgewise-recs>');
    });
    await until(async () => (await titles(page)).length === 1);
    await stage.context.setOffline(false);
  });
});

describe('continue', () => {
  it('[S24] begins with what was in the cart, then what was looked at twice, and leaves out what was bought', async () => {
    const items = ['once', 'twice', 'carted', 'bought'].map((id) => ({ item_id: id, item_name: id, price: 1 }));
    answerWith([]);
    const page = await stage.context.newPage();
    for (const item of [...items, items[1]!]) {
      await page.goto(product(item));
      await until(async () => (await keptCards(page)).at(-1)?.i === item.item_id);
    }
    await send(page, 'event', 'add_to_cart', { items: [items[2]] });
    await send(page, 'event', 'purchase', { transaction_id: 't', items: [items[3]] });
    await until(async () => JSON.stringify(await stored(page)).includes('"purchase"'));
    await withoutWorker(page);
    await page.goto(
      shop.add('/', {
        attributes: 'data-consent="device"',
        body: '<edgewise-recs placement="continue"></edgewise-recs>',
      }),
    );
    await until(async () => (await titles(page)).length > 0);
    expect(await titles(page)).toEqual(['carted', 'twice', 'once']);
  });
});

it('[S24] stays where the plan has no such placement, under a heading of its own', async () => {
  const page = await looked();
  worker.shelf = () => '';
  worker.isKnown = () => false;
  await page.goto(
    shop.add('/', {
      attributes: 'data-consent="device"',
      body: '<edgewise-recs placement="continue"></edgewise-recs>',
    }),
  );
  await until(async () => (await titles(page)).length === 2);
  await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'widgets')));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  expect(await titles(page)).toHaveLength(2);
  expect(await page.getByRole('heading').textContent()).toBe('Continue where you left off');
});

describe('what is kept for it', () => {
  it.each(['contextual', 'session'])('[S2] [S24] is nothing at tier %s', async (tier) => {
    answerWith([]);
    const page = await stage.open(product(MUG, { tier }));
    await until(() => worker.widgets.length);
    await page.goto(product(TIN, { tier }));
    await until(() => worker.widgets.length === 2);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });

  it('[S24] is nothing at a site without such a shelf', async () => {
    const similar = '<edgewise-recs placement="similar"></edgewise-recs>';
    const page = await stage.open(product(MUG, { body: similar }));
    await until(() => worker.widgets.length);
    await page.goto(product(TIN, { body: similar }));
    await until(async () => JSON.stringify(await stored(page)).includes('tin'));
    expect(Object.keys(await stored(page))).toEqual(['device']);
    expect(worker.loaded.filter((path) => path.includes('recent'))).toEqual([]);
  });

  it.each([['consent', 'session'], ['reset']] as [string, ...unknown[]][])(
    '[S2] [S9] goes with %s %s',
    async (...command) => {
      const page = await looked();
      await send(page, ...command);
      // After a reset this page's view is somebody else's first.
      await until(async () => !(await keptCards(page)).some(({ i }) => i === 'mug'));
      await withoutWorker(page);
      await page.goto(shop.add('/', { attributes: 'data-consent="device"', body: RECENT }));
      await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'error')));
      expect(await titles(page)).not.toContain('A tin mug');
    },
  );

  it('[S24] a person’s is nothing to a page of tier device', async () => {
    const page = await looked('person');
    await withoutWorker(page);
    await page.goto(shop.add('/', { attributes: 'data-consent="device"', body: RECENT }));
    await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'error')));
    expect(await titles(page)).toEqual([]);
  });

  it('[S24] hostile values are texts, and addresses that run something are none', async () => {
    const attack = 'top.attacked=1';
    answerWith([]);
    const page = await stage.open(
      product({ ...MUG, item_name: `<img src=x onerror=${attack}>` }, { image: `javascript:${attack}` }),
    );
    await until(async () => (await keptCards(page)).length === 1);
    // As if something had written into the database.
    await page.evaluate(
      () =>
        new Promise((done) => {
          const open = indexedDB.open('edgewise-test-shop');
          open.onsuccess = () => {
            const store = open.result.transaction('kv', 'readwrite').objectStore('kv');
            const cards = store.get('cards');
            const device = store.get('device');
            device.onsuccess = () => {
              const evil = { i: 'evil', t: 'evil', u: 'javascript:top.attacked=2', at: Date.now() };
              store.put({ ...cards.result, cards: [...cards.result.cards, evil] }, 'cards');
              device.result.s.push({ item_id: 'evil', name: 'view_item', t: Date.now() });
              store.put(device.result, 'device');
            };
            store.transaction.oncomplete = () => {
              open.result.close();
              done(undefined);
            };
          };
        }),
    );
    await withoutWorker(page);
    await page.goto(shop.add('/', { attributes: 'data-consent="device"', body: RECENT }));
    await until(async () => (await titles(page)).length > 0);
    expect(await titles(page)).toEqual([`<img src=x onerror=${attack}>`]);
    expect(await page.locator('edgewise-recs img').count()).toBe(0);
    await page.locator('a[data-item]').click();
    expect(await page.evaluate(() => (window as unknown as { attacked?: unknown }).attacked)).toBeUndefined();
  });
});
