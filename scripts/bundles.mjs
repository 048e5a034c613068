/** What is shipped, as bundles in memory: for sizes, and for the tests that look at what is inside. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { CONSOLE_OPTIONS } from './build-console.mjs';
import { root } from './root.mjs';

export { root };

/** @param {string} entry path from the root */
async function bundle(entry, options = {}) {
  const { metafile, outputFiles } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
    outdir: join(root, 'dist/none'),
    legalComments: 'none',
    ...options,
  });
  return { metafile, code: outputFiles[0].contents };
}

/** The worker as wrangler bundles it. */
export const workerBundle = () =>
  bundle('apps/edge/src/worker.ts', {
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
  });

export const sdkBundle = () => bundle('packages/sdk/src/tag.ts', { platform: 'browser', target: 'es2020' });

export const cliBundle = () => bundle('packages/cli/src/cli.ts', { platform: 'node' });

export const shopBundle = () => bundle('apps/shop/src/main.ts', { platform: 'node' });

/** Every part of the console by its name: pages and languages load apart. */
export async function consoleBundle() {
  const { metafile, outputFiles } = await build({ ...CONSOLE_OPTIONS, write: false });
  return { metafile, files: outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: contents })) };
}

export const sizes = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
});

/** What a browser loads, as `npm run build` left it. */
export async function browserFiles() {
  const folder = join(root, 'dist/assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}
