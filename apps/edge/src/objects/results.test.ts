/** The Results object: a bandit from its first visitor to shares that follow what was planted, and sums for every figure. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { assign } from '@edgewise/core/experiments/assign';
import { winsorCap } from '@edgewise/core/experiments/winsorise';
import type { OutcomeMessage } from '@edgewise/core/person/messages';
import type { VisitOutcome } from '@edgewise/core/person/visit-outcomes';
import type { BanditReport, BanditSteps } from '@edgewise/core/plan/bandits';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { prepareExperiments } from '@edgewise/core/plan/experiments';
import type { PlanBandit, PlanDocument } from '@edgewise/core/plan/plan';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetSites } from '../site-view.ts';
import { migrate } from '../storage/migrate.ts';
import { OUTCOMES_SCHEMA, OutcomeRows } from '../storage/outcome-rows.ts';
import { adminRequest, asAdmin, collect, makeShop, send, testEnv, widgets, widgetsBody } from '../testing/client.ts';
import { resultsOf, shopOf } from './names.ts';

const { version: _, ...START } = DEFAULT_PLAN;
const HOUR = 3_600_000;
const BANDIT: PlanBandit = { strategies: ['trending', 'newest'], half_life_days: 1, step_hours: 24 };

afterEach(() => {
  vi.restoreAllMocks();
});

const planOf = (bandit: PlanBandit, over: Partial<PlanDocument> = {}): PlanDocument => ({
  ...START,
  ...over,
  placements: START.placements.map((one) => (one.id === 'trending' ? { ...one, bandit } : one)),
});

async function publish(site: string, plan: PlanDocument): Promise<void> {
  const put = await send(adminRequest('PUT', `/sites/${site}/plan/draft`, JSON.stringify(plan)));
  expect(await put.json()).toMatchObject({ valid: true });
  await asAdmin('POST', `/sites/${site}/plan/publish`, '{}');
  forgetSites();
}

const publishedSteps = async (site: string) => JSON.parse((await shopOf(testEnv, site).view())!.bandits) as BanditSteps;

/** Visitors of one step: dealt as the worker deals, each buys with the chance that is planted for the arm. */
class Crowd {
  #visitors = 0;
  constructor(
    readonly site: string,
    readonly plan: PlanDocument,
  ) {}

  async come(count: number, chance: Record<string, number>): Promise<Map<string, number>> {
    const { holdout, experiments } = prepareExperiments(this.plan, await publishedSteps(this.site));
    const { prepared } = experiments.find(({ planned }) => planned.id.startsWith('bandit.'))!;
    const seen = new Map<string, number>();
    const outcomes: VisitOutcome[] = [];
    for (let i = 0; i < count; i++) {
      const visit = `visitor-${this.#visitors++}`;
      if (assign(holdout, { unit: visit, attributes: {} }).arm === 'held') continue;
      const arm = assign(prepared, { unit: visit, attributes: {} }).arm!;
      const nth = seen.get(arm) ?? 0;
      seen.set(arm, nth + 1);
      const of = { batch: `${visit}.1`, visit };
      outcomes.push({ ...of, do: 'expose', experiment: prepared.experiment.id, arm, time: Date.now() });
      // As many as the chance says, and no draw decides.
      if (Math.floor((nth + 1) * chance[arm]!) > Math.floor(nth * chance[arm]!)) {
        outcomes.push({ ...of, do: 'order', value: 1000 });
      }
    }
    await resultsOf(testEnv, this.site).add(this.site, [], outcomes);
    return seen;
  }
}

const ring = (site: string) => runDurableObjectAlarm(resultsOf(testEnv, site));
const figures = async (site: string) =>
  (await asAdmin<{ bandits: BanditReport[] }>('GET', `/sites/${site}/experiments`)).bandits;

describe('a bandit', () => {
  it('[X30]–[X36] moves to what is planted, keeps its floor, and finds an arm again that changed', async () => {
    await makeShop('learns');
    const plan = planOf(BANDIT, { holdout: { share: 0.1 } });
    await publish('learns', plan);
    const crowd = new Crowd('learns', plan);
    let now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => now);
    const step = async () => {
      now += 24 * HOUR + 1;
      expect(await ring('learns')).toBe(true);
      return (await publishedSteps('learns')).trending!;
    };

    // Fewer than 100 an arm: nothing moves, whatever they did [X31].
    await crowd.come(120, { trending: 0.1, newest: 0.5 });
    now += 60_000;
    await ring('learns'); // begins it
    expect(await publishedSteps('learns')).toMatchObject({ trending: { step: 0 } });
    expect((await step()).weights).toEqual({ newest: 0.5, trending: 0.5 });

    const equal = await crowd.come(300, { trending: 0.1, newest: 0.5 });
    expect(Math.abs(equal.get('newest')! / 270 - 0.5)).toBeLessThan(0.1);
    const led = await step();
    expect(led).toMatchObject({ step: 2 });
    expect(led.weights.newest).toBeCloseTo(0.98, 2);
    expect(led.weights.trending).toBeGreaterThanOrEqual(0.02); // [X32]

    // What is served is what was learnt, also by an isolate that had the step before.
    forgetSites();
    const served: string[] = [];
    for (let i = 0; i < 40; i++) {
      const body = widgetsBody('learns', {
        consent: { tier: 'session' },
        visit: `visit-of-somebody-${i}`,
        placements: [{ id: 'trending' }],
      });
      const { arms = '', items } = (await widgets(body)).shelves[0]!;
      const [, arm] = /bandit\.trending:2=([a-z-]+)/.exec(arms) ?? [];
      if (arm === undefined) continue; // held out [X34], or both arms show the same
      served.push(arm);
      if (arm === 'newest') expect(items[0]!.strategy).toBe('newest');
    }
    expect(served.length).toBeGreaterThan(20);
    expect(served.filter((arm) => arm === 'newest').length).toBeGreaterThan(0.8 * served.length);

    // The season turns: `trending` is the better one now. Old evidence fades by half a day [X33].
    let turned = led;
    for (let day = 0; day < 12 && turned.weights.trending! < 0.9; day++) {
      const seen = await crowd.come(700, { trending: 0.5, newest: 0.1 });
      expect(seen.get('trending')).toBeGreaterThan(0);
      turned = await step();
    }
    console.log(`the arm that changed leads with ${turned.weights.trending!.toFixed(2)} after ${turned.step - 2} days`);
    expect(turned.weights.trending).toBeGreaterThan(0.9);

    const [bandit] = await figures('learns');
    expect(bandit).toMatchObject({ placement: 'trending', reward: 'orders', step: turned.step, began: now });
    expect(bandit!.arms.find(({ strategy }) => strategy === 'trending')!.share).toBe(turned.weights.trending);
    // Rows of steps that are settled are gone; those of the last step are still looked at.
    const results = resultsOf(testEnv, 'learns');
    expect(await results.sums(`bandit.trending:${turned.step - 2}`)).toEqual([]);
    expect(await results.sums(`bandit.trending:${turned.step - 1}`)).not.toEqual([]);
    // Who comes back late brings a settled step's rows again: they are gone with the next step, and count for nothing.
    const late = { batch: 'late.1', visit: 'a-late-visit', do: 'expose', arm: 'newest', time: now } as const;
    await results.add('learns', [], [{ ...late, experiment: 'bandit.trending:1' }]);
    await step();
    expect(await results.sums('bandit.trending:1')).toEqual([]);
  });

  it('counts a real visitor once, and publishes again what did not reach the shop', async () => {
    await makeShop('real');
    await publish('real', planOf(BANDIT, { holdout: { share: 0 } }));
    expect(await figures('real')).toMatchObject([{ placement: 'trending', step: 0, began: null }]);
    const body = { consent: { tier: 'session' }, visit: 'visit-of-somebody', placements: [{ id: 'trending' }] };
    const { arms, items } = (await widgets(widgetsBody('real', body))).shelves[0]!;
    expect(arms).toMatch(/^bandit\.trending:0=(newest|trending)$/);
    const batch = {
      ...widgetsBody('real', { consent: { tier: 'session' }, visit: 'visit-of-somebody' }),
      batch: 'batch-number-one',
      events: [
        {
          n: 1,
          t: Date.now(),
          name: 'view_item_list',
          params: { item_list_id: 'trending', edgewise_arms: arms, items: [{ item_id: items[0]!.item_id }] },
        },
      ],
    };
    const { page: _page, placements: _placements, seen: _seen, ...told } = batch;

    await collect(told);
    const results = resultsOf(testEnv, 'real');
    await vi.waitFor(async () => expect(await results.sums('bandit.trending:0')).toHaveLength(1), { timeout: 30_000 });
    // The shop cannot be reached: the alarm is set again, and the next one publishes.
    await runInDurableObject(results, async (instance, state) => {
      const healthy = (instance as unknown as { env: unknown }).env;
      (instance as unknown as { env: unknown }).env = { SHOP: { idFromName: () => ({}), get: () => ({}) } };
      await instance.alarm();
      expect(await state.storage.getAlarm()).toBeGreaterThan(Date.now());
      (instance as unknown as { env: unknown }).env = healthy;
    });
    await ring('real');
    expect(await publishedSteps('real')).toMatchObject({ trending: { step: 0, weights: { newest: 0.5 } } });
    expect((await figures('real'))[0]!.arms.reduce((sum, { lately }) => sum + lately.units, 0)).toBe(1);
  });
});

const row = (over: Partial<OutcomeMessage['outcomes'][number]>): OutcomeMessage['outcomes'][number] => ({
  experiment: 'e',
  arm: 'a',
  time: 1,
  crossed: false,
  orders: 0,
  revenue: 0,
  verified: 0,
  before: 0,
  clicks: 0,
  byClick: 0,
  byView: 0,
  ...over,
});

describe('sums', () => {
  it('[X21] are cut at the cap that core finds, one for all arms, and pair what was spent with what was spent before', async () => {
    const people = Array.from({ length: 150 }, (_, i) =>
      row({
        arm: i % 2 ? 'b' : 'a',
        orders: i % 3 === 0 ? 1 : 0,
        revenue: i % 3 === 0 ? (i === 149 || i === 0 ? 1_000_000 : 1_000 + i) : 0,
        verified: i % 6 === 0 ? 500 : 0,
        before: i % 5 === 0 ? 2_000 + i : 0,
      }),
    );
    const messages = people.map((one, i): OutcomeMessage => {
      const of = { v: 1, kind: 'outcome', site: 'sums', person: `p${i}`, revision: 1, currency: 'EUR' } as const;
      return { ...of, outcomes: [one] };
    });
    const results = resultsOf(testEnv, 'sums');
    await results.add('sums', messages, []);
    const cap = winsorCap(
      people.map(({ revenue }) => revenue),
      0.99,
    );
    const capBefore = winsorCap(
      people.map(({ before }) => before),
      0.99,
    );
    const sums = await results.sums('e');
    expect(sums.map(({ arm }) => arm)).toEqual(['a', 'b']);
    for (const { arm, ...sum } of sums) {
      const mine = people.filter((one) => one.arm === arm);
      const total = (of: (one: (typeof mine)[number]) => number) => mine.reduce((all, one) => all + of(one), 0);
      const cut = ({ revenue }: (typeof mine)[number]) => Math.min(revenue, cap);
      const was = ({ before }: (typeof mine)[number]) => Math.min(before, capBefore);
      expect(sum).toMatchObject({
        n: 75,
        orders: total(({ orders }) => orders),
        orders_revenue: total(({ orders, revenue }) => orders * revenue),
        revenue: total(({ revenue }) => revenue),
        verified: total(({ verified }) => verified),
        capped: total(cut),
        capped2: total((one) => cut(one) ** 2),
        earlier: total(was),
        earlier2: total((one) => was(one) ** 2),
        capped_earlier: total((one) => cut(one) * was(one)),
      });
    }
  });

  it('are of as many arms as a plan may ever have dealt, the ones that most were shown, whatever browsers name', async () => {
    await runInDurableObject(resultsOf(testEnv, 'made-up-arms'), async (results, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE every (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM every WHERE i < 6000)
         INSERT INTO outcomes (experiment, unit, scope, arm, first, crossed, orders, revenue, clicks, by_click, by_view)
         SELECT 'holdout', 'visit.' || i, 'visit', CASE WHEN i % 3 = 0 THEN 'shown' ELSE 'made-up-' || i END, 1, 0, 0, 0, 0, 0, 0
           FROM every`,
      );
      const sums = results.sums('holdout');
      expect(sums).toHaveLength(1_000);
      expect(sums[0]).toMatchObject({ scope: 'visit', arm: 'shown', n: 2_000 });
      expect(results.experimentsAmong(['constructor', 'holdout', 'few'])).toEqual(['holdout']);
    });
  });

  it('are read even where a row came in that no amount should reach: money beyond what an integer holds', async () => {
    await runInDurableObject(resultsOf(testEnv, 'beyond'), (_, { storage }) => {
      const rows = new OutcomeRows(storage.sql);
      const money = { revenue: 5e18, verified: 5e18, before: 5e18, byClick: 5e18, byView: 5e18 };
      for (const person of ['ann', 'bob', 'cem']) {
        rows.replace({
          ...{ v: 1, kind: 'outcome', site: 'beyond', person, revision: 1, currency: 'EUR' },
          outcomes: [{ experiment: 'e', arm: 'a', time: 1, crossed: false, orders: 1, clicks: 1, ...money }],
        });
      }
      expect(rows.sums('e')).toMatchObject([{ n: 3, revenue: 1.5e19, by_view: 1.5e19, capped: 1.5e19 }]);
    });
  });

  it('[X36] [T3] learns from a few units of one network, whatever they did and in whatever scope; figures count all', async () => {
    const results = resultsOf(testEnv, 'steered');
    await runInDurableObject(results, (_, { storage }) => {
      const rows = new OutcomeRows(storage.sql);
      const visitOf = (id: string, network: string | undefined, time: number, value: number): VisitOutcome[] => {
        const of = { batch: `${id}.1`, visit: id };
        const told = { experiment: 'bandit.home:0', arm: 'newest', time, ...(network && { network }) };
        return [{ ...of, do: 'expose', ...told }, ...(value > 0 ? [{ ...of, do: 'order' as const, value }] : [])];
      };
      // One machine with forty visits, the last of them with great orders; three are of one home; of the others nothing is known.
      const machine = Array.from({ length: 40 }, (_unused, i) =>
        visitOf(`m${i}`, 'one-network', i, i < 2 ? 0 : 1_000_000),
      );
      const home = Array.from({ length: 3 }, (_unused, i) => visitOf(`h${i}`, 'a-home', i, i === 0 ? 900 : 0));
      const others = Array.from({ length: 10 }, (_unused, i) => visitOf(`o${i}`, undefined, i, 0));
      rows.addVisits([...machine, ...home, ...others].flat(), Date.now());
      expect(rows.sums('bandit.home:0')).toMatchObject([{ n: 53, orders: 39 }]);
      const [orders] = rows.observed('bandit.home:0', 'orders');
      expect(orders).toMatchObject({ arm: 'newest', units: 3 + 3 + 10, sum: 1 + 1 });
      const person = (id: string): OutcomeMessage => ({
        ...{ v: 1, kind: 'outcome', site: 'steered', person: id, revision: 1, currency: 'EUR' },
        outcomes: [
          {
            ...{ experiment: 'bandit.home:1', arm: 'newest', time: 1, crossed: false, network: 'one-network' },
            ...{ orders: 1, revenue: 5, verified: 0, before: 0, clicks: 1, byClick: 0, byView: 0 },
          },
        ],
      });
      for (let i = 0; i < 9; i++) rows.replace(person(`p${i}`));
      expect(rows.observed('bandit.home:1', 'clicks')).toMatchObject([{ units: 3, sum: 3 }]);
      expect(rows.sums('bandit.home:1')).toMatchObject([{ n: 9 }]);
    });
  });

  it('opens the storage of the release before, whose rows know of nothing earlier', async () => {
    const results = resultsOf(testEnv, 'older');
    await runInDurableObject(results, async (_, state) => {
      const { storage } = state;
      // As it was: the first step alone.
      await storage.deleteAll();
      migrate(storage, [OUTCOMES_SCHEMA]);
      storage.sql.exec("INSERT INTO outcomes VALUES ('e', 'p', 'person', 'a', 1, 0, 1, 900, 0, 0, 0)");
      const { Results } = await import('./results.ts');
      expect(new Results(state, testEnv).sums('e')).toMatchObject([{ n: 1, revenue: 900, earlier: 0, verified: 0 }]);
    });
  });
});
