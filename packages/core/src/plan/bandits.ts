/**
 * The plan's bandits as experiments: a placement whose strategies are arms, dealt by the shares that were learnt. They come
 * behind the plan's own experiments, so what one of those changes of a placement it has [L22].
 */
import { type BanditSettings, DEFAULT_BANDIT } from '../experiments/bandit.ts';
import { type BanditLog, banditStep, equal } from '../experiments/bandit-steps.ts';
import type { PlanBandit, PlanDocument, PlanExperiment, StrategyName } from './plan.ts';

/** What is published of bandits: by placement. Where nothing is, a bandit is at its first step. */
export type BanditSteps = Readonly<Record<string, Pick<BanditLog, 'step' | 'weights'>>>;

const DEFAULT_STEP_HOURS = 24;

/** A bandit as the shop's staff see it. */
export interface BanditReport {
  placement: string;
  reward: NonNullable<PlanBandit['reward']>;
  step: number;
  /** When the step began and when it is over, ms since the epoch; null where nobody has seen the shelf yet. */
  began: number | null;
  ends: number | null;
  arms: {
    strategy: string;
    share: number;
    /** Ever dealt it, in steps that are settled. */
    units: number;
    /** Faded: what its share is judged by. In minor units where the reward is revenue, else a share of units. */
    mean: number | null;
    /** In this step and the one before, not settled yet. */
    lately: { units: number; sum: number };
  }[];
}

export const banditsIn = ({ placements }: PlanDocument): { placement: string; bandit: PlanBandit }[] =>
  placements.flatMap(({ id, bandit }) => (bandit ? [{ placement: id, bandit }] : []));

export const stepMsOf = ({ step_hours = DEFAULT_STEP_HOURS }: PlanBandit): number => step_hours * 3_600_000;

export function settingsOf({ floor, start, half_life_days }: PlanBandit): BanditSettings {
  return {
    floor: floor ?? DEFAULT_BANDIT.floor,
    start: start ?? DEFAULT_BANDIT.start,
    halfLifeDays: half_life_days ?? DEFAULT_BANDIT.halfLifeDays,
  };
}

/** In one order whatever the plan's is, so that a plan that is put in order deals nobody anew. */
export const armsOfBandit = ({ strategies }: PlanBandit): StrategyName[] => [...strategies].sort();

export function banditExperiments(plan: PlanDocument, published: BanditSteps): PlanExperiment[] {
  return banditsIn(plan).map(({ placement, bandit }): PlanExperiment => {
    const arms = armsOfBandit(bandit);
    const known = Object.hasOwn(published, placement) ? published[placement] : undefined;
    // Strategies that were exchanged since are at equal shares until the step is over.
    const isOfThese =
      known &&
      Object.keys(known.weights).length === arms.length &&
      arms.every((arm) => Object.hasOwn(known.weights, arm));
    const weights = isOfThese ? known.weights : equal(arms);
    const chain = plan.placements.find(({ id }) => id === placement)?.strategies ?? [];
    return {
      id: banditStep(placement, known?.step ?? 0),
      placements: [placement],
      arms: arms.map((arm) => ({
        id: arm,
        weight: weights[arm]!,
        set: { strategies: [arm, ...chain.filter((link) => link !== arm)] },
      })),
    };
  });
}
