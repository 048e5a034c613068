/** What is believed after the data [X24]: normal posteriors of differences and of arms. */
import { normalCdf, normalDensity, normalQuantile, normalUpper } from '../distributions/normal.ts';
import { type Answer, momentsOf, type Question, type Silence } from './compare.ts';
import { integrate } from './integrate.ts';
import type { Sample } from './sample.ts';

/** What is believed before. Without one, nothing: the data alone speak. */
export interface Prior {
  mean: number;
  variance: number;
}

export interface Belief extends Omit<Answer, 'p'> {
  chanceToWin: number;
  /** Expected loss, in the difference's unit, of serving the control, and of serving the variation. */
  risk: { control: number; variation: number };
}

/**
 * Conjugate normal: precisions add up. Source: Gelman et al., "Bayesian Data Analysis", 2.5; gbstats' EffectBayesianABTest.
 */
export function believe(
  a: Sample,
  b: Sample,
  { difference, alpha = 0.05, prior }: Pick<Question, 'difference' | 'alpha'> & { prior?: Prior },
): Belief | Silence {
  const moments = momentsOf(a, b, difference);
  if (typeof moments === 'string') return moments;
  const precision = moments.standardError ** -2;
  const before = prior ? 1 / prior.variance : 0;
  const estimate = (precision * moments.estimate + before * (prior?.mean ?? 0)) / (precision + before);
  const standardError = (precision + before) ** -0.5;
  const width = normalQuantile(1 - alpha / 2) * standardError;
  return {
    estimate,
    standardError,
    from: estimate - width,
    to: estimate + width,
    chanceToWin: normalCdf(estimate / standardError),
    risk: riskOf(estimate, standardError),
  };
}

/**
 * E[max(δ, 0)] and E[max(−δ, 0)] of a normal δ. Source: Stucchio, "Bayesian A/B Testing at VWO" (2015), in closed form as gbstats.
 */
export function riskOf(mean: number, deviation: number): Belief['risk'] {
  const z = mean / deviation;
  // Beyond this both density and tail are 0 to the last digit.
  if (!(Math.abs(z) <= 37)) return { control: Math.max(mean, 0), variation: Math.max(-mean, 0) };
  const density = deviation * normalDensity(z);
  return { control: mean * normalCdf(z) + density, variation: density - mean * normalUpper(z) };
}

/** What is believed of one arm's mean. */
export interface Posterior {
  mean: number;
  deviation: number;
}

/**
 * For each arm the chance that its mean is the greatest, and what serving it is expected to lose against the best:
 * P(i) = ∫ φᵢ Π Φⱼ, loss(i) = E[max] − mean(i). Of two in closed form, of more by quadrature, so that the same data always give the
 * same figures.
 */
export function chanceToBeBest(arms: readonly Posterior[]): { chance: number; loss: number }[] {
  const top = Math.max(...arms.map(({ mean }) => mean));
  if (arms.length < 2 || arms.every(({ deviation }) => deviation === 0)) {
    const ties = arms.filter(({ mean }) => mean === top).length;
    return arms.map(({ mean }) => ({ chance: mean === top ? 1 / ties : 0, loss: top - mean }));
  }
  if (arms.length === 2) {
    const [a, b] = arms as [Posterior, Posterior];
    const deviation = Math.hypot(a.deviation, b.deviation);
    const { control, variation } = riskOf(b.mean - a.mean, deviation);
    const second = normalCdf((b.mean - a.mean) / deviation);
    return [
      { chance: 1 - second, loss: control },
      { chance: second, loss: variation },
    ];
  }
  // A certain arm among uncertain ones is one with hardly any spread.
  const widest = Math.max(...arms.map(({ deviation }) => deviation));
  const spreads = arms.map(({ deviation }) => Math.max(deviation, 1e-9 * widest));
  const cuts = arms.flatMap(({ mean }, i) => [-8, -5, -3, -1.5, 0, 1.5, 3, 5, 8].map((z) => mean + z * spreads[i]!));
  const chances = arms.map(() => 0);
  let best = 0;
  integrate(
    [...cuts].sort((x, y) => x - y),
    (x, weight) => {
      const below = arms.map(({ mean }, i) => normalCdf((x - mean) / spreads[i]!));
      for (const [i, { mean }] of arms.entries()) {
        const others = below.reduce((product, share, j) => (j === i ? product : product * share), 1);
        const part = (weight * others * normalDensity((x - mean) / spreads[i]!)) / spreads[i]!;
        chances[i]! += part;
        best += part * x;
      }
    },
  );
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return arms.map(({ mean }, i) => ({ chance: chances[i]! / total, loss: Math.max(best / total - mean, 0) }));
}
