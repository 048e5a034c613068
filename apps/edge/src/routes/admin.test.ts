import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { shopOf } from '../objects/names.ts';
import { forgetSites } from '../site-view.ts';
import {
  adminRequest,
  asAdmin,
  CATALOGUE,
  freshSite,
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

  it('[A11] an import of which nearly everything is refused is not taken, and the catalogue stands', async () => {
    const site = freshSite('unfit');
    await makeSite(site);
    const good = (n: number, from = 0) => CATALOGUE.slice(from, from + n);
    const bad = (n: number) => Array.from({ length: n }, (_, i) => ({ item_id: `bad${i}`, title: 'Without a price' }));
    const post = async (rows: readonly unknown[], query = '') => {
      const response = await send(adminRequest('POST', `/sites/${site}/catalogue${query}`, ndjson(rows)));
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const standing = async () => {
      const { catalogue, products } = await asAdmin<{ catalogue: { current: string } | null; products: number }>(
        'GET',
        `/sites/${site}/model`,
      );
      return { version: catalogue?.current ?? null, products };
    };
    expect((await post(bad(20))).body.error).toMatchObject({
      message: expect.stringContaining('no catalogue is published'),
    });
    const { version } = (await post(good(2))).body;
    const stands = { version, products: 2 };

    const refused = await post([...bad(19), ...good(1, 2)]);
    expect(refused).toMatchObject({ status: 422, body: { accepted: 1, refused: 19, stands } });
    expect(refused.body.errors).toHaveLength(19);
    const { code, message } = refused.body.error as { code: string; message: string };
    expect(code).toBe('mostly_refused');
    expect(message).toContain(
      `19 of 20 rows were refused, so nothing of this import is taken; catalogue ${version} stands`,
    );
    expect(message).toContain('line 1: ');
    expect(await standing()).toEqual(stands);
    const { imports } = await asAdmin<{ imports: { broken: string | null }[] }>(
      'GET',
      `/sites/${site}/products/health`,
    );
    expect(imports.map(({ broken }) => broken !== null)).toEqual([true, false, true]);

    // What is asked for is done, nine in ten are not more than nine in ten, and a handful of rows is told row by row [W8],
    // as long as one of them is good.
    expect(await post([...bad(19), ...good(1, 2)], '?force=1')).toMatchObject({ status: 200, body: { products: 3 } });
    expect(await post([...bad(18), ...good(2, 3)])).toMatchObject({ status: 200, body: { products: 5 } });
    expect(await post([...bad(18), ...good(1, 5)])).toMatchObject({ status: 200, body: { accepted: 1, products: 6 } });
    const { version: newest } = await standing();
    for (const [n, query] of [
      [19, ''],
      [1, ''],
      [1, '?force=1'],
    ] as const) {
      const none = await post(bad(n), query);
      expect(none).toMatchObject({ status: 422, body: { accepted: 0, refused: n, stands: { version: newest } } });
      expect((none.body.error as { message: string }).message).not.toContain('force');
    }
    expect(await post([], '?force=1')).toMatchObject({ status: 400, body: { error: { code: 'empty' } } });
    expect((await send(adminRequest('POST', `/sites/${site}/catalogue`, '\n\n'))).status).toBe(400);
    expect(await standing()).toEqual({ version: newest, products: 6 });
  });

  it('[A11] an import in several requests is judged at its last, by all its rows', async () => {
    const site = freshSite('in-parts');
    await makeSite(site);
    const post = async (rows: readonly unknown[], query: string) =>
      (await send(adminRequest('POST', `/sites/${site}/catalogue?${query}`, ndjson(rows)))).status;
    const count = async () => (await asAdmin<{ products: number }>('GET', `/sites/${site}/model`)).products;
    const bad = [{ item_id: 'bad' }, { item_id: 'bad' }];
    const row = (n: number, more: object = {}) => ({ ...CATALOGUE[n], ...more });

    expect(await post([row(0, { added: '2020-01-01' }), row(1)], 'publish=0&import=one')).toBe(200);
    expect(await count()).toBe(0);
    // Another import does not take it along.
    expect(await post([row(7)], '')).toBe(200);
    expect(await count()).toBe(1);
    expect(await post(bad, 'publish=0&import=one')).toBe(200);
    expect(await post(bad, 'import=one&accepted=2&refused=40')).toBe(422);
    expect(await post([row(3)], 'import=one&accepted=0&refused=0')).toBe(200);
    expect(await count()).toBe(2);

    expect(await post(bad, 'publish=0&import=two')).toBe(200);
    expect(await post([row(0, { added: '2020-01-01' }), row(1)], 'import=two&accepted=0&refused=2')).toBe(200);
    expect(await count()).toBe(4);
    // What came in parts is there whole, or it is said that it is not; the answer that was lost can be had again.
    const key = { 'idempotency-key': 'the-last-of-three' };
    const last = async (query: string, headers: HeadersInit = {}) => {
      const path = `/sites/${site}/catalogue?${query}`;
      const response = await send(adminRequest('POST', path, ndjson([row(5)]), headers));
      return { status: response.status, body: await response.json() };
    };
    expect(await post([row(4)], 'publish=0&import=three')).toBe(200);
    const first = await last('import=three&accepted=1', key);
    expect(first).toMatchObject({ status: 200, body: { products: 6 } });
    expect(await last('import=three&accepted=1', key)).toEqual(first);
    expect(await last('import=three&accepted=1')).toMatchObject({
      status: 409,
      body: { error: { code: 'import_gone', message: expect.stringContaining("'three'") } },
    });

    // The same file again is an import again: others may have come between.
    for (const wanted of ['Before', 'After', 'Before']) {
      const request = adminRequest('POST', `/sites/${site}/catalogue`, ndjson([row(5, { title: wanted })]), {
        'idempotency-key': `file-${wanted}`,
      });
      expect((await send(request)).status).toBe(200);
      expect(JSON.stringify(await asAdmin('GET', `/sites/${site}/products/item?item=p5`))).toContain(wanted);
    }

    // Only what nothing more comes of is forgotten.
    const waiting = () =>
      runInDurableObject(shopOf(testEnv, site), (_, { storage }) =>
        storage.sql
          .exec<{ import: string }>('SELECT DISTINCT import FROM arriving ORDER BY import')
          .toArray()
          .map((one) => one.import),
      );
    for (const name of ['given-up', 'slow', 'slow', 'young']) {
      expect(await post([row(name === 'slow' ? 8 : 9)], `publish=0&import=${name}`)).toBe(200);
      if (name === 'young') continue;
      await runInDurableObject(shopOf(testEnv, site), (_, { storage }) => {
        storage.sql.exec('UPDATE arriving SET stated = stated - 3600001 WHERE import = ?', name);
      });
    }
    expect(await post([row(9)], 'publish=0&import=slow')).toBe(200);
    expect(await post([row(0)], '')).toBe(200);
    expect(await waiting()).toEqual(['slow', 'young']);
    // And by itself, where no other import comes that would clear it away.
    await runInDurableObject(shopOf(testEnv, site), (_, { storage }) => {
      storage.sql.exec("UPDATE arriving SET stated = stated - 3600001 WHERE import = 'slow'");
    });
    expect(await runDurableObjectAlarm(shopOf(testEnv, site))).toBe(true);
    expect(await waiting()).toEqual(['young']);
    for (const wrong of ['import=../x', `import=${'x'.repeat(65)}`, 'accepted=-1', 'force=yes']) {
      expect(await post([row(0)], wrong)).toBe(400);
    }
    expect(await post([row(0)], `import=${'x'.repeat(64)}`)).toBe(200);
  });

  it('[A11] where the rows are in and the snapshot fails, the same last request again publishes them', async () => {
    const site = freshSite('half-way');
    await makeSite(site);
    const post = async (rows: readonly unknown[], query: string, headers: HeadersInit = {}) => {
      const request = adminRequest('POST', `/sites/${site}/catalogue?${query}`, ndjson(rows), headers);
      const response = await send(request);
      return { status: response.status, body: (await response.json()) as Record<string, unknown>, response };
    };
    const shelf = async () => {
      const path = `https://edge.example/v1/recommendations/trending?site=${site}`;
      forgetSites();
      const { cards } = (await (await send(new Request(path))).json()) as { cards: { id: string }[] };
      return cards.map(({ id }) => id).sort();
    };
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    const failOnce = () =>
      runInDurableObject(shopOf(testEnv, site), (shop) => {
        const { env } = shop as unknown as { env: typeof testEnv };
        vi.spyOn(env.BUCKET, 'put').mockRejectedValueOnce(new Error('R2 is away'));
      });
    let made = 0;
    for (const key of [undefined, 'the-last-of-two']) {
      const name = `import-${made}`;
      const headers: HeadersInit = key === undefined ? {} : { 'idempotency-key': key };
      const [first, last] = [CATALOGUE[made]!, CATALOGUE[made + 1]!];
      const before = await shelf();
      expect((await post([first], `publish=0&import=${name}`)).status).toBe(200);
      await failOnce();
      const failed = await post([last, { item_id: 'bad' }], `import=${name}&accepted=1`, headers);
      expect(failed).toMatchObject({ status: 503, body: { error: { code: 'not_published' } } });
      expect(failed.response.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(await shelf()).toEqual(before);

      const again = await post([last, { item_id: 'bad' }], `import=${name}&accepted=1`, headers);
      made += 2;
      expect(again).toMatchObject({ status: 200, body: { accepted: 1, refused: 1, products: made } });
      expect(again.body.version).toMatch(/^c/);
      expect(await shelf()).toHaveLength(made);
      // It is finished: what comes now is another request, or the same one.
      const after = await post([last, { item_id: 'bad' }], `import=${name}&accepted=1`, headers);
      expect(after.status).toBe(key === undefined ? 409 : 200);
      if (key !== undefined) expect(after.body).toEqual(again.body);
    }
    // In one request, too.
    await failOnce();
    expect((await post([CATALOGUE[4]], '')).status).toBe(503);
    expect(await post([CATALOGUE[4]], '')).toMatchObject({ status: 200, body: { products: 5 } });
    silent.mockRestore();
    const { imports } = await asAdmin<{ imports: { broken: string | null }[] }>(
      'GET',
      `/sites/${site}/products/health`,
    );
    expect(imports.filter(({ broken }) => broken?.includes('could not be published'))).toHaveLength(3);
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
