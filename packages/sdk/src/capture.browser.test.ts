import { describe, expect, it } from 'vitest';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const personal = { attributes: 'data-consent="person"' };
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const mug = { '@type': 'Product', sku: 'mug', name: 'Mug', offers: { price: '1,234.50', priceCurrency: 'GBP' } };
const mugView = { items: [{ item_id: 'mug', item_name: 'Mug', price: 1234.5 }], currency: 'GBP', value: 1234.5 };

/** The view of the page that the script found by itself. */
async function viewOf(path: string, head: string): Promise<unknown> {
  await stage.open(shop.add(path, { head, ...personal }));
  await until(() => worker.named('view_item').length);
  expect(worker.named('view_item')).toHaveLength(1);
  return worker.named('view_item')[0]!.params;
}

describe('capture', () => {
  it.each([
    ['a product', mug],
    ['an array', [{ '@type': 'BreadcrumbList' }, mug]],
    ['@graph', { '@graph': [{ '@type': 'WebSite' }, { ...mug, '@type': ['Product', 'Thing'] }] }],
    ['the main entity', { '@type': 'ItemPage', mainEntity: mug }],
    ['offers in an array', { ...mug, offers: [mug.offers] }],
    ['an aggregate offer', { ...mug, offers: { lowPrice: 1234.5, priceCurrency: 'GBP', highPrice: 2000 } }],
    ['a price specification', { ...mug, offers: { priceSpecification: mug.offers } }],
    [
      'one of several, by its address',
      [
        { ...mug, sku: 'cup', url: '/p/cup' },
        { ...mug, url: '/p/mug' },
      ],
    ],
  ])('[S13] JSON-LD: %s', async (_, value) => {
    expect(await viewOf('/p/mug', ld(value))).toEqual(mugView);
  });

  it('[S13] JSON-LD: the variant at this address, with what its group states', async () => {
    const group = {
      '@type': 'ProductGroup',
      productGroupID: 'shirts',
      name: 'Shirt',
      brand: { name: 'ACME' },
      category: 'Clothes',
      hasVariant: ['red', 'blue'].map((sku) => ({
        '@type': 'Product',
        sku,
        offers: { price: 9, priceCurrency: 'EUR', url: `${shop.origin}/shirt?colour=${sku}` },
      })),
    };
    expect(await viewOf('/shirt?colour=blue', ld(group))).toEqual({
      items: [
        {
          item_id: 'blue',
          item_group_id: 'shirts',
          item_name: 'Shirt',
          item_brand: 'ACME',
          item_category: 'Clothes',
          price: 9,
        },
      ],
      currency: 'EUR',
      value: 9,
    });
  });

  it('[S13] JSON-LD before microdata before Open Graph; what a list mentions is not the page’s product', async () => {
    const list = { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: mug }] };
    const microdata = `<div itemscope itemtype="https://schema.org/Product"><meta itemprop="sku" content="tin"><b itemprop="name">Tin</b>
      <span itemprop="brand" itemscope><i itemprop="name">ACME</i></span>
      <span itemprop="offers" itemscope><i itemprop="price">12,50 €</i><meta itemprop="priceCurrency" content="EUR"></span></div>`;
    expect(await viewOf('/p/tin', ld(list) + microdata)).toEqual({
      items: [{ item_id: 'tin', item_name: 'Tin', item_brand: 'ACME', price: 12.5 }],
      currency: 'EUR',
      value: 12.5,
    });
  });

  it('[S13] Open Graph', async () => {
    const meta = Object.entries({
      'og:title': 'Tin',
      'product:retailer_item_id': 'tin',
      'product:price:amount': '3.20',
      'product:price:currency': 'EUR',
      'product:availability': 'out of stock',
    }).map(([name, content]) => `<meta property="${name}" content="${content}">`);
    expect(await viewOf('/p/tin', meta.join(''))).toEqual({
      items: [{ item_id: 'tin', item_name: 'Tin', price: 3.2, availability: 'out_of_stock' }],
      currency: 'EUR',
      value: 3.2,
    });
  });

  it('[S13] broken markup is no product, and no error either', async () => {
    const head =
      '<script type="application/ld+json">{"@type":"Product",</script><script type="application/ld+json">null</script>';
    await stage.open(shop.add('/', { ...personal, head, body: '<edgewise-recs placement="a"></edgewise-recs>' }));
    await until(() => worker.events.length && worker.widgets.length);
    expect(worker.events[0]!.name).toBe('page_view');
    expect(worker.named('view_item')).toEqual([]);
  });

  it('[S14] dataLayer: what stands there, what comes, for Tag Manager and for gtag', async () => {
    const before = `dataLayer=[{event:'gtm.js'},{ecommerce:null},{event:'view_item_list',ecommerce:{item_list_id:'all',items:[{id:'a',price:'£1.50'}]}}];`;
    const body = '<edgewise-recs placement="similar"></edgewise-recs>';
    const page = await stage.open(shop.add('/', { ...personal, before, body }));
    await page.evaluate(() => {
      const { dataLayer } = window;
      // A tag that hears a shelf's click and says it again [S12].
      dataLayer.push({ event: 'select_item', ecommerce: { item_list_id: 'similar', items: [{ item_id: 'a' }] } });
      dataLayer.push({
        event: 'add_to_cart',
        ecommerce: { currency: 'gbp', value: '3', items: [{ item_id: 'a', quantity: '2' }] },
      });
      dataLayer.push({ ecommerce: null });
      dataLayer.push({ event: 'search', search_term: 'mugs for jo@example.com', secret: 'x' });
      (function (..._: unknown[]) {
        // biome-ignore lint/complexity/noArguments: this is what gtag pushes
        dataLayer.push(arguments);
      })('event', 'begin_checkout', { currency: 'GBP', items: [{ item_id: 'a' }] });
      dataLayer.push({ event: 'scroll' }, { event: 'page_view' });
    });
    await until(() => worker.named('begin_checkout').length);
    const stated = worker.events.slice(1).map(({ name, params }) => ({ name, params }));
    // The shelf's own impression may share the request.
    expect(
      stated.filter(({ name, params }) => name !== 'view_item_list' || params?.item_list_id !== 'similar'),
    ).toEqual([
      {
        name: 'view_item_list',
        params: { currency: 'GBP', item_list_id: 'all', items: [{ item_id: 'a', price: 1.5 }] },
      },
      { name: 'add_to_cart', params: { currency: 'GBP', value: 3, items: [{ item_id: 'a', quantity: 2 }] } },
      { name: 'search', params: { search_term: 'mugs for redacted' } },
      { name: 'begin_checkout', params: { currency: 'GBP', items: [{ item_id: 'a' }] } },
    ]);
  });

  it('[S14] a view that markup, dataLayer and theme all state is one; so is a purchase', async () => {
    const view = `{event:'view_item',ecommerce:{items:[{item_id:'mug'}]}}`;
    const order = `{event:'purchase',ecommerce:{transaction_id:'T1',items:[{item_id:'mug'}]}}`;
    const page = await stage.open(
      shop.add('/', {
        ...personal,
        head: ld({ ...mug, sku: 'other-id' }),
        before: `dataLayer=[${view},${order},${order}];`,
      }),
    );
    await page.evaluate(() =>
      window.dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'mug' }] } }),
    );
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.events.map(({ name }) => name)).toEqual(['page_view', 'view_item', 'purchase', 'last']);
  });

  it.each([
    ['/', '', 'home'],
    ['/x', '', 'other'],
    ['/x', "dataLayer=[{event:'view_item_list',ecommerce:{items:[{item_id:'a',item_category:'Mugs'}]}}]", 'category'],
    ['/x', "edgewise('event','view_cart',{items:[{item_id:'a'}]})", 'cart'],
    ['/x', "edgewise('event','begin_checkout')", 'checkout'],
    ['/x', "edgewise('event','purchase',{transaction_id:'1'})", 'purchase'],
    ['/x', "edgewise('event','search',{search_term:'mugs'})", 'search'],
  ])('[S13] the type of %s with %s is %s → %s', async (path, before, type) => {
    await stage.open(shop.add(path, { before, body: '<edgewise-recs placement="a"></edgewise-recs>' }));
    await until(() => worker.widgets.length);
    expect(worker.widgets[0]!.page.type).toBe(type);
    if (type === 'search') expect(worker.widgets[0]!.page.search_term).toBe('mugs');
    if (type === 'category') expect(worker.widgets[0]!.page).toEqual({ type, item_category: 'Mugs' });
  });

  it('[S8] addresses, titles and referrers are scrubbed before they are kept', async () => {
    const from = shop.add('/from', {
      body: '<a id="a" href="/to?mail=jo@example.com&amp;q=a&amp;t=eyJhbGciOiJIUzI1NiJ9.e30.abc#x">on</a>',
    });
    shop.add('/to', { head: '<title>Order of jo@example.com, +40 722 123 456</title>', ...personal });
    const page = await stage.open(`${from}?phone=0722123456`);
    await page.evaluate(() => {
      document.title = '';
    });
    await page.click('#a');
    await until(() => worker.named('page_view').some(({ device }) => device));
    const view = worker.named('page_view').find(({ device }) => device)!;
    expect(view.params).toEqual({
      page_location: `${shop.origin}/to?mail=redacted&q=a&t=redacted`,
      page_referrer: `${shop.origin}/from?phone=redacted`,
      page_title: expect.any(String),
    });
    expect(JSON.stringify([worker.batches, worker.widgets])).not.toMatch(/jo@example|0722123456|eyJ/);
  });

  it.each(['navigation', 'history'])('[S15] a single-page shop turns its pages (%s)', async (way) => {
    const body = '<edgewise-recs placement="a"></edgewise-recs>';
    const hide = way === 'history' ? "Object.defineProperty(window,'navigation',{value:undefined});" : '';
    const page = await stage.open(shop.add('/', { ...personal, body, before: hide }));
    await until(() => worker.widgets.length === 1 && worker.events.length);
    await page.evaluate((json) => {
      history.pushState({}, '', '/p/mug');
      document.title = 'Mug';
      document.head.insertAdjacentHTML('beforeend', json);
    }, ld(mug));
    await until(() => worker.widgets.length === 2 && worker.named('view_item').length);
    expect(worker.widgets[1]!.page).toEqual({ type: 'product', item_id: 'mug' });
    expect(worker.named('page_view')[1]!.params).toEqual({
      page_location: `${shop.origin}/p/mug`,
      page_title: 'Mug',
      page_referrer: `${shop.origin}/`,
    });
    await page.evaluate(() => {
      location.hash = 'reviews';
      history.pushState({}, '', '/about');
    });
    await until(() => worker.widgets.length === 3);
    await page.goBack();
    await until(() => worker.widgets.length === 4 && worker.named('page_view').length === 4);
    expect(worker.named('page_view').map(({ params }) => new URL(params!.page_location!).pathname)).toEqual([
      '/',
      '/p/mug',
      '/about',
      '/p/mug',
    ]);
    // What the page before left in the document is not the new page's product.
    expect(worker.widgets[2]!.page.type).toBe('other');
  });

  it('[S13] [S15] a product that the browser puts into the page late is its product, and its shelves’', async () => {
    const body = '<edgewise-recs placement="a"></edgewise-recs>';
    const late = `var data=document.createElement('script');data.type='application/ld+json';data.text='${JSON.stringify(mug)}';
      edgewise('on',function(what){if(/widgets/.test(what.path))document.head.append(data)})`;
    const page = await stage.open(shop.add('/p/mug', { ...personal, body, before: late }));
    await until(() => worker.widgets.length === 2 && worker.named('view_item').length);
    expect(worker.widgets.map(({ page: { item_id } }) => item_id)).toEqual([undefined, 'mug']);
    await page.evaluate(
      (json) => {
        document.querySelector('[type*=ld]')!.remove();
        history.pushState({}, '', '/p/jug');
        // The shop's own word, under an id of its own.
        window.edgewise('event', 'view_item', { items: [{ item_id: 'own' }] });
        document.querySelectorAll = (selector: string) => {
          if (selector.startsWith('script')) document.body.dataset.read = '';
          return Document.prototype.querySelectorAll.call(document, selector);
        };
        setTimeout(() => document.head.insertAdjacentHTML('beforeend', json), 700);
      },
      ld({ ...mug, sku: 'jug', name: 'Jug' }),
    );
    await page.waitForSelector('[data-read]');
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.named('view_item').map(({ params }) => params!.items![0]!.item_id)).toEqual(['mug', 'own']);
  });

  it('[S1] unknown commands, listeners that throw and nonsense stay without effect on the page', async () => {
    const warnings: string[] = [];
    const page = await stage.open(
      shop.add('/', { ...personal, before: "edgewise('on',function(){throw new Error('mine')});" }),
    );
    page.on('console', (message) => warnings.push(message.text()));
    await page.evaluate(() => {
      window.edgewise('nonsense');
      window.edgewise('consent', 'everything');
      window.edgewise('consent', null);
      window.edgewise('cart', null);
      window.edgewise('event', 'odd', null);
      window.edgewise('event', 'odd', {
        items: [null, 3, { item_id: '' }],
        nested: { a: 1 },
        fn: () => 1,
        n: Number.NaN,
      });
      window.dataLayer.push(null, 3, { event: 'view_item', ecommerce: 'x' });
    });
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(warnings.join()).toContain('nonsense');
    expect(worker.named('odd').map(({ params }) => params)).toEqual([{}, { items: [] }]);
    worker.faults = [];
  });

  it('[S1] the script twice on one page counts once', async () => {
    const again = `<script async src="${worker.origin}/ew.js?again" data-site="test-shop"></script>`;
    const page = await stage.open(shop.add('/', { ...personal, head: again }));
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.events.map(({ name }) => name)).toEqual(['page_view', 'last']);
  });
});
