/** Lift over the holdout, from the exposures that people really had ([X6], [X10] of core's experiments/SPEC.md). */
import { NO_TOTALS, reportArms } from '@edgewise/core/experiments/arm-report';
import { ATTRIBUTION_WINDOWS, type AttributionWindows } from '@edgewise/core/person/outcomes';
import { prepareExperiments } from '@edgewise/core/plan/experiments';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import type { Env } from './bindings.ts';
import { shopOf } from './objects/names.ts';
import { readExperiment } from './read-experiment.ts';

/** Share of the holdout's; an end that is null is none. A word where the data allow no answer. */
export type LiftInterval = { estimate: number; from: number | null; to: number | null; p: number } | string;

export interface LiftArm {
  arm: string;
  people: number;
  ordered: number;
  revenue: number;
  /** Of the revenue: paid for items last clicked on a shelf, and for items a shelf had shown [X13]. Never to be added. */
  by_click: number;
  by_view: number;
}

export interface HoldoutLift {
  experiment: string;
  /** The holdout first. Money in minor units of the shop's first currency. */
  arms: LiftArm[];
  /** How long after the exposure orders count, and before the order clicks and views do. */
  windows_days: AttributionWindows;
  conversion: LiftInterval;
  revenue: LiftInterval;
  /** Counts that do not fit the share held out: something is broken, and no lift is to be believed. */
  broken: boolean;
}

/** People whose first exposure lies in [from, to), by what they did in the 30 days after it. */
export async function readLift(env: Env, site: string, window: { from: number; to: number }): Promise<HoldoutLift> {
  const view = await shopOf(env, site).view();
  const { id, arms } = prepareExperiments(JSON.parse(view!.plan.text) as PlanDocument).holdout.experiment;
  const found = await readExperiment(env, site, id, window);
  const report = reportArms(found?.arms('person', true) ?? arms.map((arm) => ({ ...arm, totals: NO_TOTALS })));
  const { metrics } = report.arms[1]!;
  return {
    experiment: id,
    arms: report.arms.map(({ arm, n, converted, revenue, by_click, by_view }) => ({
      arm,
      people: n,
      ordered: converted,
      revenue,
      by_click,
      by_view,
    })),
    windows_days: ATTRIBUTION_WINDOWS,
    conversion: intervalOf(metrics.conversion.lift),
    revenue: intervalOf(metrics.revenue_per_unit.lift),
    broken: report.srm.broken,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const intervalOf = (lift: ReturnType<typeof reportArms>['arms'][0]['metrics']['conversion']['lift']): LiftInterval =>
  typeof lift === 'object'
    ? { estimate: lift.estimate, from: finite(lift.from), to: finite(lift.to), p: lift.p }
    : (lift ?? 'no units');
