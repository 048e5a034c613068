/** How long predictions take when nothing gets in their way: the fastest of several passes over the same ones. */
import type { Interaction } from '@edgewise/core/recommend/situation';
import { Durations } from './durations.ts';

/** Predictions that are timed again. */
export const SAMPLED = 2_000;
/**
 * Each pass runs all of them, so that a prediction never finds what it walks still in the processor's cache from the pass
 * before. The fastest leaves out collections of garbage and whatever else the machine did.
 */
const PASSES = 5;

export interface TimedPoint {
  session: readonly Interaction[];
  now: number;
}

export function quietTimes(
  points: readonly TimedPoint[],
  predict: (session: readonly Interaction[], now: number) => unknown,
): { p50: number; p99: number; mean: number } {
  const fastest = new Float64Array(points.length).fill(Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < PASSES; pass++) {
    points.forEach(({ session, now }, p) => {
      const started = performance.now();
      predict(session, now);
      fastest[p] = Math.min(fastest[p]!, performance.now() - started);
    });
  }
  const durations = new Durations();
  for (const ms of fastest) durations.add(ms);
  return durations.summary();
}
