/** Schema of an object's SQLite as an append-only list of steps. A step that has been released is never changed. */

/** The part of a Durable Object's storage that migrations need. */
export interface MigratableStorage {
  sql: { exec(query: string, ...bindings: unknown[]): { toArray(): Record<string, unknown>[] } };
  transactionSync<T>(closure: () => T): T;
}

/** Brings the storage to the newest step. Each runs once, in order, in one transaction with its note. */
export function migrate(storage: MigratableStorage, steps: readonly string[]): void {
  storage.sql.exec('CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)');
  const [row] = storage.sql.exec('SELECT COALESCE(MAX(step), 0) AS step FROM migrations').toArray();
  const done = Number(row?.step ?? 0);
  if (done > steps.length) {
    throw new Error(`storage: is at step ${done}, this release knows ${steps.length}; deploy the newer release again`);
  }
  for (let step = done + 1; step <= steps.length; step++) {
    storage.transactionSync(() => {
      storage.sql.exec(steps[step - 1]!);
      storage.sql.exec('INSERT INTO migrations (step) VALUES (?)', step);
    });
  }
}
