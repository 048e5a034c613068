/** Which arms a device remembers of, and which make way [X17]. */
import { LIMITS } from '@edgewise/protocol/limits';
import { stepNamed, withExposure } from '../experiments/bandit-steps.ts';

/** The first arm of an experiment that a device was shown. */
export interface FirstArm {
  arm: string;
  /** ms since the epoch. */
  time: number;
  /** Of a bandit's step: pseudonym of the network it was told from, for a day, where it is known [T3]. */
  network?: string;
}

/**
 * @param had by experiment; has none of this one yet
 * @param running names in the published plan, bandits as `bandit.PLACEMENT`; undefined where nobody knows: then none makes way
 * @returns undefined where it is not kept
 */
export function withFirstArm(
  had: Readonly<Record<string, FirstArm>>,
  experiment: string,
  first: FirstArm,
  running: readonly string[] | undefined,
): Record<string, FirstArm> | undefined {
  const all = withExposure(had, experiment, first);
  if (Object.keys(all).length <= LIMITS.exposuresKept) return all;
  if (!running) return undefined;
  const [oldest] = Object.entries(all)
    .filter(([id]) => !isRunning(id, running))
    .sort(([, a], [, b]) => a.time - b.time);
  if (!oldest || oldest[0] === experiment) return undefined;
  delete all[oldest[0]];
  return all;
}

export function isRunning(experiment: string, running: readonly string[]): boolean {
  const bandit = stepNamed(experiment);
  return running.includes(bandit ? `bandit.${bandit.placement}` : experiment);
}
