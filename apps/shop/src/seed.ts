/**
 * Gives a worker the demo shop: the site, its catalogue, its real orders, and a first training. What is there already is
 * left as it is, so a second start takes no time.
 */
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { behaviourRows, catalogueRows } from './data/seed-rows.ts';

export interface SeedDemoOptions {
  workerUrl: string;
  /** Origin of the shop's pages. */
  shopUrl: string;
  /** The worker's admin token. */
  token: string;
  /** Public key of the site. */
  site: string;
  /** The shop's identity key, which the worker is given. */
  identitySecret?: string;
  /** Order lines to import, the oldest first, to the next 50,000; all of them where nothing is said. */
  mostLines?: number;
  log?: (line: string) => void;
}

/** Lines that travel in one request. */
const LINES_PER_REQUEST = 50_000;

export async function seedDemo({
  workerUrl,
  shopUrl,
  token,
  site,
  identitySecret,
  mostLines = Number.POSITIVE_INFINITY,
  log = () => {},
}: SeedDemoOptions): Promise<void> {
  const call = async (method: string, path: string, body?: string) => {
    const ask = () =>
      fetch(`${workerUrl}/admin/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(body !== undefined && { body }),
      });
    let response = await ask();
    // `wrangler dev` answers 503 in plain text while it restarts the worker; every call here may be made again.
    for (let tries = 1; response.status === 503 && tries < 5; tries++) response = await ask();
    const text = await response.text();
    const answer = (text.startsWith('{') ? JSON.parse(text) : { error: text }) as Record<string, unknown>;
    if (!response.ok && response.status !== 409) {
      throw new Error(`seed: ${method} ${path} answered ${response.status}: ${JSON.stringify(answer).slice(0, 300)}`);
    }
    return answer;
  };

  const { port } = new URL(shopUrl);
  const origins = [...new Set([new URL(shopUrl).origin, `http://127.0.0.1:${port}`, `http://localhost:${port}`])];
  await call(
    'POST',
    '/sites',
    JSON.stringify({
      id: site,
      name: 'Demo gift shop',
      origins,
      time_zone: 'Europe/London',
      currencies: ['GBP'],
      default_market: 'gb',
      default_language: 'en-GB',
    }),
  );
  if (identitySecret !== undefined) {
    const key = { alg: 'HS256', id: 'demo-shop', secret: identitySecret };
    await call('POST', `/sites/${site}/identity/keys`, JSON.stringify(key));
  }
  const state = await call('GET', `/sites/${site}/model`);
  if (state.model !== null && state.catalogue !== null) return;

  // Whoever looks at a demonstration is to see it: by itself a plan shows one visitor in twenty nothing personal.
  const { version: _, ...plan } = DEFAULT_PLAN;
  await call('PUT', `/sites/${site}/plan/draft`, JSON.stringify({ ...plan, holdout: { share: 0 } }));
  await call('POST', `/sites/${site}/plan/publish`, JSON.stringify({ why: 'a demonstration holds nobody out' }));

  const movedTo = Math.floor(Date.now() / 1000);
  log('Importing the catalogue …');
  const catalogue = await call('POST', `/sites/${site}/catalogue`, await joined(catalogueRows(shopUrl, { movedTo })));
  log(`  ${catalogue.accepted} products`);
  log('Importing the orders …');
  let lines = 0;
  for await (const chunk of chunks(behaviourRows({ movedTo }), LINES_PER_REQUEST)) {
    lines += Number((await call('POST', `/sites/${site}/behaviour`, chunk)).accepted);
    log(`  ${lines.toLocaleString('en')} lines`);
    if (lines >= mostLines) break;
  }
  log('Training …');
  const trained = await call('POST', `/sites/${site}/train`);
  log(`  model ${trained.version}: ${trained.sessions} orders, ${trained.items} items, ${trained.ms} ms`);
}

async function joined(rows: AsyncIterable<string>): Promise<string> {
  const all: string[] = [];
  for await (const row of rows) all.push(row);
  return all.join('\n');
}

async function* chunks(rows: AsyncIterable<string>, size: number): AsyncGenerator<string> {
  let held: string[] = [];
  for await (const row of rows) {
    held.push(row);
    if (held.length === size) {
      yield held.join('\n');
      held = [];
    }
  }
  if (held.length > 0) yield held.join('\n');
}
