/** A seeded year of a shop's traffic in steps of 5 minutes: seasons, weekdays, holidays, weather of its own, and incidents. */
import { STEPS_A_DAY } from './season.ts';

/** mulberry32. */
export function seededRandom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(mean: number, random: () => number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let n = 0;
  for (let p = random(); p > limit; p *= random()) n++;
  return n;
}

export interface Planted {
  metric: Metric;
  start: number;
  end: number;
  /** What is left of the metric, or how many times as much there is. */
  factor: number;
}

/** So much more or less each day, from one day to another; then it is as it was. */
export interface PlantedDrift {
  metric: Metric;
  from: number;
  to: number;
  daily: number;
}

export const METRICS = ['views', 'carts', 'checkouts', 'orders'] as const;
export type Metric = (typeof METRICS)[number];

const RATE: Record<Metric, number> = { views: 1, carts: 0.12, checkouts: 0.06, orders: 0.035 };
/** Views of a busy 5 minutes. */
const BUSY = 900;
const DAYS = 364;
/** Day of the year → how busy it is: public holidays, sales, Black Friday, Christmas. */
const HOLIDAYS: Record<number, number> = {
  0: 0.45,
  1: 0.6,
  104: 0.6,
  105: 0.55,
  120: 0.65,
  151: 0.7,
  226: 0.7,
  328: 1.5,
  329: 2.1,
  330: 1.6,
  332: 1.7,
  357: 0.6,
  358: 0.35,
  359: 0.45,
};

/** Hour of the day → share of the busiest, from four in the morning to nine in the evening. */
function ofDay(step: number, weekend: boolean): number {
  const hour = step / 12;
  const bump = (at: number, width: number) => Math.exp(-((((hour - at + 36) % 24) - 12) ** 2) / (2 * width * width));
  const shape = weekend ? 0.75 * bump(12, 3.5) + 0.9 * bump(20, 2.5) : 0.6 * bump(12.5, 3) + bump(20.5, 2.2);
  return 0.06 + 0.94 * Math.min(1, shape);
}

export function syntheticYear(
  seed: number,
  incidents = 40,
  drifts: readonly PlantedDrift[] = [],
): {
  counts: Record<Metric, number[]>;
  planted: Planted[];
} {
  const random = seededRandom(seed);
  const planted = plantIncidents(random, incidents);
  const counts: Record<Metric, number[]> = { views: [], carts: [], checkouts: [], orders: [] };
  let weather = 0;
  let mood = 0;
  for (let step = 0; step < DAYS * STEPS_A_DAY; step++) {
    const day = Math.floor(step / STEPS_A_DAY);
    if (step % STEPS_A_DAY === 0) mood = 0.7 * mood + 0.06 * normal(random);
    // Slow wandering within the day, about 5%.
    weather = 0.98 * weather + 0.01 * normal(random);
    const season = 1 + 0.25 * Math.sin((2 * Math.PI * (day - 240)) / 365) + (0.3 * day) / DAYS;
    const weekday = [1.05, 1, 1, 0.98, 0.95, 0.85, 1.1][day % 7]!;
    const busy = season * weekday * (HOLIDAYS[day] ?? 1) * Math.exp(mood + weather);
    const base = BUSY * ofDay(step % STEPS_A_DAY, day % 7 >= 5) * busy;
    for (const metric of METRICS) {
      const incident = planted.find((one) => one.metric === metric && step >= one.start && step < one.end);
      const drift = drifts.find((one) => one.metric === metric && day >= one.from && day < one.to);
      const factor = (incident?.factor ?? 1) * (drift ? drift.daily ** (day - drift.from) : 1);
      counts[metric].push(poisson(base * RATE[metric] * factor, random));
    }
  }
  return { counts, planted };
}

/** Sums of whole days. */
export const byDay = (steps: readonly number[]): number[] =>
  Array.from({ length: steps.length / STEPS_A_DAY }, (_, day) =>
    steps.slice(day * STEPS_A_DAY, (day + 1) * STEPS_A_DAY).reduce((sum, count) => sum + count, 0),
  );

/** Between seven and eleven, when shops sell and somebody can act; half an hour to six hours; never two in a day. */
function plantIncidents(random: () => number, count: number): Planted[] {
  const days = new Set<number>();
  while (days.size < count) {
    const day = 21 + Math.floor(random() * (DAYS - 22));
    if (!days.has(day - 1) && !days.has(day + 1)) days.add(day);
  }
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => {
      const start = day * STEPS_A_DAY + 7 * 12 + Math.floor(random() * 15 * 12);
      const kind = random();
      const [metric, factor]: [Metric, number] =
        kind < 0.3
          ? ['checkouts', 0.05 + 0.3 * random()]
          : kind < 0.55
            ? ['orders', 0.1 * random()]
            : kind < 0.75
              ? ['views', 0.1 + 0.4 * random()]
              : kind < 0.9
                ? ['views', 1.8 + 2 * random()]
                : ['carts', 0.05 + 0.3 * random()];
      return { metric, factor, start, end: start + 6 + Math.floor(random() * 66) };
    });
}
