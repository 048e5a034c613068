/** When a shelf appears, and what counts as having been shown nothing, in real Chromium. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, traces, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const FAR = '<div style="height:4000px"></div>';
const RESERVED = '<style>edgewise-recs { display: block; min-height: 22rem }</style>';
const shelf = (placement: string) => `<edgewise-recs placement="${placement}"></edgewise-recs>`;
const cards = (page: Page, placement: string) => page.locator(`[placement="${placement}"] a[data-item]`).count();
/** What was asked for has been answered, and shown where it was to be shown: another shelf came after it. */
const settled = (page: Page, last = 'similar') => until(async () => (await cards(page, last)) > 0);
const answered = { has: () => worker.widgets.length > 0 };
const momentOf = (moment: object) => {
  worker.told = (placement) => (placement === 'late' ? { moment: moment as never } : {});
};
const exposures = () => worker.named('view_item_list').filter(({ params }) => (params?.items ?? []).length === 0);

describe('a shelf that is not to be there at once', () => {
  it('on scroll: comes with the first scrolling, moves nothing, and stays through a refresh', async () => {
    momentOf({ on: 'scroll' });
    const page = await stage.open(shop.add('/', { body: RESERVED + shelf('late') + shelf('similar') + FAR }));
    await settled(page);
    expect(await cards(page, 'late')).toBe(0);
    const before = await page.locator('[placement=similar]').boundingBox();
    await page.evaluate(() => scrollTo(0, 1));
    await settled(page, 'late');
    expect((await page.locator('[placement=similar]').boundingBox())!.y).toBe(before!.y - 1);
    await send(page, 'refresh');
    await until(() => worker.widgets.length === 2);
    await settled(page, 'late');
  });

  it('on exit: comes when the pointer leaves through the top, and through no other side', async () => {
    momentOf({ on: 'exit' });
    const page = await stage.open(shop.add('/', { body: RESERVED + shelf('late') + shelf('similar') }));
    await settled(page);
    const leave = (clientY: number) =>
      page.evaluate(
        (y) => document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: y })),
        clientY,
      );
    await leave(300);
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    expect(await cards(page, 'late')).toBe(0);
    await leave(-1);
    await settled(page, 'late');
  });

  it('after N pages of the visit: a reload is a page, the count leaves with the consent', async () => {
    momentOf({ on: 'pages', after: 2 });
    const page = await stage.open(
      shop.add('/', { body: shelf('late') + shelf('similar'), attributes: 'data-consent="session"' }),
    );
    for (const [i, isThere] of [false, false, true].entries()) {
      await settled(page);
      if (isThere) await settled(page, 'late');
      else expect(await cards(page, 'late')).toBe(0);
      const counted = async () =>
        Object.values((await traces(page)).session as object)
          .join()
          .includes(`[${i + 1},`);
      await until(counted);
      if (!isThere) await page.reload();
    }
    await send(page, 'consent', 'contextual');
    await until(async () => !JSON.stringify((await traces(page)).session).includes('-pages'));
  });

  it('after N pages, where nothing may be kept: is there at once', async () => {
    momentOf({ on: 'pages', after: 5 });
    const page = await stage.open(shop.add('/', { body: shelf('late') }));
    await settled(page, 'late');
    expect(JSON.stringify(await traces(page))).not.toContain('-pages');
  });
});

describe('[X10] an arm that shows nothing', () => {
  it('is an exposure when the place of the shelf has been in view, once, and takes no room', async () => {
    worker.shelf = (placement) =>
      placement === 'hidden' ? '' : '<ul><li><a data-item="1" href="/p/1">1</a></li></ul>';
    worker.told = (placement) => (placement === 'hidden' ? { arms: 'hide=hidden' } : {});
    const body = `${RESERVED}${shelf('similar')}${FAR}${shelf('hidden')}<p id="after">after</p>${FAR}`;
    const page = await stage.open(shop.add('/', { body }));
    await settled(page);
    await until(answered.has);
    const height = () =>
      page.locator('[placement=hidden]').evaluate((element) => element.getBoundingClientRect().height);
    await page.evaluate(() => dispatchEvent(new Event('resize')));
    await until(async () => (await height()) === 0);
    // The first second of the shelf that is in view is over: had the hidden one been seen, it would be told by now.
    await until(() => worker.named('view_item_list').some(({ params }) => params?.item_list_id === 'similar'));
    expect(exposures()).toEqual([]);
    for (let i = 0; i < 2; i++) {
      await page.locator('#after').evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await until(() => exposures().length === 1);
      await page.evaluate(() => scrollTo(0, 0));
    }
    expect(exposures()).toMatchObject([
      { params: { item_list_id: 'hidden', edgewise_arms: 'hide=hidden', items: [] } },
    ]);
    expect(await height()).toBe(0);
  });

  it('is an exposure of a shelf that still waits for its moment, as of the arm without one', async () => {
    worker.told = (placement) => (placement === 'late' ? { arms: 'when=exit', moment: { on: 'exit' } } : {});
    const page = await stage.open(shop.add('/', { body: RESERVED + shelf('late') }));
    await until(() => exposures().length === 1);
    expect(exposures()[0]!.params).toMatchObject({ item_list_id: 'late', edgewise_arms: 'when=exit' });
    expect(await cards(page, 'late')).toBe(0);
  });
});
