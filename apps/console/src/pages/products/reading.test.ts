import { describe, expect, it } from 'vitest';
import { shareOf, stockOf } from './reading.ts';

describe('what goes with a product', () => {
  it('is a share of the baskets with it: 3 of 12 are a quarter, and of none there is no share', () => {
    expect(shareOf(3, 12)).toBe(0.25);
    expect(shareOf(0, 12)).toBe(0);
    expect(shareOf(0, 0)).toBeNull();
  });
});

describe('stock', () => {
  it('is out by word and by number, and counted only where the shop counts', () => {
    expect(stockOf('out')).toEqual({ isOut: true, left: null });
    expect(stockOf(0)).toEqual({ isOut: true, left: 0 });
    expect(stockOf('in')).toEqual({ isOut: false, left: null });
    expect(stockOf(7)).toEqual({ isOut: false, left: 7 });
  });
});
