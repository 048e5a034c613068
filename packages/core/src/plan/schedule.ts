/** When a rule is in force [L14]. Read once a plan version; asked with the moment. */
import { localTime, momentOf, type Weekday } from './local-time.ts';
import type { Schedule } from './plan.ts';

const DAY_MINUTES = 24 * 60;
const BEFORE: Record<Weekday, Weekday> = {
  mon: 'sun',
  tue: 'mon',
  wed: 'tue',
  thu: 'wed',
  fri: 'thu',
  sat: 'fri',
  sun: 'sat',
};

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** @returns whether the schedule holds at a moment, ms since the epoch */
export function scheduleTest(schedule: Schedule, shopTimeZone: string): (now: number) => boolean {
  const zone = schedule.time_zone ?? shopTimeZone;
  const from = schedule.from === undefined ? Number.NEGATIVE_INFINITY : momentOf(schedule.from, zone);
  const until = schedule.until === undefined ? Number.POSITIVE_INFINITY : momentOf(schedule.until, zone);
  const days = schedule.days && new Set<Weekday>(schedule.days);
  const start = schedule.hours ? minutesOf(schedule.hours.from) : 0;
  const end = schedule.hours ? minutesOf(schedule.hours.to) : DAY_MINUTES;
  const overnight = end <= start;
  if (!days && !schedule.hours) return (now) => now >= from && now < until;
  return (now) => {
    if (!(now >= from && now < until)) return false;
    const { weekday, minute } = localTime(zone, now);
    const sinceYesterday = overnight && minute < end;
    if (minute < start && !sinceYesterday) return false;
    if (!overnight && minute >= end) return false;
    return !days || days.has(sinceYesterday && minute < start ? BEFORE[weekday] : weekday);
  };
}
