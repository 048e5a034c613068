import { describe, expect, it, vi } from 'vitest';
import type { ProductAnswer } from '../read-products.ts';
import { forgetShown } from '../shown-items.ts';
import { forgetSites } from '../site-view.ts';
import { adminRequest, asAdmin, freshSite, makeShop, makeSite, ndjson, ORIGIN, send } from '../testing/client.ts';
import { deliver, events, shopEvent } from '../testing/insight.ts';
import type { CatalogueHealthAnswer, ProductsAnswer } from './admin-products.ts';

const row = (item_id: string, title: string, over: object = {}) => ({
  item_id,
  title,
  product_type: 'Kitchen > Mugs',
  brand: 'Bolt',
  description: 'Holds tea.',
  link: `${ORIGIN}/p/${item_id}`,
  image_link: `${ORIGIN}/p/${item_id}.jpg`,
  price: '5 EUR',
  ...over,
});
const health = (site: string) => asAdmin<CatalogueHealthAnswer>('GET', `/sites/${site}/products/health`);
const counts = ({ issues }: CatalogueHealthAnswer) =>
  Object.fromEntries(issues.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));
const now = Date.now();
const item = (id: string) => ({ item: id, category: [], quantity: 1 });

describe('the catalogue’s health', () => {
  it('counts what is missing, names examples, and says how the imports went', async () => {
    const site = freshSite('catalogue-health');
    await makeSite(site);
    expect(await health(site)).toMatchObject({ products: 0, catalogue: null, shown_last: null, imports: [] });
    await asAdmin(
      'POST',
      `/sites/${site}/catalogue`,
      ndjson([
        row('whole', 'A whole mug'),
        row('bare', 'A bare mug', {
          image_link: undefined,
          product_type: undefined,
          brand: undefined,
          description: undefined,
        }),
        row('gone', 'A mug that is gone', { availability: 'out_of_stock' }),
        row('twin-1', 'Twin mug '),
        row('twin-2', 'twin MUG', { link: `${ORIGIN}/p/whole` }),
        row('size-s', 'A mug in sizes', { item_group_id: 'sizes' }),
        row('size-l', 'A mug in sizes', { item_group_id: 'sizes' }),
        { item_id: 'broken', title: 'No price', link: `${ORIGIN}/x` },
      ]),
    );
    const first = await health(site);
    expect(first).toMatchObject({ products: 7, groups: 6, markets: { default: 7 }, market: 'default' });
    expect(counts(first)).toEqual({
      no_image: 1,
      no_category: 1,
      no_brand: 1,
      no_description: 1,
      out_of_stock: 1,
      same_title: 2,
      same_address: 2,
      never_shown: 6,
    });
    const examples = (kind: string) => first.issues.find((one) => one.kind === kind)!.examples.map((one) => one.item);
    expect(examples('same_title')).toEqual(['twin-1', 'twin-2']);
    expect(examples('same_address').sort()).toEqual(['twin-2', 'whole']);
    expect(examples('no_image')).toEqual(['bare']);
    expect(first.imports).toMatchObject([{ accepted: 7, refused: 1, broken: null, errors: [{ line: 8 }] }]);
    await asAdmin('PATCH', `/sites/${site}`, JSON.stringify({ default_market: "ro'--" }));
    expect(counts(await health(site))).toMatchObject({ not_offered: 7 });
  });

  it('knows what shelves and lists showed; invented ids, views and what is old are not shown', async () => {
    const site = freshSite('catalogue-shown');
    await makeSite(site);
    await asAdmin('POST', `/sites/${site}/catalogue`, ndjson(['a', 'b', 'c', 'd'].map((id) => row(id, `Mug ${id}`))));
    const day = 86_400_000;
    const list = { list: 'similar' };
    await deliver([
      events(site, 'phone', 'ann', [
        shopEvent(1, now, 'view_item_list', { ...list, items: [item('a'), item('invented')] }),
        shopEvent(2, now, 'view_item', { items: [item('b')] }),
        shopEvent(3, now - 31 * day, 'view_item_list', { ...list, items: [item('c')] }),
      ]),
    ]);
    const said = await health(site);
    expect(counts(said)).toEqual({ never_shown: 3 });
    expect(said.shown_last).toBe(now);
    forgetShown();
    await deliver([
      events(site, 'phone', 'ann', [
        shopEvent(4, now - day, 'view_item_list', { ...list, items: [item('a'), item('c')] }),
      ]),
    ]);
    expect(counts(await health(site))).toEqual({ never_shown: 2 });
    expect((await asAdmin<ProductAnswer>('GET', `/sites/${site}/products/item?item=a`)).shown).toBe(now);
  });
});

describe('products', () => {
  it('are found by whole words, by a part and by id; and one says what goes with it, how often', async () => {
    const site = freshSite('product-search');
    await makeShop(site);
    forgetSites();
    const search = async (text: string) =>
      (await asAdmin<ProductsAnswer>('GET', `/sites/${site}/products?search=${encodeURIComponent(text)}`)).products.map(
        (one) => one.item,
      );
    expect(await search('lamp 3')).toEqual(['p3']);
    expect(await search('Lam')).toHaveLength(8);
    expect(await search('p15')).toEqual(['p15']);
    expect(await search("100%_'--")).toEqual([]);
    expect((await send(adminRequest('GET', `/sites/${site}/products?search=`))).status).toBe(400);
    expect((await send(adminRequest('GET', `/sites/${site}/products?search=${'x'.repeat(257)}`))).status).toBe(400);
    expect((await send(adminRequest('GET', `/sites/${site}/products/item?item=nothing`))).status).toBe(404);
    // Each of the twenty baskets with an even s holds p0, p4, p8 and p12.
    await vi.waitFor(async () => {
      const answer = await asAdmin<ProductAnswer>('GET', `/sites/${site}/products/item?item=p0`);
      expect(answer.product).toMatchObject({ title: 'Mug number 0', price: 500, currency: 'EUR', stock: 'in' });
      expect(answer.learned_events).toBe(answer.bought_with.of);
      expect(answer.bought_with.items.map((one) => [one.item, one.together]).sort()).toEqual(
        ['p12', 'p4', 'p8'].map((id) => [id, answer.bought_with.of]),
      );
      expect(answer.bought_with.of).toBe(20);
    });
  });
});
