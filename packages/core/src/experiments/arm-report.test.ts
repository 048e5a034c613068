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
      orders_revenue: orders * 2_000,
      capped: orders * 2_000,
      capped2: orders * 4e6,
    },
  };
};
/** Of revenue and revenue before, one pair a unit, none of them cut. */
function sumsOf(units: number[][]): typeof NO_TOTALS {
  const sum = (of: (spent: number, before: number) => number) =>
    units.reduce((total, [spent = 0, before = 0]) => total + of(spent, before), 0);
  const [revenue, revenue2] = [sum((spent) => spent), sum((spent) => spent ** 2)];
  return {
    ...NO_TOTALS,
    n: units.length,
    revenue,
    revenue2,
    capped: revenue,
    capped2: revenue2,
    earlier: sum((_, before) => before),
    earlier2: sum((_, before) => before ** 2),
    capped_earlier: sum((spent, before) => spent * before),
  };
}
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

  it('[X26] the metric that the plan names decides, however many others are shown', () => {
    // Each alone is sure, and would not be as one of six.
    const arms = [arm('today', 20_000, 0.05), arm('new', 20_000, 0.0578)];
    const outcomes = (primary?: 'orders_per_unit') => {
      const report = reportArms(arms, undefined, primary);
      return [report.primary, report.verdicts.conversion.outcome, report.verdicts.orders_per_unit.outcome];
    };
    expect(outcomes()).toEqual(['conversion', 'winner', 'undecided']);
    expect(outcomes('orders_per_unit')).toEqual(['orders_per_unit', 'undecided', 'winner']);
  });

  it('[X25] counts that do not fit the weights: no verdict', () => {
    const { verdicts, srm } = reportArms([arm('today', 1_000, 0.1), arm('new', 1_400, 0.5)]);
    expect([srm.broken, verdicts.conversion.outcome]).toEqual([true, 'broken']);
  });

  it('[X21] what a unit spent before makes the revenue surer, and its mean stays readable', () => {
    // Who spent 40 before spends 50 and the others 10; a tenth more under the second arm. Means 30 and 33.
    const spent = (id: string, lift: number) => ({
      id,
      totals: sumsOf(Array.from({ length: 400 }, (_, i) => [(i % 2 ? 50 : 10) * lift + (i % 7), i % 2 ? 40 : 0])),
    });
    const { arms } = reportArms([spent('today', 1), spent('new', 1.1)]);
    const { revenue_per_unit: raw, revenue_adjusted: adjusted } = arms[1]!.metrics;
    const width = (lift: typeof raw.lift) => (typeof lift === 'object' ? lift.to - lift.from : Number.NaN);
    expect(width(adjusted.lift)).toBeLessThan(0.25 * width(raw.lift));
    expect(adjusted.lift).toMatchObject({ estimate: expect.closeTo((raw.lift as { estimate: number }).estimate, 9) });
    expect(adjusted.mean).toBeCloseTo(raw.mean, 9);
    // Read once, at the end, the same data are surer than at every look.
    expect(width(adjusted.at_end)).toBeLessThan(width(adjusted.lift));
  });

  it('[X7] an experiment with factors says what each does, and two together', () => {
    const cell = (title: string, count: string, rate: number) => ({
      ...arm(`${title}.${count}`, 1_000, rate),
      weight: 0.25,
      levels: { title, count },
    });
    const cells = [
      cell('plain', 'many', 0.1),
      cell('plain', 'few', 0.1),
      cell('loud', 'many', 0.2),
      cell('loud', 'few', 0.2),
    ];
    const { effects } = reportArms(cells);
    expect(effects!.conversion).toMatchObject([
      { levels: { title: 'loud' }, estimate: expect.closeTo(0.1, 9) },
      { levels: { count: 'few' }, estimate: expect.closeTo(0, 9) },
      { levels: { title: 'loud', count: 'few' }, estimate: expect.closeTo(0, 9) },
    ]);
    const [title, count] = effects!.conversion;
    expect([title!.from > 0, title!.p < 0.001, count!.from < 0, count!.p > 0.9]).toEqual([true, true, true, true]);
    expect(effects!.click_through).toEqual([]);
    expect(reportArms(cells.map(({ levels: _, ...one }) => one)).effects).toBeUndefined();
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
