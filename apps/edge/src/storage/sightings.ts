/**
 * Which devices were in one network in one hour, for suggestions alone [I9]: kept for 30 days, and only where the shop turned
 * suggestions on. A network is a keyed digest of its address, never the address.
 */

export const SIGHTING_SCHEMA = `
  CREATE TABLE sightings (network TEXT NOT NULL, hour INTEGER NOT NULL, device TEXT NOT NULL, PRIMARY KEY (network, hour, device))
    WITHOUT ROWID;
  CREATE INDEX sightings_device ON sightings (device);
  CREATE INDEX sightings_hour ON sightings (hour);
  CREATE TABLE sighted (device TEXT PRIMARY KEY, language TEXT NOT NULL, place TEXT NOT NULL) WITHOUT ROWID;`;

export const KEPT_HOURS = 30 * 24;
/** A network with more devices in an hour is an office or a carrier: it says nothing. */
const CROWD = 20;

export interface Sighting {
  device: string;
  network: string;
  /** Since the epoch. */
  hour: number;
  language: string;
  place: string;
}

export interface Sighted {
  device: string;
  language: string;
  place: string;
  /** `<network>/<hour>` → how many devices were there. */
  cells: Map<string, number>;
}

export class Sightings {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add({ device, network, hour, language, place }: Sighting): void {
    this.#sql.exec('INSERT OR IGNORE INTO sightings (network, hour, device) VALUES (?, ?, ?)', network, hour, device);
    this.#sql.exec(
      'INSERT OR REPLACE INTO sighted (device, language, place) VALUES (?, ?, ?)',
      device,
      language,
      place,
    );
    const { rowsWritten } = this.#sql.exec('DELETE FROM sightings WHERE hour < ?', hour - KEPT_HOURS);
    // Once an hour: of whom nothing is kept any more, place and language are not either.
    if (rowsWritten > 0) this.#sql.exec('DELETE FROM sighted WHERE device NOT IN (SELECT device FROM sightings)');
  }

  /** Pairs of devices that were seen together, most often first. */
  pairs(limit: number): [string, string][] {
    return this.#sql
      .exec<{ a: string; b: string }>(
        `WITH quiet AS (SELECT network, hour FROM sightings GROUP BY network, hour HAVING COUNT(*) BETWEEN 2 AND ?)
         SELECT a.device AS a, b.device AS b FROM quiet
           JOIN sightings a USING (network, hour) JOIN sightings b USING (network, hour)
          WHERE a.device < b.device GROUP BY a.device, b.device ORDER BY COUNT(*) DESC, a.device, b.device LIMIT ?`,
        CROWD,
        limit,
      )
      .toArray()
      .map(({ a, b }) => [a, b]);
  }

  of(device: string): Sighted {
    const [known] = this.#sql
      .exec<{ language: string; place: string }>('SELECT language, place FROM sighted WHERE device = ?', device)
      .toArray();
    const cells = this.#sql
      .exec<{ cell: string; crowd: number }>(
        `SELECT network || '/' || hour AS cell,
                (SELECT COUNT(*) FROM sightings b WHERE b.network = a.network AND b.hour = a.hour) AS crowd
           FROM sightings a WHERE device = ?`,
        device,
      )
      .toArray();
    return {
      device,
      language: known?.language ?? '',
      place: known?.place ?? '',
      cells: new Map(cells.map(({ cell, crowd }) => [cell, crowd])),
    };
  }

  forget(devices: readonly string[]): void {
    const list = JSON.stringify(devices);
    this.#sql.exec('DELETE FROM sightings WHERE device IN (SELECT value FROM json_each(?))', list);
    this.#sql.exec('DELETE FROM sighted WHERE device IN (SELECT value FROM json_each(?))', list);
  }

  clear(): void {
    this.#sql.exec('DELETE FROM sightings');
    this.#sql.exec('DELETE FROM sighted');
  }
}
