/**
 * One source, two outputs: the script tag and the npm module with its types. Run it, or import `buildSdk` and
 * `bundleTag`.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { minifySync } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sdk = join(root, 'packages/sdk');

const common = { bundle: true, write: false, target: 'es2020', legalComments: 'none', logLevel: 'warning' };

/** The bytes of a file, raw and as a server sends them. */
export async function measure(text) {
  const raw = Buffer.from(text);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const [br, gz] = await Promise.all([promisify(brotliCompress)(raw, quality), promisify(gzip)(raw, { level: 9 })]);
  return { raw: raw.length, gzip: gz.length, brotli: br.length };
}

/** The script tag as text. Names that begin with `_` are private, and shortened. */
export async function bundleTag({ minify = true } = {}) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [join(sdk, 'src/tag.ts')],
    format: 'iife',
    minify,
    mangleProps: /^_[a-z]/,
    // Without the project's settings, which would add "use strict".
    tsconfigRaw: '{}',
  });
  const [{ text }] = outputFiles;
  // A second minifier finds what the first one leaves: about 100 bytes after brotli.
  return minify ? minifySync('ew.js', text, { compress: { target: 'es2020' }, mangle: { toplevel: true } }).code : text;
}

/** The npm module as text; idb-keyval stays an import. */
export async function bundleModule() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [join(sdk, 'src/index.ts')],
    format: 'esm',
    packages: 'external',
    mangleProps: /^_[a-z]/,
  });
  return outputFiles[0].text;
}

/** Declarations stand alone: the wire's types come along, because their package is not published. */
async function writeTypes(dist) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const work = join(root, '.tsbuild/sdk-types');
  await rm(work, { recursive: true, force: true });
  await promisify(execFile)(process.execPath, [tsc, '-p', join(sdk, 'tsconfig.types.json'), '--outDir', work]);
  const emitted = (await readdir(work, { recursive: true })).filter((name) => name.endsWith('.d.ts'));
  for (const name of emitted) {
    const text = await readFile(join(work, name), 'utf8');
    const linked = text
      .replace(/(['"])@edgewise\/protocol\/events\1/g, "'./wire.js'")
      .replace(/(['"])(\.\/[^'"]+)\.ts\1/g, "'$2.js'");
    await writeFile(join(dist, basename(name)), linked);
  }
  // Types only, so the source is its own declaration.
  await copyFile(join(root, 'packages/protocol/src/events.ts'), join(dist, 'wire.d.ts'));
}

/**
 * Writes `packages/sdk/dist`.
 * @returns the sizes of both outputs in bytes
 */
export async function buildSdk({ minify = true, types = true } = {}) {
  const dist = join(sdk, 'dist');
  await mkdir(dist, { recursive: true });
  const [tag, module] = await Promise.all([bundleTag({ minify }), bundleModule()]);
  await Promise.all([
    writeFile(join(dist, 'ew.js'), tag),
    writeFile(join(dist, 'index.js'), module),
    types ? writeTypes(dist) : undefined,
  ]);
  return { tag: await measure(tag), module: await measure(module) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sizes = await buildSdk();
  for (const [name, { raw, gzip: gz, brotli }] of Object.entries(sizes)) {
    console.log(`sdk ${name.padEnd(6)} ${raw} bytes · gzip ${gz} · brotli ${brotli}`);
  }
}
