import { describe, expect, it } from 'vitest';
import { coMatrix } from './co-matrix.ts';
import { DIMENSIONS, itemVectors, UNIT } from './item-vectors.ts';
import { NEAR, nearItems } from './near-items.ts';
import { SessionLog } from './session-log.ts';

/** Two kinds of item that never meet; inside a kind, sessions walk along a ring. */
function ringShop() {
  const log = new SessionLog();
  for (let s = 0; s < 400; s++) {
    const kind = s % 2;
    for (let c = 0; c < 8; c++) log.add(`s${s}`, `${kind}-${((s >> 1) * 3 + c) % 30}`, s * 10 + c);
  }
  const laid = log.finish();
  return { laid, rank: Uint32Array.from(laid.items, (_, i) => i), items: laid.items };
}

function cosine(vectors: Int8Array, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < DIMENSIONS; d++) sum += vectors[i * DIMENSIONS + d]! * vectors[j * DIMENSIONS + d]!;
  return sum / (UNIT * UNIT);
}

describe('item vectors', () => {
  it('count meetings by 1/distance and turn them into positive mutual information, as written out naively', () => {
    const log = new SessionLog();
    for (const [s, item] of ['a', 'b', 'c', 'a'].entries()) log.add('1', item, s);
    for (const [s, item] of ['b', 'c'].entries()) log.add('2', item, 100 + s);
    const laid = log.finish();
    const matrix = coMatrix(
      laid,
      Uint32Array.from(laid.items, (_, i) => i),
      3,
    );
    const index = (item: string) => laid.items.indexOf(item);
    const met: Record<string, number> = { ab: 1 + 1 / 2, ac: 1 / 2 + 1, bc: 1 + 1 };
    const mass: Record<string, number> = { a: met.ab! + met.ac!, b: met.ab! + met.bc!, c: met.ac! + met.bc! };
    const smoothed = Object.values(mass).reduce((sum, m) => sum + m ** 0.75, 0);
    for (const [i, j] of [
      ['a', 'b'],
      ['c', 'a'],
      ['b', 'c'],
    ] as const) {
      const m = met[[i, j].toSorted().join('')]!;
      const one = (x: string, y: string) => Math.max(0, 1 + Math.log(m / (mass[x]! * (mass[y]! ** 0.75 / smoothed))));
      const row = index(i);
      let found: number | undefined;
      for (let e = matrix.at[row]!; e < matrix.at[row + 1]!; e++) {
        if (matrix.column[e] === index(j)) found = matrix.value[e];
      }
      expect(found).toBeCloseTo((one(i, j) + one(j, i)) / 2, 5);
    }
  });

  it('lie close for items that share company, and apart for items that never do', () => {
    const { laid, rank, items } = ringShop();
    const vectors = itemVectors(coMatrix(laid, rank, items.length));
    const index = (kind: number, place: number) => items.indexOf(`${kind}-${place % 30}`);
    for (let place = 0; place < 20; place++) {
      const neighbour = cosine(vectors, index(0, place), index(0, place + 1));
      expect(neighbour).toBeGreaterThan(cosine(vectors, index(0, place), index(0, place + 8)));
      expect(neighbour).toBeGreaterThan(cosine(vectors, index(0, place), index(1, place)) + 0.2);
    }
  });

  it('lead to near items of the same kind, nearest first, never the item itself unless the list is short', () => {
    const { laid, rank, items } = ringShop();
    const matrix = coMatrix(laid, rank, items.length);
    const vectors = itemVectors(matrix);
    const near = nearItems(matrix, vectors, items.length);
    for (let i = 0; i < items.length; i++) {
      const list = Array.from(near.subarray(i * NEAR, (i + 1) * NEAR));
      expect(list).not.toContain(i);
      for (const j of list) expect(items[j]![0]).toBe(items[i]![0]);
      const cosines = list.map((j) => cosine(vectors, i, j));
      expect(cosines).toEqual(cosines.toSorted((a, b) => b - a));
    }
  });

  it('are none for an empty log', () => {
    const matrix = coMatrix(new SessionLog().finish(), new Uint32Array(0), 0);
    expect(itemVectors(matrix).length).toBe(0);
    expect(nearItems(matrix, new Int8Array(0), 0).length).toBe(0);
  });
});
