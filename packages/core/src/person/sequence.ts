/**
 * Which numbers of a device's sequence are settled — accepted, refused or void — as a contiguous watermark and a sparse
 * set above it [W4].
 */
import { LIMITS } from '@edgewise/protocol/limits';

export interface Sequence {
  /** Each of 1…upTo is settled. */
  upTo: number;
  /** Closed ranges above `upTo + 1`, ascending, never touching one another. */
  above: [from: number, to: number][];
}

export const emptySequence = (): Sequence => ({ upTo: 0, above: [] });

/** Whether a number is settled already. */
export function isSettled(sequence: Sequence, n: number): boolean {
  return n <= sequence.upTo || sequence.above.some(([from, to]) => from <= n && n <= to);
}

/**
 * Whether a range can be settled within the limits: not too far ahead, not one gap too many. A device that exceeds
 * them does not count its events one by one, so it is refused instead of remembered.
 */
export function fits(sequence: Sequence, from: number, to: number): boolean {
  if (to > sequence.upTo + LIMITS.sequenceAhead) return false;
  const touches = from <= sequence.upTo + 1 || sequence.above.some(([a, b]) => from <= b + 1 && to >= a - 1);
  return touches || sequence.above.length < LIMITS.sequenceGaps;
}

/** Settles the closed range from…to, in place. */
export function settle(sequence: Sequence, from: number, to = from): void {
  const kept: [number, number][] = [];
  for (const [a, b] of sequence.above) {
    if (b < from - 1 || a > to + 1) kept.push([a, b]);
    else {
      from = Math.min(from, a);
      to = Math.max(to, b);
    }
  }
  if (from <= sequence.upTo + 1) {
    sequence.upTo = Math.max(sequence.upTo, to);
  } else {
    kept.push([from, to]);
    kept.sort((x, y) => x[0] - y[0]);
  }
  while (kept.length > 0 && kept[0]![0] <= sequence.upTo + 1) {
    sequence.upTo = Math.max(sequence.upTo, kept.shift()![1]);
  }
  sequence.above = kept;
}
