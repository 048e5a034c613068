/** Reading and comparing the JSON values that conditions ask about [C1] [C2]. */

/** The value at a path, own keys only; null where there is none. */
export function ownPath(from: unknown, path: readonly string[]): unknown {
  let at = from;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = (at as Record<string, unknown>)[key];
  }
  return at ?? null;
}

/** An object with keys, every one of which starts with `$`. */
export function isOperators(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}

export const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** [C2] A value against what a condition says without an operator. */
export function equalsPlain(value: unknown, expected: unknown, fold = false): boolean {
  if (!isPlain(expected)) return deepEqual(value, expected);
  if (!isPlain(value)) return false;
  if (typeof expected === 'string') return fold ? folded(value) === folded(expected) : String(value) === expected;
  if (typeof expected === 'number') return Number(value) === expected;
  if (typeof expected === 'boolean') return value !== null && Boolean(value) === expected;
  return value === null;
}

export const folded = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** The same JSON, whatever the order of an object's keys. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  if (keys.length !== others.length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && deepEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
