/** The ledger's store in memory, for tests. */
import type { Claim } from './claim.ts';
import { keyOf } from './identifiers.ts';
import type { LedgerStore } from './ledger.ts';
import type { PlainClaim } from './naive-oracle.testkit.ts';
import type { Component } from './partition.ts';
import type { SeatRecord } from './placement.ts';

export class MemoryLedger implements LedgerStore {
  readonly claims = new Map<string, Claim>();
  readonly components = new Map<string, Component>();
  readonly seats = new Map<string, SeatRecord>();

  claim(id: string) {
    return this.claims.get(id);
  }
  putClaim(claim: Claim) {
    this.claims.set(claim.id, claim);
  }
  removeClaim(id: string) {
    this.claims.delete(id);
  }
  claimsNaming(key: string) {
    const naming = [...this.claims.values()].filter((claim) => namesOf(claim).includes(key));
    const ids = new Set(naming.map(({ id }) => id));
    return [...naming, ...[...this.claims.values()].filter((one) => one.kind === 'unlink' && ids.has(one.undoes))];
  }
  componentOf(key: string) {
    return this.components.get(key);
  }
  putComponent(component: Component) {
    for (const one of component.identifiers) this.components.set(keyOf(one), component);
  }
  removeComponent(component: Component) {
    for (const one of component.identifiers) this.components.delete(keyOf(one));
  }
  seat(seat: string) {
    return this.seats.get(seat);
  }
  putSeat(record: SeatRecord) {
    this.seats.set(record.seat, record);
  }
  removeSeat(seat: string) {
    this.seats.delete(seat);
  }
}

const namesOf = (claim: Claim): string[] =>
  claim.kind === 'link' ? claim.identifiers.map(keyOf) : claim.kind === 'retire' ? [keyOf(claim.device)] : [];

/** Claims as the naive oracle reads them. */
export const plain = (claims: readonly Claim[]): PlainClaim[] =>
  claims.map((claim) =>
    claim.kind === 'link'
      ? { id: claim.id, stamp: claim.stamp, joins: claim.joins, names: claim.identifiers.map(keyOf) }
      : claim.kind === 'retire'
        ? { id: claim.id, stamp: claim.stamp, retires: keyOf(claim.device) }
        : { id: claim.id, stamp: claim.stamp, undoes: claim.undoes },
  );
