/**
 * The partition, said as plainly as it can be [I3] [I4]: lists of strings, looked through from end to end. Shares no code
 * with what it checks.
 */

export interface PlainClaim {
  id: string;
  stamp: number;
  joins?: boolean;
  undoes?: string;
  /** A device, as in `names`. */
  retires?: string;
  /** `kind:value`. */
  names?: string[];
}

const ORDER = ['user_id', 'external_id', 'phone_sha256', 'email_sha256', 'device'];
const MOST = [1, 5, 5, 5, 20];

export function naivePartition(claims: PlainClaim[]): string[][] {
  const log = [...claims].sort((a, b) => (a.stamp === b.stamp ? (a.id < b.id ? -1 : 1) : a.stamp - b.stamp));
  let groups: string[][] = [];
  let retired: string[] = [];
  for (const claim of log) {
    // Only what is somebody's by then; within a fold nobody leaves again.
    if (claim.retires && groups.some((group) => group.includes(claim.retires!))) retired = [...retired, claim.retires];
    if (!claim.names || !claim.joins) continue;
    if (log.some((other) => other.undoes === claim.id)) continue;
    let names = [...claim.names].filter((name, i, all) => all.indexOf(name) === i);
    names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    while (names.length > 0) {
      const met = groups.filter((group) => group.some((name) => names.includes(name)));
      const together = [...met.flat(), ...names.filter((name) => !met.flat().includes(name))];
      const counted = together.filter((name) => !retired.includes(name));
      const tooMany =
        ORDER.some((kind, i) => counted.filter((name) => name.startsWith(`${kind}:`)).length > MOST[i]!) ||
        together.filter((name) => name.startsWith('device:')).length > 60;
      if (tooMany) {
        names = names.slice(0, -1);
        continue;
      }
      if (together.some((name) => rank(name) === 0 || rank(name) === 4)) {
        groups = [...groups.filter((group) => !met.includes(group)), together];
      }
      break;
    }
  }
  return groups.map((group) => group.sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

const rank = (name: string) => ORDER.indexOf(name.slice(0, name.indexOf(':')));
