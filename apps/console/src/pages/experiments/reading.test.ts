import { describe, expect, it } from 'vitest';
import { liftOf, perDay, type Report, scaleOf, spokenOf, sureOf } from './reading.ts';

const arm = (name: string, lift?: { estimate: number; from: number | null; to: number | null } | string) => ({
  arm: name,
  metrics: {
    conversion: { mean: 0.03, chance_to_be_best: 0.5, expected_loss: 0, ...(lift !== undefined && { lift }) },
  },
});
const report = (outcome: string, winner: string | null, ...arms: object[]) =>
  ({ arms, verdicts: { conversion: { outcome, arm: winner } } }) as unknown as Report;

describe('reading a report', () => {
  it('speaks of the winner, and otherwise of who leads', () => {
    const arms = [
      arm('control'),
      arm('b', { estimate: 0.2, from: -0.1, to: 0.5 }),
      arm('c', { estimate: 0.1, from: 0.02, to: 0.2 }),
      arm('d', 'no units'),
    ];
    expect(spokenOf(report('winner', 'c', ...arms), 'conversion')?.arm.arm).toBe('c');
    expect(spokenOf(report('undecided', null, ...arms), 'conversion')?.arm.arm).toBe('b');
    expect(spokenOf(report('too-early', null, arm('control'), arm('d', 'no units')), 'conversion')).toBeUndefined();
    expect(liftOf(arms[3] as never, 'conversion')).toBeUndefined();
  });

  it('puts intervals on a scale that holds all of them and 0, without ends at its edges', () => {
    const scale = scaleOf([
      { estimate: 0.2, from: 0.1, to: 1 },
      { estimate: -0.5, from: null, to: 0 },
    ]);
    // −0.5 … 1 and 6% of 1.5 on both sides: −0.59 … 1.09, 1.68 wide.
    expect(scale.least).toBeCloseTo(-0.59);
    expect(scale.most).toBeCloseTo(1.09);
    expect(scale.at(0, 'from')).toBeCloseTo(0.59 / 1.68);
    expect(scale.at(null, 'from')).toBe(0);
    expect(scale.at(null, 'to')).toBe(1);
    expect(scaleOf([]).at(0, 'from')).toBe(0.5);
  });

  it('calls sure what the corrected p says, whatever the interval alone would', () => {
    const lift = { estimate: 0.2, from: 0.01, to: 0.4 };
    expect(sureOf({ ...lift, p: 0.06 })).toBeUndefined();
    expect(sureOf({ ...lift, p: 0.04 })).toBe('good');
    expect(sureOf({ ...lift, estimate: -0.2, p: 0.04 })).toBe('bad');
  });

  it('counts units a day of whole days', () => {
    const day = 86_400_000;
    expect(perDay(700, 0, 7 * day)).toBe(100);
    expect(perDay(700, 0, day / 2)).toBeUndefined();
    expect(perDay(0, null, day)).toBeUndefined();
  });
});
