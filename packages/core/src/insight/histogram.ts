/** Counts by bins, so that shares and percentiles of many pages add up from minutes and shards. */

/** Upper edges of the bins; the last bin is open. Good and poor are Google's Web Vitals thresholds (web.dev/vitals). */
export const VITALS = {
  LCP: [1000, 1500, 2000, 2500, 3000, 3500, 4000, 5000, 6000, 8000, 12000],
  INP: [50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 2000],
  CLS: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.4, 0.6, 1],
  FCP: [500, 900, 1300, 1800, 2200, 2600, 3000, 4000, 5000, 7000, 10000],
  TTFB: [100, 200, 400, 600, 800, 1000, 1300, 1800, 2500, 4000, 8000],
} as const satisfies Record<string, readonly number[]>;
export type Vital = keyof typeof VITALS;

export const GOOD_POOR: Record<Vital, readonly [good: number, poor: number]> = {
  LCP: [2500, 4000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1800, 3000],
  TTFB: [800, 1800],
};

/** How long the worker took to answer, ms. */
export const ANSWER_EDGES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;

/** Index of the bin that a value lies in: a value on an edge is in the bin below it. */
export function binOf(value: number, edges: readonly number[]): number {
  let bin = 0;
  while (bin < edges.length && value > edges[bin]!) bin++;
  return bin;
}

/**
 * The value below which a share `p` of the counted lies, interpolated inside its bin; null where nothing is counted. In the open
 * bin it is its lower edge: "at least".
 */
export function quantile(counts: readonly number[], edges: readonly number[], p: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= 0) return null;
  const target = p * total;
  let below = 0;
  for (let bin = 0; bin < edges.length; bin++) {
    const count = counts[bin] ?? 0;
    if (count > 0 && below + count >= target) {
      const from = bin === 0 ? 0 : edges[bin - 1]!;
      return from + ((target - below) / count) * (edges[bin]! - from);
    }
    below += count;
  }
  return edges.at(-1)!;
}

/** Share at or below an edge; null where nothing is counted. */
export function shareUpTo(counts: readonly number[], edges: readonly number[], edge: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= 0) return null;
  const last = edges.indexOf(edge);
  return counts.slice(0, last + 1).reduce((sum, count) => sum + count, 0) / total;
}
