/**
 * The script tag for a harness that measures browser SDKs by one method: `npm run build`, copy `dist/assets/ew*.js` to the
 * harness's `local/`, and give this file, beside it, as its adapters (docs/size.md). The harness serves the script from the page's
 * origin, and a shop's comes from the worker's: the script is told so, and asks the collector for its parts.
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

const shelf = (id) => ({
  placement: id,
  title: id,
  html: `<h2>${id}</h2><ul>${[1, 2, 3].map((n) => `<li><a part="link" data-item="${id}-${n}" href="/p/${n}">card ${n}</a></li>`).join('')}</ul>`,
  items: [],
  fallback: 0,
});

function reply({ url, text }) {
  const part = parts[new URL(url, 'http://collector').pathname];
  if (part) return { status: 200, type: 'text/javascript', body: part };
  const json = (answer) => ({ status: 200, type: 'application/json', body: JSON.stringify(answer) });
  if (url.startsWith('/v1/collect')) return json(acknowledge(text));
  if (url.startsWith('/v1/widgets')) {
    return json({
      v: 1,
      request: 'r',
      plan: 'p',
      model: 'm',
      catalogue: 'c',
      css: 'ul{margin:0}',
      shelves: [shelf('similar')],
    });
  }
  return undefined;
}

const script = readFileSync(new URL('ew.js', local), 'utf8');
const fromWorker = script.replace(
  'document.currentScript',
  '{src:__C+"/ew.js",dataset:document.currentScript.dataset}',
);
if (fromWorker === script)
  throw new Error('ew.js does not ask for document.currentScript any more: it has to be told otherwise');

const entry = (name, glue) => ({
  name,
  version: '0.1.0',
  // What is weighed is the file as it is.
  bundle: ({ hook }) => (hook ? fromWorker : script),
  attrs: { 'data-site': 'bench', 'data-consent': 'person', 'data-endpoint': '__C__' },
  glue: `window.__t=id=>edgewise('event','test',{eid:id});${glue}`,
  reply,
  perf: 1,
  net: 1,
  rel: 3,
});

export default [
  entry('edgewise ew.js', ''),
  entry(
    'edgewise ew.js, with a shelf',
    "document.body.append(Object.assign(document.createElement('edgewise-recs'),{id:'s'}));s.setAttribute('placement','similar');",
  ),
];
