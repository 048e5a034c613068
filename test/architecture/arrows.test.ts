/** Arrows between packages, read from what the bundler really took. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { cliBundle, consoleBundle, root, sdkBundle, shopBundle, sizes, workerBundle } from '../../scripts/bundles.mjs';

const HOMES = [
  'packages/protocol',
  'packages/core',
  'packages/sdk',
  'packages/cli',
  'apps/edge',
  'apps/shop',
  'apps/console',
] as const;
const homeOf = (path: string) => HOMES.find((home) => path.startsWith(`${home}/`));

/** `a → b` for each pair of homes where a file of a imports one of b. */
function arrows(metafile: Metafile): string[] {
  const found = new Set<string>();
  for (const [from, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path } of imports) {
      const [a, b] = [homeOf(from), homeOf(path)];
      if (a && b && a !== b) found.add(`${a} → ${b}`);
    }
  }
  return [...found].sort();
}

const outside = (metafile: Metafile, home: string) =>
  Object.entries(metafile.inputs)
    .filter(([path]) => path.startsWith(`${home}/`))
    .flatMap(([from, { imports }]) =>
      imports
        .filter(({ path }) => !homeOf(path))
        .map(({ path }) => `${from}: ${path.replace(/^.*node_modules\//, '')}`),
    );

describe('arrows', () => {
  it('the worker takes core and protocol, and nothing points back', async () => {
    const { metafile } = await workerBundle();
    expect(arrows(metafile)).toEqual([
      'apps/edge → packages/core',
      'apps/edge → packages/protocol',
      'packages/core → packages/protocol',
    ]);
  });

  it('core is pure: it imports the wire and nothing else, no platform and no library', async () => {
    const { metafile } = await workerBundle();
    expect(outside(metafile, 'packages/core')).toEqual([]);
  });

  it('the SDK bundles nothing of the worker: not core, not the schemas, not their library', async () => {
    const { metafile } = await sdkBundle();
    expect(arrows(metafile)).toEqual([]);
    expect(Object.keys(metafile.inputs).join()).not.toMatch(/valibot|hono/);
    const isLate = (line: string) => line.startsWith('packages/sdk/src/chunk/vitals.ts: ');
    const taken = outside(metafile, 'packages/sdk');
    const librariesOf = (lines: string[]) => [...new Set(lines.map((line) => line.split(': ')[1]?.split('/')[0]))];
    expect(librariesOf(taken.filter((line) => !isLate(line)))).toEqual(['idb-keyval']);
    // What measures a page comes when the page is done.
    expect(librariesOf(taken.filter(isLate))).toEqual(['web-vitals']);
  });

  it('the CLI takes core and protocol', async () => {
    const { metafile } = await cliBundle();
    expect(arrows(metafile).filter((arrow) => /→ (apps|packages\/(sdk|cli))/.test(arrow))).toEqual([]);
  });

  it('the shop knows nothing of the worker', async () => {
    const { metafile } = await shopBundle();
    expect(arrows(metafile).filter((arrow) => /→ (apps\/(edge|console)|packages\/cli)/.test(arrow))).toEqual([]);
  });

  it('the console bundles nothing of the others: it takes types, and those from the worker', async () => {
    const { metafile } = await consoleBundle();
    expect(arrows(metafile)).toEqual([]);
    // The words of other languages are its own, made into data; so is the list of what its pages share.
    const taken = outside(metafile, 'apps/console').filter(
      (line) => !/: (words:.*\/apps\/console\/|shared:shared)/.test(line),
    );
    const libraries = taken.map((line) => line.split(': ')[1]?.replace(/\/dist\/.*$/, ''));
    expect([...new Set(libraries)].sort()).toEqual([
      '@preact/signals',
      'preact',
      'preact/hooks',
      'preact/jsx-runtime',
      'uplot',
    ]);
    for (const path of Object.keys(metafile.inputs).filter((one) => one.startsWith('apps/console/'))) {
      const text = await readFile(join(root, path), 'utf8');
      const imports = text.matchAll(/^import (type )?[^;]*?from '(@edgewise\/[^']+)'/gm);
      for (const [statement, isType, from] of imports) {
        expect(isType && /^@edgewise\/edge\//.test(from!), `${path}: ${statement}`).toBe(true);
      }
    }
  });
});

it("the console's script is at most 120 KiB brotli with every page in it; the words of other languages are data beside it", async () => {
  const { files } = await consoleBundle();
  const scripts = files.filter(({ name }) => name.endsWith('.js')).map(({ bytes }) => sizes(bytes).brotli);
  const sum = scripts.reduce((a, b) => a + b, 0);
  console.log(`console: ${sum} bytes brotli in ${scripts.length} parts (budget ${120 * 1024})`);
  expect(sum).toBeLessThanOrEqual(120 * 1024);
});

it("the worker's bundle is at most 1 MiB gzip", async () => {
  const { gzip, raw } = sizes((await workerBundle()).code);
  console.log(`worker bundle: ${raw} bytes, ${gzip} gzip (budget ${1024 * 1024})`);
  expect(gzip).toBeLessThanOrEqual(1024 * 1024);
});
