/**
 * The next-item protocol: every click of every test session but the first is predicted from the clicks before it,
 * ranked over the whole training catalogue.
 *
 * Test items that training never saw are taken out of the sessions first, as is usual with session-based methods. The
 * figures count the current item like any other, because the published ones do (immediate repeats are real clicks);
 * `shelf` are those a shop's shelf needs: the current item is neither shown nor counted.
 */
import { SESSION_CLICKS } from '@edgewise/core/recommend/features';
import type { Model, Ranked } from '@edgewise/core/recommend/model';
import { rankBesideNewcomers } from '@edgewise/core/recommend/newcomers';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import type { Interaction, InteractionKind } from '@edgewise/core/recommend/situation';
import { Progress } from '../progress.ts';
import { Durations } from './durations.ts';
import { quietTimes, SAMPLED, type TimedPoint } from './quiet-times.ts';
import { DEPTH, type Figures, RestTally, type Summary, share, summaryOf, Tally } from './tally.ts';

export type Predict = (session: readonly Interaction[], now: number, limit: number) => Ranked;

export interface NextItemResult {
  all: Summary;
  shelf: Summary;
  /** `shelf` with every place given away that new products may have, as if nobody wanted one: what these cost at most. */
  besideNew: Summary;
  /** Precision, recall and MAP over everything the session still holds. */
  rest: Figures;
  /** By clicks known before the prediction. */
  byLength: { clicks: string; figures: Summary }[];
  /** Wanted items with fewer than `COLD_EVENTS` events in training. */
  cold: Summary;
  /**
   * Over every click of the test but a session's first, those included whose item training never saw, or that follow only
   * such items: they count as predictions that failed.
   */
  everyClick: Summary;
  /** Share of the catalogue that was among some first 20. */
  coverage: number;
  /** Mean popularity of what was shown, 1 for the most popular item. */
  popularity: number;
  ms: { p50: number; p99: number; mean: number };
  /** The same without the machine's other work, see `quiet-times.ts`. */
  quietMs: { p50: number; p99: number; mean: number };
  perSecond: number;
}

/** Predictions made before the clock counts, so that the engine has compiled what it runs. */
const WARM_UP = 2000;
const COLD_EVENTS = 10;
const LENGTHS = [
  { clicks: '1', most: 1 },
  { clicks: '2', most: 2 },
  { clicks: '3', most: 3 },
  { clicks: '4–6', most: 6 },
  { clicks: '7–12', most: 12 },
  { clicks: '13+', most: Number.POSITIVE_INFINITY },
] as const;
const KINDS: readonly InteractionKind[] = ['view', 'cart', 'purchase'];

/** Test clicks left out because training never saw their item. */
export function unseenClicks(model: Model, test: TrainingLog): number {
  const known = knownItems(model, test);
  let unseen = 0;
  for (const index of test.item) if (known[index] === -1) unseen++;
  return unseen;
}

export function evaluateNextItem(model: Model, test: TrainingLog, predict: Predict): NextItemResult {
  const known = knownItems(model, test);
  let left = WARM_UP;
  for (const { session, now } of predictionPoints(test, known)) {
    if (left-- <= 0) break;
    predict(session, now, DEPTH + 1);
  }
  const all = new Tally();
  const shelf = new Tally();
  const besideNew = new Tally();
  const rest = new RestTally();
  const cold = new Tally();
  const lengths = LENGTHS.map(() => new Tally());
  const durations = new Durations();
  const shownEver = new Uint8Array(model.items.size);
  let popularity = 0;
  let shownInAll = 0;
  let mostEvents = 1;
  for (let i = 0; i < model.items.size; i++) mostEvents = Math.max(mostEvents, model.events(i));
  const sampled: TimedPoint[] = [];
  const sampleEvery = Math.ceil(test.item.length / SAMPLED);
  const progress = new Progress('predicting');
  const began = performance.now();
  let spent = 0;
  for (const { session, now, current, wanted, later } of predictionPoints(test, known)) {
    const started = performance.now();
    const ranked = predict(session, now, DEPTH + 1);
    const took = performance.now() - started;
    durations.add(took);
    spent += took;
    const { rank, shelfRank } = ranksOf(ranked, wanted, current);
    const hits: boolean[] = [];
    for (let r = 0; r < ranked.length && r < DEPTH; r++) {
      const item = ranked.item[r]!;
      shownEver[item] = 1;
      popularity += model.events(item) / mostEvents;
      shownInAll++;
      hits.push(later.has(item));
    }
    if (all.predictions % sampleEvery === 0) sampled.push({ session: session.slice(-SESSION_CLICKS), now });
    all.add(rank);
    if (wanted !== current) {
      shelf.add(shelfRank);
      besideNew.add(shelfRank === 0 ? 0 : rankBesideNewcomers(shelfRank));
    }
    rest.add(hits, later.size);
    lengths[LENGTHS.findIndex(({ most }) => session.length <= most)]!.add(rank);
    if (model.events(wanted) < COLD_EVENTS) cold.add(rank);
    if (all.predictions % 256 === 0) progress.at(all.predictions, test.item.length);
  }
  progress.end();
  const seconds = (spent || performance.now() - began) / 1000;
  return {
    all: summaryOf(all),
    shelf: summaryOf(shelf),
    besideNew: summaryOf(besideNew),
    rest: rest.predictions > 0 ? rest.figures() : {},
    byLength: LENGTHS.map(({ clicks }, l) => ({ clicks, figures: summaryOf(lengths[l]!) })),
    cold: summaryOf(cold),
    everyClick: summaryOf(all, clicksAfterTheFirst(test)),
    coverage: share(sum(shownEver), model.items.size),
    popularity: share(popularity, shownInAll),
    ms: durations.summary(),
    quietMs: quietTimes(sampled, (session, now) => predict(session, now, DEPTH + 1)),
    perSecond: Math.round(all.predictions / Math.max(seconds, 1e-9)),
  };
}

/** Sessions without a row do not exist. */
const clicksAfterTheFirst = (test: TrainingLog) => test.item.length - (test.at.length - 1);

const knownItems = (model: Model, test: TrainingLog) => test.items.map((item) => model.items.indexOf(item));

/** Places of the wanted item, from 1: among all, and with the current item left out. 0 where it is not among the first 20. */
function ranksOf(ranked: Ranked, wanted: number, current: number): { rank: number; shelfRank: number } {
  let shown = 0;
  for (let r = 0; r < ranked.length; r++) {
    const item = ranked.item[r]!;
    if (item !== current) shown++;
    if (item === wanted) return { rank: r < DEPTH ? r + 1 : 0, shelfRank: shown <= DEPTH ? shown : 0 };
  }
  return { rank: 0, shelfRank: 0 };
}

interface Point {
  /** Reused between points: the clicks so far, oldest first. */
  session: Interaction[];
  /** ms since the epoch. */
  now: number;
  /** Model indexes. */
  current: number;
  wanted: number;
  /** Reused too: everything the session still holds, the wanted item included, with how often. */
  later: ReadonlyMap<number, number>;
}

function* predictionPoints(test: TrainingLog, known: readonly number[]): Generator<Point> {
  for (let s = 0; s + 1 < test.at.length; s++) {
    const rows: number[] = [];
    for (let r = test.at[s]!; r < test.at[s + 1]!; r++) if (known[test.item[r]!] !== -1) rows.push(r);
    const items = rows.map((r) => known[test.item[r]!]!);
    const session: Interaction[] = [];
    const later = new Map<number, number>();
    for (const item of items) later.set(item, (later.get(item) ?? 0) + 1);
    for (let c = 0; c + 1 < rows.length; c++) {
      const r = rows[c]!;
      const time = test.time[r]! * 1000;
      session.push({ item: test.items[test.item[r]!]!, kind: KINDS[test.kind[r]!]!, time });
      const current = items[c]!;
      const left = later.get(current)! - 1;
      if (left === 0) later.delete(current);
      else later.set(current, left);
      yield { session, now: time, current, wanted: items[c + 1]!, later };
    }
  }
}

function sum(values: Uint8Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
