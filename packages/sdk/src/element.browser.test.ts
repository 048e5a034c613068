import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const personal = { attributes: 'data-consent="person"' };
const shelf = (placement: string, more = '') => `<edgewise-recs placement="${placement}" ${more}></edgewise-recs>`;
const cards = (page: Page, placement: string) => page.locator(`edgewise-recs[placement="${placement}"] a[data-item]`);
const filled = (page: Page, placement: string) => until(async () => (await cards(page, placement).count()) > 0);

const watchShift = `window.shift=0;new PerformanceObserver(function(l){l.getEntries().forEach(function(e){shift+=e.value})}).observe({type:'layout-shift',buffered:true});`;
const shift = (page: Page) => page.evaluate(() => (window as unknown as { shift: number }).shift);

describe('element', () => {
  it('[S10] many shelves are one request', async () => {
    const page = await stage.open(
      shop.add('/', { body: shelf('similar', 'count="4"') + shelf('bought') + shelf('trending') }),
    );
    for (const placement of ['similar', 'bought', 'trending']) await filled(page, placement);
    expect(worker.widgets).toHaveLength(1);
    expect(worker.widgets[0]!.placements).toEqual([{ id: 'similar', count: 4 }, { id: 'bought' }, { id: 'trending' }]);
    expect(worker.widgets[0]!.page).toEqual({ type: 'home' });
  });

  it('[S10] shelves that come later get a second request, those for another item one of their own', async () => {
    const page = await stage.open(shop.add('/p/1', { body: shelf('similar') + shelf('bought', 'item="other"') }));
    await filled(page, 'similar');
    await filled(page, 'bought');
    expect(worker.widgets.map(({ page }) => page.item_id).sort()).toEqual(['other', undefined]);
    await page.evaluate(() => {
      for (const placement of ['late', 'later']) {
        const element = document.createElement('edgewise-recs');
        element.setAttribute('placement', placement);
        document.body.append(element);
      }
    });
    await filled(page, 'later');
    expect(worker.widgets).toHaveLength(3);
    expect(worker.widgets[2]!.placements).toEqual([{ id: 'late' }, { id: 'later' }]);
  });

  it('[S10] [P2] a person’s request carries device, route and capsule, and what the capsule does not hold', async () => {
    const page = await stage.open(shop.add('/', personal));
    await send(page, 'event', 'view_item', { items: [{ item_id: 'held' }] });
    await until(async () => ((await stored(page)).device as { c?: string })?.c && worker.named('view_item').length);
    await page.goto(
      shop.add('/p/2', {
        ...personal,
        body: shelf('similar'),
        before: `dataLayer=[{event:'view_item',ecommerce:{items:[{item_id:'new'}]}}]`,
      }),
    );
    await until(() => worker.widgets.length);
    expect(worker.widgets[0]).toMatchObject({
      device: worker.events[0]!.device,
      route: `route-${worker.events[0]!.device!.slice(0, 8)}`,
      capsule: expect.stringMatching(/^capsule-/),
      page: { type: 'product', item_id: 'new' },
    });
    expect(worker.widgets[0]!.seen.map(({ item_id }) => item_id)).toEqual(['new']);
  });

  it('[S10] what the page states about itself and its cart goes along', async () => {
    const before = `edgewise('page',{type:'cart',item_category:'Mugs'});edgewise('cart',['a',7]);`;
    await stage.open(
      shop.add('/basket', { body: shelf('cross-sell'), before, attributes: 'data-market="ro" data-language="ro"' }),
    );
    await until(() => worker.widgets.length);
    expect(worker.widgets[0]).toMatchObject({
      page: { type: 'cart', item_category: 'Mugs' },
      cart: ['a', '7'],
      market: 'ro',
      context: { language: 'ro' },
    });
  });

  it('[S11] strict policies: scripts by nonce alone, no inline style, Trusted Types required, no violation', async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-n0nce'",
      "style-src 'nonce-n0nce'",
      `connect-src ${worker.origin}`,
      "require-trusted-types-for 'script'",
      'trusted-types edgewise',
    ].join('; ');
    const page = await stage.open(
      shop.add('/', {
        ...personal,
        body: shelf('similar') + shelf('bought'),
        headers: { 'content-security-policy': policy },
        before: `window.violations=[];document.addEventListener('securitypolicyviolation',function(e){violations.push(e.violatedDirective)});`,
      }),
    );
    await filled(page, 'bought');
    await send(page, 'refresh');
    await until(() => worker.widgets.length === 2);
    expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
    const height = await cards(page, 'similar')
      .first()
      .locator('..')
      .evaluate((li) => getComputedStyle(li).height);
    expect(height).toBe('32px');
  });

  it.each([
    ['as tall as reserved', '<div style="height:12rem"></div>'],
    ['taller than reserved', `<ul>${'<li><a data-item="x" href="#">x</a></li>'.repeat(40)}</ul>`],
    ['empty', ''],
  ])('[S11] a shelf that is %s does not move what follows it', async (_, html) => {
    worker.shelf = () => html;
    const page = await stage.open(
      shop.add('/', { body: `${shelf('similar')}<p id="after">what follows</p>`, before: watchShift }),
    );
    const top = () => page.locator('#after').evaluate((p) => p.getBoundingClientRect().top);
    const before = await top();
    await until(() => page.evaluate(() => document.querySelector('edgewise-recs')?.shadowRoot));
    expect(await top()).toBe(before);
    await send(page, 'refresh');
    await until(() => worker.widgets.length === 2);
    expect(await top()).toBe(before);
    expect(await shift(page)).toBe(0);
  });

  it('[S11] below the view, a shelf has the height that it needs', async () => {
    const page = await stage.open(
      shop.add('/', { body: `<div style="height:3000px"></div>${shelf('similar')}`, before: watchShift }),
    );
    await filled(page, 'similar');
    expect(await shift(page)).toBe(0);
  });

  it('[S12] half of it in view for a second is an impression, once; a click is a click', async () => {
    const page = await stage.open(
      shop.add('/', { ...personal, body: `<div style="height:1200px"></div>${shelf('similar')}` }),
    );
    await filled(page, 'similar');
    expect(worker.named('view_item_list')).toEqual([]);
    await page.evaluate(() => scrollTo(0, 5000));
    await until(() => worker.named('view_item_list').length);
    expect(worker.named('view_item_list')[0]!.params).toEqual({
      item_list_id: 'similar',
      items: [1, 2, 3].map((i) => ({ item_id: `similar-${i}`, index: i - 1 })),
    });
    shop.add('/p/2', personal);
    await cards(page, 'similar').nth(1).click();
    await page.waitForURL('**/p/2');
    await until(() => worker.named('select_item').length && worker.named('page_view').length === 2);
    expect(worker.named('select_item')[0]!.params).toEqual({
      item_list_id: 'similar',
      items: [{ item_id: 'similar-2', index: 1 }],
    });
    expect(worker.named('view_item_list')).toHaveLength(1);
  });

  it.each(['cut', { status: 500 }, { status: 503 }] as const)(
    '[S10] a shelf that fails (%j) stays as it was, and says so',
    async (mishap) => {
      worker.mishaps.widgets.push(mishap);
      const page = await stage.open(
        shop.add('/', {
          body: `${shelf('similar')}<p id="after">what follows</p>`,
          before: `window.heard=[];['load','empty','error'].forEach(function(n){addEventListener('edgewise:'+n,function(e){heard.push(n+' '+e.target.getAttribute('placement'))})});`,
        }),
      );
      const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
      await until(async () => (await heard()).length);
      expect(await heard()).toEqual(['error similar']);
      expect(await page.locator('edgewise-recs').evaluate((e) => [e.shadowRoot, e.clientHeight])).toEqual([null, 192]);
      await send(page, 'refresh');
      await filled(page, 'similar');
      expect(await heard()).toEqual(['error similar', 'load similar']);
    },
  );

  it('[S10] a worker that does not answer is given up after four seconds', async () => {
    worker.mishaps.widgets.push('hang');
    const page = await stage.open(shop.add('/', { body: shelf('similar') }));
    await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'error')));
    expect(await page.evaluate(() => performance.now())).toBeGreaterThan(3900);
  });

  it('[S10] a shelf that came in the page’s HTML is taken over, not asked for', async () => {
    const inside = '<template shadowrootmode="open"><a data-item="early" href="/p/1">early</a></template>';
    const page = await stage.open(
      shop.add('/', {
        ...personal,
        body: `<edgewise-recs placement="ssr">${inside}</edgewise-recs>${shelf('similar')}`,
      }),
    );
    await filled(page, 'similar');
    await until(() => worker.named('view_item_list').length === 2);
    expect(worker.widgets.flatMap(({ placements }) => placements)).toEqual([{ id: 'similar' }]);
    expect(worker.named('view_item_list').map(({ params }) => params!.items![0]!.item_id)).toContain('early');
  });
});
