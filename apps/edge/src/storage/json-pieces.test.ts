import { describe, expect, it } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

const pieces = (list: readonly unknown[], bytes?: number) => [...jsonPieces(list, bytes)];

describe('a list in pieces', () => {
  it('holds every entry in its order, none where there is none', () => {
    expect(pieces([])).toEqual([]);
    expect(pieces([1, 'two', { three: 3 }])).toEqual(['[1,"two",{"three":3}]']);
    const list = Array.from({ length: 100 }, (_, i) => ({ i, text: 'ж'.repeat(i) }));
    const cut = pieces(list, 300);
    expect(cut.length).toBeGreaterThan(30);
    expect(cut.flatMap((piece) => JSON.parse(piece) as unknown[])).toEqual(list);
    expect(cut.every((piece) => new TextEncoder().encode(piece).length <= 301)).toBe(true);
  });

  it('an entry that is longer stands alone', () => {
    expect(pieces(['a', 'b'.repeat(20), 'c'], 10)).toEqual(['["a"]', `["${'b'.repeat(20)}"]`, '["c"]']);
  });
});
