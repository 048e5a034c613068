/** An arm against the control: the difference, and how sure of it one can be [X22] [X23]. */
import { studentQuantile, studentTails } from '../distributions/student.ts';
import { BrokenFigure, type Sample } from './sample.ts';

export interface Question {
  /** Of the control's mean, or in the metric's own unit. */
  difference: 'relative' | 'absolute';
  /** Chance of a false alarm, 0…1. */
  alpha?: number;
  /** What is asked for: any difference, or one in this direction alone. */
  side?: 'both' | 'greater' | 'lesser';
  /** Sequential only: the number of units, all arms together, at which the interval is tightest. */
  tuning?: number;
}

export interface Answer {
  estimate: number;
  /** What the interval's width is made of; that of the estimate. */
  standardError: number;
  /** The interval, at 1 − alpha. */
  from: number;
  to: number;
  p: number;
}

/** Why there is no answer: not an error, but a state of every young experiment. */
export type Silence = 'no units' | 'no variance' | 'the control is zero';

export const DEFAULT_ALPHA = 0.05;
/** As GrowthBook: about when a shop's experiment first says something. */
export const DEFAULT_TUNING = 5_000;

export const isSilent = (answer: Answer | Silence): answer is Silence => typeof answer === 'string';

interface Moments {
  estimate: number;
  standardError: number;
}

/**
 * Absolute: mB − mA, Var = vB/nB + vA/nA. Relative: (mB − mA) / |mA|, Var = vB / (nB mA²) + vA mB² / (nA mA⁴), the delta method.
 * Source: Deng et al. (2018), and gbstats' frequentist_variance.
 */
export function momentsOf(a: Sample, b: Sample, difference: Question['difference']): Moments | Silence {
  if (a.n === 0 || b.n === 0) return 'no units';
  if (a.variance === 0 || b.variance === 0) return 'no variance';
  const apart = b.mean - a.mean;
  if (difference === 'absolute') {
    return { estimate: apart, standardError: Math.sqrt(b.variance / b.n + a.variance / a.n) };
  }
  if (a.base === 0) return 'the control is zero';
  const spread = b.variance / (b.n * a.base ** 2) + (a.variance * b.base ** 2) / (a.n * a.base ** 4);
  return { estimate: apart / Math.abs(a.base), standardError: Math.sqrt(spread) };
}

/**
 * [X22] Right once, at the end that was planned. Source: Welch, "The Generalization of 'Student's' Problem" (1947), with
 * Satterthwaite's degrees of freedom; of the relative difference as gbstats has it.
 */
export function fixedHorizon(a: Sample, b: Sample, question: Question): Answer | Silence {
  const { alpha, side } = settled(question);
  const moments = momentsOf(a, b, question.difference);
  if (typeof moments === 'string') return moments;
  const { estimate, standardError } = moments;
  const dof = welchDof(a, b);
  const { lower, upper } = studentTails(estimate / standardError, dof);
  const width = studentQuantile(side === 'both' ? 1 - alpha / 2 : 1 - alpha, dof) * standardError;
  const p = side === 'both' ? 2 * Math.min(lower, upper) : side === 'greater' ? upper : lower;
  return { estimate, standardError, ...interval(estimate, width, side), p };
}

export function welchDof(a: Sample, b: Sample): number {
  const [va, vb] = [a.variance / a.n, b.variance / b.n];
  // One unit has no variance, so n − 1 is at least 1 for means; a proportion's single unit counts for one.
  return (va + vb) ** 2 / (vb ** 2 / Math.max(b.n - 1, 1) + va ** 2 / Math.max(a.n - 1, 1));
}

/**
 * [X23] Right at every look, for differences in the metric's own unit. A relative lift is `liftOf`'s to say, and an experiment's
 * figures all together are `judge`'s.
 */
export function sequential(a: Sample, b: Sample, question: Omit<Question, 'difference'> = {}): Answer | Silence {
  return sequentialByDelta(a, b, { ...question, difference: 'absolute' });
}

/**
 * Asymptotic confidence sequence of a mean, with a normal mixture (the mSPRT's) tuned to be tightest at `tuning` units.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, "Time-uniform central limit theory and asymptotic
 * confidence sequences" (2021), equations 14, 155 and 161; one-sided: their section B; as in gbstats.
 * Relative differences are gbstats' too, and too sure of themselves where conversions are few: for comparing with it, not for shops.
 */
export function sequentialByDelta(a: Sample, b: Sample, question: Question): Answer | Silence {
  const { alpha, side, tuning } = settled(question);
  const moments = momentsOf(a, b, question.difference);
  if (typeof moments === 'string') return moments;
  const { estimate, standardError } = moments;
  const n = a.n + b.n;
  const rho2 = mixture(side === 'both' ? alpha : 2 * alpha, tuning);
  // t grows with the units; x is ln of the evidence, less its price ½ ln t.
  const t = n * rho2 + 1;
  const boundary = side === 'both' ? Math.log(t) / 2 - Math.log(alpha) : Math.log1p(Math.sqrt(t) / (2 * alpha));
  const width = standardError * Math.sqrt(((2 * t) / (n * rho2)) * boundary);
  const x = (rho2 * n * (estimate / standardError) ** 2) / (2 * t);
  return { estimate, standardError, ...interval(estimate, width, side), p: sequentialP(x, t, estimate, side) };
}

/**
 * The |z| that leaves 0 outside the two-sided interval after n units: what the planner counts on.
 * @param tunedFor the alpha that the mixture is tuned for, where p is compared with a smaller one: with a part of it, as corrections do
 */
export function sequentialBoundary(n: number, alpha: number, tuning: number, tunedFor = alpha): number {
  const rho2 = mixture(tunedFor, tuning);
  const t = n * rho2 + 1;
  return Math.sqrt(((2 * t) / (n * rho2)) * (Math.log(t) / 2 - Math.log(alpha)));
}

/** ρ² of equation 161. */
function mixture(alpha: number, tuning: number): number {
  const l = -2 * Math.log(alpha);
  return (l + Math.log(l + 1)) / tuning;
}

/** The least alpha whose interval leaves 0 out, ρ held. One-sided at most 0.4999: half is no evidence, and gbstats stops there. */
function sequentialP(x: number, t: number, estimate: number, side: 'both' | 'greater' | 'lesser'): number {
  if (side === 'both') return Math.min(1, Math.sqrt(t) * Math.exp(-x));
  if (side === 'greater' ? estimate <= 0 : estimate >= 0) return 0.4999;
  return Math.min(0.4999, Math.sqrt(t) / (2 * Math.expm1(x)));
}

function interval(estimate: number, width: number, side: 'both' | 'greater' | 'lesser'): { from: number; to: number } {
  return {
    from: side === 'lesser' ? Number.NEGATIVE_INFINITY : estimate - width,
    to: side === 'greater' ? Number.POSITIVE_INFINITY : estimate + width,
  };
}

function settled({ alpha = DEFAULT_ALPHA, side = 'both', tuning = DEFAULT_TUNING }: Question) {
  if (!(alpha > 0 && alpha < 0.5)) throw new BrokenFigure(`alpha: expected a share between 0 and 0.5, found ${alpha}`);
  if (!(tuning > 0)) throw new BrokenFigure(`tuning: expected a number of units, found ${tuning}`);
  return { alpha, side, tuning };
}
