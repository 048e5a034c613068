/** Factorial experiments: every combination of the factors' levels is an arm [X7]. */
import type { Arm } from './experiment.ts';

export interface Factor {
  id: string;
  /** The first is the control. */
  levels: readonly string[];
}

export interface FactorialArm extends Arm {
  /** Level by factor. */
  levels: Record<string, string>;
}

/** Arms in the order of counting, the last factor fastest. Ids are the levels, joined: `red.2`. */
export function factorialArms(factors: readonly Factor[]): FactorialArm[] {
  let arms: FactorialArm[] = [{ id: '', levels: {} }];
  for (const { id, levels } of factors) {
    arms = arms.flatMap((arm) =>
      levels.map((level) => ({
        id: arm.id === '' ? level : `${arm.id}.${level}`,
        levels: { ...arm.levels, [id]: level },
      })),
    );
  }
  return arms.map((arm) => ({ ...arm, weight: 1 / arms.length }));
}
