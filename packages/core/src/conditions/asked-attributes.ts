import { LIMITS } from '@edgewise/protocol/limits';

/** Attributes that a condition asks for, wherever `$and`, `$or`, `$nor` and `$not` lead, each with its place in it. */
export function askedAttributes(
  condition: unknown,
  at: readonly (string | number)[] = [],
  depth = 1,
): { path: readonly (string | number)[]; name: string }[] {
  if (typeof condition !== 'object' || condition === null || depth > LIMITS.conditionDepth) return [];
  if (Array.isArray(condition)) return condition.flatMap((one, i) => askedAttributes(one, [...at, i], depth + 1));
  return Object.entries(condition).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [{ path: [...at, key], name: key }];
    return /^\$(and|or|nor|not)$/.test(key) ? askedAttributes(value, [...at, key], depth + 1) : [];
  });
}
