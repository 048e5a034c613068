import { isCurrency } from '@edgewise/protocol/minor-units';
import { describe, expect, it } from 'vitest';
import { formatMoney, fromMinor, MOST_MINOR, minorDigits, toMinor } from './money.ts';

describe('money', () => {
  it('knows the digits of each minor unit by ISO 4217', () => {
    expect(['EUR', 'JPY', 'KWD', 'HUF'].map(minorDigits)).toEqual([2, 0, 3, 2]);
    expect(() => minorDigits('XYZ')).toThrow("money: 'XYZ' is no ISO 4217 currency");
    expect(isCurrency('eur')).toBe(false);
    expect(isCurrency('constructor')).toBe(false);
  });

  it('converts by decimal notation, not by binary fractions', () => {
    expect(toMinor(1.005, 'EUR')).toBe(101);
    expect(toMinor(8.2, 'GBP')).toBe(820);
    expect(toMinor(4.35, 'GBP')).toBe(435);
    expect(toMinor(1200, 'JPY')).toBe(1200);
    expect(toMinor(0.0000001, 'EUR')).toBe(0);
    expect(toMinor(-2.5, 'EUR')).toBe(-250);
    expect(fromMinor(435, 'GBP')).toBe(4.35);
  });

  it('refuses what is not an amount', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 1e30, MOST_MINOR]) {
      expect(() => toMinor(wrong, 'EUR')).toThrow(RangeError);
    }
    expect(toMinor(MOST_MINOR / 100, 'EUR')).toBe(MOST_MINOR);
  });

  it('formats in the shopper’s locale, and in English where the locale is malformed', () => {
    expect(formatMoney(1250, 'EUR', 'pl')).toMatch(/^12,50\s€$/);
    expect(formatMoney(1250, 'GBP', 'en')).toBe('£12.50');
    expect(formatMoney(1250, 'GBP', '<script>')).toBe('£12.50');
  });
});
