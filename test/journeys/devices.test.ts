/** One person across devices, as a shopper lives it: browsers of their own, the demo shop's own log-in, a real worker. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { shelfItems } from './page-watch.ts';
import { type Stack, startStack } from './stack.ts';

/** Products of the real catalogue. */
const [LANTERN, HEART] = ['71053', '85123A'];
const WAIT = { timeout: 20_000, interval: 100 };

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  stack = await startStack();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

/** A device of its own, that has agreed. */
async function newDevice(): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'consent', value: 'person', url: stack.shop }]);
  return { page: await context.newPage(), context };
}

const deviceOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(
    () =>
      new Promise<string | undefined>((resolve) => {
        const open = indexedDB.open('edgewise-demo');
        open.onsuccess = () => {
          const got = open.result.transaction('kv').objectStore('kv').get('device');
          got.onsuccess = () => {
            open.result.close();
            resolve(got.result?.d);
          };
        };
      }),
  );

/** Until the worker holds what this device looked at. */
async function look(page: Page, item: string): Promise<void> {
  await page.goto(`${stack.shop}/p/${item}`);
  await vi.waitFor(async () => {
    const person = await stack.person((await deviceOf(page)) ?? 'nobody-at-all');
    expect(JSON.stringify(person?.contributions.map(({ recent }) => recent))).toContain(item);
  }, WAIT);
}

async function logIn(page: Page, name: string): Promise<void> {
  await page.goto(`${stack.shop}/account`);
  await page.getByTestId(`login-${name}`).click();
  await page.getByTestId('account-link').filter({ hasText: name }).waitFor();
}

it('[I3] [I6] [I2] the laptop shows at once what the phone looked at; a shared tablet shows nothing; a name alone gets nothing', async () => {
  const [phone, laptop, thief] = await Promise.all([newDevice(), newDevice(), newDevice()]);
  await look(phone.page, LANTERN);
  await logIn(phone.page, 'ann');
  await look(phone.page, HEART);
  await logIn(laptop.page, 'ann');
  await vi.waitFor(
    async () => expect(await shelfItems(laptop.page, 'recently-viewed')).toEqual([HEART, LANTERN]),
    WAIT,
  );
  // Unverified, with somebody else's id.
  await thief.page.goto(stack.shop);
  await thief.page.evaluate(() =>
    (window as unknown as { edgewise(...given: unknown[]): void }).edgewise('identify', 'ann'),
  );
  await look(thief.page, '22423');
  await thief.page.goto(stack.shop);
  expect(await shelfItems(thief.page, 'recently-viewed')).toEqual(['22423']);
  // The laptop is shared: ann leaves, bob comes.
  const ann = await deviceOf(laptop.page);
  await laptop.page.goto(`${stack.shop}/account`);
  await laptop.page.getByTestId('logout').click();
  await vi.waitFor(async () => expect(await deviceOf(laptop.page)).not.toBe(ann), WAIT);
  await logIn(laptop.page, 'bob');
  await look(laptop.page, '22423');
  await laptop.page.goto(stack.shop);
  await vi.waitFor(async () => expect(await shelfItems(laptop.page, 'recently-viewed')).toEqual(['22423']), WAIT);
  expect(await deviceOf(laptop.page)).not.toBe(ann);
});
