/**
 * The site's database: one, with one store, because that is all a custom store of idb-keyval can be. Events are under
 * their numbers, everything else under names, so an event is added without touching another one [S4].
 */
import { createStore, type UseStore } from 'idb-keyval';
import { permitsHistory } from './consent.ts';
import { storageName } from './settings.ts';

let use: UseStore | undefined;
let connection: IDBDatabase | undefined;

function disconnect(): void {
  connection?.close();
  use = connection = undefined;
}

/**
 * Runs `body` in one transaction. It may await requests of that transaction and nothing else, and may be run again:
 * browsers close connections by themselves, so the first failure is answered with a fresh one.
 * @throws where there is no IndexedDB, where it does not work, and below tier `device`
 */
export async function transact<T>(
  mode: IDBTransactionMode,
  body: (store: IDBObjectStore) => T | Promise<T>,
): Promise<T> {
  const attempt = async (): Promise<T> => {
    // Asked before opening, because that alone would leave a database behind, and again once it is open.
    const permitted = () => {
      if (!permitsHistory()) throw new Error('consent');
    };
    permitted();
    use ??= createStore(storageName(), 'kv');
    return use(mode, async (store) => {
      permitted();
      connection = store.transaction.db;
      // Another tab erases it: a connection that stays open would make it wait for ever.
      connection.onversionchange = disconnect;
      return body(store);
    });
  };
  try {
    return await attempt();
  } catch {
    use = undefined;
    return attempt();
  }
}

/** Leaves no database behind, not even an empty one. */
export function eraseDatabase(): void {
  disconnect();
  indexedDB.deleteDatabase(storageName());
}
