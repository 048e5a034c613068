/** Catalogues as shops have them, and not as tests do: wide rows, many markets. */
import { runInDurableObject } from 'cloudflare:test';
import type { Product } from '@edgewise/core/catalogue/product';
import { describe, expect, it } from 'vitest';
import { shopOf } from '../objects/names.ts';
import {
  adminRequest,
  asAdmin,
  CATALOGUE,
  freshSite,
  makeSite,
  ndjson,
  ORIGIN,
  send,
  testEnv,
} from '../testing/client.ts';

async function freshShop(name: string) {
  const site = freshSite(name);
  await makeSite(site);
  return {
    site,
    async post(rows: readonly unknown[], query = '', headers: HeadersInit = {}) {
      const request = adminRequest('POST', `/sites/${site}/catalogue?${query}`, ndjson(rows), headers);
      const response = await send(request);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

const inMarkets = (i: number, names: readonly string[]) => ({
  item_id: `i${i}`,
  title: `Thing ${i}`,
  markets: Object.fromEntries(names.map((name) => [name, { link: `${ORIGIN}/${name}/${i}`, price: 5 + i }])),
});

describe('a catalogue import', () => {
  it('takes a thousand products with long descriptions, which are more than one value of the database holds', async () => {
    const { post } = await freshShop('wide');
    const rows = Array.from({ length: 1_100 }, (_, i) => ({
      ...CATALOGUE[0],
      item_id: `i${i}`,
      description: 'Ein schöner Becher. '.repeat(200),
    }));
    expect(await post(rows)).toMatchObject({ status: 200, body: { accepted: 1_100, refused: 0, products: 1_100 } });
  });

  it('takes rows that are nearly as long as a line may be, by the hundred', async () => {
    const { post } = await freshShop('widest');
    const names = Array.from({ length: 60 }, (_, i) => `m${i}`);
    const rows = Array.from({ length: 700 }, (_, i) => {
      const row = inMarkets(i, names);
      for (const market of Object.values(row.markets)) Object.assign(market, { title: 'w'.repeat(500) });
      return { ...row, title: 't'.repeat(500), description: 'd'.repeat(5_000) };
    });
    expect(await post(rows)).toMatchObject({ status: 200, body: { accepted: 700, refused: 0, products: 700 } });
  });

  it('[A11] is refused whole where all products together are in more markets than a snapshot holds', async () => {
    const { site, post } = await freshShop('markets');
    const first = Array.from({ length: 64 }, (_, i) => inMarkets(i, [`m${i}`]));
    expect(await post(first)).toMatchObject({ status: 200, body: { products: 64 } });
    const { version } = (await post(first)).body;

    expect(await post([inMarkets(64, ['m64'])])).toMatchObject({
      status: 422,
      body: { error: { code: 'too_many_markets', message: expect.stringContaining('65 markets') } },
    });
    // Nothing of it is there, and the next import is published.
    const { catalogue, products } = await asAdmin<{ catalogue: { current: string }; products: number }>(
      'GET',
      `/sites/${site}/model`,
    );
    expect({ version: catalogue.current, products }).toEqual({ version, products: 64 });
    expect(await post([inMarkets(64, ['m0'])])).toMatchObject({ status: 200, body: { products: 65 } });
    // A market that its only product leaves makes room for another.
    expect(await post([inMarkets(63, ['m64'])])).toMatchObject({ status: 200, body: { products: 65 } });
    expect((await post([inMarkets(65, ['m63'])], 'publish=0')).status).toBe(422);
  });

  it('[A11] under the key of another one is refused, in the place of an answer that says it was taken', async () => {
    const { post } = await freshShop('same-key');
    const nightly = { 'idempotency-key': 'the-nightly-import' };
    const night = (rows: readonly unknown[]) => post(rows, 'import=nightly', nightly);
    const first = await night(CATALOGUE.slice(0, 3));
    expect(first).toMatchObject({ status: 200, body: { accepted: 3, products: 3 } });
    expect(await night(CATALOGUE.slice(0, 3))).toEqual(first);
    const used = { status: 422, body: { error: { code: 'key_used' } } };
    expect(await night(CATALOGUE.slice(3, 6))).toMatchObject(used);
    // In several requests of which the last is the same, too.
    expect((await post(CATALOGUE.slice(6, 8), 'publish=0&import=nightly')).status).toBe(200);
    expect(await post(CATALOGUE.slice(0, 3), 'import=nightly&accepted=2', nightly)).toMatchObject(used);
    expect(await post(CATALOGUE.slice(0, 3), 'import=nightly&accepted=2')).toMatchObject({
      status: 200,
      body: { products: 5 },
    });
  });

  it('[A11] leaves what another one stated while it was on its way', async () => {
    const { site, post } = await freshShop('while-on-its-way');
    const [first, second, third] = [CATALOGUE[0]!, CATALOGUE[1]!, CATALOGUE[2]!];
    const priceOf = (item: string) =>
      runInDurableObject(shopOf(testEnv, site), (shop) => {
        const { offers } = JSON.parse(shop.product(item)!) as Product;
        return Object.values(offers)[0]!.price;
      });
    expect((await post([first, second], 'publish=0&import=nightly')).status).toBe(200);
    // The clock of the night's export is a minute behind by now.
    await runInDurableObject(shopOf(testEnv, site), (_, { storage }) => {
      storage.sql.exec('UPDATE arriving SET stated = stated - 60000');
    });
    expect((await post([{ ...first, price: 1.99 }])).status).toBe(200);
    expect(await post([third], 'import=nightly&accepted=2')).toMatchObject({ status: 200, body: { products: 3 } });
    expect([await priceOf('p0'), await priceOf('p1')]).toEqual([199, 600]);
    // Stated anew it is as stated.
    expect((await post([first])).status).toBe(200);
    expect(await priceOf('p0')).toBe(500);
  });
});
