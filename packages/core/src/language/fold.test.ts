import { describe, expect, it } from 'vitest';
import { fold, tokens } from './fold.ts';

describe('fold', () => {
  it('drops case and diacritics in the shops’ languages', () => {
    expect(fold('Țesătură Łódź ŻÓŁĆ Straße')).toBe('tesatura lodz zolc strasse');
    expect(fold('Ёлка')).toBe('елка');
    expect(fold('ﬁne Å')).toBe('fine a');
  });
});

describe('tokens', () => {
  it('keeps distinct words and numbers, without grammar', () => {
    expect(tokens('Set of 12 pencils, the PENCIL set', 10)).toEqual(['set', '12', 'pencil']);
    expect(tokens('Children’s T-light holders', 10)).toEqual(['children', 'light', 'holder']);
    expect(tokens('Чайник для дома', 10)).toEqual(['чаиник', 'дома']);
  });

  it.each([
    ['boxes', 'box'],
    ['candles', 'candle'],
    ['dress', 'dress'],
    ['dresses', 'dress'],
    ['berries', 'berry'],
    ['bus', 'bus'],
    ['gas', 'gas'],
  ])('%s is %s', (plural, one) => {
    expect(tokens(plural, 1)).toEqual([one]);
  });

  it('limits count and length', () => {
    expect(tokens('aa bb cc', 2)).toEqual(['aa', 'bb']);
    expect(tokens('x'.repeat(500), 2)[0]).toHaveLength(32);
    expect(tokens('"><script>alert(1)</script>', 9)).toEqual(['script', 'alert', '1']);
  });
});
