/** A condition read once, asked often [C8]. Start here; what each operator means stands in `operators.ts`. */
import { LIMITS } from '@edgewise/protocol/limits';
import { OPERATORS } from './operators.ts';
import { equalsPlain, isOperators, ownPath } from './values.ts';

/** JSON, as a plan holds it: SPEC.md says what it means. */
export type Condition = { readonly [key: string]: unknown };

/** What is known of the page, the person, the product, the moment: JSON values by name. */
export type Attributes = { readonly [name: string]: unknown };

/** Lists that a plan names, for `$inGroup`. */
export type Groups = { readonly [id: string]: readonly unknown[] };

export type ConditionTest = (attributes: unknown) => boolean;

/** What compiling carries along. */
export interface Reading {
  groups: Groups;
  /** Parts still allowed [C6]. */
  left: number;
}

const never: ConditionTest = () => false;

/** Whether the attributes meet the condition. For one question; what is asked again and again is compiled. */
export function meets(condition: Condition, attributes: Attributes, groups: Groups = {}): boolean {
  return compileCondition(condition, groups)(attributes);
}

/** The condition as a test. Never throws: what cannot be read is false [C4]. */
export function compileCondition(condition: Condition, groups: Groups = {}): ConditionTest {
  return compileObject(condition, { groups, left: LIMITS.conditionParts }, 1);
}

export function compileObject(condition: unknown, reading: Reading, depth: number): ConditionTest {
  if (!isCondition(condition)) return never;
  if (depth > LIMITS.conditionDepth) return never;
  const tests = Object.entries(condition).map(([key, value]): ConditionTest => {
    if (--reading.left < 0) return never;
    switch (key) {
      case '$and':
        return every(list(value, reading, depth));
      case '$or':
        return some(list(value, reading, depth));
      case '$nor': {
        const any = some(list(value, reading, depth));
        return Array.isArray(value) ? (attributes) => !any(attributes) : never;
      }
      case '$not': {
        const inner = compileObject(value, reading, depth + 1);
        // Nothing to deny is no denial: only what can be read is turned round [C4].
        return isCondition(value) ? (attributes) => !inner(attributes) : never;
      }
      default: {
        const test = compileExpected(value, reading, depth + 1);
        const path = key.split('.');
        return (attributes) => test(ownPath(attributes, path));
      }
    }
  });
  return every(tests);
}

/** What is expected of one value: a plain value [C2] or operators [C3]. */
export function compileExpected(expected: unknown, reading: Reading, depth: number): ConditionTest {
  if (!isOperators(expected)) return (value) => equalsPlain(value, expected);
  if (depth > LIMITS.conditionDepth) return never;
  return every(
    Object.entries(expected).map(([name, operand]) => {
      if (--reading.left < 0) return never;
      return (Object.hasOwn(OPERATORS, name) && OPERATORS[name]?.(operand, reading, depth)) || never;
    }),
  );
}

const isCondition = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown, reading: Reading, depth: number): ConditionTest[] =>
  Array.isArray(value) ? value.map((one) => compileObject(one, reading, depth + 1)) : [never];

function every(tests: readonly ConditionTest[]): ConditionTest {
  if (tests.length === 1) return tests[0]!;
  return (value) => tests.every((test) => test(value));
}

function some(tests: readonly ConditionTest[]): ConditionTest {
  return tests.length === 0 ? () => true : (value) => tests.some((test) => test(value));
}
