import { describe, expect, it } from 'vitest';
import { type DealtPeriod, dealtOver, experimentsIn } from './dealt.ts';
import { DEFAULT_PLAN } from './default-plan.ts';

const { version: _, ...START } = DEFAULT_PLAN;
const period = (from: number, ...weights: [id: string, weight: number][]): DealtPeriod => ({
  from,
  metric: 'conversion',
  arms: weights.map(([id, weight]) => ({ id, weight })),
});

describe('what was dealt', () => {
  it('[L26] [X6] the holdout first, with its share; then the experiments in the order and weights of the plan', () => {
    const arms = [
      { id: 'today', weight: 3 },
      { id: 'new', weight: 1 },
    ];
    const plan = {
      ...START,
      holdout: { share: 0.1, metric: 'revenue_per_unit' as const },
      experiments: [{ id: 'one', placements: ['home'], arms, off: true, note: 'One of many' }],
    };
    expect(experimentsIn(plan)).toEqual([
      {
        id: 'holdout',
        active: true,
        metric: 'revenue_per_unit',
        arms: [
          { id: 'held', weight: 0.1 },
          { id: 'shown', weight: 0.9 },
        ],
      },
      {
        id: 'one',
        name: 'One of many',
        active: false,
        metric: 'conversion',
        arms: [
          { id: 'today', weight: 0.75 },
          { id: 'new', weight: 0.25 },
        ],
      },
    ]);
  });

  it('[L26] a change of weights: each period expects its own, by the units that came in it', () => {
    const periods = [period(0, ['z', 0.5], ['a', 0.5]), period(10, ['z', 0.9], ['a', 0.1])];
    expect(dealtOver(periods, [100, 300])).toEqual([
      { id: 'z', weight: expect.closeTo(0.8, 12) },
      { id: 'a', weight: expect.closeTo(0.2, 12) },
    ]);
    expect(dealtOver(periods.slice(0, 1), [100])).toEqual(periods[0]!.arms);
    expect(dealtOver(periods, [0, 0])).toEqual(periods[1]!.arms);
  });

  it('[L26] an arm that was taken out stands last, with what it should have had', () => {
    const periods = [period(0, ['gone', 0.5], ['z', 0.25], ['a', 0.25]), period(10, ['z', 0.5], ['a', 0.5])];
    expect(dealtOver(periods, [200, 200])).toEqual([
      { id: 'z', weight: 0.375 },
      { id: 'a', weight: 0.375 },
      { id: 'gone', weight: 0.25 },
    ]);
  });
});
