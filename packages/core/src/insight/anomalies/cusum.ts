/**
 * Two-sided tabular CUSUM (Page 1954; Montgomery, Introduction to Statistical Quality Control, 9.1): sums of what is beyond an
 * allowance, on either side of the target, and never below zero. What no single point betrays adds up.
 */

/** Montgomery's k and h, in standard deviations: a shift of one is found in about ten steps, a false alarm comes in about 465. */
export const DEFAULT_CUSUM: Readonly<{ slack: number; limit: number }> = { slack: 0.5, limit: 5 };

/** One side: how much has added up, and over how many steps (Montgomery's C and N). */
export interface Side {
  sum: number;
  run: number;
}

export interface Cusum {
  up: Side;
  down: Side;
}

export const startOfCusum = (): Cusum => ({ up: { sum: 0, run: 0 }, down: { sum: 0, run: 0 } });

/** @param z the next step, in standard deviations from the target */
export function nextOfCusum({ up, down }: Cusum, z: number, slack = DEFAULT_CUSUM.slack): Cusum {
  return { up: side(up, z - slack), down: side(down, -z - slack) };
}

function side({ sum, run }: Side, by: number): Side {
  const moved = sum + by;
  return moved > 0 ? { sum: moved, run: run + 1 } : { sum: 0, run: 0 };
}
