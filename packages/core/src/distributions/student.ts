/**
 * Student's t. Sources: DLMF 8.17(ii), its tail is half an incomplete beta function; G. W. Hill, "Student's t-distribution",
 * Algorithm 395 (1970), where that fraction would lose digits.
 */
import { incompleteBeta } from './beta.ts';
import { logGamma } from './gamma.ts';
import { normalDensity, normalQuantile, normalUpper } from './normal.ts';
import { quantile } from './quantile.ts';

/** From here Hill's series is exact to the last digits. */
const HILL_FROM = 5_000;
/** From here t is normal to the last digit. */
const NORMAL_FROM = 1e15;

/** @param dof degrees of freedom, > 0, not necessarily whole */
export function studentTails(t: number, dof: number): { lower: number; upper: number } {
  const square = t * t;
  const tail =
    dof >= HILL_FROM
      ? normalUpper(normalEquivalent(square, Math.min(dof, NORMAL_FROM)))
      : 0.5 * incompleteBeta(1 / (1 + square / dof), 1 / (1 + dof / square), dof / 2, 0.5).lower;
  return t > 0 ? { lower: 1 - tail, upper: tail } : { lower: tail, upper: 1 - tail };
}

/** The z that is as far out as t. */
function normalEquivalent(square: number, dof: number): number {
  const a = dof - 0.5;
  const b = 48 * a * a;
  const y = a * Math.log1p(square / dof);
  const last = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b);
  return ((last + y + 3) / b + 1) * Math.sqrt(y);
}

export const studentCdf = (t: number, dof: number): number => studentTails(t, dof).lower;

function studentDensity(t: number, dof: number): number {
  if (dof > 1e8) return normalDensity(t);
  const constant = logGamma((dof + 1) / 2) - logGamma(dof / 2) - 0.5 * Math.log(Math.PI * dof);
  return Math.exp(constant - ((dof + 1) / 2) * Math.log1p((t * t) / dof));
}

export function studentQuantile(p: number, dof: number): number {
  if (p === 0.5) return 0;
  return quantile(p, {
    tails: (t) => studentTails(t, dof),
    density: (t) => studentDensity(t, dof),
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    guess: normalQuantile(p),
  });
}
