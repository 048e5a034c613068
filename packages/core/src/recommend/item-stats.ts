/**
 * What is known of an item whoever looks at it, each squeezed into a byte. The learned ranking compares bytes with
 * thresholds, so only their order counts. "Lately" is counted in sessions, not days: clocks differ, traffic comes in waves.
 */
import type { TrainingLog } from './session-log.ts';

/** Columns of `item.stats`, in this order, for each item. */
export const STATS = [
  'events',
  'lately',
  'recently',
  'trend',
  'lastSeen',
  'firstSeen',
  'repeats',
  'returns',
  'ends',
  'perSession',
] as const;

/** Shares of all sessions over which "lately" and "recently" fade. */
const LATELY = 1 / 64;
const RECENTLY = 1 / 8;

const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));

/** @returns items × STATS.length */
export function itemStats(log: TrainingLog, rank: Uint32Array, items: number): Uint8Array {
  const sessions = log.at.length - 1;
  const events = new Float64Array(items);
  const holders = new Float64Array(items);
  const lately = new Float64Array(items);
  const recently = new Float64Array(items);
  const last = new Float64Array(items).fill(1);
  const first = new Float64Array(items);
  const followed = new Float64Array(items);
  const repeats = new Float64Array(items);
  const returns = new Float64Array(items);
  const ends = new Float64Array(items);
  const seenIn = new Int32Array(items).fill(-1);
  for (let s = sessions - 1; s >= 0; s--) {
    const age = (sessions - 1 - s) / sessions;
    const latelyWeight = Math.exp(-age / LATELY);
    const recentlyWeight = Math.exp(-age / RECENTLY);
    const end = log.at[s + 1]!;
    let before = -1;
    for (let r = log.at[s]!; r < end; r++) {
      const i = rank[log.item[r]!]!;
      events[i] = events[i]! + 1;
      if (seenIn[i] !== s) {
        seenIn[i] = s;
        holders[i] = holders[i]! + 1;
        lately[i] = lately[i]! + latelyWeight;
        recently[i] = recently[i]! + recentlyWeight;
        last[i] = Math.min(last[i]!, age);
        first[i] = age;
      } else if (before !== i) returns[i] = returns[i]! + 1;
      if (before !== -1) {
        followed[before] = followed[before]! + 1;
        if (before === i) repeats[i] = repeats[i]! + 1;
      }
      before = i;
    }
    if (before !== -1) ends[before] = ends[before]! + 1;
  }
  const anyRepeat = (sum(repeats) + 1) / (sum(followed) + 2);
  const stats = new Uint8Array(items * STATS.length);
  for (let i = 0; i < items; i++) {
    const row = [
      12 * Math.log2(1 + events[i]!),
      16 * Math.log2(1 + 16 * lately[i]!),
      16 * Math.log2(1 + 16 * recently[i]!),
      128 + 24 * Math.log2((lately[i]! / LATELY + 4) / (recently[i]! / RECENTLY + 4)),
      255 * Math.sqrt(last[i]!),
      255 * first[i]!,
      // Shrunk towards the shop's own rate, as if seen in five more sessions.
      255 * ((repeats[i]! + 5 * anyRepeat) / (followed[i]! + 5)),
      (255 * returns[i]!) / events[i]!,
      (255 * ends[i]!) / holders[i]!,
      (32 * events[i]!) / holders[i]!,
    ];
    for (let c = 0; c < row.length; c++) stats[i * STATS.length + c] = byte(row[c]!);
  }
  return stats;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
