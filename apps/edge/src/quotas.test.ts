/** What happens where a site's or a sender's share is used up, and how one is counted. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Env } from './bindings.ts';
import {
  adminRequest,
  collect,
  makeShop,
  ORIGIN,
  pageRequest,
  personBatch,
  send,
  testEnv,
  view,
  widgetsBody,
} from './testing/client.ts';

const SITE = 'quotas';
const full: RateLimit = { limit: async () => ({ success: false }) };
const device = 'd'.repeat(32);

beforeAll(async () => {
  await makeShop(SITE);
});

const batch = (n: number) => personBatch(SITE, device, [view(n, `p${n}`)]);
const shelves = (capsule?: string) =>
  widgetsBody(SITE, { consent: { tier: 'person' }, device, ...(capsule && { capsule }) });

describe('[W23] overload', () => {
  it('refuses events with 429, a time to wait and a CORS header, and takes the same batch afterwards', async () => {
    const refused = await send(pageRequest('/v1/collect', batch(1)), { ...testEnv, EVENTS_LIMIT: full });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after');
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many' } });
    expect(await collect(batch(1))).toMatchObject({ ack: 1 });
  });

  it('leaves shelves to the page alone: none is refused, and nobody is looked at', async () => {
    const { capsule } = await collect(batch(2));
    const home = pageRequest('/v1/widgets', shelves(capsule));
    const never = new Proxy(testEnv.PERSON, {
      get: () => {
        throw new Error('the person was asked');
      },
    });
    const answer = await send(home, { ...testEnv, SHELVES_LIMIT: full, PERSON: never });
    expect(answer.status).toBe(200);
    const { shelves: got } = (await answer.json()) as { shelves: { items: unknown[] }[] };
    expect(got[0]?.items.length).toBeGreaterThan(0);
    expect(got[0]).not.toHaveProperty('capsule');
  });

  it('refuses staff first: a site whose staff is refused takes events and shows shelves', async () => {
    const env = { ...testEnv, ADMIN_LIMIT: full };
    expect((await send(adminRequest('GET', `/sites/${SITE}`), env)).status).toBe(429);
    expect((await send(pageRequest('/v1/collect', batch(3)), env)).status).toBe(200);
    expect((await send(pageRequest('/v1/widgets', shelves()), env)).status).toBe(200);
  });

  it('is a deployment’s own choice: without limits nobody is refused', async () => {
    const { SENDER_LIMIT: _s, EVENTS_LIMIT: _e, SHELVES_LIMIT: _h, ADMIN_LIMIT: _a, ...env } = testEnv;
    expect((await send(pageRequest('/v1/collect', batch(4)), env)).status).toBe(200);
    expect((await send(adminRequest('GET', `/sites/${SITE}`), env)).status).toBe(200);
  });

  it('counts one address apart from all others, and wrangler.toml brings each limit', async () => {
    const env = { ...testEnv, SENDER_LIMIT: (testEnv as Env & { SMALL_LIMIT: RateLimit }).SMALL_LIMIT };
    const from = (address: string) =>
      send(
        new Request(`https://edge.example/v1/recommendations/home?site=${SITE}`, {
          headers: { 'cf-connecting-ip': address },
        }),
        env,
      );
    // A period may end meanwhile, and the count begin anew: of two limits' worth in a row, one is passed.
    const LIMIT = 20;
    let taken = 0;
    while (taken <= 2 * LIMIT && (await from('203.0.113.7')).status === 200) taken++;
    expect(taken).toBeGreaterThanOrEqual(LIMIT);
    expect(taken).toBeLessThanOrEqual(2 * LIMIT);
    expect((await from('203.0.113.8')).status).toBe(200);
    for (const name of ['SENDER_LIMIT', 'SHELVES_LIMIT', 'EVENTS_LIMIT', 'ADMIN_LIMIT'] as const) {
      expect(await testEnv[name]?.limit({ key: 'somebody' }), name).toEqual({ success: true });
    }
  });
});
