/** The element between a shop's own markup and its framework: attributes, slots, moves, events, laziness. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const shelf = (placement: string, more = '', inside = '') =>
  `<edgewise-recs placement="${placement}" ${more}>${inside}</edgewise-recs>`;
const FAR = '<div style="height:4000px"></div>';
const SSR = '<template shadowrootmode="open"><style>p{}</style><a data-item="early" href="/p/1">early</a></template>';

const cards = (page: Page, placement: string) => page.locator(`edgewise-recs[placement="${placement}"] a[data-item]`);
const filled = (page: Page, placement: string) => until(async () => (await cards(page, placement).count()) > 0);
const asked = () => worker.widgets.map(({ placements }) => placements.map(({ id }) => id));

/** What the page hears, and what shifts, from before the first byte. */
const listen = `window.heard=[];['load','empty','error','view','click','buy'].forEach(function(n){addEventListener('edgewise:'+n,function(e){heard.push([n,e.composedPath()[0].getAttribute('placement'),JSON.parse(JSON.stringify(e.detail||null))])})});
window.shift=0;new PerformanceObserver(function(l){l.getEntries().forEach(function(e){shift+=e.value})}).observe({type:'layout-shift',buffered:true});`;
type Heard = [what: string, placement: string, detail: Record<string, unknown>];
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const shift = (page: Page) => page.evaluate(() => (window as unknown as { shift: number }).shift);
/** A turn of the element: what it would ask for now has been asked for. */
const settled = async (page: Page, work: () => Promise<unknown>) => {
  const before = worker.widgets.length;
  await work();
  await send(page, 'refresh');
  await until(() => worker.widgets.length > before);
};

describe('lazy', () => {
  it('[S23] is asked for when it is less than a screen away, and those that come near together in one request', async () => {
    const lazy = 'loading="lazy"';
    const page = await stage.open(
      shop.add('/', { body: shelf('similar') + FAR + shelf('bought', lazy) + shelf('trending', lazy), before: listen }),
    );
    await filled(page, 'similar');
    // A refresh of all is none of a shelf that was never near.
    await settled(page, async () => undefined);
    expect(asked()).toEqual([['similar'], ['similar']]);
    await page.evaluate(() => scrollTo(0, 3000));
    await filled(page, 'trending');
    expect(asked().slice(2)).toEqual([['bought', 'trending']]);
    expect(await shift(page)).toBe(0);
  });

  it('[S23] asks when it is told to, near or not', async () => {
    const page = await stage.open(shop.add('/', { body: FAR + shelf('bought', 'loading="lazy"') }));
    await page.evaluate(() => customElements.whenDefined('edgewise-recs'));
    await page.locator('edgewise-recs').evaluate((element) => (element as HTMLElement & { refresh(): void }).refresh());
    await filled(page, 'bought');
    expect(asked()).toEqual([['bought']]);
  });
});

describe('a framework', () => {
  it('[S23] changes an attribute: that shelf alone is asked for again, and an answer to before is late', async () => {
    const page = await stage.open(shop.add('/p/1', { body: shelf('similar') + shelf('bought') }));
    await filled(page, 'bought');
    await page.locator('[placement="similar"]').evaluate((element) => {
      element.setAttribute('placement', 'similar');
      element.setAttribute('item', 'a');
      element.setAttribute('item', 'b');
      element.setAttribute('count', '3');
      element.setAttribute('locale', 'ro-RO');
    });
    await until(() => worker.widgets.length === 2);
    expect(worker.widgets[1]).toMatchObject({
      placements: [{ id: 'similar', count: 3 }],
      page: { item_id: 'b' },
      context: { language: 'ro-RO' },
    });
  });

  it('[S23] moves a shelf, takes it away and puts it back: it is kept, and asked for only when it changed meanwhile', async () => {
    const page = await stage.open(shop.add('/', { body: `${shelf('similar')}<main></main>`, before: listen }));
    await filled(page, 'similar');
    await page.evaluate(async () => {
      const element = document.querySelector('edgewise-recs')!;
      document.querySelector('main')!.append(element);
      element.remove();
      await new Promise((done) => setTimeout(done));
      document.body.append(element);
    });
    // Its clicks still count.
    await cards(page, 'similar')
      .first()
      .evaluate((link) => {
        link.addEventListener('click', (event) => event.preventDefault());
        (link as HTMLElement).click();
      });
    await until(() => worker.named('select_item').length);
    expect(asked()).toEqual([['similar']]);
    await page.evaluate(async () => {
      const element = document.querySelector('edgewise-recs')!;
      element.remove();
      element.setAttribute('placement', 'other');
      document.body.append(element);
    });
    await until(async () => (await cards(page, 'other').first().getAttribute('data-item')) === 'other-1');
    expect(asked()).toEqual([['similar'], ['other']]);
  });

  it('[S23] takes a shelf away while it is being asked for: nothing happens to it', async () => {
    const page = await stage.context.newPage();
    let answer = () => {};
    const held = new Promise<void>((done) => {
      answer = done;
    });
    await page.route('**/v1/widgets', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(shop.add('/', { body: shelf('similar') + shelf('gone'), before: listen }));
    await until(() => page.evaluate(() => window.told.some((what) => 'path' in what && what.path === '/v1/widgets')));
    await page.evaluate(() => {
      const gone = document.querySelector('[placement="gone"]')!;
      gone.remove();
      (window as unknown as { gone: Element }).gone = gone;
    });
    answer();
    await filled(page, 'similar');
    expect(await page.evaluate(() => (window as unknown as { gone: Element }).gone.shadowRoot)).toBeNull();
    expect((await heard(page)).map(([, placement]) => placement)).not.toContain('gone');
  });
});

describe('a bundle', () => {
  it('[S23] its button tells the page what to put into the cart, and counts as a click on what was recommended', async () => {
    worker.shelf = () =>
      '<section part="shelf" aria-label="Together"><ul><li><a data-item="tray" href="/p/1">a</a></li><li><a data-item="jug" href="/p/2">b</a></li></ul><p part="total"><button part="buy" type="button" data-buy="pot">Buy the 3 together</button></p></section>';
    const page = await stage.open(shop.add('/', { body: shelf('similar', 'buy'), before: listen }));
    await page.locator('edgewise-recs [part=buy]').click();
    await until(() => worker.named('select_item').length);
    const bought = (await heard(page)).filter(([what]) => what === 'buy');
    expect(bought).toMatchObject([
      [
        'buy',
        'similar',
        { placement: 'similar', items: [{ item_id: 'pot' }, { item_id: 'tray' }, { item_id: 'jug' }] },
      ],
    ]);
    expect(JSON.stringify(worker.named('select_item'))).not.toContain('pot');
    expect((await heard(page)).filter(([what]) => what === 'click')).toEqual([]);
  });
});

describe('slots', () => {
  const own = `<span slot="heading">Chosen by us</span><div slot="placeholder" style="height:5rem">wait</div><p slot="empty">Nothing yet</p>`;
  const hide = '<style nonce="n0nce">edgewise-recs>[slot=empty]{display:none}</style>';
  const seen = (page: Page, slot: string) =>
    page.locator(`[slot=${slot}]`).evaluate((element) => element.getClientRects().length > 0);

  it('[S23] a heading of the shop’s own stands in the place of the plan’s, and names the shelf', async () => {
    worker.shelf = () =>
      '<section part="shelf" aria-labelledby="h"><h2 part="heading" id="h"><slot name="heading">Ours</slot></h2><ul><li><a data-item="a" href="/p/1">a</a></li></ul></section>';
    worker.mishaps.widgets.push('hang');
    const page = await stage.open(shop.add('/', { head: hide, body: shelf('similar', '', own), before: listen }));
    expect([await seen(page, 'heading'), await seen(page, 'placeholder'), await seen(page, 'empty')]).toEqual([
      true,
      true,
      false,
    ]);
    await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'send')));
    await send(page, 'refresh');
    await filled(page, 'similar');
    expect([await seen(page, 'heading'), await seen(page, 'placeholder'), await seen(page, 'empty')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await page.getByRole('region', { name: 'Chosen by us' }).count()).toBe(1);
    expect(await page.getByRole('heading', { name: 'Chosen by us', level: 2 }).count()).toBe(1);
    expect(await shift(page)).toBe(0);
  });

  it('[S23] [S11] an empty shelf shows what the shop has for that, below the view too', async () => {
    worker.shelf = () => '';
    const page = await stage.open(
      shop.add('/', {
        head: hide,
        body: FAR + shelf('similar', '', own) + shelf('bare') + shelf('kept', 'empty="keep"'),
        before: listen,
      }),
    );
    await until(async () => (await heard(page)).length === 3);
    expect([await seen(page, 'heading'), await seen(page, 'placeholder'), await seen(page, 'empty')]).toEqual([
      false,
      false,
      true,
    ]);
    const heights = () =>
      page.locator('edgewise-recs').evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
    await until(async () => (await heights())[1] === 0);
    expect(await heights()).toEqual([192, 0, 192]);
    expect(await shift(page)).toBe(0);
  });
});

describe('the cart', () => {
  it('[S23] a shelf with refresh-on-cart is asked for again when the cart changes, others the next time', async () => {
    const page = await stage.open(
      shop.add('/', {
        body: shelf('cart', 'refresh-on-cart') + shelf('similar'),
        attributes: 'data-consent="session"',
      }),
    );
    await filled(page, 'similar');
    await send(page, 'cart', ['mug']);
    await until(() => worker.widgets.length === 2);
    expect(worker.widgets[1]).toMatchObject({ placements: [{ id: 'cart' }], cart: ['mug'] });
    await send(page, 'event', 'add_to_cart', { items: [{ item_id: 'tin' }] });
    await until(() => worker.widgets.length === 3);
    expect(worker.widgets[2]!.placements).toEqual([{ id: 'cart' }]);
    expect(worker.widgets[2]!.seen.map(({ item_id, name }) => [item_id, name])).toContainEqual(['tin', 'add_to_cart']);
    await send(page, 'refresh');
    await until(() => worker.widgets.length === 4);
    expect(worker.widgets[3]!.cart).toEqual(['mug']);
  });
});

describe('events', () => {
  it('[S23] bubble out of other shadow roots: load, view, click, with what was shown', async () => {
    const page = await stage.open(shop.add('/', { before: listen }));
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      host.attachShadow({ mode: 'open' }).innerHTML =
        '<edgewise-recs placement="similar" style="display:block;height:200px"></edgewise-recs>';
      addEventListener('click', (event) => event.preventDefault());
    });
    await until(async () => (await heard(page)).some(([what]) => what === 'view'));
    await page.locator('a[data-item]').nth(1).click();
    await until(async () => (await heard(page)).length === 3);
    const items = [1, 2, 3].map((i) => ({ item_id: `similar-${i}`, index: i - 1 }));
    expect(await heard(page)).toEqual([
      ['load', 'similar', expect.objectContaining({ placement: 'similar' })],
      ['view', 'similar', { placement: 'similar', items }],
      ['click', 'similar', { placement: 'similar', items: [items[1]], url: `${shop.origin}/p/2` }],
    ]);
  });
});

describe('a shelf that came in the page’s HTML', () => {
  it('[S10] stays when the shopper agrees, and is asked for when the shop says so, its item changes or consent is withdrawn', async () => {
    const page = await stage.open(shop.add('/', { body: shelf('ssr', '', SSR) + shelf('similar') }));
    await filled(page, 'similar');
    await send(page, 'consent', 'person');
    await until(() => worker.widgets.length === 2);
    expect(asked()).toEqual([['similar'], ['similar']]);
    await send(page, 'consent', 'contextual');
    await until(() => worker.widgets.length === 3);
    expect(asked()[2]!.sort()).toEqual(['similar', 'ssr']);
    await until(async () => (await cards(page, 'ssr').first().getAttribute('data-item')) === 'ssr-1');
    expect(
      await page.locator('[placement=ssr]').evaluate((host) => host.shadowRoot!.querySelector('style')),
    ).toBeNull();
  });

  it('[S10] is refreshed by its own method, and its clicks count from the start', async () => {
    const page = await stage.open(shop.add('/', { body: shelf('ssr', '', SSR), before: listen }));
    await until(async () => (await heard(page)).some(([what]) => what === 'view'));
    expect(worker.widgets).toEqual([]);
    await page.locator('edgewise-recs').evaluate((element) => (element as HTMLElement & { refresh(): void }).refresh());
    await until(async () => (await cards(page, 'ssr').count()) === 3);
  });
});
