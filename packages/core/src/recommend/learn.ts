/**
 * Learns from a shop's own newest sessions, held back from the rest: the neighbours' settings, and a ranking that blends
 * all evidence. What serves is what is best on held-back clicks that nothing learned from: the blend, or one strategy alone.
 */

import { Blend } from './blend.ts';
import { CoOccurrence, noCompanions } from './co-occurrence.ts';
import { Evidence } from './evidence.ts';
import { Candidates } from './features.ts';
import type { Forest } from './forest.ts';
import { cutOf, LEAST_POINTS, MOST_POINTS, type Point, pointsFor, pointsOf, spread } from './held-back.ts';
import { gatherKnowledge, type Learned, slice } from './knowledge.ts';
import { learnForest } from './learn-forest.ts';
import { learnSettings } from './learn-settings.ts';
import { LearningSet } from './learning-set.ts';
import { Focus } from './neighbours.ts';
import { RankedList, rankIn } from './ranked.ts';
import { SessionKnn } from './session-knn.ts';
import type { TrainingLog } from './session-log.ts';
import { DEFAULT_KNN, type KnnSettings } from './settings.ts';
import { bestItems, FADE_DAYS, fadedPopularity } from './trending.ts';

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
  alsoViewed: HeldBackScore;
  trending: HeldBackScore;
}

/** What ranks a session's next items. */
export type Served = 'blend' | 'session-knn' | 'also-viewed' | 'trending';

export interface Lesson {
  knn: KnnSettings;
  serves: Served;
  /** Where the blend serves. */
  forest?: Forest;
  report?: LearnReport;
}

/** With fewer newest clicks there is nothing to learn from. */
const FEWEST_POINTS = 100;
/** A log with fewer points gives further parts to learn from, each from before the last, and each with this share known before it. */
const FEW_POINTS = 4_000;
const LEAST_KNOWN = 0.15;
/** Trees for `LEAST_POINTS` and for `MOST_POINTS`: more to learn from bears more of them. */
const FEWEST_TREES = 60;
const MOST_TREES = 100;
/** Share of the held-back clicks, the newest, that decide. */
const DECIDE = 0.15;
/** Share of the wanted clicks that settings are tried on. */
const FOR_SETTINGS = 0.25;
const FOREST = { rate: 0.13, calm: 4 };
const SHELF = 20;

export function learn(log: TrainingLog): Lesson {
  const sessions = log.at.length - 1;
  const wanted = pointsFor(log.item.length);
  const cut = cutOf(log, sessions, wanted);
  const known = gatherKnowledge(slice(log, 0, cut));
  const points = pointsOf(log, cut, sessions, known);
  if (points.length < FEWEST_POINTS) return { knn: DEFAULT_KNN, serves: 'session-knn' };
  const split = Math.floor(points.length * (1 - DECIDE));
  const knn = learnSettings(known, spread(points.slice(0, split), wanted * FOR_SETTINGS));
  const set = new LearningSet(wanted);
  gatherSet(set, known, knn, points.slice(0, split));
  const learnedFrom =
    points.length < wanted ? split + gatherEarlier(set, log, knn, cut, wanted - points.length) : split;
  const forest = learnForest(set, { ...FOREST, trees: treesFor(learnedFrom) });
  const deciding = points.slice(split);
  const report = {
    points: learnedFrom,
    decided: deciding.length,
    knn: scoreKnn(known, knn, deciding),
    blend: scoreBlend(known, knn, forest, deciding),
    alsoViewed: scoreAlsoViewed(known, knn, deciding),
    trending: scoreTrending(known, knn, slice(log, 0, cut), deciding),
  };
  const serves = bestOf(report);
  return serves === 'blend' ? { knn, serves, forest, report } : { knn, serves, report };
}

const worth = (score: HeldBackScore) => score['hr@20'] + score['mrr@20'];

/** The best on the clicks that decided; among equals the one that knows more of the session, but no blend for nothing. */
export function bestOf({ knn, blend, alsoViewed, trending }: Omit<LearnReport, 'points' | 'decided'>): Served {
  const scores: [Served, HeldBackScore][] = [
    ['session-knn', knn],
    ['blend', blend],
    ['also-viewed', alsoViewed],
    ['trending', trending],
  ];
  return scores.reduce((best, one) => (worth(one[1]) > worth(best[1]) ? one : best))[0];
}

function treesFor(points: number): number {
  const share = (points - LEAST_POINTS) / (MOST_POINTS - LEAST_POINTS);
  return Math.round(FEWEST_TREES + (MOST_TREES - FEWEST_TREES) * Math.max(0, Math.min(1, share)));
}

/**
 * Adds what the sessions before `end` teach, predicted from those before them in turn: a small log's points, where one part
 * has too few. A longer single part would be predicted from ever older knowledge.
 * @returns points learned from
 */
function gatherEarlier(set: LearningSet, log: TrainingLog, knn: KnnSettings, end: number, wanted: number): number {
  const fewest = (log.at.length - 1) * LEAST_KNOWN;
  let learnedFrom = 0;
  for (let to = end; learnedFrom < Math.min(wanted, FEW_POINTS); ) {
    const cut = cutOf(log, to, wanted - learnedFrom);
    if (cut === to || cut < fewest) break;
    const known = gatherKnowledge(slice(log, 0, cut));
    const points = pointsOf(log, cut, to, known);
    gatherSet(set, known, knn, points);
    learnedFrom += points.length;
    to = cut;
  }
  return learnedFrom;
}

function gatherSet(set: LearningSet, known: Learned, knn: KnnSettings, points: readonly Point[]): void {
  const evidence = new Evidence(known.view, known.items.length, knn);
  const candidates = new Candidates(known, knn.idfWeight);
  const focus = new Focus(known.items.length, knn.clicks);
  for (const { clicks, count, wanted } of points) {
    focus.set(clicks, count, knn.clicks);
    evidence.gather(focus);
    candidates.fill(evidence, focus, clicks, count);
    if (!evidence.has(wanted)) continue;
    const entry = evidence.entry(wanted);
    const row = candidates.entry.subarray(0, candidates.length).indexOf(entry);
    if (row !== -1) set.add(candidates.rows, candidates.length, row);
  }
}

function scoreKnn(known: Learned, knn: KnnSettings, points: readonly Point[]): HeldBackScore {
  const ranking = new SessionKnn(new Evidence(known.view, known.items.length, knn), known.rarity, knn.idfWeight);
  return score(known, knn, points, (focus, _point, into) => ranking.rank(focus, into));
}

function scoreBlend(known: Learned, knn: KnnSettings, forest: Forest, points: readonly Point[]): HeldBackScore {
  const ranking = new Blend(new Evidence(known.view, known.items.length, knn), known, knn.idfWeight, forest);
  return score(known, knn, points, (focus, point, into) => ranking.rank(focus, point.clicks, point.count, into));
}

function scoreAlsoViewed(known: Learned, knn: KnnSettings, points: readonly Point[]): HeldBackScore {
  const viewed = new CoOccurrence(known.view, noCompanions(), known.items.length);
  return score(known, knn, points, (focus, _point, into) => viewed.rank([focus.item[0]!], into));
}

function scoreTrending(known: Learned, knn: KnnSettings, past: TrainingLog, points: readonly Point[]): HeldBackScore {
  const popularity = fadedPopularity(past, known.rank, FADE_DAYS);
  const best = bestItems(popularity, SHELF);
  return score(known, knn, points, (_focus, _point, into) => {
    for (const item of best) into.push(item, popularity[item]!, -1);
  });
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
    const place = rankIn(list.finish(), point.wanted);
    if (place === 0) continue;
    hits++;
    reciprocal += 1 / place;
  }
  return { 'hr@20': hits / points.length, 'mrr@20': reciprocal / points.length };
}
