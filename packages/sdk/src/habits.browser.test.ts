import { describe, expect, it } from 'vitest';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const watched = 'data-engagement="on"';
const personal = `data-consent="person" ${watched} data-vitals="0"`;
/** Time passes at once: `skip(ms)`. */
const CLOCK = 'var skew=0,now=performance.now.bind(performance);performance.now=function(){return now()+skew};';
const skip = (page: { evaluate(script: string): Promise<unknown> }, ms: number) => page.evaluate(`skew += ${ms}`);
const loaded = (name: string) => until(() => worker.loaded.some((path) => path.includes(`ew-${name}-`)));

describe('what shoppers do on a page', () => {
  it('[S32] attention and depth leave with the page', async () => {
    const url = shop.add('/', { attributes: personal, before: CLOCK, body: '<div style="height:2800px">x</div>' });
    shop.add('/next', { attributes: personal });
    const page = await stage.open(`${url}?email=jo@example.com`);
    await until(() => worker.named('page_view').length);
    await page.mouse.move(10, 10);
    await skip(page, 12_000);
    await page.mouse.move(20, 20);
    await page.evaluate(() => scrollTo(0, 700));
    await until(() => page.evaluate(() => scrollY === 700));
    await page.goto(`${shop.origin}/next`);
    await until(() => worker.named('user_engagement').length);
    const params = worker.named('user_engagement')[0]!.params as Record<string, unknown>;
    expect(params).toMatchObject({ page_location: `${shop.origin}/?email=redacted`, percent_scrolled: 50 });
    expect(params.engagement_time_msec).toBeGreaterThanOrEqual(12_000);
    expect(params.engagement_time_msec).toBeLessThan(42_000);
  });

  it('[S32] a short look costs no request: it goes with the next page’s, and once', async () => {
    const url = shop.add('/', { attributes: personal, before: CLOCK });
    shop.add('/next', { attributes: personal });
    const page = await stage.open(url);
    await until(() => worker.named('page_view').length);
    await page.mouse.move(10, 10);
    await skip(page, 4_000);
    await page.goto(`${shop.origin}/next`);
    await until(() => worker.named('user_engagement').length);
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.named('user_engagement')).toHaveLength(1);
    const batch = worker.batches.find(({ events }) => events.some(({ name }) => name === 'user_engagement'));
    expect(batch!.events.some(({ name }) => name === 'page_view')).toBe(true);
  });

  it('[S32] a short look below tier person is not kept anywhere', async () => {
    const page = await stage.open(
      shop.add('/', { attributes: `data-consent="session" ${watched} data-vitals="0"`, before: CLOCK }),
    );
    await until(() => worker.named('page_view').length);
    await skip(page, 4_000);
    await page.goto(shop.add('/next', { attributes: `data-consent="session" ${watched} data-vitals="0"` }));
    await until(() => worker.named('page_view').length === 2);
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
    expect(worker.named('user_engagement')).toEqual([]);
  });

  it('[S33] web vitals are one event of a page, at the tier in force', async () => {
    const page = await stage.open(shop.add('/', { attributes: `${watched} data-vitals="1"`, body: '<h1>Mugs</h1>' }));
    await loaded('vitals');
    await until(() => worker.named('page_view').length);
    await page.mouse.click(20, 20);
    await until(() => page.evaluate(() => performance.getEntriesByType('paint').length > 0));
    await page.goto('about:blank');
    await until(() => worker.named('web_vitals').length);
    expect(worker.named('web_vitals')).toHaveLength(1);
    const { params, device } = worker.named('web_vitals')[0]!;
    expect(params).toMatchObject({ ttfb: expect.any(Number), page_location: `${shop.origin}/` });
    expect(device).toBeUndefined();
  });

  it('[S30] searches: from the address, and from a form that the page answers itself', async () => {
    const body =
      '<form role="search" action="/x" onsubmit="event.preventDefault()"><input name="s"></form><edgewise-recs placement="a"></edgewise-recs>';
    const page = await stage.open(`${shop.add('/search', { attributes: personal, body })}?q=mugs+for+jo%40example.com`);
    await until(() => worker.named('search').length && worker.widgets.length);
    expect(worker.widgets[0]!.page).toEqual({ type: 'search', search_term: 'mugs for redacted' });
    await page.fill('input', 'tea pot');
    await page.press('input', 'Enter');
    await until(() => worker.named('search').length === 2);
    expect(worker.named('search').map(({ params }) => params)).toEqual([
      { search_term: 'mugs for redacted' },
      { search_term: 'tea pot' },
    ]);
  });

  it('[S34] attributes: the product of the page, and what a click means', async () => {
    const body = `<div data-edgewise-product="mug" data-edgewise-name="Mug" data-edgewise-price="12,50" data-edgewise-currency="EUR" data-edgewise-availability="in_stock">
      <button id="add" data-edgewise-event="add_to_cart" data-edgewise-quantity="2"><b>Add</b></button></div>
      <ul><li data-edgewise-item="tin" data-edgewise-price="3"><a id="like" data-edgewise-event="add_to_wishlist" href="#">like</a></li></ul>
      <button id="guide" data-edgewise-event="size_guide_opened" data-edgewise-size="M">sizes</button>`;
    const page = await stage.open(shop.add('/', { attributes: personal, body }));
    await until(() => worker.named('view_item').length);
    await page.click('#add b');
    await page.click('#like');
    await page.click('#guide');
    await until(() => worker.named('size_guide_opened').length);
    const mug = { item_id: 'mug', item_name: 'Mug', price: 12.5, availability: 'in_stock' };
    expect(worker.named('view_item')[0]!.params).toEqual({ currency: 'EUR', value: 12.5, items: [mug] });
    expect(worker.named('add_to_cart')[0]!.params).toEqual({ currency: 'EUR', items: [{ ...mug, quantity: 2 }] });
    expect(worker.named('add_to_wishlist')[0]!.params).toEqual({
      currency: 'EUR',
      items: [{ item_id: 'tin', price: 3 }],
    });
    expect(worker.named('size_guide_opened')[0]!.params).toMatchObject({ size: 'M' });
  });

  it('[S31] Segment: the stub’s queue, then the library in its place, each call once and as it was meant', async () => {
    const before = `analytics=[];analytics.track=function(){analytics.push(['track'].concat([].slice.call(arguments)))};
      analytics.track('Product Viewed',{sku:'mug',price:5,currency:'EUR'});`;
    const page = await stage.open(shop.add('/', { attributes: personal, before }));
    await until(() => worker.named('view_item').length);
    const kept = await page.evaluate(() => {
      const w = window as unknown as { analytics: unknown[] & { track(...given: unknown[]): unknown } };
      w.analytics.track('Product Added', { sku: 'mug', quantity: 1 });
      const queue = [...w.analytics] as [string, ...unknown[]][];
      const calls: unknown[] = [];
      class Library {
        track(...given: unknown[]) {
          calls.push(given);
          return this === (w.analytics as unknown);
        }
      }
      const library = new Library();
      w.analytics = library as never;
      for (const [, ...given] of queue) library.track(...given);
      const isItself = w.analytics.track('Order Completed', { order_id: 'T1', revenue: 5, products: [{ sku: 'mug' }] });
      return { calls: calls.length, isItself };
    });
    expect(kept).toEqual({ calls: 3, isItself: true });
    await until(() => worker.named('purchase').length);
    expect(worker.events.map(({ name }) => name)).toEqual(['page_view', 'view_item', 'add_to_cart', 'purchase']);
  });

  it('[S31] [S14] what comes late: a stub that a tag manager brings, and another dataLayer in the place of the first', async () => {
    const page = await stage.open(shop.add('/', { attributes: personal, body: '<button>Add</button>' }));
    await loaded('reader');
    await until(() => worker.named('page_view').length);
    await page.evaluate(() => {
      const w = window as unknown as {
        analytics: unknown[] & { track?(...given: unknown[]): void };
        dataLayer: unknown[];
      };
      w.dataLayer = [...w.dataLayer, { event: 'view_item', ecommerce: { items: [{ item_id: 'tin' }] } }];
      w.analytics = [];
      w.analytics.track = (...given) => w.analytics.push(['track', ...given]);
      w.analytics.track('Product Viewed', { sku: 'mug' });
    });
    await page.click('button');
    await until(() => worker.named('view_item').length === 2);
    await page.evaluate(() => {
      const w = window as unknown as { analytics: { track(...given: unknown[]): void }; dataLayer: unknown[] };
      w.analytics.track('Product Added', { sku: 'mug' });
      w.dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'tin' }] } });
    });
    await until(() => worker.named('add_to_cart').length === 2);
    const told = worker.events.map(({ name, params }) => `${name} ${params?.items?.[0]?.item_id ?? ''}`);
    expect(told.sort()).toEqual(['add_to_cart mug', 'add_to_cart tin', 'page_view ', 'view_item mug', 'view_item tin']);
  });

  it('[S31] Shopify: what web pixels are told', async () => {
    const before = `heard=[];analytics={subscribe:function(names,f){heard.push(names);say=f}};`;
    const page = await stage.open(shop.add('/', { attributes: personal, before }));
    await loaded('analytics');
    await until(() => page.evaluate('typeof say === "function"'));
    await page.evaluate(
      'say({name:"checkout_completed",data:{checkout:{order:{id:"o1"},email:"jo@example.com",totalPrice:{amount:5,currencyCode:"EUR"},lineItems:[{quantity:1,variant:{sku:"mug"}}]}}})',
    );
    await until(() => worker.named('purchase').length);
    expect(worker.named('purchase')[0]!.params).toEqual({
      transaction_id: 'o1',
      currency: 'EUR',
      value: 5,
      items: [{ item_id: 'mug', quantity: 1 }],
    });
  });

  it('[W20] an installed app says that it is one, and a tablet that calls itself a Mac', async () => {
    const before = `var ask=matchMedia;matchMedia=function(q){return /display-mode:browser/.test(q)?{matches:false}:ask(q)};
      Object.defineProperties(navigator,{userAgent:{value:'Mozilla/5.0 (Macintosh)'},maxTouchPoints:{value:5}});`;
    const page = await stage.open(shop.add('/', { attributes: personal, before }));
    await loaded('reader');
    await until(() => worker.named('page_view').length);
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.batches.at(-1)!.context).toMatchObject({ app: 'installed', device_category: 'tablet' });
  });
});
