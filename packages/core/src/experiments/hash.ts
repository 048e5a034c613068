/**
 * Where a unit falls, from 0 up to 1: the same everywhere, for ever, without storage [X1].
 * Source: GrowthBook's SDK specification ("Build your own SDK", hash); vectors in growthbook/cases.json.
 */

export type HashVersion = 1 | 2;

/**
 * @param seed the experiment's: another seed deals everybody again, independently of the first
 * @param unit any text
 * @param version 2 unless something began with 1, whose 1,000 places are uneven where seeds resemble each other
 * @returns 0 ≤ place < 1 in steps of 1/10,000 (version 1: 1/1,000); null where the version is unknown
 */
export function placeOf(seed: string, unit: string, version: number): number | null {
  if (version === 2) return (fnv1a32(String(fnv1a32(seed + unit))) % 10_000) / 10_000;
  if (version === 1) return (fnv1a32(unit + seed) % 1_000) / 1_000;
  return null;
}

/** FNV-1a, 32 bits, over UTF-16 code units. Source: draft-eastlake-fnv, with units for bytes as GrowthBook has it. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
