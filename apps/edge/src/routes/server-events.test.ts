import { runInDurableObject } from 'cloudflare:test';
import type { PersonState } from '@edgewise/core/person/state';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { shopOf } from '../objects/names.ts';
import { forgetSites } from '../site-view.ts';
import { adminRequest, asAdmin, collect, makeSite, personBatch, send, testEnv } from '../testing/client.ts';

const site = 'backend';
const device = 'device-0000-0004';
let secret = '';
beforeAll(async () => {
  secret = await makeSite(site);
});

const request = (events: unknown[], key: string, bearer = secret) =>
  new Request('https://edge.example/v1/server/events', {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': key },
    body: JSON.stringify({ events }),
  });

const purchase = (transaction: string, items = ['a']) => ({
  name: 'purchase',
  params: { transaction_id: transaction, currency: 'EUR', value: 10, items: items.map((item_id) => ({ item_id })) },
});

const person = () => asAdmin<PersonState>('GET', `/sites/${site}/people?device=${device}`);

/** What went to the lake of this order: source and whether it was counted already. */
async function ordersInLake(transaction: string): Promise<{ source: string; duplicate?: true; person: string }[]> {
  const { objects } = await testEnv.BUCKET.list({ prefix: `${site}/lake/` });
  const texts = await Promise.all(
    objects.map(async ({ key }) => {
      const stored = (await testEnv.BUCKET.get(key))!;
      return new Response(stored.body.pipeThrough(new DecompressionStream('gzip'))).text();
    }),
  );
  return texts
    .flatMap((text) => text.trim().split('\n'))
    .map((line) => JSON.parse(line))
    .filter((event) => event.transactionId === transaction);
}
const WAIT = { timeout: 15_000, interval: 50 };

describe('POST /v1/server/events [W10]', () => {
  it('[W10] a key that comes back after its 7 days is of other events, also to somebody who remembers it', async () => {
    const happened = (order: string) => [{ ...purchase(order), user_id: 'a-weekly-customer' }];
    const week = async (order: string) => (await send(request(happened(order), 'the-weekly-export'))).json();
    expect(await week('W1')).toMatchObject({ accepted: 1, repeated: 0 });
    expect(await week('W1')).toMatchObject({ accepted: 1, repeated: 0 });
    const forget = (_: unknown, { storage }: DurableObjectState) =>
      void storage.sql.exec("DELETE FROM deliveries WHERE key = 'the-weekly-export'");
    await runInDurableObject(shopOf(testEnv, site), forget);
    expect(await week('W2')).toMatchObject({ accepted: 1, repeated: 0 });
    // The same events under the same key are the same delivery, whose answer was lost.
    await runInDurableObject(shopOf(testEnv, site), forget);
    expect(await week('W2')).toMatchObject({ accepted: 0, repeated: 1 });
  });

  it('[W24] takes a new secret and the one before, until a third comes or it is removed', async () => {
    const id = 'backend-rotates';
    const first = await makeSite(id);
    const next = async () => (await asAdmin<{ secret: string }>('POST', `/sites/${id}/secret`)).secret;
    let orders = 0;
    const opens = async (given: string) => {
      forgetSites();
      orders++;
      return (await send(request([purchase(`R${orders}`)], `rotate-${orders}`, given))).status === 200;
    };
    const second = await next();
    expect([await opens(first), await opens(second)]).toEqual([true, true]);
    const third = await next();
    expect([await opens(first), await opens(second), await opens(third)]).toEqual([false, true, true]);
    expect((await send(adminRequest('DELETE', `/sites/${id}/secret/former`))).status).toBe(204);
    expect([await opens(second), await opens(third)]).toEqual([false, true]);
    expect((await send(adminRequest('DELETE', `/sites/${id}/secret/former`))).status).toBe(404);
  });

  it("opens to the site's own secret alone", async () => {
    const other = await makeSite('backend-2');
    expect((await send(request([purchase('T0')], 'key-0001', 'sk_backend_short'))).status).toBe(401);
    expect((await send(request([purchase('T0')], 'key-0001', other.replace('backend-2', 'backend')))).status).toBe(401);
    expect((await send(request([purchase('T0')], 'key-0001', ''))).status).toBe(401);
    expect((await send(request([purchase('T0')], 'short'))).status).toBe(400);
  });

  it('a repeated key gets the first answer again and changes nothing', async () => {
    const first = await (await send(request([{ ...purchase('T1'), device }], 'key-0002'))).json();
    const before = await person();
    const again = await (await send(request([{ ...purchase('T1'), device }], 'key-0002'))).json();
    expect(again).toEqual(first);
    expect(await person()).toEqual(before);
    const other = await send(request([{ ...purchase('T1-other'), device }], 'key-0002'));
    expect([other.status, await other.json()]).toMatchObject([422, { error: { code: 'key_used' } }]);
    expect(await (await send(request([{ ...purchase('T1'), device }], 'key-0002'))).json()).toEqual(first);
  });

  it("the browser's order and the backend's copy are one, whichever comes first", async () => {
    const inBrowser = (n: number, transaction: string) =>
      collect(personBatch(site, device, [{ n, t: Date.now(), ...purchase(transaction) }]));
    await inBrowser(1, 'T2');
    await vi.waitFor(async () => expect(await ordersInLake('T2')).toHaveLength(1), WAIT);
    await send(request([{ ...purchase('T2'), user_id: 'u-2' }], 'key-0003'));
    await send(request([{ ...purchase('T3'), user_id: 'u-3' }], 'key-0004'));
    await inBrowser(2, 'T3');
    await inBrowser(3, 'T2');
    await vi.waitFor(async () => {
      expect(await ordersInLake('T2')).toHaveLength(3);
      expect(await ordersInLake('T3')).toHaveLength(2);
    }, WAIT);
    for (const transaction of ['T2', 'T3']) {
      const counted = (await ordersInLake(transaction)).filter(({ duplicate }) => !duplicate);
      expect(counted).toHaveLength(1);
    }
    expect((await person()).contributions.flatMap((c) => c.bought).length).toBeGreaterThan(0);
  });

  it('a bad event is refused by its place, its neighbours land', async () => {
    const response = await send(request([purchase('T9'), { name: 'refund' }], 'key-0005'));
    expect(await response.json()).toMatchObject({ accepted: 1, refused: [{ index: 1 }] });
  });
});
