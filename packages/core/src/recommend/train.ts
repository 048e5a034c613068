/** From sessions to a model snapshot. Pure: the same log, options and `now` give the same bytes. */
import { storeCompanions } from './co-occurrence.ts';
import { gatherKnowledge } from './knowledge.ts';
import { type LearnReport, type Lesson, learn, type Served } from './learn.ts';
import { type ModelMeta, type ModelParts, writeModel } from './model-format.ts';
import { buildSessionIndex, type SessionIndex } from './session-index.ts';
import { CLICKS_PER_SESSION, PURCHASE, type TrainingLog } from './session-log.ts';
import { DEFAULT_KNN, type KnnSettings } from './settings.ts';
import { bestItems, FADE_DAYS, fadedPopularity } from './trending.ts';

export interface TrainOptions {
  /** ms since the epoch; stamped on the model. */
  now: number;
  /** Fixes the neighbours' settings; nothing is learned then. */
  knn?: KnnSettings;
  /** False: settings that hold on most shops, and no blend. For models that must be made at once. */
  learn?: boolean;
  /** Mean life of popularity in days. */
  fadeDays?: number;
}

export interface TrainReport {
  version: string;
  sessions: number;
  events: number;
  items: number;
  /** Sessions that the index holds: those of one item, and those too old for any item's list, are left out. */
  indexed: number;
  baskets: number;
  bytes: number;
  knn: KnnSettings;
  serves: Served;
  /** What was scored on held-back sessions; missing where there were too few. */
  heldBack?: LearnReport;
}

const CART = 1;
const BASKETS_PER_ITEM = 2000;
const TRENDING_ITEMS = 1000;

export function train(
  log: TrainingLog,
  options: TrainOptions,
): { bytes: Uint8Array<ArrayBuffer>; report: TrainReport } {
  const lesson: Lesson = options.knn
    ? { knn: options.knn, serves: 'session-knn' }
    : options.learn === false
      ? { knn: DEFAULT_KNN, serves: 'session-knn' }
      : learn(log);
  const known = gatherKnowledge(log);
  const { rank, items, events, view } = known;
  const basket = log.kind.includes(PURCHASE) ? PURCHASE : CART;
  const buy = buildSessionIndex(log, rank, items.length, {
    postings: BASKETS_PER_ITEM,
    clicks: CLICKS_PER_SESSION,
    keep: (row) => log.kind[row] === basket,
  });
  const meta: ModelMeta = {
    version: versionOf(options.now, view, events),
    trained: options.now,
    sessions: log.at.length - 1,
    events: log.item.length,
    knn: lesson.knn,
    serves: lesson.serves,
    ...(lesson.report ? { heldBack: lesson.report } : {}),
  };
  const bytes = writeModel({
    meta,
    items,
    events,
    ...trending(fadedPopularity(log, rank, options.fadeDays ?? FADE_DAYS)),
    view,
    buy,
    viewTop: storeCompanions(view, items.length),
    buyTop: storeCompanions(buy, items.length),
    ...(lesson.forest
      ? { blend: { forest: lesson.forest, stats: known.stats, vectors: known.vectors, near: known.near } }
      : {}),
  });
  return {
    bytes,
    report: {
      version: meta.version,
      sessions: meta.sessions,
      events: meta.events,
      items: items.length,
      indexed: view.sessions,
      baskets: buy.sessions,
      bytes: bytes.byteLength,
      knn: lesson.knn,
      serves: lesson.serves,
      ...(lesson.report ? { heldBack: lesson.report } : {}),
    },
  };
}

function trending(popularity: Float32Array): Pick<ModelParts, 'trend' | 'trendScore'> {
  const trend = bestItems(popularity, TRENDING_ITEMS);
  return { trend, trendScore: Float32Array.from(trend, (item) => popularity[item]!) };
}

/** Time of training, then a hash of what was learned from: two models of one moment differ by name. */
function versionOf(now: number, view: SessionIndex, events: ArrayLike<number>): string {
  let hash = 0x811c9dc5;
  const mix = (column: ArrayLike<number>) => {
    for (let i = 0; i < column.length; i++) hash = Math.imul(hash ^ column[i]!, 0x01000193);
  };
  mix(view.item);
  mix(view.columns.off);
  mix(events);
  return `${Math.floor(now / 1000).toString(36)}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
