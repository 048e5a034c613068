import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RestTally, Tally } from './tally.ts';

describe('Tally', () => {
  it('averages what each rank is worth, as written out by hand', () => {
    const tally = new Tally();
    for (const rank of [1, 4, 7, 20, 0]) tally.add(rank);
    const figures = tally.figures();
    expect(figures['hr@5']).toBe(0.4);
    expect(figures['hr@10']).toBe(0.6);
    expect(figures['hr@20']).toBe(0.8);
    expect(figures['mrr@5']).toBeCloseTo((1 + 1 / 4) / 5, 5);
    expect(figures['mrr@20']).toBeCloseTo((1 + 1 / 4 + 1 / 7 + 1 / 20) / 5, 5);
    expect(figures['ndcg@10']).toBeCloseTo((1 + 1 / Math.log2(5) + 1 / Math.log2(8)) / 5, 5);
  });

  it('is 0, not NaN, of nothing', () => {
    expect(new Tally().figures()['hr@20']).toBe(0);
    expect(new RestTally().figures()['map@20']).toBe(0);
  });
});

describe('RestTally', () => {
  it('agrees with the definitions on random lists', () => {
    const shelf = fc.array(fc.boolean(), { maxLength: 20 });
    fc.assert(
      fc.property(shelf, fc.integer({ min: 20, max: 40 }), (hits, wanted) => {
        const tally = new RestTally();
        tally.add(hits, wanted);
        const figures = tally.figures();
        for (const cut of [5, 10, 20]) {
          const shown = hits.slice(0, cut);
          const found = shown.filter(Boolean).length;
          const average = shown.reduce(
            (sum, hit, place) => sum + (hit ? shown.slice(0, place + 1).filter(Boolean).length / (place + 1) : 0),
            0,
          );
          expect(figures[`precision@${cut}`]).toBeCloseTo(found / cut, 4);
          expect(figures[`recall@${cut}`]).toBeCloseTo(found / wanted, 4);
          expect(figures[`map@${cut}`]).toBeCloseTo(average / Math.min(wanted, cut), 4);
        }
      }),
    );
  });
});
