/**
 * Boundaries for a known number of looks, where alpha is spent as information comes in: tighter than always-valid intervals when
 * the end is planned. Source: Lan & DeMets, "Discrete Sequential Boundaries for Clinical Trials" (1983), spending α·t^φ (Kim &
 * DeMets, 1987), by the recursion of Armitage, McPherson & Rowe (1969); grid and search as in the R package ldbounds and Spotify's
 * confidence, whose published boundaries these are.
 */
import { normalDensity, normalQuantile, normalUpper } from '../distributions/normal.ts';
import { BrokenFigure } from './sample.ts';

export interface Spending {
  /** Chance of a false alarm over all looks. */
  alpha: number;
  sides: 1 | 2;
  /** 2 spends little early; 1 evenly. */
  phi?: number;
}

/** |z| above which nothing is ever sought. */
const CAP = 8;
/** Grid steps per standard deviation of what a look adds, and at most. */
const STEP = 0.05;
const MOST_STEPS = 1_000;
const TOLERANCE = 1e-7;
/** Beyond this many deviations a normal density is 0 to the last digit. */
const REACH = 9;

interface Grid {
  from: number;
  to: number;
  /** Density of what has not crossed, at equal steps. */
  density: number[];
}

/**
 * @param times share of the planned information at each look, ascending, above 0, at most 1
 * @returns |z| to cross at each look
 * @throws BrokenFigure
 */
export function groupSequentialBounds(times: readonly number[], { alpha, sides, phi = 2 }: Spending): number[] {
  for (const [i, time] of times.entries()) {
    if (!(time > (times[i - 1] ?? 0) && time <= 1)) {
      throw new BrokenFigure(`times: expected shares that rise from 0 to 1, found ${time} after ${times[i - 1] ?? 0}`);
    }
  }
  if (!(alpha > 0 && alpha < 1)) throw new BrokenFigure(`alpha: expected a share between 0 and 1, found ${alpha}`);
  const total = alpha / sides;
  const bounds: number[] = [];
  let spent = 0;
  let grid: Grid | undefined;
  for (const [i, time] of times.entries()) {
    const added = Math.sqrt(time - (times[i - 1] ?? 0));
    const root = Math.sqrt(time);
    const spend = Math.min(Math.max(total * time ** phi - spent, 0), 1);
    let z = grid ? searched(grid, spend, added) / root : normalQuantile(1 - spend);
    spent = total * time ** phi;
    if (!(z <= CAP)) {
      // What cannot be spent is kept for later, but for crumbs that no search would find.
      if (spend >= TOLERANCE) spent += (grid ? crossing(CAP * root, grid, added) : normalUpper(CAP)) - spend;
      z = CAP;
    }
    bounds.push(z);
    grid = advanced(grid, -CAP * root, z * root, added);
  }
  return bounds;
}

/** Chance to be above y after one more look. */
function crossing(y: number, { from, to, density }: Grid, added: number): number {
  const h = (to - from) / (density.length - 1);
  let sum = 0;
  for (const [i, value] of density.entries()) {
    if (value === 0) continue;
    const part = value * normalUpper((y - (from + i * h)) / added);
    sum += i === 0 || i === density.length - 1 ? part / 2 : part;
  }
  return h * sum;
}

/** The y that is crossed with this chance. Steps of ten, one, a tenth …, each as often as it takes. */
function searched(grid: Grid, chance: number, added: number): number {
  if (chance < TOLERANCE) return Number.POSITIVE_INFINITY;
  let y = grid.to;
  let found = crossing(y, grid, added);
  for (let step = 1; Math.abs(found - chance) > TOLERANCE; step /= 10) {
    const up = found > chance + TOLERANCE;
    for (let i = 0; i < 50; i++) {
      y += up ? step : -step;
      found = crossing(y, grid, added);
      if (up ? found <= chance + TOLERANCE : found >= chance - TOLERANCE) break;
    }
    if (step < 1e-14) break; // as near as doubles come
  }
  return y;
}

function advanced(grid: Grid | undefined, from: number, to: number, added: number): Grid {
  const steps = Math.min(Math.ceil((to - from) / (STEP * added)), MOST_STEPS);
  const h = (to - from) / steps;
  const density = Array.from({ length: steps + 1 }, (_, j) => {
    const y = from + j * h;
    return grid ? convolved(grid, y, added) : normalDensity(y / added) / added;
  });
  return { from, to, density };
}

function convolved({ from, to, density }: Grid, y: number, added: number): number {
  const last = density.length - 1;
  const h = (to - from) / last;
  let sum = 0;
  const first = Math.max(Math.ceil((y - REACH * added - from) / h), 0);
  const end = Math.min(Math.floor((y + REACH * added - from) / h), last);
  for (let i = first; i <= end; i++) {
    const part = density[i]! * normalDensity((y - (from + i * h)) / added);
    sum += i === 0 || i === last ? part / 2 : part;
  }
  return (h * sum) / added;
}
