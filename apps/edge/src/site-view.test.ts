import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Env } from './bindings.ts';
import { forgetSites, siteView } from './site-view.ts';
import { asAdmin, makeShop, ndjson, testEnv } from './testing/client.ts';

beforeAll(() => makeShop('views').then(() => undefined));
beforeEach(forgetSites);
afterEach(() => vi.useRealTimers());

/** An environment whose bucket never answers: what a request sees that the platform has ended. */
function dead(): Env {
  return { ...testEnv, BUCKET: { get: () => new Promise(() => {}) } as unknown as R2Bucket };
}

const look = (env: Env, now: number) => siteView(env, createExecutionContext(), 'views', now);

it('[P1] a request that was ended while it fetched holds up nobody for good', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const now = Date.now();
  const first = look(dead(), now);
  const second = look(testEnv, now);
  const third = look(testEnv, now);
  const done = Promise.all([second, third]);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThanOrEqual(2));
  await vi.advanceTimersByTimeAsync(3_000);
  const [view, same] = await done;
  expect(view?.shop).toBeDefined();
  expect(same).toBe(view);
  expect(await Promise.race([first, Promise.resolve('still waiting')])).toBe('still waiting');
});

it('[P1] requests that come together fetch once', async () => {
  const now = Date.now();
  const get = vi.fn(testEnv.BUCKET.get.bind(testEnv.BUCKET));
  const env = { ...testEnv, BUCKET: { get } as unknown as R2Bucket };
  const views = await Promise.all([look(env, now), look(env, now), look(env, now)]);
  expect(views[1]).toBe(views[0]);
  expect(views[2]).toBe(views[0]);
  expect(get.mock.calls.length).toBeLessThanOrEqual(4);
});

it('[P1] a model is replaced behind the request that finds it old, and no later one sees it', async () => {
  const now = Date.now();
  const request = async (at: number) => {
    const context = createExecutionContext();
    const view = await siteView(testEnv, context, 'views', at);
    await waitOnExecutionContext(context);
    return view!.model!;
  };
  const first = await request(now);
  const more = [{ session_id: 'swap', item_id: 'p1', timestamp: 1_700_900_000 }];
  await asAdmin('POST', '/sites/views/behaviour', ndjson(more));
  await asAdmin('POST', '/sites/views/train');
  // The request that finds it old is answered from it; the next has the new one.
  expect((await request(now + 12_000)).version).toBe(first.version);
  const next = await request(now + 12_001);
  expect(next.version).not.toBe(first.version);
  // Opened once: what is current is not opened again.
  expect((await request(now + 12_002)).value).toBe(next.value);
});
