/** Pages that a browser makes ahead of the shopper, and those that it keeps behind them: by the browser itself, not by made-up events. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBatch } from '@edgewise/protocol/events';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bundleTag } from '../../../scripts/build-sdk.mjs';
import { findChromium } from '../../../test/browser.ts';
import { Collector } from './testing/collector.ts';
import { ShopPages } from './testing/shop-pages.ts';
import { send, until } from './testing/stage.ts';

const worker = new Collector();
const shop = new ShopPages(() => worker.origin);

beforeAll(async () => {
  await worker.start(await bundleTag());
  await shop.start();
});
beforeEach(() => worker.reset());
afterAll(() => {
  worker.stop();
  shop.stop();
});

/** What came, by its numbers; of views, which page's. */
function told(): string[] {
  const numbered = worker.batches.flatMap(({ events }: WireBatch) =>
    events.map(({ n, name, params }) => {
      const of = params?.page_location;
      return [n, of ? `${name} ${new URL(of).pathname}` : name] as const;
    }),
  );
  return [...new Map(numbered)].sort(([one], [other]) => one - other).map(([, what]) => what);
}

it('[S37] a prerendered page begins when it is seen', async () => {
  // Browsers prerender nothing for pages that a debugger looks at: these two go their way alone.
  shop.add('/', {
    attributes: 'data-consent="person"',
    // Not before its first event is answered: what a page that is creating its database locks, Chromium gives nobody until it is over.
    before: `var ready=0;function go(){if(++ready===2)setTimeout(function(){location.href='/next'})}
      addEventListener('storage',go);edgewise('on',function(what){what.type==='answer'&&go()})`,
    body: '<script type="speculationrules">{"prerender":[{"urls":["/next"],"eagerness":"immediate"}]}</script>',
  });
  shop.add('/next', {
    attributes: 'data-consent="person"',
    before: `var ahead=document.prerendering,early='nothing';
      edgewise('on',function(what){if(document.prerendering)early=what.type});
      document.addEventListener('prerenderingchange',function(){edgewise('event','seen',{ahead:ahead,early:early})});
      addEventListener('load',function(){localStorage.made=1})`,
    body: '<edgewise-recs placement="home"></edgewise-recs>',
  });
  const { executablePath, args, env } = await findChromium();
  const profile = await mkdtemp(join(tmpdir(), 'edgewise-prerender-'));
  const browser = spawn(
    executablePath,
    [...args, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, `${shop.origin}/`],
    { env, stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => browser.once('close', resolve));
  try {
    await until(() => told().includes('seen') && worker.widgets[0]);
    // Its shelf's impression, after a second in view, may share their request.
    expect(told().slice(0, 3)).toEqual(['page_view /', 'page_view /next', 'seen']);
    const seen = worker.batches.flatMap(({ events }) => events).find(({ name }) => name === 'seen');
    expect(seen?.params).toEqual({ ahead: true, early: 'nothing' });
  } finally {
    browser.kill('SIGKILL');
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

it('[S38] a page that the browser kept and shows again is viewed again, and counts on', async () => {
  shop.add('/', {
    attributes: 'data-consent="person"',
    before: `edgewise('event','view_item',{items:[{item_id:'mug'}]});
      addEventListener('pageshow',function(event){window.kept=event.persisted})`,
    body: '<edgewise-recs placement="similar"></edgewise-recs>',
  });
  shop.add('/next', { attributes: 'data-consent="person"' });
  const { executablePath, args, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath,
    args,
    env,
    // Playwright's own, which forbids it.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${shop.origin}/`);
    await page.locator('edgewise-recs a').first().waitFor();
    await send(page, 'event', 'last');
    // A page that has the lock when it goes is not kept once the next one wants it.
    await until(() => told().includes('last') && told().includes('view_item_list'));
    await until(() => page.evaluate(async () => !(await navigator.locks.query()).held?.length));
    await page.goto(`${shop.origin}/next`);
    await until(() => told().includes('page_view /next'));
    // Not `page.goBack`, which waits for a load that does not come.
    await page.evaluate(() => setTimeout(() => history.back()));
    await until(() => told().filter((what) => what === 'page_view /')[1]);
    // The browser that npm brings keeps none and loads it anew: that has to be the same.
    const isKept = await page.evaluate(() => (window as { kept?: boolean }).kept);
    console.log(`the browser ${isKept ? 'kept' : 'did not keep'} the page`);
    await send(page, 'event', 'after');
    await until(() => told().includes('after'));
    expect(told().filter((what) => what !== 'view_item_list')).toEqual([
      ...['page_view /', 'view_item', 'last'],
      'page_view /next',
      ...['page_view /', 'view_item', 'after'],
    ]);
    expect(worker.widgets, 'what stands in the shelf stays').toHaveLength(isKept ? 1 : 2);
  } finally {
    await browser.close();
  }
});
