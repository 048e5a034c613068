/**
 * A shop of a million interactions: what a rebuild costs its Trainer object, how long the first answer of a cold isolate
 * takes beside warm ones, and how soon the whole model answers; the last two also with a model of 20 MB.
 * Each round is a new workerd process over the same storage.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { behaviourChunks, productLine } from './seeded-shop.ts';
import { startBenchWorker, TOKEN } from './workerd.ts';

const ROUNDS = Number(process.env.COLD_ROUNDS ?? 9);
const WARM = 100;
const PRODUCTS = 20_000;
const SESSIONS = 182_000; // a million interactions
const SITE = 'large';
/**
 * A model of about 20 MB, with what its blend reads: more than an object's window holds, so it is trained here and put in its
 * place. An item's list names its newest 500 sessions, so it takes products to make a model large.
 */
const SESSIONS_OF_20_MB = 780_000;
const PRODUCTS_OF_20_MB = 65_000;

/**
 * A connection for each request. workerd closes one that was idle for 5 s, and on a loaded machine this process can be kept
 * that long from sending: the next request on it would fail.
 */
const ALONE = { connection: 'close' };

const folder = await mkdtemp(join(tmpdir(), 'edgewise-cold-'));
const call = async (worker: string, method: string, path: string, body?: string) => {
  const response = await fetch(`${worker}/admin/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...ALONE },
    ...(body !== undefined && { body }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
};

const first = await startBenchWorker(folder);
const settings = { id: SITE, name: SITE, origins: [], time_zone: 'UTC', currencies: ['EUR'] };
await call(first.worker, 'POST', '/sites', JSON.stringify(settings));
await call(
  first.worker,
  'POST',
  `/sites/${SITE}/catalogue`,
  Array.from({ length: PRODUCTS }, (_, i) => productLine(i)).join('\n'),
);
for (const chunk of behaviourChunks(SESSIONS, PRODUCTS, 10_000)) {
  await call(first.worker, 'POST', `/sites/${SITE}/behaviour`, chunk);
}
const before = { cpu: first.cpuSeconds(), memory: first.memoryMiB() };
const trained = await call(first.worker, 'POST', `/sites/${SITE}/train`);
const training = { cpu: first.cpuSeconds() - before.cpu, memory: first.memoryMiB() };
await first.dispose();

const body = JSON.stringify({
  v: 1,
  site: SITE,
  sent: Date.now(),
  consent: { tier: 'session' },
  context: { page_location: 'https://shop.example/', language: 'en' },
  page: { type: 'home' },
  placements: [{ id: 'home', count: 12 }],
  seen: [3, 8, 20].map((i) => ({ item_id: `i${i}`, name: 'view_item', t: Date.now() })),
});

interface Answer {
  model: string;
  shelves: { items: unknown[] }[];
}
async function ask(worker: string): Promise<{ ms: number; answer: Answer }> {
  const started = performance.now();
  const response = await fetch(`${worker}/v1/widgets`, { method: 'POST', headers: ALONE, body });
  const answer = (await response.json()) as Answer;
  return { ms: performance.now() - started, answer };
}

interface Times {
  cold: number[];
  whole: number[];
  warm: number[];
  cards: number;
}

async function measure(): Promise<Times> {
  const times: Times = { cold: [], whole: [], warm: [], cards: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const bench = await startBenchWorker(folder);
    await fetch(`${bench.worker}/healthz`, { headers: ALONE }); // the process and the script are up; the shop is not
    const started = performance.now();
    const { ms, answer } = await ask(bench.worker);
    times.cold.push(ms);
    times.cards += answer.shelves[0]!.items.length / ROUNDS;
    for (let model = answer.model; model.endsWith('~head'); ) model = (await ask(bench.worker)).answer.model;
    times.whole.push(performance.now() - started);
    for (let i = 0; i < WARM; i++) times.warm.push((await ask(bench.worker)).ms);
    await bench.dispose();
  }
  return times;
}

const asTrained = await measure();

const log = new SessionLog();
for (const chunk of behaviourChunks(SESSIONS_OF_20_MB, PRODUCTS_OF_20_MB, 10_000)) {
  for (const line of chunk.split('\n')) {
    const { session_id, item_id, timestamp } = JSON.parse(line);
    log.add(String(session_id), item_id, timestamp);
  }
}
const large = train(log.finish(), { now: Date.now() });
const putting = await startBenchWorker(folder);
await putting.put(`${SITE}/snapshots/model/${trained.version}.bin`, large.bytes);
await putting.dispose();
const asLarge = await measure();
await rm(folder, { recursive: true, force: true });

const at = (list: number[], share: number) => {
  const sorted = [...list].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1));
};
const print = (bytes: unknown, sessions: unknown, { cold, whole, warm, cards }: Times) => {
  console.log(`model of ${bytes} bytes, ${sessions} sessions; ${ROUNDS} cold starts, ${cards} cards in a first answer`);
  console.table({
    'first answer of a cold isolate, ms': { p50: at(cold, 0.5), p99: at(cold, 0.99) },
    'until the whole model answers, ms': { p50: at(whole, 0.5), p99: at(whole, 0.99) },
    'warm answer, ms': { p50: at(warm, 0.5), p99: at(warm, 0.99) },
  });
};
console.log(
  `training ${trained.events} interactions in the object: ${training.cpu.toFixed(1)} s of CPU (30 allowed), ` +
    `memory peak ${training.memory.peak} MiB, ${training.memory.peak - before.memory.now} above what it was (128 allowed)`,
);
print(trained.bytes, trained.sessions, asTrained);
print(large.bytes.length, large.report.sessions, asLarge);
