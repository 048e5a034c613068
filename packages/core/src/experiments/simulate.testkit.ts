/** Seeded shops that never were: what the tests run a little of, and the bench a lot. */
import { fixedHorizon, sequentialByDelta } from './compare.ts';
import { liftOf } from './lift.ts';
import { plan, type Wanted } from './planner.ts';
import { type Sample, sampleOf } from './sample.ts';
import { SRM_ALPHA, srm } from './srm.ts';

export type Random = () => number;

/** sfc32: small, fast, passes PractRand. Source: C. Doty-Humphrey; its state from splitmix32, so that seeds in a row are unrelated. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  const mixed = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [mixed(), mixed(), mixed(), mixed()];
  const next = () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** One unit's outcome, and the metric it is of. */
export interface Metric {
  kind: 'proportion' | 'mean';
  draw(random: Random): number;
}

export const buys = (rate: number): Metric => ({ kind: 'proportion', draw: (random) => (random() < rate ? 1 : 0) });

/** Most spend nothing; the rest log-normally, as orders do. */
export const spends = (rate: number, median: number, sigma: number): Metric => ({
  kind: 'mean',
  draw: (random) => (random() < rate ? median * Math.exp(sigma * normal(random)) : 0),
});

/** Box & Muller (1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Whether there is a difference, by: what the shop is shown; the same without a price for looking; and gbstats' relative interval. */
const METHODS = {
  sequential: (a: Sample, b: Sample) => liftOf(a, b),
  naive: (a: Sample, b: Sample) => liftOf(a, b, { method: 'fixed' }),
  'sequential by the delta method': (a: Sample, b: Sample) => sequentialByDelta(a, b, { difference: 'relative' }),
};
export type Method = keyof typeof METHODS;

interface Tally {
  n: number;
  sum: number;
  sumSquares: number;
}
const empty = (): Tally => ({ n: 0, sum: 0, sumSquares: 0 });

function add(tally: Tally, value: number): void {
  tally.n++;
  tally.sum += value;
  tally.sumSquares += value * value;
}

const sampled = (kind: Metric['kind'], tally: Tally): Sample =>
  kind === 'mean' ? sampleOf({ kind, ...tally }) : sampleOf({ kind, n: tally.n, sum: tally.sum });

/**
 * Share of runs in which one of the looks says that there is a difference. Visitors are dealt by a coin, one by one.
 * @param every a look after each so many visitors
 */
export function alarms(
  runs: number,
  seed: number,
  arms: readonly [Metric, Metric],
  methods: readonly Method[] = ['sequential', 'naive'],
  { visitors = 20_000, every = 100 } = {},
): Partial<Record<Method, number>> {
  const found = methods.map(() => 0);
  for (let run = 0; run < runs; run++) {
    const random = seeded(seed + run);
    const tallies = [empty(), empty()] as const;
    const alarmed = methods.map(() => false);
    for (let visitor = 1; visitor <= visitors; visitor++) {
      const arm = random() < 0.5 ? 0 : 1;
      add(tallies[arm], arms[arm].draw(random));
      if (visitor % every !== 0) continue;
      const [a, b] = [sampled(arms[0].kind, tallies[0]), sampled(arms[1].kind, tallies[1])];
      for (const [i, method] of methods.entries()) {
        if (alarmed[i]) continue;
        const answer = METHODS[method](a, b);
        alarmed[i] = typeof answer !== 'string' && answer.p < 0.05;
      }
    }
    for (const [i, one] of alarmed.entries()) if (one) found[i]!++;
  }
  return Object.fromEntries(methods.map((method, i) => [method, found[i]! / runs]));
}

/** Share of runs in which a lift as large as planned is found: at the end (fixed), or at any look until then (sequential). */
export function powerFound(runs: number, seed: number, wanted: Wanted, arms: readonly [Metric, Metric]): number {
  const { perVariation } = plan(wanted);
  const isSequential = wanted.method === 'sequential';
  const looks = isSequential ? 60 : 1;
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const random = seeded(seed + run);
    const tallies = [empty(), empty()] as const;
    for (let look = 1; look <= looks; look++) {
      const until = Math.round((perVariation * look) / looks);
      for (const arm of [0, 1] as const) while (tallies[arm].n < until) add(tallies[arm], arms[arm].draw(random));
      const [a, b] = [sampled(arms[0].kind, tallies[0]), sampled(arms[1].kind, tallies[1])];
      const answer = (isSequential ? sequentialByDelta : fixedHorizon)(a, b, { difference: 'absolute' });
      if (typeof answer !== 'string' && answer.p < (wanted.alpha ?? 0.05)) {
        found++;
        break;
      }
    }
  }
  return found / runs;
}

/**
 * Share of runs that are said to have a broken split of two arms that should be equal.
 * @param exactly the first arm has exactly that share; otherwise units are dealt by chance
 */
export function srmFound(runs: number, seed: number, units: number, share: number, exactly = false): number {
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const random = seeded(seed + run);
    let first = exactly ? Math.round(units * share) : 0;
    if (!exactly) for (let i = 0; i < units; i++) if (random() < share) first++;
    if (srm([first, units - first], [0.5, 0.5]) < SRM_ALPHA) found++;
  }
  return found / runs;
}
