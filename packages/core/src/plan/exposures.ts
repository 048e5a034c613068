/**
 * Which arms a page's shelves are an exposure to [X10]: those but for which something else would have been shown. Found by
 * deciding the page again as if another arm had been dealt; who was exposed before is asked nothing more.
 */
import { deepEqual } from '../conditions/values.ts';
import type { Card, ShelfDecision } from '../recommend/situation.ts';
import type { CountedArm } from './experiments.ts';
import type { ArmChange, Placement } from './plan.ts';

/** A page as it was decided: its shelves, and what the arms changed of them. */
export interface DecidedPage {
  shelves: readonly ShelfDecision[];
  counted: readonly CountedArm[];
}

export interface Counterfactual {
  /** The same page, the same person, the other arm. @param asked placements whose shelves it has to hold */
  under: (experiment: string, arm: string, asked: ReadonlySet<string>) => readonly ShelfDecision[];
  /** What an arm changes of a placement; for arms that choose no cards. */
  changeOf: (experiment: string, arm: string, placement: string) => ArmChange | undefined;
}

/** @returns `experiment=arm` by placement */
export function exposuresOf({ shelves, counted }: DecidedPage, other: Counterfactual): Map<string, string[]> {
  const exposures = new Map<string, string[]>();
  for (const one of counted) {
    const { experiment, arm, others, isKnown, placements } = one;
    let open = shelves.filter(({ placement }) => !placements || placements.includes(placement.id));
    const expose = ({ placement: { id } }: ShelfDecision) => {
      exposures.set(id, [...(exposures.get(id) ?? []), `${experiment}=${arm}`]);
    };
    if (isKnown) {
      open.forEach(expose);
      continue;
    }
    for (const elsewhere of others) {
      if (open.length === 0) break;
      const isAnother = one.choosesCards
        ? differsIn(other.under(experiment, elsewhere, new Set(open.map(({ placement }) => placement.id))))
        : looksOther(one, elsewhere, other.changeOf);
      for (const shelf of open) if (isAnother(shelf)) expose(shelf);
      open = open.filter((shelf) => !isAnother(shelf));
    }
  }
  return exposures;
}

/** Tiles, steps and articles are shown without a card, unless they are hidden. */
const isSeen = ({ placement, cards }: Pick<ShelfDecision, 'placement' | 'cards'>): boolean =>
  cards.length > 0 || placement.content !== undefined;

/** `liquid` goes with `template`: an arm that names the built-in one alone shows that one. */
const lookAlike = (a: Partial<Placement>, b: Partial<Placement>): boolean =>
  a.template === b.template && a.liquid === b.liquid && deepEqual(a.title, b.title) && deepEqual(a.moment, b.moment);

/** A title over nothing is not shown. Cards in another order are another shelf. */
function isSeenAs(here: ShelfDecision, there: ShelfDecision): boolean {
  if (!isSeen(here)) return !isSeen(there);
  return isSeen(there) && lookAlike(here.placement, there.placement) && haveSameItems(here.cards, there.cards);
}

const haveSameItems = (here: readonly Card[], there: readonly Card[]): boolean =>
  here === there || (here.length === there.length && here.every(({ item }, i) => item === there[i]!.item));

function differsIn(shelves: readonly ShelfDecision[]): (shelf: ShelfDecision) => boolean {
  return (shelf) => {
    const there = shelves.find(({ placement }) => placement.id === shelf.placement.id);
    return there ? !isSeenAs(shelf, there) : isSeen(shelf);
  };
}

/** The same cards under another title: a shelf without cards is the same under both. */
function looksOther(
  { experiment, arm }: CountedArm,
  elsewhere: string,
  changeOf: Counterfactual['changeOf'],
): (shelf: ShelfDecision) => boolean {
  const changed = (which: string, placement: string) => changeOf(experiment, which, placement) ?? {};
  return (shelf) =>
    isSeen(shelf) && !lookAlike(changed(arm, shelf.placement.id), changed(elsewhere, shelf.placement.id));
}
