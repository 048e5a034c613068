/** The funnel's own arithmetic: how many go on from step to step, and what joining devices adds. */
import type { FiguresAnswer } from '@edgewise/edge/read-figures';

export const STEPS = ['view', 'cart', 'checkout', 'order'] as const;
export type Step = (typeof STEPS)[number];

export interface StepRow {
  step: Step;
  people: number;
  /** Of those, the ones whom no single device saw come so far. */
  stitched: number;
  /** Share of the first step. */
  ofFirst: number | null;
  /** Share of the step before; null at the first. */
  ofBefore: number | null;
  /** How many came to the step before and not here. */
  lost: number;
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);

export function stepRows(funnel: FiguresAnswer['funnel']): StepRow[] {
  return STEPS.map((step, i) => {
    const at = (index: number) => funnel[index]?.people ?? 0;
    const people = at(i);
    return {
      step,
      people,
      stitched: people - (funnel[i]?.one_device ?? 0),
      ofFirst: share(people, at(0)),
      ofBefore: i === 0 ? null : share(people, at(i - 1)),
      lost: i === 0 ? 0 : at(i - 1) - people,
    };
  });
}

export interface DeviceRow {
  device: string;
  /** People that a device of this class saw come to each step. */
  steps: number[];
  /** Of those who looked, the share who ordered on it. */
  completion: number | null;
}

/** The same per class of device: what one sees who does not join them. */
export function deviceRows(funnel: FiguresAnswer['funnel']): DeviceRow[] {
  const devices = [...new Set(funnel.flatMap(({ by_device }) => Object.keys(by_device)))];
  return devices
    .map((device) => {
      const steps = STEPS.map((_, i) => funnel[i]?.by_device[device] ?? 0);
      return { device, steps, completion: share(steps[3]!, steps[0]!) };
    })
    .sort((a, b) => b.steps[0]! - a.steps[0]!);
}
