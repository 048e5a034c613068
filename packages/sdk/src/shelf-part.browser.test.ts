/** What shows shelves does not come: the network is cut, a policy forbids it, or its release is gone from the worker. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const PART = /\/ew-shelf-\w+\.js/;
const FAR = '<div style="height:4000px"></div>';
const hide = '<style nonce="n0nce">edgewise-recs>[slot=empty]{display:none}</style>';
const shelf = (placement: string, inside = '') => `<edgewise-recs placement="${placement}">${inside}</edgewise-recs>`;
const cards = (page: Page, placement: string) => page.locator(`edgewise-recs[placement="${placement}"] a[data-item]`);

const listen = `window.heard=[];['load','error'].forEach(function(n){addEventListener('edgewise:'+n,function(e){heard.push(n+' '+e.target.getAttribute('placement'))})});
window.shift=0;new PerformanceObserver(function(l){l.getEntries().forEach(function(e){shift+=e.value})}).observe({type:'layout-shift',buffered:true});`;
type Heard = Window & { heard: string[]; shift: number };
const heard = (page: Page) => page.evaluate(() => (window as unknown as Heard).heard);
const shift = (page: Page) => page.evaluate(() => (window as unknown as Heard).shift);
const height = (page: Page, placement: string) =>
  page.locator(`[placement="${placement}"]`).evaluate((host) => (host as HTMLElement).offsetHeight);

interface Broken {
  page: Page;
  /** What was asked for in vain. */
  asked: string[];
  mend(): void;
}

/** A page whose part is not to be had until it is mended. Time stands still: no wait of the script's ends by itself. */
async function openBroken(url: string, failure: 'cut' | 'gone', still = true): Promise<Broken> {
  const page = await stage.context.newPage();
  const asked: string[] = [];
  let isMended = false;
  await page.route(PART, async (route) => {
    if (isMended) return route.continue();
    asked.push(route.request().url());
    return failure === 'cut' ? route.abort() : route.fulfill({ status: 404, body: 'gone' });
  });
  if (still) {
    // Only those waits that end in another try: a second and longer.
    await page.addInitScript(() => {
      const { setTimeout: wait } = window;
      window.setTimeout = ((work: () => void, ms = 0, ...given: never[]) =>
        ms >= 1_000 && ms !== 4_000 ? 0 : wait(work, ms, ...given)) as typeof setTimeout;
    });
  }
  await page.goto(url);
  const broken = {
    page,
    asked,
    mend() {
      isMended = true;
    },
  };
  return broken;
}

describe('[S35] what shows shelves does not come', () => {
  it.each(['cut', 'gone'] as const)(
    '%s: the shelves say so and keep their space in view; the shop’s own wish brings them',
    async (failure) => {
      const body = `${shelf('similar')}<p>what follows</p>${FAR}${shelf('far')}`;
      const { page, mend } = await openBroken(shop.add('/', { body, before: listen }), failure);
      await until(async () => (await heard(page)).length === 2);
      expect(await heard(page)).toEqual(['error similar', 'error far']);
      expect([await height(page, 'similar'), await height(page, 'far')]).toEqual([192, 0]);
      expect(worker.widgets).toEqual([]);
      mend();
      await send(page, 'refresh');
      await until(async () => (await cards(page, 'far').count()) === 3 && (await cards(page, 'similar').count()) === 3);
      expect((await heard(page)).slice(2)).toEqual(['load similar', 'load far']);
      expect(worker.widgets).toHaveLength(1);
      expect(await height(page, 'far')).toBeGreaterThan(0);
      expect(await shift(page)).toBe(0);
    },
  );

  it('it is tried again by itself, under another address, because browsers remember what could not be imported', async () => {
    const { page, asked, mend } = await openBroken(shop.add('/', { body: shelf('similar') }), 'cut', false);
    await until(() => asked.length >= 2);
    mend();
    await until(async () => (await cards(page, 'similar').count()) === 3);
    expect(new Set(asked).size).toBe(asked.length);
    expect(worker.widgets).toHaveLength(1);
  });

  it('a single-page shop’s next page ends the wait', async () => {
    const { page, asked, mend } = await openBroken(shop.add('/p/1', { body: shelf('similar') }), 'cut');
    await until(() => asked.length === 1);
    mend();
    await page.evaluate(() => history.pushState(0, '', '/p/2'));
    await until(async () => (await cards(page, 'similar').count()) === 3);
  });

  it('what the shop has for an empty shelf is shown, and makes way', async () => {
    const own = `<span slot="heading">Ours</span><div slot="placeholder">wait</div><p slot="empty">Nothing yet</p>`;
    const { page, mend } = await openBroken(
      shop.add('/', { head: hide, body: shelf('similar', own) + FAR + shelf('far', own), before: listen }),
      'gone',
    );
    const seen = (placement: string) =>
      page
        .locator(`[placement=${placement}]`)
        .evaluate((host) => [...host.children].map((child) => child.getClientRects().length > 0));
    await until(async () => (await heard(page)).length === 2);
    expect(await seen('similar')).toEqual([false, false, true]);
    expect(await seen('far')).toEqual([false, false, true]);
    mend();
    await send(page, 'refresh');
    await until(async () => (await cards(page, 'far').count()) === 3);
    expect(await seen('similar')).toEqual([false, false, false]);
    expect(await shift(page)).toBe(0);
  });

  it('under a policy that forbids it nothing is thrown, and events leave all the same', async () => {
    const page = await stage.open(
      shop.add('/', {
        body: shelf('similar'),
        // The script by its address, its parts by none.
        headers: { 'content-security-policy': `script-src 'nonce-n0nce' ${worker.origin}/ew.js` },
        attributes: 'data-consent="person"',
        before: `${listen}`,
      }),
    );
    await send(page, 'event', 'custom');
    await until(() => worker.named('custom').length);
    expect(await page.evaluate(() => window.thrown)).toEqual([]);
  });

  it('a shelf that came in the page’s HTML stays what it is', async () => {
    const inside =
      '<template shadowrootmode="open"><style></style><a data-item="early" href="/p/1">early</a></template>';
    const { page, mend } = await openBroken(
      shop.add('/', { body: FAR + shelf('ssr', inside), before: listen }),
      'cut',
      false,
    );
    await until(async () => (await heard(page)).length === 1);
    expect(await cards(page, 'ssr').isVisible()).toBe(true);
    mend();
    await send(page, 'refresh');
    await page.evaluate(() => scrollTo(0, 5000));
    await until(() => worker.named('view_item_list').length);
    expect(worker.widgets).toEqual([]);
  });

  it('[S23] such a shelf whose attributes changed meanwhile is asked for', async () => {
    const inside =
      '<template shadowrootmode="open"><style></style><a data-item="early" href="/p/1">early</a></template>';
    const { page, mend } = await openBroken(shop.add('/', { body: shelf('ssr', inside), before: listen }), 'cut');
    await until(async () => (await heard(page)).length === 1);
    await page.locator('edgewise-recs').evaluate((host) => host.setAttribute('item', '2'));
    mend();
    await send(page, 'refresh');
    await until(() => worker.widgets.length);
    expect(worker.widgets[0]!.page.item_id).toBe('2');
  });

  it('a shelf that was empty below the view shows what a refresh brings', async () => {
    worker.shelf = () => '';
    const page = await stage.open(shop.add('/', { body: FAR + shelf('far'), before: listen }));
    await until(async () => (await height(page, 'far')) === 0);
    worker.shelf = (placement) => `<ul><li><a data-item="${placement}-1" href="#">card</a></li></ul>`;
    await send(page, 'refresh');
    await until(async () => (await height(page, 'far')) > 0);
    expect(await cards(page, 'far').isVisible()).toBe(true);
    expect(await shift(page)).toBe(0);
  });
});
