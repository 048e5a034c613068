/** Who was shown which arm, by canonical person, and what came of it [X10]–[X12]. */

/** One line of the exposure log: written where an answer was shown that would have been another under another arm. */
export interface ExposureLine {
  experiment: string;
  arm: string;
  /** The person as the log knew it then, or below tier person the visit. */
  unit: string;
  /** ms since the epoch. */
  time: number;
}

export interface Exposed {
  arm: string;
  /** Of the first exposure, ms since the epoch. */
  time: number;
  /** Another arm was seen as well: counted under the first, left out where the sensitivity is checked. */
  crossed: boolean;
}

/** Exposure by canonical unit, of one experiment. */
export type Exposures = ReadonlyMap<string, Exposed>;

/**
 * The fold over the log, whatever its order and however often a line is in it. Of two arms at the same moment the one that comes
 * first in the alphabet is the first.
 * @param canonical a person → the one that merges made of it; itself where none did
 */
export function foldExposures(
  lines: Iterable<ExposureLine>,
  experiment: string,
  canonical: (unit: string) => string = (unit) => unit,
): Exposures {
  const exposures = new Map<string, Exposed>();
  for (const line of lines) {
    if (line.experiment !== experiment) continue;
    const unit = canonical(line.unit);
    const had = exposures.get(unit);
    if (!had) exposures.set(unit, { arm: line.arm, time: line.time, crossed: false });
    else {
      const crossed = had.crossed || had.arm !== line.arm;
      const isFirst = line.time < had.time || (line.time === had.time && line.arm < had.arm);
      exposures.set(unit, isFirst ? { arm: line.arm, time: line.time, crossed } : { ...had, crossed });
    }
  }
  return exposures;
}

/**
 * Whether the arm could make a difference to what was seen [X10]: compares what the shelf shows with what it would show under each
 * other arm. Cards in another order are another shelf.
 * @param shown what makes the answer: item ids, title, template — one list an arm, the one served first
 */
export function couldDiffer(shown: readonly (readonly string[])[]): boolean {
  const [served, ...others] = shown;
  return others.some((other) => other.length !== served!.length || other.some((part, i) => part !== served![i]));
}

/** Something a unit did that counts: an order, a click. */
export interface Outcome {
  unit: string;
  time: number;
  /** In the metric's unit: minor units of money, 1 for something done. Negative for a refund. */
  value: number;
}

/** What each exposed unit came to; units without an outcome are 0. */
export interface UnitTotal {
  unit: string;
  arm: string;
  crossed: boolean;
  /** Between the exposure and the window's end. */
  post: number;
  /** In as long a time before the exposure: CUPED's covariate. */
  pre: number;
}

/**
 * [X12] Only what came after the exposure counts, and inside the window.
 * @param windowMs how long after its exposure a unit is watched; as long before it for `pre`
 */
export function totalsOf(
  exposures: Exposures,
  outcomes: Iterable<Outcome>,
  windowMs: number,
  canonical: (unit: string) => string = (unit) => unit,
): UnitTotal[] {
  const totals = new Map<string, UnitTotal>();
  for (const [unit, { arm, crossed }] of exposures) totals.set(unit, { unit, arm, crossed, post: 0, pre: 0 });
  for (const { unit, time, value } of outcomes) {
    const who = canonical(unit);
    const exposed = exposures.get(who);
    if (!exposed) continue;
    const since = time - exposed.time;
    if (since >= 0 && since < windowMs) totals.get(who)!.post += value;
    else if (since < 0 && since >= -windowMs) totals.get(who)!.pre += value;
  }
  return [...totals.values()];
}
