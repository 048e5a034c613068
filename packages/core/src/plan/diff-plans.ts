/** What differs between two plans, by JSON path. Lists of things with an id are compared by id, so that a move is no change of all. */

export interface Change {
  /** `$.rules[id=summer].effect.by` */
  path: string;
  /** Missing where it was added. */
  before?: unknown;
  /** Missing where it was taken out. */
  after?: unknown;
}

export function diffPlans(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  compare('$', before, after, changes);
  return changes;
}

function compare(path: string, before: unknown, after: unknown, changes: Change[]): void {
  if (isSame(before, after)) return;
  if (isListOfNamed(before) && isListOfNamed(after)) {
    const was = new Map(before.map((one) => [one.id, one]));
    const is = new Map(after.map((one) => [one.id, one]));
    for (const id of new Set([...was.keys(), ...is.keys()])) {
      compare(`${path}[id=${id}]`, was.get(id), is.get(id), changes);
    }
    const order = (list: readonly { id: string }[], other: ReadonlyMap<string, unknown>) =>
      list.map(({ id }) => id).filter((id) => other.has(id));
    const [from, to] = [order(before, is), order(after, was)];
    if (from.join('\n') !== to.join('\n')) changes.push({ path: `${path} (order)`, before: from, after: to });
    return;
  }
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(`${path}.${key}`, before[key], after[key], changes);
    }
    return;
  }
  changes.push({ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
}

/** The order of an object's keys says nothing, that of a list does. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfNamed = (value: unknown): value is { id: string }[] =>
  Array.isArray(value) && value.every((one: unknown) => isObject(one) && typeof one.id === 'string');
