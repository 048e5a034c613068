/** Every mistake in a condition at once [C4], for whoever writes a plan. */
import { LIMITS } from '@edgewise/protocol/limits';
import { OPERATORS, TYPES } from './operators.ts';
import { compilePattern } from './pattern.ts';
import { isOperators, isPlain } from './values.ts';

export interface ConditionMistake {
  /** Keys and list places from the condition's root. */
  path: (string | number)[];
  /** What is wrong and what would be right. */
  message: string;
}

/**
 * @param groups ids that `$inGroup` may name
 * @returns Nothing where the condition can be asked as it stands.
 */
export function checkCondition(condition: unknown, groups: ReadonlySet<string> = new Set()): ConditionMistake[] {
  const check = new Check(groups);
  check.condition(condition, [], 1);
  return check.mistakes;
}

const LISTS = new Set(['$and', '$or', '$nor']);
const NEEDS_LIST = new Set(['$in', '$nin', '$ini', '$nini', '$all', '$alli']);
const ORDERS = new Set(['$gt', '$gte', '$lt', '$lte']);
const VERSIONS = new Set(['$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte']);

type Path = (string | number)[];

class Check {
  readonly mistakes: ConditionMistake[] = [];
  readonly #groups: ReadonlySet<string>;
  #parts = 0;

  constructor(groups: ReadonlySet<string>) {
    this.#groups = groups;
  }

  condition(value: unknown, path: Path, depth: number): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#wrong(path, `expected an object such as {"country": "RO"}, found ${say(value)}`);
      return;
    }
    if (this.#tooDeep(path, depth)) return;
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, key];
      if (this.#tooMany(at)) return;
      if (LISTS.has(key)) this.#list(inner, at, depth);
      else if (key === '$not') this.condition(inner, at, depth + 1);
      else if (key.startsWith('$') && Object.hasOwn(OPERATORS, key)) {
        this.#wrong(at, `stands where an attribute's name is expected: {"price": {"${key}": …}}`);
      } else this.#expected(inner, at, depth + 1);
    }
  }

  #list(value: unknown, path: Path, depth: number): void {
    if (!Array.isArray(value)) this.#wrong(path, `expected a list of conditions, found ${say(value)}`);
    else for (const [i, one] of value.entries()) this.condition(one, [...path, i], depth + 1);
  }

  #expected(value: unknown, path: Path, depth: number): void {
    if (!isOperators(value)) {
      const mixed =
        typeof value === 'object' && value !== null && Object.keys(value).find((key) => key.startsWith('$'));
      if (mixed) this.#wrong([...path, mixed], 'is an operator among names: give each an object of its own');
      return;
    }
    if (this.#tooDeep(path, depth)) return;
    for (const [name, operand] of Object.entries(value)) {
      const at = [...path, name];
      if (this.#tooMany(at)) return;
      this.#operator(name, operand, at, depth);
    }
  }

  #operator(name: string, operand: unknown, path: Path, depth: number): void {
    if (!Object.hasOwn(OPERATORS, name)) {
      this.#wrong(path, `no such operator; there are ${Object.keys(OPERATORS).join(' ')}`);
    } else if (NEEDS_LIST.has(name)) {
      if (!Array.isArray(operand)) this.#wrong(path, `expected a list, found ${say(operand)}`);
    } else if (ORDERS.has(name)) {
      if (!isPlain(operand)) this.#wrong(path, `expected a number or a text, found ${say(operand)}`);
    } else if (VERSIONS.has(name)) {
      if (typeof operand !== 'string') this.#wrong(path, `expected a version such as "2.1.0", found ${say(operand)}`);
    } else if (name === '$regex' || name === '$regexi') {
      this.#pattern(operand, path);
    } else if (name === '$inGroup' || name === '$notInGroup') {
      if (typeof operand !== 'string' || !this.#groups.has(operand)) this.#wrong(path, `no group ${say(operand)}`);
    } else if (name === '$type') {
      if (!TYPES.includes(String(operand)))
        this.#wrong(path, `expected one of ${TYPES.join(' ')}, found ${say(operand)}`);
    } else if (name === '$exists') {
      if (typeof operand !== 'boolean') this.#wrong(path, `expected true or false, found ${say(operand)}`);
    } else if (name === '$elemMatch' && !isOperators(operand)) {
      this.condition(operand, path, depth + 1);
    } else if (name === '$elemMatch' || name === '$not' || name === '$size') {
      this.#expected(operand, path, depth + 1);
    }
  }

  #pattern(operand: unknown, path: Path): void {
    if (typeof operand !== 'string') {
      this.#wrong(path, `expected a pattern, found ${say(operand)}`);
      return;
    }
    const compiled = compilePattern(operand, false);
    if ('problem' in compiled) this.#wrong(path, `${say(operand)}: ${compiled.problem}`);
  }

  #tooDeep(path: Path, depth: number): boolean {
    if (depth <= LIMITS.conditionDepth) return false;
    this.#wrong(path, `is ${depth} levels deep; at most ${LIMITS.conditionDepth} are read`);
    return true;
  }

  #tooMany(path: Path): boolean {
    this.#parts++;
    if (this.#parts === LIMITS.conditionParts + 1) {
      this.#wrong(path, `is part ${this.#parts} of the condition; at most ${LIMITS.conditionParts} are read`);
    }
    return this.#parts > LIMITS.conditionParts;
  }

  #wrong(path: Path, message: string): void {
    this.mistakes.push({ path, message });
  }
}

function say(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
