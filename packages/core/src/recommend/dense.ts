/** The little dense linear algebra that item vectors need: tall thin matrices, row by row, and small symmetric ones. */

/**
 * Makes the columns of a rows × wide matrix orthonormal, in place, by way of the Cholesky factor of its Gram matrix.
 * Columns that depend on others become 0. `wide` is a multiple of 4.
 */
export function orthonormalise(matrix: Float32Array, rows: number, wide: number): void {
  times(matrix, inverseOfFactor(product(matrix, matrix, rows, wide), wide), rows, wide);
}

/** Aᵀ B of two rows × wide matrices, in blocks of 4 × 4 that stay in registers. */
export function product(a: Float32Array, b: Float32Array, rows: number, wide: number): Float64Array {
  const result = new Float64Array(wide * wide);
  const sums = new Float64Array(16);
  for (let i = 0; i < wide; i += 4) {
    for (let j = 0; j < wide; j += 4) {
      blockOf(a, b, rows * wide, wide, i, j, sums);
      for (let k = 0; k < 16; k++) result[(i + (k >> 2)) * wide + j + (k & 3)] = sums[k]!;
    }
  }
  return result;
}

function blockOf(
  a: Float32Array,
  b: Float32Array,
  end: number,
  wide: number,
  i: number,
  j: number,
  into: Float64Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let r = 0; r < end; r += wide) {
    const b0 = b[r + j]!;
    const b1 = b[r + j + 1]!;
    const b2 = b[r + j + 2]!;
    const b3 = b[r + j + 3]!;
    let x = a[r + i]!;
    s00 += x * b0;
    s01 += x * b1;
    s02 += x * b2;
    s03 += x * b3;
    x = a[r + i + 1]!;
    s10 += x * b0;
    s11 += x * b1;
    s12 += x * b2;
    s13 += x * b3;
    x = a[r + i + 2]!;
    s20 += x * b0;
    s21 += x * b1;
    s22 += x * b2;
    s23 += x * b3;
    x = a[r + i + 3]!;
    s30 += x * b0;
    s31 += x * b1;
    s32 += x * b2;
    s33 += x * b3;
  }
  into.set([s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33]);
}

/** Multiplies a rows × wide matrix by a wide × wide one from the right, in place. */
export function times(matrix: Float32Array, by: Float64Array, rows: number, wide: number): void {
  const row = new Float64Array(wide);
  for (let from = 0; from < rows * wide; from += wide) {
    for (let a = 0; a < wide; a++) row[a] = matrix[from + a]!;
    for (let b = 0; b < wide; b += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let a = 0, p = b; a < wide; a++, p += wide) {
        const x = row[a]!;
        s0 += x * by[p]!;
        s1 += x * by[p + 1]!;
        s2 += x * by[p + 2]!;
        s3 += x * by[p + 3]!;
      }
      matrix[from + b] = s0;
      matrix[from + b + 1] = s1;
      matrix[from + b + 2] = s2;
      matrix[from + b + 3] = s3;
    }
  }
}

/** R⁻¹ of gram = Rᵀ R, R upper triangular; the row and column of a vanishing pivot are 0. */
function inverseOfFactor(gram: Float64Array, wide: number): Float64Array {
  const r = new Float64Array(wide * wide);
  let largest = 0;
  for (let a = 0; a < wide; a++) largest = Math.max(largest, gram[a * wide + a]!);
  for (let a = 0; a < wide; a++) {
    let pivot = gram[a * wide + a]!;
    for (let k = 0; k < a; k++) pivot -= r[k * wide + a]! ** 2;
    if (pivot <= largest * 1e-12) continue;
    r[a * wide + a] = Math.sqrt(pivot);
    for (let b = a + 1; b < wide; b++) {
      let sum = gram[a * wide + b]!;
      for (let k = 0; k < a; k++) sum -= r[k * wide + a]! * r[k * wide + b]!;
      r[a * wide + b] = sum / r[a * wide + a]!;
    }
  }
  const inverse = new Float64Array(wide * wide);
  for (let b = 0; b < wide; b++) {
    if (r[b * wide + b] === 0) continue;
    inverse[b * wide + b] = 1 / r[b * wide + b]!;
    for (let a = b - 1; a >= 0; a--) {
      if (r[a * wide + a] === 0) continue;
      let sum = 0;
      for (let k = a + 1; k <= b; k++) sum += r[a * wide + k]! * inverse[k * wide + b]!;
      inverse[a * wide + b] = -sum / r[a * wide + a]!;
    }
  }
  return inverse;
}

/** Eigenvalues and eigenvectors (columns) of a small symmetric matrix, by Jacobi's rotations. */
export function eigen(symmetric: Float64Array, wide: number): { values: Float64Array; vectors: Float64Array } {
  const m = symmetric.slice();
  const vectors = new Float64Array(wide * wide);
  for (let a = 0; a < wide; a++) vectors[a * wide + a] = 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let a = 0; a < wide; a++) {
      diagonal += m[a * wide + a]! ** 2;
      for (let b = a + 1; b < wide; b++) off += m[a * wide + b]! ** 2;
    }
    if (off <= 1e-18 * diagonal) break;
    for (let p = 0; p < wide; p++) {
      for (let q = p + 1; q < wide; q++) {
        const pq = m[p * wide + q]!;
        if (pq === 0) continue;
        const theta = (m[q * wide + q]! - m[p * wide + p]!) / (2 * pq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        rotate(m, wide, p, q, c, t * c, true);
        rotate(m, wide, p, q, c, t * c, false);
        rotate(vectors, wide, p, q, c, t * c, false);
      }
    }
  }
  return { values: Float64Array.from({ length: wide }, (_, a) => m[a * wide + a]!), vectors };
}

/** Turns rows, or columns, p and q by the angle of cosine c and sine s. */
function rotate(m: Float64Array, wide: number, p: number, q: number, c: number, s: number, rows: boolean): void {
  for (let k = 0; k < wide; k++) {
    const a = rows ? p * wide + k : k * wide + p;
    const b = rows ? q * wide + k : k * wide + q;
    const x = m[a]!;
    const y = m[b]!;
    m[a] = c * x - s * y;
    m[b] = s * x + c * y;
  }
}
