/**
 * Generalised extreme Studentized deviate test for several outliers (Rosner 1983; NIST/SEMATECH e-Handbook 1.3.5.17.3), as it is
 * written and with median and MAD in the place of mean and standard deviation (Hochenbaum, Vallis, Kejariwal 2017: S-H-ESD).
 */
import { studentQuantile } from '../../distributions/student.ts';

/** A normal's standard deviation for each MAD. */
export const MAD_TO_SD = 1.4826;

export function median(values: readonly number[] | Float64Array): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Median absolute deviation from the median, as a normal's standard deviation. */
export function robustSpread(values: readonly number[], centre = median(values)): number {
  return MAD_TO_SD * median(values.map((value) => Math.abs(value - centre)));
}

const criticals = new Map<string, number>();

/** Critical value of the i-th most extreme of n, i from 1. */
export function esdCritical(n: number, i: number, alpha: number): number {
  const key = `${n} ${i} ${alpha}`;
  const known = criticals.get(key);
  if (known !== undefined) return known;
  const t = studentQuantile(1 - alpha / (2 * (n - i + 1)), n - i - 1);
  const value = ((n - i) * t) / Math.sqrt((n - i - 1 + t * t) * (n - i + 1));
  if (criticals.size > 1_000) criticals.clear();
  criticals.set(key, value);
  return value;
}

export interface Esd {
  /** Indexes of the outliers, most extreme first. */
  outliers: number[];
  statistics: number[];
  critical: number[];
}

/**
 * @param most outliers that there may be
 * @param robust median and MAD: an outlier then does not hide the next
 */
export function generalisedEsd(values: readonly number[], most: number, alpha = 0.05, robust = false): Esd {
  const left = values.map((value, index) => ({ value, index }));
  const taken: number[] = [];
  const statistics: number[] = [];
  const critical: number[] = [];
  let count = 0;
  for (let i = 1; i <= Math.min(most, values.length - 3); i++) {
    const rest = left.map(({ value }) => value);
    const { centre, spread } = robust ? robustOf(rest) : plainOf(rest);
    if (!(spread > 0)) break;
    let at = 0;
    for (let k = 1; k < left.length; k++) {
      if (Math.abs(left[k]!.value - centre) > Math.abs(left[at]!.value - centre)) at = k;
    }
    statistics.push(Math.abs(left[at]!.value - centre) / spread);
    critical.push(esdCritical(values.length, i, alpha));
    taken.push(left[at]!.index);
    left.splice(at, 1);
    if (statistics[i - 1]! > critical[i - 1]!) count = i;
  }
  return { outliers: taken.slice(0, count), statistics, critical };
}

function robustOf(values: readonly number[]) {
  const centre = median(values);
  return { centre, spread: robustSpread(values, centre) };
}

function plainOf(values: readonly number[]) {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { centre, spread: Math.sqrt(squares / (values.length - 1)) };
}
