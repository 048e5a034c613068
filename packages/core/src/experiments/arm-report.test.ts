import { describe, expect, it } from 'vitest';
import { NO_TOTALS, reportArms } from './arm-report.ts';

const arm = (id: string, n: number, rate: number) => {
  const orders = n * rate;
  return {
    id,
    weight: 0.5,
    totals: {
      ...NO_TOTALS,
      n,
      converted: orders,
      orders,
      orders2: orders,
      revenue: orders * 2_000,
      revenue2: orders * 4e6,
    },
  };
};
const stake = { units: 1_000, of: 'per 1,000 visitors', currency: 'RON', digits: 2 };

describe('what an experiment came to', () => {
  it('[X28] 200 visitors, 10% against 50%: the verdict is the right one', () => {
    const { verdicts, arms, srm } = reportArms([arm('today', 100, 0.1), arm('new', 100, 0.5)], stake);
    expect(srm).toEqual({ p: 1, broken: false });
    expect(verdicts.conversion).toMatchObject({ outcome: 'winner', arm: 'new' });
    expect(verdicts.revenue_per_unit.sentence).toMatch(/which is 8,000 RON per 1,000 visitors \(between/);
    expect(verdicts.click_through.sentence).toBe('Too early to say: no variance yet.');
    expect(arms[1]!.metrics.conversion).toMatchObject({ mean: 0.5, lift: { estimate: 4 } });
    expect(arms[1]!.metrics.click_through.lift).toBe('no variance');
    expect(arms[0]!.metrics.conversion).not.toHaveProperty('lift');
  });

  it('[X25] counts that do not fit the weights: no verdict', () => {
    const { verdicts, srm } = reportArms([arm('today', 1_000, 0.1), arm('new', 1_400, 0.5)]);
    expect([srm.broken, verdicts.conversion.outcome]).toEqual([true, 'broken']);
  });

  it('[X20] nobody yet', () => {
    const { units, verdicts } = reportArms([
      { id: 'a', totals: NO_TOTALS },
      { id: 'b', totals: NO_TOTALS },
    ]);
    expect([units, verdicts.conversion.sentence]).toEqual([0, 'Too early to say: no units yet.']);
    expect(reportArms([]).units).toBe(0);
  });
});
