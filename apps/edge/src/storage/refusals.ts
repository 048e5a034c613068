/** Refused events, kept for 7 days and shown to the shop [W6]. */
import type { Refusal } from '@edgewise/protocol/parse';

const DAY_MS = 86_400_000;
export const REJECTS_KEPT_MS = 7 * DAY_MS;
const REJECTS_SHOWN = 200;
const REJECTS_KEPT = 10_000;
/** Stands for an event that carried no usable number. */
const NO_NUMBER = -1;

export class Refusals {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(rejects: (Refusal & { device: string })[], now: number): void {
    for (const { device, n, reason, event } of rejects) {
      this.#sql.exec(
        'INSERT OR IGNORE INTO rejects (at, device, n, reason, event) VALUES (?, ?, ?, ?, ?)',
        now,
        device,
        n ?? NO_NUMBER,
        reason,
        event,
      );
    }
    this.#sql.exec(
      'DELETE FROM rejects WHERE at < ? OR id <= (SELECT MAX(id) FROM rejects) - ?',
      now - REJECTS_KEPT_MS,
      REJECTS_KEPT,
    );
  }

  /** Forgets the refused events of these devices. @returns how many there were */
  erase(devices: readonly string[]): number {
    return this.#sql.exec(
      'DELETE FROM rejects WHERE device IN (SELECT value FROM json_each(?))',
      JSON.stringify(devices),
    ).rowsWritten;
  }

  /** The newest refused events, and how many there are by reason. */
  newest(now: number) {
    const since = now - REJECTS_KEPT_MS;
    return {
      by_reason: this.#sql
        .exec<{ reason: string; count: number }>(
          'SELECT reason, COUNT(*) AS count FROM rejects WHERE at >= ? GROUP BY reason ORDER BY count DESC LIMIT 50',
          since,
        )
        .toArray(),
      newest: this.#sql
        .exec<{ at: number; device: string; n: number | null; reason: string; event: string }>(
          'SELECT at, device, NULLIF(n, -1) AS n, reason, event FROM rejects WHERE at >= ? ORDER BY id DESC LIMIT ?',
          since,
          REJECTS_SHOWN,
        )
        .toArray(),
    };
  }
}
