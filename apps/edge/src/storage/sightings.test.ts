import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../objects/names.ts';
import { freshSite, testEnv } from '../testing/client.ts';
import { KEPT_HOURS, Sightings } from './sightings.ts';

describe('sightings', () => {
  it('[I9] end after 30 days, and what a device said of itself with the last of them', () =>
    runInDurableObject(ledgerOf(testEnv, freshSite('sightings')), (_, { storage }) => {
      const sightings = new Sightings(storage.sql);
      const see = (device: string, hour: number) =>
        sightings.add({ device, network: 'a-network', hour, language: 'ro', place: 'RO/Cluj' });
      const kept = () => storage.sql.exec('SELECT device FROM sighted ORDER BY device').toArray();
      see('a-device-that-left', 1_000);
      see('a-device-that-stays', 1_000);
      see('a-device-that-stays', 1_500);
      see('another', 1_000 + KEPT_HOURS);
      expect(kept()).toHaveLength(3);
      see('another', 1_001 + KEPT_HOURS);
      expect(kept()).toEqual([{ device: 'a-device-that-stays' }, { device: 'another' }]);
      expect(sightings.of('a-device-that-left')).toMatchObject({ language: '', place: '' });
    }));
});
