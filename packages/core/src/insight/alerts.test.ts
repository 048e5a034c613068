import { describe, expect, it } from 'vitest';
import { backTestThreshold } from './alerts.ts';

const rule = { kind: 'below', value: 10, windowMinutes: 10, metric: 'orders' } as const;

describe('the back-test of a threshold', () => {
  it('says each start and each end once, of whole windows', () => {
    // Sums of two steps: 16 16 9 9 10 10 20 — below 10 from the third sum; it is over at 11, a tenth above.
    expect(backTestThreshold(rule, [8, 8, 8, 1, 8, 2, 8, 12], 5)).toEqual([
      { what: 'started', step: 3, since: 2, sum: 9 },
      { what: 'recovered', step: 7, since: 2, sum: 20 },
    ]);
  });

  it('says nothing before the first whole window, nor of a value on the edge', () => {
    expect(backTestThreshold(rule, [1], 5)).toEqual([]);
    expect(backTestThreshold(rule, [5, 5, 5, 5], 5)).toEqual([]);
    expect(backTestThreshold({ ...rule, kind: 'above' }, [5, 6, 0], 5)).toMatchObject([
      { what: 'started', step: 1, sum: 11 },
      { what: 'recovered', step: 2, sum: 6 },
    ]);
  });

  it('takes a window shorter than a step for one step', () => {
    expect(backTestThreshold({ ...rule, windowMinutes: 1 }, [20, 3, 20], 5)).toMatchObject([
      { what: 'started', step: 1, since: 1 },
      { what: 'recovered', step: 2 },
    ]);
  });
});
