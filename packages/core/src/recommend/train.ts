/** From sessions to a model snapshot. Pure: the same log, options and `now` give the same bytes. */
import { storeCompanions } from './co-occurrence.ts';
import { type ModelMeta, writeModel } from './model-format.ts';
import { buildSessionIndex, type SessionIndex } from './session-index.ts';
import { PURCHASE, type TrainingLog } from './session-log.ts';
import { DEFAULT_KNN, type KnnSettings } from './settings.ts';
import { bestItems, fadedPopularity } from './trending.ts';

export interface TrainOptions {
  /** ms since the epoch; stamped on the model. */
  now: number;
  /** Fixes the neighbours' settings. */
  knn?: KnnSettings;
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
}

const CART = 1;
/** The newest sessions of an item: more brought nothing on any set measured. */
const POSTINGS = 500;
const BASKETS_PER_ITEM = 2000;
/** A session's newest clicks. */
const CLICKS_PER_SESSION = 200;
const FADE_DAYS = 7;
const TRENDING_ITEMS = 1000;

export function train(
  log: TrainingLog,
  options: TrainOptions,
): { bytes: Uint8Array<ArrayBuffer>; report: TrainReport } {
  const { rank, items, events } = rankItems(log);
  const total = log.item.length;
  const idf = Float32Array.from(events, (count) => Math.log(total / count));
  const trendScore = fadedPopularity(log, rank, options.fadeDays ?? FADE_DAYS);
  const view = buildSessionIndex(log, rank, { postings: POSTINGS, clicks: CLICKS_PER_SESSION });
  const basket = log.kind.includes(PURCHASE) ? PURCHASE : CART;
  const buy = buildSessionIndex(log, rank, {
    postings: BASKETS_PER_ITEM,
    clicks: CLICKS_PER_SESSION,
    keep: (row) => log.kind[row] === basket,
  });
  const meta: ModelMeta = {
    version: versionOf(options.now, view, events),
    trained: options.now,
    sessions: log.at.length - 1,
    events: total,
    knn: options.knn ?? DEFAULT_KNN,
  };
  const trend = bestItems(trendScore, TRENDING_ITEMS);
  const viewTop = storeCompanions(view, items.length);
  const buyTop = storeCompanions(buy, items.length);
  const bytes = writeModel({ meta, items, events, idf, trendScore, trend, view, buy, viewTop, buyTop });
  return {
    bytes,
    report: {
      version: meta.version,
      sessions: meta.sessions,
      events: total,
      items: items.length,
      indexed: view.sessions,
      baskets: buy.sessions,
      bytes: bytes.byteLength,
    },
  };
}

/** Model item indexes: by events, most first, then by first row. */
export function rankItems(log: TrainingLog): { rank: Uint32Array; items: string[]; events: Uint32Array } {
  const count = new Uint32Array(log.items.length);
  for (let r = 0; r < log.item.length; r++) count[log.item[r]!] = count[log.item[r]!]! + 1;
  const order = Uint32Array.from(count, (_, i) => i);
  order.sort((a, b) => count[b]! - count[a]! || a - b);
  const rank = new Uint32Array(order.length);
  const items: string[] = [];
  const events = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    rank[order[i]!] = i;
    items.push(log.items[order[i]!]!);
    events[i] = count[order[i]!]!;
  }
  return { rank, items, events };
}

/** Time of training, then a hash of what was learned from: two models of one moment differ by name. */
function versionOf(now: number, view: SessionIndex, events: Uint32Array): string {
  let hash = 0x811c9dc5;
  const mix = (column: ArrayLike<number>) => {
    for (let i = 0; i < column.length; i++) hash = Math.imul(hash ^ column[i]!, 0x01000193);
  };
  mix(view.item);
  mix(view.time);
  mix(events);
  return `${Math.floor(now / 1000).toString(36)}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
