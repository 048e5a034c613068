/** Plans that mean harm, or were written for another release: they cost little, and break no page. */
import { describe, expect, it, vi } from 'vitest';
import { decide } from '../recommend/pipeline.ts';
import { catalogueOf, productOf, situationOf, ToldModel } from '../recommend/shop.testkit.ts';
import { renderShelf } from '../widgets/shelf.ts';
import { zoneOffset } from '../zone-offset.ts';
import { DEFAULT_PLAN } from './default-plan.ts';
import { armsOf, prepareExperiments } from './experiments.ts';
import type { Placement, Plan, StrategyName, TemplateName } from './plan.ts';
import { PlanFindings } from './plan-check.ts';
import { validatePlan } from './validate.ts';

const { version: _, ...START } = DEFAULT_PLAN;
const catalogue = catalogueOf([productOf('a'), productOf('b')]);

describe('a plan of another release', () => {
  it('[L4] with a strategy that is gone goes on with the next, with a template that is gone shows a grid', () => {
    for (const gone of ['tea-leaves', 'constructor', '__proto__']) {
      const placement: Placement = {
        id: 'home',
        title: { en: 'Home' },
        strategies: [gone as StrategyName, 'trending'],
        blend: [
          { strategy: gone as StrategyName, weight: 1 },
          { strategy: gone as StrategyName, weight: 2 },
        ],
        count: 2,
        template: gone as TemplateName,
      };
      const plan: Plan = { v: 1, version: 'p1', placements: [placement] };
      const shop = { model: new ToldModel({ trending: ['b', 'a'] }), catalogue, plan };
      const [shelf] = decide([{ id: 'home' }], situationOf(), shop);
      expect(shelf!.cards.map(({ item, strategy }) => [item, strategy])).toEqual([
        ['b', 'trending'],
        ['a', 'trending'],
      ]);
      const cards = shelf!.cards.map(({ index, strategy }) => ({ product: catalogue.product(index), strategy }));
      const input = { placement, title: 'Home', cards, market: 'uk', language: 'en', locale: 'en' } as const;
      expect(renderShelf(input).shown).toEqual(['b', 'a']);
    }
  });
});

describe('names that an object has of itself', () => {
  it('are names like any other, of experiments, arms, namespaces and placements', () => {
    const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];
    const plan = {
      ...START,
      placements: names.map((id) => ({ ...START.placements[0]!, id })),
      experiments: names.map((id) => ({
        id,
        placements: names,
        namespace: { id, from: 0, to: 1 },
        arms: names.map((arm) => ({ id: arm, set: { count: 3 } })),
      })),
    };
    expect(validatePlan(plan).mistakes).toEqual([]);
    const prepared = prepareExperiments(plan);
    for (const kept of [{}, { constructor: 'valueOf' }] as Record<string, string>[]) {
      for (let unit = 0; unit < 20; unit++) {
        const { arms, changes } = armsOf(prepared, { unit: `u${unit}`, kept }, () => ({}));
        for (const [experiment, arm] of Object.entries(arms)) {
          expect(names).toContain(arm);
          if (Object.hasOwn(kept, experiment)) expect(arm).toBe(kept[experiment]);
        }
        for (const change of changes?.values() ?? []) expect(change).toEqual({ count: 3 });
      }
    }
  });
});

describe('numbers beyond all numbers', () => {
  it('are mistakes: what JSON reads as infinite is no share, weight or price', () => {
    const plan = JSON.parse(`{
      "rules": [
        { "id": "a", "effect": { "do": "exclude", "what": { "price": { "from": 1e999 } } } },
        { "id": "b", "effect": { "do": "boost", "what": { "brands": ["x"] }, "by": 1e999 } }],
      "experiments": [
        { "id": "e", "placements": ["home"], "coverage": -1e999, "arms": [{ "id": "a", "weight": 1e999 }, { "id": "b", "weight": 1 }] }],
      "holdout": { "share": 1e999 } }`);
    expect(validatePlan({ ...START, ...plan }).mistakes.map(({ path }) => path)).toEqual([
      '$.rules[0].effect.what.price.from',
      '$.rules[1].effect.by',
      '$.experiments[0].coverage',
      '$.experiments[0].arms[0].weight',
      '$.holdout.share',
    ]);
  });
});

describe('what a large draft costs', () => {
  it('[L2] no more mistakes are looked into than are told', () => {
    const found = new PlanFindings();
    const fix = vi.fn(() => 'mend it');
    for (let i = 0; i < 300; i++) found.wrong(['rules', i], 'wrong', fix);
    expect([found.mistakes.length, fix.mock.calls.length]).toEqual([200, 200]);
    const rules = Array.from({ length: 200 }, (_, i) => ({
      id: `r${i}`,
      when: Object.fromEntries(Array.from({ length: 60 }, (_, j) => [`arms.gone-${j}`, 1])),
      effect: { do: 'stock', least: 1 },
    }));
    const { mistakes } = validatePlan({ ...START, rules, unheard: 1 });
    expect(mistakes).toHaveLength(200);
    expect(mistakes.map(({ path }) => path).slice(0, 2)).toEqual(['$.unheard', '$.rules[0].when["arms.gone-0"]']);
  });

  it('[L14] a zone of its own for every rule is asked for once, and not by every page', () => {
    const zones = Intl.supportedValuesOf('timeZone').slice(0, 200);
    expect(zones).toHaveLength(200);
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    const now = Date.UTC(2026, 10, 22, 12);
    const told = zones.map((zone) => zoneOffset(now, zone));
    const first = asked.mock.calls.length;
    expect(zones.map((zone) => zoneOffset(now + 60_000, zone))).toEqual(told);
    expect([first, asked.mock.calls.length]).toEqual([200, 200]);
    asked.mockRestore();
  });
});
