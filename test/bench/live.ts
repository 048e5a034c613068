/**
 * The way of an event from a page to the live page: collect → queue → Pulse → socket, one shop, straight at workerd and as hard
 * as it takes. Prints events a second, how long after its collect an event is on the screen, and what was lost or doubled.
 */
import { Agent, request } from 'node:http';
import { fetch as fetchUpgraded } from 'miniflare';
import { startBenchWorker, TOKEN } from './workerd.ts';

const SITE = 'load';
const DEVICES = 400;
const EVENTS_A_BATCH = 10;
const SECONDS = 20;
const PROBES = 25;
const ORIGIN = 'http://127.0.0.1:8788';

const bench = await startBenchWorker();
const admin = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${bench.worker}/admin/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
};
await admin('POST', '/sites', { id: SITE, name: SITE, origins: [ORIGIN], time_zone: 'UTC', currencies: ['EUR'] });

interface Live {
  at: number;
  visitors: number;
  totals: Record<string, number>;
}
const { ticket } = await admin('POST', `/sites/${SITE}/insight/ticket`);
const pushed: Live[] = [];
const { webSocket: socket } = await fetchUpgraded(`${bench.worker}/live/v1/${SITE}?ticket=${ticket}`, {
  headers: { upgrade: 'websocket' },
});
if (!socket) throw new Error('the live socket did not open');
socket.addEventListener('message', (event) => {
  pushed.push(JSON.parse(String(event.data)) as Live);
});
socket.accept();

const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const numbers = new Array<number>(DEVICES).fill(0);
const routes = new Array<string | undefined>(DEVICES);
let sent = 0;

function collect(device: number, names: readonly string[]): Promise<void> {
  const now = Date.now();
  const body = JSON.stringify({
    v: 1,
    site: SITE,
    device: `bench-device-${String(device).padStart(6, '0')}`,
    ...(routes[device] && { route: routes[device] }),
    sent: now,
    consent: { tier: 'person' },
    context: { page_location: `${ORIGIN}/p/${device % 50}`, language: 'en' },
    events: names.map((name) => ({
      n: ++numbers[device]!,
      t: now,
      name,
      params: { page_location: `${ORIGIN}/p/${device % 50}`, items: [{ item_id: `item-${device % 50}` }] },
    })),
  });
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${bench.worker}/v1/collect`,
      { method: 'POST', agent, headers: { 'content-type': 'text/plain', origin: ORIGIN } },
      (answer) => {
        let text = '';
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => {
          if (answer.statusCode !== 200) return reject(new Error(`collect: ${answer.statusCode} ${text}`));
          routes[device] = (JSON.parse(text) as { route: string }).route;
          sent += names.length;
          resolve();
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const until = async (done: () => boolean, ms: number): Promise<boolean> => {
  for (const end = performance.now() + ms; performance.now() < end; ) {
    if (done()) return true;
    await new Promise((wake) => setTimeout(wake, 5));
  }
  return done();
};
const shown = (metric: string) => pushed.at(-1)?.totals[metric] ?? 0;
const quantile = (values: number[], p: number) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(p * values.length))]!;

/** One click after another: how long until each is on the screen. */
async function probe(times: number): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const before = shown('searches');
    const began = performance.now();
    await collect(DEVICES - 1, ['search']);
    if (!(await until(() => shown('searches') > before, 60_000))) throw new Error('a click did not reach the screen');
    took.push(performance.now() - began);
  }
  return took;
}

const mix = Array.from(
  { length: EVENTS_A_BATCH },
  (_, i) => ['page_view', 'view_item', 'view_item', 'add_to_cart', 'page_view'][i % 5]!,
);
await collect(0, ['page_view']);
await until(() => shown('views') > 0, 30_000);
const quiet = await probe(PROBES);

// As fast as 16 connections go, with one clicker whose click is timed meanwhile.
const cpuBefore = bench.cpuSeconds();
const sentBefore = sent;
const began = performance.now();
let running = true;
const pages = Array.from({ length: 16 }, async (_, lane) => {
  for (let i = lane; running; i += 16) await collect(i % (DEVICES - 1), mix);
});
const clicks: number[] = [];
const clicker = (async () => {
  while (running) clicks.push(...(await probe(1)));
})();
await new Promise((wake) => setTimeout(wake, SECONDS * 1_000));
running = false;
await Promise.all([...pages, clicker]);
const seconds = (performance.now() - began) / 1_000;
const accepted = sent - sentBefore;
const drained = performance.now();
// All that was accepted is counted, and nothing more.
const all = async () =>
  Number(((await admin('GET', `/sites/${SITE}/insight/now`)).totals as Record<string, number>).events ?? 0);
let counted = await all();
for (const end = performance.now() + 180_000; counted < sent && performance.now() < end; counted = await all()) {
  await new Promise((wake) => setTimeout(wake, 200));
}
const behind = (performance.now() - drained) / 1_000;
// Whatever is still under way would show as doubled.
await new Promise((wake) => setTimeout(wake, 3_000));
counted = await all();
const cpu = bench.cpuSeconds() - cpuBefore;
const visitors = Number((await admin('GET', `/sites/${SITE}/insight/now`)).visitors);
await bench.dispose();

console.log(
  `one shop, ${DEVICES} devices, ${EVENTS_A_BATCH} events a batch, ${seconds.toFixed(0)} s; queue batches of 100 messages or 1 s, sockets pushed once a second`,
);
console.table({
  'events a second, accepted': Math.round(accepted / seconds),
  'events a second, counted (until the last was)': Math.round(accepted / (seconds + behind)),
  'workerd CPU, µs an event, all of it': Math.round((cpu / accepted) * 1e6),
  'event to screen, quiet, p50 ms': Math.round(quantile(quiet, 0.5)),
  'event to screen, quiet, p99 ms': Math.round(quantile(quiet, 0.99)),
  'event to screen, under load, p50 ms': Math.round(quantile(clicks, 0.5)),
  'event to screen, under load, p99 ms': Math.round(quantile(clicks, 0.99)),
  'clicks timed under load': clicks.length,
  'events sent': sent,
  lost: Math.max(0, sent - counted),
  doubled: Math.max(0, counted - sent),
  'visitors shown, of those who came': `${visitors} of ${numbers.filter((n) => n > 0).length}`,
});
process.exit(sent === counted ? 0 : 1);
