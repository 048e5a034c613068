import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigen, orthonormalise, product, times } from './dense.ts';

const WIDE = 8;
const matrixOf = (rows: number) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: rows * WIDE, maxLength: rows * WIDE })
    .map((values) => Float32Array.from(values));

function naiveProduct(a: ArrayLike<number>, b: ArrayLike<number>, rows: number): number[] {
  return Array.from({ length: WIDE * WIDE }, (_, k) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += a[r * WIDE + Math.floor(k / WIDE)]! * b[r * WIDE + (k % WIDE)]!;
    return sum;
  });
}

describe('dense algebra', () => {
  it('multiplies as the definition says', () => {
    fc.assert(
      fc.property(matrixOf(11), matrixOf(11), (a, b) => {
        const expected = naiveProduct(a, b, 11);
        product(a, b, 11, WIDE).forEach((value, k) => {
          expect(value).toBeCloseTo(expected[k]!, 6);
        });
        const by = Float64Array.from(b.subarray(0, WIDE * WIDE));
        const moved = a.slice();
        times(moved, by, 11, WIDE);
        for (let r = 0; r < 11; r++) {
          for (let c = 0; c < WIDE; c++) {
            let sum = 0;
            for (let k = 0; k < WIDE; k++) sum += a[r * WIDE + k]! * by[k * WIDE + c]!;
            expect(moved[r * WIDE + c]).toBeCloseTo(sum, 5);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('makes columns orthonormal, and empties a column that depends on others', () => {
    const rows = 40;
    const matrix = new Float32Array(rows * WIDE);
    for (let p = 0; p < matrix.length; p++) matrix[p] = Math.sin(p * p + 1);
    for (let r = 0; r < rows; r++) matrix[r * WIDE + 3] = 2 * matrix[r * WIDE]!;
    orthonormalise(matrix, rows, WIDE);
    const gram = naiveProduct(matrix, matrix, rows);
    for (let a = 0; a < WIDE; a++) {
      for (let b = 0; b < WIDE; b++) {
        expect(gram[a * WIDE + b]).toBeCloseTo(a === b && a !== 3 ? 1 : 0, 4);
      }
    }
  });

  it('finds eigenvectors that put a symmetric matrix together again', () => {
    fc.assert(
      fc.property(matrixOf(WIDE), (half) => {
        const symmetric = Float64Array.from(naiveProduct(half, half, WIDE));
        const { values, vectors } = eigen(symmetric, WIDE);
        for (let a = 0; a < WIDE; a++) {
          for (let b = 0; b < WIDE; b++) {
            let sum = 0;
            for (let k = 0; k < WIDE; k++) sum += vectors[a * WIDE + k]! * values[k]! * vectors[b * WIDE + k]!;
            expect(sum).toBeCloseTo(symmetric[a * WIDE + b]!, 6);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
