/** An experiment's figures as it was dealt: its periods from the Shop, its sums from the Results ([L26] of core's plan/SPEC.md). */
import {
  type ArmTotals,
  DEFAULT_METRIC,
  type Metric,
  NO_TOTALS,
  type ReportedArm,
} from '@edgewise/core/experiments/arm-report';
import { type DealtArm, dealtOver } from '@edgewise/core/plan/dealt';
import type { Env } from './bindings.ts';
import { resultsOf, shopOf } from './objects/names.ts';
import type { ArmSums, Scope } from './storage/outcome-rows.ts';

export interface ReadExperiment {
  /** What people called it last. */
  name?: string;
  metric: Metric;
  /** When arms, weights or the metric changed after the first unit was exposed, ms since the epoch. */
  changed: number[];
  sums: ArmSums[];
  arms(scope: Scope, crossedToo: boolean): ReportedArm[];
}

/**
 * @param first only units whose first exposure lies in [from, to), ms since the epoch
 * @returns null where no plan ever had it and nobody was exposed to it
 */
export async function readExperiment(
  env: Env,
  site: string,
  experiment: string,
  first = { from: 0, to: Number.MAX_SAFE_INTEGER },
): Promise<ReadExperiment | null> {
  const results = resultsOf(env, site);
  const [periods, sums] = await Promise.all([
    shopOf(env, site).experimentPeriods(experiment),
    results.sums(experiment, first),
  ]);
  if (periods.length === 0) {
    if (sums.length === 0) return null;
    // Rows of nobody's plan: an arm that only a browser named.
    const arms = [...new Set(sums.map(({ arm }) => arm))].sort().map((id): DealtArm => ({ id }));
    return { metric: DEFAULT_METRIC, changed: [], sums, arms: (...asked) => totalled(arms, sums, ...asked) };
  }
  // What came before the first period that is known was dealt as in it.
  const begins = periods.map(({ from }, i) => (i === 0 ? 0 : from));
  const began = sums.reduce((least, one) => Math.min(least, one.first), Number.POSITIVE_INFINITY);
  const ended = sums.reduce((most, one) => Math.max(most, one.last), Number.NEGATIVE_INFINITY);
  const touched = periods.flatMap((period, i) => {
    const until = begins[i + 1] ?? Number.MAX_SAFE_INTEGER;
    return i === periods.length - 1 || (until > began && begins[i]! <= ended)
      ? [{ period, from: begins[i]!, until }]
      : [];
  });
  const seen =
    touched.length === 1
      ? [sums]
      : await Promise.all(
          touched.map(({ from, until }) =>
            results.sums(experiment, { from: Math.max(from, first.from), to: Math.min(until, first.to) }),
          ),
        );
  const { metric, name } = periods.at(-1)!;
  return {
    ...(name !== undefined && { name }),
    metric,
    changed: begins.filter((from) => from > began),
    sums,
    arms(scope, crossedToo) {
      const units = seen.map((part) => part.reduce((sum, one) => (one.scope === scope ? sum + one.n : sum), 0));
      const arms = dealtOver(
        touched.map(({ period }) => period),
        units,
      );
      return totalled(arms, sums, scope, crossedToo);
    },
  };
}

function totalled(
  arms: readonly DealtArm[],
  sums: readonly ArmSums[],
  scope: Scope,
  crossedToo: boolean,
): ReportedArm[] {
  return arms.map((arm) => ({
    ...arm,
    totals: totalsOf(sums.filter((sum) => sum.scope === scope && sum.arm === arm.id && (crossedToo || !sum.crossed))),
  }));
}

function totalsOf(sums: readonly ArmSums[]): ArmTotals {
  const totals = { ...NO_TOTALS };
  for (const sum of sums) {
    for (const key of Object.keys(totals) as (keyof ArmTotals)[]) totals[key] += sum[key] ?? 0;
  }
  return totals;
}
