/** What a person can be known by [I1]. */
import { isBlocked } from './blocked.ts';

export type IdentifierKind = 'user_id' | 'external_id' | 'phone_sha256' | 'email_sha256' | 'device';

export interface Identifier {
  kind: IdentifierKind;
  value: string;
}

/** Higher is kept longer when a claim is over a limit [I3]. */
export const PRIORITY: Readonly<Record<IdentifierKind, number>> = {
  user_id: 100,
  external_id: 90,
  phone_sha256: 70,
  email_sha256: 60,
  device: 10,
};

/** How many of a kind one person can have. */
export const PER_PERSON: Readonly<Record<IdentifierKind, number>> = {
  user_id: 1,
  external_id: 5,
  phone_sha256: 5,
  email_sha256: 5,
  device: 20,
};

/** How many devices one person can have with those that are retired [I3c]. */
export const DEVICES_IN_ALL = 60;

/** A device that was silent as long may make room for another [I3c]. */
export const RETIRES_AFTER_MS = 30 * 86_400_000;

/** One string for an identifier: equal exactly where the identifiers are. */
export const keyOf = ({ kind, value }: Identifier): string => `${kind}:${value}`;

/** Highest priority first; of equal kinds, the smaller value. */
export const byPriority = (a: Identifier, b: Identifier): number =>
  PRIORITY[b.kind] - PRIORITY[a.kind] || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

/** The identifiers that can link, each once, highest priority first. */
export function linkable<T extends Identifier>(identifiers: readonly T[]): T[] {
  const byKey = new Map(identifiers.filter(({ value }) => !isBlocked(value)).map((one) => [keyOf(one), one]));
  return [...byKey.values()].sort(byPriority);
}
