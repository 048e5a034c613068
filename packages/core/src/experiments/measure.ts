/** From what each exposed unit came to, to the sums that figures are made of [X21]: the way from exposure.ts to judge.ts. */
import type { UnitTotal } from './exposure.ts';
import type { Sums } from './sample.ts';
import { sumUp, sumUpPairs, winsorCap } from './winsorise.ts';

export interface Measure {
  /** `proportion`: whether a unit came to anything at all. */
  kind: 'mean' | 'proportion';
  /** Share of the buyers whose values stand as they are, such as 0.99; the rest are cut to the greatest of them. Means only. */
  winsor?: number;
  /** Uses what units did before. Means only. */
  cuped?: boolean;
  /** [X11] Crossed units count under their first arm, or are left out as a check of how much that matters. */
  crossed?: 'first-arm' | 'left-out';
}

/** @param arms ids, the control first: the sums are in this order. Units of other arms, gone from the plan, are left out. */
export function sumsByArm(totals: readonly UnitTotal[], arms: readonly string[], measure: Measure): Sums[] {
  const { kind, winsor, cuped = false, crossed = 'first-arm' } = measure;
  const counted = totals.filter((unit) => arms.includes(unit.arm) && (crossed === 'first-arm' || !unit.crossed));
  const of = (arm: string) => counted.filter((unit) => unit.arm === arm);
  if (kind === 'proportion') {
    return arms.map((arm) => {
      const units = of(arm);
      return { kind, n: units.length, sum: units.filter(({ post }) => post > 0).length };
    });
  }
  const cap = (values: number[]) => (winsor === undefined ? Number.POSITIVE_INFINITY : winsorCap(values, winsor));
  const postCap = cap(counted.map(({ post }) => post));
  if (!cuped) {
    return arms.map((arm) =>
      sumUp(
        of(arm).map(({ post }) => post),
        postCap,
      ),
    );
  }
  const preCap = cap(counted.map(({ pre }) => pre));
  return arms.map((arm) => sumUpPairs(of(arm), { post: postCap, pre: preCap }));
}
