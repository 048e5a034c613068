import { describe, expect, it } from 'vitest';
import { type Curve, curveWords, shortNumber, sparkline } from './curve.ts';
import { drawCurve } from './picture.ts';
import { Raster } from './raster.ts';

const utc = (parts: Intl.DateTimeFormatOptions) => (at: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...parts }).format(at);
const clock = { time: utc({ hour: '2-digit', minute: '2-digit' }), day: utc({ day: 'numeric', month: 'short' }) };
const curve: Curve = {
  metric: 'checkouts',
  from: Date.UTC(2026, 10, 22, 8),
  stepMs: 300_000,
  values: [50, 52, 48, 51, 10, 8],
  band: { low: Array(6).fill(30), high: Array(6).fill(70) },
  incident: { from: 4, to: 6 },
};

describe('a curve', () => {
  it('in characters: the greatest is the tallest, nothing is the lowest', () => {
    expect(sparkline([0, 4, 8, -1])).toBe('▁▄█▁');
    expect(sparkline([0, 0])).toBe('▁▁');
    expect(sparkline([])).toBe('');
  });

  it('in words: from when to when, what there is, what was expected, and where the incident is', () => {
    expect(curveWords(curve, clock)).toBe(
      'Curve of checkouts from 08:00 to 08:30: 8 at the end, where 30 to 70 were expected. The incident is marked from 08:20.',
    );
    const { band, ...over } = curve;
    expect(curveWords({ ...over, metric: 'revenue.EUR', limit: 125_000, incident: { from: 1, to: 3 } }, clock)).toBe(
      'Curve of revenue, EUR from 08:00 to 08:30: 0.1 at the end, with a threshold of 1.3K. The incident is marked from 08:05 to 08:15.',
    );
    expect(curveWords({ metric: 'orders', from: curve.from, stepMs: 86_400_000, values: [1, 2] }, clock)).toBe(
      'Curve of orders from 22 Nov to 24 Nov: 2 at the end.',
    );
  });

  it.each([
    [0, '0'],
    [9.96, '10'],
    [12.4, '12'],
    [1_234, '1.2K'],
    [56_789, '57K'],
    [2_500_000, '2.5M'],
  ])('%d is written %s', (value, words) => expect(shortNumber(value)).toBe(words));
});

describe('its picture', () => {
  const has = ({ bytes }: Raster, colour: number) => {
    for (let at = 0; at < bytes.length; at += 3) {
      if (((bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!) === colour) return true;
    }
    return false;
  };
  const [BAND, ODD, LIMIT, SHADE] = [0xd3e1f8, 0xc5221f, 0x9a5b00, 0xfde3df];

  it('shows the band, the incident and the threshold where there are any', () => {
    const whole = drawCurve(curve, 'acme', clock);
    expect([BAND, ODD, SHADE, LIMIT].map((colour) => has(whole, colour))).toEqual([true, true, true, false]);
    const { band, incident, ...plain } = curve;
    const calm = drawCurve({ ...plain, limit: 20 }, 'acme', clock);
    expect([BAND, ODD, SHADE, LIMIT].map((colour) => has(calm, colour))).toEqual([false, false, false, true]);
  });

  it('is drawn of whatever there is: one step, nothing at all, very much, a foreign name', () => {
    for (const values of [[], [0], [1], [1e12, 0], Array(72).fill(0) as number[]]) {
      const raster = drawCurve({ metric: 'orders', from: 0, stepMs: 300_000, values }, 'магазин', clock);
      expect(raster.bytes).toHaveLength(raster.width * raster.height * 3);
    }
  });

  it('a dot outside the picture is none, and a half-covered one is half as strong', () => {
    const raster = new Raster(2, 1, 0x000000);
    for (const [x, y] of [
      [-1, 0],
      [2, 0],
      [0, 1],
    ] as const)
      raster.dot(x, y, 0xffffff);
    raster.dot(1, 0, 0xffffff, 0.5);
    expect([...raster.bytes]).toEqual([0, 0, 0, 128, 128, 128]);
  });
});
