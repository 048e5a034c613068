/**
 * A placement's bandit, step by step [X35]. A step is an experiment of its own, so units are dealt anew with each; this file
 * names the steps and moves from one to the next:
 *
 *   step 11: settled ──┐   step 12: dealt now ──┐   step 13: dealt by what both say
 *   what it brought    │   what it brought so   │
 *   is known ──────────┴─► far is looked at ────┴─►
 *
 * A step is settled when the one after it is over too: an order may come a day after the shelf.
 */
import { type BanditSettings, type BanditState, newBandit, type Observed, observe, shares } from './bandit.ts';

const STEP = /^bandit\.(.+):(\d{1,9})$/;

/** What the exposures and figures of a step are kept under. */
export const banditStep = (placement: string, step: number): string => `bandit.${placement}:${step}`;

/** Undefined for the name of any other experiment: those have no colon and number behind a `bandit.`. */
export function stepNamed(experiment: string): { placement: string; step: number } | undefined {
  const [, placement, step] = STEP.exec(experiment) ?? [];
  return placement === undefined ? undefined : { placement, step: Number(step) };
}

/** What is remembered of a placement's bandit between two steps. */
export interface BanditLog {
  /** Number of the step that is dealt now. */
  step: number;
  /** When it began, ms since the epoch. */
  began: number;
  /** What the steps before the last two brought. */
  settled: BanditState;
  /** Share by arm in this step. */
  weights: Record<string, number>;
}

/** Step 0: nothing is known, every arm has the same share [X31]. */
export function newLog(arms: readonly string[], now: number): BanditLog {
  return { step: 0, began: now, settled: newBandit(arms, now), weights: equal(arms) };
}

/**
 * Ends the step.
 * @param arms those there are now: what is known of another is forgotten, and a new one begins empty
 * @param seen of the step that ends, and of the one before it
 */
export function endStep(
  log: BanditLog,
  arms: readonly string[],
  seen: { last: readonly Observed[]; before: readonly Observed[] },
  now: number,
  settings: BanditSettings,
): BanditLog {
  const known = new Set(arms);
  const ofThese = (observed: readonly Observed[]) => observed.filter(({ arm }) => known.has(arm));
  const settled = observe(amongst(log.settled, arms), ofThese(seen.before), now, settings);
  const parts = shares(observe(settled, ofThese(seen.last), now, settings), settings);
  const weights = Object.fromEntries(settled.arms.map(({ id }, i) => [id, parts[i]!]));
  return { step: log.step + 1, began: now, settled, weights };
}

function amongst({ arms: had, time }: BanditState, arms: readonly string[]): BanditState {
  const empty = newBandit(arms, time);
  return { ...empty, arms: empty.arms.map((arm) => had.find(({ id }) => id === arm.id) ?? arm) };
}

export const equal = (arms: readonly string[]): Record<string, number> =>
  Object.fromEntries(arms.map((id) => [id, 1 / arms.length]));

/**
 * A person's exposures with one more. Of a placement's bandit the newest two steps stay: the older are settled, and must not
 * crowd out experiments.
 */
export function withExposure<T>(had: Readonly<Record<string, T>>, experiment: string, exposure: T): Record<string, T> {
  const added = { ...had, [experiment]: exposure };
  const bandit = stepNamed(experiment);
  if (!bandit) return added;
  const steps = Object.keys(added).flatMap((id) => {
    const one = stepNamed(id);
    return one?.placement === bandit.placement ? [{ id, step: one.step }] : [];
  });
  const past = new Set(
    steps
      .sort((a, b) => b.step - a.step)
      .slice(2)
      .map(({ id }) => id),
  );
  return Object.fromEntries(Object.entries(added).filter(([id]) => !past.has(id)));
}
