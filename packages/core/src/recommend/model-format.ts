/**
 * The model snapshot: kind `MODL`, version 2, in the container of `snapshot/container.ts`.
 *
 * ```
 * [M1] meta          u8   JSON, `ModelMeta`
 * [M2] item.*             string table of item ids; the order is by events, most first, and is every index below
 * [M3] item.events   u16|u32  events of an item
 * [M5] trend         u32  items with the highest faded popularity, best first, see `trending.ts`
 * [M6] trend.score   f32  what they have of it
 * [M7] view.*             session index over all interactions, see `session-index.ts`
 * [M8] buy.*              session index over baskets: purchases, or cart additions where the log has no purchase
 * [M11] view.top*, buy.top*  companions of the items with the longest lists, see `co-occurrence.ts`
 * [M12] item.stats   u8   items × STATS, see `item-stats.ts`; this and the next sections only where the blend serves
 * [M13] item.vector  i8   items with a vector × DIMENSIONS, see `item-vectors.ts`; the most frequent items have one
 * [M14] item.near    u16|u32  items with a vector × NEAR, see `near-items.ts`
 * [M15] tree.*            the blend's trees, see `forest.ts`
 * ```
 * [M9] Reading copies nothing: every column is a view of the file's buffer. [M10] A reader of version n reads n and n − 1 and
 * refuses any other by name; a new section alone needs no new version. Of version 1, whose postings were wider, session
 * kNN serves without the blend until the next training, which comes within minutes.
 */
import { type Column, jsonColumn, Snapshot, writeSnapshot } from '../snapshot/container.ts';
import { StringTable, stringTableColumns } from '../snapshot/string-table.ts';
import { type Companions, companionColumns, readCompanions } from './co-occurrence.ts';
import type { Forest } from './forest.ts';
import type { LearnReport, Served } from './learn.ts';
import { readSessionIndex, readSessionIndexV1, type SessionIndex, sessionIndexColumns } from './session-index.ts';
import type { KnnSettings } from './settings.ts';

export const MODEL_KIND = 'MODL';
export const MODEL_VERSION = 2;
const OLDEST_READ = 1;

export interface ModelMeta {
  /** Names this model in answers and logs. */
  version: string;
  /** ms since the epoch, as passed to training. */
  trained: number;
  /** Of the log, before anything was left out. */
  sessions: number;
  events: number;
  knn: KnnSettings;
  /** Missing in older files: the blend where it is there, session kNN otherwise. */
  serves?: Served;
  /** What was scored on held-back sessions. */
  heldBack?: LearnReport;
}

/** What the learned ranking needs; missing where one strategy serves alone. */
export interface BlendParts {
  forest: Forest;
  stats: Uint8Array;
  vectors: Int8Array;
  near: Uint16Array | Uint32Array;
}

export interface ModelParts {
  meta: ModelMeta;
  items: readonly string[];
  events: Uint16Array | Uint32Array;
  /** Best first. */
  trend: Uint32Array;
  /** Of the items of `trend`, in its order. */
  trendScore: Float32Array;
  view: SessionIndex;
  buy: SessionIndex;
  viewTop: Companions;
  buyTop: Companions;
  blend?: BlendParts;
}

export interface ModelColumns extends Omit<ModelParts, 'items'> {
  items: StringTable;
  byteLength: number;
}

export function writeModel(parts: ModelParts): Uint8Array<ArrayBuffer> {
  return writeSnapshot(MODEL_KIND, MODEL_VERSION, {
    meta: jsonColumn(parts.meta),
    ...stringTableColumns('item', parts.items, true),
    'item.events': narrowed(parts.events),
    trend: parts.trend,
    'trend.score': parts.trendScore,
    ...sessionIndexColumns('view', parts.view),
    ...sessionIndexColumns('buy', parts.buy),
    ...companionColumns('view', parts.viewTop),
    ...companionColumns('buy', parts.buyTop),
    ...(parts.blend ? blendColumns(parts.blend) : {}),
  });
}

/** @throws SnapshotError that names the fault; the model before stays in use. */
export function readModel(buffer: ArrayBuffer): ModelColumns {
  const snapshot = Snapshot.from(buffer, MODEL_KIND, MODEL_VERSION, OLDEST_READ);
  const isCurrent = snapshot.version === MODEL_VERSION;
  const readIndex = isCurrent ? readSessionIndex : readSessionIndexV1;
  const items = new StringTable(snapshot, 'item');
  return {
    meta: snapshot.json<ModelMeta>('meta'),
    items,
    events: snapshot.narrowOrWide('item.events'),
    ...readTrend(snapshot),
    view: readIndex(snapshot, 'view', items.size),
    buy: readIndex(snapshot, 'buy', items.size),
    viewTop: readCompanions(snapshot, 'view', items.size),
    buyTop: readCompanions(snapshot, 'buy', items.size),
    byteLength: snapshot.byteLength,
    ...(isCurrent && snapshot.has('tree.feature') ? { blend: readBlend(snapshot, items.size) } : {}),
  };
}

/** 16 bits where they suffice; the first item has the most events. */
const narrowed = (events: Uint16Array | Uint32Array) =>
  (events[0] ?? 0) < 2 ** 16 ? Uint16Array.from(events) : events;

/** Version 1 held a score for every item. */
function readTrend(snapshot: Snapshot): Pick<ModelParts, 'trend' | 'trendScore'> {
  const trend = snapshot.column('trend', 'u32');
  if (snapshot.has('trend.score')) return { trend, trendScore: snapshot.column('trend.score', 'f32') };
  const all = snapshot.column('item.trend', 'f32');
  return { trend, trendScore: Float32Array.from(trend, (item) => all[item]!) };
}

function blendColumns({ forest, stats, vectors, near }: BlendParts): Record<string, Column> {
  return {
    'item.stats': stats,
    'item.vector': vectors,
    'item.near': near,
    'tree.feature': forest.feature,
    'tree.above': forest.threshold,
    'tree.leaf': forest.leaf,
  };
}

function readBlend(snapshot: Snapshot, items: number): BlendParts {
  return {
    forest: {
      feature: snapshot.column('tree.feature', 'u8'),
      threshold: snapshot.column('tree.above', 'f32'),
      leaf: snapshot.column('tree.leaf', 'f32'),
    },
    stats: snapshot.column('item.stats', 'u8'),
    vectors: snapshot.column('item.vector', 'i8'),
    near: items <= 0x10000 ? snapshot.column('item.near', 'u16') : snapshot.column('item.near', 'u32'),
  };
}
