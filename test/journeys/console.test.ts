/** The console as the shop's staff see it: signing in, every page in light and dark, wide and narrow, and live. */
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { costsTable, sendTraffic } from './shop-traffic.ts';
import { IDENTITY_SECRET, SITE, type Stack, startStack, TOKEN, VIEWER_TOKEN } from './stack.ts';

/** A line a page: what stands in its address, and anything to do before it is looked at. */
const PAGES: { path: string; before?: (page: Page) => Promise<void> }[] = [
  { path: 'now' },
  { path: 'funnels' },
  { path: 'sources' },
  { path: 'shelves' },
  { path: 'plan' },
  { path: 'plan?view=versions' },
  { path: 'experiments' },
  { path: 'experiments/holdout' },
];

const LOOKS = [
  { name: 'light and wide', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark and wide', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'light and narrow', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'dark and narrow', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;

/** A loaded machine takes its time. */
const PATIENCE = { timeout: 60_000 };

let stack: Stack;
let browser: Browser;
const open: Record<string, { page: Page; context: BrowserContext; wrong: string[] }> = {};

/** What a page must never show: errors, policy violations. A first look at the session is answered 401, and is none. */
async function watched(context: BrowserContext): Promise<{ page: Page; wrong: string[] }> {
  const wrong: string[] = [];
  context.setDefaultTimeout(PATIENCE.timeout);
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    const isFirstLook = /\b401\b/.test(message.text()) && message.location().url.endsWith('/admin/v1/session');
    if (['error', 'warning'].includes(message.type()) && !isFirstLook) wrong.push(message.text());
  });
  await page.exposeFunction('violated', (what: string) => wrong.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      (window as unknown as { violated(what: string): void }).violated(
        `policy: ${violatedDirective} ${blockedURI} ${sample}`,
      );
    });
  });
  return { page, wrong };
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${stack.worker}/console/`);
  await page.getByLabel('Token').fill(TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor(PATIENCE);
}

/** Once nothing is loading any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor(PATIENCE);
  await page.waitForFunction(
    () => !document.querySelector('main .loading, main [aria-busy="true"]'),
    undefined,
    PATIENCE,
  );
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

beforeAll(async () => {
  stack = await startStack({ mostLines: 1 });
  browser = await launchBrowser();
  const now = Date.now();
  await sendTraffic({
    worker: stack.worker,
    shop: stack.shop,
    site: SITE,
    identitySecret: IDENTITY_SECRET,
    items: ['85123A', '71053', '84406B'],
    people: 40,
    now,
  });
  await fetch(`${stack.worker}/admin/v1/sites/${SITE}/insight/costs`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/csv' },
    body: costsTable(now, 3),
  });
  for (const { name, colorScheme, viewport } of LOOKS) {
    const context = await browser.newContext({ colorScheme, viewport, locale: 'en-GB', reducedMotion: 'reduce' });
    // Before the page's own policy applies, which lets in no script that is not the worker's.
    await context.addInitScript({ content: axe.source });
    const { page, wrong } = await watched(context);
    open[name] = { page, context, wrong };
    await signIn(page);
  }
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

describe.each(PAGES)('the page $path', ({ path, before }) => {
  it.each(LOOKS.map(({ name }) => name))('has nothing that axe finds, no error and no overflow: %s', async (look) => {
    const { page, wrong } = open[look]!;
    await page.goto(`${stack.worker}/console/${SITE}/${path}`);
    await settled(page);
    await before?.(page);
    expect(await violations(page)).toEqual([]);
    expect(wrong.splice(0)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});

describe('signing in', () => {
  it('says what is wrong with a token, and ends with the session', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    await context.addInitScript({ content: axe.source });
    const { page } = await watched(context);
    await page.goto(`${stack.worker}/console/`);
    await page.getByLabel('Token').fill('not-the-token-of-this-worker-at-all');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This token is not known here.').waitFor(PATIENCE);
    expect(await violations(page)).toEqual([]);
    await signIn(page);
    // The cookie is the session, and no script can read it.
    expect(await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage }))).not.toContain(TOKEN);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor(PATIENCE);
    await page.reload();
    await page.getByLabel('Token').waitFor(PATIENCE);
    await context.close();
  });
});

describe('the plan', () => {
  const published = () =>
    stack.admin<{ version: string; document: { placements: { count: number }[] } }>('GET', `/sites/${SITE}/plan`);

  it('names the line of a mistake, is published with a reason, and gone back from', async () => {
    const { page, wrong } = open['light and wide']!;
    await page.goto(`${stack.worker}/console/${SITE}/plan`);
    await settled(page);
    const before = await published();
    const text = page.getByLabel('The plan as JSON');
    const stored = await text.inputValue();
    const wanted = before.document.placements[0]!.count === 5 ? 6 : 5;
    await text.fill(stored.replace(/"count": \d+/, '"count": 999'));
    const line = stored.slice(0, stored.indexOf('"count"')).split('\n').length;
    await page.getByRole('button', { name: `Line ${line}`, exact: true }).waitFor(PATIENCE);
    expect(await page.locator('.findings').textContent()).toContain('$.placements[0].count');
    await text.fill(stored.replace(/"count": \d+/, `"count": ${wanted}`));
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('saved by admin').waitFor(PATIENCE);
    expect((await published()).version).toBe(before.version);

    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('$.placements[id=').waitFor(PATIENCE);
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Why').fill('a smaller shelf');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.waitFor({ state: 'detached', ...PATIENCE });
    const after = await published();
    expect(after.document.placements[0]!.count).toBe(wanted);
    await page.getByText(`Published: ${after.version}`).waitFor(PATIENCE);

    await page.getByRole('button', { name: 'Versions' }).click();
    await page.getByRole('cell', { name: 'a smaller shelf' }).waitFor(PATIENCE);
    await page.getByRole('button', { name: `Go back to ${before.version}`, exact: true }).click();
    await dialog.getByLabel('Why').fill('it was too small');
    await dialog.getByRole('button', { name: `Go back to ${before.version}` }).click();
    await dialog.waitFor({ state: 'detached', ...PATIENCE });
    expect((await published()).document).toEqual(before.document);
    await page.getByRole('button', { name: 'Log' }).click();
    await page.getByRole('cell', { name: 'it was too small' }).waitFor(PATIENCE);
    expect(wrong.splice(0)).toEqual([]);
  });

  it('is for a viewer to read: the page offers no change, and the worker takes none', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const { page } = await watched(context);
    await page.goto(`${stack.worker}/console/`);
    await page.getByLabel('Token').fill(VIEWER_TOKEN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Sign in' }).waitFor(PATIENCE);
    await page.goto(`${stack.worker}/console/${SITE}/plan`);
    await settled(page);
    expect(await page.getByLabel('The plan as JSON').getAttribute('readonly')).not.toBeNull();
    for (const name of ['Save draft', 'Publish', 'Approve', 'Discard', 'Preview link']) {
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    }
    const before = await published();
    const refused = await page.evaluate(async (site) => {
      const { csrf } = await (await fetch('/admin/v1/session')).json();
      const answer = await fetch(`/admin/v1/sites/${site}/plan/publish`, {
        method: 'POST',
        headers: { 'x-edgewise-csrf': csrf },
        body: '{"why":"because"}',
      });
      return { status: answer.status, code: (await answer.json()).error.code };
    }, SITE);
    expect(refused).toEqual({ status: 403, code: 'role' });
    expect(await published()).toEqual(before);
    await context.close();
  });
});
