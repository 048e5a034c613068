/** A plan's experiments for one visitor: who is held out, which arm of each, and what those arms change. */
import type { Attributes } from '../conditions/condition.ts';
import type { Assignment } from '../experiments/assign.ts';
import { deal, holdoutExperiment } from '../experiments/deal.ts';
import { type Prepared, prepare } from '../experiments/experiment.ts';
import { ARMS_PREFIX } from './attributes.ts';
import { type BanditSteps, banditExperiments } from './bandits.ts';
import { type ArmChange, DEFAULT_HOLDOUT, type PlanDocument, type PlanExperiment } from './plan.ts';
import { type PlannedArm, plannedArms } from './planned-arms.ts';

interface PreparedExperiment {
  planned: PlanExperiment;
  arms: readonly PlannedArm[];
  prepared: Prepared;
  /** Whether an arm can change more than how a shelf that is chosen looks: which cards it has, or what rules do. */
  choosesCards: boolean;
  /** Whether a rule asks for its arm, so that it may change any shelf. */
  reachesAll: boolean;
}

/** What an arm changes of a shelf without choosing other cards. */
const LOOKS: ReadonlySet<string> = new Set(['title', 'template', 'liquid', 'moment'] satisfies (keyof ArmChange)[]);

export interface PlanExperiments {
  holdout: Prepared;
  experiments: readonly PreparedExperiment[];
}

/**
 * Read once a plan version, and again with each step of a bandit.
 * @param steps what is published of the plan's bandits
 */
export function prepareExperiments(plan: PlanDocument, steps: BanditSteps = {}): PlanExperiments {
  const conditions = JSON.stringify((plan.rules ?? []).map(({ when }) => when ?? null));
  const all = [...(plan.experiments ?? []), ...banditExperiments(plan, steps)];
  const experiments = all.map((planned): PreparedExperiment => {
    const { id, off, only, seed: ownSeed, coverage, namespace, when } = planned;
    const arms = plannedArms(planned);
    const total = arms.reduce((sum, { weight = 1 }) => sum + weight, 0);
    const reachesAll = conditions.includes(JSON.stringify(ARMS_PREFIX + id));
    return {
      planned,
      arms,
      reachesAll,
      choosesCards: reachesAll || arms.some(({ set = {} }) => Object.keys(set).some((field) => !LOOKS.has(field))),
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
  /** Those that count for the figures, where they make a difference: the holdout first. */
  counted: readonly CountedArm[];
}

/** An arm that was dealt, and what else might have been. */
export interface CountedArm {
  experiment: string;
  arm: string;
  /** The other arms that anybody is dealt. */
  others: readonly string[];
  /** It was shown before: there is nothing left to find out. */
  isKnown: boolean;
  /** Where it can make a difference; undefined: on any shelf. */
  placements: readonly string[] | undefined;
  choosesCards: boolean;
}

const NO_ARMS: Arms = { held: false, arms: {}, changes: undefined, counted: [] };

/** Whom the arms are dealt to. */
export interface Unit {
  /** Empty where nothing may be remembered: nobody is in anything. */
  unit: string;
  /** Arms that were shown first, by experiment [L20]. */
  kept?: Readonly<Record<string, string>>;
}

/** @param attributes asked for only where an audience stands */
export function armsOf({ holdout, experiments }: PlanExperiments, unit: Unit, attributes: () => Attributes): Arms {
  if (unit.unit === '') return NO_ARMS;
  const { kept = {} } = unit;
  const needs = experiments.some(({ prepared }) => prepared.audience !== undefined);
  const {
    held,
    holdout: first,
    assignments,
  } = deal(
    experiments.map(({ prepared }) => prepared),
    holdout,
    { unit: unit.unit, kept, attributes: needs ? attributes() : {} },
  );
  const arms: Record<string, string> = {};
  const changes = new Map<string, ArmChange>();
  const counted: CountedArm[] = [];
  const count = (
    { experiment, arm, counted: counts, reason }: Assignment,
    { experiment: dealt }: Prepared,
    reach: Pick<CountedArm, 'placements' | 'choosesCards'>,
  ) => {
    if (!counts || arm === undefined) return;
    const others = dealt.arms.filter(({ id, weight = 1 }) => id !== arm && weight > 0).map(({ id }) => id);
    counted.push({ experiment, arm, others, isKnown: reason === 'kept', ...reach });
  };
  count(first, holdout, { placements: undefined, choosesCards: true });
  assignments.forEach((assignment, i) => {
    if (assignment.arm === undefined) return;
    const { planned, arms: plannedTo, prepared, choosesCards, reachesAll } = experiments[i]!;
    arms[planned.id] = assignment.arm;
    count(assignment, prepared, { placements: reachesAll ? undefined : planned.placements, choosesCards });
    const set = plannedTo[assignment.index]?.set;
    if (!set) return;
    // The earlier experiment has a field that two of them change [L22].
    for (const placement of planned.placements) changes.set(placement, { ...set, ...changes.get(placement) });
  });
  return { held, arms, changes: changes.size > 0 ? changes : undefined, counted };
}

/** What the plan's arm changes of a placement. */
export function changeOf(
  { experiments }: PlanExperiments,
  experiment: string,
  arm: string,
  placement: string,
): ArmChange | undefined {
  const found = experiments.find(({ planned }) => planned.id === experiment);
  return found?.planned.placements.includes(placement) ? found.arms.find(({ id }) => id === arm)?.set : undefined;
}
