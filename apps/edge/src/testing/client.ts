/** A site, its staff and a page, as the tests speak to the worker: through its fetch handler, with real bindings. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test';
import type { CollectAnswer, WidgetsAnswer } from '@edgewise/protocol/events';
import type { Env } from '../bindings.ts';
import worker from '../worker.ts';

export const ORIGIN = 'https://shop.example';
export const testEnv = env as unknown as Env;

export async function send(request: Request, withEnv: Env = testEnv): Promise<Response> {
  const context = createExecutionContext();
  const response = await worker.fetch(request as Parameters<typeof worker.fetch>[0], withEnv, context);
  await waitOnExecutionContext(context);
  return response;
}

export function adminRequest(method: string, path: string, body?: BodyInit, headers: HeadersInit = {}): Request {
  return new Request(`https://edge.example/admin/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${testEnv.EDGEWISE_ADMIN_TOKEN}`, ...headers },
    ...(body !== undefined && { body }),
  });
}

export async function asAdmin<T = Record<string, unknown>>(method: string, path: string, body?: BodyInit): Promise<T> {
  const response = await send(adminRequest(method, path, body));
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

let sites = 0;

/** A site's id that no earlier try of the same test had. */
export const freshSite = (name: string): string => `${name}-${++sites}`;

/** @returns the site's secret */
export async function makeSite(id: string, over: object = {}): Promise<string> {
  const site = { id, name: id, origins: [ORIGIN], time_zone: 'Europe/Bucharest', currencies: ['EUR'], ...over };
  return (await asAdmin<{ secret: string }>('POST', '/sites', JSON.stringify(site))).secret;
}

/** Sixteen mugs and lamps, each with two words of its own. */
export const CATALOGUE = Array.from({ length: 16 }, (_, i) => ({
  item_id: `p${i}`,
  title: `${i % 2 ? 'Lamp' : 'Mug'} number ${i}`,
  product_type: i % 2 ? 'Home > Lamps' : 'Kitchen > Mugs',
  link: `${ORIGIN}/p/${i}`,
  price: 5 + i,
  currency: 'EUR',
}));

export const ndjson = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

/** Baskets in which mugs go with mugs and lamps with lamps. */
export const BASKETS = Array.from({ length: 40 }, (_, s) =>
  [0, 2, 4, 6].map((step) => ({
    session_id: `s${s}`,
    item_id: `p${(s + step * 1) % 2 ? ((s + step) % 8) * 2 + 1 : ((s + step) % 8) * 2}`,
    timestamp: 1_700_000_000 + s * 3600,
    event: 'purchase',
  })),
).flat();

export async function makeShop(id: string): Promise<string> {
  const secret = await makeSite(id);
  await asAdmin('POST', `/sites/${id}/catalogue`, ndjson(CATALOGUE));
  await asAdmin('POST', `/sites/${id}/behaviour`, ndjson(BASKETS));
  await asAdmin('POST', `/sites/${id}/train`);
  return secret;
}

export function pageRequest(path: string, body: unknown, origin: string | null = ORIGIN): Request {
  return new Request(`https://edge.example${path}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...(origin !== null && { origin }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export const view = (n: number, item: string, t = Date.now()) => ({
  n,
  t,
  name: 'view_item',
  params: { items: [{ item_id: item }] },
});

export const personBatch = (site: string, device: string, events: unknown[], over: object = {}) => ({
  v: 1,
  site,
  device,
  sent: Date.now(),
  consent: { tier: 'person' },
  context: { page_location: `${ORIGIN}/` },
  events,
  ...over,
});

export async function collect(body: unknown): Promise<CollectAnswer> {
  const response = await send(pageRequest('/v1/collect', body));
  if (!response.ok) throw new Error(`collect: ${response.status} ${await response.text()}`);
  return (await response.json()) as CollectAnswer;
}

export const widgetsBody = (site: string, over: object = {}) => ({
  v: 1,
  site,
  sent: Date.now(),
  consent: { tier: 'contextual' },
  context: { page_location: `${ORIGIN}/`, language: 'en' },
  page: { type: 'home' },
  placements: [{ id: 'home' }],
  seen: [],
  ...over,
});

export async function widgets(body: unknown, withEnv: Env = testEnv): Promise<WidgetsAnswer> {
  const response = await send(pageRequest('/v1/widgets', body), withEnv);
  if (!response.ok) throw new Error(`widgets: ${response.status} ${await response.text()}`);
  return (await response.json()) as WidgetsAnswer;
}
