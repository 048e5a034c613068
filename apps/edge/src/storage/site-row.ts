/** A site's settings and the digests of its backend's secrets: the one row of table `site`. */
import type { SiteSettings } from '../shop-view.ts';

export class SiteRow {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Null where the site is not made yet. The newest secret is first. */
  read(): { settings: SiteSettings; secretHashes: string[] } | null {
    const [row] = this.#sql
      .exec<{ settings: string; secret_hash: string; former_secret_hash: string | null }>('SELECT * FROM site')
      .toArray();
    if (!row) return null;
    return {
      settings: JSON.parse(row.settings) as SiteSettings,
      secretHashes: [row.secret_hash, row.former_secret_hash].filter((hash) => hash !== null),
    };
  }

  make(settings: SiteSettings, secretHash: string): void {
    this.#sql.exec(
      'INSERT INTO site (id, settings, secret_hash) VALUES (1, ?, ?)',
      JSON.stringify(settings),
      secretHash,
    );
  }

  /** The settings of the next revision. */
  put(settings: SiteSettings): SiteSettings {
    const next = { ...settings, revision: settings.revision + 1 };
    this.#sql.exec('UPDATE site SET settings = ?', JSON.stringify(next));
    return next;
  }

  /** The one before stays valid. */
  changeSecret(hash: string): void {
    this.#sql.exec('UPDATE site SET former_secret_hash = secret_hash, secret_hash = ?', hash);
  }

  removeFormerSecret(): void {
    this.#sql.exec('UPDATE site SET former_secret_hash = NULL');
  }
}
