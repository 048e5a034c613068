/** Seeded shops that never were: what the tests run a little of, and the bench a lot. */
import { type ArmTotals, NO_TOTALS, reportArms } from './arm-report.ts';
import { sequentialByDelta } from './compare.ts';
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

/** Looks that a sequential experiment is simulated with: one each time a sixtieth of its units has come. */
const LOOKS = 60;

/**
 * Share of runs in which the whole report, as a shop reads it, is sure of the lift of the first variation: at the planned end
 * (fixed), or at any look until then (sequential, and then by the verdict's own word where there is one variation). Who buys pays a
 * log-normal amount, three in ten click; `wanted.mean` buy, and of the first variation those with the lift.
 */
export function powerFound(runs: number, seed: number, wanted: Wanted): number {
  const { mean, lift, variations = 1, method } = wanted;
  const { perVariation } = plan(wanted);
  const isSequential = method === 'sequential';
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const random = seeded(seed + run);
    const arms = Array.from({ length: variations + 1 }, (_, i) => ({ id: `arm${i}`, totals: { ...NO_TOTALS } }));
    const [control, first] = arms as [(typeof arms)[0], (typeof arms)[0]];
    for (let look = isSequential ? 1 : LOOKS; look <= LOOKS; look++) {
      const until = Math.round((perVariation * look) / LOOKS);
      for (const { id, totals } of arms) {
        while (totals.n < until) addUnit(totals, random, id === first.id ? mean * (1 + lift) : mean);
      }
      // No correction makes a p smaller: where the metric alone says nothing, neither does the report.
      if (isSequential && !isSure(liftOf(bought(control.totals), bought(first.totals)))) continue;
      const { arms: reported, verdicts } = reportArms(arms);
      const { lift: looking, at_end: end } = reported[1]!.metrics.conversion;
      const said = lift > 0 ? 'winner' : 'control-is-best';
      if (
        isSequential && variations === 1 ? verdicts.conversion.outcome === said : isSure(isSequential ? looking : end)
      ) {
        found++;
        break;
      }
    }
  }
  return found / runs;
}

const isSure = (answer: { p: number } | string | undefined): boolean => typeof answer === 'object' && answer.p < 0.05;

const bought = ({ n, converted }: ArmTotals): Sample => sampleOf({ kind: 'proportion', n, sum: converted });

function addUnit(totals: ArmTotals, random: Random, rate: number): void {
  totals.n++;
  if (random() < 0.3) totals.clicked++;
  if (random() >= rate) return;
  const paid = Math.round(4_000 * Math.exp(0.8 * normal(random)));
  totals.converted++;
  totals.orders++;
  totals.orders2++;
  totals.revenue += paid;
  totals.revenue2 += paid * paid;
  totals.orders_revenue += paid;
  totals.capped += paid;
  totals.capped2 += paid * paid;
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
