/**
 * Power of comparing two shares, by counting: for each number of yeses the control may have, the chance of the variation's
 * numbers that differ from it. The usual formula holds variances for known; they are estimated, and small where the share came
 * out small, which a test of rare events feels. Source: the definition, with the unpooled test of compare.ts.
 */
import { betaDensity, betaTails } from '../distributions/beta.ts';
import { normalQuantile } from '../distributions/normal.ts';

export interface Share {
  n: number;
  rate: number;
}

/** Above this many expected yeses the formula is right, and counting slow. */
const MOST = 4_000;

export const isCountable = ({ n, rate }: Share): boolean => n * Math.min(rate, 1 - rate) <= MOST;

/** Two-sided at alpha. */
export function proportionPower(control: Share, variation: Share, alpha: number): number {
  const z2 = normalQuantile(1 - alpha / 2) ** 2;
  const [nA, nB] = [control.n, variation.n];
  const mean = nA * control.rate;
  const reach = 6 * Math.sqrt(mean * (1 - control.rate)) + 6;
  let power = 0;
  for (let yes = Math.max(0, Math.floor(mean - reach)); yes <= Math.min(nA, Math.ceil(mean + reach)); yes++) {
    const chance = betaDensity(control.rate, yes + 1, nA - yes + 1) / (nA + 1);
    const a = yes / nA;
    // (x − a)² > z² (a (1 − a) / nA + x (1 − x) / nB): outside the two roots.
    const [p, q, r] = [1 + z2 / nB, 2 * a + z2 / nB, a * a - (z2 * a * (1 - a)) / nA];
    const root = Math.sqrt(Math.max(q * q - 4 * p * r, 0));
    const below = Math.ceil(((q - root) / (2 * p)) * nB) - 1;
    const above = Math.floor(((q + root) / (2 * p)) * nB) + 1;
    power += chance * (atMost(below, variation) + 1 - atMost(above - 1, variation));
  }
  return Math.min(power, 1);
}

/** Chance of at most k yeses. DLMF 8.17.5. */
function atMost(k: number, { n, rate }: Share): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaTails(rate, k + 1, n - k).upper;
}
