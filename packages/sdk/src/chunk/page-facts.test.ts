import { afterEach, expect, it, vi } from 'vitest';
import { repeatedPushes } from './page-facts.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('[S22] events come twice when a page pushes them at once, and not when a shopper adds a thing again', () => {
  vi.useFakeTimers({ now: 0 });
  const add = () => ({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'mug' }] } });
  const dataLayer: unknown[] = [null, 'x', 3, { event: 'gtm.js' }, add()];
  vi.stubGlobal('window', { dataLayer });
  expect(repeatedPushes()).toEqual([]);
  vi.setSystemTime(2_000);
  dataLayer.push(add());
  expect(repeatedPushes()).toEqual([]);
  dataLayer.push({ 0: 'event', 1: 'add_to_cart', 2: { items: [{ item_id: 'mug' }] } });
  expect(repeatedPushes()).toEqual(['add_to_cart']);
  vi.setSystemTime(60_000);
  expect(repeatedPushes()).toEqual(['add_to_cart']);
  vi.stubGlobal('window', { dataLayer: {} });
  expect(repeatedPushes()).toEqual([]);
});
