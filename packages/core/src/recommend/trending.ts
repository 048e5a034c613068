/**
 * Popularity that fades: what a shelf shows to a visitor about whom nothing is known. Popularity at the time beats
 * popularity of all times as a baseline (Ji, Sun, Zhang, Li: "A re-visit of the popularity baseline in recommender systems",
 * SIGIR 2020); here it fades exponentially instead of being cut off.
 */
import type { TrainingLog } from './session-log.ts';

/** Mean life of popularity in days. */
export const FADE_DAYS = 7;

/**
 * score(i) = Σ over sessions that hold i of exp(−age / fadeDays). A session counts once per item, so that one visitor's
 * reloads do not lift it. Age is counted from the log's newest row.
 * @returns by model item
 */
export function fadedPopularity(log: TrainingLog, rank: Uint32Array, fadeDays: number): Float32Array {
  const score = new Float64Array(log.items.length);
  const seenIn = new Int32Array(log.items.length).fill(-1);
  const sessions = log.at.length - 1;
  const newest = sessions === 0 ? 0 : log.time[log.at[sessions]! - 1]!;
  for (let s = 0; s < sessions; s++) {
    for (let r = log.at[s]!; r < log.at[s + 1]!; r++) {
      const i = rank[log.item[r]!]!;
      if (seenIn[i] === s) continue;
      seenIn[i] = s;
      score[i] = score[i]! + Math.exp((log.time[r]! - newest) / 86_400 / fadeDays);
    }
  }
  return Float32Array.from(score);
}

/** The `count` best items of a score column, best first, lower index first among equals; none that scored 0. */
export function bestItems(score: Float32Array, count: number): Uint32Array {
  const order = Uint32Array.from({ length: score.length }, (_, i) => i).filter((i) => score[i]! > 0);
  order.sort((a, b) => score[b]! - score[a]! || a - b);
  return order.slice(0, count);
}
