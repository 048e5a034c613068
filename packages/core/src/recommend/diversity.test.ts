import { describe, expect, it } from 'vitest';
import { chooseDiverse } from './diversity.ts';
import { catalogueOf, productOf } from './shop.testkit.ts';

/** 0–4 mugs of one brand, 5–6 lamps, 7–8 nothing said. */
const catalogue = catalogueOf([
  ...[0, 1, 2, 3, 4].map((i) => productOf(`mug${i}`, { category: ['Mugs'], brand: 'Acme' })),
  ...[5, 6].map((i) => productOf(`lamp${i}`, { category: ['Lamps'], brand: 'Lux' })),
  ...[7, 8].map((i) => productOf(`other${i}`)),
]);
const proposals = (...scores: [index: number, score: number][]) => scores.map(([index, score]) => ({ index, score }));
const choose = (offered: ReturnType<typeof proposals>, count: number, before: number[] = []) =>
  chooseDiverse(offered, count, before, catalogue).map(({ index }) => index);

describe('chooseDiverse', () => {
  it('breaks a run of four with the next that is worth half as much', () => {
    const offered = proposals([0, 1], [1, 0.9], [2, 0.8], [3, 0.7], [4, 0.6], [5, 0.4]);
    expect(choose(offered, 5)).toEqual([0, 1, 2, 5, 3]);
  });

  it('lets the run go on where nothing comparable is there', () => {
    expect(choose(proposals([0, 1], [1, 0.9], [2, 0.8], [3, 0.7], [5, 0.1]), 4)).toEqual([0, 1, 2, 3]);
    expect(choose(proposals([0, 1], [1, 1], [2, 1], [3, 1], [4, 1]), 5)).toEqual([0, 1, 2, 3, 4]);
  });

  it('counts what is on the shelf already', () => {
    expect(choose(proposals([3, 1], [6, 0.9]), 2, [0, 1, 2])).toEqual([6, 3]);
  });

  it('does not take products without brand and category for one kind', () => {
    expect(choose(proposals([7, 1], [8, 0.9], [5, 0.8]), 3, [7, 8, 7])).toEqual([7, 8, 5]);
  });

  it('leaves its input as it was', () => {
    const offered = proposals([0, 1], [1, 1]);
    expect(choose(offered, 1)).toEqual([0]);
    expect(offered).toHaveLength(2);
  });
});
