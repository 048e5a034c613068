/** What a time zone's wall clocks are ahead of UTC. Pure: the moment is passed in. */

/** Zones change at quarters of an hour at the finest. */
const STEP_MS = 15 * 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();
/** A format is a large thing and an offset a small one: a plan whose every rule has a zone of its own still fits. */
const MOST_FORMATS = 100;
/** By zone and step: formatting is slow. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 10_000;

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

/**
 * @param time ms since the epoch
 * @returns ms
 * @throws RangeError for a zone that the platform does not know
 */
export function zoneOffset(time: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const step = Math.floor(time / STEP_MS);
  const key = `${timeZone}|${step}`;
  const kept = offsets.get(key);
  if (kept !== undefined) return kept;
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(step * STEP_MS)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
  const offset = wall - step * STEP_MS;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
