/** Wall clocks: a moment in a time zone, and the moment that a wall clock shows. Pure: the moment is passed in. */
import { zoneOffset } from '../zone-offset.ts';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface LocalTime {
  weekday: Weekday;
  /** Minutes since local midnight. */
  minute: number;
  /** yyyy-mm-dd */
  date: string;
}

/** Zones whose last answer is kept. */
const MOST_ZONES = 2_000;
/** Each zone's last answer: all rules of a page ask about one moment. */
const answers = new Map<string, { time: number; local: LocalTime }>();

/** @param time ms since the epoch */
export function localTime(timeZone: string, time: number): LocalTime {
  const answer = answers.get(timeZone);
  if (answer?.time === time) return answer.local;
  const wall = new Date(time + zoneOffset(time, timeZone));
  const local: LocalTime = {
    weekday: WEEKDAYS[wall.getUTCDay()]!,
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    date: wall.toISOString().slice(0, 10),
  };
  if (answers.size >= MOST_ZONES) answers.clear();
  answers.set(timeZone, { time, local });
  return local;
}

/**
 * The moment at which the zone's clocks show this, ms since the epoch; NaN for no date. A time that the clocks skip is the
 * moment they skip at; of one shown twice it is the first.
 * @param text `2026-11-27` or `2026-11-27T08:00`
 */
export function momentOf(text: string, timeZone: string): number {
  const wall = Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`);
  // Date.parse rolls 31 November over into December.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== text.slice(0, 10)) return Number.NaN;
  const earlier = wall - zoneOffset(wall - 12 * 3_600_000, timeZone);
  const later = wall - zoneOffset(wall + 12 * 3_600_000, timeZone);
  const first = Math.min(earlier, later);
  if (wall - zoneOffset(first, timeZone) === first) return first;
  return Math.max(earlier, later);
}
