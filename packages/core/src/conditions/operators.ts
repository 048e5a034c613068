/** [C3] Each operator: what a condition says after its name → a test of a value. Undefined: it cannot be asked so [C4]. */
import { type ConditionTest, compileExpected, compileObject, type Reading } from './condition.ts';
import { compilePattern } from './pattern.ts';
import { equalsPlain, folded, isOperators, isPlain } from './values.ts';
import { compareVersions } from './versions.ts';

type Operator = (operand: unknown, reading: Reading, depth: number) => ConditionTest | undefined;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: (operand) => (value) => value === operand,
  $ne: (operand) => (value) => value !== operand,
  $gt: order((value, operand) => value > operand),
  $gte: order((value, operand) => value >= operand),
  $lt: order((value, operand) => value < operand),
  $lte: order((value, operand) => value <= operand),
  $exists: (operand) => (value) => (operand ? value !== null : value === null),
  $type: (operand) => (value) => typeOf(value) === operand,

  $in: (operand) => oneOf(operand),
  $nin: (operand) => not(oneOf(operand)),
  $ini: (operand) => oneOf(operand, folded),
  $nini: (operand) => not(oneOf(operand, folded)),
  $inGroup: (operand, { groups }) => oneOf(groupOf(operand, groups)),
  $notInGroup: (operand, { groups }) => not(oneOf(groupOf(operand, groups))),
  $all: (operand, reading, depth) => allOf(operand, reading, depth, false),
  $alli: (operand, reading, depth) => allOf(operand, reading, depth, true),

  $size: (operand, reading, depth) => {
    const test = compileExpected(operand, reading, depth + 1);
    return (value) => Array.isArray(value) && test(value.length);
  },
  $elemMatch: (operand, reading, depth) => {
    const test = isOperators(operand)
      ? compileExpected(operand, reading, depth + 1)
      : compileObject(operand, reading, depth + 1);
    return (value) => Array.isArray(value) && value.some((one) => test(one));
  },
  $not: (operand, reading, depth) => not(compileExpected(operand, reading, depth + 1)),

  $regex: (operand) => matching(operand, false),
  $regexi: (operand) => matching(operand, true),

  $veq: version((order) => order === 0),
  $vne: version((order) => order !== 0),
  $vgt: version((order) => order > 0),
  $vgte: version((order) => order >= 0),
  $vlt: version((order) => order < 0),
  $vlte: version((order) => order <= 0),
};

export const TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'];

type Orderable = string | number;

/** As JavaScript compares: two texts as texts, anything else as numbers, null as 0. */
function order(holds: (value: Orderable, operand: Orderable) => boolean): Operator {
  return (operand) => {
    if (!isPlain(operand)) return undefined;
    return (value) => isPlain(value) && holds(value as Orderable, operand as Orderable);
  };
}

function version(holds: (order: number) => boolean): Operator {
  return (operand) => (value) => holds(compareVersions(value, operand));
}

function not(test: ConditionTest | undefined): ConditionTest | undefined {
  return test && ((value) => !test(value));
}

function groupOf(operand: unknown, groups: Reading['groups']): readonly unknown[] {
  return typeof operand === 'string' && Object.hasOwn(groups, operand) ? groups[operand]! : [];
}

/** One of the list, or for a list sharing something with it. A set, so that thousands of ids cost one look. */
function oneOf(operand: unknown, by: (value: unknown) => unknown = (value) => value): ConditionTest | undefined {
  if (!Array.isArray(operand)) return undefined;
  const wanted = new Set(operand.map(by));
  return (value) => (Array.isArray(value) ? value.some((one) => wanted.has(by(one))) : wanted.has(by(value)));
}

function allOf(operand: unknown, reading: Reading, depth: number, fold: boolean): ConditionTest | undefined {
  if (!Array.isArray(operand)) return undefined;
  const tests = operand.map(
    (one): ConditionTest =>
      isOperators(one) ? compileExpected(one, reading, depth + 1) : (value) => equalsPlain(value, one, fold),
  );
  return (value) => Array.isArray(value) && tests.every((test) => value.some((one) => test(one)));
}

function matching(operand: unknown, ignoreCase: boolean): ConditionTest | undefined {
  if (typeof operand !== 'string') return undefined;
  const pattern = compilePattern(operand, ignoreCase);
  if ('problem' in pattern) return undefined;
  return (value) => value !== null && isPlain(value) && pattern.matches(String(value));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
