/** All experiments of a plan for one asker, behind the holdout [X6]. */
import { type Asker, type Assignment, assign } from './assign.ts';
import type { Experiment, Prepared } from './experiment.ts';

/** The holdout is an experiment like any other, with this id and its period: exposures and figures are read the same way. */
const HOLDOUT = 'holdout';
/** Sees no personalisation: trending and the catalogue, the same for everyone. */
export const HELD = 'held';
export const SHOWN = 'shown';

/** On unless a shop says 0. */
export const DEFAULT_HOLDOUT_SHARE = 0.05;

/**
 * @param share 0…1 of units that see no personalisation
 * @param period deals the holdout again where it changes: a person should not be held for ever
 */
export function holdoutExperiment(share = DEFAULT_HOLDOUT_SHARE, period = ''): Experiment {
  return {
    id: period === '' ? HOLDOUT : `${HOLDOUT}:${period}`,
    active: share > 0,
    arms: [
      { id: HELD, weight: share },
      { id: SHOWN, weight: 1 - share },
    ],
  };
}

export interface Dealt {
  held: boolean;
  holdout: Assignment;
  /** One an experiment, in the plan's order; all out where held. */
  assignments: Assignment[];
}

export function deal(experiments: readonly Prepared[], holdout: Prepared, asker: Asker): Dealt {
  const first = assign(holdout, asker);
  const held = first.arm === HELD;
  const assignments = experiments.map((prepared): Assignment => {
    const dealt = assign(prepared, asker);
    if (!held || dealt.reason === 'forced') return dealt;
    return { experiment: dealt.experiment, index: -1, arm: undefined, counted: false, reason: 'held-out' };
  });
  return { held, holdout: first, assignments };
}
