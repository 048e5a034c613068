import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { backTestDrift } from './drift.ts';
import { generalisedEsd } from './esd.ts';
import { surprise } from './judge.ts';
import { incidentWords, mostTelling } from './telling.ts';
import { backTest, Watch } from './watch.ts';
import { byDay, METRICS, type Metric, seededRandom, syntheticYear } from './year.testkit.ts';

const nist = JSON.parse(readFileSync(new URL('fixtures/nist-esd.json', import.meta.url), 'utf8')) as {
  alpha: number;
  max_outliers: number;
  outliers: number;
  data: number[];
  R: number[];
  lambda: number[];
};
const STEPS_A_DAY = 288;

describe('generalised ESD', () => {
  it('[N17] reproduces the example of the NIST/SEMATECH e-Handbook', () => {
    const { outliers, statistics, critical } = generalisedEsd(nist.data, nist.max_outliers, nist.alpha);
    const truncated = (value: number) => Math.trunc(value * 1_000) / 1_000;
    // The handbook's values are truncated, some of them from rounded ones.
    for (const [i, value] of statistics.entries()) expect(Math.abs(truncated(value) - nist.R[i]!)).toBeLessThan(0.0011);
    for (const [i, value] of critical.entries())
      expect(Math.abs(truncated(value) - nist.lambda[i]!)).toBeLessThan(0.0011);
    expect(outliers.map((index) => nist.data[index])).toEqual([6.01, 5.42, 5.34]);
    expect(outliers).toHaveLength(nist.outliers);
  });

  it('with median and MAD takes nothing ordinary for an outlier, and every planted one', () => {
    const values = [...Array.from({ length: 40 }, (_, i) => i % 7), 60, -50, 70, 61, 62];
    expect(generalisedEsd(values, 10, 0.05, true).outliers.sort()).toEqual([40, 41, 42, 43, 44]);
    expect(generalisedEsd(values.slice(0, 40), 10, 0.05, true).outliers).toEqual([]);
    expect(generalisedEsd([3, 3, 3, 3, 3], 2).outliers).toEqual([]);
  });
});

describe('surprise', () => {
  it('[N17] is as unlikely as Poisson’s own tail while little is expected', () => {
    // P(X = 0 | 10) = e^-10 = 4.54e-5, which a normal has at -3.9135.
    expect(surprise(0, 10, 0)).toBeCloseTo(-3.9135, 3);
    // P(X >= 10 | 2) = 4.65e-5.
    expect(surprise(10, 2, 0)).toBeCloseTo(3.9077, 3);
    expect(surprise(160, 100, 0)).toBeCloseTo(6);
    expect(surprise(160, 100, 0.1)).toBeCloseTo(60 / Math.sqrt(100 + 100));
    expect(surprise(5, 0, 0.1)).toBe(0);
  });
});

describe('a year of a shop', () => {
  it.each([1])(
    '[N17] [N18] finds at least 36 of 40 incidents within 15 minutes, with at most one false alarm a week (seed %i)',
    (seed) => {
      const { counts, planted } = syntheticYear(seed);
      const found = new Set<number>();
      const late: string[] = [];
      let falseAlarms = 0;
      let started = 0;
      let recovered = 0;
      for (const metric of METRICS) {
        for (const notice of backTest(counts[metric])) {
          if (notice.what === 'recovered') {
            recovered++;
            continue;
          }
          started++;
          const index = planted.findIndex(
            (one) => one.metric === metric && notice.step >= one.start && notice.step < one.end + 12,
          );
          if (index < 0) falseAlarms++;
          // A step is known when it has ended.
          else if (notice.step - planted[index]!.start < 3) found.add(index);
          else
            late.push(
              `${metric} ×${planted[index]!.factor.toFixed(2)} after ${(notice.step - planted[index]!.start + 1) * 5} min`,
            );
        }
      }
      const views = byDay(counts.views);
      const days = (metric: Metric) =>
        byDay(counts[metric]).map((count, day) => ({ count, size: metric === 'views' ? 1 : views[day]! }));
      // No drift is planted here: each that is told is a false one.
      const drifts = METRICS.map(
        (metric) => backTestDrift(days(metric)).filter(({ what }) => what === 'started').length,
      );
      falseAlarms += drifts.reduce((sum, n) => sum + n, 0);
      const weeks = 52 - 1;
      console.log(
        `seed ${seed}: ${found.size} of 40 within 15 minutes, later: ${late.join(', ') || 'none'}; ${falseAlarms} false alarms in ${weeks} weeks of ${METRICS.length} series, ${drifts.join(' + ')} of them of drifts of ${METRICS.join(', ')}`,
      );
      expect(found.size).toBeGreaterThanOrEqual(36);
      expect(falseAlarms / weeks).toBeLessThanOrEqual(1);
      expect(recovered).toBeGreaterThanOrEqual(started - METRICS.length);
    },
  );

  it('says an incident once, and its recovery once, also when it is stored and goes on between any two steps', () => {
    const random = seededRandom(7);
    let watch = new Watch();
    const said: string[] = [];
    for (let step = 0; step < 21 * STEPS_A_DAY; step++) {
      const broken = step >= 15 * STEPS_A_DAY && step < 15 * STEPS_A_DAY + 48;
      if (step % 97 === 0) watch = Watch.restore(JSON.parse(JSON.stringify(watch.save())));
      const notice = watch.next(broken ? 2 : 80 + Math.floor(20 * random()));
      if (notice) said.push(`${notice.what} ${notice.since - 15 * STEPS_A_DAY} ${notice.step - 15 * STEPS_A_DAY}`);
    }
    expect(said).toEqual(['started 0 0', expect.stringMatching(/^recovered 0 5\d$/)]);
  });
});

describe('the most telling dimension', () => {
  const slices = [
    { dimension: 'device_class', value: 'phone', count: 4, expected: 60 },
    { dimension: 'device_class', value: 'desktop', count: 39, expected: 40 },
    { dimension: 'country', value: 'RO', count: 30, expected: 70 },
    { dimension: 'country', value: 'DE', count: 13, expected: 30 },
  ];

  it('names the value that the difference is about', () => {
    const telling = mostTelling(slices)!;
    expect(telling).toMatchObject({ dimension: 'device_class', value: 'phone' });
    expect(incidentWords('checkouts', -0.57, '14:05', telling)).toBe(
      'checkouts down 57%, only where device is phone, since 14:05',
    );
  });

  it('names none where it is everywhere', () => {
    expect(mostTelling(slices.slice(2))).toBeUndefined();
    expect(mostTelling([{ dimension: 'country', value: 'RO', count: 1, expected: 50 }])).toBeUndefined();
  });
});
