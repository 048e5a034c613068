import { expect, it } from 'vitest';
import { byHour } from './by-hour.ts';

it('an hour in which one metric is missing counts it as none, and hours stand in their order', () => {
  const { times, of } = byHour([
    { start: 7_200_000, metric: 'refused', amount: 2 },
    { start: 3_600_000, metric: 'events', amount: 5 },
    { start: 7_200_000, metric: 'events', amount: 40 },
  ]);
  expect(times).toEqual([3_600_000, 7_200_000]);
  expect(of('events')).toEqual([5, 40]);
  expect(of('refused')).toEqual([0, 2]);
});
