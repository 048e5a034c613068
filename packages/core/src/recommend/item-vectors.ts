/**
 * Items as short vectors: items that are met near the same others lie close, also when nobody ever met both.
 *
 * The vectors are the leading eigenvectors of the co-occurrence matrix, each times the root of its eigenvalue's size, found
 * by subspace iteration (Halko, Martinsson, Tropp: "Finding structure with randomness", SIAM Review 2011), then scaled to
 * length 1 and rounded to a byte per dimension.
 */
import type { CoMatrix } from './co-matrix.ts';
import { eigen, orthonormalise, product, times } from './dense.ts';

/** A multiple of 8. */
export const DIMENSIONS = 24;
/** Multiplications by the matrix, from a start that knows nothing. */
const ROUNDS = 4;
/** A vector of length 1 has this length in bytes. */
export const UNIT = 127;

/** @returns rows × DIMENSIONS, each row of length `UNIT` or 0 */
export function itemVectors(matrix: CoMatrix): Int8Array {
  const { rows } = matrix;
  const wide = DIMENSIONS;
  let basis = startBasis(rows, wide);
  let image = multiply(matrix, basis, wide);
  for (let round = 1; round < ROUNDS; round++) {
    orthonormalise(image, rows, wide);
    basis = image;
    image = multiply(matrix, basis, wide);
  }
  // Rayleigh–Ritz: the eigenvectors of Bᵀ M B turn the basis into approximate eigenvectors of M.
  const { values, vectors } = eigen(product(basis, image, rows, wide), wide);
  for (let a = 0; a < wide; a++) {
    for (let b = 0; b < wide; b++) vectors[a * wide + b] = vectors[a * wide + b]! * Math.sqrt(Math.abs(values[b]!));
  }
  times(basis, vectors, rows, wide);
  const result = new Int8Array(rows * wide);
  for (let from = 0; from < rows * wide; from += wide) {
    let norm = 0;
    for (let b = from; b < from + wide; b++) norm += basis[b]! * basis[b]!;
    if (norm < 1e-18) continue;
    const factor = UNIT / Math.sqrt(norm);
    for (let b = from; b < from + wide; b++) result[b] = Math.round(basis[b]! * factor);
  }
  return result;
}

/** A fixed start, so that the same log gives the same bytes: a multiplicative hash of the position. */
function startBasis(rows: number, wide: number): Float32Array {
  const basis = new Float32Array(rows * wide);
  for (let p = 0; p < basis.length; p++) {
    let h = Math.imul(p + 1, 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
    basis[p] = ((h ^ (h >>> 13)) >>> 0) / 0x80000000 - 1;
  }
  return basis;
}

/** M · B, eight columns at a time, whose sums stay in registers. */
function multiply(matrix: CoMatrix, basis: Float32Array, wide: number): Float32Array {
  const { rows, at, column, value } = matrix;
  const image = new Float32Array(rows * wide);
  for (let i = 0; i < rows; i++) {
    const start = at[i]!;
    const end = at[i + 1]!;
    for (let b = 0; b < wide; b += 8) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let s4 = 0;
      let s5 = 0;
      let s6 = 0;
      let s7 = 0;
      for (let e = start; e < end; e++) {
        const from = column[e]! * wide + b;
        const v = value[e]!;
        s0 += v * basis[from]!;
        s1 += v * basis[from + 1]!;
        s2 += v * basis[from + 2]!;
        s3 += v * basis[from + 3]!;
        s4 += v * basis[from + 4]!;
        s5 += v * basis[from + 5]!;
        s6 += v * basis[from + 6]!;
        s7 += v * basis[from + 7]!;
      }
      const to = i * wide + b;
      image[to] = s0;
      image[to + 1] = s1;
      image[to + 2] = s2;
      image[to + 3] = s3;
      image[to + 4] = s4;
      image[to + 5] = s5;
      image[to + 6] = s6;
      image[to + 7] = s7;
    }
  }
  return image;
}
