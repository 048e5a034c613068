/**
 * Held-back clicks of a log: each with what the session held before it. Training learns from them as if they were still to
 * come. The newest sessions are held back, as those are what tomorrow's resemble.
 */

import { SESSION_CLICKS } from './features.ts';
import { type Learned, UNKNOWN } from './knowledge.ts';
import { CLICKS_PER_SESSION, type TrainingLog } from './session-log.ts';

/** Known items of a held-back session up to one of its clicks, and the item that came next. */
export interface Point {
  clicks: Uint32Array;
  count: number;
  wanted: number;
}

/**
 * Points that are wanted: more of them rank better. Training has 10 s for a million events and a trainer 128 MB, so a log
 * past `ROOMY` events gets fewer: one less for so many more.
 */
export const MOST_POINTS = 16_000;
export const LEAST_POINTS = 6_000;
const ROOMY = 500_000;
const EVENTS_A_POINT = 50;
/** Share of all sessions that one part holds back. */
const MOST_HELD_BACK = 0.2;
const GOLDEN = 0.618033988749895;

export function pointsFor(events: number): number {
  const fewer = Math.max(0, events - ROOMY) / EVENTS_A_POINT;
  return Math.round(Math.max(LEAST_POINTS, MOST_POINTS - fewer));
}

/** The first of the sessions before `end` that are held back for so many points, a share of all at most. */
export function cutOf(log: TrainingLog, end: number, wanted: number): number {
  const oldest = Math.max(0, end - Math.floor((log.at.length - 1) * MOST_HELD_BACK));
  let cut = end;
  for (let points = 0; cut > oldest && points < wanted; cut--) points += clicksOf(log, cut - 1) - 1;
  return cut;
}

/** Of sessions `from` … `to` − 1. */
export function pointsOf(log: TrainingLog, from: number, to: number, known: Learned): Point[] {
  const points: Point[] = [];
  for (let s = from; s < to; s++) {
    const clicks = log.item
      .slice(log.at[s + 1]! - clicksOf(log, s), log.at[s + 1]!)
      .map((i) => known.rank[i]!)
      .filter((i) => i !== UNKNOWN);
    for (let c = 1; c < clicks.length; c++) {
      const seen = clicks.subarray(Math.max(0, c - SESSION_CLICKS), c);
      points.push({ clicks: seen, count: seen.length, wanted: clicks[c]! });
    }
  }
  return points;
}

/** At most `count` points, in an order in which any first few are spread over all (Kronecker's sequence). */
export function spread(all: readonly Point[], count: number): Point[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, k) => all[Math.floor(((k * GOLDEN) % 1) * all.length)]!);
}

/** Clicks of a session that count: the newest of one without end. */
const clicksOf = (log: TrainingLog, session: number) =>
  Math.min(CLICKS_PER_SESSION, log.at[session + 1]! - log.at[session]!);
