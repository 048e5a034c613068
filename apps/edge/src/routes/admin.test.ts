import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { shopOf } from '../objects/names.ts';
import {
  adminRequest,
  asAdmin,
  CATALOGUE,
  makeShop,
  makeSite,
  ndjson,
  ORIGIN,
  send,
  testEnv,
} from '../testing/client.ts';

const status = async (request: Request) => (await send(request)).status;

describe('the admin API', () => {
  it('opens to its token alone', async () => {
    await makeSite('guarded');
    const withToken = (token: string | null) =>
      new Request(
        'https://edge.example/admin/v1/sites/guarded',
        token === null ? {} : { headers: { authorization: token } },
      );
    expect(await status(withToken(null))).toBe(401);
    expect(await status(withToken('Bearer '))).toBe(401);
    expect(await status(withToken(`Bearer ${testEnv.EDGEWISE_ADMIN_TOKEN}x`))).toBe(401);
    expect(await status(withToken(`Basic ${testEnv.EDGEWISE_ADMIN_TOKEN}`))).toBe(401);
    expect(await status(withToken(`Bearer ${testEnv.EDGEWISE_ADMIN_TOKEN}`))).toBe(200);
  });

  it('without a token set, or with a short one, opens to nobody', async () => {
    for (const token of ['', 'short']) {
      const env = { ...testEnv, EDGEWISE_ADMIN_TOKEN: token };
      const request = new Request('https://edge.example/admin/v1/sites', {
        headers: { authorization: `Bearer ${token}` },
      });
      expect((await send(request, env)).status).toBe(503);
    }
  });

  it('makes a site once, shows its secret once, and keeps what was fixed', async () => {
    const secret = await makeSite('made', { currencies: ['MDL', 'EUR'] });
    expect(secret).toMatch(/^sk_made_/);
    const site = await asAdmin('GET', '/sites/made');
    expect(site).toMatchObject({ id: 'made', currencies: ['MDL', 'EUR'], jurisdiction: 'none', revision: 1 });
    expect(JSON.stringify(site)).not.toContain(secret);
    await expect(makeSite('made')).rejects.toThrow('409');
    const changed = await asAdmin('PATCH', '/sites/made', JSON.stringify({ name: 'New' }));
    expect(await status(adminRequest('PATCH', '/sites/made', JSON.stringify({ currencies: ['USD'] })))).toBe(400);
    expect(changed).toMatchObject({ name: 'New', currencies: ['MDL', 'EUR'], revision: 2 });
  });

  it('a change based on an old reading is refused', async () => {
    await makeSite('raced');
    const patch = (revision: string) =>
      adminRequest('PATCH', '/sites/raced', JSON.stringify({ name: 'mine' }), { 'if-match': revision });
    const first = await send(patch('"1"'));
    expect(first.headers.get('etag')).toBe('"2"');
    expect(await status(patch('"1"'))).toBe(412);
    expect(await status(patch('"2"'))).toBe(200);
  });

  it('an unknown site is 404 and is not made by asking', async () => {
    expect(await status(adminRequest('GET', '/sites/never'))).toBe(404);
    expect(await status(adminRequest('POST', '/sites/never/train'))).toBe(404);
    expect(await status(adminRequest('GET', '/sites/never'))).toBe(404);
    // Nor is anything stored for a name that somebody guessed.
    await runInDurableObject(shopOf(testEnv, 'never'), (_, { storage }) => {
      expect(
        storage.sql
          .exec("SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
          .one().n,
      ).toBe(0);
    });
  });

  it('five imports at once end on the last, each under a name of its own', async () => {
    await makeSite('racing');
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((i) =>
        asAdmin<{ version: string }>(
          'POST',
          '/sites/racing/catalogue',
          ndjson([{ ...CATALOGUE[0], item_id: `r${i}` }]),
        ),
      ),
    );
    const versions = answers.map(({ version }) => version);
    expect(new Set(versions).size).toBe(5);
    const { catalogue, products } = await asAdmin<{ catalogue: { current: string }; products: number }>(
      'GET',
      '/sites/racing/model',
    );
    expect(versions).toContain(catalogue.current);
    expect(products).toBe(5);
    const response = await send(new Request('https://edge.example/v1/recommendations/trending?site=racing'));
    expect(((await response.json()) as { cards: unknown[] }).cards).toHaveLength(5);
  });

  it('an import that repeats a product replaces it and keeps the day it was first seen', async () => {
    await makeSite('twice');
    const row = { ...CATALOGUE[0], added: '2020-01-01' };
    await asAdmin('POST', '/sites/twice/catalogue', ndjson([row]));
    const again = await asAdmin(
      'POST',
      '/sites/twice/catalogue',
      ndjson([{ ...row, title: 'Renamed', added: '2024-01-01' }]),
    );
    expect(again).toMatchObject({ accepted: 1, refused: 0, products: 1 });
    const response = await send(new Request('https://edge.example/v1/recommendations/trending?site=twice'));
    expect(((await response.json()) as { cards: { title: string }[] }).cards[0]?.title).toBe('Renamed');
  });

  it('100,000 products arrive by stream, bad lines reported by number', async () => {
    await makeSite('large');
    const total = 100_000;
    let made = 0;
    let pulledAhead = 0;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulledAhead = Math.max(pulledAhead, made);
        const lines: string[] = [];
        for (let i = 0; i < 1_000 && made < total; i++, made++) {
          lines.push(
            made % 25_000 === 7
              ? '{"item_id":'
              : `{"item_id":"i${made}","title":"Thing ${made % 997} of kind ${made % 31}","link":"${ORIGIN}/p/${made}","price":${1 + (made % 90)},"product_type":"Kind ${made % 31}"}`,
          );
        }
        if (lines.length > 0) controller.enqueue(encoder.encode(`${lines.join('\n')}\n`));
        if (made >= total) controller.close();
      },
    });
    const answer = await asAdmin<{ accepted: number; errors: { line: number }[]; products: number }>(
      'POST',
      '/sites/large/catalogue',
      body,
    );
    expect(answer.accepted).toBe(total - 4);
    expect(answer.products).toBe(total - 4);
    expect(answer.errors.map(({ line }) => line)).toEqual([8, 25_008, 50_008, 75_008]);
  });

  it('re-importing behaviour adds nothing', async () => {
    await makeShop('again');
    const before = await asAdmin<{ events: number }>('POST', '/sites/again/train');
    const { BASKETS } = await import('../testing/client.ts');
    await asAdmin('POST', '/sites/again/behaviour', ndjson(BASKETS));
    expect((await asAdmin<{ events: number }>('POST', '/sites/again/train')).events).toBe(before.events);
  });
});
