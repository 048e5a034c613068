/**
 * Learns the trees of the blend: gradient boosting on histograms (Ke et al.: "LightGBM", NIPS 2017) of oblivious trees,
 * with the gradients of `lambda.ts`. Each tree sees a part of the points and of the
 * features. Deterministic.
 */
import { FEATURES } from './features.ts';
import { DEPTH, type Forest, LEAVES } from './forest.ts';
import { Histograms } from './histograms.ts';
import { Lambdas } from './lambda.ts';
import type { LearningSet } from './learning-set.ts';

export interface ForestOptions {
  trees: number;
  rate: number;
  /** Added to every leaf's curvature: what a leaf with little behind it is pulled to 0 by. */
  calm: number;
}

export const FOREST: ForestOptions = { trees: 60, rate: 0.13, calm: 4 };

/** Shares of the points and of the features that one tree learns from. */
const POINTS_SEEN = 0.5;
const FEATURES_SEEN = 0.4;

export function learnForest(set: LearningSet, options: ForestOptions = FOREST): Forest {
  const { trees, rate, calm } = options;
  const bins = set.columns();
  const score = new Float64Array(set.rows);
  const lambdas = new Lambdas(set);
  const feature = new Uint8Array(trees * DEPTH);
  const threshold = new Float32Array(trees * DEPTH);
  const leaf = new Float32Array(trees * LEAVES);
  const rowsOfTree = new Uint32Array(set.rows);
  const leafOf = new Uint8Array(set.rows);
  const random = sequence(set.rows + 1);
  const histograms = new Histograms(bins, set.rows, lambdas, LEAVES);
  const seenPoints = new Uint8Array(set.points);
  const seenFeatures: number[] = [];
  for (let t = 0; t < trees; t++) {
    for (let p = 0; p < set.points; p++) seenPoints[p] = random() < POINTS_SEEN ? 1 : 0;
    lambdas.update(score, seenPoints);
    let count = 0;
    for (let p = 0; p < set.points; p++) {
      if (seenPoints[p] === 0) continue;
      for (let r = set.at[p]!; r < set.at[p + 1]!; r++) if (lambdas.hessian[r]! > 0) rowsOfTree[count++] = r;
    }
    const rows = rowsOfTree.subarray(0, count);
    seenFeatures.length = 0;
    for (let f = 0; f < FEATURES; f++) if (random() < FEATURES_SEEN) seenFeatures.push(f);
    leafOf.fill(0);
    histograms.start(rows, seenFeatures);
    for (let d = 0; d < DEPTH; d++) {
      const question = histograms.best(1 << d, calm);
      feature[t * DEPTH + d] = question.feature;
      threshold[t * DEPTH + d] = set.edge(question.feature, question.bin);
      const column = question.feature * set.rows;
      for (let r = 0; r < set.rows; r++) if (bins[column + r]! > question.bin) leafOf[r] = leafOf[r]! | (1 << d);
      if (d + 1 < DEPTH) histograms.split(rows, leafOf, d);
    }
    const pull = new Float64Array(LEAVES);
    const stiffness = new Float64Array(LEAVES);
    for (let k = 0; k < count; k++) {
      const r = rows[k]!;
      const l = leafOf[r]!;
      pull[l] = pull[l]! + lambdas.gradient[r]!;
      stiffness[l] = stiffness[l]! + lambdas.hessian[r]!;
    }
    for (let l = 0; l < LEAVES; l++) leaf[t * LEAVES + l] = (rate * pull[l]!) / (stiffness[l]! + calm);
    for (let r = 0; r < set.rows; r++) score[r] = score[r]! + leaf[t * LEAVES + leafOf[r]!]!;
  }
  return { feature, threshold, leaf };
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
