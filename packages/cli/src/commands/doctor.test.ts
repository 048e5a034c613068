import { tmpdir } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { type Answer, type Request, run, worldOf } from './command.testkit.ts';
import { doctorCommand } from './doctor.ts';

const SHOP = 'https://www.acme.example';
const WORKER = 'https://edgewise.acme.example';
const NOW = Date.UTC(2026, 3, 30);
const TAG = `<script async src="${WORKER}/ew.js" data-site="acme"></script>`;
const PAGE = `<!doctype html><head>${TAG}</head><body><edgewise-recs placement="home"></edgewise-recs>`;

const WELL: Record<string, Answer> = {
  '/healthz': { body: { ok: true } },
  '/ew.js': { text: '' },
  '/admin/v1/sites/acme': { body: { origins: [SHOP], off: false } },
  '/admin/v1/sites/acme/model': {
    body: { products: 1_200, catalogue: {}, sessions: 9_000, trained: NOW - 2 * 86_400_000, error: null },
  },
  '/v1/widgets': { headers: { 'access-control-allow-origin': SHOP } },
  '/': { text: PAGE },
};

/** @param ill Answers that differ from those of a worker that is well. */
async function visit(ill: Record<string, Answer> = {}, args = ['--page', `${SHOP}/`, '--token', 't']) {
  const { world, requests } = worldOf(({ url }: Request) => ({ ...WELL, ...ill })[url.pathname] ?? { status: 404 });
  const outcome = await run(doctorCommand(world), ['--site', 'acme', '--url', `${WORKER}/`, ...args]);
  return { ...outcome, requests };
}

describe('edgewise doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { code, out, requests } = await visit();
    expect(out).toBe(
      [
        `✓ the worker answers at ${WORKER}`,
        '✓ the script is there for pages to load',
        '✓ the admin token is right',
        "✓ the site 'acme' is there",
        `✓ pages of ${SHOP} may use it`,
        '✓ the catalogue has 1,200 products',
        '✓ the model is 2 days old and knows 9,000 sessions',
        `✓ pages of ${SHOP} get shelves`,
        '✓ the script tag is on the page',
        '✓ shelves on the page: home',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
    const asked = requests.find(({ path }) => path === '/v1/widgets');
    expect(asked?.headers.get('origin')).toBe(SHOP);
  });

  const model = (over: object) => ({
    '/admin/v1/sites/acme/model': {
      body: { products: 5, catalogue: {}, sessions: 0, trained: NOW, error: null, ...over },
    },
  });
  const error = (status: number, code: string): Answer => ({ status, body: { error: { code, message: code } } });

  it.each<[string, Record<string, Answer>, string, string]>([
    ['no worker', { '/healthz': 'broken' }, `nothing answers at ${WORKER}`, 'start the worker'],
    ['no secrets', { '/healthz': { status: 503 } }, 'not all of its secrets are set', 'wrangler secret put'],
    ['another server', { '/healthz': { status: 404 } }, '/healthz answers 404', 'Name it with --url'],
    ['no script', { '/ew.js': { status: 404 } }, '/ew.js answers 404', 'npm run build'],
    ['a wrong token', { '/admin/v1/sites/acme': error(401, 'token') }, 'does not accept', 'EDGEWISE_ADMIN_TOKEN'],
    ['no site', { '/admin/v1/sites/acme': error(404, 'no_site') }, "there is no site 'acme'", 'create it'],
    ['an ill worker', { '/admin/v1/sites/acme': error(500, 'internal') }, 'the worker fails', 'wrangler tail'],
    ['no origin', { '/admin/v1/sites/acme': { body: { origins: [], off: false } } }, 'no origin', '"origins"'],
    ['off', { '/admin/v1/sites/acme': { body: { origins: [SHOP], off: true } } }, 'turned off', '"off":false'],
    ['no products', model({ products: 0 }), 'the catalogue is empty', 'edgewise import catalogue'],
    ['not published', model({ catalogue: null }), '5 products are there, but not published', 'to its end'],
    ['no model', model({ trained: null }), 'there is no model yet', 'edgewise import behaviour'],
    ['an old model', model({ trained: NOW - 9 * 86_400_000 }), 'the model is 9 days old', 'wait for visitors'],
    ['failed training', model({ error: 'out of memory' }), 'failed: out of memory', '/train'],
    ['a foreign origin', { '/v1/widgets': { status: 403 } }, 'are turned away', `["${SHOP}"]`],
    ['no CORS', { '/v1/widgets': {} }, 'lacks its CORS header', 'proxy'],
    ['a broken shelf', { '/v1/widgets': { status: 500 } }, 'answers 500', 'wrangler tail'],
    ['a lost page', { '/': { status: 404 } }, 'answers 404', 'a page that opens'],
    ['no tag', { '/': { text: '<edgewise-recs placement="home">' } }, 'tag is not on the page', TAG],
    ['two tags', { '/': { text: PAGE + TAG } }, 'on the page 2 times', 'leave one'],
    ['another site', { '/': { text: PAGE.replace('acme">', 'other">') } }, "'other', not 'acme'", TAG],
    ['another worker', { '/': { text: PAGE.replace(WORKER, 'https://x.example') } }, 'from https://x.example', TAG],
    ['no shelf', { '/': { text: TAG } }, 'no shelf stands on', '<edgewise-recs placement="home">'],
    ['no placement', { '/': { text: `${TAG}<edgewise-recs>` } }, 'has no placement', 'placement="home"'],
    [
      'a strict policy',
      { '/': { text: PAGE, headers: { 'content-security-policy': "default-src 'self'; script-src 'nonce-x'" } } },
      'keeps the script from working (connect-src)',
      `add ${WORKER} to connect-src`,
    ],
  ])('names %s, and how to mend it', async (_, ill, what, mend) => {
    const { code, out } = await visit(ill);
    expect(code).toBe(1);
    const found = /✗ (.*)\n {4}→ (.*)\n/.exec(out);
    expect(found?.[1]).toContain(what);
    expect(found?.[2]).toContain(mend);
  });

  it('looks at what it can without a token', async () => {
    const before = process.env.EDGEWISE_ADMIN_TOKEN;
    delete process.env.EDGEWISE_ADMIN_TOKEN;
    vi.spyOn(process, 'cwd').mockReturnValue(tmpdir()); // where there is no .dev.vars
    try {
      const { code, out, requests } = await visit({}, ['--page', `${SHOP}/`]);
      expect(code).toBe(1);
      expect(out).toContain('set EDGEWISE_ADMIN_TOKEN, or give --token');
      expect(out).toContain('✓ the script tag is on the page');
      expect(requests.some(({ path }) => path.startsWith('/admin'))).toBe(false);
    } finally {
      if (before !== undefined) process.env.EDGEWISE_ADMIN_TOKEN = before;
    }
  });

  it('takes a policy that names the worker, its scheme or everything', async () => {
    for (const source of [WORKER, 'https:', '*', 'edgewise.acme.example']) {
      const headers = { 'content-security-policy': `script-src ${source}; connect-src ${source}` };
      expect((await visit({ '/': { text: PAGE, headers } })).code).toBe(0);
    }
  });

  it('prints JSON where it is asked to', async () => {
    const { out } = await visit({}, ['--token', 't', '--json']);
    expect((JSON.parse(out) as { ok: boolean }[]).every(({ ok }) => ok)).toBe(true);
  });
});
