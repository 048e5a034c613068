/** A joined person as the shop's staff sees them: who is in it, by which claims, and where its seats live. */
import { type Identifier, keyOf } from '@edgewise/core/identity/identifiers';
import { familyOf } from '@edgewise/core/identity/ledger';
import type { SeatRecord } from '@edgewise/core/identity/placement';
import type { ClaimLog } from './storage/claim-log.ts';

export interface Joined {
  person: string;
  identifiers: Identifier[];
  claims: { id: string; at: number; source: string; verified: boolean; undone: boolean; identifiers: Identifier[] }[];
  seats: SeatRecord[];
}

/** Null where nothing was said of the identifier. */
export function joinedOf(log: ClaimLog, identifier: Identifier): Joined | null {
  const component = log.componentOf(keyOf(identifier));
  const family = familyOf(log, (component?.identifiers ?? [identifier]).map(keyOf));
  if (family.length === 0) return null;
  const undone = new Set(family.flatMap((claim) => (claim.kind === 'unlink' ? [claim.undoes] : [])));
  const members = component?.identifiers ?? [];
  return {
    person: component?.person ?? '',
    identifiers: members.map(({ kind, value }) => ({ kind, value })),
    claims: family
      .filter((claim) => claim.kind === 'link')
      .map(({ id, at, source, verified, identifiers }) => ({
        id,
        at,
        source,
        verified,
        undone: undone.has(id),
        identifiers: identifiers.map(({ kind, value }) => ({ kind, value })),
      })),
    seats: members.flatMap(({ home }) => (home ? [log.seat(home.seat)!] : [])),
  };
}
