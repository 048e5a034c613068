import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedHorizon } from './compare.ts';
import { liftOf } from './lift.ts';
import { sampleOf, samplesOf } from './sample.ts';

const counts = fc.tuple(fc.integer({ min: 50, max: 5_000_000 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }));
const share = ([n, rate]: [number, number]) =>
  sampleOf({ kind: 'proportion', n, sum: Math.max(1, Math.floor(n * rate)) });

describe('lift', () => {
  it('[X23] the interval leaves 0 out exactly where the difference is one', () => {
    fc.assert(
      fc.property(counts, counts, fc.constantFrom('sequential' as const, 'fixed' as const), (a, b, method) => {
        const lift = liftOf(share(a), share(b), { method });
        if (typeof lift === 'string') return;
        const { relative, absolute, p } = lift;
        fc.pre(Math.abs(p - 0.05) > 1e-6);
        const without = ({ from, to }: { from: number; to: number }) => from > 0 || to < 0;
        expect(without(relative) || (p < 0.05 && relative.from === -Infinity)).toBe(p < 0.05);
        expect(without(absolute)).toBe(p < 0.05);
        expect(relative.from).toBeLessThanOrEqual(relative.estimate);
        expect(relative.to).toBeGreaterThanOrEqual(relative.estimate);
      }),
    );
  });

  it('[X23] with many conversions it is the delta method', () => {
    const [a, b] = [share([2_000_000, 0.05]), share([2_000_000, 0.052])];
    const lift = liftOf(a, b, { method: 'fixed' });
    const delta = fixedHorizon(a, b, { difference: 'relative' });
    if (typeof lift === 'string' || typeof delta === 'string') throw new Error('silent');
    expect(lift.relative.from).toBeCloseTo(delta.from, 4);
    expect(lift.relative.to).toBeCloseTo(delta.to, 4);
  });

  it('[X20] a control that may as well be zero bounds no lift', () => {
    const few = sampleOf({ kind: 'proportion', n: 1_000, sum: 1 });
    const many = sampleOf({ kind: 'proportion', n: 1_000, sum: 400 });
    expect(liftOf(few, many)).toMatchObject({ relative: { to: Infinity } });
    expect(liftOf(few, few)).toMatchObject({ relative: { from: -Infinity, to: Infinity } });
    const lift = liftOf(few, many);
    if (typeof lift !== 'string') expect(lift.relative.from).toBeGreaterThan(1);
  });

  it('[X21] CUPED narrows the lift and keeps what it is relative to', () => {
    // post = 10 + pre + noise: the past explains all but the noise.
    const rows = (shift: number) =>
      Array.from({ length: 400 }, (_, i) => {
        const pre = (i * 37) % 101;
        return { pre, post: 10 + pre + ((i * 53) % 7) + shift };
      });
    const sums = (of: { pre: number; post: number }[]) => ({
      kind: 'cuped' as const,
      n: of.length,
      pre: { sum: of.reduce((t, r) => t + r.pre, 0), sumSquares: of.reduce((t, r) => t + r.pre ** 2, 0) },
      post: { sum: of.reduce((t, r) => t + r.post, 0), sumSquares: of.reduce((t, r) => t + r.post ** 2, 0) },
      sumProducts: of.reduce((t, r) => t + r.pre * r.post, 0),
    });
    const arms = [sums(rows(0)), sums(rows(3))];
    const [a, b] = samplesOf(arms);
    const [plainA, plainB] = samplesOf(arms.map(({ n, post }) => ({ kind: 'mean' as const, n, ...post })));
    const [adjusted, plain] = [liftOf(a!, b!), liftOf(plainA!, plainB!)];
    if (typeof adjusted === 'string' || typeof plain === 'string') throw new Error('silent');
    expect(adjusted.relative.estimate).toBeCloseTo(plain.relative.estimate, 3);
    expect(adjusted.relative.to - adjusted.relative.from).toBeLessThan((plain.relative.to - plain.relative.from) / 5);
    expect([adjusted.p < 0.05, plain.p < 0.05]).toEqual([true, false]);
  });

  it('turns round with the arms: what is a loss is a loss', () => {
    const [a, b] = [share([9_000, 0.1]), share([9_000, 0.12])];
    const [up, down] = [liftOf(a, b), liftOf(b, a)];
    if (typeof up === 'string' || typeof down === 'string') throw new Error('silent');
    // 1 + r of one is 1 / (1 + r) of the other, ends included: the delta method cannot say that.
    expect((1 + up.relative.from) * (1 + down.relative.to)).toBeCloseTo(1, 10);
    expect((1 + up.relative.to) * (1 + down.relative.from)).toBeCloseTo(1, 10);
  });
});
