import { describe, expect, it } from 'vitest';
import { toAmount } from './amount.ts';

describe('[S13] amounts as shops write them', () => {
  it.each<[unknown, number | undefined]>([
    [12.5, 12.5],
    [0, 0],
    ['£1,234.50', 1234.5],
    ['12,50', 12.5],
    ['12,50 €', 12.5],
    ['1.234,50 €', 1234.5],
    ["1'234.50 CHF", 1234.5],
    ['1 234 567,89 zł', 1234567.89],
    ['1\u00a0234,5', 1234.5],
    ['1,234', 1234],
    ['1,234,567', 1234567],
    ['$ 1.144.000', 1144000],
    ['1.234', 1.234],
    ['₤1700.', 1700],
    ['-3.20', -3.2],
    ['from 5.99 GBP', 5.99],
    ['free', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    [Number.NaN, undefined],
    [{}, undefined],
  ])('%j → %s', (stated, amount) => {
    expect(toAmount(stated)).toBe(amount);
  });
});
