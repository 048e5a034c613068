/** How unlikely a count is where another was expected: Poisson's tail while little is expected, a robust z otherwise [N17]. */
import { incompleteGamma } from '../../distributions/gamma.ts';
import { normalQuantile, normalUpper } from '../../distributions/normal.ts';
import { esdCritical } from './esd.ts';

/** Below this much the normal is no good likeness of a count. */
const FEW = 50;

/**
 * How many standard deviations a count is from what was expected, below it negative. Where little is expected it is the z that is
 * as unlikely as Poisson's tail, widened by the forecast's own error.
 * @param error standard deviation of the forecast, as a share of it
 */
export function surprise(count: number, mean: number, error: number): number {
  if (!(mean > 0)) return 0;
  // Variance of a count whose mean is uncertain: Poisson's, and the forecast's.
  const spread = 1 + error * error * mean;
  if (mean >= FEW) return (count - mean) / Math.sqrt(mean * spread);
  // Counts in units of their spread are Poisson again, as near as two moments say.
  const [n, m] = [count / spread, mean / spread];
  const below = count < mean;
  const tail = below ? incompleteGamma(n + 1, m).upper : n <= 0 ? 1 : incompleteGamma(n, m).lower;
  const z = tail < 1e-300 ? 38 : -normalQuantile(Math.max(tail, 1e-300));
  return below ? -Math.max(0, z) : Math.max(0, z);
}

/** The deviation that the most extreme of n would have to have: what ESD asks of the first outlier. */
export const outlying = (n: number, alpha: number): number => esdCritical(n, 1, alpha);

export const chanceOf = (z: number): number => 2 * normalUpper(Math.abs(z));
