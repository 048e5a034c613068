/**
 * `node scripts/console-pictures.mjs [PAGE …]`: a picture of every page of the console, light and dark, wide and narrow, of
 * a demo shop with a week of shoppers, into docs/images/console. To be looked at, and kept.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAll } from './build.mjs';
import { root } from './bundles.mjs';
import { startWorker } from './worker-process.mjs';

const SITE = 'demo';
const TOKEN = randomBytes(32).toString('base64url');
const identitySecret = randomBytes(32).toString('base64url');
const OUT = join(root, 'docs/images/console');
const LOOKS = [
  { name: 'light-wide', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark-wide', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'light-narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'dark-narrow', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
];

async function load(path) {
  const outfile = join(root, 'dist/pictures', path.replace(/^.*\/|\.ts$/g, '').concat('.mjs'));
  await build({
    entryPoints: [join(root, path)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return import(outfile);
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Smaller than PNG by far; the browser that took the picture can write it. */
async function webp(page, png) {
  const url = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    return canvas.toDataURL('image/webp', 0.82);
  }, png.toString('base64'));
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

const wanted = process.argv.slice(2);
const known = [...(await readFile(join(root, 'apps/console/src/routes.ts'), 'utf8')).matchAll(/path: '(\w+)'/g)].map(
  ([, path]) => path,
);
const unknown = wanted.filter((name) => name !== 'person' && !known.includes(name));
if (unknown.length > 0) {
  console.error(`console-pictures: there is no page ${unknown.join(', ')}; there are ${known.join(', ')}, person`);
  process.exit(2);
}
await buildAll();
const { startShop, seedDemo } = await import(join(root, 'apps/shop/dist/main.js'));
const { launchBrowser } = await load('test/browser.ts');
const { sendTraffic, costsTable } = await load('test/journeys/shop-traffic.ts');
const state = await mkdtemp(join(tmpdir(), 'edgewise-pictures-'));
const worker = await startWorker({
  port: await freePort(),
  persistTo: state,
  vars: {
    ENVIRONMENT: 'development',
    EDGEWISE_ADMIN_TOKEN: TOKEN,
    EDGEWISE_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
  },
});
const shop = await startShop({ port: 0, workerUrl: worker.url, site: SITE, identitySecret });
const browser = await launchBrowser();
try {
  await seedDemo({
    workerUrl: worker.url,
    shopUrl: shop.url,
    token: TOKEN,
    site: SITE,
    identitySecret,
    log: console.log,
    // Enough to train a model of, and a tenth of the time.
    mostLines: 60_000,
  });
  const items = ['85123A', '71053', '84406B', '84029G', '22423', '47566', '20725', '84879', '22720', '21212'];
  const now = Date.now();
  const orders = await sendTraffic({
    worker: worker.url,
    shop: shop.url,
    site: SITE,
    identitySecret,
    items,
    people: 420,
    now,
  });
  // The queue takes its time: a picture is of all of it.
  for (let counted = 0; counted < orders; ) {
    const answer = await fetch(`${worker.url}/admin/v1/sites/${SITE}/insight/figures`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    // Staff are the first whom a busy worker asks to come again.
    counted = answer.ok ? (await answer.json()).figures.orders : 0;
  }
  console.log(`${orders} orders`);
  await fetch(`${worker.url}/admin/v1/sites/${SITE}/insight/costs`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/csv' },
    body: costsTable(now, 7),
  });
  const put = (path, body) =>
    fetch(`${worker.url}/admin/v1/sites/${SITE}/alerts/${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(body),
    });
  await put('channels/team', { kind: 'telegram', name: 'Team', token: `1:${'a'.repeat(30)}`, chat: '42' });
  await put('rules/orders', { name: 'Orders', metric: 'orders', kind: 'anomaly', channels: ['team'] });
  await put('rules/views', {
    name: 'A rush',
    metric: 'views',
    kind: 'above',
    value: 20,
    window_minutes: 30,
    channels: [],
  });
  await mkdir(OUT, { recursive: true });
  const writer = await browser.newPage();
  const keep = async (page, name) => {
    const bytes = await webp(writer, await page.screenshot({ fullPage: true }));
    await writeFile(join(OUT, `${name}.webp`), bytes);
    console.log(`${name}.webp ${Math.round(bytes.length / 1024)} KB`);
  };
  for (const { name, ...look } of LOOKS) {
    const context = await browser.newContext({ ...look, locale: 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${worker.url}/console/`);
    await page.getByLabel('Token').waitFor();
    if (wanted.length === 0) await keep(page, `sign-in-${name}`);
    await page.getByLabel('Token').fill(TOKEN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('nav a').first().waitFor({ state: 'attached' });
    const hrefs = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    // Somebody with a history, beside the pages of the list.
    const people = await (
      await fetch(`${worker.url}/admin/v1/sites/${SITE}/insight/people?reached=order&limit=1`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
    ).json();
    hrefs.push(`/console/${SITE}/people?person=${people.people[0].person}`);
    for (const href of hrefs) {
      const path = href.includes('?person=') ? 'person' : href.split('/').at(-1);
      if (wanted.length > 0 && !wanted.includes(path)) continue;
      await page.goto(worker.url + href);
      await page.locator('main h1').waitFor();
      await page.waitForFunction(() => !document.querySelector('main .loading, main [aria-busy="true"]'));
      // An alert looks once a minute.
      if (path === 'alerts') await page.locator('.badge.bad').first().waitFor({ timeout: 150_000 });
      if (path === 'now') await page.locator('.lead .badge.good').waitFor();
      // Two frames: a chart is drawn after its card.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await keep(page, `${path}-${name}`);
    }
    await context.close();
  }
} finally {
  await Promise.allSettled([browser.close(), shop.close(), worker.stop()]);
  await rm(state, { recursive: true, force: true });
}
