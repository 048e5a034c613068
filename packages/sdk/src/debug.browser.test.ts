/** The panel of `edgewise('debug')`: what an owner reads when something is wrong with the page, and when nothing is. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const region = (page: Page) => page.getByRole('region', { name: 'Edgewise check' });
const lines = (page: Page) => region(page).getByRole('listitem').allTextContents();
const says = async (page: Page, text: string) => {
  await until(async () => (await lines(page)).some((line) => line.includes(text))).catch(async () =>
    expect(await lines(page)).toContain(text),
  );
};
const SHELF = '<edgewise-recs placement="similar"></edgewise-recs>';

describe('[S22] the debug panel', () => {
  it('of a page where all is well has nothing to fix, under the strictest policies, and moves nothing', async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-n0nce'",
      "style-src 'nonce-n0nce'",
      `connect-src ${worker.origin}`,
      "require-trusted-types-for 'script'",
      'trusted-types edgewise',
    ].join('; ');
    const page = await stage.open(
      shop.add('/p/1?edgewise_debug', {
        attributes: 'data-consent="person"',
        body: SHELF,
        headers: { 'content-security-policy': policy },
        before: `window.violations=[];document.addEventListener('securitypolicyviolation',function(e){violations.push(e.violatedDirective)});
dataLayer=[{event:'view_item',ecommerce:{currency:'EUR',value:12,items:[{item_id:'mug',price:12}]}}]`,
      }),
    );
    await says(page, '3 cards');
    await says(page, 'Fine: Edgewise answers');
    // The shelf is in view, and by what is promised of it has been looked at after a second [S12].
    await says(page, 'Seen: page_view, view_item, view_item_list.');
    await says(page, '(200)');
    await says(page, 'This browser has a number of its own');
    await says(page, 'mug, 12 EUR. Its id, “mug”, has to be the one in your catalogue.');
    expect(await region(page).getByRole('status').textContent()).toMatch(/^0 to fix, 0 to look at/);
    expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
    const { device } = worker.events.find((event) => event.device)!;
    expect((await lines(page)).join()).not.toContain(device);
    // Nothing of the panel counts as the shopper's.
    expect(
      worker.events.map(({ name }) => name).filter((name) => !/^(page_view|view_item|view_item_list)$/.test(name)),
    ).toEqual([]);
  });

  it('that is opened by hand, and late, knows what happened before it', async () => {
    const page = await stage.open(shop.add('/p/1', { attributes: 'data-consent="person"' }));
    await send(page, 'event', 'add_to_cart', { currency: 'EUR', items: [{ item_id: 'mug', price: 12, quantity: 1 }] });
    await until(() => worker.named('add_to_cart').length);
    await send(page, 'debug');
    await says(page, 'Seen: page_view, add_to_cart.');
  });

  it('finds the script twice, missing prices, a missing currency, events that come twice and a placement that is none', async () => {
    const push = (name: string, ecommerce: object) =>
      `dataLayer.push({event:'${name}',ecommerce:${JSON.stringify(ecommerce)}});`;
    const page = await stage.open(
      shop.add('/?edgewise_debug', {
        head: `<script nonce="n0nce" async src="${worker.origin}/ew.js" data-site="test-shop"></script>`,
        body: '<edgewise-recs></edgewise-recs>',
        before: `dataLayer=[null,'x'];${push('add_to_cart', { items: [{ item_id: 'a' }] })}${push('purchase', { transaction_id: 't', items: [{ item_id: 'a', price: 1 }] }).repeat(2)}`,
      }),
    );
    await says(page, 'To fix: The script is on this page 2 times');
    await says(page, 'To look at: Prices are missingadd_to_cart:');
    await says(page, 'To look at: The currency is missingpurchase:');
    await says(page, 'To look at: Events come twicepurchase:');
    await says(page, 'Note: This page’s productNone was recognised.');
    await says(page, 'To fix: A shelf without a placement');
    await says(page, 'Nobody has said yet what the shopper agrees to');
  });

  it('names what a security policy blocks, and the words that allow it', async () => {
    const policy = `script-src 'nonce-n0nce'; connect-src 'self'`;
    const page = await stage.open(
      shop.add('/?edgewise_debug', { body: SHELF, headers: { 'content-security-policy': policy } }),
    );
    await says(page, `Add to the Content-Security-Policy header: connect-src ${worker.origin}.`);
    await says(page, 'To fix: Edgewise does not answer');
    await says(page, 'What blocks it is the page’s security policy');
  });

  it('says that the worker refuses this shop, and that shelves moved the page', async () => {
    worker.mishaps.widgets.push({ status: 403 }, { status: 403 }, { status: 403 });
    const page = await stage.open(
      shop.add('/?edgewise_debug', {
        head: '<style nonce="n0nce">edgewise-recs{min-height:0!important}</style>',
        body: `${SHELF}<p>what follows</p>`,
      }),
    );
    await says(page, `Add ${shop.origin} to the origins of “test-shop”`);
    await says(page, 'Edgewise gave no answer, or the script’s part that shows shelves could not be loaded.');
    // A theme without the style that reserves space.
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('edgewise-recs')!.style.setProperty('height', '200px'),
    );
    await says(page, 'To fix: Shelves moved the page');
  });

  it('opens late, is closed by Escape, and opens again', async () => {
    const page = await stage.open(shop.add('/', { body: SHELF }));
    await send(page, 'debug');
    await says(page, 'Seen: page_view');
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
    await until(async () => {
      await page.keyboard.press('Tab');
      return (await focused()) === 'Close';
    });
    await page.keyboard.press('Escape');
    expect(await region(page).count()).toBe(0);
    await send(page, 'debug');
    await until(() => region(page).count());
  });
});
