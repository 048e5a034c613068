/** Cuts off what a few huge orders do to a mean [X21]. */
import type { CupedSums, MeanSums } from './sample.ts';
import { BrokenFigure } from './sample.ts';

/** Of the buyers; the orders above are cut. */
export const WINSOR_SHARE = 0.99;

/**
 * The value that a share of all units lies at or under, all arms together: one cap for all, or the cut would be an effect of its own.
 * Units with nothing are left out of the count, or no percentile would ever reach the buyers. Source: Kohavi, Tang & Xu,
 * "Trustworthy Online Controlled Experiments" (2020), ch. 22; nearest rank, as SQL's PERCENTILE_DISC.
 * @param share such as 0.99
 */
export function winsorCap(values: Iterable<number>, share: number): number {
  if (!(share > 0 && share <= 1)) throw new BrokenFigure(`share: expected one above 0, at most 1, found ${share}`);
  const some = Float64Array.from(values).filter((value) => value !== 0);
  if (some.length === 0) return Number.POSITIVE_INFINITY;
  some.sort();
  if (Number.isNaN(some.at(-1))) throw new BrokenFigure('values: expected numbers, found NaN');
  return some[capRank(some.length, share)]!;
}

/** Where the cap stands among so many values, in rising order from 0. */
export const capRank = (values: number, share: number): number => Math.max(Math.ceil(share * values), 1) - 1;

/** Sums of one arm's units, none above the cap. */
export function sumUp(values: Iterable<number>, cap = Number.POSITIVE_INFINITY): MeanSums {
  const sums: MeanSums = { kind: 'mean', n: 0, sum: 0, sumSquares: 0 };
  for (const value of values) {
    const kept = Math.min(value, cap);
    sums.n++;
    sums.sum += kept;
    sums.sumSquares += kept * kept;
  }
  return sums;
}

/** The same with what each unit came to before, for CUPED. */
export function sumUpPairs(
  pairs: Iterable<{ post: number; pre: number }>,
  cap = { post: Number.POSITIVE_INFINITY, pre: Number.POSITIVE_INFINITY },
): CupedSums {
  const sums: CupedSums = {
    kind: 'cuped',
    n: 0,
    post: { sum: 0, sumSquares: 0 },
    pre: { sum: 0, sumSquares: 0 },
    sumProducts: 0,
  };
  for (const pair of pairs) {
    const [post, pre] = [Math.min(pair.post, cap.post), Math.min(pair.pre, cap.pre)];
    sums.n++;
    sums.post.sum += post;
    sums.post.sumSquares += post * post;
    sums.pre.sum += pre;
    sums.pre.sumSquares += pre * pre;
    sums.sumProducts += post * pre;
  }
  return sums;
}
