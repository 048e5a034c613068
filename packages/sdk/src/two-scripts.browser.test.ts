/** The script more than once on a page: theme and Tag Manager, an old release beside a new one, another site's tag. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleTag } from '../../../scripts/build-sdk.mjs';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

// Made otherwise: no byte and no short name is the same, and its parts are others.
beforeAll(async () => worker.serve(await bundleTag({ minify: false }), 'ew-other.js'));

const tag = (file: string, site: string) =>
  `<script nonce="n0nce" src="${worker.origin}/${file}" data-site="${site}" data-consent="person" data-engagement="off" data-vitals="0"></script>`;
// Below the view: a shelf that is looked at for a second, as on a slow machine, rightly tells so by an event of its own [S12].
const shelf = '<edgewise-recs placement="similar" style="margin-top:200vh"></edgewise-recs>';
const product =
  '<script type="application/ld+json">{"@type":"Product","sku":"mug","name":"Mug","offers":{"price":5,"priceCurrency":"EUR"}}</script>';

describe('[S1] two scripts on one page count once', () => {
  it.each([
    ['the same', ['ew.js', 'test-shop'], ['ew.js', 'test-shop']],
    ['another release behind it', ['ew.js', 'test-shop'], ['ew-other.js', 'test-shop']],
    ['another release before it', ['ew-other.js', 'test-shop'], ['ew.js', 'test-shop']],
    ['another site’s', ['ew.js', 'test-shop'], ['ew-other.js', 'other-shop']],
  ] as [string, [string, string], [string, string]][])('%s', async (_, one, other) => {
    const head = tag(...one) + tag(...other) + product;
    // An empty module in the place of the stage's own tag.
    const page = await stage.open(shop.add('/p/mug', { head, body: shelf + shelf, script: '' }));
    await until(() => page.locator('edgewise-recs a[data-item]').count());
    await page.evaluate(() => {
      window.dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'mug' }] } });
    });
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length && worker.named('add_to_cart').length);
    await page.goto('about:blank');
    await until(() => worker.named('last').length);
    expect(worker.events.map(({ name }) => name).sort()).toEqual(['add_to_cart', 'last', 'page_view', 'view_item']);
    expect(new Set(worker.events.map(({ device }) => device)).size).toBe(1);
    expect(new Set(worker.batches.map(({ site }) => site))).toEqual(new Set(['test-shop']));
    expect(worker.widgets).toHaveLength(1);
  });
});
