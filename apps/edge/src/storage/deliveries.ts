/** Answers by idempotency key, kept for 7 days [W10]. */
const KEPT_MS = 7 * 86_400_000;

export class Deliveries {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The answer that this idempotency key got before, or null. */
  recall(key: string): string | null {
    const [row] = this.#sql.exec<{ answer: string }>('SELECT answer FROM deliveries WHERE key = ?', key).toArray();
    return row?.answer ?? null;
  }

  remember(key: string, answer: string, now: number): void {
    this.#sql.exec('INSERT OR IGNORE INTO deliveries (key, answer, at) VALUES (?, ?, ?)', key, answer, now);
    this.#sql.exec('DELETE FROM deliveries WHERE at < ?', now - KEPT_MS);
  }

  forget(key: string): void {
    this.#sql.exec('DELETE FROM deliveries WHERE key = ?', key);
  }
}
