/** From an experiment's sums to what the shop is told: split, figures, corrections, verdict. */
import { chanceToBeBest } from './bayes.ts';
import { DEFAULT_ALPHA, type Silence } from './compare.ts';
import { type Correction, corrected } from './corrections.ts';
import { type Lift, type LiftQuestion, liftOf } from './lift.ts';
import { type Sample, type Sums, samplesOf } from './sample.ts';
import { SRM_ALPHA, srm } from './srm.ts';
import { type Money, type Verdict, verdictOf } from './verdict.ts';

export interface MetricSums {
  id: string;
  /** Whether more of it is what the shop wants. */
  better: 'more' | 'less';
  /** One an arm, the control first. */
  arms: readonly Sums[];
  /** What the verdict says is at stake. */
  money?: Money;
}

export interface ArmFigures {
  arm: string;
  units: number;
  mean: number;
  /** None for the control. Null where the data allow no answer, and `silence` says why. */
  lift: Lift | null;
  silence: Silence | null;
  /** p, corrected for all arms, and metrics but the primary one, judged together [X26]. */
  p: number;
  /** [X24] Chance that this arm is the best of all, and what serving it loses on average, in the metric's unit. */
  chanceToBeBest: number;
  expectedLoss: number;
}

export interface MetricFigures {
  id: string;
  better: 'more' | 'less';
  arms: ArmFigures[];
}

export interface Judged {
  /** [X25] p of the split. */
  srm: number;
  /** False: something is broken, and no figure below is to be believed. */
  splitIsRight: boolean;
  metrics: (MetricFigures & { verdict: Verdict })[];
}

export interface Judging extends LiftQuestion {
  correction?: Correction;
  /** Id of the metric that the experiment is judged by: a family of its own, so that how many others are shown costs it nothing. */
  primary?: string;
}

/**
 * @param arms with the weights they were dealt by, the control first
 * @throws BrokenFigure where sums are none
 */
export function judge(
  arms: readonly { id: string; weight: number }[],
  metrics: readonly MetricSums[],
  judging: Judging = {},
): Judged {
  const { correction = 'holm', primary, ...question } = judging;
  const figures = metrics.map((metric) => figuresOf(arms, metric, question));
  for (const isPrimary of [true, false]) {
    const family = figures.filter(({ id }) => (id === primary) === isPrimary);
    const compared = family.flatMap(({ arms }) => arms.filter(({ lift }) => lift !== null));
    const ps = corrected(
      compared.map(({ p }) => p),
      correction,
    );
    for (const [i, arm] of compared.entries()) arm.p = ps[i]!;
  }
  const split = srm(
    (metrics[0]?.arms ?? []).map(({ n }) => n),
    arms.map(({ weight }) => weight),
  );
  const splitIsRight = split >= SRM_ALPHA;
  const alpha = question.alpha ?? DEFAULT_ALPHA;
  return {
    srm: split,
    splitIsRight,
    metrics: figures.map((figure, i) => {
      const { money } = metrics[i]!;
      return { ...figure, verdict: verdictOf(figure, { splitIsRight, alpha, ...(money && { money }) }) };
    }),
  };
}

function figuresOf(arms: readonly { id: string }[], metric: MetricSums, question: LiftQuestion): MetricFigures {
  const samples = samplesOf(metric.arms);
  const sign = metric.better === 'more' ? 1 : -1;
  const best = chanceToBeBest(samples.map((sample) => ({ mean: sign * sample.mean, deviation: deviationOf(sample) })));
  return {
    id: metric.id,
    better: metric.better,
    arms: samples.map((sample, i) => {
      const lift = i === 0 ? null : liftOf(samples[0]!, sample, question);
      return {
        arm: arms[i]!.id,
        units: sample.n,
        mean: sample.mean,
        lift: typeof lift === 'string' ? null : lift,
        silence: typeof lift === 'string' ? lift : null,
        p: lift === null || typeof lift === 'string' ? 1 : lift.p,
        chanceToBeBest: best[i]!.chance,
        expectedLoss: best[i]!.loss,
      };
    }),
  };
}

/** Of the mean. An arm without units or variance is as unknown as its one prior unit. */
const deviationOf = ({ n, mean, variance }: Sample): number =>
  n > 0 && variance > 0 ? Math.sqrt(variance / n) : Math.max(Math.abs(mean), 1) / Math.sqrt(n + 1);
