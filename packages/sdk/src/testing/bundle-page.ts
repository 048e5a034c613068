/** A shop's own app as its bundler makes it: one module that imports the SDK by its name. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const source = join(dirname(fileURLToPath(import.meta.url)), '..');

const common: BuildOptions = {
  bundle: true,
  write: false,
  format: 'esm',
  jsx: 'automatic',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"development"' },
  alias: { '@edgewise/sdk/react': join(source, 'react.ts'), '@edgewise/sdk': join(source, 'index.ts') },
};

/** The React of a shop: that of this package, or the one of `test/react-18`. */
export type ReactVersion = 18 | 19;

const react18 = join(source, '../../../test/react-18/node_modules');
const aliasOf = (react: ReactVersion): Record<string, string> =>
  react === 19
    ? common.alias!
    : { ...common.alias, react: join(react18, 'react'), 'react-dom': join(react18, 'react-dom') };

export async function bundlePage(contents: string, react: ReactVersion = 19): Promise<string> {
  const stdin = { contents, resolveDir: source, loader: 'tsx' } as const;
  const { outputFiles } = await build({ ...common, alias: aliasOf(react), stdin });
  return outputFiles![0]!.text;
}

/** The same for a server, which has its own React, unless `react` names one to bring along. */
export async function bundleForServer(contents: string, react?: ReactVersion): Promise<unknown> {
  const { outputFiles } = await build({
    ...common,
    stdin: { contents, resolveDir: source, loader: 'tsx' },
    platform: 'node',
    ...(react ? { alias: aliasOf(react) } : { external: ['react', 'react-dom'] }),
  });
  // Beside the source, so that React is found from there.
  const folder = await mkdtemp(join(source, '.served-'));
  try {
    const file = join(folder, 'app.mjs');
    await writeFile(file, outputFiles![0]!.text);
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
