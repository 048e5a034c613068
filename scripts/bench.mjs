/** `npm run bench [NAME …]`: the benches under test/bench, each in a process of its own. They print ratios; they judge nothing. */
import { spawnSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './bundles.mjs';

/** Shared by the benches; not benches themselves. */
const PARTS = new Set(['workerd.ts', 'seeded-shop.ts']);

const folder = join(root, 'test/bench');
const all = (await readdir(folder)).filter(
  (name) => name.endsWith('.ts') && !PARTS.has(name) && !name.endsWith('.test.ts'),
);
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? all : all.filter((name) => wanted.some((word) => name.startsWith(word)));
if (chosen.length === 0) {
  console.error(
    `bench: there is none named ${wanted.join(', ')}; there are ${all.map((name) => name.replace(/\.ts$/, '')).join(', ')}`,
  );
  process.exit(2);
}
const outdir = join(root, 'dist/bench');
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: chosen.map((name) => join(folder, name)),
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: {
    '@edgewise/core': join(root, 'packages/core/src'),
    '@edgewise/protocol': join(root, 'packages/protocol/src'),
  },
});
let failed = 0;
for (const name of chosen) {
  console.log(`\n── ${name.replace(/\.ts$/, '')} ${'─'.repeat(60)}`);
  failed += spawnSync(process.execPath, ['--expose-gc', join(outdir, name.replace(/\.ts$/, '.js'))], {
    stdio: 'inherit',
  }).status
    ? 1
    : 0;
}
process.exit(failed > 0 ? 1 : 0);
