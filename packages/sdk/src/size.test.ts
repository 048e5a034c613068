import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { bundleTag, measure } from '../../../scripts/build-sdk.mjs';

const KIB = 1024;

it('the script tag is at most 6 KiB brotli', async () => {
  const size = await measure(await bundleTag());
  console.log(`sdk tag: ${size.raw} bytes, gzip ${size.gzip}, brotli ${size.brotli} (budget ${6 * KIB})`);
  expect(size.brotli).toBeLessThanOrEqual(6 * KIB);
});

/** What a shop's own bundler makes of an import, brotli bytes. */
it.each([
  ['recommend', 600],
  ['on', 200],
  ['defineElement', 5 * KIB],
  ['init, event, consent', 5.75 * KIB],
  ['init, event, consent, reset, page, cart, on, refresh, recommend, defineElement', 6.5 * KIB],
])('import { %s } is at most %i bytes brotli', async (names, budget) => {
  const here = dirname(fileURLToPath(import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: `import {${names}} from './index.ts'; console.log(${names});`, resolveDir: here, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    absWorkingDir: join(here, '..'),
  });
  const { brotli } = await measure(outputFiles[0]!.text);
  console.log(`sdk import { ${names} }: brotli ${brotli} (budget ${budget})`);
  expect(brotli).toBeLessThanOrEqual(budget);
});
