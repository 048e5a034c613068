/** The last hours or days of what a rule watches, with what was expected: as it is kept, in characters, and in words. */
import { currencyDigits } from '@edgewise/protocol/minor-units';
import { DAY_MS } from '../buckets.ts';

export interface Curve {
  /** Such as `checkouts` or `revenue.EUR`. */
  metric: string;
  /** ms since the epoch: where the first step begins, and how long each is. */
  from: number;
  stepMs: number;
  /** Money in minor units. */
  values: number[];
  /** What was expected of each step, at least and at most. */
  band?: { low: number[]; high: number[] };
  /** What a threshold is set to. */
  limit?: number;
  /** Steps of the incident, the last one left out. */
  incident?: { from: number; to: number };
}

const BLOCKS = '▁▂▃▄▅▆▇█';

/** A curve that every channel can show. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  return values.map((value) => BLOCKS[Math.min(7, Math.floor((Math.max(0, value) / most) * 7.999))]).join('');
}

/** `1234` → `1.2K`, at most four characters and a sign for what shops count. */
export function shortNumber(value: number): string {
  for (const [size, sign] of [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ] as const) {
    if (Math.abs(value) >= size) return `${trimmed(value / size)}${sign}`;
  }
  return trimmed(value);
}

const trimmed = (value: number): string => String(Number(value.toFixed(Math.abs(value) < 10 ? 1 : 0)));

/** What a metric's amounts are divided by to be read: money is kept in minor units. */
export function unitOf(metric: string): number {
  const currency = metric.split('.')[1];
  return currency === undefined ? 1 : 10 ** currencyDigits(currency);
}

export const metricWords = (metric: string): string => metric.replaceAll('_', ' ').replace('.', ', ');

/** When a step begins, as the picture and the words say it. @param clock, day of the shop's time zone */
export interface Clock {
  time: (at: number) => string;
  day: (at: number) => string;
}

export const momentOf = ({ stepMs }: Pick<Curve, 'stepMs'>, at: number, { time, day }: Clock): string =>
  // Noon: where the clock was changed meanwhile, a day's start is an hour off.
  stepMs >= DAY_MS ? day(at + DAY_MS / 2) : time(at);

/** What the picture shows, for whoever does not see it. */
export function curveWords(curve: Curve, clock: Clock): string {
  const { metric, from, stepMs, values, band, limit, incident } = curve;
  const moment = (step: number) => momentOf(curve, from + step * stepMs, clock);
  const amount = (value: number) => shortNumber(value / unitOf(metric));
  const last = values.length - 1;
  const expected = band
    ? `, where ${amount(band.low[last]!)} to ${amount(band.high[last]!)} were expected`
    : limit === undefined
      ? ''
      : `, with a threshold of ${amount(limit)}`;
  const marked = incident
    ? ` The incident is marked from ${moment(incident.from)}${incident.to > last ? '' : ` to ${moment(incident.to)}`}.`
    : '';
  return `Curve of ${metricWords(metric)} from ${moment(0)} to ${moment(values.length)}: ${amount(values[last] ?? 0)} at the end${expected}.${marked}`;
}
