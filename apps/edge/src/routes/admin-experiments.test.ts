/** From an arm that was served to the figure it counts in: exposure by impression, people by merge, visits apart. */

import { runInDurableObject } from 'cloudflare:test';
import type { ExperimentResults } from '@edgewise/core/experiments/arm-report';
import { assign } from '@edgewise/core/experiments/assign';
import { decodeCapsule } from '@edgewise/core/person/capsule';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { prepareExperiments } from '@edgewise/core/plan/experiments';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { LIMITS } from '@edgewise/protocol/limits';
import { describe, expect, it, vi } from 'vitest';
import { forgetIdentities } from '../identity-settings.ts';
import { resultsOf, shopOf } from '../objects/names.ts';
import { sealerOf } from '../sealing.ts';
import { forgetSites } from '../site-view.ts';
import { ExperimentHistory } from '../storage/experiment-history.ts';
import {
  adminRequest,
  asAdmin,
  collect,
  makeShop,
  personBatch,
  send,
  testEnv,
  widgets,
  widgetsBody,
} from '../testing/client.ts';
import { KEY, newDevice, tokenOf } from '../testing/identity.ts';

const { version: _, ...START } = DEFAULT_PLAN;

async function publish(site: string, over: Partial<PlanDocument>): Promise<void> {
  const put = await send(adminRequest('PUT', `/sites/${site}/plan/draft`, JSON.stringify({ ...START, ...over })));
  expect(await put.json()).toMatchObject({ valid: true });
  expect((await send(adminRequest('POST', `/sites/${site}/plan/publish`, '{}'))).status).toBe(200);
  forgetSites();
}

const EXPERIMENT = {
  id: 'few',
  placements: ['home'],
  arms: [{ id: 'many' }, { id: 'few', set: { count: 2, title: { en: 'Two' } } }],
};

interface Report {
  people: { units: number; arms: { arm: string; n: number; converted: number; revenue: number; by_click: number }[] };
  visits: { units: number };
  crossed: number;
}
const reportOf = (site: string, experiment = 'few') =>
  asAdmin<Report>('GET', `/sites/${site}/experiments/${experiment}`);

/** A device of tier person: its shelves, and what it says of them. */
class Shopper {
  #n = 0;
  #route: string | undefined;
  capsule: string | undefined;
  constructor(
    readonly site: string,
    readonly device: string,
  ) {}

  async shelf(placement = 'home') {
    const answer = await widgets(
      widgetsBody(this.site, {
        consent: { tier: 'person' },
        device: this.device,
        placements: [{ id: placement }],
        ...(this.capsule && { capsule: this.capsule }),
        ...(this.#route && { route: this.#route }),
      }),
    );
    return answer.shelves[0]!;
  }

  async tell(...events: [name: string, params: object][]) {
    const batch = personBatch(
      this.site,
      this.device,
      events.map(([name, params]) => ({ n: ++this.#n, t: Date.now(), name, params })),
      { ...(this.#route && { route: this.#route }) },
    );
    const { capsule, route } = await collect(batch);
    this.capsule = capsule;
    this.#route = route;
  }

  async seeShelf() {
    const { arms, items } = await this.shelf();
    await this.tell([
      'view_item_list',
      { item_list_id: 'home', items: items.map(({ item_id }) => ({ item_id })), edgewise_arms: arms },
    ]);
    return { arms, items };
  }
}

/** Until the clock has moved on: of two clicks in one millisecond nobody can say which was last. */
const untilLater = (now = Date.now()) => vi.waitFor(() => expect(Date.now()).toBeGreaterThan(now), { interval: 1 });

describe('experiments', () => {
  it('[L22] an arm changes its placement, the same on the first page as on every later one', async () => {
    await makeShop('arms');
    await publish('arms', { experiments: [EXPERIMENT], holdout: { share: 0 } });
    const counts = new Map<number, number>();
    for (let i = 0; i < 24; i++) {
      const shopper = new Shopper('arms', `device-of-visitor-${i}`);
      const first = await shopper.shelf();
      expect(first.arms).toBe(first.items.length === 2 ? 'few=few' : 'few=many');
      expect(first.title).toBe(first.items.length === 2 ? 'Two' : 'Picked for you');
      await shopper.tell(['view_item', { items: [{ item_id: 'p1' }] }]);
      expect((await shopper.shelf()).arms).toBe(first.arms);
      counts.set(first.items.length, (counts.get(first.items.length) ?? 0) + 1);
      expect((await shopper.shelf('trending')).arms).toBeUndefined();
    }
    expect([...counts.keys()].sort()).toEqual([2, 8]);
    for (const count of counts.values()) expect(count).toBeGreaterThan(3);
    // Switched off, nobody is in it.
    await publish('arms', { experiments: [{ ...EXPERIMENT, off: true }], holdout: { share: 0 } });
    const later = await new Shopper('arms', 'device-of-visitor-1').shelf();
    expect(later).toMatchObject({ title: 'Picked for you' });
    expect(later.arms).toBeUndefined();
  });

  it('[X10] an arm that hides the shelf is exposed like the other; where both show the same nobody is', async () => {
    await makeShop('hiding');
    const hide = { ...EXPERIMENT, id: 'hide', arms: [{ id: 'there' }, { id: 'gone', set: { hidden: true } }] };
    const asIs = START.placements.find(({ id }) => id === 'trending')!;
    const equal = {
      id: 'same',
      placements: ['trending'],
      arms: [{ id: 'a' }, { id: 'b', set: { strategies: asIs.strategies } }],
    };
    const pinned = { id: 'pin', effect: { do: 'pin' as const, item: 'p9', slot: 1 } };
    await publish('hiding', { experiments: [hide, equal], holdout: { share: 0 }, rules: [pinned] });
    const arms = new Map<string, number>();
    for (let i = 0; i < 16; i++) {
      const shopper = new Shopper('hiding', `device-that-is-dealt-${i}`);
      const shelf = await shopper.shelf();
      arms.set(shelf.arms!, shelf.items.length);
      expect(shelf.html === '').toBe(shelf.arms === 'hide=gone');
      expect((await shopper.shelf('trending')).arms).toBeUndefined();
    }
    expect([...arms].sort()).toEqual([
      ['hide=gone', 0],
      ['hide=there', 8],
    ]);
    // What the page says of a place that showed nothing is an exposure.
    const shopper = new Shopper('hiding', 'device-that-looks');
    const { arms: shown } = await shopper.shelf();
    await shopper.tell(['view_item_list', { item_list_id: 'home', items: [], edgewise_arms: shown }]);
    await vi.waitFor(async () => expect((await reportOf('hiding', 'hide')).people.units).toBe(1), { timeout: 20_000 });
  });

  it('[X7] [X21] [X28] says what each factor does, in money, surer where people were known before', async () => {
    await makeShop('factors');
    const factors = [
      { id: 'title', levels: [{ id: 'plain' }, { id: 'loud', set: { title: { en: 'Two' } } }] },
      { id: 'cards', levels: [{ id: 'many' }, { id: 'few', set: { count: 2 } }] },
    ];
    await publish('factors', { experiments: [{ id: 'both', placements: ['home'], factors }], holdout: { share: 0 } });
    // Served: the arm's name is its levels, and both are in force.
    const looks = new Map<string, string>();
    for (let i = 0; i < 24; i++) {
      const { arms, title, items } = await new Shopper('factors', `device-of-visitor-${i}`).shelf();
      looks.set(arms!, `${title}, ${items.length}`);
    }
    expect(Object.fromEntries(looks)).toEqual({
      'both=plain.many': 'Picked for you, 8',
      'both=plain.few': 'Picked for you, 2',
      'both=loud.many': 'Two, 8',
      'both=loud.few': 'Two, 2',
    });
    // Who spent much before spends much again; a loud title adds 10 euros, and the number of cards nothing.
    const people = Array.from({ length: 800 }, (_, i) => {
      const arm = ['plain.many', 'plain.few', 'loud.many', 'loud.few'][i % 4]!;
      const before = (i % 16 < 8 ? 4_000 : 500) + 40 * (i % 7);
      const outcome = {
        experiment: 'both',
        arm,
        time: 1,
        crossed: false,
        orders: 1,
        revenue: before + (arm.startsWith('loud') ? 1_000 : 0),
        verified: 0,
        before,
        clicks: 0,
        byClick: 0,
        byView: 0,
      };
      const of = { v: 1, kind: 'outcome', site: 'factors', person: `p${i}`, revision: 1, currency: 'EUR' } as const;
      return { ...of, outcomes: [outcome] };
    });
    await resultsOf(testEnv, 'factors').add('factors', people, []);
    const { people: report } = await asAdmin<ExperimentResults>('GET', '/sites/factors/experiments/both');
    const effect = (metric: 'revenue_per_unit' | 'revenue_adjusted', levels: object) =>
      report.effects![metric].find((one) => JSON.stringify(one.levels) === JSON.stringify(levels))!;
    const raw = effect('revenue_per_unit', { title: 'loud' });
    const adjusted = effect('revenue_adjusted', { title: 'loud' });
    expect(raw.estimate).toBeGreaterThan(900);
    expect(adjusted.estimate).toBeCloseTo(1_000, -2);
    expect(adjusted.to - adjusted.from).toBeLessThan(0.2 * (raw.to - raw.from));
    expect(adjusted.p).toBeLessThan(0.001);
    const cards = effect('revenue_adjusted', { cards: 'few' });
    expect([cards.from < 0, cards.to > 0]).toEqual([true, true]);
    const { verdicts, arms } = report;
    expect(verdicts.revenue_adjusted).toMatchObject({ outcome: 'winner', arm: expect.stringMatching(/^loud/) });
    expect(verdicts.revenue_adjusted.sentence).toMatch(/which is [\d,.]+ EUR per 1,000 visitors \(between/);
    expect(arms[2]!.metrics.revenue_adjusted).toMatchObject({
      lift: { p: expect.any(Number) },
      at_end: { p: expect.any(Number) },
    });
  });

  it('[X27] plans units and days before anything is begun, and refuses what cannot be planned by name', async () => {
    await makeShop('planned');
    const ask = (query: string) => send(adminRequest('GET', `/sites/planned/experiments/plan?${query}`));
    const { fixed, sequential } = (await (await ask('mean=0.03&lift=0.1&units_per_day=5000')).json()) as Record<
      'fixed' | 'sequential',
      { units: number; days: number }
    >;
    // (1.96 + 0.84)² · 2 · p (1 − p) / (0.003)², a little more for the other arm's variance.
    expect(fixed.units).toBeGreaterThan(100_000);
    expect(fixed.units).toBeLessThan(110_000);
    expect(fixed.days).toBe(Math.ceil(fixed.units / 5000));
    expect(sequential.units).toBeGreaterThan(fixed.units);
    for (const [query, field] of [
      ['lift=0.1', 'mean'],
      ['mean=0.03&lift=0', 'lift'],
      ['mean=x&lift=0.1', 'mean'],
      ['mean=0.03&lift=0.1&power=2', 'power'],
    ]) {
      const answer = await ask(query!);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(await answer.json())).toContain(`${field}: `);
    }
  });

  it('[L26] [X25] reads what was dealt, also when weights changed and when the plan has the experiment no more', async () => {
    const site = 'left';
    await makeShop(site);
    const weighted = (z: number, a: number) => ({
      id: 'sizes',
      metric: 'revenue_per_unit' as const,
      placements: ['home'],
      arms: [
        { id: 'z-today', weight: z },
        { id: 'a-new', weight: a, set: { count: 2 } },
      ],
    });
    /** Publishes, and says when. No two publications are of one moment. */
    const at = async (experiments: object[]): Promise<number> => {
      await publish(site, { experiments: experiments as never, holdout: { share: 0.1 } });
      const { versions } = await asAdmin<{ versions: { at: number }[] }>('GET', `/sites/${site}/plan/versions`);
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(versions[0]!.at));
      return versions[0]!.at;
    };
    let person = 0;
    const expose = (arm: string, time: number, n: number, experiment = 'sizes') =>
      Array.from({ length: n }, () => ({
        ...{ v: 1 as const, kind: 'outcome' as const, site, person: `p${++person}`, revision: 1, currency: 'EUR' },
        outcomes: [
          {
            ...{ experiment, arm, time, crossed: false, orders: 1, revenue: 100 + person, verified: 0, before: 0 },
            ...{ clicks: 0, byClick: 0, byView: 0 },
          },
        ],
      }));
    const first = await at([weighted(90, 10)]);
    const second = await at([weighted(50, 50)]);
    // What people call it is no part of what was dealt.
    await at([{ ...weighted(50, 50), note: 'Smaller shelves' }]);
    await resultsOf(testEnv, site).add(
      site,
      [
        ...[...expose('z-today', first, 90), ...expose('a-new', first, 10)],
        ...[...expose('z-today', second, 50), ...expose('a-new', second, 50)],
        ...[...expose('shown', first, 180, 'holdout'), ...expose('held', first, 20, 'holdout')],
        ...expose('any', first, 1, 'of-a-browsers-making'),
      ],
      [],
    );
    const report = (name: string) => asAdmin<ExperimentResults>('GET', `/sites/${site}/experiments/${name}`);
    const running = await report('sizes');
    expect(running).toMatchObject({
      name: 'Smaller shelves',
      planned: true,
      metric: 'revenue_per_unit',
      changed: [second],
    });
    // Neither 90 : 10 nor 50 : 50 fits 140 : 60; both in turn do.
    expect(running.people.srm).toEqual({ p: expect.closeTo(1, 6), broken: false });
    expect(running.people.arms.map(({ arm, n }) => [arm, n])).toEqual([
      ['z-today', 140],
      ['a-new', 60],
    ]);
    await at([]);
    const left = await report('sizes');
    expect(left).toEqual({ ...running, planned: false, active: false });
    const { experiments } = await asAdmin<{ experiments: object[] }>('GET', `/sites/${site}/experiments`);
    expect(JSON.stringify(experiments)).not.toContain('of-a-browsers-making');
    expect(experiments.at(-1)).toMatchObject({
      id: 'sizes',
      name: 'Smaller shelves',
      planned: false,
      metric: 'revenue_per_unit',
      arms: [
        { id: 'z-today', weight: 0.5 },
        { id: 'a-new', weight: 0.5 },
      ],
    });
    // An earlier release kept versions alone, and a roll-back brings the experiment back as it was.
    await runInDurableObject(shopOf(testEnv, site), (_, { storage }) => {
      storage.sql.exec('DELETE FROM plan_experiments');
    });
    expect(await report('sizes')).toEqual(left);
    await asAdmin('POST', `/sites/${site}/plan/rollback`, '{}');
    expect(await report('sizes')).toEqual(running);
    // The holdout's next period leaves the one before as it was dealt, too.
    await publish(site, { holdout: { share: 0.3, period: 'winter' } });
    const held = await report('holdout');
    expect(held).toMatchObject({ planned: false, people: { srm: { broken: false } } });
    expect(held.people.arms.map(({ arm, n }) => [arm, n])).toEqual([
      ['held', 20],
      ['shown', 180],
    ]);
  });

  it('[W8] [L26] of N experiments that left the plan arms are known, and of N changes; the oldest makes way', async () => {
    await makeShop('many');
    await runInDurableObject(shopOf(testEnv, 'many'), (_, { storage }) => {
      const history = new ExperimentHistory(storage.sql);
      const plan = (id: string, weight = 1): PlanDocument => ({
        ...START,
        experiments: [
          {
            ...EXPERIMENT,
            id,
            arms: [
              { id: 'many', weight },
              { id: 'few', weight: 1 },
            ],
          },
        ],
      });
      for (let n = 1; n < LIMITS.experimentsKnown; n++) history.note(n, n, plan(`one-${n}`));
      expect([history.all().length, history.periods('one-1').length]).toEqual([LIMITS.experimentsKnown, 1]);
      history.note(LIMITS.experimentsKnown, 1, plan('another'));
      expect(history.all().length).toBe(LIMITS.experimentsKnown);
      expect([history.periods('one-1').length, history.periods('one-2').length]).toEqual([0, 1]);
      expect(history.periods('holdout').length).toBe(1);
      for (let n = 1; n <= LIMITS.experimentPeriods; n++) history.note(2_000 + n, n, plan('turned', n));
      expect(history.periods('turned').map(({ from }) => from)[0]).toBe(1);
      history.note(3_000, 51, plan('turned', 0.5));
      expect(history.periods('turned').map(({ from }) => from)).toEqual(
        Array.from({ length: LIMITS.experimentPeriods }, (_unused, i) => i + 2),
      );
    });
  });

  it('[X5] [X17] the arm of the holdout stays in the capsule, however many experiments come after it', async () => {
    await makeShop('crowded');
    await publish('crowded', { holdout: { share: 0.5 } });
    // One that is not held out: who is sees no experiment.
    const { holdout } = prepareExperiments({ ...START, holdout: { share: 0.5 } });
    const unit = Array.from({ length: 40 }, (_, i) => `device-of-crowd-${i}`).find(
      (name) => assign(holdout, { unit: name, attributes: {} }).arm === 'shown',
    )!;
    const shopper = new Shopper('crowded', unit);
    await shopper.tell(['view_item', { items: [{ item_id: 'p2' }] }]);
    expect((await shopper.seeShelf()).arms).toBe('holdout=shown');
    const experiments = Array.from({ length: 12 }, (_, i) => ({ ...EXPERIMENT, id: `e${i}` }));
    await publish('crowded', { experiments, holdout: { share: 0.5 } });
    const arms = experiments.map(({ id }) => `${id}=many`).join(' ');
    await shopper.tell(['view_item_list', { item_list_id: 'home', items: [{ item_id: 'p1' }], edgewise_arms: arms }]);
    const opened = await sealerOf(testEnv.EDGEWISE_KEYS).open('crowded', 'capsule', unit, shopper.capsule!);
    const { kept } = decodeCapsule(opened!, Date.now())!;
    expect(Object.keys(kept)).toHaveLength(10);
    expect(kept.holdout).toBe('shown');
  });

  it('an experiment may be called plan', async () => {
    await makeShop('planning');
    await publish('planning', { experiments: [{ ...EXPERIMENT, id: 'plan' }], holdout: { share: 0 } });
    expect(await asAdmin('GET', '/sites/planning/experiments/plan')).toMatchObject({
      experiment: 'plan',
      planned: true,
    });
    // Nor is there one because every object answers to its name [T6].
    const unknown = await send(adminRequest('GET', '/sites/planning/experiments/constructor'));
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { code: 'no_experiment' } }]);
  });

  it('keeps what was expected and what was concluded, also when the plan has the experiment no more', async () => {
    await makeShop('noted');
    await publish('noted', { experiments: [EXPERIMENT], holdout: { share: 0 } });
    const put = (experiment: string, note: object) =>
      send(adminRequest('PUT', `/sites/noted/experiments/${experiment}/note`, JSON.stringify(note)));
    expect((await put('few', { hypothesis: 'Two sell as well as eight' })).status).toBe(200);
    await new Shopper('noted', 'device-that-is-noted').seeShelf();
    await vi.waitFor(async () => expect((await reportOf('noted')).people.units).toBe(1), { timeout: 30_000 });
    await publish('noted', { holdout: { share: 0 } });
    expect((await put('few', { hypothesis: 'Two sell as well as eight', conclusion: 'They do' })).status).toBe(200);
    const { experiments } = await asAdmin<{ experiments: object[] }>('GET', '/sites/noted/experiments');
    const note = { hypothesis: 'Two sell as well as eight', conclusion: 'They do', who: 'admin' };
    expect(experiments).toMatchObject([
      { id: 'holdout', planned: true, note: null },
      { id: 'few', planned: false, active: false, note },
    ]);
    expect(await asAdmin('GET', '/sites/noted/experiments/few')).toMatchObject({ active: false, note });
    // Before the first look, and after it: both stay readable.
    const { entries } = await asAdmin<{ entries: { detail: object }[] }>('GET', '/sites/noted/audit?about=experiment.');
    expect(entries.map(({ detail }) => detail)).toEqual([
      { experiment: 'few', hypothesis: note.hypothesis, conclusion: 'They do' },
      { experiment: 'few', hypothesis: note.hypothesis, conclusion: '' },
    ]);
    expect((await put('few', { hypothesis: 'x'.repeat(LIMITS.noteLength) })).status).toBe(200);
    expect((await put('few', { hypothesis: 'x'.repeat(LIMITS.noteLength + 1) })).status).toBe(400);
    expect((await put('%20', { hypothesis: 'x' })).status).toBe(400);
  });

  it('an erasure takes the person out of the figures, and the receipt says so', async () => {
    await makeShop('forgotten');
    await publish('forgotten', { experiments: [EXPERIMENT], holdout: { share: 0 } });
    const [gone, stays] = ['device-to-forget', 'device-that-stays'].map((id) => new Shopper('forgotten', id));
    await gone!.seeShelf();
    await stays!.seeShelf();
    const units = async () => (await reportOf('forgotten')).people.units;
    await vi.waitFor(async () => expect(await units()).toBe(2), { timeout: 20_000 });
    const receipt = await asAdmin<{ emptied: { store: string; count: number }[] }>(
      'POST',
      '/sites/forgotten/people/erase?device=device-to-forget',
    );
    expect(receipt.emptied.map(({ store }) => store)).toContain('experiment figures');
    expect(await units()).toBe(1);
  });

  it('[L23] counts who saw it, once, with what they then bought, by click and by view', async () => {
    await makeShop('counted');
    await publish('counted', { experiments: [EXPERIMENT], holdout: { share: 0 } });
    const shopper = new Shopper('counted', 'device-of-a-buyer');
    await shopper.tell(['purchase', { transaction_id: 'before', value: 99, items: [{ item_id: 'p3', price: 99 }] }]);
    await shopper.shelf(); // served, not seen
    expect((await reportOf('counted')).people.units).toBe(0);
    const { arms, items } = await shopper.seeShelf();
    console.log('ARMS', JSON.stringify((await shopper.seeShelf()).arms));
    const [clicked, seen] = items.map(({ item_id }) => item_id);
    await shopper.tell(
      // Lists of the shop's own, before and after: neither is a shelf's view or click [X14].
      ['view_item_list', { item_list_id: 'all-mugs', items: [{ item_id: 'something-else' }] }],
      ['select_item', { item_list_id: 'all-mugs', items: [{ item_id: clicked }] }],
      ['select_item', { item_list_id: 'all-mugs', items: [{ item_id: seen }] }],
    );
    await untilLater();
    await shopper.tell(['select_item', { item_list_id: 'home', items: [{ item_id: clicked }] }]);
    const order = {
      transaction_id: 'T1',
      value: 30,
      items: [
        { item_id: clicked, price: 10 },
        { item_id: seen, price: 5, quantity: 2 },
        { item_id: 'something-else', price: 10 },
      ],
    };
    await shopper.tell(['purchase', order], ['purchase', order]);
    await vi.waitFor(
      async () => {
        const { people } = await reportOf('counted');
        const arm = people.arms.find(({ n }) => n > 0)!;
        expect(people.units).toBe(1);
        expect(arm).toMatchObject({
          arm: arms!.split('=')[1],
          n: 1,
          converted: 1,
          orders: 1,
          revenue: 3000,
          by_click: 1000,
        });
        expect(arm).toMatchObject({ by_view: 2000, clicked: 1 });
      },
      { timeout: 20_000 },
    );
  });

  it('[X14] a list is a shelf while its placement may be told of, and no other list is', async () => {
    await makeShop('lists');
    const [home, ...others] = START.placements;
    // `home` has left the plan, and pages that show it are still open.
    await publish('lists', { placements: others });
    expect(home!.id).toBe('home');
    const shopper = new Shopper('lists', 'device-of-a-reader');
    const select = (list: string) =>
      ['select_item', { item_list_id: list, items: [{ item_id: 'p1' }] }] as [string, object];
    await shopper.tell(select('home'), select('similar'), select('similar'), select('all-mugs'), select('__proto__'));
    interface Figures {
      sums: { counts: Record<string, number> };
      by: { value: string; counts: Record<string, number> }[];
    }
    await vi.waitFor(
      async () => {
        const { sums, by } = await asAdmin<Figures>('GET', '/sites/lists/insight/figures?by=list');
        expect(sums.counts).toMatchObject({ list_clicks: 3, own_list_clicks: 2 });
        expect(by.map(({ value, counts }) => [value, counts.list_clicks]).sort()).toEqual([
          ['home', 1],
          ['similar', 2],
        ]);
      },
      { timeout: 30_000 },
    );
  });

  it('[L20] a person on two devices counts once, under the first arm, and is said to be crossed', async () => {
    await makeShop('merged');
    const results = resultsOf(testEnv, 'merged');
    const row = (arm: string, crossed: boolean, time: number) => ({
      experiment: 'few',
      arm,
      time,
      crossed,
      orders: 1,
      revenue: 100,
      clicks: 0,
      byClick: 0,
      byView: 0,
      verified: 0,
      before: 0,
    });
    const of = (person: string, revision: number, outcomes: ReturnType<typeof row>[]) => ({
      v: 1 as const,
      kind: 'outcome' as const,
      site: 'merged',
      person,
      revision,
      currency: 'EUR',
      outcomes,
    });
    await results.add('merged', [of('ann', 1, [row('many', false, 1)]), of('phone', 1, [row('few', false, 2)])], []);
    expect((await results.sums('few')).map(({ n }) => n)).toEqual([1, 1]);
    // The phone's seat moves to ann: both publish, in any order, and once more.
    const merge = [of('phone', 2, []), of('ann', 2, [row('many', true, 1)])];
    await results.add('merged', merge.toReversed(), []);
    await results.add('merged', [...merge, of('ann', 1, [row('many', false, 1)])], []);
    expect(await results.sums('few')).toMatchObject([{ arm: 'many', crossed: 1, n: 1 }]);
  });

  it('[L20] whoever logs in on another device keeps the arm of the first', async () => {
    await makeShop('switched');
    await asAdmin('POST', '/sites/switched/identity/keys', JSON.stringify({ alg: 'HS256', id: 'k1', secret: KEY }));
    forgetIdentities();
    await publish('switched', { experiments: [EXPERIMENT], holdout: { share: 0 } });
    const first = newDevice('switched', 'device-of-the-first-look');
    const arm = (await new Shopper('switched', first.id).shelf()).arms;
    await first.claim({ token: await tokenOf('switched', 'ann') }, ['p1']);
    // One that would be dealt the other arm, were it a person of its own.
    let other = '';
    for (let i = 0; other === ''; i++) {
      const id = `device-of-the-second-look-${i}`;
      if ((await new Shopper('switched', id).shelf()).arms !== arm) other = id;
    }
    const second = newDevice('switched', other);
    await second.claim({ token: await tokenOf('switched', 'ann') }, ['p2']);
    await vi.waitFor(
      async () => {
        const { capsule = '' } = await second.look(['p3']);
        const shopper = new Shopper('switched', other);
        shopper.capsule = capsule;
        expect((await shopper.shelf()).arms).toBe(arm);
      },
      { timeout: 20_000 },
    );
  });

  it('below tier person the visit is the unit, its figures stand apart, and a repeated batch counts once', async () => {
    await makeShop('visits');
    await publish('visits', { experiments: [EXPERIMENT], holdout: { share: 0 } });
    const asked = widgetsBody('visits', { consent: { tier: 'session' }, visit: 'visit-of-somebody' });
    const { arms } = (await widgets(asked)).shelves[0]!;
    expect(arms).toMatch(/^few=/);
    expect((await widgets(asked)).shelves[0]!.arms).toBe(arms);
    expect((await widgets(widgetsBody('visits'))).shelves[0]!.arms).toBeUndefined();
    const batch = {
      v: 1,
      site: 'visits',
      batch: 'batch-number-one',
      visit: 'visit-of-somebody',
      sent: Date.now(),
      consent: { tier: 'session' },
      context: { page_location: 'https://shop.example/' },
      events: [
        {
          n: 1,
          t: Date.now(),
          name: 'view_item_list',
          params: { item_list_id: 'home', edgewise_arms: arms, items: [{ item_id: 'p1' }] },
        },
        {
          n: 2,
          t: Date.now(),
          name: 'purchase',
          params: { transaction_id: 'T', value: 10, items: [{ item_id: 'p1', price: 10 }] },
        },
      ],
    };
    await collect(batch);
    await collect(batch);
    await vi.waitFor(
      async () => {
        const { people, visits } = await reportOf('visits');
        expect(people.units).toBe(0);
        expect(visits).toMatchObject({ units: 1 });
      },
      { timeout: 20_000 },
    );
    const [sum] = await resultsOf(testEnv, 'visits').sums('few');
    expect(sum).toMatchObject({ scope: 'visit', n: 1, orders: 1, revenue: 1000 });
  });

  it('[L21] the holdout sees what the page alone says, and is counted only where that makes a difference', async () => {
    await makeShop('held');
    // Devices that the hash holds out, and some that it does not.
    const { holdout } = prepareExperiments({ ...START, holdout: { share: 0.5 } });
    const names = Array.from({ length: 40 }, (_, i) => `device-of-shopper-${i}`);
    const isHeld = (unit: string) => assign(holdout, { unit, attributes: {} }).arm === 'held';
    const chosen = [...names.filter(isHeld).slice(0, 2), ...names.filter((name) => !isHeld(name)).slice(0, 2)];
    const shoppers = await Promise.all(
      chosen.map(async (name) => {
        const shopper = new Shopper('held', name);
        await shopper.tell(
          ...['p2', 'p4', 'p6'].map((item): [string, object] => ['view_item', { items: [{ item_id: item }] }]),
        );
        return shopper;
      }),
    );
    await publish('held', {
      holdout: { share: 0.5 },
      rules: [{ id: 'r', when: { 'person.views': { $gt: 0 } }, effect: { do: 'pin', item: 'p9', slot: 1 } }],
    });
    const bare = await widgets(widgetsBody('held'));
    expect(bare.shelves[0]!.arms).toBeUndefined();
    let held = 0;
    for (const shopper of shoppers) {
      const { arms, items } = await shopper.shelf();
      if (arms === 'holdout=held') {
        held++;
        expect(items).toEqual(bare.shelves[0]!.items);
        expect((await shopper.shelf('recently-viewed')).items).toEqual([]);
      } else {
        expect(arms).toBe('holdout=shown');
        expect(items[0]!.item_id).toBe('p9');
      }
    }
    expect(held).toBe(2);
    const { experiments } = await asAdmin<{ experiments: object[] }>('GET', '/sites/held/experiments');
    expect(experiments[0]).toMatchObject({
      id: 'holdout',
      arms: [
        { id: 'held', weight: 0.5 },
        { id: 'shown', weight: 0.5 },
      ],
    });
  });
});
