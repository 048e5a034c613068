/** A site's identity settings and keys: one row of its Ledger (table `settings`). */
import { DEFAULT_IDENTITY, type IdentityKey, type IdentitySettings, KEYS_AT_ONCE } from '../identity-settings.ts';

export class IdentitySettingsRow {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): IdentitySettings {
    const [row] = this.#sql.exec<{ settings: string }>('SELECT settings FROM settings').toArray();
    return { ...DEFAULT_IDENTITY, ...(row && (JSON.parse(row.settings) as Partial<IdentitySettings>)) };
  }

  change(patch: Partial<Omit<IdentitySettings, 'keys'>>): IdentitySettings {
    return this.#put({ ...this.read(), ...patch });
  }

  /** The newest two are valid [I2]: a third pushes the oldest out. One of the same id is replaced. */
  addKey(key: IdentityKey): IdentitySettings {
    const settings = this.read();
    const others = settings.keys.filter(({ id }) => id !== key.id);
    return this.#put({ ...settings, keys: [key, ...others].slice(0, KEYS_AT_ONCE) });
  }

  removeKey(id: string): IdentitySettings {
    const settings = this.read();
    return this.#put({ ...settings, keys: settings.keys.filter((key) => key.id !== id) });
  }

  #put(settings: IdentitySettings): IdentitySettings {
    this.#sql.exec('INSERT OR REPLACE INTO settings (id, settings) VALUES (1, ?)', JSON.stringify(settings));
    return settings;
  }
}
