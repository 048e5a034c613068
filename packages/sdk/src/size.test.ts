import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { bundleTag, measure } from '../../../scripts/build-sdk.mjs';

const KIB = 1024;

it('the script tag is at most 5 KiB brotli, each part that a page may not need at most 4 KiB', async () => {
  const { script, chunks } = await bundleTag();
  const budgets = [['ew.js', script, 5 * KIB] as const].concat(
    Object.entries(chunks).map(([name, text]) => [name, text, 4 * KIB] as never),
  );
  for (const [name, text, budget] of budgets) {
    const size = await measure(text);
    console.log(`sdk ${name}: ${size.raw} bytes, gzip ${size.gzip}, brotli ${size.brotli} (budget ${budget})`);
    expect(size.brotli).toBeLessThanOrEqual(budget);
  }
});

/** What a shop's own bundler makes of an import, brotli bytes. */
async function weigh(source: string): Promise<number> {
  const here = dirname(fileURLToPath(import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: here, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2021',
    absWorkingDir: join(here, '..'),
    // The shop's own.
    external: ['react', 'react/jsx-runtime'],
    // What is loaded apart stays apart, as a shop's own bundler has it.
    plugins: [
      {
        name: 'apart',
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/chunk\// }, ({ kind, path }) =>
            kind === 'dynamic-import' ? { path, external: true } : undefined,
          ),
      },
    ],
  });
  const { brotli } = await measure(outputFiles[0]!.text);
  return brotli;
}

it.each([
  ['recommend', 800],
  ['on', 200],
  ['defineElement', 5 * KIB],
  ['init, event, consent', 5 * KIB],
  ['init, event, consent, identify', 5 * KIB],
  ['init, event, consent, reset, page, cart, on, refresh, recommend, identify, defineElement', 6 * KIB],
])('import { %s } is at most %i bytes brotli', async (names, budget) => {
  const brotli = await weigh(`import {${names}} from './index.ts'; console.log(${names});`);
  console.log(`sdk import { ${names} }: brotli ${brotli} (budget ${budget})`);
  expect(brotli).toBeLessThanOrEqual(budget);
});

it('everything of the React wrapper is at most 6.5 KiB brotli, React aside', async () => {
  const brotli = await weigh(`import * as all from './react.ts'; console.log(all);`);
  console.log(`sdk import * from react: brotli ${brotli}`);
  expect(brotli).toBeLessThanOrEqual(6.5 * KIB);
});
