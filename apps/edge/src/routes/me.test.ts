import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import type { QueueMessage } from '@edgewise/core/person/messages';
import type { ErasureReceipt } from '@edgewise/protocol/events';
import { describe, expect, it, vi } from 'vitest';
import { consume } from '../consume.ts';
import type { PersonExport } from '../export-person.ts';
import { directoryOf, ledgerOf, personOf, trainerOf } from '../objects/names.ts';
import { toBase64Url } from '../sealing.ts';
import { asAdmin, ORIGIN, pageRequest, personBatch, send, testEnv, view } from '../testing/client.ts';
import { homeOf, makeIdentitySite, newDevice, people, statusOf, tokenOf } from '../testing/identity.ts';

const WAIT = { timeout: 20_000, interval: 50 };
let count = 0;
async function freshSite(): Promise<{ site: string; secret: string }> {
  const site = `rights-${count++}`;
  return { site, secret: await makeIdentitySite(site) };
}

const meRequest = (method: string, site: string, authorization: string) =>
  new Request(`https://edge.example/v1/me?site=${site}`, { method, headers: { authorization, origin: ORIGIN } });

async function me<T>(method: string, site: string, authorization: string): Promise<T> {
  const response = await send(meRequest(method, site, authorization));
  if (!response.ok) throw new Error(`${method} /v1/me: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function lake(site: string): Promise<{ keys: string[]; lines: Record<string, unknown>[] }> {
  const { objects } = await testEnv.BUCKET.list({ prefix: `${site}/lake/` });
  const texts = await Promise.all(
    objects.map(async ({ key }) => {
      const stored = (await testEnv.BUCKET.get(key))!;
      return new Response(stored.body.pipeThrough(new DecompressionStream('gzip'))).text();
    }),
  );
  const lines = texts.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line));
  return { keys: objects.map(({ key }) => key), lines };
}

const inLake = (site: string, events: number) =>
  vi.waitFor(async () => expect((await lake(site)).lines).toHaveLength(events), WAIT);

/** A device's key pair, and proofs signed with it. */
async function newProver(site: string, device: string) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = (await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])) as CryptoKeyPair;
  const raw = (await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer;
  return {
    proof_key: toBase64Url(new Uint8Array(raw)),
    async proof(method: string, time = Date.now()): Promise<string> {
      const text = new TextEncoder().encode(`${method} /v1/me\n${site}\n${device}\n${time}`);
      const signed = await crypto.subtle.sign({ ...algorithm, hash: 'SHA-256' }, pair.privateKey, text);
      return `Edgewise-Proof ${device}.${time}.${toBase64Url(new Uint8Array(signed))}`;
    },
  };
}

const order = (n: number, transaction_id: string) => ({
  n,
  t: Date.now(),
  name: 'purchase',
  params: {
    transaction_id,
    currency: 'EUR',
    value: 12.5,
    items: [{ item_id: 'sold', price: 12.5 }],
    note: 'for my aunt',
  },
});

describe('GET /v1/me [W14]', () => {
  it('with a verified token exports every joined device, and each of their events', async () => {
    const { site } = await freshSite();
    const [phone, laptop] = [newDevice(site, 'device-phone-0001'), newDevice(site, 'device-laptop-001')];
    await phone.look(['a1']);
    await laptop.look(['b1']);
    for (const device of [phone, laptop]) await device.claim({ token: await tokenOf(site, 'ann') });
    await inLake(site, 2);
    const exported = await me<PersonExport>('GET', site, `Bearer ${await tokenOf(site, 'ann')}`);
    expect(exported.scope).toBe('person');
    expect(exported.devices.map(({ device }) => device)).toEqual(expect.arrayContaining([phone.id, laptop.id]));
    expect(exported.events.map(({ items }) => items[0]!.item).sort()).toEqual(['a1', 'b1']);
    expect(exported).toMatchObject({ events_complete: true, consent: { tier: 'person' } });
    expect(exported.claims).toHaveLength(2);
    const staff = await asAdmin<PersonExport>('GET', `/sites/${site}/people/export?user_id=ann`);
    expect(staff.devices).toEqual(exported.devices);
  });

  it('hands out what is more than one answer, page by page, each event once', async () => {
    const { site } = await freshSite();
    await newDevice(site, 'device-phone-0001').claim({ token: await tokenOf(site, 'ann') }, ['a1']);
    await inLake(site, 1);
    const {
      keys: [key],
      lines: [line],
    } = await lake(site);
    const more = 810;
    await Promise.all(
      Array.from({ length: more }, async (_, i) => {
        const packed = new Blob([`${JSON.stringify({ ...line, n: i + 2 })}\n`]).stream();
        const bytes = await new Response(packed.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
        await testEnv.BUCKET.put(key!.replace(/\.1-1\./, `.${i + 2}-${i + 2}.`), bytes);
      }),
    );
    const bearer = `Bearer ${await tokenOf(site, 'ann')}`;
    const page = async (after: string) => {
      const response = await send(meRequest('GET', `${site}&after=${encodeURIComponent(after)}`, bearer));
      expect(response.status).toBe(200);
      return (await response.json()) as PersonExport;
    };
    const pages = [await page('')];
    expect(pages[0]).toMatchObject({ events_complete: false, events_next: expect.any(String) });
    while (pages.at(-1)!.events_next !== undefined) pages.push(await page(pages.at(-1)!.events_next!));
    expect(pages.at(-1)!.events_complete).toBe(true);
    const told = pages.flatMap(({ events }) => events.map(({ n }) => n)).sort((a, b) => a - b);
    expect(told).toEqual(Array.from({ length: more + 1 }, (_, i) => i + 1));
    expect((await page('\uffff')).events).toEqual([]);
    expect((await send(meRequest('GET', `${site}&after=${'x'.repeat(1_025)}`, bearer))).status).toBe(400);
    const after = encodeURIComponent(pages[0]!.events_next!);
    const staff = await asAdmin<PersonExport>('GET', `/sites/${site}/people/export?user_id=ann&after=${after}`);
    expect(staff.events).toEqual(pages[1]!.events);
  });

  it("with the device's own proof exports that device alone; a copied id, an old or foreign proof exports nothing", async () => {
    const { site } = await freshSite();
    const [phone, laptop] = [newDevice(site, 'device-phone-0001'), newDevice(site, 'device-laptop-001')];
    const prover = await newProver(site, phone.id);
    const thief = await newProver(site, phone.id);
    await phone.look(['a1'], { proof_key: prover.proof_key });
    await phone.look([], { proof_key: thief.proof_key });
    await laptop.look(['b1']);
    for (const device of [phone, laptop]) await device.claim({ token: await tokenOf(site, 'ann') });
    const exported = await me<PersonExport>('GET', site, await prover.proof('GET'));
    expect(exported).toMatchObject({ scope: 'device', claims: [], identifiers: [{ kind: 'device', value: phone.id }] });
    expect(exported.devices.map(({ device }) => device)).toEqual([phone.id]);
    const refused = [
      await thief.proof('GET'),
      await prover.proof('DELETE'),
      await prover.proof('GET', Date.now() - 6 * 60_000),
      (await prover.proof('GET')).replace(phone.id, laptop.id),
      'Bearer no.such.token',
      `Bearer ${await tokenOf('other', 'ann')}`,
      '',
    ];
    for (const authorization of refused) {
      expect((await send(meRequest('GET', site, authorization))).status).toBe(401);
    }
  });

  it('answers the preflight of a listed page, and no other', async () => {
    const { site } = await freshSite();
    const ask = (origin: string) =>
      send(new Request(`https://edge.example/v1/me?site=${site}`, { method: 'OPTIONS', headers: { origin } }));
    const allowed = await ask(ORIGIN);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('DELETE');
    expect((await ask('https://evil.example')).status).toBe(403);
  });
});

describe('DELETE /v1/me [W14]', () => {
  it('empties every store of the person, keeps amounts, and a late replay revives nobody', async () => {
    const { site, secret } = await freshSite();
    const [phone, laptop, other] = ['device-phone-0001', 'device-laptop-001', 'device-other-0001'].map((id) =>
      newDevice(site, id),
    ) as [ReturnType<typeof newDevice>, ReturnType<typeof newDevice>, ReturnType<typeof newDevice>];
    const past = Date.now() - 40 * 60_000;
    const visit = personBatch(site, phone.id, [
      view(1, 'a1', past),
      order(2, 'T-1'),
      { n: 3, t: past, name: 'no good' },
    ]);
    await send(pageRequest('/v1/collect', visit));
    await laptop.look(['b1']);
    await other.look(['o1']);
    const email_sha256 = 'e'.repeat(64);
    const token = await tokenOf(site, 'ann', { email_sha256 });
    await laptop.claim({ token });
    const claimed = await send(pageRequest('/v1/collect', personBatch(site, phone.id, [], { claim: { token } })));
    expect(claimed.status).toBe(200);
    const { joined } = await people(site, 'user_id=ann');
    await runDurableObjectAlarm(personOf(testEnv, site, joined!.person));
    await inLake(site, 4);
    await vi.waitFor(async () => {
      expect((await asAdmin<{ newest: unknown[] }>('GET', `/sites/${site}/rejects`)).newest).toHaveLength(1);
      expect((await trainerOf(testEnv, site).status()).sessions).toBeGreaterThan(0);
    }, WAIT);
    const letter = { v: 1, kind: 'events', site, person: joined!.person, device: phone.id, source: 'browser' };
    const dead = {
      ...letter,
      received: Date.now(),
      language: '',
      refused: [],
      events: [{ n: 9, time: past, name: 'search', items: [], params: {}, searchTerm: 'secret' }],
    };
    await testEnv.BUCKET.put(`${site}/dead/1.json`, JSON.stringify(dead));

    const receipt = await me<ErasureReceipt>('DELETE', site, `Bearer ${token}`);
    console.log(`erasure emptied ${receipt.emptied.map(({ store, count: n }) => `${store}: ${n}`).join(', ')}`);
    expect(receipt.scope).toBe('person');
    expect(Object.fromEntries(receipt.emptied.map((one) => [one.store, one.count]))).toMatchObject({
      person: 3,
      'refused events': 1,
      'dead letters': 1,
      orders: expect.any(Number),
      'event lake': 2,
    });
    expect(receipt.pending.map(({ store }) => store).join()).toMatch(/snapshots.*capsules.*recovery/);

    // Nothing anywhere names the person; the sale is still one of 12.50, and the other device is as it was.
    const { keys, lines } = await lake(site);
    const everything = JSON.stringify([keys, lines]);
    for (const secretWord of [phone.id, laptop.id, joined!.person, 'for my aunt', 'T-1', 'secret']) {
      expect(everything).not.toContain(secretWord);
    }
    expect(lines.filter(({ name }) => name === 'purchase')).toMatchObject([
      { value: 1250, currency: 'EUR', erased: true },
    ]);
    expect(lines.filter(({ device }) => device === other.id)).toHaveLength(1);
    expect(await directoryOf(testEnv, site, 'order', 'T-1').find('order', 'T-1')).toBeNull();
    for (const id of [phone.id, laptop.id])
      expect(await directoryOf(testEnv, site, 'device', id).find('device', id)).toBeNull();
    for (const { places } of joined!.seats) {
      for (const place of places) expect(await personOf(testEnv, site, place).inspect()).toBeNull();
    }
    await runInDurableObject(ledgerOf(testEnv, site), (_, { storage }) => {
      const rows = ['claims', 'claim_names', 'members', 'seats'].flatMap((table) =>
        storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
      );
      expect(rows).toEqual([]);
    });
    expect((await asAdmin<{ newest: unknown[] }>('GET', `/sites/${site}/rejects`)).newest).toEqual([]);
    expect((await trainerOf(testEnv, site).status()).rebuild_due).not.toBeNull();

    // The page replays its outbox, with a route of before: acknowledged, and nobody is made of it.
    const replay = await send(pageRequest('/v1/collect', { ...visit, route: phone.answer.route }));
    expect(await replay.json()).toEqual({ v: 1, ack: 3, reset: true });
    expect(await laptop.look(['b2'])).toEqual({ v: 1, ack: 2, reset: true });
    expect(await laptop.claim({ token })).toMatchObject({ reset: true });
    // So does a message that was in the queue, and the backend's late copy.
    await consume(batchOf([{ ...dead, received: receipt.erased_at - 1 } as QueueMessage]), testEnv);
    expect(JSON.stringify(await lake(site))).not.toContain(phone.id);
    const late = (t: number, key: string) =>
      send(
        new Request('https://edge.example/v1/server/events', {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}`, 'idempotency-key': key },
          body: JSON.stringify({ events: [{ name: 'login', user_id: 'ann', t }] }),
        }),
      );
    expect(await (await late(past, 'late-0001')).json()).toMatchObject({ accepted: 0, refused: [{ index: 0 }] });
    expect(await (await late(Date.now(), 'late-0002')).json()).toMatchObject({ accepted: 1 });
    expect(
      (await send(meRequest('GET', site, await (async () => `Bearer ${await tokenOf(site, 'nobody')}`)()))).status,
    ).toBe(404);

    // The same customer starts from nothing, on a device of a new id.
    const fresh = newDevice(site, 'device-fresh-0001');
    const again = await tokenOf(site, 'ann');
    expect((await fresh.claim({ token: again }, ['f1'])).claim).toEqual({ state: 'joined' });
    expect(await fresh.sees()).toEqual(['f1']);
  });

  it("with the device's own proof forgets that device and leaves the others joined", async () => {
    const { site } = await freshSite();
    const [phone, laptop] = [newDevice(site, 'device-phone-0001'), newDevice(site, 'device-laptop-001')];
    const prover = await newProver(site, laptop.id);
    await phone.look(['a1']);
    await laptop.look(['b1'], { proof_key: prover.proof_key });
    for (const device of [phone, laptop]) await device.claim({ token: await tokenOf(site, 'ann') });
    const receipt = await me<ErasureReceipt>('DELETE', site, await prover.proof('DELETE'));
    expect(receipt.scope).toBe('device');
    await phone.look(['a2']);
    expect(await phone.sees()).toEqual(['a1', 'a2']);
    expect((await laptop.look(['b2'])).reset).toBe(true);
    expect((await people(site, 'user_id=ann')).joined!.identifiers).toEqual([
      { kind: 'user_id', value: 'ann' },
      { kind: 'device', value: phone.id },
    ]);
  });

  it('is finished by the alarm where a store fails, and looks again a little later', async () => {
    const { site } = await freshSite();
    const phone = newDevice(site, 'device-phone-0001');
    await phone.claim({ token: await tokenOf(site, 'ann') }, ['a1']);
    await inLake(site, 1);
    let failures = 0;
    const list = testEnv.BUCKET.list.bind(testEnv.BUCKET);
    const ledger = ledgerOf(testEnv, site);
    await runInDurableObject(ledger, (instance) => {
      const { env } = instance as unknown as { env: typeof testEnv };
      vi.spyOn(env.BUCKET, 'list').mockImplementation(async (options) => {
        if (failures++ === 0) throw new Error('the bucket is away');
        return list(options);
      });
    });
    const receipt = await asAdmin<ErasureReceipt>('POST', `/sites/${site}/people/erase?device=${phone.id}`);
    expect(receipt.pending[0]!.store).toContain('pieces');
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(ledger);
      expect((await lake(site)).lines).toMatchObject([{ erased: true }]);
    }, WAIT);
    vi.restoreAllMocks();
    await runInDurableObject(ledger, (_, { storage }) => {
      expect(storage.sql.exec('SELECT again_due FROM erasures').one().again_due).toBeGreaterThan(Date.now());
      storage.sql.exec('UPDATE erasures SET again_due = 1');
    });
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(ledger);
      const now = await asAdmin<ErasureReceipt>('GET', `/sites/${site}/erasures/${receipt.receipt}`);
      expect(now.pending.map(({ store }) => store).join()).not.toMatch(/pieces|queue/);
    }, WAIT);
    await runInDurableObject(ledger, (_, { storage }) => {
      const rows = storage.sql.exec('SELECT * FROM erasures').toArray();
      expect(JSON.stringify(rows)).not.toContain(phone.id);
      expect(storage.sql.exec('SELECT COUNT(*) AS n FROM erasure_tasks').one().n).toBe(0);
    });
  });
});

/** A queue batch as the platform hands it over. */
function batchOf(messages: QueueMessage[]): MessageBatch<QueueMessage> {
  return {
    queue: 'edgewise-events',
    messages: messages.map((body, i) => ({
      id: String(i),
      timestamp: new Date(),
      body,
      attempts: 1,
      ack() {},
      retry() {},
    })),
    ackAll() {},
    retryAll() {},
  } as unknown as MessageBatch<QueueMessage>;
}

describe('the backend [W13] [W15]', () => {
  const post = (path: string, secret: string, key: string, body: unknown) =>
    send(
      new Request(`https://edge.example${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
    );

  it('a one-time link joins the first device that opens it, and no other', async () => {
    const { site, secret } = await freshSite();
    const phone = newDevice(site, 'device-phone-0001');
    await phone.claim({ token: await tokenOf(site, 'ann') }, ['a1']);
    const { link } = (await (await post('/v1/server/links', secret, 'link-0001', { user_id: 'ann' })).json()) as {
      link: string;
    };
    const [laptop, stranger] = [newDevice(site, 'device-laptop-001'), newDevice(site, 'device-stranger1')];
    expect((await laptop.claim({ link }, ['b1'])).claim).toEqual({ state: 'joined' });
    expect(await laptop.sees()).toEqual(['a1', 'b1']);
    const refused = await stranger.claim({ link }, ['s1']);
    expect(refused.claim).toEqual({ state: 'refused', reason: 'claim: the link was used before' });
    expect(await stranger.sees()).toEqual(['s1']);
    expect((await laptop.claim({ link })).claim).toEqual({ state: 'joined' });
    // A person who never logged in is named by one of their devices.
    const guest = newDevice(site, 'device-guest-0001');
    await guest.look(['g1']);
    const made = await post('/v1/server/links', secret, 'link-0002', { device: guest.id, expires_in: 60 });
    const second = newDevice(site, 'device-guest-0002');
    await second.claim({ link: ((await made.json()) as { link: string }).link }, ['g2']);
    expect(await second.sees()).toEqual(['g1', 'g2']);
    expect((await post('/v1/server/links', secret, 'link-0003', { user_id: 'a', device: guest.id })).status).toBe(400);
  });

  it('identify joins a device to a user, once for each key, and refuses a device that is another user’s', async () => {
    const { site, secret } = await freshSite();
    const phone = newDevice(site, 'device-phone-0001');
    await phone.look(['a1']);
    const body = { user_id: 'ann', device: phone.id, email_sha256: 'e'.repeat(64) };
    expect((await post('/v1/identify', 'sk_nobody', 'id-00001', body)).status).toBe(401);
    expect(await (await post('/v1/identify', secret, 'id-00001', body)).json()).toEqual({ v: 1, state: 'joined' });
    expect(await (await post('/v1/identify', secret, 'id-00001', body)).json()).toEqual({ v: 1, state: 'joined' });
    expect((await people(site, `email_sha256=${body.email_sha256}`)).joined!.claims).toHaveLength(1);
    expect((await post('/v1/identify', secret, 'id-00002', { ...body, user_id: 'bob' })).status).toBe(409);
    expect((await post('/v1/identify', secret, 'id-00003', { email_sha256: body.email_sha256 })).status).toBe(400);
    expect(await statusOf(site, phone.id, {})).toBe(200);
    expect(await homeOf(site, phone.id)).toBeTruthy();
  });

  it('keys rotate with two valid at a time, and no answer shows one again', async () => {
    const { site } = await freshSite();
    const add = (body: object) =>
      asAdmin<{ keys: { id: string }[]; secret?: string }>(
        'POST',
        `/sites/${site}/identity/keys`,
        JSON.stringify(body),
      );
    const made = await add({ alg: 'HS256', id: 'k2' });
    expect(made.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect((await add({ alg: 'HS256', id: 'k3' })).keys.map(({ id }) => id)).toEqual(['k3', 'k2']);
    const shown = JSON.stringify(await asAdmin('GET', `/sites/${site}/identity`));
    expect(shown).not.toContain(made.secret);
    await runInDurableObject(ledgerOf(testEnv, site), (instance) => {
      expect(JSON.stringify(instance.settings())).not.toContain(made.secret);
    });
    await asAdmin('DELETE', `/sites/${site}/identity/keys/k2`);
    expect(
      (await asAdmin<{ keys: { id: string }[] }>('GET', `/sites/${site}/identity`)).keys.map(({ id }) => id),
    ).toEqual(['k3']);
  });
});
