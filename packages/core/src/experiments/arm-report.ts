/** An experiment's figures from the sums over its units: for each arm, each metric beside the control's. Rules X20–X28. */
import { type Answer, fixedHorizon, isSilent, type Silence, sequential } from './compare.ts';
import { type Sums, sampleOf } from './sample.ts';
import { SRM_ALPHA, srm } from './srm.ts';

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

export interface MetricReport {
  mean: number;
  /** Relative to the control, at every look right; or why there is none. Missing for the control. */
  lift?: Answer | Silence;
  /** Right at the planned end alone. */
  at_end?: Answer | Silence;
}

export interface ArmReport extends ArmTotals {
  arm: string;
  metrics: Record<Metric, MetricReport>;
}

export interface ExperimentReport {
  units: number;
  /** Chance of counts as far from the weights as these; under `SRM_ALPHA` something is broken and nothing else holds. */
  srm: { p: number; broken: boolean };
  arms: ArmReport[];
}

/** @param arms in the order of the plan, the control first; without a weight where the plan says none */
export function reportArms(arms: readonly { id: string; weight?: number; totals: ArmTotals }[]): ExperimentReport {
  const p = srm(
    arms.map(({ totals }) => totals.n),
    arms.map(({ weight = 1 }) => weight),
  );
  const control = arms[0]?.totals ?? NO_TOTALS;
  return {
    units: arms.reduce((sum, { totals }) => sum + totals.n, 0),
    srm: { p, broken: p < SRM_ALPHA },
    arms: arms.map(({ id, totals }, i) => ({
      arm: id,
      ...totals,
      metrics: Object.fromEntries(
        Object.entries(METRICS).map(([name, sums]) => {
          const own = sampleOf(sums(totals));
          if (i === 0) return [name, { mean: own.mean }];
          const base = sampleOf(sums(control));
          const question = { difference: 'relative', alpha: 0.05 / Math.max(1, arms.length - 1) } as const;
          return [
            name,
            {
              mean: own.mean,
              lift: sequential(base, own, question),
              at_end: fixedHorizon(base, own, question),
            },
          ];
        }),
      ) as Record<Metric, MetricReport>,
    })),
  };
}

/** What the figures say, in one sentence a metric. */
export function verdictOf({ srm: { broken }, arms }: ExperimentReport, metric: Metric): string {
  if (broken) return 'No verdict: the arms do not have the units that their weights say, so something is broken.';
  const sure = arms.slice(1).filter(({ metrics }) => {
    const { lift } = metrics[metric];
    return lift && !isSilent(lift) && (lift.from > 0 || lift.to < 0);
  });
  if (sure.length === 0) return 'Not decided yet: no arm differs surely from the control.';
  const best = sure.reduce((a, b) => (b.metrics[metric].mean > a.metrics[metric].mean ? b : a));
  const lift = best.metrics[metric].lift as Answer;
  const percent = (share: number) => `${share >= 0 ? '+' : '−'}${Math.abs(100 * share).toFixed(1)}%`;
  const name = metric.replaceAll('_', ' ');
  const is = lift.from > 0 ? 'better' : 'worse';
  return `'${best.arm}' is ${is} than '${arms[0]!.arm}' in ${name}: ${percent(lift.estimate)}, surely between ${percent(lift.from)} and ${percent(lift.to)}.`;
}
