import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningShop, startShop } from './server.ts';

let shop: RunningShop;
beforeAll(async () => {
  shop = await startShop({ port: 0, workerUrl: 'https://worker.test/', site: 'demo' });
});
afterAll(() => shop.close());

const get = (path: string, cookie = '') => fetch(shop.url + path, { redirect: 'manual', headers: { cookie } });
const page = async (path: string, cookie = '') => (await get(path, cookie)).text();

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(shop.url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers });
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

function blocks(html: string, type: string): unknown[] {
  return [...html.matchAll(new RegExp(`<script type="${type.replace('+', '\\+')}"[^>]*>([^<]*)</script>`, 'g'))].map(
    ([, json]) => JSON.parse(json as string),
  );
}
const eventsOf = (html: string) =>
  (
    blocks(html, 'application/json')[0] as {
      events: { event: string; ecommerce?: { transaction_id?: string; items: { item_id: string }[] } }[];
    }
  ).events;

describe('pages', () => {
  it('answers on every kind of page', async () => {
    for (const path of [
      '/',
      '/c/kitchen-dining',
      '/c/kitchen-dining/mugs-cups?page=2&sort=new',
      '/cart',
      '/checkout',
      '/search',
      '/search?q=lantern',
      '/about',
      '/privacy',
      '/shop.css',
      '/img/22423.svg',
      '/img/shop.svg',
      '/favicon.svg',
      '/robots.txt',
      '/fonts/figtree.woff2',
    ]) {
      expect((await get(path)).status, path).toBe(200);
    }
    for (const path of [
      '/nope',
      '/c/nope',
      '/c/kitchen-dining/nope',
      '/p/nope',
      '/thank-you/T-0',
      '/cart/more',
      '/img/nope.svg',
      '/img/../package.json',
      '/fonts/%2e%2e/OFL.txt',
      '/constructor',
      '/__proto__',
    ]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });

  it('sends a policy that lets in nothing but itself and the worker', async () => {
    const response = await get('/');
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1];
    expect(policy).toBe(
      `default-src 'none'; script-src 'self' 'nonce-${nonce}' https://worker.test; style-src 'self'; img-src 'self'; font-src 'self'; connect-src https://worker.test; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types edgewise`,
    );
    const html = await response.text();
    expect(html).toContain('<script async="" src="https://worker.test/ew.js" data-site="demo">');
    expect(html).not.toMatch(/ style=| on\w+=/);
    expect((await get('/')).headers.get('content-security-policy')).not.toContain(nonce);
  });

  it('describes a product for search engines and for Edgewise', async () => {
    const html = await page('/p/22423-regency-cakestand-3-tier');
    const [{ '@graph': things }] = blocks(html, 'application/ld+json') as [{ '@graph': Record<string, unknown>[] }];
    expect(things[0]).toMatchObject({
      '@type': 'Product',
      sku: '22423',
      name: 'Regency cakestand 3 tier',
      category: 'Kitchen & dining > Baking & cakes',
      offers: { price: '12.75', priceCurrency: 'GBP', availability: 'https://schema.org/InStock' },
    });
    expect(things[1]).toMatchObject({ '@type': 'BreadcrumbList' });
    for (const placement of ['bought-together', 'similar', 'recently-viewed'])
      expect(html).toContain(`placement="${placement}"`);
    expect(html).toContain(`<link rel="canonical" href="${shop.url}/p/22423-regency-cakestand-3-tier">`);
  });

  it('leads other names of a product to its one address', async () => {
    const response = await get('/p/22423-anything');
    expect([response.status, response.headers.get('location')]).toEqual([301, '/p/22423-regency-cakestand-3-tier']);
  });

  it('keeps a hostile search text', async () => {
    const html = await page(`/search?q=${encodeURIComponent('"><img src=x onerror=alert(1)></title><script>')}`);
    expect(html).not.toMatch(/<img src=x|<script>/);
    expect(html).toContain('&quot;&gt;&lt;img src=x');
    expect(eventsOf(html)[0]?.event).toBe('search');
  });

  it('answers HEAD without a body and refuses other methods', async () => {
    const head = await fetch(shop.url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(shop.url, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the cart', () => {
  it('goes from a form to the thank-you page without JavaScript, and tells each step once', async () => {
    const added = await post('/cart/add', { id: '22423', quantity: '2' });
    expect([added.status, added.headers.get('location')]).toEqual([303, '/cart']);
    const cart = await get('/cart', cookiesOf(added));
    expect(cookiesOf(cart)).toBe('cart-change=');
    const html = await cart.text();
    expect(html).toContain('£25.50');
    expect(eventsOf(html).map(({ event }) => event)).toEqual(['add_to_cart', 'view_cart']);
    expect(eventsOf(await page('/cart', 'cart=22423.2')).map(({ event }) => event)).toEqual(['view_cart']);

    const fewer = await post('/cart/set', { id: '22423', quantity: '0' }, { cookie: 'cart=22423.2_85099B.1' });
    expect(cookiesOf(fewer)).toBe('cart=85099B.1; cart-change=22423.-2');
    expect(eventsOf(await page('/cart', cookiesOf(fewer)))[0]?.event).toBe('remove_from_cart');

    const ordered = await post('/checkout', {}, { cookie: 'cart=22423.2' });
    expect(cookiesOf(ordered)).toBe('cart=');
    const thanks = ordered.headers.get('location') as string;
    const [purchase] = eventsOf(await page(thanks));
    expect(purchase).toMatchObject({
      event: 'purchase',
      ecommerce: { currency: 'GBP', value: 25.5, items: [{ item_id: '22423', quantity: 2 }] },
    });
    expect(eventsOf(await page(thanks))[0]?.ecommerce?.transaction_id).toBe(purchase?.ecommerce?.transaction_id);
  });

  it('takes no product that does not exist or is sold out, and no strange quantity', async () => {
    for (const fields of [
      { id: 'nope' },
      { id: '__proto__' },
      { id: '22423', quantity: '-3' },
      { id: '22423', quantity: 'x' },
      { id: '' },
    ]) {
      expect(cookiesOf(await post('/cart/add', fields as Record<string, string>))).toBe('');
    }
  });

  it("refuses forms of other sites' pages, and long ones", async () => {
    const fields = { id: '22423', quantity: '1' };
    expect((await post('/cart/add', fields, { origin: 'https://evil.test' })).status).toBe(403);
    expect((await post('/cart/add', fields, { origin: 'null' })).status).toBe(403);
    expect((await post('/cart/add', fields, { origin: shop.url })).status).toBe(303);
    expect((await post('/cart/add', { id: 'x'.repeat(5000) })).status).toBe(403);
  });
});

describe('consent', () => {
  it('asks until it is answered, and remembers', async () => {
    expect(await page('/')).toContain('data-testid="consent-bar"');
    for (const answer of ['person', 'none']) {
      const html = await page('/', `consent=${answer}`);
      expect(html).not.toContain('data-testid="consent-bar"');
      expect(blocks(html, 'application/json')[0]).toMatchObject({ consent: answer });
    }
    expect(await page('/', 'consent=everything')).toContain('data-testid="consent-bar"');
  });

  it('returns to the page the form was on, and to no other site', async () => {
    const answer = async (back: string) => (await post('/consent', { answer: 'person', back })).headers.get('location');
    expect(await answer('/search?q=a')).toBe('/search?q=a');
    for (const back of ['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)', ''])
      expect(await answer(back), back).toBe('/');
  });
});

describe('log-in', () => {
  const dataOf = (html: string) =>
    blocks(html, 'application/json')[0] as { customer: string | null; token: string | null; turn: string | null };

  it('signs who it is with a JWT that ends, and believes no cookie that it has not made', async () => {
    const response = await post('/login', { customer: 'Ann' });
    expect(response.status).toBe(303);
    const cookie = cookiesOf(response);
    const { customer, token, turn } = dataOf(await page('/', cookie));
    expect([customer, turn]).toEqual(['ann', 'in']);
    const [header, claims] = token!.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header!)).toEqual({ alg: 'HS256', typ: 'JWT' });
    const { iat, exp, ...said } = JSON.parse(claims!) as { iat: number; exp: number };
    expect(said).toEqual({ user_id: 'ann', aud: 'demo' });
    expect(exp - iat).toBe(3600);
    for (const forged of [cookie.replace('customer=ann', 'customer=bob'), 'customer=ann', 'customer=ann.x']) {
      expect(dataOf(await page('/', forged)).customer).toBeNull();
    }
    for (const name of ['', '__proto__', 'x'.repeat(100), '<b>']) {
      expect((await post('/login', { customer: name })).headers.getSetCookie()).toEqual([]);
    }
  });

  it('a log-out takes the basket along and says so once', async () => {
    const out = await post('/logout', {}, { cookie: cookiesOf(await post('/login', { customer: 'ann' })) });
    expect(out.headers.getSetCookie().filter((cookie) => cookie.includes('Max-Age=0'))).toHaveLength(2);
    const next = await get('/', 'turn=out');
    expect(dataOf(await next.text()).turn).toBe('out');
    expect(next.headers.getSetCookie().join()).toContain('turn=; Path=/; Max-Age=0');
  });
});
