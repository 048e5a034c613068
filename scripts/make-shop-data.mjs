/**
 * Makes apps/shop/data from UCI Online Retail (D. Chen, 2015, CC BY 4.0).
 *
 *   node scripts/make-shop-data.mjs online-retail.csv[.gz]
 *
 * The input is the published table as CSV with its columns in their order: InvoiceNo, StockCode, Description, Quantity,
 * InvoiceDate, UnitPrice, CustomerID, Country (https://archive.ics.uci.edu/dataset/352/online+retail). The results are
 * committed, so this runs only when a rule of apps/shop/src/data changes: what counts as a sale (order-lines.ts), how a
 * title reads (title.ts), where a product stands (taxonomy.ts). Customer numbers and countries are left behind.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const [input] = process.argv.slice(2);
if (!input) {
  console.error('usage: node scripts/make-shop-data.mjs online-retail.csv[.gz]');
  process.exit(2);
}

const source = new URL('../apps/shop/src/data/', import.meta.url);
const bundle = buildSync({
  stdin: {
    contents: `export * from './order-lines.ts'; export * from './make-catalogue.ts';`,
    resolveDir: source.pathname,
    loader: 'ts',
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const { goodsSold, makeCatalogue, makeOrderLog } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`
);

const raw = readFileSync(input);
const text = (raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw).toString('utf8');
const lines = [...goodsSold(text.split(/\r?\n/).slice(1))];
const catalogue = makeCatalogue(lines);

const target = new URL('../apps/shop/data/', import.meta.url);
mkdirSync(target, { recursive: true });
write('catalogue.ndjson.gz', catalogue.map((product) => `${JSON.stringify(product)}\n`).join(''));
write('orders.csv.gz', makeOrderLog(lines));

/** Level 9, and no time of day in the header: the same input gives the same bytes. */
function write(name, content) {
  const packed = gzipSync(content, { level: 9 });
  writeFileSync(new URL(name, target), packed);
  console.log(`${name}: ${content.split('\n').length - 1} lines, ${packed.length} bytes`);
}
