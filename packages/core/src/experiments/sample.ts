/** One arm's units, summed up: what every figure is made of [X20] [X21]. Sums are over units, never over events. */

/** A number per unit: money spent, items bought. */
export interface MeanSums {
  kind: 'mean';
  n: number;
  sum: number;
  sumSquares: number;
}

/** Yes or no per unit: bought, clicked. `sum` is the number of yeses. */
export interface ProportionSums {
  kind: 'proportion';
  n: number;
  sum: number;
}

/** A number per something a unit has several of: money per order, clicks per shelf seen. */
export interface RatioSums {
  kind: 'ratio';
  n: number;
  numerator: { sum: number; sumSquares: number };
  denominator: { sum: number; sumSquares: number };
  /** Σ numerator × denominator. */
  sumProducts: number;
}

/** A number per unit, and the same unit's before the experiment. */
export interface CupedSums {
  kind: 'cuped';
  n: number;
  post: { sum: number; sumSquares: number };
  pre: { sum: number; sumSquares: number };
  /** Σ post × pre. */
  sumProducts: number;
}

export type Sums = MeanSums | ProportionSums | RatioSums | CupedSums;

/** What comparisons ask of an arm. */
export interface Sample {
  n: number;
  mean: number;
  /** Of one unit; 0 where it cannot be had. */
  variance: number;
  /** What relative lifts are relative to: the mean before CUPED moved it. Without CUPED, the mean. */
  base: number;
  /** Variance of one unit's base, and its covariance with what `mean` is the mean of. */
  baseVariance: number;
  baseCovariance: number;
}

/** Data that no figure can be made of. The message names the field and what was expected. */
export class BrokenFigure extends Error {}

/** @throws BrokenFigure */
export function sampleOf(sums: Sums): Sample {
  switch (sums.kind) {
    case 'mean':
      return meanSample(sums);
    case 'proportion':
      return proportionSample(sums);
    case 'ratio':
      return ratioSample(sums);
    case 'cuped':
      return cupedSamples([sums])[0]!;
  }
}

/** All arms of one metric. CUPED's θ is one for all of them. */
export function samplesOf(arms: readonly Sums[]): Sample[] {
  const kinds = new Set(arms.map(({ kind }) => kind));
  if (kinds.size > 1) throw new BrokenFigure(`arms of one metric are of one kind, found ${[...kinds].join(' and ')}`);
  return kinds.has('cuped') ? cupedSamples(arms as readonly CupedSums[]) : arms.map(sampleOf);
}

/** Where nothing was adjusted, the base is the mean. */
const plain = (n: number, mean: number, spread: number): Sample => ({
  n,
  mean,
  variance: spread,
  base: mean,
  baseVariance: spread,
  baseCovariance: spread,
});

function meanSample({ n, sum, sumSquares }: MeanSums): Sample {
  checkCount('n', n);
  checkFinite('sum', sum);
  checkFinite('sumSquares', sumSquares);
  return plain(n, n === 0 ? 0 : sum / n, variance(n, sum, sumSquares));
}

/** Source: p (1 − p), as GrowthBook's gbstats; n − 1 makes no difference that could be seen. */
function proportionSample({ n, sum }: ProportionSums): Sample {
  checkCount('n', n);
  checkFinite('sum', sum);
  if (sum < 0 || sum > n) throw new BrokenFigure(`sum: ${sum} of ${n} units is no share`);
  const mean = n === 0 ? 0 : sum / n;
  return plain(n, mean, mean * (1 - mean));
}

/**
 * Delta method: Var(M/D) ≈ V(M)/D² + V(D) M²/D⁴ − 2 Cov(M, D) M/D³.
 * Source: Deng, Knoblich & Lu, "Applying the Delta Method in Metric Analytics" (KDD 2018).
 */
function ratioSample({ n, numerator, denominator, sumProducts }: RatioSums): Sample {
  checkCount('n', n);
  for (const [name, { sum, sumSquares }] of Object.entries({ numerator, denominator })) {
    checkFinite(`${name}.sum`, sum);
    checkFinite(`${name}.sumSquares`, sumSquares);
  }
  checkFinite('sumProducts', sumProducts);
  if (n === 0 || denominator.sum === 0) return plain(n, 0, 0);
  const m = numerator.sum / n;
  const d = denominator.sum / n;
  const spread =
    variance(n, numerator.sum, numerator.sumSquares) / d ** 2 +
    (variance(n, denominator.sum, denominator.sumSquares) * m ** 2) / d ** 4 -
    (2 * covariance(n, numerator.sum, denominator.sum, sumProducts) * m) / d ** 3;
  return plain(n, m / d, Math.max(spread, 0));
}

/**
 * CUPED: post − θ (pre − its mean over all arms), θ = Cov(post, pre) / Var(pre) over all arms as one sample.
 * Source: Deng, Xu, Kohavi & Walker, "Improving the Sensitivity of Online Controlled Experiments by Utilizing Pre-Experiment
 * Data" (WSDM 2013).
 */
function cupedSamples(arms: readonly CupedSums[]): Sample[] {
  for (const { n, post, pre, sumProducts } of arms) {
    checkCount('n', n);
    const fields = { 'post.sum': post.sum, 'post.sumSquares': post.sumSquares, 'pre.sum': pre.sum };
    for (const [name, value] of Object.entries(fields)) checkFinite(name, value);
    checkFinite('pre.sumSquares', pre.sumSquares);
    checkFinite('sumProducts', sumProducts);
  }
  const theta = cupedTheta(arms);
  const units = arms.reduce((sum, { n }) => sum + n, 0);
  const preMean = units === 0 ? 0 : arms.reduce((sum, arm) => sum + arm.pre.sum, 0) / units;
  return arms.map(({ n, post, pre, sumProducts }) => {
    if (n === 0) return plain(0, 0, 0);
    const base = post.sum / n;
    const baseVariance = variance(n, post.sum, post.sumSquares);
    const shared = theta * covariance(n, post.sum, pre.sum, sumProducts);
    const spread = baseVariance + theta ** 2 * variance(n, pre.sum, pre.sumSquares) - 2 * shared;
    return {
      n,
      mean: base - theta * (pre.sum / n - preMean),
      variance: Math.max(spread, 0),
      base,
      baseVariance,
      baseCovariance: baseVariance - shared,
    };
  });
}

/** θ of all arms as one sample; 0 where the past says nothing. */
export function cupedTheta(arms: readonly CupedSums[]): number {
  const total = (of: (arm: CupedSums) => number) => arms.reduce((sum, arm) => sum + of(arm), 0);
  const n = total((arm) => arm.n);
  const pre = total((arm) => arm.pre.sum);
  const spread = variance(
    n,
    pre,
    total((arm) => arm.pre.sumSquares),
  );
  if (spread === 0) return 0;
  return (
    covariance(
      n,
      total((arm) => arm.post.sum),
      pre,
      total((arm) => arm.sumProducts),
    ) / spread
  );
}

/**
 * (Σx² − (Σx)²/n) / (n − 1), 0 below two units. What rounding leaves of equal values is taken for none.
 */
function variance(n: number, sum: number, sumSquares: number): number {
  if (n < 2) return 0;
  const squares = sumSquares - (sum * sum) / n;
  if (squares < -1e-6 * Math.abs(sumSquares)) {
    throw new BrokenFigure(`sumSquares: ${sumSquares} is less than any ${n} values that make ${sum} can have`);
  }
  return squares <= 1e-14 * Math.abs(sumSquares) * Math.sqrt(n) ? 0 : squares / (n - 1);
}

function covariance(n: number, sumX: number, sumY: number, sumProducts: number): number {
  return n < 2 ? 0 : (sumProducts - (sumX * sumY) / n) / (n - 1);
}

function checkCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new BrokenFigure(`${name}: expected a number of units, found ${value}`);
  }
}

function checkFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new BrokenFigure(`${name}: expected a number, found ${value}`);
}
