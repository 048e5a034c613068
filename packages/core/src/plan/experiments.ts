/** A plan's experiments for one visitor: who is held out, which arm of each, and what those arms change. */
import type { Attributes } from '../conditions/condition.ts';
import type { Assignment } from '../experiments/assign.ts';
import { deal, holdoutExperiment } from '../experiments/deal.ts';
import { type Prepared, prepare } from '../experiments/experiment.ts';
import { type ArmChange, DEFAULT_HOLDOUT, type PlanDocument, type PlanExperiment } from './plan.ts';

interface PreparedExperiment {
  planned: PlanExperiment;
  prepared: Prepared;
}

export interface PlanExperiments {
  holdout: Prepared;
  experiments: readonly PreparedExperiment[];
  /** Whether any audience asks about the page or the person. */
  needsAttributes: boolean;
}

/** Read once a plan version. */
export function prepareExperiments(plan: PlanDocument): PlanExperiments {
  const experiments = (plan.experiments ?? []).map((planned): PreparedExperiment => {
    const { id, off, only, seed: ownSeed, coverage, namespace, when, arms } = planned;
    const total = arms.reduce((sum, { weight = 1 }) => sum + weight, 0);
    return {
      planned,
      prepared: prepare({
        id,
        active: off !== true,
        arms: arms.map(({ id: arm, weight = 1 }) => ({ id: arm, weight: weight / total })),
        ...(only !== undefined && { only }),
        ...(ownSeed !== undefined && { seed: ownSeed }),
        ...(coverage !== undefined && { coverage }),
        ...(namespace && { namespace: { id: namespace.id, range: [namespace.from, namespace.to] } }),
        ...(when && { audience: when }),
      }),
    };
  });
  return {
    holdout: prepare(holdoutExperiment(plan.holdout?.share ?? DEFAULT_HOLDOUT, plan.holdout?.period)),
    experiments,
    needsAttributes: experiments.some(({ prepared }) => prepared.audience !== undefined),
  };
}

/** What a visitor's arms come to. */
export interface Arms {
  /** Sees no personalisation. */
  held: boolean;
  /** Arm by experiment, for conditions of rules and for arms that are kept. */
  arms: Readonly<Record<string, string>>;
  /** By placement. Undefined where nothing changes. */
  changes: ReadonlyMap<string, ArmChange> | undefined;
  /** By placement: `experiment=arm` of each counted experiment that could make a difference there. */
  exposures: ReadonlyMap<string, readonly string[]>;
}

export const NO_ARMS: Arms = { held: false, arms: {}, changes: undefined, exposures: new Map() };

/** Whom the arms are dealt to. */
export interface Unit {
  /** Empty where nothing may be remembered: nobody is in anything. */
  unit: string;
  /** Arms that were shown first, by experiment [L20]. */
  kept?: Readonly<Record<string, string>>;
}

/**
 * @param attributes asked for only where an audience stands
 * @param placements of the plan, for the holdout's exposures
 */
export function armsOf(
  { holdout, experiments }: PlanExperiments,
  { unit, kept = {} }: Unit,
  attributes: () => Attributes,
  placements: readonly string[],
): Arms {
  if (unit === '') return NO_ARMS;
  const needs = experiments.some(({ prepared }) => prepared.audience !== undefined);
  const {
    held,
    holdout: first,
    assignments,
  } = deal(
    experiments.map(({ prepared }) => prepared),
    holdout,
    { unit, kept, attributes: needs ? attributes() : {} },
  );
  const arms: Record<string, string> = {};
  const changes = new Map<string, ArmChange>();
  const exposures = new Map<string, string[]>();
  const expose = (placement: string, { experiment, arm, counted }: Assignment) => {
    if (!counted || arm === undefined) return;
    const there = exposures.get(placement) ?? [];
    exposures.set(placement, there);
    there.push(`${experiment}=${arm}`);
  };
  for (const placement of placements) expose(placement, first);
  assignments.forEach((assignment, i) => {
    if (assignment.arm === undefined) return;
    const { planned } = experiments[i]!;
    arms[planned.id] = assignment.arm;
    const set = planned.arms[assignment.index]?.set;
    for (const placement of planned.placements) {
      expose(placement, assignment);
      // The earlier experiment has a field that two of them change [L22].
      if (set) changes.set(placement, { ...set, ...changes.get(placement) });
    }
  });
  return { held, arms, changes: changes.size > 0 ? changes : undefined, exposures };
}
