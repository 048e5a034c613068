/** `npm run size`: bytes of what is shipped, beside their budgets. */
import { browserFiles, consoleBundle, sizes, workerBundle } from './bundles.mjs';

const KIB = 1024;
const rows = [];
for (const { name, bytes } of await browserFiles()) {
  if (/^ew-[0-9a-f]{12}\.js$/.test(name)) continue; // the same bytes under their hash
  rows.push({ what: name, ...sizes(bytes), budget: name === 'ew.js' ? `${5 * KIB} brotli` : `${4 * KIB} brotli` });
}
const parts = (await consoleBundle()).files.filter(({ name }) => name.endsWith('.js')).map(({ bytes }) => sizes(bytes));
const sum = (what) => parts.reduce((all, one) => all + one[what], 0);
rows.push({
  what: `console, ${parts.length} parts`,
  raw: sum('raw'),
  gzip: sum('gzip'),
  brotli: sum('brotli'),
  budget: `${120 * KIB} brotli`,
});
rows.push({ what: 'worker', ...sizes((await workerBundle()).code), budget: `${KIB * KIB} gzip` });
console.table(rows);
