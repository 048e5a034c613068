#!/usr/bin/env node
// Runs the built CLI. In a checkout whose sources are newer than the build, it is bundled first (a fraction of a second).
import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, '../dist/cli.js');
const sources = ['../src', '../../core/src', '../../protocol/src'].map((path) => join(here, path)).filter(existsSync);

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, statSync(folder).mtimeMs);

const inCheckout = existsSync(join(here, '../src/cli.ts'));
if (inCheckout && (!existsSync(built) || statSync(built).mtimeMs < Math.max(...sources.map(newest)))) {
  const { build } = await import('esbuild');
  const fresh = `${built}.${process.pid}`;
  await build({
    entryPoints: [join(here, '../src/cli.ts')],
    outfile: fresh,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  renameSync(fresh, built); // whole or not at all, also when two commands start at once
}

const { main } = await import(pathToFileURL(built).href);
process.exitCode = await main(process.argv.slice(2));
