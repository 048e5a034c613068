/**
 * Learns the trees of the blend: gradient boosting on histograms (Ke et al.: "LightGBM", NIPS 2017) of oblivious trees,
 * with the gradients of `listwise.ts`. Each tree sees a part of the points and of the
 * features. Deterministic.
 */
import { FEATURES } from './features.ts';
import { DEPTH, type Forest, LEAVES } from './forest.ts';
import { Histograms, type Question } from './histograms.ts';
import type { LearningSet } from './learning-set.ts';
import { Listwise } from './listwise.ts';

export interface ForestOptions {
  trees: number;
  rate: number;
  /** Added to every leaf's curvature: what a leaf with little behind it is pulled to 0 by. */
  calm: number;
}

/** Shares of the points and of the features that one tree learns from. */
const POINTS_SEEN = 0.5;
const FEATURES_SEEN = 0.4;

export function learnForest(set: LearningSet, options: ForestOptions): Forest {
  const { trees, rate, calm } = options;
  set.settle();
  const score = new Float64Array(set.rows);
  const listwise = new Listwise(set);
  const feature = new Uint8Array(trees * DEPTH);
  const threshold = new Float32Array(trees * DEPTH);
  const leaf = new Float32Array(trees * LEAVES);
  const rowsOfTree = new Uint32Array(set.rows);
  const random = sequence(set.rows + 1);
  const histograms = new Histograms(set, LEAVES);
  const seenPoints = new Uint8Array(set.points);
  const seenFeatures: number[] = [];
  for (let t = 0; t < trees; t++) {
    for (let p = 0; p < set.points; p++) seenPoints[p] = random() < POINTS_SEEN ? 1 : 0;
    listwise.update(score, seenPoints);
    let count = 0;
    for (let p = 0; p < set.points; p++) {
      if (seenPoints[p] === 0) continue;
      for (let r = set.at[p]!; r < set.at[p + 1]!; r++) if (listwise.hessian[r]! > 0) rowsOfTree[count++] = r;
    }
    seenFeatures.length = 0;
    for (let f = 0; f < FEATURES; f++) if (random() < FEATURES_SEEN) seenFeatures.push(f);
    if (seenFeatures.length === 0) seenFeatures.push(t % FEATURES);
    histograms.start(rowsOfTree.subarray(0, count), listwise, seenFeatures);
    const questions: Question[] = [];
    for (let d = 0; d < DEPTH; d++) {
      const question = histograms.best(1 << d, calm);
      questions.push(question);
      feature[t * DEPTH + d] = question.feature;
      threshold[t * DEPTH + d] = set.edge(question.feature, question.bin);
      if (d + 1 === DEPTH) break;
      histograms.answer(question, d);
      histograms.split(d);
    }
    const leaves = leaf.subarray(t * LEAVES, (t + 1) * LEAVES);
    const { pull, stiffness } = histograms.leaves(questions.at(-1)!, LEAVES);
    for (let l = 0; l < LEAVES; l++) leaves[l] = (rate * pull[l]!) / (stiffness[l]! + calm);
    addTree(set, questions, leaves, score);
  }
  return { feature, threshold, leaf };
}

/** What the tree says of every row, of those too that it did not learn from. */
function addTree(set: LearningSet, questions: readonly Question[], leaves: Float32Array, score: Float64Array): void {
  const { bins, stride, rows } = set;
  const columns = questions.map(({ feature }) => bins.subarray(feature * stride, feature * stride + rows));
  const [c0, c1, c2, c3, c4] = columns as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const [b0, b1, b2, b3, b4] = questions.map(({ bin }) => bin) as [number, number, number, number, number];
  for (let r = 0; r < rows; r++) {
    // The sign of a difference, not a comparison: a branch would be guessed wrong half of the time.
    const number =
      ((b0 - c0[r]!) >>> 31) |
      (((b1 - c1[r]!) >>> 31) << 1) |
      (((b2 - c2[r]!) >>> 31) << 2) |
      (((b3 - c3[r]!) >>> 31) << 3) |
      (((b4 - c4[r]!) >>> 31) << 4);
    score[r] = score[r]! + leaves[number]!;
  }
}

/** Numbers from 0 to 1 in a fixed order (mulberry32): "random" choices that fall the same way every time. */
function sequence(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}
