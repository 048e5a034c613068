/**
 * Shares believed by counting: Beta posteriors of two proportions and of their difference. Source: Gelman et al., "Bayesian Data
 * Analysis", 2.4; Jeffreys' prior Beta(½, ½) as in Spotify's confidence, here by quadrature where it draws samples.
 */
import { betaCdf, betaDensity, betaQuantile } from '../distributions/beta.ts';
import { integrate } from './integrate.ts';
import { BrokenFigure } from './sample.ts';

export interface BetaPosterior {
  a: number;
  b: number;
}

/** @throws BrokenFigure where the counts are none */
export function betaPosterior(yes: number, n: number, prior: BetaPosterior = { a: 0.5, b: 0.5 }): BetaPosterior {
  if (!(Number.isFinite(n) && yes >= 0 && yes <= n)) throw new BrokenFigure(`yes: ${yes} of ${n} units is no share`);
  return { a: yes + prior.a, b: n - yes + prior.b };
}

export function betaInterval({ a, b }: BetaPosterior, alpha = 0.05): { from: number; to: number } {
  return { from: betaQuantile(alpha / 2, a, b), to: betaQuantile(1 - alpha / 2, a, b) };
}

export interface BetaDifference {
  /** Mean of variation − control. */
  difference: number;
  from: number;
  to: number;
  chanceToWin: number;
  /** Expected, ≥ 0: what choosing the variation loses where it is worse, and gains where it is better. */
  loss: number;
  gain: number;
}

export function betaDifference(control: BetaPosterior, variation: BetaPosterior, alpha = 0.05): BetaDifference {
  const [c, v] = [control, variation];
  const cuts = [...edges(c), ...edges(v)].sort((x, y) => x - y);
  // E[max(V − C, 0)] = ∫ P(C < x) P(V > x) dx, and the other way round.
  let gain = 0;
  let loss = 0;
  integrate(cuts, (x, weight) => {
    const [fc, fv] = [betaCdf(x, c.a, c.b), betaCdf(x, v.a, v.b)];
    gain += weight * fc * (1 - fv);
    loss += weight * fv * (1 - fc);
  });
  return {
    difference: v.a / (v.a + v.b) - c.a / (c.a + c.b),
    from: differenceQuantile(alpha / 2, c, v),
    to: differenceQuantile(1 - alpha / 2, c, v),
    chanceToWin: 1 - chanceBelow(0, c, v),
    loss,
    gain,
  };
}

/** P(V − C ≤ d). */
function chanceBelow(d: number, c: BetaPosterior, v: BetaPosterior): number {
  const cuts = [...edges(c), ...edges(v).map((x) => x - d)].filter((x) => x >= 0 && x <= 1).sort((x, y) => x - y);
  let chance = 0;
  let mass = 0;
  integrate(cuts, (x, weight) => {
    const density = weight * betaDensity(x, c.a, c.b);
    mass += density;
    chance += density * betaCdf(x + d, v.a, v.b);
  });
  return chance / mass;
}

function differenceQuantile(p: number, c: BetaPosterior, v: BetaPosterior): number {
  let [low, high] = [-1, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (chanceBelow(middle, c, v) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Where the distribution is, finely; 0 and 1 at the ends. */
function edges({ a, b }: BetaPosterior): number[] {
  const shares = [1e-12, 1e-8, 1e-5, 1e-3, 0.02, 0.15, 0.5, 0.85, 0.98, 1 - 1e-3, 1 - 1e-5, 1 - 1e-8, 1 - 1e-12];
  return [0, ...shares.map((p) => betaQuantile(p, a, b)), 1];
}
