/** Several arms or metrics at once: p-values for which the promise still holds [X26]. */
import { BrokenFigure } from './sample.ts';

export type Correction = 'none' | 'bonferroni' | 'holm' | 'benjamini-hochberg';

/**
 * Adjusted p-values, in the order given: each may be compared with alpha as it stands.
 * Bonferroni and Holm keep the chance of one false alarm among all (Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
 * 1979), Benjamini–Hochberg the share of false ones among alarms (1995). As R's p.adjust.
 * @throws BrokenFigure where one is no p-value
 */
export function corrected(ps: readonly number[], correction: Correction): number[] {
  const bad = ps.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new BrokenFigure(`p: expected a share from 0 to 1, found ${bad}`);
  const m = ps.length;
  if (correction === 'none') return [...ps];
  if (correction === 'bonferroni') return ps.map((p) => Math.min(1, p * m));
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(m);
  if (correction === 'holm') {
    let least = 0;
    for (const [rank, i] of order.entries()) {
      least = Math.max(least, Math.min(1, ps[i]! * (m - rank)));
      adjusted[i] = least;
    }
    return adjusted;
  }
  let most = 1;
  for (let rank = m - 1; rank >= 0; rank--) {
    const i = order[rank]!;
    most = Math.min(most, (ps[i]! * m) / (rank + 1));
    adjusted[i] = most;
  }
  return adjusted;
}
