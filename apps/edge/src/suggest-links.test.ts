import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { forgetSites } from './site-view.ts';
import type { Suggestion } from './suggest-links.ts';
import { adminRequest, asAdmin, pageRequest, personBatch, send, view } from './testing/client.ts';
import { ledger, makeIdentitySite, newDevice, tokenOf } from './testing/identity.ts';

const [phone, laptop, stranger] = ['device-phone-0001', 'device-laptop-001', 'device-stranger1'];

async function look(site: string, device: string, address: string, items: string[]): Promise<void> {
  const events = items.map((item, i) => view(i + 1, item));
  const request = pageRequest(
    '/v1/collect',
    personBatch(site, device, events, { context: { page_location: '', language: 'ro' } }),
  );
  request.headers.set('cf-connecting-ip', address);
  expect((await send(request)).status).toBe(200);
}

const sightings = (site: string) =>
  runInDurableObject(ledger(site), (_, { storage }) => storage.sql.exec('SELECT * FROM sightings').toArray());
const suggestions = async (site: string) =>
  (await asAdmin<{ suggestions: Suggestion[] }>('GET', `/sites/${site}/people/suggestions`)).suggestions;

describe('[I9] suggestions', () => {
  it('are off unless the shop turns them on: nothing is noted, nothing is shown', async () => {
    const site = 'suggest-off';
    await makeIdentitySite(site);
    await look(site, phone, '203.0.113.7', ['a']);
    expect(await sightings(site)).toEqual([]);
    expect((await send(adminRequest('GET', `/sites/${site}/people/suggestions`))).status).toBe(409);
  });

  it('show two devices of one home with the same rare tastes, with reasons; join nobody; end with a log-in, or when turned off', async () => {
    const site = 'suggest-on';
    await makeIdentitySite(site);
    await asAdmin('PATCH', `/sites/${site}/identity`, JSON.stringify({ suggestions: true }));
    forgetSites();
    await look(site, phone, '203.0.113.7', ['p1', 'p2', 'p3']);
    await look(site, laptop, '203.0.113.7', ['p1', 'x', 'p2', 'p3']);
    await look(site, stranger, '203.0.113.7', ['other']);
    const [first, ...more] = await suggestions(site);
    expect(more).toEqual([]);
    expect(first!.devices.sort()).toEqual([laptop, phone].sort());
    expect(first!.probability).toBeGreaterThan(0.9);
    expect(first!.because.join()).toContain('same network');
    expect(JSON.stringify(await sightings(site))).not.toContain('203.0.113');
    expect(await ledger(site).counts()).toMatchObject({ claims: 0, members: 0 });

    for (const id of [phone, laptop]) await newDevice(site, id).claim({ token: await tokenOf(site, 'ann') });
    expect(await suggestions(site)).toEqual([]);
    await asAdmin('PATCH', `/sites/${site}/identity`, JSON.stringify({ suggestions: false }));
    expect(await sightings(site)).toEqual([]);
  });
});
