import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './json-places.ts';

const TEXT = `{
  "v": 1,
  "rules": [
    { "id": "a", "effect": { "do": "pin" } },
    { "id": "b",
      "odd key": [1, 2] }
  ]
}`;

const lineOf = (path: string) => {
  const read = readJson(TEXT);
  return 'value' in read ? read.placeOf(path).line : undefined;
};

describe('places in JSON', () => {
  it('are those of keys and elements', () => {
    expect(lineOf('$')).toBe(1);
    expect(lineOf('$.v')).toBe(2);
    expect(lineOf('$.rules[0].effect.do')).toBe(4);
    expect(lineOf('$.rules[1].id')).toBe(5);
    expect(lineOf('$.rules[1]["odd key"][1]')).toBe(6);
  });

  it('of what is missing are those of the nearest thing above', () => {
    expect(lineOf('$.rules[0].effect.slot')).toBe(4);
    expect(lineOf('$.rules[7].effect')).toBe(3);
    expect(lineOf('$.placements')).toBe(1);
    expect(lineOf('no path at all')).toBe(1);
  });

  it.each([
    ['', 'value', 1, 1],
    ['{\n"a" 1}', 'colon', 2, 5],
    ['{"a": 1\n "b": 2}', 'comma', 2, 2],
    ['{"a": 1,\n}', 'key', 2, 1],
    ['[1,\n 2,]', 'value', 2, 4],
    ['{"a": "x\n"}', 'quote', 1, 7],
    ['{"a": tru}', 'value', 1, 7],
    ['[01]', 'comma', 1, 3],
    ['{} x', 'end', 1, 4],
    ['"\\x"', 'quote', 1, 1],
    ['['.repeat(100_000), 'depth', 1, 202],
  ])('%j: %s is missing', (text, missing, line, column) => {
    expect(readJson(text)).toMatchObject({ missing, at: { line, column } });
  });

  it('takes what JSON.parse takes, and nothing else', () => {
    const noise = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', '-', '.', 'e', 'true', ' ', '\\', 'a', '\n'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          noise.map((parts) => parts.join('')),
        ),
        (text) => {
          const read = readJson(text);
          let value: unknown;
          try {
            value = JSON.parse(text);
          } catch {
            expect(read).toHaveProperty('missing');
            return;
          }
          expect(read).toMatchObject({ value });
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
