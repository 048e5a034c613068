/**
 * Which strategy a placement shows, learnt while it is shown [X30]–[X35]. The steps of a bandit:
 *
 *   observe: units and rewards by arm ──► fade: what is old counts less ──► shares: chance to be best, above a floor ──► deal
 *
 * From step to step: bandit-steps.ts.
 * Source: Thompson, "On the Likelihood that One Unknown Probability Exceeds Another" (1933); Chapelle & Li, "An Empirical
 * Evaluation of Thompson Sampling" (2011). The chance to be best is integrated and not drawn, so equal data give equal shares.
 */
import { chanceToBeBest } from './bayes.ts';
import { BrokenFigure } from './sample.ts';

export interface BanditSettings {
  /** Least share of any arm, at most 1 / arms. */
  floor: number;
  /** Units that every arm is given before shares move. */
  start: number;
  /** Days after which evidence counts half. Infinity: never fades. */
  halfLifeDays: number;
}

export const DEFAULT_BANDIT: BanditSettings = { floor: 0.02, start: 100, halfLifeDays: 30 };

/** Faded sums of one arm: rewards over units, in the metric's own unit. */
export interface BanditArm {
  id: string;
  /** Units ever dealt it, unfaded: what `start` counts. */
  units: number;
  n: number;
  sum: number;
  sumSquares: number;
}

export interface BanditState {
  arms: BanditArm[];
  /** When the sums were last faded, ms since the epoch. */
  time: number;
}

export function newBandit(arms: readonly string[], time: number): BanditState {
  return { arms: arms.map((id) => ({ id, units: 0, n: 0, sum: 0, sumSquares: 0 })), time };
}

/** What a step saw of one arm. Held units are none of them [X34]. */
export interface Observed {
  arm: string;
  units: number;
  sum: number;
  sumSquares: number;
}

/**
 * Fades what was known and adds what was seen [X33]. An arm that the state does not know is new, and starts empty.
 * @throws BrokenFigure where a sum is none
 */
export function observe(
  state: BanditState,
  seen: readonly Observed[],
  time: number,
  settings = DEFAULT_BANDIT,
): BanditState {
  const days = Math.max(time - state.time, 0) / 86_400_000;
  const kept = settings.halfLifeDays === Number.POSITIVE_INFINITY ? 1 : 0.5 ** (days / settings.halfLifeDays);
  const arms = new Map(
    state.arms.map((arm) => [
      arm.id,
      { ...arm, n: arm.n * kept, sum: arm.sum * kept, sumSquares: arm.sumSquares * kept },
    ]),
  );
  for (const { arm, units, sum, sumSquares } of seen) {
    for (const [name, value] of Object.entries({ units, sum, sumSquares })) {
      if (!Number.isFinite(value)) throw new BrokenFigure(`${arm}: ${name}: expected a number, found ${value}`);
    }
    if (units < 0 || sumSquares < 0) throw new BrokenFigure(`${arm}: units and sumSquares: expected from 0`);
    const had = arms.get(arm) ?? { id: arm, units: 0, n: 0, sum: 0, sumSquares: 0 };
    arms.set(arm, {
      id: arm,
      units: had.units + units,
      n: had.n + units,
      sum: had.sum + sum,
      sumSquares: had.sumSquares + sumSquares,
    });
  }
  return { arms: [...arms.values()], time: Math.max(time, state.time) };
}

/**
 * Share of units for each arm, together 1 [X30]–[X32]: floor + (1 − k·floor)·chance. Added, not clipped: the floor
 * of one arm is not paid for by its neighbour alone.
 */
export function shares({ arms }: BanditState, { floor, start } = DEFAULT_BANDIT): number[] {
  const equal = arms.map(() => 1 / arms.length);
  if (arms.length < 2 || arms.some(({ units }) => units < start)) return equal;
  const least = Math.min(Math.max(floor, 0), 1 / arms.length);
  const chances = chanceToBeBest(posteriors(arms));
  return chances.map(({ chance }) => least + (1 - arms.length * least) * chance);
}

/**
 * Normal posteriors under a prior worth one unit: the mean and spread of all arms together. So an arm that has faded
 * away is unknown again and not worthless, and one without any reward yet has a spread.
 */
function posteriors(arms: readonly BanditArm[]): { mean: number; deviation: number }[] {
  const total = (of: (arm: BanditArm) => number) => arms.reduce((sum, arm) => sum + of(arm), 0);
  const n = Math.max(
    total((arm) => arm.n),
    Number.MIN_VALUE,
  );
  const pooled = total((arm) => arm.sum) / n;
  const spread = Math.max(total((arm) => arm.sumSquares) / n - pooled ** 2, 0);
  return arms.map((arm) => {
    const units = arm.n + 1;
    const mean = (arm.sum + pooled) / units;
    const variance = Math.max((arm.sumSquares + spread + pooled ** 2) / units - mean ** 2, 0);
    return { mean, deviation: Math.sqrt(variance / units) };
  });
}
