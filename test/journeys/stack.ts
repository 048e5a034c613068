/**
 * The whole product for a test file: a real worker by wrangler, a proxy in front of it that can fail, the demo shop on
 * its own origin, seeded with the real catalogue and orders.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonState } from '@edgewise/core/person/state';
import { seedDemo } from '../../apps/shop/src/seed.ts';
import { startShop } from '../../apps/shop/src/server.ts';
import { startWorker } from '../../scripts/worker-process.mjs';
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts';

export const SITE = 'demo';
/** The shop's identity key. */
export const IDENTITY_SECRET = 'an-identity-key-for-journeys-only-an-identity-key';
export const TOKEN = 'a-token-for-journeys-only-a-token-for-journeys';
/** May read, and change nothing. */
export const VIEWER_TOKEN = 'a-token-that-reads-only-a-token-that-reads-only';

export interface Stack {
  worker: string;
  /** Process group of the worker. */
  group: number;
  shop: string;
  proxy: FlakyProxy;
  admin<T>(method: string, path: string, body?: string): Promise<T>;
  /** A POST whose body is streamed. */
  adminStream<T>(path: string, body: ReadableStream<Uint8Array>): Promise<T>;
  /** The person that a device belongs to, as the shop's staff sees them. */
  person(device: string): Promise<PersonState | undefined>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** @param options `mostLines`: order lines in the shop; a test that does not look at the model needs few */
export async function startStack(options: { mostLines?: number } = {}): Promise<Stack> {
  const state = await mkdtemp(join(tmpdir(), 'edgewise-'));
  const worker = await startWorker({
    port: await freePort(),
    persistTo: state,
    vars: {
      ENVIRONMENT: 'test',
      EDGEWISE_ADMIN_TOKEN: `${TOKEN},vera/viewer:${VIEWER_TOKEN}`,
      EDGEWISE_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64url')}`,
    },
  });
  const proxy = await startFlakyProxy(worker.url);
  const shop = await startShop({ port: 0, workerUrl: proxy.url, site: SITE, identitySecret: IDENTITY_SECRET });
  await seedDemo({
    workerUrl: worker.url,
    shopUrl: shop.url,
    token: TOKEN,
    site: SITE,
    identitySecret: IDENTITY_SECRET,
    ...options,
  });

  const call = async (method: string, path: string, body?: string): Promise<Response> => {
    for (let tries = 1; ; tries++) {
      const response = await fetch(`${worker.url}/admin/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${TOKEN}` },
        ...(body !== undefined && { body }),
      });
      // `wrangler dev` answers so while it restarts the worker; the request has not arrived.
      if (response.status !== 503 || tries === 5) return response;
    }
  };
  return {
    worker: worker.url,
    group: worker.group,
    shop: shop.url,
    proxy,
    async admin<T>(method: string, path: string, body?: string) {
      const response = await call(method, path, body);
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async adminStream<T>(path: string, body: ReadableStream<Uint8Array>) {
      const response = await fetch(`${worker.url}/admin/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}` },
        body,
        duplex: 'half',
      } as RequestInit);
      if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async person(device) {
      const response = await call('GET', `/sites/${SITE}/people?device=${device}`);
      return response.ok ? ((await response.json()) as PersonState) : undefined;
    },
    async close() {
      await Promise.allSettled([shop.close(), proxy.close(), worker.stop()]);
      await rm(state, { recursive: true, force: true });
    },
  };
}
