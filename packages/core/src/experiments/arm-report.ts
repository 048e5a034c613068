/** An experiment's figures from the sums over its units: for each arm, each metric beside the control's. Rules X20–X28. */

import type { ExperimentMetric } from '@edgewise/protocol/schemas-plan';
import type { AttributionWindows } from '../person/outcomes.ts';
import { corrected } from './corrections.ts';
import { type Effect, effectsOf } from './effects.ts';
import { type Judged, judge, type MetricSums } from './judge.ts';
import { type Sample, type Sums, samplesOf } from './sample.ts';
import type { Money } from './verdict.ts';

/** Sums over the units of one arm; `…2` are of squares. Money in minor units. */
export interface ArmTotals {
  n: number;
  converted: number;
  clicked: number;
  orders: number;
  orders2: number;
  revenue: number;
  revenue2: number;
  /** Σ orders × revenue. */
  orders_revenue: number;
  /** Of the revenue, what the shop's backend signed. */
  verified: number;
  /** Of the revenue: paid for items last clicked on a shelf, and for items a shelf had shown [X13]. People alone have it. */
  by_click: number;
  by_view: number;
  /** Revenue cut at the winsor cap, one for all arms. */
  capped: number;
  capped2: number;
  /** Revenue in as long a time before the exposure, cut likewise; and Σ capped × earlier. */
  earlier: number;
  earlier2: number;
  capped_earlier: number;
}

export const NO_TOTALS: ArmTotals = {
  n: 0,
  converted: 0,
  clicked: 0,
  orders: 0,
  orders2: 0,
  revenue: 0,
  revenue2: 0,
  orders_revenue: 0,
  verified: 0,
  by_click: 0,
  by_view: 0,
  capped: 0,
  capped2: 0,
  earlier: 0,
  earlier2: 0,
  capped_earlier: 0,
};

const METRICS = {
  conversion: ({ n, converted }: ArmTotals): Sums => ({ kind: 'proportion', n, sum: converted }),
  click_through: ({ n, clicked }: ArmTotals): Sums => ({ kind: 'proportion', n, sum: clicked }),
  orders_per_unit: ({ n, orders, orders2 }: ArmTotals): Sums => ({ kind: 'mean', n, sum: orders, sumSquares: orders2 }),
  revenue_per_unit: ({ n, revenue, revenue2 }: ArmTotals): Sums => ({
    kind: 'mean',
    n,
    sum: revenue,
    sumSquares: revenue2,
  }),
  revenue_per_order: ({ n, orders, orders2, revenue, revenue2, orders_revenue }: ArmTotals): Sums => ({
    kind: 'ratio',
    n,
    numerator: { sum: revenue, sumSquares: revenue2 },
    denominator: { sum: orders, sumSquares: orders2 },
    sumProducts: orders_revenue,
  }),
  /** Revenue again with less noise: the greatest orders cut, and what a unit spent before taken into account (CUPED). */
  revenue_adjusted: ({ n, capped, capped2, earlier, earlier2, capped_earlier }: ArmTotals): Sums => ({
    kind: 'cuped',
    n,
    post: { sum: capped, sumSquares: capped2 },
    pre: { sum: earlier, sumSquares: earlier2 },
    sumProducts: capped_earlier,
  }),
} satisfies Record<ExperimentMetric, (arm: ArmTotals) => Sums>;

export type Metric = ExperimentMetric;

/** What an experiment is judged by where its plan names no metric. */
export const DEFAULT_METRIC: Metric = 'conversion';

/** A difference in them is money for each unit. */
const IN_MONEY: ReadonlySet<Metric> = new Set(['revenue_per_unit', 'revenue_adjusted']);

/** Of one metric of one arm. `lift` and `at_end` are missing for the control, and a word where the data allow no answer. */
export interface MetricReport {
  mean: number;
  /** Share of the control's mean. Right at every look; an end that is null is none. p is corrected [X26]. */
  lift?: { estimate: number; from: number; to: number; p: number } | string;
  /** The same by a test that is right once, at the planned end; its p is corrected likewise. */
  at_end?: { estimate: number; from: number; to: number; p: number } | string;
  chance_to_be_best: number;
  /** What serving this arm loses on average against the best, in the metric's unit. */
  expected_loss: number;
}

export interface ArmReport extends ArmTotals {
  arm: string;
  metrics: Record<Metric, MetricReport>;
}

export interface ExperimentReport {
  units: number;
  /** The metric that the experiment is judged by [X26]; the others are seen beside it. */
  primary: Metric;
  /** Chance of counts as far from the weights as these; where broken nothing else holds. */
  srm: { p: number; broken: boolean };
  arms: ArmReport[];
  verdicts: Record<Metric, Judged['metrics'][number]['verdict']>;
  /** Of an experiment with factors: what each does, whatever the others are, and each two together [X7]. */
  effects?: Record<Metric, EffectReport[]>;
}

/** What the shop's staff are told of one experiment. */
export interface ExperimentResults {
  experiment: string;
  active: boolean;
  /** Whether the published plan has it. */
  planned: boolean;
  /** What it is judged by [X26]. */
  metric: Metric;
  /** When its arms, weights or metric were changed after the first unit was exposed, ms since the epoch. */
  changed: number[];
  /** ISO 4217, of every amount; amounts are minor units. */
  currency: string;
  /** When the first and the newest unit were exposed, ms since the epoch; null where none was. */
  first: number | null;
  newest: number | null;
  windows_days: AttributionWindows;
  /** The main analysis: every person, under the arm they were shown first. */
  people: ExperimentReport;
  /** The same without who was shown two arms. */
  people_not_crossed: ExperimentReport;
  /** Units that were shown two arms. */
  crossed: number;
  /** Below tier person: not the same units, so never added to people. */
  visits: ExperimentReport;
}

/** In the metric's own unit: its mean with these levels less that with the factors' first. Right at every look. */
export interface EffectReport extends Pick<Effect, 'levels' | 'estimate' | 'from' | 'to'> {
  /** Right once, at the planned end; corrected for all effects on this metric. */
  p: number;
}

export interface ReportedArm {
  id: string;
  /** Missing where the plan says none. */
  weight?: number;
  /** Level by factor. */
  levels?: Record<string, string>;
  totals: ArmTotals;
}

/**
 * @param arms in the order of the plan, the control first
 * @param money what a metric that is money is told in; its `perMetric` is 1
 */
export function reportArms(
  arms: readonly ReportedArm[],
  money?: Omit<Money, 'perMetric'>,
  primary: Metric = DEFAULT_METRIC,
): ExperimentReport {
  const names = Object.keys(METRICS) as Metric[];
  const metrics = names.map(
    (id): MetricSums => ({
      id,
      better: 'more',
      arms: arms.map(({ totals }) => METRICS[id](totals)),
      ...(money && IN_MONEY.has(id) && { money: { ...money, perMetric: 1 } }),
    }),
  );
  const dealt = arms.map(({ id, weight = 1 }) => ({ id, weight }));
  const judged = judge(dealt, metrics, { primary });
  const atEnd = judge(dealt, metrics, { primary, method: 'fixed' });
  const report = (metric: number, arm: number): MetricReport => {
    const { mean, lift, silence, p, chanceToBeBest, expectedLoss } = judged.metrics[metric]!.arms[arm]!;
    const own = { mean, chance_to_be_best: chanceToBeBest, expected_loss: expectedLoss };
    if (arm === 0) return own;
    const end = atEnd.metrics[metric]!.arms[arm]!;
    return {
      ...own,
      lift: lift ? { ...lift.relative, p } : silence!,
      at_end: end.lift ? { ...end.lift.relative, p: end.p } : end.silence!,
    };
  };
  const byMetric = <T>(of: (metric: number) => T) =>
    Object.fromEntries(names.map((name, i) => [name, of(i)])) as Record<Metric, T>;
  return {
    units: arms.reduce((sum, { totals }) => sum + totals.n, 0),
    primary,
    srm: { p: judged.srm, broken: !judged.splitIsRight },
    arms: arms.map(({ id, totals }, i) => ({ arm: id, ...totals, metrics: byMetric((metric) => report(metric, i)) })),
    verdicts: byMetric((metric) => judged.metrics[metric]!.verdict),
    ...(arms.some(({ levels }) => levels) && {
      effects: byMetric((metric) => effectsIn(arms, samplesOf(metrics[metric]!.arms))),
    }),
  };
}

/** Empty while a cell has no units or no variance. */
function effectsIn(arms: readonly ReportedArm[], samples: readonly Sample[]): EffectReport[] {
  const effects = effectsOf(arms.map(({ id, levels = {} }, i) => ({ arm: { id, levels }, sample: samples[i]! })));
  const ps = corrected(
    effects.map(({ p }) => p),
    'holm',
  );
  return effects.map(({ levels, estimate, from, to }, i) => ({ levels, estimate, from, to, p: ps[i]! }));
}
