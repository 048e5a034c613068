/**
 * An ensemble of oblivious trees: every node of one level asks the same question, so a leaf's number is the answers' bits
 * and scoring needs no branch (Kohavi, Li, 1995; Prokhorenkova et al.: "CatBoost", NeurIPS 2018).
 */
export interface Forest {
  /** Trees × DEPTH: the feature asked for. */
  readonly feature: Uint8Array;
  /** Trees × DEPTH: the answer is yes where the feature is greater. */
  readonly threshold: Float32Array;
  /** Trees × LEAVES. */
  readonly leaf: Float32Array;
}

/** Questions asked by each tree. */
export const DEPTH = 5;
export const LEAVES = 1 << DEPTH;

/**
 * Adds up the trees for each of `count` rows of `width` features into `score`. Features must not be negative: then floats
 * have the order of their bits read as integers, and a question is a subtraction whose sign is the answer. A comparison
 * would be a branch, guessed wrong half of the time.
 */
export function scoreRows(forest: Forest, rows: Float32Array, width: number, count: number, score: Float64Array): void {
  const { feature, leaf } = forest;
  const bits = new Int32Array(rows.buffer, rows.byteOffset, rows.length);
  const threshold = new Int32Array(forest.threshold.buffer, forest.threshold.byteOffset, forest.threshold.length);
  const trees = feature.length / DEPTH;
  score.fill(0, 0, count);
  for (let t = 0; t < trees; t++) {
    // Written out, so that a tree's questions stay in registers while all rows answer them.
    const q = t * DEPTH;
    const f0 = feature[q]!;
    const f1 = feature[q + 1]!;
    const f2 = feature[q + 2]!;
    const f3 = feature[q + 3]!;
    const f4 = feature[q + 4]!;
    const t0 = threshold[q]!;
    const t1 = threshold[q + 1]!;
    const t2 = threshold[q + 2]!;
    const t3 = threshold[q + 3]!;
    const t4 = threshold[q + 4]!;
    const leaves = t * LEAVES;
    for (let r = 0, row = 0; r < count; r++, row += width) {
      const number =
        ((t0 - bits[row + f0]!) >>> 31) |
        (((t1 - bits[row + f1]!) >>> 31) << 1) |
        (((t2 - bits[row + f2]!) >>> 31) << 2) |
        (((t3 - bits[row + f3]!) >>> 31) << 3) |
        (((t4 - bits[row + f4]!) >>> 31) << 4);
      score[r] = score[r]! + leaf[leaves + number]!;
    }
  }
}
