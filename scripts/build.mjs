/** Builds what is served: the script tag and SDK, the worker's assets, the CLI, the demo shop. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildConsole, CONSOLE_HEADERS } from './build-console.mjs';
import { buildSdk } from './build-sdk.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** `ew.js` by name is revalidated after a minute; by the hash of its bytes it never changes, and its parts neither. */
async function buildAssets() {
  await buildSdk({ minify: true });
  const served = join(root, 'dist/assets');
  const assets = join(root, 'dist/assets-next');
  const before = await formerRelease(served);
  await rm(assets, { recursive: true, force: true });
  await mkdir(assets, { recursive: true });
  const made = join(root, 'packages/sdk/dist');
  const script = await readFile(join(made, 'ew.js'));
  const versioned = `ew-${createHash('sha256').update(script).digest('hex').slice(0, 12)}.js`;
  await writeFile(join(assets, 'ew.js'), script);
  await writeFile(join(assets, versioned), script);
  const parts = (await readdir(made)).filter((name) => /^ew-[\w-]+\.js$/.test(name));
  for (const name of parts) await copyFile(join(made, name), join(assets, name));
  const former = formerParts(before, parts);
  for (const [name, text] of Object.entries(former)) await writeFile(join(assets, name), text);
  await writeFile(join(assets, MANIFEST), JSON.stringify({ parts, former: Object.keys(former) }));
  const ofConsole = await buildConsole(assets);
  await refuseSecrets([...['ew.js', ...parts, ...Object.keys(former)].map((name) => join(assets, name)), ...ofConsole]);
  const everywhere =
    '  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n  X-Content-Type-Options: nosniff\n';
  await writeFile(
    join(assets, '_headers'),
    `/ew.js\n  Cache-Control: public, max-age=60, must-revalidate\n${everywhere}` +
      `/ew-*.js\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n${everywhere}${CONSOLE_HEADERS}`,
  );
  await takePlace(assets, served);
}

/**
 * `wrangler dev` watches what it serves, and forgets the headers for good when it looks while `_headers` is away: so each file
 * takes its place in one step, and what is of no use any more goes last.
 */
export async function takePlace(next, served) {
  const made = await readdir(next, { recursive: true, withFileTypes: true });
  const stays = new Set();
  for (const entry of made.filter((entry) => entry.isFile())) {
    const name = relative(next, join(entry.parentPath ?? entry.path, entry.name));
    stays.add(name);
    await mkdir(dirname(join(served, name)), { recursive: true });
    await rename(join(next, name), join(served, name));
  }
  for (const entry of await readdir(served, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !stays.has(relative(served, path))) await rm(path);
  }
  await rm(next, { recursive: true });
}

/** Names of this release's parts, and of those that are kept of the one before. */
const MANIFEST = 'ew-parts.json';

/**
 * What was built here before, or, where EDGEWISE_URL names a worker, what that serves: a build machine begins empty.
 * @returns {Promise<{parts: string[], former: string[], texts: Record<string, string>} | undefined>}
 */
async function formerRelease(assets) {
  const url = process.env.EDGEWISE_URL;
  const read = async (name) => {
    if (!url) return readFile(join(assets, name), 'utf8');
    const answer = await fetch(new URL(`/${name}`, url));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return answer.text();
  };
  try {
    const { parts, former } = JSON.parse(await read(MANIFEST));
    const names = [...parts, ...former].filter((name) => /^ew-[\w-]+\.js$/.test(name));
    const texts = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])));
    return { parts, former, texts };
  } catch (error) {
    // The first release has none before it; a deployment that cannot read the last one must say so.
    if (url) console.warn(`build: no parts of the release before: ${error.message}`);
    return undefined;
  }
}

/**
 * A page that holds the script of the release before asks for that one's parts: they stay for one release [S17].
 * @returns {Record<string, string>} by name
 */
export function formerParts(before, parts) {
  if (!before) return {};
  // Built again: the one before is still the one before.
  const isSame = before.parts.join() === parts.join();
  return Object.fromEntries((isSame ? before.former : before.parts).map((name) => [name, before.texts[name]]));
}

/** No secret in any file a browser can load [T8]: neither this machine's own, nor anything shaped like a site's. */
async function refuseSecrets(files) {
  const vars = await readFile(join(root, '.dev.vars'), 'utf8').catch(() => '');
  const own = [...vars.matchAll(/^EDGEWISE_\w+="?([^"\n]{16,})"?$/gm)].map((match) => match[1]);
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    if (own.some((secret) => text.includes(secret)) || /sk_[a-z0-9.-]+_[A-Za-z0-9_-]{43}/.test(text)) {
      throw new Error(`build: ${file} holds a secret, and browsers load it`);
    }
  }
}

async function buildNode(entry, outfile) {
  await build({
    entryPoints: [join(root, entry)],
    outfile: join(root, outfile),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    legalComments: 'none',
  });
}

/** The demo shop's own script. Its pages work without it. */
async function buildShopScript() {
  const outfile = join(root, 'apps/shop/dist/shop.js');
  await build({
    entryPoints: [join(root, 'apps/shop/src/client/shop.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    legalComments: 'none',
  });
  await refuseSecrets([outfile]);
}

export async function buildAll() {
  await Promise.all([
    buildAssets(),
    buildNode('packages/cli/src/cli.ts', 'packages/cli/dist/cli.js'),
    buildNode('apps/shop/src/main.ts', 'apps/shop/dist/main.js'),
    buildShopScript(),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  await buildAll();
  console.log(`built in ${Math.round(performance.now() - started)} ms`);
}
