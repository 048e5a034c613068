/** An experiment leaves the plan, and one of its arms becomes what everybody gets. The worker checks the plan as any draft. */
import type { PlanDocument, PlanExperiment, Shelf } from './draft-experiment.ts';

/** A plan may say more of an experiment than a name. */
const LONGEST_NAME = 120;

/** What people call it, else its id. */
export const nameOf = (id: string, name?: string | null): string => (name && name.length <= LONGEST_NAME ? name : id);

export type ArmChange = NonNullable<NonNullable<PlanExperiment['arms']>[number]['set']>;

export interface Ending {
  /** Of the arm. */
  id: string;
  /** What it changes of each shelf of the experiment. */
  set: ArmChange;
  /** It shows no shelf, which no plan can say of everybody: its tag has to leave the pages. */
  isHidden: boolean;
}

/** The arms, the control first: those that the experiment names, or every combination of its factors' levels [L24]. */
export function endingsOf({ arms, factors = [] }: PlanExperiment): Ending[] {
  const all =
    arms ??
    factors.reduce<{ id: string; set: ArmChange }[]>(
      (made, { levels }) =>
        made.flatMap(({ id, set }) =>
          levels.map((level) => ({ id: id === '' ? level.id : `${id}.${level.id}`, set: { ...set, ...level.set } })),
        ),
      [{ id: '', set: {} }],
    );
  return all.map(({ id, set = {} }) => ({ id, set, isHidden: set.hidden === true }));
}

/** The shelf as an arm shows it, so that everybody gets it [L25, L30]. */
export function shelfWith(shelf: Shelf, { hidden: _, ...set }: ArmChange): Shelf {
  const changed = { ...shelf, ...set };
  // An arm that names a built-in template shows that one; one that names strategies is not led by what is learnt.
  if (set.template !== undefined && set.liquid === undefined) delete changed.liquid;
  if (set.strategies !== undefined || set.blend !== undefined) delete changed.bandit;
  return changed;
}

/** The plan without the experiment. `undefined`: it has none of that name. @param set of the arm that everybody gets */
export function planAfter(document: PlanDocument, id: string, set: ArmChange): PlanDocument | undefined {
  const ended = document.experiments?.find((one) => one.id === id);
  if (!ended) return undefined;
  const { experiments: all = [], placements, ...rest } = document;
  const experiments = all.filter((one) => one !== ended);
  return {
    ...rest,
    placements: placements.map((shelf) => (ended.placements.includes(shelf.id) ? shelfWith(shelf, set) : shelf)),
    ...(experiments.length > 0 && { experiments }),
  };
}

/** Ids of rules that ask for its arm: without it they would ask for nothing. */
export const rulesAsking = ({ rules = [] }: PlanDocument, id: string): string[] =>
  rules
    .filter(({ when }) => JSON.stringify(when ?? null).includes(JSON.stringify(`arms.${id}`)))
    .map((rule) => rule.id);

/** The experiments of a plan as people call them. */
export const namesIn = ({ experiments = [] }: PlanDocument): { id: string; name?: string }[] =>
  experiments.map(({ id, note }) => ({ id, ...(note !== undefined && { name: note }) }));

/** What publishing a draft begins and ends, by the names that people gave. @param planned those of the plan that is published */
export function beginsAndEnds(
  { experiments = [] }: PlanDocument,
  planned: readonly { id: string; name?: string | null }[],
): { begins: string[]; ends: string[] } {
  return {
    begins: experiments
      .filter(({ id }) => !planned.some((one) => one.id === id))
      .map(({ id, note }) => nameOf(id, note)),
    ends: planned.filter(({ id }) => !experiments.some((one) => one.id === id)).map(({ id, name }) => nameOf(id, name)),
  };
}
