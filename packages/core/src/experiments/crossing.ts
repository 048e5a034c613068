/**
 * The chance that a test statistic crosses its boundary at one of several looks. Source: Armitage, McPherson & Rowe, "Repeated
 * Significance Tests on Accumulating Data" (1969): the density of what has not crossed yet, moved on from look to look.
 */
import { normalCdf, normalDensity, normalUpper } from '../distributions/normal.ts';

export interface Look {
  /** Share of the planned information, ascending to 1. */
  time: number;
  /** |z| that crosses. */
  boundary: number;
}

/** Of the grid between the boundaries: two and a half a standard deviation of a sixtieth of the time. */
const STEPS = 120;

/** @param drift expected z at time 1 */
export function crossingChance(looks: readonly Look[], drift: number): number {
  let crossed = 0;
  let grid: number[] = [];
  let mass: number[] = [];
  let before = 0;
  for (const { time, boundary } of looks) {
    // Brownian motion with drift: y = z √t.
    const edge = boundary * Math.sqrt(time);
    const deviation = Math.sqrt(time - before);
    const moved = drift * (time - before);
    const step = (2 * edge) / STEPS;
    const next = Array.from({ length: STEPS + 1 }, (_, i) => -edge + i * step);
    const from = before === 0 ? [0] : grid;
    const weights = before === 0 ? [1] : mass;
    const nextMass = next.map(() => 0);
    for (const [i, y] of from.entries()) {
      const weight = weights[i]!;
      if (weight < 1e-14) continue;
      const centre = y + moved;
      crossed += weight * (normalUpper((edge - centre) / deviation) + normalCdf((-edge - centre) / deviation));
      const [first, last] = [centre - 9 * deviation, centre + 9 * deviation].map((at) => (at + edge) / step);
      for (let j = Math.max(Math.ceil(first!), 0); j <= Math.min(Math.floor(last!), STEPS); j++) {
        const half = j === 0 || j === STEPS ? 0.5 : 1;
        nextMass[j]! += (half * step * weight * normalDensity((next[j]! - centre) / deviation)) / deviation;
      }
    }
    [grid, mass, before] = [next, nextMass, time];
  }
  return Math.min(crossed, 1);
}
