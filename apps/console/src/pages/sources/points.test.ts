import { beforeAll, describe, expect, it, vi } from 'vitest';

const at = (text: string) => Date.parse(text);

describe('a curve', () => {
  let curve: typeof import('./points.ts');
  beforeAll(async () => {
    vi.stubGlobal('location', { href: 'https://shop.example/console/demo/sources' });
    vi.stubGlobal('addEventListener', () => {});
    curve = await import('./points.ts');
  });

  it('has a point for each hour, of one day or less, and each day of the shop otherwise', () => {
    expect(curve.stepOf(0, 86_400_000)).toBe('hour');
    expect(curve.stepOf(0, 7 * 86_400_000)).toBe('day');
    const hours = curve.startsOf(at('2026-03-01T10:20:00Z'), at('2026-03-01T13:00:00Z'), 'hour', 'UTC');
    expect(hours).toEqual([at('2026-03-01T10:00:00Z'), at('2026-03-01T11:00:00Z'), at('2026-03-01T12:00:00Z')]);
    // The clocks of Bucharest went forward on the 29th: that day has 23 hours.
    const days = curve.startsOf(at('2026-03-28T10:00:00Z'), at('2026-03-30T10:00:00Z'), 'day', 'Europe/Bucharest');
    expect(days.map((start) => new Date(start).toISOString())).toEqual([
      '2026-03-27T22:00:00.000Z',
      '2026-03-28T22:00:00.000Z',
      '2026-03-29T21:00:00.000Z',
    ]);
  });

  it('sums what lies in each, and is zero where nothing was', () => {
    const [from, to] = [at('2026-03-01T00:00:00Z'), at('2026-03-04T00:00:00Z')];
    const points = [
      { start: at('2026-03-01T00:00:00Z'), metric: 'orders', amount: 2 },
      { start: at('2026-03-03T00:00:00Z'), metric: 'orders', amount: 3 },
      { start: at('2026-03-03T09:00:00Z'), metric: 'orders', amount: 4 },
    ];
    expect(curve.pointsOf(points, from, to, 'day', 'UTC').values).toEqual([2, 0, 7]);
  });
});
