/** One-time links that were used, until they are over: rows of a site's Ledger (table `used_links`). */

/** Who may present the link, and until when, ms since the epoch. */
export interface OnceLink {
  nonce: string;
  device: string;
  expires: number;
}

export class UsedLinks {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Whether this device may use the link: it is the first, or the one that was. */
  use({ nonce, device, expires }: OnceLink): boolean {
    this.#sql.exec('DELETE FROM used_links WHERE expires < ?', Date.now());
    this.#sql.exec(
      'INSERT OR IGNORE INTO used_links (nonce, device, expires) VALUES (?, ?, ?)',
      nonce,
      device,
      expires,
    );
    return (
      this.#sql.exec('SELECT 1 FROM used_links WHERE nonce = ? AND device = ?', nonce, device).toArray().length > 0
    );
  }

  /** It may be used again, by whoever presents it first. */
  giveBack({ nonce }: OnceLink): void {
    this.#sql.exec('DELETE FROM used_links WHERE nonce = ?', nonce);
  }
}
