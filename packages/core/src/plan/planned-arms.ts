/** The arms of a plan's experiment: those it names, or every combination of its factors' levels [X7]. */
import { factorialArms } from '../experiments/factors.ts';
import type { ArmChange, PlanExperiment } from './plan.ts';

export interface PlannedArm {
  id: string;
  weight?: number;
  set?: ArmChange;
  /** Level by factor, where the experiment has factors. */
  levels?: Record<string, string>;
}

/** Combinations have equal weights. Where two factors change one field the later has it; a draft may not say so. */
export function plannedArms({ arms, factors = [] }: Pick<PlanExperiment, 'arms' | 'factors'>): PlannedArm[] {
  if (arms) return arms;
  return factorialArms(factors.map(({ id, levels }) => ({ id, levels: levels.map((level) => level.id) }))).map(
    ({ id, levels }): PlannedArm => {
      const set: ArmChange = {};
      for (const factor of factors) {
        Object.assign(set, factor.levels.find((level) => level.id === levels[factor.id])?.set);
      }
      return { id, set, levels };
    },
  );
}
