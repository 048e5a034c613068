/** The gamma distribution and χ², which is one of them. Source: DLMF 8.2. */
import { incompleteGamma, poissonDensity } from './gamma.ts';
import { quantile } from './quantile.ts';

/** @param shape > 0 @param scale > 0 */
export function gammaCdf(x: number, shape: number, scale: number): number {
  return incompleteGamma(shape, x / scale).lower;
}

export function gammaQuantile(p: number, shape: number, scale: number): number {
  return (
    scale *
    quantile(p, {
      tails: (x) => incompleteGamma(shape, x),
      density: (x) => (poissonDensity(shape, x) * shape) / x,
      from: 0,
      to: Number.POSITIVE_INFINITY,
      guess: shape,
    })
  );
}

export const chiSquareCdf = (x: number, dof: number): number => incompleteGamma(dof / 2, x / 2).lower;

/** Chance of more than x: a χ² test's p-value, exact however small. */
export const chiSquareUpper = (x: number, dof: number): number => incompleteGamma(dof / 2, x / 2).upper;

export const chiSquareQuantile = (p: number, dof: number): number => gammaQuantile(p, dof / 2, 2);
