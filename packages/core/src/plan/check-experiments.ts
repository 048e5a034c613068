/** Experiments of a draft: arms or factors, who takes part, and which of them get in each other's way. */
import { LIMITS } from '@edgewise/protocol/limits';
import type { Path } from '@edgewise/protocol/parse-plan';
import { checkAsked } from './check-conditions.ts';
import type { Placement, PlanExperiment } from './plan.ts';
import { checkOwnTemplate, checkReferences, type PlanFindings, type PlanIds } from './plan-check.ts';
import { plannedArms } from './planned-arms.ts';

/** What an exposure can name. */
const LONGEST_ARM = 64;

/** @param placements those whose form is right */
export function checkExperiments(
  found: PlanFindings,
  experiments: readonly [Path, PlanExperiment][],
  placements: readonly [Path, Placement][],
  ids: PlanIds,
): void {
  for (const [at, experiment] of experiments) checkExperiment(found, at, experiment, ids);
  checkClashes(found, experiments);
  checkBandits(found, experiments, placements);
}

function checkExperiment(found: PlanFindings, at: Path, experiment: PlanExperiment, ids: PlanIds): void {
  checkReferences(found, [...at, 'placements'], experiment.placements, ids.placements);
  if (experiment.id === 'holdout') {
    found.wrong([...at, 'id'], "'holdout' is the name of the plan's own holdout", 'give it another id');
  }
  if (experiment.when) checkAsked(found, [...at, 'when'], experiment.when, ids, false);
  checkArms(found, at, experiment, ids);
  const { namespace } = experiment;
  if (namespace && namespace.from >= namespace.to) {
    found.wrong([...at, 'namespace', 'to'], 'the namespace holds nobody', `write more than ${namespace.from}, up to 1`);
  }
}

function checkArms(found: PlanFindings, at: Path, experiment: PlanExperiment, { templates }: PlanIds): void {
  const { arms, factors, only } = experiment;
  if (!arms && !factors) {
    found.wrong([...at, 'arms'], "'arms' is missing", "give two arms or more, or 'factors'");
    return;
  }
  if (arms && factors) {
    found.wrong([...at, 'factors'], 'there are arms, too', "leave out 'arms': every combination of levels is one");
  }
  checkWeights(found, at, arms ?? []);
  arms?.forEach(({ set }, i) => {
    checkOwnTemplate(found, [...at, 'arms', i, 'set'], set?.liquid, templates);
  });
  if (factors && !checkFactors(found, at, factors, templates)) return;
  const ids = new Set<string>();
  plannedArms(experiment).forEach(({ id }, i) => {
    if (ids.has(id)) {
      const path = arms ? [...at, 'arms', i, 'id'] : [...at, 'factors'];
      found.wrong(path, `'${id}' is an earlier arm's id`, 'give it an id of its own');
    }
    ids.add(id);
  });
  if (only !== undefined && !ids.has(only)) {
    found.wrong([...at, 'only'], `there is no arm '${only}'`, `name one of ${[...ids].join(', ')}`);
  }
}

/** @returns whether they make arms */
function checkFactors(
  found: PlanFindings,
  at: Path,
  factors: NonNullable<PlanExperiment['factors']>,
  templates: ReadonlySet<string>,
): boolean {
  const changedBy = new Map<string, string>();
  const ids = new Set<string>();
  factors.forEach(({ id, levels }, i) => {
    const path = [...at, 'factors', i];
    if (ids.has(id)) found.wrong([...path, 'id'], `'${id}' is an earlier factor's id`, 'give it an id of its own');
    ids.add(id);
    levels.forEach(({ set }, j) => {
      checkOwnTemplate(found, [...path, 'levels', j, 'set'], set?.liquid, templates);
    });
    for (const field of new Set(levels.flatMap(({ set }) => Object.keys(set ?? {})))) {
      const other = changedBy.get(field);
      if (other !== undefined) {
        found.wrong(path, `'${other}' changes '${field}', too`, 'change it by one factor alone');
      } else changedBy.set(field, id);
    }
  });
  const arms = factors.reduce((product, { levels }) => product * levels.length, 1);
  const longest = factors.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ id }) => id.length)) + 1, -1);
  if (arms > LIMITS.armsPerExperiment) {
    found.wrong(
      [...at, 'factors'],
      `their levels make ${arms} combinations`,
      `keep it to ${LIMITS.armsPerExperiment}: fewer factors, or fewer levels`,
    );
  }
  if (longest > LONGEST_ARM) {
    found.wrong([...at, 'factors'], `a combination's name has ${longest} characters`, `keep it to ${LONGEST_ARM}`);
  }
  return arms <= LIMITS.armsPerExperiment;
}

function checkWeights(found: PlanFindings, at: Path, arms: NonNullable<PlanExperiment['arms']>): void {
  const weights = arms.map(({ weight }) => weight);
  if (!weights.some((weight) => weight !== undefined)) return;
  const missing = weights.indexOf(undefined);
  if (missing >= 0) {
    found.wrong([...at, 'arms', missing], 'has no weight, and others have', 'give every arm a weight, or none');
  } else if (weights.every((weight) => weight === 0)) {
    found.wrong([...at, 'arms'], 'every weight is 0', 'give at least one arm a weight above 0');
  }
}

/** Two experiments that may change one field of one placement for the same person [L22]. */
function checkClashes(found: PlanFindings, experiments: readonly [Path, PlanExperiment][]): void {
  experiments.forEach(([at, one], i) => {
    for (const [, other] of experiments.slice(0, i)) {
      if (one.off || other.off || areApart(one, other)) continue;
      const shared = one.placements.find((id) => other.placements.includes(id));
      const field = fieldsOf(one).find((name) => fieldsOf(other).includes(name));
      if (shared === undefined || field === undefined) continue;
      found.warn(
        at,
        `'${other.id}' changes '${field}' of '${shared}', too, and comes first`,
        'put both into one namespace with ranges apart',
      );
    }
  });
}

/** A bandit learns nothing of who an experiment shows something else [L22]. */
function checkBandits(
  found: PlanFindings,
  experiments: readonly [Path, PlanExperiment][],
  placements: readonly [Path, Placement][],
): void {
  const bandits = new Set(placements.flatMap(([, { id, bandit }]) => (bandit ? [id] : [])));
  for (const [at, experiment] of experiments) {
    const shared = experiment.placements.find((id) => bandits.has(id));
    if (experiment.off || shared === undefined) continue;
    const field = fieldsOf(experiment).find((name) => name === 'strategies' || name === 'blend');
    if (field === undefined) continue;
    found.warn(
      at,
      `changes '${field}' of '${shared}', whose bandit does that, too`,
      'try strategies by one of them alone',
    );
  }
}

const fieldsOf = (experiment: PlanExperiment): string[] =>
  plannedArms(experiment).flatMap(({ set }) => Object.keys(set ?? {}));

function areApart({ namespace: a }: PlanExperiment, { namespace: b }: PlanExperiment): boolean {
  return a !== undefined && b !== undefined && a.id === b.id && (a.to <= b.from || b.to <= a.from);
}
