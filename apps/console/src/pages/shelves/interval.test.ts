import { describe, expect, it } from 'vitest';
import { mayBeSaid, scaleOf, verdictOf } from './interval.ts';

describe('a lift', () => {
  it('is said to be more or less only where nothing lies outside the interval', () => {
    expect(verdictOf({ estimate: 0.2, from: 0.1, to: 0.3, p: 0.01 })).toBe('more');
    expect(verdictOf({ estimate: -0.2, from: null, to: -0.1, p: 0.01 })).toBe('less');
    expect(verdictOf({ estimate: 0.2, from: -0.1, to: null, p: 0.4 })).toBe('unknown');
    expect(verdictOf({ estimate: 0.2, from: null, to: null, p: 1 })).toBe('unknown');
  });

  it('is no number as long as it may be anything', () => {
    expect(mayBeSaid({ estimate: 3.598, from: null, to: null, p: 1 })).toBe(false);
    expect(mayBeSaid('no units')).toBe(false);
    expect(mayBeSaid({ estimate: 0.2, from: -0.1, to: null, p: 0.4 })).toBe(true);
    expect(mayBeSaid({ estimate: -0.2, from: null, to: 0.1, p: 0.4 })).toBe(true);
  });

  it('stands on a line around nothing', () => {
    // The line reaches 0.55 to both sides: 0.1 is 0.1 / 0.55 of the right half.
    const { from, to, estimate, zero } = scaleOf({ estimate: 0.3, from: 0.1, to: 0.5, p: 0.01 });
    expect(zero).toBe(0.5);
    expect(from).toBeCloseTo(0.5 + 0.1 / 0.55 / 2, 10);
    expect(estimate).toBeCloseTo(0.5 + 0.3 / 0.55 / 2, 10);
    expect(to).toBeCloseTo(0.5 + 0.5 / 0.55 / 2, 10);
    expect(scaleOf({ estimate: 9, from: null, to: null, p: 1 })).toEqual({ from: 0, to: 1, estimate: 1, zero: 0.5 });
  });
});
