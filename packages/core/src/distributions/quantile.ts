/** The point below which a share p lies, where only the distribution function is known: Newton's steps, bisection's safety. */

export interface Distribution {
  tails(x: number): { lower: number; upper: number };
  density(x: number): number;
  /** Where it can be. */
  from: number;
  to: number;
  guess: number;
}

/** @returns from at 0, to at 1, NaN where p is no share */
export function quantile(p: number, { tails, density, from, to, guess }: Distribution): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return from;
  if (p === 1) return to;
  // The smaller tail is matched, and its logarithm: so that 1e-200 is found as well as 0.3, and p near 1 keeps its digits.
  const below = p <= 0.5;
  const wanted = Math.log(below ? p : 1 - p);
  let [low, high] = [from, to];
  let x = guess;
  for (let i = 0; i < 2_000; i++) {
    const at = tails(x);
    const tail = below ? at.lower : at.upper;
    const off = (Math.log(tail) - wanted) * (below ? 1 : -1);
    if (off === 0) return x;
    if (off > 0) high = x;
    else low = x;
    let next = x - (off * tail) / density(x);
    if (!(next > low && next < high)) next = between(low, high, x);
    if (Math.abs(next - x) <= 2 ** -52 * Math.abs(next)) return next;
    x = next;
  }
  return x;
}

/** Halfway; by magnitude where an end is far away. */
function between(low: number, high: number, x: number): number {
  if (high === Number.POSITIVE_INFINITY) return Math.max(2 * x, 1);
  if (low === Number.NEGATIVE_INFINITY) return Math.min(2 * x, -1);
  if (low >= 0 && high > 16 * low) return low === 0 ? high / 16 : Math.sqrt(low) * Math.sqrt(high);
  if (high <= 0 && low < 16 * high) return high === 0 ? low / 16 : -Math.sqrt(-low) * Math.sqrt(-high);
  return (low + high) / 2;
}
