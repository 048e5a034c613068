import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CUSUM, nextOfCusum, startOfCusum } from './cusum.ts';
import { BASE_DAYS, backTestDrift, DriftWatch } from './drift.ts';
import { backTest } from './watch.ts';
import { byDay, METRICS, type PlantedDrift, seededRandom, syntheticYear } from './year.testkit.ts';

const book = JSON.parse(readFileSync(new URL('fixtures/montgomery-cusum.json', import.meta.url), 'utf8')) as {
  data: number[];
  target: number;
  slack: number;
  first_beyond: number;
  up_at_29: number;
  run_at_29: number;
};
const STEPS_A_DAY = 288;

describe('CUSUM', () => {
  it('[N22] reproduces the example of Montgomery’s book', () => {
    let cusum = startOfCusum();
    const beyond: number[] = [];
    for (const [i, value] of book.data.entries()) {
      cusum = nextOfCusum(cusum, value - book.target, book.slack);
      if (Math.max(cusum.up.sum, cusum.down.sum) > DEFAULT_CUSUM.limit) beyond.push(i + 1);
      if (i + 1 !== 29) continue;
      expect(cusum.up.sum).toBeCloseTo(book.up_at_29, 2);
      expect(cusum.up.run).toBe(book.run_at_29);
      expect(cusum.down.sum).toBe(0);
    }
    expect(beyond[0]).toBe(book.first_beyond);
  });

  it('[N22] is the greatest sum of what is beyond the allowance that ends now, as Page has it', () => {
    const steps = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, (hundredths) => {
        const values = hundredths.map((n) => n / 100);
        const greatest = (sign: number) =>
          Math.max(
            0,
            ...values.map((_, from) => values.slice(from).reduce((sum, z) => sum + sign * z - DEFAULT_CUSUM.slack, 0)),
          );
        const { up, down } = values.reduce((cusum, z) => nextOfCusum(cusum, z), startOfCusum());
        expect(up.sum).toBeCloseTo(greatest(1), 9);
        expect(down.sum).toBeCloseTo(greatest(-1), 9);
      }),
    );
  });
});

const PLANTED: PlantedDrift[] = [
  { metric: 'carts', from: 70, to: 105, daily: 0.99 },
  { metric: 'carts', from: 170, to: 205, daily: 1.01 },
  { metric: 'carts', from: 270, to: 305, daily: 0.993 },
  { metric: 'checkouts', from: 50, to: 85, daily: 0.988 },
  { metric: 'checkouts', from: 150, to: 185, daily: 0.99 },
  { metric: 'checkouts', from: 250, to: 285, daily: 1.008 },
  { metric: 'orders', from: 60, to: 95, daily: 0.985 },
  { metric: 'orders', from: 160, to: 195, daily: 0.99 },
  { metric: 'orders', from: 280, to: 315, daily: 0.992 },
];

describe('slow drifts', () => {
  it('[N22] of 0.7% to 1.5% a day are found in a year of a shop, before any single point betrays them', () => {
    const { counts } = syntheticYear(4, 0, PLANTED);
    const views = byDay(counts.views);
    const told: string[] = [];
    let inTime = 0;
    let falseOnes = 0;
    for (const metric of METRICS.filter((one) => one !== 'views')) {
      const notices = backTestDrift(byDay(counts[metric]).map((count, day) => ({ count, size: views[day]! })));
      const points = backTest(counts[metric]).filter(({ what }) => what === 'started');
      const its = PLANTED.filter((one) => one.metric === metric);
      for (const { from, to, daily } of its) {
        const notice = notices.find(({ what, day }) => what === 'started' && day >= from && day < to);
        const betrayed = points.find(({ step }) => step >= from * STEPS_A_DAY && step < to * STEPS_A_DAY);
        const took = notice && notice.day - from + 1;
        told.push(
          `${metric} ×${daily} a day: ${took ? `after ${took} days` : 'not found'}${betrayed ? `, a point after ${Math.floor(betrayed.step / STEPS_A_DAY) - from + 1}` : ''}`,
        );
        if (notice?.what !== 'started' || took! > 21) continue;
        expect(notice.direction).toBe(daily < 1 ? 'down' : 'up');
        expect(betrayed === undefined || betrayed.step > notice.day * STEPS_A_DAY).toBe(true);
        inTime++;
      }
      // It ends when the drift does, or becomes the ordinary; and its end may look like one the other way.
      falseOnes += notices.filter(
        ({ what, day }) => what === 'started' && !its.some(({ from, to }) => day >= from && day < to + BASE_DAYS),
      ).length;
      expect(notices.map(({ what }) => what)).toEqual(notices.map((_, i) => (i % 2 === 0 ? 'started' : 'recovered')));
    }
    console.log(`${inTime} of ${PLANTED.length} within three weeks: ${told.join('; ')}; ${falseOnes} false ones`);
    expect(inTime).toBeGreaterThanOrEqual(8);
    expect(falseOnes).toBeLessThanOrEqual(2);
  });

  it('[N18] is said once, goes on where it was stored, and ends when a week is ordinary again', () => {
    const random = seededRandom(3);
    let watch = new DriftWatch();
    const said: string[] = [];
    for (let day = 0; day < 120; day++) {
      if (day % 11 === 0) watch = DriftWatch.restore(JSON.parse(JSON.stringify(watch.save())));
      const factor = day >= 50 && day < 80 ? 0.985 ** (day - 50) : 1;
      // Twice as many at weekends, and so of the page views: no drift.
      const size = day % 7 >= 5 ? 4_000 : 2_000;
      const notice = watch.next({ count: Math.round(size * 0.1 * factor * (0.96 + 0.08 * random())), size });
      if (notice) said.push(`${notice.what} ${notice.day} since ${notice.since}`);
      if (notice?.what === 'started') expect(notice.change).toBeLessThan(-0.1);
    }
    expect(said).toEqual([
      expect.stringMatching(/^started (5[5-9]|6\d) since 5\d$/),
      expect.stringMatching(/^recovered 8\d since 5\d$/),
    ]);
  });

  it('[N22] is none where one day is odd, a weekday is always different, or there is nothing to divide by', () => {
    const flat = Array.from({ length: 100 }, (_, day) => ({ count: day % 7 === 6 ? 60 : 100, size: 1_000 }));
    expect(backTestDrift(flat)).toEqual([]);
    expect(backTestDrift(flat.map((day, i) => (i === 60 ? { ...day, count: 0 } : day)))).toEqual([]);
    expect(backTestDrift(flat.map((day, i) => (i > 60 ? { count: 0, size: 0 } : day)))).toEqual([]);
    expect(backTestDrift(flat.map(() => ({ count: 0, size: 0 })))).toEqual([]);
    // Four weeks are needed before anything is said.
    expect(backTestDrift(flat.slice(0, BASE_DAYS).map((day, i) => ({ ...day, count: day.count * 0.9 ** i })))).toEqual(
      [],
    );
  });
});
