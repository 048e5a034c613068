/** Which part of 0…1 belongs to which arm [X2]. */

/** From, included, to, excluded. */
export type Range = readonly [from: number, to: number];

export const inRange = (place: number, [from, to]: Range): boolean => place >= from && place < to;

/**
 * Each arm begins where the ones before it end at full coverage, so that widening the coverage moves nobody.
 * Source: GrowthBook's SDK specification, getBucketRanges.
 * @param coverage share of units that take part; clamped to 0…1
 * @param weights one an arm, together 1 ± 0.01; anything else counts as equal
 */
export function rangesOf(arms: number, coverage: number, weights?: readonly number[] | null): Range[] {
  const part = Math.min(Math.max(coverage, 0), 1);
  const used = weights && weights.length === arms && sumsToOne(weights) ? weights : equalWeights(arms);
  let from = 0;
  return used.map((weight): Range => {
    const range: Range = [from, from + part * weight];
    from += weight;
    return range;
  });
}

export function equalWeights(arms: number): number[] {
  return arms <= 0 ? [] : new Array<number>(arms).fill(1 / arms);
}

function sumsToOne(weights: readonly number[]): boolean {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.every((weight) => weight >= 0) && sum >= 0.99 && sum <= 1.01;
}

/** The arm whose range holds the place; -1 where none does. */
export function chooseArm(place: number, ranges: readonly Range[]): number {
  return ranges.findIndex((range) => inRange(place, range));
}
