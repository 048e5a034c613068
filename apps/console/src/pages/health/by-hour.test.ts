import { expect, it } from 'vitest';
import { byHour } from './by-hour.ts';

const HOUR = 3_600_000;

it('hours stand in their order up to now, and one in which nothing came counts none', () => {
  const now = 100 * HOUR + 5;
  const { times, of } = byHour(
    [
      { start: 99 * HOUR, metric: 'refused', amount: 2 },
      { start: 76 * HOUR, metric: 'events', amount: 5 },
      { start: 99 * HOUR, metric: 'events', amount: 40 },
    ],
    now,
  );
  expect(times).toEqual(Array.from({ length: 25 }, (_, i) => (76 + i) * HOUR));
  expect(of('events')).toEqual([5, ...Array(22).fill(0), 40, 0]);
  expect(of('refused')).toEqual([...Array(23).fill(0), 2, 0]);
});

it('a shop half an hour beside the others has its own hours, and one that heard nothing has none', () => {
  const half = 99.5 * HOUR;
  const { times, of } = byHour([{ start: half, metric: 'events', amount: 7 }], 100 * HOUR + 5);
  expect([times.length, times.at(-1), of('events').at(-1)]).toEqual([25, half, 7]);
  expect(byHour([], 5).times).toEqual([]);
});
