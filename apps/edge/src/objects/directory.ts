/**
 * Directory: identifier → the person it was first seen as, one shard of a site's. That home never changes; where the
 * identifier lives by now, its home's pointers say (core's identity/SPEC.md, I5). It also keeps what erasure left: digests of
 * identifiers and when, so that nothing older comes back.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../bindings.ts';
import { sha256Hex } from '../http.ts';
import { toBase64Url } from '../sealing.ts';
import { migrate } from '../storage/migrate.ts';

const SCHEMA = [
  `CREATE TABLE identifiers (
     kind TEXT NOT NULL, value TEXT NOT NULL, person TEXT NOT NULL, stamped INTEGER NOT NULL,
     PRIMARY KEY (kind, value)
   ) WITHOUT ROWID`,
  'ALTER TABLE identifiers ADD COLUMN seat TEXT',
  'CREATE INDEX identifiers_seat ON identifiers (seat) WHERE seat IS NOT NULL',
  'CREATE TABLE tombstones (digest TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID',
];

export type HomeKind = 'device' | 'user_id' | 'order';

export interface FoundHome {
  person: string;
  /** Of an order: the seat that made it. */
  seat: string | null;
  /** First contact, ms since the epoch. */
  since: number;
  created: boolean;
  /** The identifier was erased then, ms since the epoch: nothing older counts. */
  erased: number | null;
}

type Row = { person: string; seat: string | null; stamped: number };

export class Directory extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
  }

  /**
   * The identifier's home. One that is new belongs to `owner`, or to a new person where none is given. A device that was
   * erased gets no home again: its id is over.
   */
  async resolve(kind: HomeKind, value: string, owner?: { person?: string; seat: string }): Promise<FoundHome | null> {
    const known = this.#row(kind, value);
    // A device's id is over once it is erased, so a known one never was; a user may come back.
    if (known && kind !== 'user_id') return { ...known, since: known.stamped, created: false, erased: null };
    const erased = this.#erasedAt(await sha256Hex(`${kind}:${value}`));
    if (erased !== null && kind === 'device') return null;
    const { rowsWritten } = this.#sql.exec(
      'INSERT OR IGNORE INTO identifiers (kind, value, person, stamped, seat) VALUES (?, ?, ?, ?, ?)',
      kind,
      value,
      owner?.person ?? toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
      Date.now(),
      owner?.seat ?? null,
    );
    // Who was here before, or asked while the digest was made, stays.
    const row = this.#row(kind, value)!;
    return { person: row.person, seat: row.seat, since: row.stamped, created: rowsWritten > 0, erased };
  }

  /** The identifier's home, or null where nobody was ever seen by it. */
  find(kind: HomeKind, value: string): { person: string; seat: string | null } | null {
    return this.#row(kind, value) ?? null;
  }

  /** Forgets identifiers of this shard; their digests stay, but for orders. @returns how many there were */
  async forget(identifiers: readonly { kind: HomeKind; value: string }[], at: number): Promise<number> {
    let forgotten = 0;
    for (const { kind, value } of identifiers) {
      const digest = await sha256Hex(`${kind}:${value}`);
      forgotten += this.#sql.exec('DELETE FROM identifiers WHERE kind = ? AND value = ?', kind, value).rowsWritten;
      if (kind === 'order') continue;
      this.#sql.exec('INSERT OR REPLACE INTO tombstones (digest, at) VALUES (?, ?)', digest, at);
    }
    return forgotten;
  }

  /** Forgets the orders that these seats made, in this shard. @returns how many there were */
  forgetOrders(seats: readonly string[]): number {
    return this.#sql.exec(
      "DELETE FROM identifiers WHERE seat IN (SELECT value FROM json_each(?)) AND kind = 'order'",
      JSON.stringify(seats),
    ).rowsWritten;
  }

  #row(kind: HomeKind, value: string): Row | undefined {
    const [row] = this.#sql
      .exec<Row>('SELECT person, seat, stamped FROM identifiers WHERE kind = ? AND value = ?', kind, value)
      .toArray();
    return row;
  }

  #erasedAt(digest: string): number | null {
    const [row] = this.#sql.exec<{ at: number }>('SELECT at FROM tombstones WHERE digest = ?', digest).toArray();
    return row?.at ?? null;
  }
}
