/** Wall clocks: a moment in a time zone, and the moment that a wall clock shows. Pure: the moment is passed in. */

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface LocalTime {
  weekday: Weekday;
  /** Minutes since local midnight. */
  minute: number;
  /** yyyy-mm-dd */
  date: string;
}

/** Zones change at quarters of an hour at the finest. */
const STEP_MS = 15 * 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();
/** A format is a large thing and an offset a small one: a plan whose every rule has a zone of its own still fits. */
const MOST_FORMATS = 100;
const MOST_OFFSETS = 2_000;
const offsets = new Map<string, { step: number; ms: number }>();
/** Each zone's last answer: all rules of a page ask about one moment. */
const answers = new Map<string, { time: number; local: LocalTime }>();

/** @throws RangeError for a zone that the platform does not know */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(timeZone, format);
  }
  return format;
}

/** What the zone's clocks are ahead of UTC at this moment, ms. The last answer for each zone is kept: formatting is slow. */
export function offsetMs(timeZone: string, time: number): number {
  const step = Math.floor(time / STEP_MS);
  const kept = offsets.get(timeZone);
  if (kept?.step === step) return kept.ms;
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(step * STEP_MS)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
  const ms = wall - step * STEP_MS;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(timeZone, { step, ms });
  return ms;
}

/** @param time ms since the epoch */
export function localTime(timeZone: string, time: number): LocalTime {
  const answer = answers.get(timeZone);
  if (answer?.time === time) return answer.local;
  const wall = new Date(time + offsetMs(timeZone, time));
  const local: LocalTime = {
    weekday: WEEKDAYS[wall.getUTCDay()]!,
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    date: wall.toISOString().slice(0, 10),
  };
  if (answers.size >= MOST_OFFSETS) answers.clear();
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
  const earlier = wall - offsetMs(timeZone, wall - 12 * 3_600_000);
  const later = wall - offsetMs(timeZone, wall + 12 * 3_600_000);
  const first = Math.min(earlier, later);
  if (wall - offsetMs(timeZone, first) === first) return first;
  return Math.max(earlier, later);
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
