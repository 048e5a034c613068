/**
 * What a page's shelves cost: `/v1/widgets` with a capsule, 4 shelves × 12 cards, on the demo shop's real data, in CPU time
 * of workerd beside an empty Hono route in the same run. Budget 15 ×, aim 8 ×.
 */
import { seedDemo } from '../../apps/shop/src/seed.ts';
import { post, startBenchWorker, TOKEN } from './workerd.ts';

const ROUNDS = 7;
const REQUESTS = 400;
/** The empty route costs so little that its share of the clock's ticks needs more of them. */
const EMPTY_REQUESTS = 3_000;
const ORIGIN = 'http://127.0.0.1:8788';

const bench = await startBenchWorker();
await seedDemo({ workerUrl: bench.worker, shopUrl: ORIGIN, token: TOKEN, site: 'demo' });

const now = Date.now();
const device = 'bench-device-0001';
const person = {
  v: 1,
  site: 'demo',
  device,
  consent: { tier: 'person' },
  context: { page_location: `${ORIGIN}/`, language: 'en-GB' },
};
const looked = ['85123A', '71053', '84406B', '22752', '21730', '22633', '22632', '84879', '22745', '22748'];
const collected = await fetch(`${bench.worker}/v1/collect`, {
  method: 'POST',
  headers: { origin: ORIGIN },
  body: JSON.stringify({
    ...person,
    sent: now,
    events: looked.map((item_id, i) => ({
      n: i + 1,
      t: now - 60_000 + i * 1000,
      name: 'view_item',
      params: { items: [{ item_id }] },
    })),
  }),
});
const { capsule, route } = (await collected.json()) as { capsule: string; route: string };
const body = JSON.stringify({
  ...person,
  sent: now,
  route,
  capsule,
  page: { type: 'product', item_id: '85123A' },
  placements: ['home', 'similar', 'bought-together', 'trending'].map((id) => ({ id, count: 12 })),
  seen: [{ item_id: '85123A', name: 'view_item', t: now }],
});
const answer = await (
  await fetch(`${bench.worker}/v1/widgets`, { method: 'POST', headers: { origin: ORIGIN }, body })
).json();
const cards = (answer as { shelves: { items: unknown[] }[] }).shelves.map((shelf) => shelf.items.length);

async function cpuMicros(url: string, requests: number): Promise<number> {
  const before = bench.cpuSeconds();
  await post(url, body, requests, { origin: ORIGIN });
  return ((bench.cpuSeconds() - before) / requests) * 1e6;
}

const rows: { empty: number; widgets: number; ratio: number }[] = [];
for (let round = -1; round < ROUNDS; round++) {
  const empty = await cpuMicros(`${bench.empty}/v1/widgets`, EMPTY_REQUESTS);
  const widgets = await cpuMicros(`${bench.worker}/v1/widgets`, REQUESTS);
  if (round >= 0) rows.push({ empty, widgets, ratio: widgets / empty }); // the first round warms up
}
await bench.dispose();

const spread = (pick: (row: (typeof rows)[number]) => number) => {
  const sorted = rows.map(pick).sort((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!, max: sorted.at(-1)! };
};
console.log(
  `/v1/widgets, ${cards.join(' + ')} cards, capsule of ${looked.length} views; ${ROUNDS} rounds of ${REQUESTS} requests`,
);
console.table({
  'empty Hono route, µs CPU': spread(({ empty }) => Math.round(empty)),
  'widgets, µs CPU': spread(({ widgets }) => Math.round(widgets)),
  'ratio (budget 15, aim 8)': spread(({ ratio }) => Number(ratio.toFixed(1))),
});
