/**
 * What the site's ledger does with a claim: stamps it, folds it into the partition, and says where each seat should live
 * now. Works on a store that is passed in, touching only what a claim touches; `partition.ts` folds the whole log and says
 * the same.
 */

import { isBlocked } from './blocked.ts';
import type { Claim, ClaimIdentifier, LinkClaim, RetireClaim, UnlinkClaim } from './claim.ts';
import { DEVICES_IN_ALL, type Identifier, keyOf, linkable, PER_PERSON, RETIRES_AFTER_MS } from './identifiers.ts';
import { applyClaim, applyRetirement, type Component, isAnothersDevice, partition } from './partition.ts';
import { newSeat, type SeatRecord, startMove } from './placement.ts';

/** The ledger's storage. Everything is found by key; nothing is listed whole. */
export interface LedgerStore {
  claim(id: string): Claim | undefined;
  /** Adds a claim, or writes one again that erasure has shortened. */
  putClaim(claim: Claim): void;
  removeClaim(id: string): void;
  /** The claims that name an identifier, given by `keyOf`, and the unlinks of those. */
  claimsNaming(key: string): Claim[];
  /** The component that an identifier belongs to. */
  componentOf(key: string): Component | undefined;
  putComponent(component: Component): void;
  removeComponent(component: Component): void;
  seat(seat: string): SeatRecord | undefined;
  putSeat(record: SeatRecord): void;
  removeSeat(seat: string): void;
}

/**
 * `known`: the same was claimed before, which changes nothing. `anothers`: the device is another user's [I6]. `full`: a limit
 * keeps the device out and the rest says nothing new, so a storm of devices does not grow the log [I3b].
 */
export type Taken = 'stamped' | 'known' | 'anothers' | 'full';

/** Takes a claim that carries a new, greater stamp. Moves that it makes necessary are started in the seats' records. */
export function takeClaim(store: LedgerStore, claim: LinkClaim): Taken {
  if (store.claim(claim.id)) return 'known';
  const find = (key: string) => store.componentOf(key);
  if (isAnothersDevice(claim, find)) return 'anothers';
  const { replaced, component, kept, dropped } = applyClaim(claim, find);
  const leavesDeviceOut = claim.joins && dropped.some((one) => one.kind === 'device');
  // Of two devices what is left may be the one that came: alone it says nothing.
  const saysNothingNew =
    kept.length < 2 || (replaced.length <= 1 && kept.every((one) => find(keyOf(one)) !== undefined));
  if (leavesDeviceOut && saysNothingNew) return 'full';
  for (const { home } of claim.identifiers) {
    if (home && !store.seat(home.seat)) store.putSeat(newSeat(home.seat, home.person, home.since));
  }
  store.putClaim(claim);
  if (component) exchange(store, replaced, [component], component.identifiers);
  return 'stamped';
}

/** The person that has no room for the claim's device, which is nobody's yet, and would have it with one device fewer. */
export function crowdedBy(store: LedgerStore, claim: LinkClaim): Component | undefined {
  const find = (key: string) => store.componentOf(key);
  if (!claim.joins || store.claim(claim.id) || isAnothersDevice(claim, find)) return undefined;
  const { dropped } = applyClaim(claim, find);
  if (!dropped.some(({ kind, value }) => kind === 'device' && !isBlocked(value))) return undefined;
  const [fresh, ...others] = linkable(claim.identifiers).filter((one) => one.kind === 'device' && !find(keyOf(one)));
  if (!fresh || others.length > 0) return undefined;
  // Of a claim that names two devices the limit may have left out the one that is in it.
  const rest = claim.identifiers.filter((one) => keyOf(one) !== keyOf(fresh));
  const { component } = applyClaim({ ...claim, identifiers: rest }, find);
  if (!component) return undefined;
  const devices = component.identifiers.filter(({ kind }) => kind === 'device');
  const counted = devices.filter(({ retired }) => !retired);
  return counted.length === PER_PERSON.device && devices.length < DEVICES_IN_ALL ? component : undefined;
}

/**
 * Which of a person's devices makes room for another [I3c]: the one that was silent longest, if that is long enough.
 * @param seen when each device, by its id, was last heard of, ms since the epoch; one that is missing is not chosen
 */
export function longestSilent(
  { identifiers }: Component,
  seen: ReadonlyMap<string, number>,
  now: number,
): Identifier | undefined {
  const silentSince = ({ value }: Identifier) => seen.get(value) ?? Infinity;
  const [oldest] = identifiers
    .filter(({ kind, retired }) => kind === 'device' && !retired)
    .sort((a, b) => silentSince(a) - silentSince(b) || (a.value < b.value ? -1 : 1));
  return oldest && now - silentSince(oldest) >= RETIRES_AFTER_MS ? oldest : undefined;
}

/** Undoes a claim: the partition becomes that of the log without it [I4]. False where there is no such claim. */
export function takeUnlink(store: LedgerStore, unlink: UnlinkClaim): boolean {
  const undone = store.claim(unlink.undoes);
  if (undone?.kind !== 'link') return false;
  store.putClaim(unlink);
  refold(store, undone.identifiers.map(keyOf));
  return true;
}

/** A device makes room for another [I3c]. It stays where it is: nothing moves. */
export function takeRetirement(store: LedgerStore, claim: RetireClaim): void {
  const component = store.componentOf(keyOf(claim.device));
  if (!component) return;
  store.putClaim(claim);
  store.putComponent(applyRetirement(component, claim));
}

/**
 * Erases identifiers from the log: claims lose them, and go where nothing is left. The rest is folded again.
 * @param keys by `keyOf`
 */
export function strip(store: LedgerStore, keys: ReadonlySet<string>): void {
  const family = familyOf(store, [...keys]);
  removeComponents(store, family);
  const touched: ClaimIdentifier[] = [];
  for (const claim of family) {
    if (claim.kind === 'retire' && keys.has(keyOf(claim.device))) store.removeClaim(claim.id);
    if (claim.kind !== 'link') continue;
    const rest = claim.identifiers.filter((one) => !keys.has(keyOf(one)));
    touched.push(...rest);
    if (rest.length === claim.identifiers.length) continue;
    for (const { home } of claim.identifiers.filter((one) => keys.has(keyOf(one)))) {
      if (home) store.removeSeat(home.seat);
    }
    // The old id is the digest of what was said in full: said again, it is a new claim.
    const id = `${claim.id}~`;
    store.removeClaim(claim.id);
    if (rest.length > 0) store.putClaim({ ...claim, id, identifiers: rest });
    for (const other of family) {
      if (other.kind !== 'unlink' || other.undoes !== claim.id) continue;
      if (rest.length > 0) store.putClaim({ ...other, undoes: id });
      else store.removeClaim(other.id);
    }
  }
  refold(store, touched.map(keyOf));
}

/** Every claim that shares an identifier with one of the keys, or with such a claim, and so on. */
export function familyOf(store: LedgerStore, keys: readonly string[]): Claim[] {
  const seen = new Set<string>();
  const claims = new Map<string, Claim>();
  const queue = [...keys];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    for (const claim of store.claimsNaming(key)) {
      claims.set(claim.id, claim);
      if (claim.kind === 'link') queue.push(...claim.identifiers.map(keyOf));
    }
  }
  return [...claims.values()];
}

/** Folds again whatever can have been touched by a change of claims that name these identifiers. */
function refold(store: LedgerStore, keys: readonly string[]): void {
  const family = familyOf(store, keys);
  const identifiers = family.flatMap((claim) => (claim.kind === 'link' ? claim.identifiers : []));
  removeComponents(store, family);
  exchange(store, [], partition(family).components, identifiers);
}

function removeComponents(store: LedgerStore, family: readonly Claim[]): void {
  for (const claim of family) {
    for (const one of claim.kind === 'link' ? claim.identifiers : []) {
      const component = store.componentOf(keyOf(one));
      if (component) store.removeComponent(component);
    }
  }
}

/** Writes the components, and where the seats of the given identifiers should live: outside a component, at home. */
function exchange(
  store: LedgerStore,
  gone: readonly Component[],
  components: readonly Component[],
  identifiers: readonly ClaimIdentifier[],
): void {
  for (const component of gone) store.removeComponent(component);
  const wanted = new Map<string, string>();
  for (const { home } of identifiers) if (home) wanted.set(home.seat, home.person);
  for (const component of components) {
    store.putComponent(component);
    for (const { home } of component.identifiers) if (home) wanted.set(home.seat, component.person);
  }
  for (const [seat, person] of wanted) {
    const record = store.seat(seat);
    if (record && record.wanted !== person) store.putSeat(startMove({ ...record, wanted: person }));
  }
}
