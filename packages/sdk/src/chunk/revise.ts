/** Changes of the device's record, and of what stands beside it, from a part that comes apart. */
import type { DeviceRecord } from '../outbox.ts';
import type { Script } from '../script.ts';

export type Change = (record: DeviceRecord, store: IDBObjectStore) => DeviceRecord | Promise<DeviceRecord>;

/**
 * In one transaction; what `change` returns is the record from then on, and the script reads it before it does anything.
 * @throws where there is no database: such a page is a device of its own, and never anybody's
 */
export function revise(script: Script, change: Change): Promise<void> {
  return script._transact(async (store) => {
    const record = await script._readRecord(store);
    if (script._envelope().consent.tier === 'person') store.put(await change(record, store), 'device');
  });
}
