/**
 * The gamma function and its incomplete integrals, to near double precision.
 * Sources: C. Lanczos (1964) with P. Godfrey's coefficients, g = 7; DLMF 5.11.1, 8.11.4, 8.9.2; C. Loader, "Fast and Accurate
 * Computation of Binomial Probabilities" (2000), for factors that would cancel where counts are huge.
 */

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
];

const HALF_LOG_2_PI = 0.9189385332046728;
const EPSILON = 2 ** -53;
const TINY = 1e-300;
/** More terms than 1e12 counts need. */
const TERMS = 100_000;

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  if (x >= 15) return (x - 0.5) * Math.log(x) - x + HALF_LOG_2_PI + stirlingSeries(x);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (z + i);
  const t = z + 7.5;
  return HALF_LOG_2_PI + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln Γ(x) less Stirling's formula, from 15 up. */
function stirlingSeries(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x;
}

/** ln x! less Stirling's formula for it: what Loader calls δ. */
export function stirlingError(x: number): number {
  return x >= 15 ? stirlingSeries(x) : logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_2_PI;
}

/** x ln(x / mean) + mean − x without cancellation. Loader's bd0. */
export function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x === 0 ? mean : x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let term = 2 * x * v;
  for (let j = 1; ; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/** mean^x e^−mean / Γ(x + 1): the Poisson density, x ≥ 0 and not necessarily whole. */
export function poissonDensity(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  if (x < 1) return Math.exp(x * Math.log(mean) - mean - logGamma(x + 1));
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/** Regularised P(a, x) and Q(a, x) = 1 − P, each without cancellation. a > 0, x ≥ 0. */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = poissonDensity(a, x) * series(a, x);
    return { lower, upper: 1 - lower };
  }
  // x^a e^−x / Γ(a) is a times the Poisson density.
  const upper = poissonDensity(a, x) * a * fraction(a, x);
  return { lower: 1 - upper, upper };
}

/** DLMF 8.11.4, less its factor x^a e^−x / Γ(a + 1). */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * EPSILON) break;
  }
  return sum;
}

/** DLMF 8.9.2 by Lentz's method, less its factor x^a e^−x / Γ(a). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < TERMS; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / notZero(an * d + b);
    c = notZero(b + an / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 2 * EPSILON) break;
  }
  return h;
}

export const notZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
