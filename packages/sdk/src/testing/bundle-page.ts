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

export async function bundlePage(contents: string): Promise<string> {
  const { outputFiles } = await build({ ...common, stdin: { contents, resolveDir: source, loader: 'tsx' } });
  return outputFiles![0]!.text;
}

/** The same for a server, which has its own React. @param entry path from `src`, or the text itself */
export async function bundleForServer(entry: string | { contents: string }): Promise<unknown> {
  const { outputFiles } = await build({
    ...common,
    ...(typeof entry === 'string'
      ? { entryPoints: [join(source, entry)] }
      : { stdin: { ...entry, resolveDir: source, loader: 'tsx' } }),
    platform: 'node',
    external: ['react', 'react-dom'],
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
