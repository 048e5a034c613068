/** What each factor of a factorial experiment does, alone and together [X7]. */
import { normalUpper } from '../distributions/normal.ts';
import { DEFAULT_ALPHA, DEFAULT_TUNING, sequentialBoundary } from './compare.ts';
import type { FactorialArm } from './factors.ts';
import { BrokenFigure, type Sample } from './sample.ts';

export interface Cell {
  arm: FactorialArm;
  sample: Sample;
}

export interface Effect {
  /** One factor for a main effect, two for an interaction. */
  factors: string[];
  /** Level by factor that is compared with the control level, or levels. */
  levels: Record<string, string>;
  /** In the metric's own unit. Main: mean over all cells with the level, less that with the control level. */
  estimate: number;
  standardError: number;
  /** Always valid, at 1 − alpha. */
  from: number;
  to: number;
  /** Two-sided, right once, at the end. */
  p: number;
}

export interface EffectQuestion {
  alpha?: number;
  tuning?: number;
}

/**
 * Main effects of every level against its factor's first, and interactions of every pair: contrasts of cell means, each cell
 * weighing the same. Var(Σ c m) = Σ c² v / n. Source: Box, Hunter & Hunter, "Statistics for Experimenters", ch. 5;
 * Montgomery, "Design and Analysis of Experiments", 3.5.
 * @returns empty where a cell has no units or no variance
 * @throws BrokenFigure where a cell is missing
 */
export function effectsOf(
  cells: readonly Cell[],
  { alpha = DEFAULT_ALPHA, tuning = DEFAULT_TUNING }: EffectQuestion = {},
): Effect[] {
  const factors = levelsOf(cells);
  const expected = [...factors.values()].reduce((product, levels) => product * levels.length, 1);
  if (cells.length !== expected)
    throw new BrokenFigure(`cells: expected ${expected}, one a combination, found ${cells.length}`);
  if (cells.some(({ sample }) => sample.n === 0 || sample.variance === 0)) return [];
  const units = cells.reduce((sum, { sample }) => sum + sample.n, 0);

  const contrast = (levels: Record<string, string>): Effect => {
    const names = Object.keys(levels);
    // +1 for a cell with the level, −1 with the control's, 0 with a third; of two factors the product.
    const signs = cells.map(({ arm }) =>
      names.reduce((product, factor) => {
        const at = arm.levels[factor];
        return product * (at === levels[factor] ? 1 : at === factors.get(factor)![0] ? -1 : 0);
      }, 1),
    );
    const perSide = signs.filter((sign) => sign !== 0).length / 2 ** names.length;
    let estimate = 0;
    let variance = 0;
    for (const [i, { sample }] of cells.entries()) {
      const weight = signs[i]! / perSide;
      estimate += weight * sample.mean;
      variance += (weight ** 2 * sample.variance) / sample.n;
    }
    const standardError = Math.sqrt(variance);
    const width = sequentialBoundary(units, alpha, tuning) * standardError;
    return {
      factors: names,
      levels,
      estimate,
      standardError,
      from: estimate - width,
      to: estimate + width,
      p: 2 * normalUpper(Math.abs(estimate) / standardError),
    };
  };

  const single = [...factors].flatMap(([factor, [, ...others]]) => others.map((level) => ({ [factor]: level })));
  const pairs = single.flatMap((one, i) =>
    single
      .slice(i + 1)
      .flatMap((other) => (Object.keys(one)[0] === Object.keys(other)[0] ? [] : [{ ...one, ...other }])),
  );
  return [...single, ...pairs].map(contrast);
}

/** Levels by factor, in the order of the cells: the first is the control. */
function levelsOf(cells: readonly Cell[]): Map<string, string[]> {
  const factors = new Map<string, string[]>();
  for (const { arm } of cells) {
    for (const [factor, level] of Object.entries(arm.levels)) {
      const known = factors.get(factor) ?? [];
      if (!known.includes(level)) known.push(level);
      factors.set(factor, known);
    }
  }
  return factors;
}
