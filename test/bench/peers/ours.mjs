/**
 * The script tag for a harness that measures browser SDKs by one method: `npm run build`, copy `dist/assets/ew.js` to the
 * harness's `local/`, and give this file as its adapters (docs/size.md).
 */
const file = './local/ew.js';

let answers = 0;

/** The harness counts bytes and reads ids, and hands no body over: each answer settles more than was ever sent. */
function reply({ url }) {
  if (!url.startsWith('/v1/collect')) return undefined;
  return { status: 200, type: 'application/json', body: JSON.stringify({ v: 1, ack: 1_000_000 * ++answers }) };
}

export default [
  {
    name: 'edgewise ew.js',
    version: '0.1.0',
    file,
    attrs: { 'data-site': 'bench', 'data-consent': 'person', 'data-endpoint': '__C__' },
    glue: "window.__t=id=>edgewise('event','test',{eid:id});",
    reply,
    perf: 1,
    net: 1,
    rel: 3,
  },
];
