import fc from 'fast-check';
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
    ['₹ 1,29,999', 129999],
    ['12,34,56,789', 123456789],
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

  /** As if nobody wrote long ones: looks from each mark to the end of the text. */
  function oracle(value: string): number | undefined {
    const digits = /-?\d[\d.,'’\s]*/.exec(value)?.[0].replace(/[^\d.,-]/g, '');
    if (!digits) return undefined;
    const isWhole = /^-?\d{1,3}((,\d{2,3})*,\d{3}|(\.\d{3}){2,})$/.test(digits);
    return Number(digits.replace(isWhole ? /[.,]/g : /[.,](?=.*[.,])/g, '').replace(',', '.'));
  }

  it('of up to a hundred characters are read whole', () => {
    const mark = fc.constantFrom(...".,'’ \u00a0\u202f\n-0123456789€l");
    const digits = fc.integer({ min: 0, max: 99_999 }).map(String);
    const text = fc.array(fc.oneof(mark, digits), { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (stated) => {
        expect(toAmount(stated)).toBe(oracle(stated));
      }),
    );
  });

  it.each([',', '.', ',1', '1', '-', ' ', "'", ', '])('of a million times “%s” are read at once', (part) => {
    const amount = toAmount(`1${part.repeat(1_000_000)}`);
    expect(amount === 1 || amount! > 1).toBe(true);
  });
});
