import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../../test/browser.ts';
import { BROKEN } from '../testing/pages/broken.ts';
import { COLLECTED } from '../testing/pages/collected.ts';
import { FRESH } from '../testing/pages/fresh-shops.ts';
import { FURTHER } from '../testing/pages/further-shops.ts';
import { HOSTED, NO_PRODUCT } from '../testing/pages/hosted-shops.ts';
import { LANDS } from '../testing/pages/lands.ts';
import { MET } from '../testing/pages/met-shops.ts';
import { ODD } from '../testing/pages/odd-shops.ts';
import { OPEN_SOURCE } from '../testing/pages/open-source-shops.ts';
import { ld, type SamplePage } from '../testing/pages/page.ts';
import { SECOND_LOOK } from '../testing/pages/second-look.ts';
import { SHAPES } from '../testing/pages/shapes.ts';
import { SHOPIFY } from '../testing/pages/shopify.ts';
import { SLIPS } from '../testing/pages/slips.ts';
import { STRUCTURES } from '../testing/pages/structures.ts';
import { TEMPLATES } from '../testing/pages/template-shops.ts';
import type { FoundProduct } from './product.ts';

declare global {
  interface Window {
    /** Undefined where the reader of markup would not even be asked for. */
    read(html: string, address: string): Promise<FoundProduct | undefined>;
  }
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { findProduct } from './markup.ts'; import { hasMarkup } from './has-markup.ts'; import { toItem } from '../normalise.ts';
        window.read = async (html, address) => {
          const page = new DOMParser().parseFromString(html, 'text/html');
          return hasMarkup(page) ? findProduct(address, toItem, page) : undefined;
        };`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2021',
  });
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]!.text });
});
afterAll(() => browser?.close());

const read = ({ html, address }: SamplePage) =>
  page.evaluate(([html, address]) => window.read(html!, address!), [html, address]);

/** What is wrong with what was read, in words; of what the page states. */
async function misread(sample: SamplePage): Promise<string[]> {
  const found = await read(sample);
  const item = found?.items[0];
  const { product } = sample;
  if (!product) return item ? [`found ${item.item_id}`] : [];
  const got = {
    id: item?.item_id,
    name: item?.item_name,
    price: item?.price,
    currency: found?.currency,
    availability: item?.availability,
  };
  return Object.entries(product)
    .filter(([name, value]) => got[name as keyof typeof got] !== value)
    .map(([name, value]) => `${name}: ${got[name as keyof typeof got]}, expected ${value}`);
}

describe('[S13] pages of real systems', () => {
  it.each([
    ['collected', COLLECTED],
    ['Shopify', SHOPIFY],
    ['open-source shops', OPEN_SOURCE],
    ['hosted shops', HOSTED],
    ['odd ones', ODD],
    ['fresh ones', FRESH],
    ['met in real shops', MET],
    ['slips', SLIPS],
    ['further shops', FURTHER],
    ['shapes of platforms', SHAPES],
    ['templates of platforms', TEMPLATES],
    ['other lands', LANDS],
    ['a second look', SECOND_LOOK],
    ['further broken ones', BROKEN],
    ['further structures', STRUCTURES],
    ['about no product', NO_PRODUCT],
  ])('%s: at least 95% give the right product, price, currency and availability', async (family, samples) => {
    const wrong: string[] = [];
    for (const sample of samples) {
      const faults = await misread(sample);
      if (faults.length > 0) wrong.push(`${sample.from}: ${faults.join('; ')}`);
    }
    console.log(`pages, ${family}: ${samples.length - wrong.length} of ${samples.length}`);
    for (const line of wrong) console.log(`  ${line}`);
    expect(wrong.length / samples.length).toBeLessThanOrEqual(0.05);
  });
});

/** Each is read once, by a page that must not notice. */
const HOSTILE: [what: string, html: () => string][] = [
  [
    'names in names, offers in offers',
    () =>
      ['name', 'offers', 'brand', '@graph']
        .map((key) =>
          ld(`{"@type":"Product","sku":"a","${key}":${`{"${key}":[`.repeat(30_000)}1${']}'.repeat(30_000)}}`),
        )
        .join(''),
  ],
  [
    'marks without an end in a price',
    () => ld(`{"@type":"Product","sku":"a","name":"x","offers":{"price":"${',1'.repeat(200_000)}"}}`),
  ],
  ['five megabytes', () => ld(`{"@type":"Product","name":"${'x'.repeat(5_000_000)}"}`)],
  ['a megabyte that is no JSON', () => ld(`{"@type":"Product",${'"a" "b",'.repeat(100_000)}`)],
  ['brackets without an end', () => ld('[{"@graph":'.repeat(20_000))],
  ['quotes without an end', () => ld(`{"@type":"Product","name":"${'" a '.repeat(40_000)}`)],
  ['white space and comments', () => ld(`{${' '.repeat(90_000)}${'/*x*/'.repeat(20_000)}"@type":"Product"`)],
  [
    'nodes that name each other',
    () =>
      ld(
        JSON.stringify({
          '@graph': ['a', 'b'].map((id, i) => ({
            '@id': id,
            '@type': 'Product',
            name: 'x',
            hasVariant: [{ '@id': 'ab'[1 - i] }],
            offers: { '@id': id },
            isVariantOf: { '@id': id },
            mainEntity: { '@id': id },
          })),
        }),
      ),
  ],
  [
    'thousands of products',
    () =>
      ld(
        JSON.stringify(
          Array.from({ length: 5_000 }, (_, i) => ({
            '@type': 'Product',
            sku: i,
            url: `/p/${i}`,
            offers: Array(5).fill({ url: `/p/${i}`, price: i }),
          })),
        ),
      ),
  ],
  [
    'thousands of one id',
    () => ld(JSON.stringify(Array.from({ length: 5_000 }, (_, i) => ({ '@id': 'x', [`k${i}`]: { '@id': 'x' } })))),
  ],
  [
    'names of a prototype',
    () =>
      ld('{"@type":"Product","__proto__":{"name":"x"},"constructor":{"name":"y"},"name":"z","offers":{"__proto__":1}'),
  ],
  [
    'elements in elements',
    () => `${'<div itemprop="offers" itemscope itemtype="https://schema.org/Product">'.repeat(2_000)}`,
  ],
  [
    'an element that refers to itself',
    () =>
      '<div id="a" itemscope itemtype="https://schema.org/Product" itemref="a b"></div><i id="b" itemprop="x" itemscope itemref="a b"></i>',
  ],
  ['a page of tags', () => '<meta property="product:price:amount" content="1">'.repeat(20_000)],
];

describe('[S1] markup made to harm', () => {
  it.each(HOSTILE)('%s: nothing is thrown, and the page does not stand still', async (_, html) => {
    const took = await page.evaluate(async (text) => {
      const parsed = new DOMParser().parseFromString(text, 'text/html').documentElement.outerHTML;
      const before = performance.now();
      await window.read(parsed, 'https://shop.example/p/1');
      return performance.now() - before;
    }, html());
    console.log(`markup, ${_}: ${Math.round(took)} ms`);
    // Far from any machine's noise: what is not bounded takes minutes.
    expect(took).toBeLessThan(5_000);
  });
});
