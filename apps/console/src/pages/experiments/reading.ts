/** How a report is read: whom a verdict is about, and where an interval stands on its scale. Words are the page's. */
import type { ExperimentAnswer } from '@edgewise/edge/routes/admin-experiments';

export type Report = ExperimentAnswer['people'];
export type Metric = keyof Report['verdicts'];
/** Shares of the control's mean; an end that is null is none. p is corrected for all arms, and beside the figure that judges for all other figures. */
export interface Lift {
  p: number;
  estimate: number;
  from: number | null;
  to: number | null;
}

/** An arm's lift, or undefined for the control and where the data allow no answer. */
export function liftOf(arm: Report['arms'][number], metric: Metric): Lift | undefined {
  const { lift } = arm.metrics[metric];
  return typeof lift === 'object' ? lift : undefined;
}

/** The arm that the verdict speaks of: the winner, else the one with the greatest lift so far. */
export function spokenOf(report: Report, metric: Metric): { arm: Report['arms'][number]; lift: Lift } | undefined {
  const { outcome, arm: winner } = report.verdicts[metric];
  const answered = report.arms.flatMap((arm) => {
    const lift = liftOf(arm, metric);
    return lift ? [{ arm, lift }] : [];
  });
  if (outcome === 'winner') return answered.find(({ arm }) => arm.arm === winner);
  return answered.sort((a, b) => b.lift.estimate - a.lift.estimate)[0];
}

/** What a verdict takes for sure. */
const ALPHA = 0.05;

/** Better or worse than the control, where that is sure. */
export const sureOf = ({ p, estimate }: Lift): 'good' | 'bad' | undefined =>
  p >= ALPHA ? undefined : estimate > 0 ? 'good' : 'bad';

export interface Scale {
  /** Share of the width at which a lift stands, 0…1. */
  at(lift: number | null, end: 'from' | 'to'): number;
  least: number;
  most: number;
}

/** Wide enough for every end that there is, with 0 on it. */
export function scaleOf(lifts: readonly Pick<Lift, 'estimate' | 'from' | 'to'>[]): Scale {
  const ends = lifts.flatMap(({ from, to, estimate }) => [from, to, estimate]).filter((end) => end !== null);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const margin = (most - least || 1) * 0.06;
  const [first, last] = [least - margin, most + margin];
  return {
    least: first,
    most: last,
    at: (lift, end) => (lift === null ? (end === 'from' ? 0 : 1) : (lift - first) / (last - first)),
  };
}

/** Units a day since the first exposure; undefined before a day has gone by. */
export function perDay(units: number, first: number | null, now: number): number | undefined {
  const days = first === null ? 0 : (now - first) / 86_400_000;
  return days >= 1 ? Math.round(units / days) : undefined;
}
