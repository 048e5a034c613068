import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RankedList } from './ranked.ts';

describe('RankedList', () => {
  it('keeps what sorting everything and cutting would keep', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 80 }), fc.nat(90), (scores, limit) => {
        const list = new RankedList();
        list.start(limit);
        scores.forEach((score, item) => {
          list.push(item, score / 7, item + 1);
        });
        list.finish();
        const expected = scores
          .map((score, item) => ({ item, score: Math.fround(score / 7) }))
          .toSorted((a, b) => b.score - a.score || a.item - b.item)
          .slice(0, limit);
        expect(list.length).toBe(expected.length);
        expect(Array.from(list.item.subarray(0, list.length))).toEqual(expected.map((entry) => entry.item));
        expect(Array.from(list.score.subarray(0, list.length))).toEqual(expected.map((entry) => entry.score));
        expect(Array.from(list.because.subarray(0, list.length))).toEqual(expected.map((entry) => entry.item + 1));
      }),
    );
  });

  it('refuses a limit that is no count', () => {
    expect(() => new RankedList().start(-1)).toThrow(/limit is -1/);
    expect(() => new RankedList().start(1.5)).toThrow(/limit is 1.5/);
  });
});
