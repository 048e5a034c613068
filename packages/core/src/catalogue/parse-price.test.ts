import { describe, expect, it } from 'vitest';
import { parsePrice } from './parse-price.ts';

const read = (value: unknown, currency?: string, named = false) => {
  const { minor, currency: unit } = parsePrice(value, 'price', currency, named);
  return `${minor} ${unit}`;
};

describe('parsePrice', () => {
  it('reads numbers and texts of either notation', () => {
    expect(read(12.5, 'GBP')).toBe('1250 GBP');
    expect(read('12.50 GBP')).toBe('1250 GBP');
    expect(read('GBP 12.50')).toBe('1250 GBP');
    expect(read('£12.50')).toBe('1250 GBP');
    expect(read('$12.50', 'USD')).toBe('1250 USD');
    expect(read('12,50 €')).toBe('1250 EUR');
    expect(read('1.234,56 EUR')).toBe('123456 EUR');
    expect(read('1,234.56 USD')).toBe('123456 USD');
    expect(read('1\u00a0234,56 zł')).toBe('123456 PLN');
    expect(read('1.234 EUR')).toBe('123400 EUR');
    expect(read('1,234,567 JPY')).toBe('1234567 JPY');
    expect(read('1.234 KWD')).toBe('1234 KWD');
    expect(read('0.999 EUR')).toBe('100 EUR');
    expect(read('29.1583', 'GBP')).toBe('2916 GBP');
    expect(read(0, 'GBP')).toBe('0 GBP');
  });

  it('takes the currency in the text over the shop’s default, and refuses it beside another in the row', () => {
    expect(read('5 EUR', 'GBP')).toBe('500 EUR');
    expect(() => read('5 EUR', 'GBP', true)).toThrow('price is in EUR, but the currency is "GBP"');
  });

  it.each([
    [Number.NaN, 'price is not a number'],
    [-1, 'price is negative'],
    ['-1 GBP', 'price is negative'],
    [1e15, 'price is too great'],
    ['9'.repeat(40), 'price is too great'],
    ['9'.repeat(65), 'price is longer than 64 characters'],
    ['free', 'price "free" is not a price'],
    ['12.50 XXZ', 'price has the unknown currency "XXZ"'],
    ['1 <script>', 'price has the unknown currency "<script>"'],
    [null, 'price must be a number or a text'],
    [{ toString: 1 }, 'price must be a number or a text'],
  ])('refuses %j', (value, reason) => {
    expect(() => read(value, 'GBP')).toThrow(reason);
  });

  it('refuses a price without a currency', () => {
    expect(() => read(5)).toThrow('price has no currency');
    expect(() => read('$5')).toThrow('price has no currency');
    expect(() => read(5, 'EURO')).toThrow('currency "EURO" is not an ISO 4217 code');
  });
});
