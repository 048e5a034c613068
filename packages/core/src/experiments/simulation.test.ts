/** A little of what `npm run bench experiments` runs a lot of. Every seed is fixed: a failure is a change. */
import { describe, expect, it } from 'vitest';
import { betaDensity } from '../distributions/beta.ts';
import { alarms, buys, powerFound, spends, srmFound } from './simulate.testkit.ts';
import { SRM_ALPHA, srm } from './srm.ts';

describe('simulation', () => {
  it.each([
    ['a 2% share', buys(0.02)],
    ['a 30% share', buys(0.3)],
    ['money, which most do not spend', spends(0.05, 40, 0.8)],
  ])('[X23] peeking every 100 of 20,000 visitors: %s', (name, metric) => {
    const { sequential } = alarms(500, 1, [metric, metric], ['sequential']);
    const { naive } = alarms(40, 1, [metric, metric], ['naive']);
    console.log(`${name}: false alarms ${sequential} of 500 runs; with a naive t-test ${naive} of 40`);
    expect(sequential).toBeLessThanOrEqual(0.05);
    // What the sequential method is for.
    expect(naive).toBeGreaterThan(0.2);
  });

  it('[X26] [X27] the power of the verdict is what the planner promised, within 2 points', () => {
    const wanted = { mean: 0.2, lift: 0.2 };
    // 2,000 runs: a standard error of 0.9 points, so a planner 4 points off is seen 97 times in 100.
    const once = powerFound(2_000, 1, { ...wanted, method: 'fixed' });
    const looking = powerFound(2_000, 1, { ...wanted, method: 'sequential' });
    console.log(`power planned 0.8: found ${once} fixed, ${looking} sequential`);
    expect(Math.abs(once - 0.8)).toBeLessThanOrEqual(0.02);
    expect(Math.abs(looking - 0.8)).toBeLessThanOrEqual(0.02);
  });

  it('[X25] SRM: a broken split is found, an even one is not', () => {
    expect(srmFound(1, 1, 10_000, 0.48, true)).toBe(1);
    // Dealt by chance at 48%, 10,000 units differ from even by z = 4 ± 1: no test at 0.001 finds more than 82 in 100 of them.
    const drawn = srmFound(1_000, 1, 10_000, 0.48);
    const twice = srmFound(300, 1, 20_000, 0.48);
    console.log(`SRM: drawn at 48%, ${drawn} of 10,000 units, ${twice} of 20,000`);
    expect(Math.abs(drawn - 0.761)).toBeLessThan(0.04);
    expect(twice).toBeGreaterThanOrEqual(0.95);
    // Even: not drawn but summed, all 10,001 ways to deal.
    let alarm = 0;
    for (let first = 0; first <= 10_000; first++) {
      if (srm([first, 10_000 - first], [0.5, 0.5]) < SRM_ALPHA)
        alarm += betaDensity(0.5, first + 1, 10_001 - first) / 10_001;
    }
    console.log(`SRM: an even split of 10,000 units is alarmed at in ${alarm}`);
    // χ² is a limit: the whole numbers next to its edge make it 0.1% of itself.
    expect(alarm).toBeLessThan(0.00101);
  });
});
