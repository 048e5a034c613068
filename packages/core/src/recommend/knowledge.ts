/** Everything a model knows but for what it learns from held-back sessions: the same for a part of a log as for the whole. */
import { coMatrix } from './co-matrix.ts';
import type { Knowledge } from './features.ts';
import { itemStats } from './item-stats.ts';
import { itemVectors } from './item-vectors.ts';
import { nearItems } from './near-items.ts';
import { Rarity } from './rarity.ts';
import { buildSessionIndex, type SessionIndex } from './session-index.ts';
import { CLICKS_PER_SESSION, type TrainingLog } from './session-log.ts';
import { POSTINGS } from './settings.ts';

/** Fewer events than this say too little for a vector. */
const EVENTS_FOR_VECTOR = 3;

export interface Learned extends Knowledge {
  /** Model item of each item of the log, `UNKNOWN` for those without a row. */
  readonly rank: Uint32Array;
  /** Model items, by events, most first. */
  readonly items: readonly string[];
  readonly view: SessionIndex;
}

export const UNKNOWN = 0xffffffff;

export function gatherKnowledge(log: TrainingLog): Learned {
  const { rank, items, events } = rankItems(log);
  const total = log.at.at(-1)! - log.at[0]!;
  const view = buildSessionIndex(log, rank, items.length, { postings: POSTINGS, clicks: CLICKS_PER_SESSION });
  const stats = itemStats(log, rank, items.length);
  let withVector = 0;
  while (withVector < events.length && events[withVector]! >= EVENTS_FOR_VECTOR) withVector++;
  const matrix = coMatrix(log, rank, withVector);
  const vectors = itemVectors(matrix);
  const near = nearItems(matrix, vectors, items.length);
  return { rank, items, events, rarity: new Rarity(events, total), view, stats, vectors, near, postAt: view.postAt };
}

/** Sessions `from` … `to` − 1 of a log, without copying a row. */
export function slice(log: TrainingLog, from: number, to: number): TrainingLog {
  return { ...log, at: log.at.subarray(from, to + 1) };
}

/** Model item indexes: by events, most first, then by first row. */
function rankItems(log: TrainingLog): { rank: Uint32Array; items: string[]; events: Uint32Array } {
  const count = new Uint32Array(log.items.length);
  const end = log.at.at(-1)!;
  for (let r = log.at[0]!; r < end; r++) count[log.item[r]!] = count[log.item[r]!]! + 1;
  const order = Uint32Array.from(count, (_, i) => i).filter((i) => count[i]! > 0);
  order.sort((a, b) => count[b]! - count[a]! || a - b);
  const rank = new Uint32Array(log.items.length).fill(UNKNOWN);
  const items: string[] = [];
  const events = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    rank[order[i]!] = i;
    items.push(log.items[order[i]!]!);
    events[i] = count[order[i]!]!;
  }
  return { rank, items, events };
}
