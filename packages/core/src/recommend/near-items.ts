/**
 * For each item with a vector, the items whose vectors lie nearest: candidates that no past session joins with it.
 *
 * Searched among the neighbours' neighbours in the co-occurrence matrix rather than among all items, so that training
 * stays close to linear: a neighbour of a neighbour is likely a neighbour (Dong, Moses, Li: "Efficient k-nearest neighbor graph
 * construction for generic similarity measures", WWW 2011).
 */
import type { CoMatrix } from './co-matrix.ts';
import { DIMENSIONS } from './item-vectors.ts';
import { RankedList } from './ranked.ts';

export const NEAR = 16;
/** Strongest entries followed from an item, and again from each of those. */
const FANOUT = 12;

/** @returns rows × NEAR item indexes, nearest first; a short list is filled up with the item itself */
export function nearItems(matrix: CoMatrix, vectors: Int8Array, items: number): Uint16Array | Uint32Array {
  const { rows, at, column, value } = matrix;
  const strongest = new Int32Array(rows * FANOUT).fill(-1);
  const list = new RankedList();
  for (let i = 0; i < rows; i++) {
    list.start(FANOUT);
    for (let e = at[i]!; e < at[i + 1]!; e++) list.push(column[e]!, value[e]!, -1);
    list.finish();
    for (let k = 0; k < list.length; k++) strongest[i * FANOUT + k] = list.item[k]!;
  }
  const near = items <= 0x10000 ? new Uint16Array(rows * NEAR) : new Uint32Array(rows * NEAR);
  const seenBy = new Int32Array(rows).fill(-1);
  for (let i = 0; i < rows; i++) {
    seenBy[i] = i;
    list.start(NEAR);
    const consider = (j: number) => {
      if (j === -1 || seenBy[j] === i) return;
      seenBy[j] = i;
      list.push(j, dot(vectors, i, j), -1);
    };
    for (let k = i * FANOUT; k < (i + 1) * FANOUT; k++) {
      const j = strongest[k]!;
      if (j === -1) break;
      consider(j);
      for (let l = j * FANOUT; l < (j + 1) * FANOUT; l++) consider(strongest[l]!);
    }
    list.finish();
    for (let k = 0; k < NEAR; k++) near[i * NEAR + k] = k < list.length ? list.item[k]! : i;
  }
  return near;
}

function dot(vectors: Int8Array, i: number, j: number): number {
  let even = 0;
  let odd = 0;
  const end = i * DIMENSIONS + DIMENSIONS;
  for (let a = i * DIMENSIONS, b = j * DIMENSIONS; a < end; a += 4, b += 4) {
    even += vectors[a]! * vectors[b]! + vectors[a + 2]! * vectors[b + 2]!;
    odd += vectors[a + 1]! * vectors[b + 1]! + vectors[a + 3]! * vectors[b + 3]!;
  }
  return even + odd;
}
