/** What was done to a site, by whom and why [A10]. */
import type { By, LogLine } from '../access/log.ts';

const DAY_MS = 86_400_000;
export const AUDIT_KEPT_MS = 3 * 366 * DAY_MS;
const AUDIT_SHOWN = 200;

export class ShopLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a line. Never personal data. Without `by` it is the worker itself, or a shopper. */
  note(what: string, detail: unknown, by?: By): void {
    const now = Date.now();
    this.#sql.exec(
      'INSERT INTO audit (at, what, detail, who, why) VALUES (?, ?, ?, ?, ?)',
      now,
      what,
      JSON.stringify(detail),
      by?.who ?? null,
      by?.why ?? null,
    );
    this.#sql.exec('DELETE FROM audit WHERE at < ?', now - AUDIT_KEPT_MS);
  }

  /** Newest first. @param about what the lines' `what` begins with @param before a line's id: those before it */
  lines(about = '', before = Number.MAX_SAFE_INTEGER): LogLine[] {
    return this.#sql
      .exec<{ id: number; at: number; who: string | null; why: string | null; what: string; detail: string }>(
        `SELECT id, at, who, why, what, detail FROM audit WHERE id < ? AND substr(what, 1, ?) = ?
          ORDER BY id DESC LIMIT ?`,
        before,
        about.length,
        about,
        AUDIT_SHOWN,
      )
      .toArray();
  }
}
