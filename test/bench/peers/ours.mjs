/**
 * The script tag for a harness that measures browser SDKs by one method: `npm run build`, copy `dist/assets/ew*.js` to the
 * harness's `local/`, and give this file, beside it, as its adapters (docs/size.md). The parts come from the collector, as from the
 * worker: the page's import map sends them there.
 */
import { readdirSync, readFileSync } from 'node:fs';

const local = new URL('./local/', import.meta.url);
const parts = Object.fromEntries(
  readdirSync(local)
    .filter((name) => /^ew-.*\.js$/.test(name))
    .map((name) => [`/${name}`, readFileSync(new URL(name, local), 'utf8')]),
);

/** Device → its numbers that came and are not part of the unbroken row, and the end of that row. */
const devices = new Map();

/** As the worker acknowledges: what has come without a gap. @param text address and body of a request, and what else the harness read in it */
function acknowledge(text) {
  const [, id] = /"device":"(\w+)"/.exec(text);
  const [, ranges = '[]'] = /"void":(\[[\d,[\]]*\])[,}]/.exec(text) ?? [];
  const device = devices.get(id) ?? { upTo: 0, came: new Set() };
  devices.set(id, device);
  for (const [, n] of text.matchAll(/"n":(\d+)/g)) device.came.add(Number(n));
  for (const [from, to] of JSON.parse(ranges)) for (let n = from; n <= to; n++) device.came.add(n);
  while (device.came.delete(device.upTo + 1)) device.upTo++;
  return { v: 1, ack: device.upTo };
}

function reply({ url, text }) {
  const part = parts[new URL(url, 'http://collector').pathname];
  if (part) return { status: 200, type: 'text/javascript', body: part };
  if (!url.startsWith('/v1/collect')) return undefined;
  return { status: 200, type: 'application/json', body: JSON.stringify(acknowledge(text)) };
}

const importMap = `(() => {
  const imports = Object.fromEntries(${JSON.stringify(Object.keys(parts))}.map((name) => [location.origin + name, __C + name]));
  const map = Object.assign(document.createElement('script'), { type: 'importmap', text: JSON.stringify({ imports }) });
  document.currentScript.after(map);
})()`;

export default [
  {
    name: 'edgewise ew.js',
    version: '0.1.0',
    file: './local/ew.js',
    attrs: { 'data-site': 'bench', 'data-consent': 'person', 'data-endpoint': '__C__' },
    pre: importMap,
    glue: "window.__t=id=>edgewise('event','test',{eid:id});",
    reply,
    perf: 1,
    net: 1,
    rel: 3,
  },
];
