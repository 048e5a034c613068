import { plannedArms } from '@edgewise/core/plan/planned-arms';
import { validatePlan } from '@edgewise/core/plan/validate';
import { placementsOf } from '@edgewise/core/recommend/pipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanDocument, PlanExperiment } from './draft-experiment.ts';
import { type ArmChange, beginsAndEnds, endingsOf, planAfter, rulesAsking } from './ended-plan.ts';

const plan: PlanDocument = {
  v: 1,
  placements: [
    { id: 'home', title: { en: 'For you' }, strategies: ['session-knn', 'trending'], count: 8, template: 'grid' },
    {
      id: 'cart',
      title: { en: 'With it' },
      strategies: ['bought-together', 'newest'],
      bandit: { strategies: ['bought-together', 'newest'] },
      count: 6,
      template: 'carousel',
      liquid: 'own',
    },
    { id: 'other', title: { en: 'More' }, strategies: ['newest'], count: 5, template: 'list' },
  ],
  templates: [
    { id: 'own', liquid: 'x' },
    { id: 'second', liquid: 'y' },
  ],
};
const withIt = (experiment: Partial<PlanExperiment>, more: Partial<PlanDocument> = {}): PlanDocument => ({
  ...plan,
  experiments: [{ id: 'first', placements: ['home', 'cart'], ...experiment }],
  ...more,
});
const two: Partial<PlanExperiment> = { arms: [{ id: 'as-it-is' }, { id: 'few', set: { count: 4 } }] };

const change: fc.Arbitrary<ArmChange> = fc.record(
  {
    title: fc.constant({ en: 'Another' }),
    count: fc.integer({ min: 1, max: 12 }),
    strategies: fc.constantFrom(['newest' as const], ['trending' as const, 'content' as const]),
    blend: fc.constant([
      { strategy: 'content' as const, weight: 1 },
      { strategy: 'newest' as const, weight: 2 },
    ]),
    template: fc.constantFrom('grid' as const, 'list' as const),
    liquid: fc.constant('second'),
    moment: fc.constant({ on: 'scroll' as const }),
  },
  { requiredKeys: [] },
);
const arms = fc.oneof(
  fc.tuple(change, change, change).map((sets) => ({ arms: sets.map((set, i) => ({ id: `arm-${i}`, set })) })),
  fc.tuple(change, change).map(([a, b]) => ({
    factors: [
      { id: 'loud', levels: [{ id: 'soft' }, { id: 'loud', set: a }] },
      { id: 'many', levels: [{ id: 'few', set: b }, { id: 'many' }] },
    ],
  })),
);

describe('an experiment that ends', () => {
  it('[L24] whichever arm everybody gets, it is what this arm showed, and the plan is right without the experiment', () => {
    fc.assert(
      fc.property(arms, (made) => {
        const before = withIt(made);
        const experiment = before.experiments![0]!;
        const planned = plannedArms(experiment);
        const endings = endingsOf(experiment);
        expect(endings.map(({ id, set }) => ({ id, set }))).toEqual(planned.map(({ id, set = {} }) => ({ id, set })));
        const wanted = before.placements.map(({ id }) => ({ id }));
        for (const { set } of endings) {
          const after = planAfter(before, 'first', set)!;
          expect(after.experiments).toBeUndefined();
          const changes = new Map(experiment.placements.map((id) => [id, set]));
          // What is learnt is told apart: it stands behind an experiment, and gives way to it [L25].
          const shown = (document: PlanDocument, changed?: typeof changes) =>
            placementsOf(wanted, { plan: { ...document, version: 'x' }, changes: changed }).map(
              ({ bandit: _, ...shelf }) => shelf,
            );
          expect(shown(after)).toEqual(shown(before, changes));
          expect(after.placements[1]!.bandit === undefined).toBe('strategies' in set || 'blend' in set);
          expect(validatePlan(after).mistakes).toEqual([]);
        }
      }),
    );
  });

  it('leaves the others, and a shelf that it was not on, as they are', () => {
    const second = { id: 'second', placements: ['other'], arms: [{ id: 'a' }, { id: 'b', set: { count: 2 } }] };
    const before = withIt(two, { holdout: { share: 0 } });
    const both = { ...before, experiments: [...before.experiments!, second] };
    const after = planAfter(both, 'first', { count: 4 })!;
    expect(after).toMatchObject({ experiments: [second], holdout: { share: 0 } });
    expect(after.placements.map(({ count }) => count)).toEqual([4, 4, 5]);
    expect(planAfter(both, 'first', {})!.placements).toEqual(plan.placements);
    expect(planAfter(both, 'third', {})).toBeUndefined();
    expect(planAfter(before, 'first', {})).not.toHaveProperty('experiments');
  });

  it('is said to end where the draft has it no more, and another to begin', () => {
    const draft = withIt({ ...two, id: 'second', note: 'Fewer, again' });
    expect(beginsAndEnds(draft, [{ id: 'first' }])).toEqual({ begins: ['Fewer, again'], ends: ['first'] });
    expect(beginsAndEnds(draft, [{ id: 'second' }])).toEqual({ begins: [], ends: [] });
    expect(beginsAndEnds(plan, [{ id: 'first', name: 'Fewer' }])).toEqual({ begins: [], ends: ['Fewer'] });
    expect(beginsAndEnds(plan, [{ id: 'first', name: 'x'.repeat(121) }]).ends).toEqual(['first']);
  });

  it('an arm that shows no shelf is none for everybody, and rules that ask for its arms are named', () => {
    const hidden = [{ id: 'as-it-is' }, { id: 'without', set: { hidden: true } }];
    expect(endingsOf({ id: 'x', placements: ['home'], arms: hidden }).map(({ isHidden }) => isHidden)).toEqual([
      false,
      true,
    ]);
    const effect = { do: 'newness' as const, days: 3 };
    const asking = withIt(two, {
      rules: [
        { id: 'asks', when: { $or: [{ 'arms.first': 'few' }] }, effect },
        { id: 'another', when: { 'arms.first-of-all': 'few' }, effect },
        { id: 'none', effect },
      ],
    });
    expect(rulesAsking(asking, 'first')).toEqual(['asks']);
  });
});
