import { describe, expect, it } from 'vitest';
import { deviceRows, stepRows } from './steps.ts';

/** Ten looked, five filled a cart, four began to pay, two ordered: one of them looked on a phone and paid on a laptop. */
const funnel = [
  { step: 'view', people: 10, one_device: 10, by_device: { mobile: 6, desktop: 5 } },
  { step: 'cart', people: 5, one_device: 4, by_device: { mobile: 2, desktop: 2 } },
  { step: 'checkout', people: 4, one_device: 3, by_device: { mobile: 1, desktop: 2 } },
  { step: 'order', people: 2, one_device: 1, by_device: { desktop: 1 } as Record<string, number> },
];

describe('the funnel', () => {
  it('says who goes on, who is lost, and who is known by joined devices alone', () => {
    expect(stepRows(funnel)).toEqual([
      { step: 'view', people: 10, stitched: 0, ofFirst: 1, ofBefore: null, lost: 0 },
      { step: 'cart', people: 5, stitched: 1, ofFirst: 0.5, ofBefore: 0.5, lost: 5 },
      { step: 'checkout', people: 4, stitched: 1, ofFirst: 0.4, ofBefore: 0.8, lost: 1 },
      { step: 'order', people: 2, stitched: 1, ofFirst: 0.2, ofBefore: 0.5, lost: 2 },
    ]);
    expect(deviceRows(funnel)).toEqual([
      { device: 'mobile', steps: [6, 2, 1, 0], completion: 0 },
      { device: 'desktop', steps: [5, 2, 2, 1], completion: 0.2 },
    ]);
  });

  it('of nobody nothing is a share', () => {
    const none = funnel.map(({ step }) => ({ step, people: 0, one_device: 0, by_device: {} }));
    expect(stepRows(none).map(({ ofFirst, ofBefore }) => [ofFirst, ofBefore])).toEqual(Array(4).fill([null, null]));
    expect(deviceRows(none)).toEqual([]);
  });
});
