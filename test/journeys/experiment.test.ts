/**
 * An experiment that can be believed: 200 visitors of the demo shop, planted to buy with 10% under one arm and with 50% under
 * the other, and the verdict. These speak to the worker as the script does; one more is real Chromium.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchProfile } from '../browser.ts';
import { SITE, type Stack, startStack } from './stack.ts';

const WAIT = { timeout: 60_000, interval: 250 };
const VISITORS = 200;
const { version: _, ...START } = DEFAULT_PLAN;

let stack: Stack;
const opened: { context: BrowserContext; profile: string }[] = [];

async function newBrowser(): Promise<Page> {
  const profile = await mkdtemp(join(tmpdir(), 'edgewise-profile-'));
  const context = await launchProfile(profile, { viewport: { width: 1280, height: 900 } });
  opened.push({ context, profile });
  return context.pages()[0] ?? context.newPage();
}

beforeAll(async () => {
  stack = await startStack();
  const plan = {
    ...START,
    holdout: { share: 0 },
    experiments: [
      {
        id: 'title',
        placements: ['home'],
        arms: [{ id: 'plain' }, { id: 'loud', set: { title: { en: 'You will love these' } } }],
      },
    ],
  };
  await stack.admin('PUT', `/sites/${SITE}/plan/draft`, JSON.stringify(plan));
  await stack.admin('POST', `/sites/${SITE}/plan/publish`, '{"why":"a journey"}');
  await vi.waitFor(async () => expect((await shelfOf('device-that-only-looks')).arms).toMatch(/^title=/), WAIT);
}, 180_000);
afterAll(async () => {
  for (const { context, profile } of opened) {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
  await stack?.close();
});

const post = async <T>(path: string, body: object): Promise<T> => {
  const response = await fetch(stack.worker + path, {
    method: 'POST',
    headers: { origin: stack.shop, 'content-type': 'text/plain' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

const envelope = (device: string) => ({
  v: 1,
  site: SITE,
  sent: Date.now(),
  device,
  consent: { tier: 'person' },
  context: { page_location: `${stack.shop}/`, language: 'en' },
});

interface Shelf {
  title: string;
  arms?: string;
  items: { item_id: string }[];
}

async function shelfOf(device: string): Promise<Shelf> {
  const body = { ...envelope(device), page: { type: 'home' }, placements: [{ id: 'home' }], seen: [] };
  return (await post<{ shelves: Shelf[] }>('/v1/widgets', body)).shelves[0]!;
}

const event = (n: number, name: string, params: object) => ({ n, t: Date.now(), name, params });

/** Sees the home shelf, and buys or not. */
async function visit(device: string, buys: (arm: string) => boolean): Promise<void> {
  const { arms, items } = await shelfOf(device);
  const shown = items.map(({ item_id }) => ({ item_id }));
  const events = [event(1, 'view_item_list', { item_list_id: 'home', items: shown, edgewise_arms: arms })];
  if (buys(arms!.split('=')[1]!)) {
    events.push(
      event(2, 'purchase', {
        transaction_id: `T-${device}`,
        currency: 'GBP',
        value: 20,
        items: [{ ...shown[0], price: 20 }],
      }),
    );
  }
  await post('/v1/collect', { ...envelope(device), events });
}

interface Report {
  crossed: number;
  people: {
    units: number;
    srm: { p: number; broken: boolean };
    arms: { arm: string; n: number; converted: number }[];
    verdicts: Record<'conversion', { outcome: string; arm: string; sentence: string }>;
  };
}
const report = () => stack.admin<Report>('GET', `/sites/${SITE}/experiments/title`);

/** Says yes where it is asked, looks at the shelf, and tells its arms. */
async function home(page: Page): Promise<string> {
  await page.goto(stack.shop);
  const bar = page.getByTestId('consent-bar');
  if ((await bar.count()) > 0) {
    await bar.getByRole('button', { name: 'Personalise my visit' }).click();
    await bar.waitFor({ state: 'detached' });
  }
  const shelf = page.locator('edgewise-recs[placement=home] [data-arms^="title="]');
  await shelf.waitFor();
  await shelf.scrollIntoViewIfNeeded();
  return (await shelf.getAttribute('data-arms'))!;
}

describe('an experiment', () => {
  it('with planted behaviour ends in the right verdict, money and split included', { timeout: 240_000 }, async () => {
    // Every tenth of one arm and every second of the other, so that the planted shares are exact.
    const seen = { plain: 0, loud: 0 };
    const buys = (arm: string) => (arm === 'plain' ? seen.plain++ % 10 === 0 : seen.loud++ % 2 === 0);
    for (let i = 0; i < VISITORS; i++) await visit(`simulated-visitor-${i}`, buys);
    await vi.waitFor(async () => expect((await report()).people.units).toBe(VISITORS), WAIT);
    const { people, crossed } = await report();
    const verdict = people.verdicts.conversion;
    console.log(
      people.arms.map(({ arm, n, converted }) => `${arm}: ${converted} of ${n}`).join(', '),
      '→',
      verdict.sentence,
    );
    expect(people.srm.broken).toBe(false);
    expect(verdict).toMatchObject({ outcome: 'winner', arm: 'loud' });
    expect(crossed).toBe(0);
  });

  it('counts a shopper in real Chromium when the shelf was in view', { timeout: 240_000 }, async () => {
    const before = (await report()).people.units;
    const page = await newBrowser();
    expect(await home(page)).toMatch(/^title=(plain|loud)$/);
    await vi.waitFor(async () => expect((await report()).people.units).toBe(before + 1), WAIT);
  });
});
