import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import jstat from 'jstat';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaDensity, betaQuantile } from './beta.ts';
import { chiSquareCdf, chiSquareQuantile, chiSquareUpper, gammaCdf, gammaQuantile } from './chi-square.ts';
import { logGamma } from './gamma.ts';
import { normalCdf, normalDensity, normalQuantile, normalUpper } from './normal.ts';
import { studentCdf, studentQuantile } from './student.ts';

const cases = JSON.parse(readFileSync(new URL('./cases.json', import.meta.url), 'utf8')) as Record<string, number[][]>;

const CHECKED: Record<string, { of: (...row: number[]) => number; within: number }> = {
  normal: { of: (z) => normalCdf(z!), within: 2e-14 },
  student: { of: (t, dof) => studentCdf(t!, dof!), within: 1e-12 },
  chiSquareUpper: { of: (x, dof) => chiSquareUpper(x!, dof!), within: 5e-14 },
  beta: { of: (x, a, b) => betaCdf(x!, a!, b!), within: 5e-13 },
  gamma: { of: (x, shape) => gammaCdf(x!, shape!, 1), within: 5e-14 },
  logGamma: { of: (x) => logGamma(x!), within: 1e-14 },
};

const apart = (got: number, expected: number) => (got === expected ? 0 : Math.abs(got - expected) / Math.abs(expected));

describe('distributions', () => {
  it.each(Object.keys(CHECKED))('%s, to near double precision, tails and counts of millions included', (name) => {
    const { of, within } = CHECKED[name]!;
    const errors = cases[name]!.map((row) => apart(of(...row), row.at(-1)!));
    console.log(
      `${name}: ${errors.filter((error) => error <= within).length} of ${errors.length}, worst ${Math.max(...errors)}`,
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(within);
  });

  const share = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
  const size = fc.double({ min: 0.5, max: 300, noNaN: true });

  it('agrees with jstat to the digits that jstat has', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), share, size, size, (z, x, a, b) => {
        expect(normalCdf(z)).toBeCloseTo(jstat.normal.cdf(z, 0, 1), 9);
        expect(studentCdf(z, a)).toBeCloseTo(jstat.studentt.cdf(z, a), 7);
        expect(chiSquareCdf(x * 50, a)).toBeCloseTo(jstat.chisquare.cdf(x * 50, a), 7);
        expect(betaCdf(x, a, b)).toBeCloseTo(jstat.beta.cdf(x, a, b), 7);
        expect(gammaCdf(x * 90, a, 1.7)).toBeCloseTo(jstat.gamma.cdf(x * 90, a, 1.7), 7);
      }),
    );
  });

  it('quantiles undo what they should', () => {
    fc.assert(
      fc.property(share, size, size, (p, a, b) => {
        expect(apart(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-13);
        expect(apart(studentCdf(studentQuantile(p, a), a), p)).toBeLessThan(1e-11);
        expect(apart(chiSquareCdf(chiSquareQuantile(p, a), a), p)).toBeLessThan(1e-11);
        expect(apart(gammaCdf(gammaQuantile(p, a, b), a, b), p)).toBeLessThan(1e-11);
        const x = betaQuantile(p, a, b);
        // Where the density is steep as a cliff, the next double is the nearest there is.
        if (x > 1e-12 && x < 1 - 1e-12) expect(apart(betaCdf(x, a, b), p)).toBeLessThan(1e-9);
      }),
    );
    for (const p of [1e-200, 1e-30]) {
      expect(apart(studentCdf(studentQuantile(p, 3.3), 3.3), p)).toBeLessThan(1e-11);
      expect(apart(chiSquareCdf(chiSquareQuantile(p, 3), 3), p)).toBeLessThan(1e-11);
      expect(apart(normalUpper(-normalQuantile(p)), p)).toBeLessThan(1e-12);
    }
  });

  it('densities are the slopes of their functions', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), size, size, (x, a, b) => {
        const h = 1e-6;
        const slope = (betaCdf(x + h, a, b) - betaCdf(x - h, a, b)) / (2 * h);
        expect(Math.abs(slope - betaDensity(x, a, b))).toBeLessThan(1e-4 * Math.max(1, slope));
        expect((normalCdf(x + h) - normalCdf(x - h)) / (2 * h)).toBeCloseTo(normalDensity(x), 7);
      }),
    );
  });

  it('ends and nonsense', () => {
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([-Infinity, Infinity, 0]);
    expect([normalQuantile(-0.1), studentQuantile(2, 3), betaQuantile(Number.NaN, 1, 1)]).toEqual([NaN, NaN, NaN]);
    expect([studentCdf(Infinity, 3), studentCdf(-Infinity, 3), studentCdf(0, 3)]).toEqual([1, 0, 0.5]);
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1, 0, 1]);
    expect([chiSquareUpper(0, 4), chiSquareUpper(Infinity, 4)]).toEqual([1, 0]);
    for (const dof of [1e15, 1e18, Infinity]) expect(studentCdf(1.96, dof)).toBeCloseTo(normalCdf(1.96), 14);
  });
});
