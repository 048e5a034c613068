/**
 * The beta distribution. Sources: DLMF 8.17.22 by Lentz's method; Loader (2000) for the density, so that posteriors of millions of
 * visitors keep their digits.
 */
import { deviance, logGamma, notZero, stirlingError } from './gamma.ts';
import { quantile } from './quantile.ts';

const TERMS = 100_000;
const EPSILON = 2 ** -53;

/** @param a @param b both > 0 */
export function betaDensity(x: number, a: number, b: number): number {
  if (x < 0 || x > 1) return 0;
  if (x === 0) return a < 1 ? Number.POSITIVE_INFINITY : a === 1 ? b : 0;
  if (x === 1) return b < 1 ? Number.POSITIVE_INFINITY : b === 1 ? a : 0;
  return front(x, 1 - x, a, b) / (x * (1 - x));
}

/** x^a y^b / B(a, b), y = 1 − x. */
function front(x: number, y: number, a: number, b: number): number {
  if (x < 1e-100 || y < 1e-100) {
    return Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b));
  }
  // Loader's form needs both at least 1. B(a, b) = B(a + 1, b) (a + b) / a, and the same for b.
  if (a < 1) return (front(x, y, a + 1, b) * a) / (x * (a + b));
  if (b < 1) return (front(x, y, a, b + 1) * b) / (y * (a + b));
  const n = a + b;
  // C(n, a) x^a y^b, times a b / n: binomial coefficients count from Γ(a + 1).
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

/** Chance of at most x, and of more, each without cancellation. */
export function betaTails(x: number, a: number, b: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x >= 1) return { lower: 1, upper: 0 };
  return incompleteBeta(x, 1 - x, a, b);
}

/** As betaTails, for callers who know y = 1 − x better than subtraction does. */
export function incompleteBeta(x: number, y: number, a: number, b: number): { lower: number; upper: number } {
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = (front(x, y, a, b) * fraction(x, a, b)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (front(y, x, b, a) * fraction(y, b, a)) / b;
  return { lower: 1 - upper, upper };
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 2 * EPSILON) break;
  }
  return h;
}

export const betaCdf = (x: number, a: number, b: number): number => betaTails(x, a, b).lower;

export function betaQuantile(p: number, a: number, b: number): number {
  return quantile(p, {
    tails: (x) => betaTails(x, a, b),
    density: (x) => betaDensity(x, a, b),
    from: 0,
    to: 1,
    guess: a / (a + b),
  });
}
