/** Where a lift and its interval stand on a line, and what may be said of it. */
import type { LiftInterval } from '@edgewise/edge/read-lift';

type Known = Exclude<LiftInterval, string>;

/** `unknown`: the truth may lie on either side of nothing. */
export type Verdict = 'more' | 'less' | 'unknown';

export function verdictOf({ from, to }: Known): Verdict {
  if (from !== null && from > 0) return 'more';
  return to !== null && to < 0 ? 'less' : 'unknown';
}

/** Where neither end is known, the estimate is chance alone: a number would be believed, whatever stands beside it. */
export const mayBeSaid = (lift: LiftInterval): boolean =>
  typeof lift === 'object' && (lift.from !== null || lift.to !== null);

/** No line is longer to either side than this, however little is known. */
const FURTHEST = 2;

/** Places on the line, 0…1: it has nothing (a lift of 0) in its middle and reaches as far to both sides. */
export function scaleOf({ estimate, from, to }: Known): Record<'from' | 'to' | 'estimate' | 'zero', number> {
  const ends = [estimate, from ?? -FURTHEST, to ?? FURTHEST].map(Math.abs);
  const reach = Math.min(FURTHEST, Math.max(0.01, ...ends) * 1.1);
  const place = (value: number) => Math.min(1, Math.max(0, (value / reach + 1) / 2));
  return { from: place(from ?? -FURTHEST), to: place(to ?? FURTHEST), estimate: place(estimate), zero: 0.5 };
}
