/** Minutes, hours and days of the shop's time zone, and how long each level is kept [N7]. Times are ms since the epoch. */
import { zoneOffset } from '../zone-offset.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export type Level = 'minute' | 'hour' | 'day';

/** How long a bucket stays at its level before it is rolled up, or ends. */
export const KEPT_MS: Record<Level, number> = { minute: 48 * HOUR_MS, hour: 100 * DAY_MS, day: 5 * 366 * DAY_MS };

/** Start of the bucket that a time lies in. */
export function bucketStart(level: Level, time: number, zone: string): number {
  if (level === 'minute') return Math.floor(time / MINUTE_MS) * MINUTE_MS;
  const offset = zoneOffset(time, zone);
  if (level === 'hour') return Math.floor((time + offset) / HOUR_MS) * HOUR_MS - offset;
  const midnight = Math.floor((time + offset) / DAY_MS) * DAY_MS;
  // The clock may have been changed since midnight; and where it skips midnight, the day begins after the gap.
  const start = midnight - zoneOffset(midnight - offset, zone);
  return midnight - zoneOffset(start, zone) === start ? start : midnight - offset;
}

/** First moments of the levels: a time before `minute` is at level hour or day already. */
export interface Floors {
  minute: number;
  hour: number;
}

export const levelOf = (time: number, floors: Floors): Level =>
  time >= floors.minute ? 'minute' : time >= floors.hour ? 'hour' : 'day';

/**
 * How far the levels may be rolled up by now. Each floor is the start of a bucket of the level above, so that no bucket is torn.
 */
export function floorsAt(now: number, zone: string): Floors {
  return {
    minute: bucketStart('hour', now - KEPT_MS.minute, zone),
    hour: bucketStart('day', now - KEPT_MS.hour, zone),
  };
}
