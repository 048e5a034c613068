/** Browser, worker and shop for one test file. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { bundleTag } from '../../../../scripts/build-sdk.mjs';
import { launchBrowser } from '../../../../test/browser.ts';
import { Collector } from './collector.ts';
import { ShopPages } from './shop-pages.ts';

declare global {
  interface Window {
    edgewise(command: string, ...given: unknown[]): void;
    /** What the debug listener heard. */
    told: { type: string; error?: unknown }[];
    /** Errors that reached the page. */
    thrown: string[];
    dataLayer: unknown[];
  }
}

/** Waits for a condition, not for a time. */
export const until = (condition: () => unknown | Promise<unknown>): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await condition()).toBeTruthy();
    },
    { timeout: 60_000, interval: 25 },
  );

export interface Stage {
  browser: Browser;
  /** A shopper of its own for each test. */
  context: BrowserContext;
  worker: Collector;
  shop: ShopPages;
  open(url: string): Promise<Page>;
}

/** @param flags of Chromium's */
export function setStage(flags: string[] = []): Stage {
  const worker = new Collector();
  const shop = new ShopPages(() => worker.origin);
  const stage = {
    worker,
    shop,
    async open(url: string) {
      const page = await stage.context.newPage();
      await page.goto(url);
      return page;
    },
  } as Stage;
  beforeAll(async () => {
    await worker.start(await bundleTag());
    await shop.start();
    stage.browser = await launchBrowser(flags);
  });
  beforeEach(async () => {
    worker.reset();
    stage.context = await stage.browser.newContext({ viewport: { width: 1000, height: 700 } });
  });
  afterEach(async () => {
    for (const page of stage.context.pages()) {
      const thrown = await page.evaluate(() => window.thrown ?? []).catch(() => []);
      expect(thrown, 'errors that reached the page').toEqual([]);
    }
    expect(worker.faults, "what the wire's parser refuses").toEqual([]);
    await stage.context.close();
  });
  afterAll(async () => {
    await stage.browser?.close();
    worker.stop();
    shop.stop();
  });
  return stage;
}

export const send = (page: Page, ...command: [string, ...unknown[]]): Promise<void> =>
  page.evaluate((given) => window.edgewise(...given), command);

/** What the script's origin left in this browser. */
export async function traces(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => ({
    cookies: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
}

/** Everything under the database's keys. */
export async function stored(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open('edgewise-test-shop');
        open.onupgradeneeded = () => open.transaction?.abort();
        open.onerror = () => resolve({});
        open.onsuccess = () => {
          const store = open.result.transaction('kv').objectStore('kv');
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          store.transaction.oncomplete = () => {
            open.result.close();
            resolve(Object.fromEntries(keys.result.map((key, i) => [String(key), values.result[i]])));
          };
          store.transaction.onerror = reject;
        };
      }),
  );
}
