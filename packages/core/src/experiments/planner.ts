/**
 * How many units, how many days, what power [X27]: the chance that the verdict on an experiment's own metric finds a variation
 * that has the lift while the others are as the control. Where several have it, Holm's step-down finds each somewhat more often.
 */
import { normalCdf, normalQuantile } from '../distributions/normal.ts';
import { DEFAULT_ALPHA, DEFAULT_TUNING, sequentialBoundary } from './compare.ts';
import { crossingChance } from './crossing.ts';
import { isCountable, proportionPower } from './proportion-power.ts';
import { BrokenFigure } from './sample.ts';

export interface Wanted {
  /** The control's mean today, per unit. A proportion's variance follows from it. */
  mean: number;
  /** Of one unit; none for a proportion. */
  variance?: number;
  /** The smallest relative lift worth knowing of, such as 0.05. */
  lift: number;
  alpha?: number;
  power?: number;
  /** Variations beside the control. Alpha is shared among them, as the verdict on an experiment's own metric does [X26]. */
  variations?: number;
  /** The control's share of units over one variation's; 1 where all are equal. */
  controlRatio?: number;
  /** `sequential` pays for looking early with more units at the end. */
  method?: 'fixed' | 'sequential';
  tuning?: number;
}

export interface Planned {
  perVariation: number;
  control: number;
  /** All arms together. */
  units: number;
  /** At a number of units a day, rounded up; Infinity without any. */
  days(unitsPerDay: number): number;
}

const DEFAULT_POWER = 0.8;
/** Looks that a sequential plan counts on. More hardly change its power. */
const LOOKS = 60;

/** @throws BrokenFigure where nothing can be planned */
export function plan(wanted: Wanted): Planned {
  const { variations, ratio, power } = settled(wanted);
  const fixed = fixedUnits(wanted);
  const perVariation = Math.ceil(
    wanted.method === 'sequential' ? leastUnits(wanted, fixed, 2 * fixed) : refined(wanted, fixed),
  );
  if (!Number.isSafeInteger(perVariation)) {
    throw new BrokenFigure(`lift: ${wanted.lift} would take more units than there are people, at a power of ${power}`);
  }
  const control = Math.ceil(perVariation * ratio);
  const units = control + variations * perVariation;
  return {
    perVariation,
    control,
    units,
    days: (perDay) => (perDay > 0 ? Math.ceil(units / perDay) : Number.POSITIVE_INFINITY),
  };
}

/** Power of `perVariation` units in each variation. At the end, or sequentially by then. */
export function powerOf(wanted: Wanted, perVariation: number): number {
  const { alpha, ratio } = settled(wanted);
  if (!(perVariation >= 1)) return 0;
  if (wanted.method === 'sequential') return sequentialPower(wanted, perVariation);
  const control = { n: Math.max(Math.round(perVariation * ratio), 1), rate: wanted.mean };
  const variation = { n: Math.round(perVariation), rate: wanted.mean * (1 + wanted.lift) };
  if (wanted.variance === undefined && isCountable(control)) return proportionPower(control, variation, alpha);
  const drift = driftOf(wanted, perVariation);
  const z = normalQuantile(1 - alpha / 2);
  return normalCdf(drift - z) + normalCdf(-drift - z);
}

/**
 * The lift that `perVariation` units would show with the power wanted. Source: the same formula the other way round; of a
 * proportion by bisection, because its variance moves with the lift.
 */
export function detectableLift(wanted: Omit<Wanted, 'lift'>, perVariation: number): number {
  let [low, high] = [0, wanted.variance === undefined ? 1 / wanted.mean - 1 : 1e6];
  while (high - low > 1e-4 * high) {
    const lift = (low + high) / 2;
    if (powerOf({ ...wanted, lift }, perVariation) < (wanted.power ?? DEFAULT_POWER)) low = lift;
    else high = lift;
  }
  return high;
}

/**
 * n = (z₁₋α⁄₂ + z_power)² (v_control / κ + v_variation) / δ² per variation, κ = control / variation.
 * Source: Chow, Shao & Wang, "Sample Size Calculations in Clinical Research", 3.2; as in Spotify's confidence.
 */
function fixedUnits(wanted: Wanted): number {
  const { alpha, power, effect } = settled(wanted);
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return (z / effect) ** 2 * spreadOf(wanted);
}

/** Shares are planned by counting where they can be: the formula is up to 3 points off for rare ones. */
function refined(wanted: Wanted, fixed: number): number {
  const counted = wanted.variance === undefined && isCountable({ n: fixed * settled(wanted).ratio, rate: wanted.mean });
  return counted ? leastUnits(wanted, 0.7 * fixed, 1.3 * fixed) : fixed;
}

/** The least number with the power wanted, between these or above. */
function leastUnits(wanted: Wanted, from: number, to: number): number {
  const { power } = settled(wanted);
  let [low, high] = [from, to];
  while (powerOf(wanted, high) < power) [low, high] = [high, 2 * high];
  while (high - low > Math.max(1, 0.0005 * high)) {
    const middle = (low + high) / 2;
    if (powerOf(wanted, middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

function sequentialPower(wanted: Wanted, perVariation: number): number {
  const { alpha, ratio } = settled(wanted);
  const drift = driftOf(wanted, perVariation);
  const looks = Array.from({ length: LOOKS }, (_, i) => {
    const time = (i + 1) / LOOKS;
    // Each variation is compared with the control: their units are the interval's clock.
    const units = perVariation * (1 + ratio) * time;
    const tunedFor = wanted.alpha ?? DEFAULT_ALPHA;
    return { time, boundary: sequentialBoundary(units, alpha, wanted.tuning ?? DEFAULT_TUNING, tunedFor) };
  });
  return crossingChance(looks, drift);
}

/** Expected z at the end. */
function driftOf(wanted: Wanted, perVariation: number): number {
  return settled(wanted).effect * Math.sqrt(perVariation / spreadOf(wanted));
}

/** Variance of the difference, times units per variation. */
function spreadOf(wanted: Wanted): number {
  const { mean, lift, variance } = wanted;
  const { ratio } = settled(wanted);
  const variationMean = mean * (1 + lift);
  const [control, variation] =
    variance === undefined ? [mean * (1 - mean), variationMean * (1 - variationMean)] : [variance, variance];
  return control / ratio + variation;
}

function settled(wanted: Wanted) {
  const {
    mean,
    lift,
    variance,
    alpha = DEFAULT_ALPHA,
    power = DEFAULT_POWER,
    variations = 1,
    controlRatio = 1,
  } = wanted;
  const refuse = (field: string, expected: string, value: unknown): never => {
    throw new BrokenFigure(`${field}: expected ${expected}, found ${value}`);
  };
  if (!Number.isFinite(lift) || lift === 0) refuse('lift', 'a lift other than 0', lift);
  if (variance === undefined) {
    if (!(mean > 0 && mean < 1)) refuse('mean', 'a share between 0 and 1', mean);
    if (!(mean * (1 + lift) > 0 && mean * (1 + lift) < 1)) refuse('lift', `one that keeps ${mean} a share`, lift);
  } else {
    if (!Number.isFinite(mean) || mean === 0) refuse('mean', 'a mean other than 0', mean);
    if (!(Number.isFinite(variance) && variance > 0)) refuse('variance', 'a number above 0', variance);
  }
  if (!(alpha > 0 && alpha < 0.5)) refuse('alpha', 'a share between 0 and 0.5', alpha);
  if (!(power > alpha && power < 1)) refuse('power', 'a share between alpha and 1', power);
  if (!Number.isSafeInteger(variations) || variations < 1) refuse('variations', 'a number from 1', variations);
  if (!(Number.isFinite(controlRatio) && controlRatio > 0)) refuse('controlRatio', 'a number above 0', controlRatio);
  return { alpha: alpha / variations, power, variations, ratio: controlRatio, effect: Math.abs(mean * lift) };
}
