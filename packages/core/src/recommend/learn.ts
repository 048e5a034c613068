/**
 * Learns from a shop's own newest sessions, held back from the rest: the neighbours' settings, and a ranking that blends
 * all evidence. The blend serves only where it beats session kNN on held-back clicks that neither learned from.
 */

import { Blend } from './blend.ts';
import { Evidence } from './evidence.ts';
import { Candidates, SESSION_CLICKS } from './features.ts';
import type { Forest } from './forest.ts';
import { gatherKnowledge, type Learned, slice, UNKNOWN } from './knowledge.ts';
import { learnForest } from './learn-forest.ts';
import { LearningSet } from './learning-set.ts';
import { Focus } from './neighbours.ts';
import { RankedList } from './ranked.ts';
import { SessionKnn } from './session-knn.ts';
import type { TrainingLog } from './session-log.ts';
import { DEFAULT_KNN, type KnnSettings } from './settings.ts';

export interface HeldBackScore {
  'hr@20': number;
  'mrr@20': number;
}

export interface LearnReport {
  /** Held-back clicks that were learned from, and others that decided. */
  points: number;
  decided: number;
  knn: HeldBackScore;
  blend: HeldBackScore;
}

export interface Lesson {
  knn: KnnSettings;
  forest?: Forest;
  report?: LearnReport;
}

/** Held-back clicks: enough to learn from, few enough to learn in seconds. */
const POINTS = 6000;
/** With fewer there is nothing to learn from. */
const FEWEST_POINTS = 400;
const MOST_HELD_BACK = 0.2;
/** Share of the held-back clicks, the newest, that decide. */
const DECIDE = 0.15;
const POINTS_FOR_SETTINGS = 1000;
/** What a value must add to hr + mrr a point to take the place of one that holds on most shops. */
const LEAST_GAIN = 0.002;
/** Points between two looks at who trails, and by how much: about one standard error of such a difference. */
const LAP = 100;
const TRAILS = 0.3;
const GOLDEN = 0.618033988749895;
const SHELF = 20;

/** Known items of a held-back session up to one of its clicks, and the item that came next. */
interface Point {
  clicks: Uint32Array;
  count: number;
  wanted: number;
}

export function learn(log: TrainingLog): Lesson {
  const sessions = log.at.length - 1;
  const oldest = Math.floor(sessions * (1 - MOST_HELD_BACK));
  let cut = sessions;
  for (let points = 0; cut > oldest && points < POINTS; cut--) points += log.at[cut]! - log.at[cut - 1]! - 1;
  const known = gatherKnowledge(slice(log, 0, cut));
  const points = pointsOf(log, cut, known);
  if (points.length < FEWEST_POINTS) return { knn: DEFAULT_KNN };
  const split = Math.floor(points.length * (1 - DECIDE));
  const knn = learnSettings(known, points.slice(0, split));
  const set = gatherSet(known, knn, points.slice(0, split));
  const forest = learnForest(set);
  const deciding = points.slice(split);
  const scoreOfKnn = scoreKnn(known, knn, deciding);
  const scoreOfBlend = scoreBlend(known, knn, forest, deciding);
  const report = { points: split, decided: deciding.length, knn: scoreOfKnn, blend: scoreOfBlend };
  return worth(scoreOfBlend) > worth(scoreOfKnn) ? { knn, forest, report } : { knn, report };
}

const worth = (score: HeldBackScore) => score['hr@20'] + score['mrr@20'];

function pointsOf(log: TrainingLog, cut: number, known: Learned): Point[] {
  const points: Point[] = [];
  for (let s = cut; s + 1 < log.at.length; s++) {
    const clicks = log.item
      .slice(log.at[s]!, log.at[s + 1]!)
      .map((i) => known.rank[i]!)
      .filter((i) => i !== UNKNOWN);
    for (let c = 1; c < clicks.length; c++) {
      const seen = clicks.subarray(Math.max(0, c - SESSION_CLICKS), c);
      points.push({ clicks: seen, count: seen.length, wanted: clicks[c]! });
    }
  }
  return points;
}

/**
 * One setting after the other, each value tried with the best of the others so far. Whoever trails on the way to the last
 * point is given up: most values show early that they are worse.
 */
function learnSettings(known: Learned, all: readonly Point[]): KnnSettings {
  const points = spread(all, POINTS_FOR_SETTINGS);
  let best = DEFAULT_KNN;
  let course = courseOf(known, best, points)!;
  const tryOut = (change: Partial<KnnSettings>) => {
    const settings = { ...best, ...change };
    const its = courseOf(known, settings, points, course);
    if (!its || its.at(-1)! <= course.at(-1)! + LEAST_GAIN * points.length) return;
    course = its;
    best = settings;
  };
  for (const insideDecay of [1.2, 8, 1e6]) tryOut({ insideDecay });
  for (const matchDecay of [1, 4, 16]) tryOut({ matchDecay });
  for (const positionDecay of [1.5, 12]) tryOut({ positionDecay });
  for (const recency of [0.1, 0.3, 1e6]) tryOut({ recency });
  return best;
}

/** At most `count` points, in an order in which any first few are spread over all (Kronecker's sequence). */
function spread(all: readonly Point[], count: number): Point[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, k) => all[Math.floor(((k * GOLDEN) % 1) * all.length)]!);
}

/**
 * What session kNN is worth, summed up from the first point to each.
 * @param other a course that it must keep up with; undefined where it does not
 */
function courseOf(
  known: Learned,
  knn: KnnSettings,
  points: readonly Point[],
  other?: Float64Array,
): Float64Array | undefined {
  const ranking = new SessionKnn(known.view, known.rarity, knn);
  const focus = new Focus(known.items.length, knn.clicks);
  const list = new RankedList();
  const course = new Float64Array(points.length);
  let sum = 0;
  for (let p = 0; p < points.length; p++) {
    const point = points[p]!;
    focus.set(point.clicks, point.count, knn.clicks);
    list.start(SHELF);
    ranking.rank(focus, list);
    const rank = rankOf(point.wanted, list.finish());
    if (rank > 0) sum += 1 + 1 / rank;
    course[p] = sum;
    if (other && (p + 1) % LAP === 0 && sum < other[p]! - TRAILS * Math.sqrt(p + 1)) return undefined;
  }
  return course;
}

function gatherSet(known: Learned, knn: KnnSettings, points: readonly Point[]): LearningSet {
  const evidence = new Evidence(known.view, known.items.length, knn);
  const candidates = new Candidates(known, knn.idfWeight);
  const focus = new Focus(known.items.length, knn.clicks);
  const set = new LearningSet();
  for (const { clicks, count, wanted } of points) {
    focus.set(clicks, count, knn.clicks);
    evidence.gather(focus);
    candidates.fill(evidence, focus, clicks, count);
    if (!evidence.has(wanted)) continue;
    const entry = evidence.entry(wanted);
    const row = candidates.entry.subarray(0, candidates.length).indexOf(entry);
    if (row !== -1) set.add(candidates.rows, candidates.length, row);
  }
  return set;
}

function scoreKnn(known: Learned, knn: KnnSettings, points: readonly Point[]): HeldBackScore {
  const ranking = new SessionKnn(known.view, known.rarity, knn);
  return score(known, knn, points, (focus, _point, into) => ranking.rank(focus, into));
}

function scoreBlend(known: Learned, knn: KnnSettings, forest: Forest, points: readonly Point[]): HeldBackScore {
  const ranking = new Blend(known.view, known, knn, forest);
  return score(known, knn, points, (focus, point, into) => ranking.rank(focus, point.clicks, point.count, into));
}

function score(
  known: Learned,
  knn: KnnSettings,
  points: readonly Point[],
  rank: (focus: Focus, point: Point, into: RankedList) => void,
): HeldBackScore {
  const focus = new Focus(known.items.length, knn.clicks);
  const list = new RankedList();
  let hits = 0;
  let reciprocal = 0;
  for (const point of points) {
    focus.set(point.clicks, point.count, knn.clicks);
    list.start(SHELF);
    rank(focus, point, list);
    const place = rankOf(point.wanted, list.finish());
    if (place === 0) continue;
    hits++;
    reciprocal += 1 / place;
  }
  return { 'hr@20': hits / points.length, 'mrr@20': reciprocal / points.length };
}

/** Place of an item, from 1; 0 where it is not on the list. */
function rankOf(item: number, { item: items, length }: RankedList): number {
  for (let r = 0; r < length; r++) if (items[r] === item) return r + 1;
  return 0;
}
