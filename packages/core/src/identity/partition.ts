/**
 * Who is one person: the fold over the claims [I3] [I4].
 *
 *   claims in (stamp, id) order ──► undone ones left out ──► match → create · add · merge ──► persons
 *                                                              └── over a limit: drop the claim's last, again
 */
import type { Claim, ClaimIdentifier, LinkClaim, RetireClaim } from './claim.ts';
import { byPriority, DEVICES_IN_ALL, keyOf, linkable, PER_PERSON } from './identifiers.ts';

/** A joined person. At least one member has a home. */
export interface Component {
  /** The oldest of the members' homes [I3a]: no two components have the same. */
  person: string;
  /** Highest priority first. */
  identifiers: ClaimIdentifier[];
}

export interface Applied {
  /** The components that the new one replaces. */
  replaced: Component[];
  /** Undefined where what was left of the claim makes nobody. */
  component: Component | undefined;
  /** The claim's identifiers that took part, and those that a limit or the list of blocked values kept out. */
  kept: ClaimIdentifier[];
  dropped: ClaimIdentifier[];
}

/**
 * What one claim does to the components it touches.
 * @param find the component that an identifier, given by `keyOf`, belongs to
 */
export function applyClaim(claim: LinkClaim, find: (key: string) => Component | undefined): Applied {
  const kept = claim.joins ? linkable(claim.identifiers) : [];
  const out = (component: Component | undefined, replaced: Component[]): Applied => ({
    component,
    replaced,
    kept,
    dropped: claim.identifiers.filter((one) => !kept.some((other) => keyOf(other) === keyOf(one))),
  });
  while (kept.length > 0) {
    const found = kept.map((one) => find(keyOf(one))).filter((one) => one !== undefined);
    const replaced = [...new Map(found.map((one) => [one.person, one])).values()];
    const union = new Map(replaced.flatMap(({ identifiers }) => identifiers).map((one) => [keyOf(one), one]));
    for (const one of kept) if (!union.has(keyOf(one))) union.set(keyOf(one), one);
    const identifiers = [...union.values()].sort(byPriority);
    if (fits(identifiers)) {
      const person = eldest(identifiers);
      return person === undefined ? out(undefined, []) : out({ person, identifiers }, replaced);
    }
    kept.pop();
  }
  return out(undefined, []);
}

/** Whether one person can have all of these. */
export function fits(identifiers: readonly ClaimIdentifier[]): boolean {
  const counts: Partial<Record<string, number>> = {};
  let devices = 0;
  for (const { kind, retired } of identifiers) {
    if (kind === 'device' && ++devices > DEVICES_IN_ALL) return false;
    if (retired) continue;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (counts[kind] > PER_PERSON[kind]) return false;
  }
  return true;
}

/** The component of a device once it is retired [I3c]. */
export function applyRetirement(component: Component, { device }: RetireClaim): Component {
  const identifiers = component.identifiers.map((one) =>
    keyOf(one) === keyOf(device) ? { ...one, retired: true as const } : one,
  );
  return { ...component, identifiers };
}

/** The oldest home's person, or undefined where no identifier has a home. */
function eldest(identifiers: readonly ClaimIdentifier[]): string | undefined {
  let oldest: { person: string; since: number } | undefined;
  for (const { home } of identifiers) {
    if (!home) continue;
    const isOlder =
      !oldest || home.since < oldest.since || (home.since === oldest.since && home.person < oldest.person);
    if (isOlder) oldest = home;
  }
  return oldest?.person;
}

/** The claims that count, in the order in which they are folded. */
function effective(claims: readonly Claim[]): (LinkClaim | RetireClaim)[] {
  const undone = new Set(claims.flatMap((claim) => (claim.kind === 'unlink' ? [claim.undoes] : [])));
  return claims
    .filter((claim) => claim.kind !== 'unlink')
    .filter((claim) => claim.kind === 'retire' || (claim.joins && !undone.has(claim.id)))
    .sort((a, b) => a.stamp - b.stamp || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The link claims that count, in the same order. */
export const effectiveLinks = (claims: readonly Claim[]): LinkClaim[] =>
  effective(claims).filter((claim) => claim.kind === 'link');

export interface Partition {
  components: Component[];
  /** By claim id: what each claim came to. */
  applied: Map<string, Applied>;
}

/** The persons that a set of claims makes, whatever order the set is given in. */
export function partition(claims: readonly Claim[]): Partition {
  const byKey = new Map<string, Component>();
  const applied = new Map<string, Applied>();
  for (const claim of effective(claims)) {
    if (claim.kind === 'retire') {
      const component = byKey.get(keyOf(claim.device));
      const retired = component && applyRetirement(component, claim);
      for (const one of retired?.identifiers ?? []) byKey.set(keyOf(one), retired!);
      continue;
    }
    const result = applyClaim(claim, (key) => byKey.get(key));
    applied.set(claim.id, result);
    for (const one of result.component?.identifiers ?? []) byKey.set(keyOf(one), result.component!);
  }
  return { components: [...new Set(byKey.values())], applied };
}

/**
 * Whether a claim names a device that is another user's [I6], so that it may not be stamped. Decided on the components as
 * they are, before the claim is in the log.
 */
export function isAnothersDevice(claim: LinkClaim, find: (key: string) => Component | undefined): boolean {
  const identifiers = linkable(claim.identifiers);
  const named = identifiers.filter(({ kind }) => kind === 'user_id').map(({ value }) => value);
  const claimed = named.length > 0 ? named : identifiers.flatMap((one) => usersOf(find(keyOf(one))));
  return identifiers
    .filter(({ kind }) => kind === 'device')
    .flatMap((device) => usersOf(find(keyOf(device))))
    .some((owner) => claimed.some((user) => user !== owner));
}

const usersOf = (component: Component | undefined): string[] =>
  (component?.identifiers ?? []).filter(({ kind }) => kind === 'user_id').map(({ value }) => value);
