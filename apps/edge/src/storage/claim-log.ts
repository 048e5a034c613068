/** The ledger's claims, members and seats in an object's SQLite. */
import type { Claim, ClaimIdentifier } from '@edgewise/core/identity/claim';
import { byPriority, type Identifier, keyOf } from '@edgewise/core/identity/identifiers';
import type { LedgerStore } from '@edgewise/core/identity/ledger';
import type { Component } from '@edgewise/core/identity/partition';
import type { SeatRecord } from '@edgewise/core/identity/placement';

export const CLAIM_SCHEMA = `
  CREATE TABLE claims (id TEXT PRIMARY KEY, stamp INTEGER NOT NULL, undoes TEXT, claim TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX claims_undoes ON claims (undoes) WHERE undoes IS NOT NULL;
  CREATE INDEX claims_stamp ON claims (stamp);
  CREATE TABLE claim_names (name TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (name, claim)) WITHOUT ROWID;
  CREATE TABLE members (name TEXT PRIMARY KEY, person TEXT NOT NULL, identifier TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX members_person ON members (person);
  CREATE TABLE seats (seat TEXT PRIMARY KEY, moving INTEGER NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX seats_moving ON seats (moving) WHERE moving = 1;`;

export class ClaimLog implements LedgerStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A stamp greater than every one given. */
  nextStamp(): number {
    return this.#sql.exec<{ stamp: number }>('SELECT COALESCE(MAX(stamp), 0) + 1 AS stamp FROM claims').one().stamp;
  }

  claim(id: string): Claim | undefined {
    return this.#claims('SELECT claim FROM claims WHERE id = ?', id)[0];
  }

  putClaim(claim: Claim): void {
    const undoes = claim.kind === 'unlink' ? claim.undoes : null;
    this.#sql.exec(
      'INSERT OR REPLACE INTO claims (id, stamp, undoes, claim) VALUES (?, ?, ?, ?)',
      claim.id,
      claim.stamp,
      undoes,
      JSON.stringify(claim),
    );
    if (claim.kind === 'unlink') return;
    const names = namesOf(claim.kind === 'retire' ? [claim.device] : claim.identifiers);
    this.#sql.exec(
      'DELETE FROM claim_names WHERE claim = ? AND name NOT IN (SELECT value FROM json_each(?))',
      claim.id,
      names,
    );
    this.#sql.exec(
      'INSERT OR IGNORE INTO claim_names (name, claim) SELECT value, ? FROM json_each(?)',
      claim.id,
      names,
    );
  }

  removeClaim(id: string): void {
    this.#sql.exec('DELETE FROM claims WHERE id = ?', id);
    this.#sql.exec('DELETE FROM claim_names WHERE claim = ?', id);
  }

  claimsNaming(name: string): Claim[] {
    return this.#claims(
      `SELECT claim FROM claims WHERE id IN (SELECT claim FROM claim_names WHERE name = ?1)
       UNION ALL SELECT claim FROM claims WHERE undoes IN (SELECT claim FROM claim_names WHERE name = ?1)`,
      name,
    );
  }

  componentOf(name: string): Component | undefined {
    const rows = this.#sql
      .exec<{ person: string; identifier: string }>(
        'SELECT person, identifier FROM members WHERE person = (SELECT person FROM members WHERE name = ?)',
        name,
      )
      .toArray();
    if (rows.length === 0) return undefined;
    const identifiers = rows.map(({ identifier }) => JSON.parse(identifier) as ClaimIdentifier).sort(byPriority);
    return { person: rows[0]!.person, identifiers };
  }

  putComponent({ person, identifiers }: Component): void {
    for (const one of identifiers) {
      this.#sql.exec(
        'INSERT OR REPLACE INTO members (name, person, identifier) VALUES (?, ?, ?)',
        keyOf(one),
        person,
        JSON.stringify(one),
      );
    }
  }

  removeComponent({ identifiers }: Component): void {
    this.#sql.exec('DELETE FROM members WHERE name IN (SELECT value FROM json_each(?))', namesOf(identifiers));
  }

  seat(seat: string): SeatRecord | undefined {
    const [row] = this.#sql.exec<{ record: string }>('SELECT record FROM seats WHERE seat = ?', seat).toArray();
    return row && (JSON.parse(row.record) as SeatRecord);
  }

  putSeat(record: SeatRecord): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO seats (seat, moving, record) VALUES (?, ?, ?)',
      record.seat,
      record.move ? 1 : 0,
      JSON.stringify(record),
    );
  }

  removeSeat(seat: string): void {
    this.#sql.exec('DELETE FROM seats WHERE seat = ?', seat);
  }

  /** Seats with a move under way. */
  moving(limit: number): SeatRecord[] {
    return this.#sql
      .exec<{ record: string }>('SELECT record FROM seats WHERE moving = 1 LIMIT ?', limit)
      .toArray()
      .map(({ record }) => JSON.parse(record) as SeatRecord);
  }

  counts(): { claims: number; members: number; moving: number } {
    return this.#sql
      .exec<{ claims: number; members: number; moving: number }>(
        `SELECT (SELECT COUNT(*) FROM claims) AS claims, (SELECT COUNT(*) FROM members) AS members,
                (SELECT COUNT(*) FROM seats WHERE moving = 1) AS moving`,
      )
      .one();
  }

  #claims(query: string, name: string): Claim[] {
    return this.#sql
      .exec<{ claim: string }>(query, name)
      .toArray()
      .map(({ claim }) => JSON.parse(claim) as Claim);
  }
}

const namesOf = (identifiers: readonly Identifier[]): string => JSON.stringify(identifiers.map(keyOf));
