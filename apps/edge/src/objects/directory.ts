/**
 * Directory: identifier → person, one shard of a site's. It stamps an identifier once, when it first accepts it.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../bindings.ts';
import { toBase64Url } from '../sealing.ts';
import { migrate } from '../storage/migrate.ts';

const SCHEMA = [
  `CREATE TABLE identifiers (
     kind TEXT NOT NULL, value TEXT NOT NULL, person TEXT NOT NULL, stamped INTEGER NOT NULL,
     PRIMARY KEY (kind, value)
   ) WITHOUT ROWID`,
];

export type IdentifierKind = 'device' | 'user_id' | 'order';

export class Directory extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
  }

  /** The identifier's person. One that is new belongs to `person`, or to a new person where none is given. */
  resolve(kind: IdentifierKind, value: string, person?: string): { person: string; created: boolean } {
    const [known] = this.#sql
      .exec<{ person: string }>('SELECT person FROM identifiers WHERE kind = ? AND value = ?', kind, value)
      .toArray();
    if (known) return { person: known.person, created: false };
    const owner = person ?? toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    this.#sql.exec(
      'INSERT INTO identifiers (kind, value, person, stamped) VALUES (?, ?, ?, ?)',
      kind,
      value,
      owner,
      Date.now(),
    );
    return { person: owner, created: true };
  }

  /** The identifier's person, or null where nobody claimed it. */
  find(kind: IdentifierKind, value: string): string | null {
    const [known] = this.#sql
      .exec<{ person: string }>('SELECT person FROM identifiers WHERE kind = ? AND value = ?', kind, value)
      .toArray();
    return known?.person ?? null;
  }
}
