import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../../test/browser.ts';
import { COLLECTED } from '../testing/pages/collected.ts';
import { HOSTED, NO_PRODUCT } from '../testing/pages/hosted-shops.ts';
import { OPEN_SOURCE } from '../testing/pages/open-source-shops.ts';
import type { SamplePage } from '../testing/pages/page.ts';
import { SHOPIFY } from '../testing/pages/shopify.ts';
import type { FoundProduct } from './product.ts';

declare global {
  interface Window {
    read(html: string, address: string): Promise<FoundProduct | undefined>;
  }
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { findProduct } from './markup.ts'; import { toItem } from '../normalise.ts';
        window.read = (html, address) => findProduct(address, toItem, new DOMParser().parseFromString(html, 'text/html'));`,
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
