/** Builds the console: a chunk a page and a language, names by hash, one stylesheet, and a page without inline script. */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.mjs';

const home = 'apps/console';

/**
 * What the console says in another language than English is data and not script: a file of JSON that is fetched where the
 * language is chosen. In the sources it is a module like any other, so that a missing key is a type error.
 */
const wordsAsData = {
  name: 'words-as-data',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/words\/[a-z]{2}(\/\w+)?\.ts$/ }, ({ path, kind, resolveDir }) =>
      kind === 'dynamic-import' && !/\/words\/en\b/.test(path)
        ? { path: join(resolveDir, path), namespace: 'words' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'words' }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        write: false,
        format: 'esm',
        charset: 'utf8',
      });
      const code = Buffer.from(outputFiles[0].contents).toString('base64');
      const [[name, words]] = Object.entries(await import(`data:text/javascript;base64,${code}`));
      return {
        resolveDir: root,
        contents: `import url from 'data-of:${path}';
          const answer = await fetch(url);
          if (!answer.ok) throw new Error(url + ': ' + answer.status);
          export const ${name} = await answer.json();`,
        pluginData: JSON.stringify(words),
      };
    });
    onResolve({ filter: /^data-of:/, namespace: 'words' }, ({ path, pluginData }) => ({
      // The asset is named after the language.
      path: `${path.slice('data-of:'.length, -'.ts'.length)}.json`,
      namespace: 'words-data',
      pluginData,
    }));
    onLoad({ filter: /.*/, namespace: 'words-data' }, ({ pluginData }) => ({
      contents: pluginData,
      loader: 'file',
    }));
  },
};

/**
 * What several pages use is one file: esbuild would make one of each set of pages that share something, and ten small requests
 * take longer than one. Each page and the entry are given the same imports, so that all of it is of one set.
 */
const oneSharedFile = {
  name: 'one-shared-file',
  async setup({ onResolve, onLoad }) {
    const src = join(root, home, 'src');
    const shared = [
      ...(await readdir(src)).filter((name) => /^(?!main|app).*\.tsx?$/.test(name) && !name.includes('.test.')),
      ...(await readdir(join(src, 'parts'))).filter((name) => name.endsWith('.tsx')).map((name) => `parts/${name}`),
    ];
    onLoad({ filter: /[\\/]src[\\/](main|pages[\\/]([\w-]+|[\w-]+[\\/]index))\.tsx$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\nimport 'all-that-is-shared';`,
      loader: 'tsx',
    }));
    onResolve({ filter: /^all-that-is-shared$/ }, () => ({ path: 'shared', namespace: 'shared' }));
    onLoad({ filter: /.*/, namespace: 'shared' }, () => ({
      resolveDir: src,
      contents: shared.map((name) => `import './${name}';`).join('\n'),
    }));
  },
};

/** What esbuild is told; the tests that look inside the bundle say the same. */
export const CONSOLE_OPTIONS = {
  absWorkingDir: root,
  entryPoints: { main: `${home}/src/main.tsx`, console: `${home}/src/console.css` },
  outdir: 'dist/assets/console/parts',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/console/parts',
  plugins: [wordsAsData, oneSharedFile],
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/**
 * `frame-ancestors` keeps it out of other pages, and there is no inline script or style for anybody to add to. Pictures
 * are of the shop, wherever that stands.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https: http://127.0.0.1:* http://localhost:*",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** For the assets' `_headers`. The page is asked for anew each time; its parts have their hash in their name. */
export const CONSOLE_HEADERS = `/console/*
  ! Cache-Control
  Cache-Control: no-cache
  Content-Security-Policy: ${POLICY}
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
/console/parts/*
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
`;

/**
 * What the entry asks for once it runs, for the answer's `Link` header (apps/edge/src/routes/console.ts): scripts by the page's
 * name in its address and by language, of which English alone is script, and what is asked of a site.
 * @returns {{page: string, asks: Record<string, string[]>, pages: Record<string, string>, words: Record<string, string>}} paths
 */
function earlyParts(made, firstView) {
  const pathOf = ({ name }) => `/console/parts/${name}`;
  const page = /\/src\/pages\/([\w-]+)(?:\/index)?\.tsx$/;
  const of = (pattern) =>
    Object.fromEntries(
      made.flatMap((output) => {
        const [, name] = pattern.exec(output.entryPoint ?? '') ?? [];
        return name === undefined ? [] : [[name, pathOf(output)]];
      }),
    );
  const pages = of(page);
  for (const name of [firstView.page, ...Object.keys(firstView.asks)]) {
    if (!(name in pages))
      throw new Error(`first-view.json: there is no page '${name}', expected one of ${Object.keys(pages)}`);
  }
  return { ...firstView, pages, words: of(/\/src\/words\/(en)\.ts$/) };
}

/**
 * @param {string} assets folder of the worker's assets
 * @returns {Promise<string[]>} paths of the scripts and of the page
 */
export async function buildConsole(assets) {
  const folder = join(assets, 'console');
  await mkdir(join(folder, 'parts'), { recursive: true });
  const { metafile } = await build({ ...CONSOLE_OPTIONS, outdir: join(folder, 'parts') });
  const made = Object.entries(metafile.outputs).map(([path, output]) => ({ ...output, name: basename(path) }));
  const nameOf = (entry) => made.find(({ entryPoint }) => entryPoint === `${home}/src/${entry}`).name;
  const main = nameOf('main.tsx');
  // What the entry imports at once is asked for beside it and not after it.
  const early = made
    .find(({ name }) => name === main)
    .imports.filter(({ kind }) => kind === 'import-statement')
    .map(({ path }) => `<link rel="modulepreload" href="/console/parts/${basename(path)}">`);
  const firstView = JSON.parse(await readFile(join(root, home, 'src/first-view.json'), 'utf8'));
  const page = (await readFile(join(root, home, 'index.html'), 'utf8'))
    .replace('/console/parts/console.css', `/console/parts/${nameOf('console.css')}`)
    .replace('<script type="module" src="/console/parts/main.js">', (tag) =>
      [...early, tag.replace('main.js', main)].join('\n    '),
    );
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'early.json'), JSON.stringify(earlyParts(made, firstView)));
  await copyFile(join(root, home, 'icon.svg'), join(folder, 'icon.svg'));
  const scripts = made.filter(({ name }) => name.endsWith('.js')).map(({ name }) => join(folder, 'parts', name));
  return [join(folder, 'index.html'), ...scripts];
}
