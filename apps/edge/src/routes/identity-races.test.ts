/** Claims, moves, exports and erasures of one person, all at once, over HTTP. What each may end in; never in between. */
import { runInDurableObject } from 'cloudflare:test';
import type { CollectAnswer, PersonExport } from '@edgewise/protocol/events';
import { expect, it, vi } from 'vitest';
import { directoryOf, ledgerOf, personOf } from '../objects/names.ts';
import { ORIGIN, pageRequest, personBatch, send, testEnv, view } from '../testing/client.ts';
import { type Device, devicesOf, makeIdentitySite, newDevice, people, tokenOf } from '../testing/identity.ts';

const WAIT = { timeout: 30_000, interval: 50 };
let count = 0;
async function freshSite(): Promise<string> {
  const site = `race-${count++}`;
  await makeIdentitySite(site);
  return site;
}

let devices = 0;
const anyDevice = (site: string) => newDevice(site, `device-race-${String(devices++).padStart(6, '0')}`);

/** A page that is told to wait sends again, as the SDK does. */
async function insist(site: string, body: object): Promise<CollectAnswer> {
  return vi.waitFor(async () => {
    const response = await send(pageRequest('/v1/collect', body));
    const text = await response.text();
    expect(response.status, `${site}: ${text}`).toBe(200);
    return JSON.parse(text) as CollectAnswer;
  }, WAIT);
}

/** Seconds since the epoch: a token of the second in which somebody was erased may be of after it. */
const earlier = () => Math.floor(Date.now() / 1000) - 5;

const me = (method: string, site: string, token: string) =>
  send(
    new Request(`https://edge.example/v1/me?site=${site}`, {
      method,
      headers: { authorization: `Bearer ${token}`, origin: ORIGIN },
    }),
  );

/** Nothing is under way any more: no move, no piece of an erasure. What a request left, the ledger's own alarm finishes. */
const settled = (site: string) =>
  vi.waitFor(async () => {
    await runInDurableObject(ledgerOf(testEnv, site), (_, { storage }) => {
      const left = (table: string, where: string) =>
        storage.sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`).one().n;
      expect([left('seats', "record ->> '$.move' IS NOT NULL"), left('erasure_tasks', 'TRUE')]).toEqual([0, 0]);
    });
  }, WAIT);

it('[I8] [I5] the hosts of a browser that take each other’s mark in the same moment become one person, each event once', async () => {
  const site = await freshSite();
  const hosts = [anyDevice(site), anyDevice(site), anyDevice(site)] as const;
  const marks: string[] = [];
  for (const [i, host] of hosts.entries()) {
    marks.push((await host.look([`h${i}`], { hand_off: 'browser' })).browser!);
  }
  const [www, pay, blog] = hosts;
  const take = async ({ id }: Device, browser: string) =>
    (await insist(site, personBatch(site, id, [], { claim: { browser } }))).claim?.state;
  const [of0, of1] = marks as [string, string];
  expect(await Promise.all([take(www, of1), take(pay, of0), take(www, of1), take(pay, of0)])).toEqual(
    Array(4).fill('joined'),
  );
  expect(await Promise.all([take(blog, of0), take(blog, of0)])).toEqual(['joined', 'joined']);
  await settled(site);
  const found = await people(site, `device=${www.id}`);
  expect(devicesOf(found)).toEqual(hosts.map(({ id }) => id).sort());
  expect(found.joined!.claims).toHaveLength(2);
  for (const host of hosts) {
    await host.look([]);
    expect(await host.sees()).toEqual(['h0', 'h1', 'h2']);
  }
});

it('[W17] [I8] a mark that is taken while its device is withdrawn joins nobody to what was withdrawn', async () => {
  const site = await freshSite();
  const [www, pay] = [anyDevice(site), anyDevice(site)];
  const { browser } = await www.look(['a1'], { hand_off: 'browser' });
  await pay.look(['b1']);
  const { route } = pay.answer;
  await Promise.all([
    insist(site, personBatch(site, pay.id, [], { ...(route && { route }), claim: { browser: browser! } })),
    insist(site, personBatch(site, www.id, [], { withdrawn: 'device' })),
  ]);
  await settled(site);
  await pay.look(['b2']);
  expect(await pay.sees()).toEqual(['b1', 'b2']);
  expect(await directoryOf(testEnv, site, 'device', www.id).find('device', www.id)).toBeNull();
  await expect(people(site, `device=${www.id}`)).rejects.toThrow('404');
});

it('[W14] [I5] log-ins, an erasure and exports of one user at once: what was before is gone everywhere, and nobody is half there', async () => {
  const site = await freshSite();
  const old: Device[] = [anyDevice(site), anyDevice(site), anyDevice(site), anyDevice(site)];
  const email_sha256 = 'a'.repeat(64);
  const before = await tokenOf(site, 'ann', { email_sha256, iat: earlier() });
  const firsts = await Promise.all(
    old.map(async (device, i) => {
      const batch = personBatch(site, device.id, [view(1, `o${i}`)]);
      return { batch, route: (await insist(site, batch)).route! };
    }),
  );
  // Two are hers already; the others log in while she asks for her data, and to be forgotten.
  for (const { id } of old.slice(0, 2)) await insist(site, personBatch(site, id, [], { claim: { token: before } }));
  const [exports, erasure] = await Promise.all([
    Promise.all([1, 2, 3].map(() => me('GET', site, before))),
    me('DELETE', site, before),
    ...old.slice(2).map(({ id }) => insist(site, personBatch(site, id, [], { claim: { token: before } }))),
  ]);
  expect(erasure.status).toBe(200);
  for (const response of exports) {
    // All of her, or nobody; a move in between may ask for patience.
    expect([200, 404, 503]).toContain(response.status);
    const body = (await response.json()) as PersonExport;
    if (response.status === 200) {
      const names = body.events.map(({ device, n }) => `${device}.${n}`);
      expect(new Set(names).size).toBe(names.length);
    }
  }
  await settled(site);
  await expect(people(site, 'user_id=ann')).rejects.toThrow('404');
  await expect(people(site, `email_sha256=${email_sha256}`)).rejects.toThrow('404');
  // The two that were hers are over, whatever they send, by whatever route. The others are over, or nobody's.
  for (const [i, { id }] of old.entries()) {
    const { batch, route } = firsts[i]!;
    for (const more of [{}, { route }, { route, claim: { token: before } }]) {
      const answer = await insist(site, { ...batch, ...more });
      if (i < 2) expect(answer).toEqual({ v: 1, ack: 1, reset: true });
      else if (!answer.reset) expect(answer.claim?.state ?? 'refused').toBe('refused');
    }
    const home = await directoryOf(testEnv, site, 'device', id).find('device', id);
    if (i < 2) expect(home).toBeNull();
    else if (home) expect(devicesOf(await people(site, `device=${id}`))).toEqual([id]);
  }
  await expect(people(site, 'user_id=ann')).rejects.toThrow('404');
  // She comes back, and begins from nothing.
  const back = anyDevice(site);
  expect((await back.claim({ token: await tokenOf(site, 'ann', { email_sha256 }) }, ['n1'])).claim).toEqual({
    state: 'joined',
  });
  expect(await back.sees()).toEqual(['n1']);
});

it('[I3] [I5] two erasures and a merge of both halves at once leave neither half', async () => {
  const site = await freshSite();
  const [phone, laptop] = [anyDevice(site), anyDevice(site)];
  const email_sha256 = 'b'.repeat(64);
  await phone.claim({ token: await tokenOf(site, 'ann') }, ['a1']);
  await laptop.look(['b1']);
  const places = await Promise.all([phone, laptop].map(async (device) => (await device.route()).person));
  const token = await tokenOf(site, 'ann', { email_sha256, iat: earlier() });
  const [, first, second] = await Promise.all([
    insist(site, personBatch(site, laptop.id, [], { claim: { token }, route: laptop.answer.route! })),
    me('DELETE', site, token),
    me('DELETE', site, token),
  ]);
  expect([first.status, second.status].filter((status) => status === 200)).not.toHaveLength(0);
  await settled(site);
  await expect(people(site, 'user_id=ann')).rejects.toThrow('404');
  await expect(people(site, `device=${phone.id}`)).rejects.toThrow('404');
  // The laptop was joined before it, and is forgotten too, or came too late, and is itself alone.
  const home = await directoryOf(testEnv, site, 'device', laptop.id).find('device', laptop.id);
  const held = await Promise.all(places.map((place) => personOf(testEnv, site, place).inspect()));
  const seen = JSON.stringify(held);
  expect(seen).not.toContain('"a1"');
  expect(seen.includes('"b1"')).toBe(home !== null);
});
