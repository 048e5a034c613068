/**
 * The site's database: one, with one store, because one transaction has to cover all. Events are under
 * their numbers, everything else under a name, so an event is added without touching another one [S4].
 */
import { promisifyRequest } from 'idb-keyval';
import { permitsHistory } from './consent.ts';
import { fault } from './report.ts';
import { storageName } from './settings.ts';

const STORE = 'kv';

let opening: Promise<IDBDatabase> | undefined;
/** What waits for answers of the database. */
const waiting = new Set<IDBTransaction>();

function disconnect(): void {
  opening?.then((db) => db.close(), fault);
  opening = undefined;
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(storageName());
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return promisifyRequest(request);
}

/**
 * Runs `body` in one transaction, and settles when that is over. `body` may await requests of the transaction and
 * nothing else, and may be run again: browsers close connections by themselves, so the first failure is answered with a
 * fresh one.
 * @throws where there is no IndexedDB, where it does not work or not in time, and below tier `device`
 */
export async function transact<T>(body: (store: IDBObjectStore) => Promise<T>, again = true): Promise<T> {
  // To open it would already leave a database behind.
  if (!permitsHistory()) throw new Error('consent');
  let transaction: IDBTransaction | undefined;
  let isCommitted = false;
  let result: T;
  opening ??= open();
  const mine = opening;
  const run = async (): Promise<T> => {
    const db = await mine;
    // Erased while it was being opened, or given up: this is the old one.
    if (opening !== mine) throw new Error('consent');
    // Another tab erases it: a connection that stays open would make it wait for ever. Some browsers close it themselves.
    db.onversionchange = db.onclose = disconnect;
    transaction = db.transaction(STORE, 'readwrite');
    // Two interruptions in one moment are no reason to give the database up.
    if (again) waiting.add(transaction);
    result = await body(transaction.objectStore(STORE));
    // In the same task as the last request. Chromium drops it all the same where the page dies within milliseconds.
    transaction.commit?.();
    isCommitted = true;
    waiting.delete(transaction);
    await promisifyRequest(transaction);
    return result;
  };
  try {
    return await new Promise<T>((done, fail) => {
      // A browser may never answer: then the page goes on without. The error is made when it is needed: its stack costs time.
      // What is committed is not done again, however long the disk takes: its events would be numbered twice.
      setTimeout(() => (isCommitted ? done(result) : fail(new Error('database'))), 10_000);
      run().then(done, fail);
    });
  } catch (error) {
    try {
      // What was too slow must not go on behind the next attempt, and give a device an id that a dying page never stores.
      transaction?.abort();
    } catch {
      // It is over already.
    }
    // Somebody else's fresh connection stays.
    if (opening === mine) disconnect();
    if (again) return transact(body, false);
    throw error;
  } finally {
    waiting.delete(transaction!);
  }
}

/** What is on its way into the database begins again, after what is asked for next. */
export function interrupt(): void {
  for (const transaction of waiting) {
    try {
      transaction.abort();
    } catch {
      // It is over, and whoever began it has not heard so yet.
    }
  }
  disconnect();
}

/** Leaves no database behind, not even an empty one. What was on its way into it begins again with a new one. */
export function eraseDatabase(): void {
  interrupt();
  indexedDB.deleteDatabase(storageName());
}
