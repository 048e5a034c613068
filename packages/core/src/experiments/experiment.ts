/** What an experiment is, to the part that deals arms out. The plan's document holds it; `prepare` reads it once a version. */
import { type Condition, type ConditionTest, compileCondition, type Groups } from '../conditions/condition.ts';
import { placeOf } from './hash.ts';
import { inRange, type Range, rangesOf } from './ranges.ts';

export interface Arm {
  id: string;
  /** Share of those who take part; equal where an arm has none, or where they do not make 1 ± 0.01. */
  weight?: number;
}

export interface Experiment {
  id: string;
  /** The first is the control. */
  arms: readonly Arm[];
  /** False: nobody is in it from now on, whoever was. */
  active?: boolean;
  /** This arm for everyone who takes part, uncounted: a winner on its way out of the experiment. */
  only?: string;
  /** Salt of the hash; the id unless given. A new one deals everybody again. */
  seed?: string;
  hashVersion?: 1 | 2;
  /** Share of units that take part, 0…1; all unless given. */
  coverage?: number;
  /** One an arm, in place of coverage and weights. */
  ranges?: readonly Range[];
  /** Experiments of one namespace with ranges apart never share a unit. */
  namespace?: { id: string; range: Range };
  /** Further cuts: a unit must fall into one of the ranges of each. With any, the namespace is not looked at. */
  filters?: readonly Filter[];
  /** Who takes part. */
  audience?: Condition;
}

export interface Filter {
  seed: string;
  hashVersion?: 1 | 2;
  ranges: readonly Range[];
}

/** An experiment read for serving. */
export interface Prepared {
  experiment: Experiment;
  ranges: readonly Range[];
  audience: ConditionTest | undefined;
}

/** @param groups lists that `$inGroup` may name */
export function prepare(experiment: Experiment, groups: Groups = {}): Prepared {
  const { arms, coverage = 1, audience } = experiment;
  const weights = arms.map(({ weight }) => weight);
  const given = weights.every((weight) => weight !== undefined) ? weights : null;
  return {
    experiment,
    ranges: experiment.ranges ?? rangesOf(arms.length, coverage, given),
    audience: audience && compileCondition(audience, groups),
  };
}

/** Whether the unit falls into each of the filters. */
export function passesFilters(unit: string, filters: readonly Filter[]): boolean {
  return filters.every(({ seed, hashVersion = 2, ranges }) => {
    const place = placeOf(seed, unit, hashVersion);
    return place !== null && ranges.some((range) => inRange(place, range));
  });
}

/** Namespaces are cut by hash version 1, whatever the experiment's. Source: GrowthBook's SDK specification, inNamespace. */
export function inNamespace(unit: string, { id, range }: { id: string; range: Range }): boolean {
  const place = placeOf(`__${id}`, unit, 1);
  return place !== null && inRange(place, range);
}
