/**
 * One source, two outputs: the script tag and the npm module with its types. Run it, or import `buildSdk` and
 * `bundleTag`.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sdk = join(root, 'packages/sdk');

const common = {
  bundle: true,
  write: false,
  target: 'es2021',
  legalComments: 'none',
  logLevel: 'warning',
};

/** The bytes of a file, raw and as a server sends them. */
export async function measure(text) {
  const raw = Buffer.from(text);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const [br, gz] = await Promise.all([promisify(brotliCompress)(raw, quality), promisify(gzip)(raw, { level: 9 })]);
  return { raw: raw.length, gzip: gz.length, brotli: br.length };
}

/**
 * terser and not the minifier of vite: 70 bytes less after brotli. Names that begin with `_` are private, and shortened:
 * to the same in all that share `nameCache`, since the script and its parts hand objects to each other.
 */
async function shorten(text, module, nameCache) {
  const { code } = await minify(text, {
    ecma: 2020,
    module,
    toplevel: true,
    compress: {
      passes: 4,
      pure_getters: true,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_math: true,
      // By trial: brotli finds more that repeats in one, and in the others.
      unsafe_methods: module,
      hoist_funs: !module,
      // In the script alone, which tells 1 from true nowhere and writes no literal to the wire.
      booleans_as_integers: !module,
      keep_fargs: false,
      // By trial, too.
      sequences: module,
    },
    mangle: { properties: { regex: /^_[a-z]/ } },
    format: { comments: false, quote_style: module ? 0 : 1 },
    nameCache,
  });
  return code;
}

const hashOf = (text, length) => createHash('sha256').update(text).digest('hex').slice(0, length);

/** Stands for the release in the parts' names until all are made. */
const RELEASE = 'RELEASE';

/**
 * What is loaded is used: Chromium then compiles each function once, where it would look at it and compile it later. At the very
 * top, or it is not heard: a fifth of the script's CPU time over a blank page.
 */
const EAGER = '//# allFunctionsCalledOnLoad\n';

/** Leaves `import('./chunk/x.ts')` to be loaded, and notes the name in `names`. */
const apart = (names) => ({
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/(chunk\/)?[\w-]+\.ts$/ }, ({ path, kind }) => {
      if (kind !== 'dynamic-import') return undefined;
      const name = basename(path, '.ts');
      names.add(name);
      return { path: `./ew-${name}-${RELEASE}.js`, external: true };
    });
  },
});

async function bundleOne(entry, format, minified, names) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [join(sdk, 'src', entry)],
    format,
    minifySyntax: minified,
    plugins: [apart(names)],
    // Without the project's settings, which would add "use strict".
    tsconfigRaw: '{}',
  });
  return outputFiles[0].text;
}

/**
 * The script tag as text, and its parts by their files' names. These hold one hash over the bytes of all parts: the script
 * asks for the very ones that it was built with, and one hash costs it less than one each.
 * @returns {Promise<{script: string, chunks: Record<string, string>}>}
 */
export async function bundleTag({ minify: minified = true } = {}) {
  const names = new Set();
  const nameCache = {};
  const whole = await bundleOne('tag.ts', 'iife', minified, names);
  // A script of another origin has no address of its own for `import()`: it is told where its parts are. Chromium remembers
  // for as long as the page lives that an address could not be imported, so each further try has another one.
  const text = whole
    .replace(
      '(() => {',
      `(() => { const { src: tagSource, dataset: tagSettings } = document.currentScript, tries = {}, part = (name) =>
        import(new URL(\`ew-\${name}-${RELEASE}.js\${tries[name] ?? ''}\`, tagSource)).catch((error) => {
          tries[name] = (tries[name] ?? '?') + 1;
          throw error;
        });`,
    )
    .replace(/import\("\.\/ew-([\w-]+)-RELEASE\.js"\)/g, 'part("$1")');
  const script = minified ? EAGER + (await shorten(text, false, nameCache)) : text;
  const parts = {};
  // What a part asks for itself joins while the others are made.
  for (const name of names) {
    const part = await bundleOne(`chunk/${name}.ts`, 'esm', minified, names);
    parts[name] = minified ? EAGER + (await shorten(part, true, nameCache)) : part;
  }
  const release = await shortest(script, JSON.stringify(parts));
  const dated = (made) => made.replaceAll(RELEASE, release);
  const chunks = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [`ew-${name}-${release}.js`, dated(part)]),
  );
  return { script: dated(script), chunks };
}

/**
 * Of forty hashes over the same bytes the one that brotli makes least of: by chance alone, one hash or another moves the script by
 * ten bytes, and a budget should not be kept or missed by that.
 */
async function shortest(script, bytes) {
  const hashes = Array.from({ length: 40 }, (_, salt) => hashOf(`${salt}${bytes}`, 8));
  const measured = await Promise.all(hashes.map((hash) => measure(script.replaceAll(RELEASE, hash))));
  const sizes = measured.map(({ brotli }) => brotli);
  return hashes[sizes.indexOf(Math.min(...sizes))];
}

/** The npm module as files: idb-keyval stays an import, and so do the parts that a page may not need. */
export async function bundleModule() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [join(sdk, 'src/index.ts'), join(sdk, 'src/react.ts')],
    outdir: join(sdk, 'dist'),
    format: 'esm',
    packages: 'external',
    splitting: true,
    chunkNames: 'part-[name]-[hash]',
    mangleProps: /^_[a-z]/,
    // One name for one thing in all files.
    mangleCache: {},
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
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
      .replace(/(['"])@edgewise\/protocol\/events\1/g, name.includes('chunk') ? "'../wire.js'" : "'./wire.js'")
      .replace(/(['"])(\.\.?\/[^'"]+)\.ts\1/g, "'$2.js'");
    const file = join(dist, name.replace(/^.*src\//, ''));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, linked);
  }
  // Types only, so the source is its own declaration.
  await copyFile(join(root, 'packages/protocol/src/events.ts'), join(dist, 'wire.d.ts'));
}

/**
 * Writes `packages/sdk/dist`.
 * @returns the sizes of all outputs in bytes
 */
export async function buildSdk({ minify: minified = true, types = true } = {}) {
  const dist = join(sdk, 'dist');
  await mkdir(dist, { recursive: true });
  // Names hold hashes: those of an earlier build would stay for ever.
  for (const name of await readdir(dist)) if (/^(ew-|part-)/.test(name)) await rm(join(dist, name));
  const [{ script, chunks }, module] = await Promise.all([bundleTag({ minify: minified }), bundleModule()]);
  const files = { 'ew.js': script, ...chunks, ...module };
  await Promise.all([
    ...Object.entries(files).map(([name, text]) => writeFile(join(dist, name), text)),
    types ? writeTypes(dist) : undefined,
  ]);
  const sizes = await Promise.all(Object.entries(files).map(async ([name, text]) => [name, await measure(text)]));
  return Object.fromEntries(sizes);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sizes = await buildSdk();
  for (const [name, { raw, gzip: gz, brotli }] of Object.entries(sizes)) {
    console.log(`${name.padEnd(36)} ${raw} bytes · gzip ${gz} · brotli ${brotli}`);
  }
}
