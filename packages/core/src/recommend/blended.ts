/**
 * Several strategies as one list: reciprocal rank fusion, since their scores compare with nothing. score(i) = Σ weight ÷
 * (60 + rank). Cormack, Clarke, Büttcher: "Reciprocal Rank Fusion outperforms Condorcet" (SIGIR 2009), with weights.
 */
import type { StrategyName } from '../plan/plan.ts';
import type { Proposal } from './strategy.ts';

const K = 60;
/** Proposals looked at of each. */
const DEPTH = 200;

export interface BlendPart {
  strategy: StrategyName;
  weight: number;
}

/** @param propose read to its end before it is called again */
export function blended(
  parts: readonly BlendPart[],
  propose: (strategy: StrategyName) => Iterable<Proposal>,
): Proposal[] {
  const best = new Map<number, Proposal & { most: number }>();
  for (const { strategy, weight } of parts) {
    let rank = 0;
    const seen = new Set<number>();
    for (const { index, because } of propose(strategy)) {
      if (seen.has(index)) continue;
      seen.add(index);
      const part = weight / (K + rank++);
      const known = best.get(index);
      if (!known) {
        best.set(index, { index, score: part, most: part, strategy, ...(because !== undefined && { because }) });
      } else {
        known.score += part;
        if (part > known.most) {
          known.most = part;
          known.strategy = strategy;
          if (because === undefined) delete known.because;
          else known.because = because;
        }
      }
      if (rank === DEPTH) break;
    }
  }
  return [...best.values()]
    .map(({ most: _, ...proposal }) => proposal)
    .sort((a, b) => b.score - a.score || a.index - b.index);
}
