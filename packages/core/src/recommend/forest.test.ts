import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES, KNN_PLACE, NEARNESS_PLACE } from './features.ts';
import { DEPTH, type Forest, LEAVES, scoreRows } from './forest.ts';
import { Histograms } from './histograms.ts';
import { learnForest } from './learn-forest.ts';
import { BINS, LearningSet } from './learning-set.ts';
import { Listwise } from './listwise.ts';

const WIDTH = 6;
const FOREST = { trees: 60, rate: 0.13, calm: 4 };

describe('scoreRows', () => {
  it('answers each question with a plain comparison', () => {
    const value = fc.float({ min: 0, max: 1e6, noNaN: true });
    const forests = fc.integer({ min: 1, max: 4 }).chain((trees) =>
      fc.record({
        feature: fc.array(fc.nat(WIDTH - 1), { minLength: trees * DEPTH, maxLength: trees * DEPTH }),
        threshold: fc.array(fc.oneof(value, fc.constant(Number.POSITIVE_INFINITY)), {
          minLength: trees * DEPTH,
          maxLength: trees * DEPTH,
        }),
      }),
    );
    const rows = fc.array(fc.array(value, { minLength: WIDTH, maxLength: WIDTH }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(forests, rows, ({ feature, threshold }, given) => {
        const trees = feature.length / DEPTH;
        const forest: Forest = {
          feature: Uint8Array.from(feature),
          threshold: Float32Array.from(threshold),
          leaf: Float32Array.from({ length: trees * LEAVES }, (_, l) => l + 1),
        };
        const score = new Float64Array(given.length);
        scoreRows(forest, Float32Array.from(given.flat()), WIDTH, given.length, score);
        given.forEach((row, r) => {
          let expected = 0;
          for (let t = 0; t < trees; t++) {
            let leaf = 0;
            for (let d = 0; d < DEPTH; d++)
              if (row[feature[t * DEPTH + d]!]! > threshold[t * DEPTH + d]!) leaf += 2 ** d;
            expected += forest.leaf[t * LEAVES + leaf]!;
          }
          expect(score[r]).toBe(expected);
        });
      }),
    );
  });
});

/** Points of 12 rows, of which the one whose feature 8 is largest is wanted, unless feature 13 says the smallest. */
function separableSet(points: number): { set: LearningSet; values: Float32Array } {
  const set = new LearningSet(points);
  const values: number[] = [];
  for (let p = 0; p < points; p++) {
    const rows = new Float32Array(12 * FEATURES);
    let wanted = 0;
    const turned = p % 2 === 1;
    for (let r = 0; r < 12; r++) {
      rows[r * FEATURES + 8] = (p * 7 + r * 5) % 12;
      rows[r * FEATURES + 13] = turned ? 1 : 0;
      rows[r * FEATURES + 20] = (p * 31 + r * 17) % 10; // says nothing
      const better = rows[r * FEATURES + 8]! > rows[wanted * FEATURES + 8]!;
      if (better !== turned && r !== wanted) wanted = r;
    }
    set.add(rows, 12, wanted);
    // The set holds the wanted row first, then the others in their order.
    for (const r of [wanted, ...Array.from({ length: 12 }, (_, k) => k).filter((k) => k !== wanted)]) {
      values.push(...rows.subarray(r * FEATURES, (r + 1) * FEATURES));
    }
  }
  return { set, values: Float32Array.from(values) };
}

describe('learnForest', () => {
  it('learns a rule that no single feature holds', () => {
    const { set, values } = separableSet(300);
    const forest = learnForest(set, FOREST);
    const score = new Float64Array(set.rows);
    scoreRows(forest, values, FEATURES, set.rows, score);
    let first = 0;
    for (let p = 0; p < set.points; p++) {
      const own = Array.from(score.subarray(set.at[p]!, set.at[p + 1]!));
      if (own[0] === Math.max(...own)) first++;
    }
    expect(first / set.points).toBeGreaterThan(0.95);
  });

  it('learns the same trees from the same rows', () => {
    expect(learnForest(separableSet(60).set, FOREST)).toEqual(learnForest(separableSet(60).set, FOREST));
  });
});

describe('LearningSet', () => {
  it('keeps what stands high anywhere, and lets one low row count for four', () => {
    const rows = new Float32Array(80 * FEATURES);
    for (let r = 0; r < 80; r++) {
      rows[r * FEATURES + KNN_PLACE] = r;
      rows[r * FEATURES + NEARNESS_PLACE] = r === 70 ? 0 : 99;
    }
    const set = new LearningSet(3);
    set.add(rows, 80, 60);
    set.settle();
    const weights = Array.from(set.weight.subarray(0, set.rows));
    // The wanted row, the first 24 by session kNN and the nearest one stand for themselves.
    expect(weights.filter((weight) => weight === 1).length).toBe(26);
    expect(weights.every((weight) => weight === 1 || weight === 4)).toBe(true);
    // The wanted row comes first: place 60 of 80 is past three quarters of the bins.
    const places = set.bins.subarray(KNN_PLACE * set.stride, KNN_PLACE * set.stride + set.rows);
    expect(places[0]! / places.at(-1)!).toBeGreaterThan(0.7);
    let stands = 0;
    for (let r = 0; r < set.rows; r++) stands += set.weight[r]!;
    expect(Math.abs(stands - 80)).toBeLessThan(4);
  });

  it('passes over what it has no room for', () => {
    const set = new LearningSet(2);
    for (let p = 0; p < 4; p++) set.add(new Float32Array(3 * FEATURES), 3, 0);
    expect([set.points, set.rows]).toEqual([2, 6]);
    // Many rows a point: 40 of the 64 there is room for, and no second time.
    const rows = new Float32Array(40 * FEATURES).fill(1); // in the session, so all of them are kept
    const long = new LearningSet(2);
    for (let p = 0; p < 4; p++) long.add(rows, 40, 0);
    expect([long.points, long.rows]).toEqual([1, 40]);
  });
});

describe('LearningSet.edge', () => {
  it('parts bins where values do, whenever the edges were settled', () => {
    for (const points of [40, 2500]) {
      const { set, values } = separableSet(points);
      set.settle();
      for (let r = 0; r < set.rows; r++) {
        const bin = set.bins[8 * set.stride + r]!;
        expect(values[r * FEATURES + 8]!).toBeLessThanOrEqual(set.edge(8, bin));
        if (bin > 0) expect(values[r * FEATURES + 8]!).toBeGreaterThan(set.edge(8, bin - 1));
      }
    }
  });
});

describe('Listwise', () => {
  const score = fc.double({ min: -50, max: 50, noNaN: true });

  it('gives the gradient of the cross-entropy, the wanted row up by what the others are pushed down', () => {
    const softmaxLoss = (scores: readonly number[], weights: readonly number[]) =>
      Math.log(scores.reduce((sum, s, r) => sum + weights[r]! * Math.exp(s - scores[0]!), 0));
    fc.assert(
      fc.property(fc.array(score, { minLength: 2, maxLength: 30 }), (scores) => {
        const set = new LearningSet(1);
        const rows = new Float32Array(scores.length * FEATURES);
        for (let r = 0; r < scores.length; r++) {
          rows[r * FEATURES + KNN_PLACE] = r;
          rows[r * FEATURES + NEARNESS_PLACE] = 99;
        }
        set.add(rows, scores.length, 0);
        const listwise = new Listwise(set);
        const given = scores.slice(0, set.rows);
        listwise.update(Float64Array.from(given), Uint8Array.of(1));
        const weights = Array.from(set.weight.subarray(0, set.rows));
        const step = 1e-4;
        given.forEach((_, r) => {
          const moved = (by: number) =>
            softmaxLoss(
              given.map((s, k) => (k === r ? s + by : s)),
              weights,
            );
          expect(listwise.gradient[r]!).toBeCloseTo((moved(-step) - moved(step)) / (2 * step), 4);
          expect(listwise.hessian[r]!).toBeGreaterThanOrEqual(0);
        });
        expect(listwise.gradient.reduce((sum, g) => sum + g, 0)).toBeCloseTo(0, 5);
      }),
    );
  });

  it('leaves the rows of points that are not seen as they were', () => {
    const set = new LearningSet(2);
    for (let p = 0; p < 2; p++) set.add(new Float32Array(3 * FEATURES), 3, 0);
    const listwise = new Listwise(set);
    listwise.update(Float64Array.of(1, 2, 0, 1, 2, 0), Uint8Array.of(0, 1));
    expect(Array.from(listwise.gradient.subarray(0, 3))).toEqual([0, 0, 0]);
    expect(listwise.gradient[3]).toBeGreaterThan(0);
  });
});

describe('Histograms', () => {
  it('choose the question that naive sums choose, at the first level and after splits', () => {
    const { set } = separableSet(40);
    set.settle();
    const { bins, stride } = set;
    const listwise = new Listwise(set);
    listwise.update(new Float64Array(set.rows), new Uint8Array(set.points).fill(1));
    const seen = [8, 13, 20];
    const rows = Uint32Array.from({ length: set.rows }, (_, r) => r);
    const leafOf = new Uint8Array(set.rows);
    const histograms = new Histograms(set, LEAVES);
    histograms.start(rows, listwise, seen);
    const levels = 3;
    let last = { feature: 0, bin: BINS };
    for (let d = 0; d < levels; d++) {
      const best = histograms.best(1 << d, 4);
      last = best;
      const gains = seen.flatMap((feature) =>
        Array.from({ length: BINS - 1 }, (_, bin) => ({ feature, bin, gain: naiveGain(feature, bin, d) })),
      );
      const most = Math.max(...gains.map(({ gain }) => gain));
      expect(naiveGain(best.feature, best.bin, d)).toBeCloseTo(most, 6);
      for (const r of rows) if (bins[best.feature * stride + r]! > best.bin) leafOf[r]! |= 1 << d;
      if (d + 1 === levels) break;
      histograms.answer(best, d);
      histograms.split(d);
    }
    // Sums are of steps: each row is rounded to half of one.
    const pulls = rows.reduce((sum, r) => sum + Math.abs(listwise.gradient[r]!), 0);
    const rounding = (rows.length * pulls) / 2 ** 26;
    const { pull, stiffness } = histograms.leaves(last, 1 << levels);
    for (let l = 0; l < 1 << levels; l++) {
      const inside = Array.from(rows).filter((r) => leafOf[r] === l);
      const sum = (of: Float32Array) => inside.reduce((total, r) => total + of[r]!, 0);
      expect(Math.abs(pull[l]! - sum(listwise.gradient))).toBeLessThan(rounding);
      expect(Math.abs(stiffness[l]! - sum(listwise.hessian))).toBeLessThan(rounding);
    }

    function naiveGain(feature: number, bin: number, d: number): number {
      let gain = 0;
      for (let leaf = 0; leaf < 1 << d; leaf++) {
        const inside = Array.from(rows).filter((r) => leafOf[r] === leaf);
        const worth = (part: number[]) => {
          const pull = part.reduce((sum, r) => sum + listwise.gradient[r]!, 0);
          const stiffness = part.reduce((sum, r) => sum + listwise.hessian[r]!, 0);
          return pull ** 2 / (stiffness + 4);
        };
        const yes = (r: number) => bins[feature * stride + r]! > bin;
        gain += worth(inside.filter(yes)) + worth(inside.filter((r) => !yes(r))) - worth(inside);
      }
      return gain;
    }
  });
});
