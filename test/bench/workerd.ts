/**
 * The worker straight in workerd, without wrangler's proxies, and the CPU time of its process: what a request costs.
 * Figures are ratios inside one run; single times on a shared machine say little.
 */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { root, workerBundle } from '../../scripts/bundles.mjs';

export const TOKEN = 'a-token-for-benches-only-a-token-for-benches-only';
const KEYS = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;

export interface BenchWorker {
  /** Origin of the Edgewise worker. */
  worker: string;
  /** Origin of a Hono app with one route that answers `{}`. */
  empty: string;
  /** CPU seconds, user and system, of workerd since it started. */
  cpuSeconds(): number;
  /** Resident memory of workerd now, and its peak, MiB. */
  memoryMiB(): { now: number; peak: number };
  /** The Edgewise worker's bucket, from outside. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  dispose(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

const EMPTY = `
import { Hono } from 'hono';
const app = new Hono();
app.post('/v1/widgets', (c) => c.json({}));
export default app;
`;

/** @param persist folder in which storage outlives the process; in memory where missing */
export async function startBenchWorker(persist?: string): Promise<BenchWorker> {
  const [{ code }, empty] = await Promise.all([
    workerBundle(),
    build({ stdin: { contents: EMPTY, resolveDir: root }, bundle: true, minify: true, format: 'esm', write: false }),
  ]);
  const [port, emptyPort] = [await freePort(), await freePort()];
  const before = workerdPids();
  const shared = { modules: true as const, compatibilityDate: '2026-04-26' };
  const miniflare = new Miniflare({
    ...(persist !== undefined && {
      durableObjectsPersist: join(persist, 'do'),
      r2Persist: join(persist, 'r2'),
      kvPersist: join(persist, 'kv'),
    }),
    workers: [
      {
        ...shared,
        name: 'edgewise',
        script: new TextDecoder().decode(code),
        unsafeDirectSockets: [{ host: '127.0.0.1', port }],
        bindings: { ENVIRONMENT: 'bench', EDGEWISE_ADMIN_TOKEN: TOKEN, EDGEWISE_KEYS: KEYS },
        durableObjects: durableObjects(),
        queueProducers: { EVENTS: { queueName: 'edgewise-events' } },
        queueConsumers: { 'edgewise-events': { maxBatchSize: 100, maxBatchTimeout: 1 } },
        r2Buckets: ['BUCKET'],
        kvNamespaces: ['CONFIG'],
      },
      {
        ...shared,
        name: 'empty',
        script: empty.outputFiles[0]!.text,
        unsafeDirectSockets: [{ host: '127.0.0.1', port: emptyPort }],
      },
    ],
  });
  await miniflare.ready;
  const pid = workerdPids().find((one) => !before.includes(one));
  if (pid === undefined) throw new Error('bench: found no workerd process of this run');
  return {
    worker: `http://127.0.0.1:${port}`,
    empty: `http://127.0.0.1:${emptyPort}`,
    cpuSeconds: () => cpuSecondsOf(pid),
    memoryMiB: () => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const read = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
      return { now: read('VmRSS'), peak: read('VmHWM') };
    },
    put: async (key, bytes) => {
      const bucket = await miniflare.getR2Bucket('BUCKET', 'edgewise');
      await bucket.put(key, bytes);
    },
    dispose: () => miniflare.dispose(),
  };
}

/** The objects that wrangler.toml binds. */
function durableObjects(): Record<string, { className: string; useSQLite: true }> {
  const text = readFileSync(join(root, 'wrangler.toml'), 'utf8');
  const bindings = text.matchAll(/\[\[durable_objects\.bindings]]\s+name = "(\w+)"\s+class_name = "(\w+)"/g);
  return Object.fromEntries(
    [...bindings].map(([, name, className]) => [name!, { className: className!, useSQLite: true }]),
  );
}

function workerdPids(): number[] {
  try {
    // Of this process: others may start theirs at the same time.
    return execFileSync('pgrep', ['-P', String(process.pid), '-f', 'workerd.*serve'], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

/** Time on a CPU of all its threads, in seconds. /proc/<pid>/task/<tid>/schedstat has it in ns, where stat counts ticks of 10 ms. */
function cpuSecondsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanos = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanos.reduce((sum, one) => sum + one, 0) / 1e9;
}

/** Sends the same POST `count` times over a few kept connections; every answer must be 200. */
export async function post(
  url: string,
  body: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      await new Promise<void>((resolve, reject) => {
        const outgoing = request(
          url,
          { method: 'POST', agent, headers: { 'content-type': 'text/plain', ...headers } },
          (answer) => {
            answer.resume();
            answer.on('end', () =>
              answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}`)),
            );
          },
        );
        outgoing.on('error', reject);
        outgoing.end(body);
      });
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  agent.destroy();
}
