import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { DEFAULT_BANDIT, newBandit, observe, shares } from './bandit.ts';
import { banditStep, endStep, newLog, stepNamed, withExposure } from './bandit-steps.ts';
import { prepare } from './experiment.ts';
import { banditRegret, shareOfRisen } from './simulate-bandit.testkit.ts';

const DAY = 86_400_000;
const seen = (arm: string, units: number, yes: number) => ({ arm, units, sum: yes, sumSquares: yes });

describe('bandit', () => {
  it('[X31] shares are equal until every arm has its start', () => {
    const young = observe(
      newBandit(['a', 'b', 'c'], 0),
      [seen('a', 5_000, 900), seen('b', 5_000, 10), seen('c', 99, 0)],
      0,
    );
    expect(shares(young)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    const grown = observe(young, [seen('c', 1, 0)], 0);
    expect(shares(grown)[0]).toBeGreaterThan(0.85);
  });

  it('[X32] shares make 1, and none is under the floor', () => {
    const arm = fc.record({
      units: fc.integer({ min: 0, max: 1e6 }),
      rate: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(arm, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (arms, floor) => {
          const state = observe(
            newBandit([], 0),
            arms.map(({ units, rate }, i) => seen(`${i}`, units, Math.floor(units * rate))),
            0,
          );
          const part = shares(state, { ...DEFAULT_BANDIT, floor });
          expect(part.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
          for (const share of part) expect(share).toBeGreaterThanOrEqual(Math.min(floor, 1 / arms.length) - 1e-12);
        },
      ),
    );
  });

  it('[X33] old evidence counts half after its half-life, and an arm that faded away is unknown again', () => {
    const settings = { ...DEFAULT_BANDIT, halfLifeDays: 10, floor: 0 };
    const state = observe(newBandit(['a', 'b'], 0), [seen('a', 1_000, 300), seen('b', 1_000, 200)], 0, settings);
    const half = observe(state, [], 10 * DAY, settings);
    expect(half.arms[0]).toMatchObject({ units: 1_000, n: 500, sum: 150 });
    const old = observe(state, [], 10_000 * DAY, settings);
    expect(shares(old, settings)[0]).toBeCloseTo(0.5, 5);
    expect(shares(state, settings)[0]).toBeGreaterThan(0.99);
    // A clock that goes back fades nothing.
    expect(observe(state, [], -DAY, settings).arms[0]?.n).toBe(1_000);
  });

  it('[X20] sums that are none are refused by name', () => {
    const state = newBandit(['a'], 0);
    expect(() => observe(state, [{ arm: 'a', units: 1, sum: Number.NaN, sumSquares: 1 }], 0)).toThrow(
      'a: sum: expected a number',
    );
    expect(() => observe(state, [{ arm: 'a', units: -1, sum: 1, sumSquares: 1 }], 0)).toThrow('a: units');
  });

  it('[X35] a step is an experiment: dealt by its shares, and dealt anew with the next', () => {
    const arms = ['a', 'b'];
    const observed = { last: [seen('a', 900, 300), seen('b', 900, 290)], before: [] };
    const log = endStep(newLog(arms, 0), arms, observed, DAY, DEFAULT_BANDIT);
    const [first, second] = [1, 2].map((step) =>
      prepare({ id: banditStep('home', step), arms: arms.map((id) => ({ id, weight: log.weights[id]! })) }),
    );
    const units = Array.from({ length: 4_000 }, (_, i) => `u${i}`);
    const dealt = units.map((unit) => assign(first!, { unit, attributes: {} }).arm);
    const b = dealt.filter((arm) => arm === 'b').length / units.length;
    expect(Math.abs(b - log.weights.b!)).toBeLessThan(0.03);
    const again =
      units.filter((unit, i) => assign(second!, { unit, attributes: {} }).arm === dealt[i]).length / units.length;
    expect(again).toBeLessThan(0.75);
  });

  it('[X36] a step is settled when the one after it is over, late orders and all', () => {
    const arms = ['a', 'b'];
    const young = newLog(arms, 0);
    expect(young.weights).toEqual({ a: 0.5, b: 0.5 });
    const first = endStep(
      young,
      arms,
      { last: [seen('a', 500, 50), seen('b', 500, 50)], before: [] },
      DAY,
      DEFAULT_BANDIT,
    );
    expect(first).toMatchObject({ step: 1, began: DAY, settled: { arms: [{ units: 0 }, { units: 0 }] } });
    expect(first.weights.a).toBeCloseTo(0.5, 5);
    // What came late for the first step moves the second one's end.
    const late = { last: [], before: [seen('a', 500, 90), seen('b', 500, 50), seen('stranger', 9_000, 9_000)] };
    const second = endStep(first, arms, late, 2 * DAY, DEFAULT_BANDIT);
    expect(second.settled.arms).toMatchObject([
      { id: 'a', units: 500, sum: 90 },
      { id: 'b', units: 500, sum: 50 },
    ]);
    expect(second.weights.a).toBeGreaterThan(0.9);
    // A strategy that is new begins empty, one that is gone is forgotten.
    const changed = endStep(second, ['a', 'c'], { last: [], before: [] }, 3 * DAY, DEFAULT_BANDIT);
    expect(changed.settled.arms).toMatchObject([
      { id: 'a', units: 500 },
      { id: 'c', units: 0 },
    ]);
    expect(changed.weights).toEqual({ a: 0.5, c: 0.5 });
  });

  it('[X36] of a bandit a person keeps two steps, and every experiment beside them', () => {
    expect(stepNamed('bandit.home.top:12')).toEqual({ placement: 'home.top', step: 12 });
    for (const name of ['bandit.home', 'home:3', 'bandit.home:x', 'holdout:2026'])
      expect(stepNamed(name)).toBeUndefined();
    let exposures: Record<string, number> = { title: 1, 'holdout:2026': 1 };
    for (const step of [1, 9, 10, 2, 11]) exposures = withExposure(exposures, banditStep('home', step), step);
    exposures = withExposure(exposures, banditStep('cart', 3), 3);
    expect(Object.keys(exposures).sort()).toEqual([
      'bandit.cart:3',
      'bandit.home:10',
      'bandit.home:11',
      'holdout:2026',
      'title',
    ]);
  });

  it('[X30] loses less than half of what an A/B test loses', () => {
    const { bandit, test } = banditRegret(60, 1);
    console.log(`bandit: regret ${bandit.toFixed(1)} conversions a run against ${test.toFixed(1)} of an A/B test`);
    expect(bandit).toBeLessThan(0.5 * test);
  });

  it('[X32] [X33] an arm that becomes the best is found again', () => {
    const { least, after } = shareOfRisen(30, 1);
    console.log(
      `bandit: the arm that rises never has less than ${least.toFixed(3)}, and ${after.toFixed(2)} in the end`,
    );
    expect(least).toBeGreaterThanOrEqual(DEFAULT_BANDIT.floor);
    expect(after).toBeGreaterThan(0.6);
  });
});
