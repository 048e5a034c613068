import { LIMITS } from '@edgewise/protocol/limits';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCondition } from './check-condition.ts';
import { type Condition, compileCondition, meets } from './condition.ts';
import { compareVersions } from './versions.ts';

/** `$not` within `$not` … : each is a level, and so is the last, plain condition. */
function deep(levels: number): Condition {
  let condition: Condition = { $and: [] };
  for (let i = 1; i < levels; i++) condition = { $not: condition };
  return condition;
}

describe('conditions', () => {
  it('[C1] follows own keys only', () => {
    expect(meets({ '__proto__.constructor': { $exists: true } }, {})).toBe(false);
    expect(meets({ 'tags.length': 2 }, { tags: ['a', 'b'] })).toBe(true);
    expect(meets({ toString: { $exists: true } }, {})).toBe(false);
    expect(meets({ a: { toString: null } }, { a: { toString: null } })).toBe(true);
  });

  it('[C2] equal objects are equal whatever the order of their keys', () => {
    expect(meets({ a: { x: 1, y: [{ p: 1, q: 2 }] } }, { a: { y: [{ q: 2, p: 1 }], x: 1 } })).toBe(true);
    expect(meets({ a: { x: 1 } }, { a: [1] })).toBe(false);
  });

  it('[C4] what cannot be compared is false, whatever the attributes are', () => {
    const condition = fc.object({
      key: fc.constantFrom(
        '$gt',
        '$in',
        '$regex',
        '$not',
        '$and',
        '$or',
        '$elemMatch',
        '$size',
        '$vgt',
        '$all',
        '$x',
        'a',
        'a.b',
      ),
      maxDepth: 5,
    });
    fc.assert(
      fc.property(
        condition,
        fc.object({ key: fc.constantFrom('a', 'b', 'toString', 'valueOf') }),
        (asked, attributes) => {
          expect(typeof meets(asked as Condition, attributes)).toBe('boolean');
          checkCondition(asked);
        },
      ),
    );
    expect(meets({ a: { $gt: 3 } }, { a: { valueOf: 1, toString: 1 } })).toBe(false);
    expect(meets({ a: { $lt: [3] } }, { a: 1 })).toBe(false);
    expect(meets({ a: { $regex: 'null' } }, {})).toBe(false);
    for (const key of ['$and', '$or', '$nor', '$not']) expect(meets({ [key]: 7 }, {})).toBe(false);
  });

  it('[C6] depth and parts at N and N + 1', () => {
    const { conditionDepth: depth, conditionParts: parts } = LIMITS;
    expect([checkCondition(deep(depth)), checkCondition(deep(depth + 1)).length]).toEqual([[], 1]);
    const wide = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${i}`, null]));
    expect([checkCondition(wide(parts)), meets(wide(parts), {})]).toEqual([[], true]);
    expect([checkCondition(wide(parts + 1)).length, meets(wide(parts + 1), {})]).toEqual([1, false]);
    expect(checkCondition(deep(depth + 1))[0]?.message).toContain(String(depth));
  });

  it('[C4] every mistake is named at once, with its path and what would be right', () => {
    const mistakes = checkCondition(
      {
        $and: [{ price: { $gt: [1] } }, 'x'],
        name: { $regx: 'a' },
        url: { $regex: '(a' },
        country: { $in: 'RO' },
        tags: { $elemMatch: { $type: 'text' } },
        $gt: 3,
        id: { $inGroup: 'vip' },
        app: { $vgt: 3 },
        size: { $size: { $exists: 1 } },
        mixed: { $gt: 3, or: 4 },
      },
      new Set(['staff']),
    );
    expect(mistakes.map(({ path }) => path.join('/'))).toEqual([
      '$and/0/price/$gt',
      '$and/1',
      'name/$regx',
      'url/$regex',
      'country/$in',
      'tags/$elemMatch/$type',
      '$gt',
      'id/$inGroup',
      'app/$vgt',
      'size/$size/$exists',
      'mixed/$gt',
    ]);
    expect(mistakes[4]?.message).toBe('expected a list, found "RO"');
    expect(checkCondition({ country: { $in: ['RO'] }, 'cart.total': { $gte: 10, $not: { $gt: 99 } } })).toEqual([]);
  });

  it('[C4] a condition without mistakes has no test that is false for want of sense', () => {
    expect(checkCondition({ $or: [{ a: 1 }, { b: { $nin: [] } }] })).toEqual([]);
    expect(checkCondition([])).toHaveLength(1);
    expect(checkCondition({ $or: { a: 1 } })[0]?.path).toEqual(['$or']);
  });

  it('[C7] versions of any length are ordered', () => {
    expect(compareVersions('1000000.0.0', '999999.0.0')).toBeGreaterThan(0);
    const version = fc.stringMatching(/^v?\d{1,7}\.\d{1,3}\.\d(-[a-z]{1,3}(\.\d)?)?$/);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('[C8] is read once and asked often', () => {
    const test = compileCondition({ id: { $inGroup: 'staff' } }, { staff: ['a', 7] });
    expect([{ id: 'a' }, { id: 7 }, { id: '7' }, {}, { id: ['x', 'a'] }].map(test)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});
