/** The console as the shop's staff see it: signing in, every page in light and dark, wide and narrow, and live. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ProductAnswer } from '@edgewise/edge/read-products';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CohortsAnswer, FiguresAnswer } from '../../apps/edge/src/read-figures.ts';
import type { LiveNow } from '../../apps/edge/src/read-live.ts';
import type { PeopleBehindAnswer } from '../../apps/edge/src/routes/admin-insight.ts';
import { launchBrowser } from '../browser.ts';
import { costsTable, sendTraffic } from './shop-traffic.ts';
import { IDENTITY_SECRET, SITE, type Stack, startStack, TOKEN, VIEWER_TOKEN } from './stack.ts';

/** A line a page: what stands in its address, and anything to do before it is looked at. */
const PAGES: { path: string; before?: (page: Page) => Promise<void> }[] = [
  { path: 'now' },
  { path: 'funnels' },
  { path: 'sources' },
  { path: 'shelves' },
  { path: 'people' },
  { path: 'products' },
  { path: 'products?search=heart' },
  { path: 'products/85123A' },
  { path: 'plan' },
  { path: 'plan?view=versions' },
  { path: 'experiments', before: (page) => page.getByText('What the words mean').click() },
  { path: 'experiments/holdout' },
  {
    path: 'alerts?new',
    before: async (page) => {
      await page.getByRole('button', { name: 'New rule' }).click();
      await page.getByRole('dialog').getByLabel('When').selectOption('above');
      await page.getByRole('button', { name: 'What would it have said?' }).click();
      await page.locator('.back-test p').first().waitFor(PATIENCE);
    },
  },
  { path: 'start' },
  { path: 'health' },
  { path: 'privacy' },
];

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };
/** The last one is how a page is loaded and left. Of axe's rules, colours alone change with the scheme. */
const LOOKS = [
  { colorScheme: 'dark', viewport: WIDE, rules: ['color-contrast'] },
  { colorScheme: 'dark', viewport: NARROW, rules: ['color-contrast'] },
  { colorScheme: 'light', viewport: NARROW },
  { colorScheme: 'light', viewport: WIDE },
] as const;

/** A loaded machine takes its time. */
const PATIENCE = { timeout: 60_000 };
const WAIT = { ...PATIENCE, interval: 50 };

let stack: Stack;
let browser: Browser;
/** The owner's page, wide and light but while it is looked at. */
let owner: { page: Page; context: BrowserContext; wrong: string[] };

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
  await page.getByRole('button', { name: 'Sign out' }).waitFor(PATIENCE);
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

async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const { violations: found } = await page.evaluate(
    (wanted) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: wanted ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      }),
    rules && [...rules],
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

/** In each look: nothing that axe finds, and nothing wider than the window. */
async function isFineInEachLook(page: Page): Promise<void> {
  for (const { colorScheme, viewport, ...look } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await settled(page);
    const found = await violations(page, 'rules' in look ? look.rules : undefined);
    const tooWide = await page.evaluate(() =>
      document.documentElement.scrollWidth <= innerWidth
        ? []
        : [...document.querySelectorAll('main *')]
            .filter(
              (element) => element.getBoundingClientRect().right > innerWidth && !element.closest('.table-scroll'),
            )
            .map((element) => `${element.tagName}.${element.className}`),
    );
    // A dialog scrolls by itself.
    tooWide.push(
      ...(await page.evaluate(() =>
        [...document.querySelectorAll('dialog[open]')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map((dialog) => `dialog ${dialog.querySelector('h2')?.textContent}`),
      )),
    );
    const { width } = viewport;
    expect({ colorScheme, width, found, tooWide }).toEqual({ colorScheme, width, found: [], tooWide: [] });
  }
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
    // None of them leaves the last half hour while this runs.
    latelyMinutes: 8,
  });
  await fetch(`${stack.worker}/admin/v1/sites/${SITE}/insight/costs`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/csv' },
    body: costsTable(now, 3),
  });
  await stack.admin(
    'PUT',
    `/sites/${SITE}/alerts/rules/any`,
    JSON.stringify({ name: 'Any views', metric: 'views', kind: 'above', value: 0, window_minutes: 30, channels: [] }),
  );
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-GB', reducedMotion: 'reduce' });
  // Before the page's own policy applies, which lets in no script that is not the worker's.
  await context.addInitScript({ content: axe.source });
  owner = { context, ...(await watched(context)) };
  await signIn(owner.page);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

it.each(PAGES)('the page $path has nothing that axe finds, no error and no overflow', async ({ path, before }) => {
  const { page, wrong } = owner;
  await page.goto(`${stack.worker}/console/${SITE}/${path}`);
  await settled(page);
  await before?.(page);
  await isFineInEachLook(page);
  expect(wrong.splice(0)).toEqual([]);
});

it('customers who come back stand by the month of their first order, as the worker counts them', async () => {
  const { page } = owner;
  await page.goto(`${stack.worker}/console/${SITE}/funnels`);
  const table = page.getByRole('table', { name: 'Customers who come back' });
  await table.waitFor(PATIENCE);
  const { cohorts } = await stack.admin<CohortsAnswer>('GET', `/sites/${SITE}/insight/cohorts`);
  const cells = await table
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('td')[1]!.textContent));
  expect(cells).toEqual(cohorts.map(({ buyers }) => new Intl.NumberFormat('en-GB').format(buyers)).reverse());
  await page.locator('[data-figure="ltv"] .figure-value', { hasText: /\d/ }).waitFor(PATIENCE);
});

it('the first view of Now is asked for by the page’s own answer, each thing once', async () => {
  const { page } = owner;
  await page.goto(`${stack.worker}/console/${SITE}/now`);
  await page.locator('[data-figure="visitors"] .figure-value').waitFor(PATIENCE);
  const asked = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(({ name, initiatorType }) => ({
      path: new URL(name).pathname,
      initiatorType,
    })),
  );
  // `link`: a script that asks for what the page's answer did not name, or asks otherwise, is a `fetch`.
  for (const path of ['/session', `/sites/${SITE}`, `/sites/${SITE}/insight/now`]) {
    expect(asked.filter((one) => one.path === `/admin/v1${path}`)).toEqual([
      { path: `/admin/v1${path}`, initiatorType: 'link' },
    ]);
  }
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
    await page.getByRole('button', { name: 'Sign out' }).waitFor(PATIENCE);
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
    const { page, wrong } = owner;
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
    // What is published already, in other words.
    await text.fill(`${stored} `);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('saved by admin').waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('nothing new');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText(`Nothing changed: ${before.version} says this already`).waitFor(PATIENCE);
    await page.getByText('There is no draft').waitFor(PATIENCE);
    await text.fill(stored.replace(/"count": \d+/, `"count": ${wanted}`));
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('saved by admin').waitFor(PATIENCE);
    expect((await published()).version).toBe(before.version);

    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('$.placements[id=').waitFor(PATIENCE);
    // Who types is asked why, and presses no cross with the first blank.
    expect(await dialog.getByLabel('Why').evaluate((field) => field === document.activeElement)).toBe(true);
    await dialog.getByText(/^With this plan .* visitor/).waitFor(PATIENCE);
    await isFineInEachLook(page);
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

  it('gets an experiment from a form: what is wrong stands beside its field, and what it puts can be published', async () => {
    const { page, wrong } = owner;
    const before = await published();
    await page.goto(`${stack.worker}/console/${SITE}/experiments`);
    await page.getByRole('button', { name: 'New experiment' }).click();
    const form = page.getByRole('dialog');
    const put = () => form.getByRole('button', { name: 'Put it into the draft' }).click();
    await form.getByLabel('Products in version B').fill('99');
    await put();
    await form.getByText('Give it a name.').waitFor(PATIENCE);
    expect(await form.getByLabel('Name').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('Popular first');
    await page.keyboard.press('Enter');
    // What the worker alone knows.
    const wrongCount = form.locator('.field', { has: page.getByLabel('Products in version B') }).locator('.fault-line');
    await wrongCount.filter({ hasText: '48' }).waitFor(PATIENCE);
    await form.getByText('Advanced: the same as JSON').click();
    await isFineInEachLook(page);
    await form.getByLabel('Shelf').selectOption('similar');
    await form.getByLabel('What version B does differently').selectOption('strategy');
    await form.getByLabel('What version B proposes first').selectOption('trending');
    await form.getByLabel('Visitors who take part, %').fill('50');
    await form.getByLabel('Judged by').selectOption('click_through');
    await put();
    await page.getByText('“popular-first” stands in the draft').waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Publish', exact: true }).waitFor(PATIENCE);
    // Until then it is in no table, and not lost.
    await page.goto(`${stack.worker}/console/${SITE}/experiments`);
    await page.getByText('Waits in the draft to begin: Popular first.').waitFor(PATIENCE);
    // A second one on the same shelf would come second: that is said, and nothing is put before somebody means it.
    await page.getByRole('button', { name: 'New experiment' }).click();
    await form.getByLabel('Name').fill('Newest first');
    await form.getByLabel('Shelf').selectOption('similar');
    await form.getByLabel('What version B does differently').selectOption('strategy');
    await form.getByLabel('What version B proposes first').selectOption('newest');
    await put();
    await page.getByText("'popular-first' changes 'strategies' of 'similar', too").waitFor(PATIENCE);
    await page.keyboard.press('Escape');
    // Nor is what was typed lost by a key, however often it is pressed.
    const typed = page.getByRole('dialog', { name: 'New experiment' });
    const question = page.getByRole('dialog', { name: 'Discard what you typed?' });
    for (let i = 0; i < 2; i++) {
      await expect.poll(() => page.getByRole('dialog').count(), WAIT).toBe(1);
      await page.keyboard.press('Escape');
      await question.waitFor(PATIENCE);
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached', ...PATIENCE });
      expect(await typed.getByLabel('Name').inputValue()).toBe('Newest first');
    }
    await typed.getByRole('button', { name: 'Close' }).click();
    await question.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached', ...PATIENCE });
    await stack.admin('POST', `/sites/${SITE}/plan/publish`, '{"why":"a test"}');
    const { experiments } = await stack.admin<{ experiments: object[] }>('GET', `/sites/${SITE}/experiments`);
    expect(experiments).toContainEqual(
      expect.objectContaining({ id: 'popular-first', active: true, metric: 'click_through' }),
    );
    expect((await published()).document).toMatchObject({
      experiments: [
        {
          placements: ['similar'],
          coverage: 0.5,
          arms: [
            { id: 'as-it-is' },
            { id: 'trending-first', set: { strategies: ['trending', 'also-viewed', 'content', 'newest'] } },
          ],
        },
      ],
    });

    // It ends without JSON, and by keyboard alone: version B is what everybody gets.
    await page.goto(`${stack.worker}/console/${SITE}/experiments/popular-first`);
    await page.getByRole('button', { name: 'End experiment' }).press('Enter');
    const end = page.getByRole('dialog', { name: 'End experiment' });
    const control = end.getByRole('radio', { name: 'Keep version A, the control: “as-it-is”' });
    await expect.poll(() => control.evaluate((radio) => radio === document.activeElement), WAIT).toBe(true);
    expect(await control.isChecked()).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await end.getByRole('radio', { name: 'Make version B what everybody gets' }).isChecked()).toBe(true);
    const then = end.locator('dt', { hasText: 'Then everybody' }).locator('+ dd');
    await then.filter({ hasText: 'first: “Popular now”' }).waitFor(PATIENCE);
    await isFineInEachLook(page);
    await page.keyboard.press('Enter');
    await page.getByText('“popular-first” ends in the draft').waitFor(PATIENCE);
    // What publishing does is said in words, above what it changes in the plan.
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Experiments that end with it: Popular first.').waitFor(PATIENCE);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached', ...PATIENCE });
    await page.goto(`${stack.worker}/console/${SITE}/experiments/popular-first`);
    await page.getByText('Ends once the draft is published: Popular first.').waitFor(PATIENCE);
    await page.getByRole('button', { name: 'End experiment' }).click();
    await end.getByText('In the draft this experiment has ended already').waitFor(PATIENCE);
    await stack.admin('POST', `/sites/${SITE}/plan/publish`, '{"why":"a test"}');
    const { experiments: left, placements } = (await published()).document as {
      experiments?: object[];
      placements: { id?: string; strategies?: string[] }[];
    };
    expect(left).toBeUndefined();
    expect(placements.find(({ id }) => id === 'similar')!.strategies).toEqual([
      'trending',
      'also-viewed',
      'content',
      'newest',
    ]);
    await page.reload();
    await page.getByText('Over', { exact: true }).waitFor(PATIENCE);
    expect(await page.getByRole('button', { name: 'End experiment' }).count()).toBe(0);
    await stack.admin('POST', `/sites/${SITE}/plan/rollback`, JSON.stringify({ to: before.version, why: 'a test' }));
    expect((await published()).document).toEqual(before.document);
    expect(wrong.splice(0)).toEqual([]);
  });

  it('is for a viewer to read: the page offers no change, and the worker takes none', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const { page } = await watched(context);
    await page.goto(`${stack.worker}/console/`);
    await page.getByLabel('Token').fill(VIEWER_TOKEN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor(PATIENCE);
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

describe('live', () => {
  it('a click in the shop is on Now at once, and its order is one order, in the funnel and in revenue too', async () => {
    const { page: now } = owner;
    const shown = async (figure: string) =>
      Number((await now.locator(`[data-figure="${figure}"] .figure-value`).textContent())!.replace(/[^\d]/g, ''));
    const figures = (await stack.admin('GET', `/sites/${SITE}/insight/figures`)) as FiguresAnswer;
    await now.goto(`${stack.worker}/console/${SITE}/now`);
    await now.getByText('Live', { exact: true }).waitFor();
    const before = { carts: await shown('carts'), orders: await shown('orders'), revenue: await shown('revenue') };

    const shopper = await browser.newContext({ locale: 'en-GB' });
    shopper.setDefaultTimeout(PATIENCE.timeout);
    const page = await shopper.newPage();
    await page.goto(`${stack.shop}/p/85123A`);
    await page.getByTestId('consent-bar').getByRole('button', { name: 'Personalise my visit' }).click();
    await page.getByTestId('consent-bar').waitFor({ state: 'detached' });
    const clicked = performance.now();
    await page.getByTestId('add-to-cart').click();
    await vi.waitFor(async () => expect(await shown('carts')).toBe(before.carts + 1), WAIT);
    console.log(`a click in the shop was on Now after ${Math.round(performance.now() - clicked)} ms`);

    await page.goto(`${stack.shop}/checkout`);
    await page.getByTestId('place-order').click();
    await page.getByTestId('order-id').waitFor();
    // The thank-you page again and again: it stays one order.
    await page.reload();
    await page.reload();
    await vi.waitFor(async () => expect(await shown('orders')).toBe(before.orders + 1), WAIT);
    const lines = (await stack.admin('GET', `/sites/${SITE}/insight/now`)) as LiveNow;
    const value = (lines.totals['revenue.GBP'] ?? 0) - before.revenue;
    expect(value).toBeGreaterThan(0);
    // Whatever the page sent again has been counted once the visit's last view is there.
    await page.goto(`${stack.shop}/p/71053`);
    await vi.waitFor(async () => {
      const after = (await stack.admin('GET', `/sites/${SITE}/insight/figures`)) as FiguresAnswer;
      expect(after.sums.counts.views! - figures.sums.counts.views!).toBeGreaterThanOrEqual(6);
      expect(after.funnel[3]!.people - figures.funnel[3]!.people).toBe(1);
      expect(after.sums.orders.GBP!.orders - figures.sums.orders.GBP!.orders).toBe(1);
      expect(after.sums.orders.GBP!.revenue - figures.sums.orders.GBP!.revenue).toBe(value);
    }, WAIT);
    expect(await shown('orders')).toBe(before.orders + 1);
    expect(await shown('revenue')).toBe(before.revenue + value);
    await now.goto(`${stack.worker}/console/${SITE}/funnels`);
    await settled(now);
    await now.locator('[data-step="order"] .funnel-people', { hasText: `${figures.funnel[3]!.people + 1}` }).waitFor();
    await shopper.close();
    // From a step that people were lost at to one of them, whole.
    const behind = `/sites/${SITE}/insight/people?reached=view&missed=cart&limit=100`;
    const lost = await vi.waitFor(async () => {
      const { funnel } = (await stack.admin('GET', `/sites/${SITE}/insight/figures`)) as FiguresAnswer;
      const { people } = await stack.admin<PeopleBehindAnswer>('GET', behind);
      expect(people.length).toBe(funnel[0]!.people - funnel[1]!.people);
      return people.map(({ person }) => person);
    }, WAIT);
    expect(lost.length).toBeGreaterThan(1);
    await now.reload();
    await settled(now);
    await now
      .locator('[data-step="cart"]')
      .getByRole('button', { name: `${lost.length} people lost here` })
      .click();
    const dialog = now.getByRole('dialog');
    await dialog.getByRole('row').nth(1).waitFor();
    expect(await dialog.getByRole('link').count()).toBe(Math.min(20, lost.length));
    await dialog.getByRole('link').first().click();
    await now.getByRole('region', { name: 'Timeline' }).getByRole('listitem').first().waitFor();
    expect(lost).toContain(new URL(now.url()).searchParams.get('person'));
    expect(await now.getByRole('dialog').count()).toBe(0);
  });
});

describe('by hand and keyboard', () => {
  it('a table of costs is taken, and one with a wrong line says which', async () => {
    const { page, wrong } = owner;
    wrong.length = 0;
    await page.goto(`${stack.worker}/console/${SITE}/sources`);
    await settled(page);
    const put = (text: string) =>
      page
        .getByLabel('Put in a CSV')
        .setInputFiles({ name: 'costs.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    const day = new Date().toISOString().slice(0, 10);
    await put(`day,source,cost\n${day},poster,ten\n`);
    await page.getByText("cost: got 'ten', expected a decimal number from 0, with a point").waitFor();
    expect(await violations(page)).toEqual([]);
    await put(`day,source,cost\n${day},poster,10\n`);
    await page.getByText('1 row taken').waitFor();
    await page.getByRole('cell', { name: 'poster' }).first().waitFor();
    // The browser notes the refusal that was asked for, and nothing else.
    expect(wrong.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  it('what a figure means is a key away, and goes with Escape; a language and a theme stay', async () => {
    const { page, context } = owner;
    await page.setViewportSize(NARROW);
    await page.goto(`${stack.worker}/console/${SITE}/shelves`);
    await settled(page);
    const button = page.getByRole('button', { name: 'What “Lift over holdout” means' });
    await button.press('Enter');
    await page.getByText('The one figure that says what Edgewise caused.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('The one figure that says what Edgewise caused.').waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    // Beside the lift, and marked as what it is not [X13].
    await page.getByText('the figure that counts').waitFor();
    const table = page.getByRole('table', { name: 'Attributed revenue' });
    await table.getByRole('button', { name: 'What “Revenue after any view” means' }).press('Enter');
    await table.getByText('What shelves caused is the lift.').waitFor();
    await page.keyboard.press('Escape');

    for (const [language, title] of [
      ['ro', 'Rafturi'],
      ['ru', 'Полки'],
      ['pl', 'Półki'],
    ] as const) {
      await page.getByRole('banner').getByRole('combobox').selectOption(language);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Półki' }).waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Shelves' }).waitFor();
    // The list of pages is behind a button here.
    await page.getByRole('button', { name: 'Pages' }).click();
    await page.getByRole('link', { name: 'Sources' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    expect(context.pages()).toHaveLength(1);
    await page.setViewportSize(WIDE);
  });
});

describe('the products', () => {
  it('are found by a word of the title, and say what is bought with them, in counts that the worker gives', async () => {
    const { page, wrong } = owner;
    await page.goto(`${stack.worker}/console/${SITE}/products`);
    await settled(page);
    await page.getByLabel('Find a product').fill('hanging heart t-light holder');
    await page.getByRole('link', { name: 'White hanging heart T-light holder' }).click();
    await page.getByRole('heading', { name: 'Bought with it' }).waitFor(PATIENCE);
    const { bought_with } = await stack.admin<ProductAnswer>('GET', `/sites/${SITE}/products/item?item=85123A`);
    const [first] = bought_with.items;
    const row = page.getByRole('row').filter({ hasText: first!.item }).first();
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells[0]).toContain(first!.title);
    expect(cells[1]).toBe(new Intl.NumberFormat('en-GB').format(first!.together));
    // Going back leads to what was looked for.
    await page.goBack();
    await page.getByRole('link', { name: 'White hanging heart T-light holder' }).waitFor(PATIENCE);
    expect(wrong.splice(0)).toEqual([]);
  });
});

it('leads a new shop from no data to its first shelf', async () => {
  const id = 'newcomer';
  await stack.admin(
    'POST',
    '/sites',
    JSON.stringify({ id, name: 'New', origins: [], time_zone: 'Europe/Chisinau', currencies: ['MDL'] }),
  );
  const { page, wrong } = owner;
  await page.goto(`${stack.worker}/console/${id}`);
  await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor(PATIENCE);
  const done = page.locator('.step.done');
  expect(await done.count()).toBe(0);
  expect(await violations(page)).toEqual([]);

  const product = { item_id: 'a', title: 'A mug', link: 'https://my-shop.example/a', price: 5 };
  const upload = async (lines: string) => {
    await page.getByLabel('A file of products').setInputFiles({
      name: 'products.ndjson',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(lines),
    });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
  };
  // A large file takes its time, and that is said.
  await page.route('**/catalogue', async (route) => {
    const isSaid = page.getByText('Importing products.ndjson').waitFor(PATIENCE);
    await isSaid.then(
      () => route.continue(),
      () => route.abort(),
    );
  });
  await upload('no product\n');
  await page.getByText('The file is not one JSON object a line. A CSV').waitFor(PATIENCE);
  await page.unroute('**/catalogue');
  await page.getByText('Refused: 1, the whole file. Nothing of it is taken or published').waitFor(PATIENCE);
  await page.getByText('There is no catalogue yet.').waitFor(PATIENCE);
  expect(await page.getByRole('button', { name: /good row/ }).count()).toBe(0);
  // What is refused is answered 422, and the browser says so.
  expect(wrong.splice(0).filter((line) => !/\b422\b/.test(line))).toEqual([]);
  await upload(`${JSON.stringify(product)}\nno product\n`);
  await page.getByText('Taken: 1. Refused: 1.').waitFor(PATIENCE);
  await page.getByText('Line 2:').waitFor(PATIENCE);
  await page.getByText('One product is here').waitFor(PATIENCE);

  await page.getByLabel('Address, such as').fill('https://my-shop.example/some/page');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await done.getByText('https://my-shop.example', { exact: false }).first().waitFor(PATIENCE);
  await page.getByText(`data-site="${id}"`).waitFor(PATIENCE);

  const t = Date.now();
  const collected = await fetch(`${stack.worker}/v1/collect`, {
    method: 'POST',
    headers: { origin: 'https://my-shop.example', 'content-type': 'text/plain' },
    body: JSON.stringify({
      v: 1,
      site: id,
      device: 'the-first-visitor-of-all',
      sent: t,
      consent: { tier: 'person' },
      context: { page_location: 'https://my-shop.example/' },
      events: [
        { n: 1, t, name: 'page_view', params: {} },
        { n: 2, t, name: 'view_item_list', params: { item_list_id: 'home', items: [{ item_id: 'a' }] } },
      ],
    }),
  });
  expect(collected.status).toBe(200);
  await page.getByText('Everything works').waitFor(PATIENCE);
  expect(await done.count()).toBe(5);
  // Nobody has ordered: no axis from nothing to nothing.
  await page.goto(`${stack.worker}/console/${id}/sources`);
  await page.getByText('Nothing in this period').waitFor(PATIENCE);
  expect(wrong.splice(0)).toEqual([]);
});

it('leads on from an address of a shop or a page that is not there', async () => {
  const { page, wrong } = owner;
  await page.goto(`${stack.worker}/console/a-shop-of-long-ago/now`);
  await page.getByText('There is no shop “a-shop-of-long-ago” here').waitFor(PATIENCE);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: SITE, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor(PATIENCE);
  // The site is answered 404, and the browser says so.
  expect(wrong.splice(0).filter((line) => !/\b404\b/.test(line))).toEqual([]);
  await page.goto(`${stack.worker}/console/${SITE}/a-page-of-long-ago`);
  await page.getByText('There is no such page').waitFor(PATIENCE);
  await page.getByRole('link', { name: 'See the shop as it is now' }).click();
  await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor(PATIENCE);
  expect(wrong.splice(0)).toEqual([]);
});

it.each(['en-GB', 'ro-RO', 'ru-RU', 'pl-PL'])(
  'the bar at the top fits a telephone where there are several shops, in %s',
  async (locale) => {
    await stack.admin(
      'POST',
      '/sites',
      JSON.stringify({
        id: `second-shop-of-the-same-owner-${locale.toLowerCase()}`,
        name: 'Second',
        origins: [],
        time_zone: 'Europe/Chisinau',
        currencies: ['MDL'],
      }),
    );
    const storageState = await owner.context.storageState();
    const context = await browser.newContext({ viewport: NARROW, locale, storageState });
    const { page } = await watched(context);
    await page.goto(`${stack.worker}/console/${SITE}/health`);
    await settled(page);
    await expect.poll(() => page.locator('.top select').count(), WAIT).toBe(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width);
    const [shops, languages] = await page
      .locator('.top select')
      .evaluateAll((selects) => selects.map((select) => select.getBoundingClientRect().width));
    expect(Math.min(shops!, languages!)).toBeGreaterThan(60);
    await context.close();
  },
);

describe('health and privacy', () => {
  it('count what a page said, what was refused of it and why, and what its shopper allowed', async () => {
    const { page, wrong } = owner;
    wrong.length = 0;
    const said = (n: number, name: string, params: object) => ({ n, t: Date.now(), name, params });
    const answer = await fetch(`${stack.worker}/v1/collect`, {
      method: 'POST',
      headers: { origin: stack.shop, 'content-type': 'text/plain' },
      body: JSON.stringify({
        v: 1,
        site: SITE,
        sent: Date.now(),
        device: `device-${crypto.randomUUID()}`,
        consent: { tier: 'person' },
        context: { page_location: `${stack.shop}/`, language: 'en' },
        events: [said(1, 'page_view', { page_location: `${stack.shop}/` }), said(2, 'purchase', { value: 'much' })],
      }),
    });
    expect(await answer.json()).toMatchObject({ ack: 2, refused: [{ n: 2 }] });
    const refusals = () => stack.admin<{ refused: { by_reason: unknown[] } }>('GET', `/sites/${SITE}/health`);
    await vi.waitFor(async () => expect((await refusals()).refused.by_reason.length).toBeGreaterThan(0), WAIT);
    await page.goto(`${stack.worker}/console/${SITE}/health`);
    await settled(page);
    await page
      .getByRole('cell', { name: /^(params|items|event|transaction)/ })
      .first()
      .waitFor(PATIENCE);
    await page.getByText('The model is fresh').waitFor(PATIENCE);
    // As it is before there is a catalogue: another site would be the one that others of these tests sign in to.
    const asked = `**/admin/v1/sites/${SITE}/health`;
    await page.route(asked, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { checks: { id: string; grade: string }[] };
      for (const check of body.checks) if (check.id === 'catalogue') check.grade = 'wrong';
      await route.fulfill({ response: answer, json: body });
    });
    await page.reload();
    expect(await page.getByRole('region', { name: 'There is a catalogue' }).textContent()).toBe(
      `npx edgewise import catalogue products.csv --site ${SITE} --url ${stack.worker}`,
    );
    await page.unroute(asked);
    await page.goto(`${stack.worker}/console/${SITE}/privacy`);
    await settled(page);
    await page.locator('[data-figure="tier-person"] .figure-value').filter({ hasText: '%' }).waitFor(PATIENCE);
    expect(await violations(page)).toEqual([]);
    expect(wrong.splice(0)).toEqual([]);
  });
});

describe('the people', () => {
  it('are found by a device that has just looked, are told with what it did, and are erased with a receipt', async () => {
    const shopper = await browser.newContext({ locale: 'en-GB' });
    await shopper.addCookies([{ name: 'consent', value: 'person', url: stack.shop }]);
    const shop = await shopper.newPage();
    const sent: string[] = [];
    shop.on('request', (request) => sent.push(request.postData() ?? ''));
    let device = '';
    for (const item of ['71053', '85123A']) {
      await shop.goto(`${stack.shop}/p/${item}`);
      await vi.waitFor(async () => {
        device = /"device":"([\w-]+)"/.exec(sent.join())?.[1] ?? 'none';
        const state = await stack.person(device);
        expect(JSON.stringify(state?.contributions.map(({ recent }) => recent))).toContain(item);
      }, WAIT);
    }
    await shopper.close();

    const { page, wrong } = owner;
    await page.goto(`${stack.worker}/console/${SITE}/people`);
    await settled(page);
    await page.getByLabel('Device id').fill(device);
    await page.getByRole('button', { name: 'Look up' }).click();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    const titles = await Promise.all(
      ['85123A', '71053'].map(
        async (item) =>
          (await stack.admin<ProductAnswer>('GET', `/sites/${SITE}/products/item?item=${item}`)).product.title,
      ),
    );
    // Newest first.
    await timeline.getByRole('link', { name: titles[0]! }).waitFor();
    expect((await timeline.getByRole('link').allTextContents()).filter((text) => titles.includes(text))).toEqual(
      titles,
    );
    await settled(page);
    const why = page.getByRole('region', { name: 'Why this shelf?' });
    await why.getByRole('row').nth(1).waitFor();
    await isFineInEachLook(page);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await readFile((await (await download).path())!, 'utf8');
    expect(JSON.parse(file)).toMatchObject({ scope: 'person', identifiers: [{ kind: 'device', value: device }] });

    await page.getByRole('button', { name: 'Erase' }).click();
    const dialog = page.getByRole('dialog');
    const erase = dialog.getByRole('button', { name: 'Erase for ever' });
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByLabel('Type “erase” to go on').fill('erase');
    expect(await violations(page)).toEqual([]);
    await erase.click();
    const receipt = page.getByRole('region', { name: 'Receipt', exact: true });
    await receipt.getByText('Nothing that happened before comes back.').waitFor();
    expect(await violations(page)).toEqual([]);
    const number = (await receipt.locator('pre').textContent())!;
    await expect(stack.admin('GET', `/sites/${SITE}/erasures/${number}`)).resolves.toMatchObject({ scope: 'person' });
    expect(await stack.person(device)).toBeUndefined();
    await page.getByRole('button', { name: 'All people' }).click();
    await page.getByRole('heading', { name: 'Newest' }).waitFor();
    expect(wrong.splice(0)).toEqual([]);
  });

  it('are looked up by an address that never leaves the browser, and are nobody’s page who only reads', async () => {
    const { page, wrong } = owner;
    await page.goto(`${stack.worker}/console/${SITE}/people`);
    await settled(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData()}`));
    await page.getByLabel('By', { exact: true }).selectOption('E-mail address');
    await page.getByLabel('E-mail address').fill(' Nobody-At-All@Example.com ');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText('Nobody is known by this').waitFor();
    const hash = createHash('sha256').update('nobody-at-all@example.com').digest('hex');
    expect(asked.join('\n')).toContain(`email_sha256=${hash}`);
    expect(asked.join('\n')).not.toMatch(/nobody-at-all/i);
    expect(page.url()).not.toMatch(/nobody-at-all/i);
    // What is not found is answered 404, and the browser says so.
    expect(wrong.splice(0).filter((line) => !/\b404\b/.test(line))).toEqual([]);

    const context = await browser.newContext({ locale: 'en-GB' });
    const { page: readers } = await watched(context);
    await readers.goto(`${stack.worker}/console/`);
    await readers.getByLabel('Token').fill(VIEWER_TOKEN);
    await readers.getByRole('button', { name: 'Sign in' }).click();
    await readers.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
    expect(await readers.getByRole('link', { name: 'Products' }).count()).toBe(1);
    expect(await readers.getByRole('link', { name: 'People' }).count()).toBe(0);
    await readers.goto(`${stack.worker}/console/${SITE}/people`);
    await readers.getByText('There is no such page').waitFor();
    await context.close();
  });
});

it('the page of alerts with an incident has nothing that axe finds, no error and no overflow', async () => {
  const { page, wrong } = owner;
  await page.goto(`${stack.worker}/console/${SITE}/alerts`);
  // An alert looks once a minute, and has had that time by now.
  await page.getByRole('cell', { name: /^views: \d+ in 30 minutes, above 0/ }).waitFor({ timeout: 150_000 });
  await page
    .getByRole('row', { name: /Any views/ })
    .getByText(/^since/)
    .waitFor(PATIENCE);
  await isFineInEachLook(page);
  expect(wrong.splice(0)).toEqual([]);
});
