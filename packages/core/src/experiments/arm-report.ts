/** An experiment's figures from the sums over its units: for each arm, each metric beside the control's. Rules X20–X28. */
import { type Judged, judge, type MetricSums } from './judge.ts';
import { liftOf } from './lift.ts';
import { type Sums, sampleOf } from './sample.ts';
import type { Money } from './verdict.ts';

/** Sums over the units of one arm. Money in minor units. */
export interface ArmTotals {
  n: number;
  converted: number;
  clicked: number;
  orders: number;
  orders2: number;
  revenue: number;
  revenue2: number;
  by_click: number;
  by_view: number;
}

export const NO_TOTALS: ArmTotals = {
  n: 0,
  converted: 0,
  clicked: 0,
  orders: 0,
  orders2: 0,
  revenue: 0,
  revenue2: 0,
  by_click: 0,
  by_view: 0,
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
} satisfies Record<string, (arm: ArmTotals) => Sums>;

export type Metric = keyof typeof METRICS;

/** Of one metric of one arm. `lift` and `at_end` are missing for the control, and a word where the data allow no answer. */
export interface MetricReport {
  mean: number;
  /** Share of the control's mean. Right at every look; an end that is null is none. p is corrected for all arms and metrics. */
  lift?: { estimate: number; from: number; to: number; p: number } | string;
  /** The same by a test that is right once, at the planned end. */
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
  /** Chance of counts as far from the weights as these; where broken nothing else holds. */
  srm: { p: number; broken: boolean };
  arms: ArmReport[];
  verdicts: Record<Metric, Judged['metrics'][number]['verdict']>;
}

/**
 * @param arms in the order of the plan, the control first; without a weight where the plan says none
 * @param money what a metric that is money is told in; its `perMetric` is 1
 */
export function reportArms(
  arms: readonly { id: string; weight?: number; totals: ArmTotals }[],
  money?: Omit<Money, 'perMetric'>,
): ExperimentReport {
  const names = Object.keys(METRICS) as Metric[];
  const metrics = names.map(
    (id): MetricSums => ({
      id,
      better: 'more',
      arms: arms.map(({ totals }) => METRICS[id](totals)),
      ...(money && id === 'revenue_per_unit' && { money: { ...money, perMetric: 1 } }),
    }),
  );
  const judged = judge(
    arms.map(({ id, weight = 1 }) => ({ id, weight })),
    metrics,
  );
  const report = (metric: number, arm: number): MetricReport => {
    const { mean, lift, silence, p, chanceToBeBest, expectedLoss } = judged.metrics[metric]!.arms[arm]!;
    const own = { mean, chance_to_be_best: chanceToBeBest, expected_loss: expectedLoss };
    if (arm === 0) return own;
    const [control, sums] = [metrics[metric]!.arms[0]!, metrics[metric]!.arms[arm]!];
    const end = liftOf(sampleOf(control), sampleOf(sums), { method: 'fixed' });
    return {
      ...own,
      lift: lift ? { ...lift.relative, p } : silence!,
      at_end: typeof end === 'string' ? end : { ...end.relative, p: end.p },
    };
  };
  const byMetric = <T>(of: (metric: number) => T) =>
    Object.fromEntries(names.map((name, i) => [name, of(i)])) as Record<Metric, T>;
  return {
    units: arms.reduce((sum, { totals }) => sum + totals.n, 0),
    srm: { p: judged.srm, broken: !judged.splitIsRight },
    arms: arms.map(({ id, totals }, i) => ({ arm: id, ...totals, metrics: byMetric((metric) => report(metric, i)) })),
    verdicts: byMetric((metric) => judged.metrics[metric]!.verdict),
  };
}
