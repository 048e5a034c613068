/** Sample ratio mismatch [X25]: do the arms have the units that their weights say? */
import { chiSquareUpper } from '../distributions/chi-square.ts';
import { BrokenFigure } from './sample.ts';

/** Below this something is broken: dealing, exposure or the log. Source: Fabijan et al., "Diagnosing Sample Ratio Mismatch" (KDD 2019). */
export const SRM_ALPHA = 0.001;

/**
 * χ² goodness of fit over the arms that have a weight. Source: Pearson (1900).
 * @param counts units by arm; an arm at the end that has no count yet is left out
 * @param weights need not make 1
 * @returns p; 1 where there is nothing to compare
 */
export function srm(counts: readonly number[], weights: readonly number[]): number {
  if (counts.length > weights.length) {
    throw new BrokenFigure(`weights: ${counts.length} arms need as many, found ${weights.length}`);
  }
  const bad = [...counts, ...weights].find((value) => !(Number.isFinite(value) && value >= 0));
  if (bad !== undefined) throw new BrokenFigure(`counts and weights: expected numbers from 0, found ${bad}`);
  const arms = counts.map((count, i) => ({ count, weight: weights[i]! })).filter(({ weight }) => weight > 0);
  const units = arms.reduce((sum, { count }) => sum + count, 0);
  const weight = arms.reduce((sum, arm) => sum + arm.weight, 0);
  if (arms.length < 2 || units === 0) return 1;
  const distance = arms.reduce((sum, arm) => {
    const expected = (units * arm.weight) / weight;
    return sum + (arm.count - expected) ** 2 / expected;
  }, 0);
  return chiSquareUpper(distance, arms.length - 1);
}
