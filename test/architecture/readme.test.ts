/** What README.md and CONTRIBUTING.md say is so: paths exist, commands exist. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bundles.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

it('README.md counts the demo shop rightly, and its configuration deploys', { timeout: 120_000 }, async () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const lines = (file: string) =>
    gunzipSync(readFileSync(join(root, 'apps/shop/data', file)))
      .toString()
      .trim()
      .split('\n').length;
  const stated = (what: string) => Number(new RegExp(`([\\d,]+) ${what}`).exec(text)?.[1]?.replaceAll(',', ''));
  const products = lines('catalogue.ndjson.gz');
  const orderLines = lines('orders.csv.gz') - 1;
  expect(Math.abs(stated('real products') - products)).toBeLessThan(50);
  expect(Math.abs(stated('real order lines') - orderLines)).toBeLessThan(500);

  // `wrangler deploy` as far as it goes without an account.
  const out = await mkdtemp(join(tmpdir(), 'edgewise-deploy-'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', out],
    { cwd: root, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' } },
  );
  await rm(out, { recursive: true });
  for (const binding of ['PERSON', 'DIRECTORY', 'SHOP', 'TRAINER', 'EVENTS', 'BUCKET', 'CONFIG', 'ASSETS']) {
    expect(stdout).toContain(`env.${binding}`);
  }
});

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');

  it('names only paths that exist', () => {
    const paths = [...text.matchAll(/[`(]((?:packages|apps|test|scripts|docs)\/[\w./-]+)[`)]/g)].map(
      (match) => match[1]!,
    );
    const built = /\/dist\//;
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !built.test(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
