/**
 * The site's database: one, with one store, because that is all a custom store of idb-keyval can be. Events are under
 * their numbers, everything else under a name, so an event is added without touching another one [S4].
 */
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { permitsHistory } from './consent.ts';
import { storageName } from './settings.ts';

let use: UseStore | undefined;
let connection: IDBDatabase | undefined;
/** Transactions that wait for answers of the database. */
const waiting = new Set<IDBTransaction>();

function disconnect(): void {
  connection?.close();
  use = connection = undefined;
}

/**
 * Runs `body` in one transaction, and settles when that is over. `body` may await requests of the transaction and
 * nothing else, and may be run again: browsers close connections by themselves, so the first failure is answered with a
 * fresh one.
 * @throws where there is no IndexedDB, where it does not work, and below tier `device`
 */
export async function transact<T>(body: (store: IDBObjectStore) => Promise<T>, again = true): Promise<T> {
  // To open it would already leave a database behind.
  if (!permitsHistory()) throw new Error('consent');
  try {
    use ??= createStore(storageName(), 'kv');
    const mine = use;
    return await mine('readwrite', async (store) => {
      const { transaction } = store;
      // Erased while it was being opened: this is the old one.
      if (use !== mine) transaction.db.close();
      else connection = transaction.db;
      if (use !== mine || !connection) throw new Error('erased');
      // Another tab erases it: a connection that stays open would make it wait for ever.
      connection.onversionchange = disconnect;
      waiting.add(transaction);
      const result = await body(store).finally(() => waiting.delete(transaction));
      // In the same task as the last request: from here on it is done even when the page dies.
      transaction.commit?.();
      await promisifyRequest(transaction);
      return result;
    });
  } catch (error) {
    use = undefined;
    if (again) return transact(body, false);
    throw error;
  }
}

/** Makes way for a last write: a page that dies takes its waiting transactions along, and all that queue behind them. */
export function abortWaiting(): void {
  for (const transaction of waiting) transaction.abort();
}

/** Leaves no database behind, not even an empty one. What was on its way into it begins again with a new one. */
export function eraseDatabase(): void {
  abortWaiting();
  disconnect();
  indexedDB.deleteDatabase(storageName());
}
