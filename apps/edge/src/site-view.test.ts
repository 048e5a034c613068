import { createExecutionContext } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Env } from './bindings.ts';
import { forgetSites, siteView } from './site-view.ts';
import { makeShop, testEnv } from './testing/client.ts';

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
