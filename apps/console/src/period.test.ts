import { beforeAll, describe, expect, it, vi } from 'vitest';

const at = (text: string) => Date.parse(text);

describe('periods', () => {
  // The module reads the address when it is loaded.
  let periods: typeof import('./period.ts');
  beforeAll(async () => {
    vi.stubGlobal('location', { href: 'https://shop.example/console/demo/sources?period=24h&source=google&page=2' });
    vi.stubGlobal('addEventListener', () => {});
    periods = await import('./period.ts');
  });

  it.each([
    ['2026-07-01T12:34:56Z', 'UTC', '2026-07-01T00:00:00Z'],
    ['2026-07-01T22:30:00Z', 'Europe/Bucharest', '2026-07-01T21:00:00Z'],
    ['2026-07-01T03:00:00Z', 'America/New_York', '2026-06-30T04:00:00Z'],
    ['2026-07-01T10:00:00Z', 'Asia/Kolkata', '2026-06-30T18:30:00Z'],
    // Clocks went forward at 3 that morning: midnight was still in winter time.
    ['2026-03-29T12:00:00Z', 'Europe/Bucharest', '2026-03-28T22:00:00Z'],
    // And back in autumn.
    ['2026-10-25T12:00:00Z', 'Europe/Bucharest', '2026-10-24T21:00:00Z'],
  ])('the day of %s in %s begins at %s', (time, zone, midnight) => {
    expect(new Date(periods.startOfDay(at(time), zone)).toISOString()).toBe(new Date(at(midnight)).toISOString());
  });

  it('a period ends now and stands in the address, with the filters beside it', () => {
    expect(periods.windowOf('7d', at('2026-03-08T00:00:00Z'), 'UTC')).toEqual({
      from: at('2026-03-01T00:00:00Z'),
      to: at('2026-03-08T00:00:00Z'),
    });
    expect(periods.period.value).toBe('24h');
    expect(periods.filters.value).toEqual([['source', 'google']]);
    const { from, to } = periods.shownWindow.value;
    expect(to - from).toBe(86_400_000);
    expect(periods.windowQuery({ by: 'medium', compare: undefined })).toBe(
      `?from=${from}&to=${to}&source=google&by=medium`,
    );
  });
});
