import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../distributions/normal.ts';
import { crossingChance } from './crossing.ts';
import { groupSequentialBounds } from './group-sequential.ts';
import { detectableLift, plan, powerOf } from './planner.ts';
import { sampleOf } from './sample.ts';

const { group_sequential_bounds: published, power } = JSON.parse(
  readFileSync(new URL('./fixtures/confidence/cases.json', import.meta.url), 'utf8'),
);

describe('planned looks', () => {
  it("[X22] Spotify's boundaries", () => {
    const { alpha, sides, t, bounds } = published as { alpha: number; sides: 2; t: number[]; bounds: number[] };
    const got = groupSequentialBounds(t, { alpha, sides });
    const apart = got.map((bound, i) => Math.abs(bound - bounds[i]!));
    const within = apart.filter((one) => one <= 1e-6).length;
    console.log(
      `Spotify group-sequential bounds: ${within} of ${t.length} within 0.000001, worst ${Math.max(...apart)}`,
    );
    expect(within).toBe(t.length);
  });

  it('spends alpha and no more, by another recursion', () => {
    const times = [0.2, 0.4, 0.6, 0.8, 1];
    const bounds = groupSequentialBounds(times, { alpha: 0.05, sides: 2 });
    const alpha = crossingChance(
      times.map((time, i) => ({ time, boundary: bounds[i]! })),
      0,
    );
    expect(alpha).toBeCloseTo(0.05, 3);
    expect(bounds.every((bound, i) => i === 0 || bound < bounds[i - 1]!)).toBe(true);
    expect(bounds.at(-1)).toBeGreaterThan(normalQuantile(0.975));
    expect(() => groupSequentialBounds([0.5, 0.5], { alpha: 0.05, sides: 2 })).toThrow(
      'times: expected shares that rise',
    );
  });

  it("[X27] Spotify's power", () => {
    const { control, test, mde_relative: lift, powered_effect, required_sample_size, tolerance } = power;
    const sample = sampleOf({ kind: 'mean', n: control.n, sum: control.sum, sumSquares: control.sum_squares });
    const wanted = { mean: sample.mean, variance: sample.variance, controlRatio: control.n / test.n, lift };
    const checks: [string, boolean][] = [
      ['required sample size', Math.abs(plan(wanted).units - required_sample_size) <= tolerance[1]],
      ['powered effect', Math.abs(detectableLift(wanted, test.n) * sample.mean - powered_effect) <= tolerance[0]],
    ];
    console.log(`Spotify power: ${checks.filter(([, ok]) => ok).length} of ${checks.length}`);
    expect(checks.filter(([, ok]) => !ok)).toEqual([]);
  });

  it('[X27] plans, powers and lifts undo each other, and days follow', () => {
    for (const wanted of [
      { mean: 0.03, lift: 0.2 },
      { mean: 0.3, lift: -0.1, power: 0.9, variations: 3 },
      { mean: 45, variance: 9_000, lift: 0.05, controlRatio: 2 },
      { mean: 0.1, lift: 0.1, method: 'sequential' as const },
    ]) {
      const planned = plan(wanted);
      expect(powerOf(wanted, planned.perVariation)).toBeCloseTo(wanted.power ?? 0.8, 2);
      if (wanted.lift > 0 && !('method' in wanted))
        expect(detectableLift(wanted, planned.perVariation)).toBeCloseTo(wanted.lift, 2);
      expect(planned.units).toBe(planned.control + (wanted.variations ?? 1) * planned.perVariation);
      expect(planned.days(1_000)).toBe(Math.ceil(planned.units / 1_000));
    }
    expect(plan({ mean: 0.1, lift: 0.1 }).days(0)).toBe(Infinity);
    // Nobody is enough for nothing.
    expect(powerOf({ mean: 0.1, lift: 0.1 }, 0)).toBe(0);
    expect(detectableLift({ mean: 0.1 }, 0)).toBeCloseTo(9, 2);
    // Looking early costs something at the end.
    const [fixed, looking] = (['fixed', 'sequential'] as const).map((method) => plan({ mean: 0.1, lift: 0.1, method }));
    expect(looking!.units / fixed!.units).toBeGreaterThan(1.2);
    expect(looking!.units / fixed!.units).toBeLessThan(3);
  });

  it('[X20] what cannot be planned is refused by name', () => {
    const good = { mean: 0.1, lift: 0.1 };
    for (const [change, message] of [
      [{ lift: 0 }, 'lift: expected'],
      [{ lift: Number.NaN }, 'lift: expected'],
      [{ lift: 20 }, 'lift: expected'],
      [{ mean: 1.2 }, 'mean: expected a share'],
      [{ mean: 5, variance: 0 }, 'variance: expected'],
      [{ alpha: 0.7 }, 'alpha: expected'],
      [{ power: 1 }, 'power: expected'],
      [{ variations: 0 }, 'variations: expected'],
      [{ controlRatio: -1 }, 'controlRatio: expected'],
      [{ mean: 1e-300, lift: 1e-300, variance: 1 }, 'lift: '],
    ] as const) {
      expect(() => plan({ ...good, ...change })).toThrow(message);
    }
  });
});
