import { LIMITS } from '@edgewise/protocol/limits';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from './pattern.ts';

function matches(pattern: string, text: string, ignoreCase = false): boolean {
  const compiled = compilePattern(pattern, ignoreCase);
  if ('problem' in compiled) throw new Error(`${pattern}: ${compiled.problem}`);
  return compiled.matches(text);
}
const problem = (pattern: string) => {
  const compiled = compilePattern(pattern, false);
  return 'problem' in compiled ? compiled.problem : undefined;
};

const character = fc.constantFrom(...'abcABC019_- .\n\té', 'Я', 'я', 'ß', 'İ');
const atom = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'B', '1', ' ', '_', 'я', 'é', '-', ',') },
  fc.constantFrom('.', '\\d', '\\W', '\\w', '\\s', '\\S', '\\D', '\\.', '\\n', '\\x61', '\\u0062', '\\-'),
  fc.constantFrom(
    '[abc]',
    '[^a]',
    '[a-c]',
    '[^\\d]',
    '[\\w-]',
    '[]',
    '[^]',
    '[a\\-c]',
    '[-a]',
    '[\\b]',
    '[^\\W_]',
    '[\\S-a]',
  ),
);
const assertion = fc.constantFrom('^', '$', '\\b', '\\B');
const repeat = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?', '{0}');
const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(atom, repeat).map((parts) => parts.join('')),
    assertion,
    fc.tuple(tie('pattern'), repeat).map(([inner, times]) => `(${inner})${times}`),
    fc.tuple(tie('pattern'), tie('pattern'), repeat).map(([a, b, times]) => `(?:${a}|${b})${times}`),
  ),
  pattern: fc.array(tie('piece'), { maxLength: 3 }).map((pieces) => pieces.join('')),
}));

describe('patterns', () => {
  it('[C5] finds what the platform finds', () => {
    fc.assert(
      fc.property(pattern, fc.array(character, { maxLength: 7 }), fc.boolean(), (source, text, ignoreCase) => {
        fc.pre(source.length <= LIMITS.patternLength && problem(source) === undefined);
        const subject = text.join('');
        expect(matches(source, subject, ignoreCase)).toBe(new RegExp(source, ignoreCase ? 'i' : '').test(subject));
      }),
      { numRuns: 3_000 },
    );
  });

  it('[C5] reads what the platform reads, but for what needs backtracking', () => {
    const unit = fc.constantFrom(...'ab1(){}[]|^$*+?.,\\-:=!<>dwsbBx');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 10 }), (units) => {
        const source = units.join('');
        let platform = true;
        try {
          new RegExp(source);
        } catch {
          platform = false;
        }
        const ours = problem(source);
        if (!platform) expect(ours).toBeDefined();
        else if (ours !== undefined) expect(ours).toMatch(/which this does not have|more than/);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(['(a+)+$', '(a|aa)+$', '(.*)*b', '([a-z]+)*[A-Z]', '(a?){50}a{50}b', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    '[C5] %s takes at most states × input steps',
    (source) => {
      // The platform's engine needs longer than the universe for each of these.
      expect(matches(source, `${'a'.repeat(LIMITS.patternInput - 1)}!`)).toBe(false);
    },
  );

  it.each([
    ['(?=a)', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['(a)\\1', 'reference'],
    ['\\p{L}', 'property'],
    ['a**', 'nothing to repeat'],
    ['^*', 'nothing to repeat'],
    ['(a', 'unmatched ('],
    ['a)', 'unmatched )'],
    ['[a', 'unmatched ['],
    ['[c-a]', 'out of order'],
    ['a{3,2}', 'at least 3'],
    ['a\\', 'at the end'],
    ['((((){999}){999}){999}){999}', 'states'],
    ['(?:){99999999999}', 'states'],
    ['((a{99}){99}){99}', 'states'],
  ])('[C4] %s is refused in words: %s', (source, words) => {
    expect(problem(source)).toContain(words);
  });

  it('[C6] limits at N and N + 1', () => {
    const { patternLength, patternInput, patternStates } = LIMITS;
    expect(problem('a'.repeat(patternLength))).toBeUndefined();
    expect(problem('a'.repeat(patternLength + 1))).toContain(String(patternLength));
    expect(matches('a$', 'a'.repeat(patternInput))).toBe(true);
    expect(matches('a$', 'a'.repeat(patternInput + 1))).toBe(false);
    // One state says: found.
    expect(problem(`a{${patternStates - 1}}`)).toBeUndefined();
    expect(problem(`a{${patternStates}}`)).toContain(String(patternStates));
  });
});
