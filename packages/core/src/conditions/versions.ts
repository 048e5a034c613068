/** [C7] Comparing versions, semver and its neighbours. */

type Part = string | bigint;

/** Below 0 where a comes first, 0 where they are the same version. Not a text or a number: version 0. */
export function compareVersions(a: unknown, b: unknown): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareParts(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** `v1.2.3-rc.1+build` → 1, 2, 3, rc, 1. */
function partsOf(version: unknown): Part[] {
  const text = typeof version === 'number' ? String(version) : typeof version === 'string' && version ? version : '0';
  const plus = text.indexOf('+');
  const core = (plus < 0 ? text : text.slice(0, plus)).replace(/^v/, '');
  const parts = core.slice(0, 256).split(/[-.]/);
  // A release sorts after all that may follow a hyphen: ~ is the last of the ASCII characters.
  if (parts.length === 3) parts.push('~');
  return parts.map((part) => (/^\d+$/.test(part) ? BigInt(part) : part));
}

function compareParts(a: Part, b: Part): number {
  if (typeof a !== typeof b) return typeof a === 'bigint' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
