/**
 * What an experiment was while it was dealt: its arms in the plan's order, the control first, their weights, the metric it is
 * judged by. Kept by publication, so that figures are read as they came about, also when the plan has changed or has the
 * experiment no more [L26].
 */
import { DEFAULT_METRIC, type Metric } from '../experiments/arm-report.ts';
import { stepNamed } from '../experiments/bandit-steps.ts';
import { type PlanExperiments, prepareExperiments } from './experiments.ts';
import type { PlanDocument } from './plan.ts';

export interface DealtArm {
  id: string;
  /** Share of the units; missing where nobody knows. */
  weight?: number;
  /** Level by factor. */
  levels?: Record<string, string>;
}

export interface Named {
  /** What people call it, the plan's `note`. */
  name?: string;
}

export interface Dealt {
  metric: Metric;
  arms: readonly DealtArm[];
}

export interface PlannedExperiment extends Dealt, Named {
  id: string;
  active: boolean;
}

/** From a publication until the next one that changed it. */
export interface DealtPeriod extends Dealt, Named {
  /** ms since the epoch. */
  from: number;
}

/** Those of a plan, the holdout first. A bandit's steps are none. */
export function experimentsIn(plan: PlanDocument): PlannedExperiment[] {
  const { holdout, experiments } = prepareExperiments(plan);
  const { id, active, arms } = holdout.experiment;
  return [
    { id, active: active !== false, metric: plan.holdout?.metric ?? DEFAULT_METRIC, arms },
    ...experiments
      .filter(({ planned }) => !stepNamed(planned.id))
      .map(({ planned, prepared: { experiment }, arms: plannedTo }) => ({
        id: experiment.id,
        ...(planned.note !== undefined && { name: planned.note }),
        active: experiment.active !== false,
        metric: planned.metric ?? DEFAULT_METRIC,
        arms: experiment.arms.map((arm, i) => ({
          ...arm,
          ...(plannedTo[i]?.levels && { levels: plannedTo[i].levels }),
        })),
      })),
  ];
}

/** Names of what a plan deals: its holdout, its experiments, and its bandits as `bandit.PLACEMENT` without their steps. */
export const namesIn = ({ holdout, experiments }: PlanExperiments): string[] => [
  holdout.experiment.id,
  ...experiments.map(({ planned: { id } }) => {
    const bandit = stepNamed(id);
    return bandit ? `bandit.${bandit.placement}` : id;
  }),
];

export const isDealtAlike = (a: Dealt, b: Dealt): boolean =>
  a.metric === b.metric && JSON.stringify(a.arms) === JSON.stringify(b.arms);

/**
 * All periods in one: order and control of the newest, then arms that only earlier ones had; each arm's weight is the share of the
 * units that it should have had, period by period, so that a change of weights is no broken split [X25].
 * @param periods at least one, in the order of time @param units that were first exposed in each of them
 */
export function dealtOver(periods: readonly DealtPeriod[], units: readonly number[]): DealtArm[] {
  const newest = periods.at(-1)!;
  const arms = new Map(newest.arms.map((arm) => [arm.id, arm]));
  for (const period of periods.toReversed()) {
    for (const arm of period.arms) if (!arms.has(arm.id)) arms.set(arm.id, arm);
  }
  const total = units.reduce((sum, n) => sum + n, 0);
  const known = periods.every((period) => period.arms.every(({ weight }) => weight !== undefined));
  if (periods.length === 1 || total === 0 || !known) return [...arms.values()];
  return [...arms.values()].map((arm) => {
    const expected = periods.reduce((sum, period, i) => {
      const weights = period.arms.reduce((all, { weight = 0 }) => all + weight, 0);
      const { weight = 0 } = period.arms.find(({ id }) => id === arm.id) ?? {};
      return sum + (weights > 0 ? (units[i]! * weight) / weights : 0);
    }, 0);
    return { ...arm, weight: expected / total };
  });
}
