import { ANSWER_EDGES, binOf } from '@edgewise/core/insight/histogram';
import { describe, expect, it, vi } from 'vitest';
import { observe } from '../count-lines.ts';
import type { HealthAnswer } from '../read-health.ts';
import type { PrivacyAnswer } from '../read-privacy.ts';
import { forgetSites } from '../site-view.ts';
import {
  asAdmin,
  collect,
  freshSite,
  makeShop,
  makeSite,
  ORIGIN,
  personBatch,
  testEnv,
  view,
} from '../testing/client.ts';
import { anonymous, deliver, events, shopEvent } from '../testing/insight.ts';

const WAIT = { timeout: 30_000, interval: 100 };
const HOUR = 3_600_000;
const health = (site: string) => asAdmin<HealthAnswer>('GET', `/sites/${site}/health`);
const privacy = (site: string, query = '') => asAdmin<PrivacyAnswer>('GET', `/sites/${site}/privacy${query}`);
const graded = ({ checks }: HealthAnswer) =>
  Object.fromEntries(checks.flatMap(({ id, grade }) => (grade === 'fine' ? [] : [[id, grade]])));
const now = Date.now();

describe('health', () => {
  it('of a new site says what to do first', async () => {
    const site = freshSite('health-new');
    await makeSite(site, { origins: [] });
    forgetSites();
    const said = await health(site);
    expect(graded(said)).toEqual({ origins: 'wrong', heard: 'look', catalogue: 'wrong', model: 'look' });
    expect(said).toMatchObject({
      ingest: { per_minute: 0, series: [] },
      dead: { count: 0 },
      model: { version: null, trained: null, held_back: null },
      answers: {},
    });
  });

  it('counts what came, what was refused and why, what is stuck, and how fast answers were', async () => {
    const site = freshSite('health-shop');
    await makeShop(site);
    forgetSites();
    await deliver([
      {
        ...events(
          site,
          'device-phone-0001',
          'ann',
          Array.from({ length: 19 }, (_, i) => shopEvent(i + 1, now - 1_000, 'page_view')),
        ),
        refused: [{ n: 20, reason: 'params.value: got "x", expected a number', event: 'purchase' }],
      },
    ]);
    await testEnv.BUCKET.put(`${site}/dead/one.json`, JSON.stringify({ v: 1, kind: 'session', site }));
    const bin = (ms: number) => `answer.${binOf(ms, ANSWER_EDGES)}`;
    await observe(
      testEnv,
      site,
      'some-answers',
      ['', 'route'].map((dimension) => ({
        time: now,
        dimension: dimension as '' | 'route',
        value: dimension && 'collect',
        metric: bin(1_500),
        amount: 10,
      })),
    );
    const said = await health(site);
    expect(said.ingest.per_minute).toBe(1.9);
    expect(Object.fromEntries(said.ingest.series.map(({ metric, amount }) => [metric, amount]))).toEqual({
      events: 19,
      refused: 1,
    });
    expect(said.refused.by_reason).toEqual([{ reason: expect.stringContaining('params.value'), count: 1 }]);
    expect(JSON.stringify(said.refused)).not.toContain('device-phone');
    expect(said.dead).toMatchObject({ count: 1, more: false, newest: [{ id: 'one', kind: 'session' }] });
    // Ten answers, all in the bin from 1,000 to 2,000 ms: half below its middle.
    expect(said.answers.collect).toMatchObject({ p50: 1_500, p99: 1_990, count: 10 });
    expect(said.model).toMatchObject({ serves: 'session-knn', items: 8, error: null });
    expect(said.model.version).toMatch(/-/);
    expect(graded(said)).toEqual({ refused: 'look', answers: 'look', dead: 'wrong' });
    expect(said.checks.find(({ id }) => id === 'refused')!.values).toEqual({ n: 1, all: 20 });
  });
});

describe('privacy', () => {
  it('counts page views by what was allowed, by day, and lists erasures without whom', async () => {
    const site = freshSite('privacy-shop');
    await makeSite(site, { time_zone: 'UTC' });
    const at = (name: string, tier: string, time: number, n = 1) =>
      events(
        site,
        name,
        `of-${name}`,
        Array.from({ length: n }, (_, i) => shopEvent(i + 1, time, 'page_view')),
        { facets: { tier } },
      );
    await deliver([
      at('device-a', 'person', now - 1_000, 3),
      at('device-b', 'person', now - 30 * HOUR),
      { ...anonymous(site, 'batch-1', [shopEvent(1, now - 2_000, 'page_view')]), facets: { tier: 'contextual' } },
      // From before tiers were noted: no part of the shares.
      events(site, 'device-old', 'old', [shopEvent(1, now - 3_000, 'page_view')]),
    ]);
    const said = await privacy(site);
    expect(said.consent.views).toBe(5);
    expect(said.consent.tiers).toEqual([
      { tier: 'contextual', views: 1, share: 0.2 },
      { tier: 'session', views: 0, share: 0 },
      { tier: 'device', views: 0, share: 0 },
      { tier: 'person', views: 4, share: 0.8 },
    ]);
    expect(said.consent.days.reduce((sum, { person, contextual }) => sum + person * 10 + contextual, 0)).toBe(41);
    expect(said.consent.days.length).toBeGreaterThanOrEqual(2);
    expect(said.erasures).toEqual({ count: 0, open: 0, tombstones: 0, newest: [] });
    expect(said.retention.find(({ store }) => store === 'orders')).toMatchObject({ kept_ms: 3 * 366 * 24 * HOUR });
    expect((await privacy(site, `?from=${now - 86_400_000 * 90}&to=${now - 86_400_000 * 80}`)).consent).toMatchObject({
      views: 0,
      tiers: [{ share: null }, { share: null }, { share: null }, { share: null }],
    });
  });

  it('what a page says reaches it, and an erasure leaves a receipt and tombstones', async () => {
    const site = freshSite('privacy-live');
    await makeSite(site);
    const page = (n: number) => ({ n, t: Date.now(), name: 'page_view', params: { page_location: `${ORIGIN}/` } });
    await collect(personBatch(site, 'device-phone-0001', [page(1), view(2, 'a')]));
    await collect({
      ...personBatch(site, '', [page(1)]),
      device: undefined,
      batch: 'batch-00000001',
      consent: { tier: 'contextual' },
    });
    await vi.waitFor(
      async () => expect((await privacy(site)).consent.tiers.map(({ views }) => views)).toEqual([1, 0, 0, 1]),
      WAIT,
    );
    await asAdmin('POST', `/sites/${site}/people/erase?device=device-phone-0001`);
    const { erasures } = await privacy(site);
    expect(erasures).toMatchObject({ count: 1, open: 1, newest: [{ scope: 'person' }] });
    expect(erasures.tombstones).toBeGreaterThan(0);
    expect(JSON.stringify(erasures)).not.toContain('device-phone');
  });
});
