/**
 * An ensemble of oblivious trees: every node of one level asks the same question, so a leaf's number is the answers' bits
 * and scoring needs no branch (Kohavi, Li, 1995; Prokhorenkova et al.: "CatBoost", NeurIPS 2018).
 */
export interface Forest {
  /** Questions asked by each tree; it has 2^depth leaves. */
  readonly depth: number;
  /** Trees × depth: the feature asked for. */
  readonly feature: Uint8Array;
  /** Trees × depth: the answer is yes where the feature is greater. */
  readonly threshold: Float32Array;
  /** Trees × 2^depth. */
  readonly leaf: Float32Array;
}

export const treesOf = (forest: Forest): number => forest.feature.length / forest.depth;

/** Adds up the trees for each of `rows` rows of `width` features into `score`. */
export function scoreRows(forest: Forest, rows: Float32Array, width: number, count: number, score: Float64Array): void {
  const { depth, feature, threshold, leaf } = forest;
  const trees = treesOf(forest);
  const leaves = 1 << depth;
  score.fill(0, 0, count);
  for (let t = 0; t < trees; t++) {
    const q = t * depth;
    for (let r = 0; r < count; r++) {
      const row = r * width;
      let number = 0;
      for (let d = 0; d < depth; d++) {
        number |= Number(rows[row + feature[q + d]!]! > threshold[q + d]!) << d;
      }
      score[r] = score[r]! + leaf[t * leaves + number]!;
    }
  }
}
