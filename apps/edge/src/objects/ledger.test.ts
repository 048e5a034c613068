import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { asAdmin, personBatch, testEnv, view } from '../testing/client.ts';
import {
  aroundNext,
  devicesOf,
  dieAt,
  homeOf,
  ledger,
  makeIdentitySite,
  newDevice,
  people,
  statusOf,
  tokenOf,
} from '../testing/identity.ts';
import { personOf } from './names.ts';

let count = 0;
async function freshSite(): Promise<string> {
  const site = `identity-${count++}`;
  await makeIdentitySite(site);
  return site;
}

const phone = (site: string) => newDevice(site, 'device-phone-0001');
const laptop = (site: string) => newDevice(site, 'device-laptop-001');

/** Rings the ledger's alarm until nothing moves any more. */
async function settle(site: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await runDurableObjectAlarm(ledger(site));
      expect((await ledger(site).counts()).moving).toBe(0);
    },
    { timeout: 20_000, interval: 50 },
  );
}

describe('one person across devices', () => {
  it('[I3] [I5] the laptop that logs in knows at once what the phone looked at; both live in the older person', async () => {
    const site = await freshSite();
    const [a, b] = [phone(site), laptop(site)];
    await a.look(['a1', 'a2']);
    expect((await a.claim({ token: await tokenOf(site, 'ann') }, ['a3'])).claim).toEqual({ state: 'joined' });
    expect((await b.claim({ token: await tokenOf(site, 'ann') }, ['b1'])).claim).toEqual({ state: 'joined' });
    expect(await b.sees()).toEqual(['a1', 'a2', 'a3', 'b1']);
    expect((await b.route()).person).toBe(await homeOf(site, a.id));
    await a.look(['a4']);
    expect(await a.sees()).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
    const { joined, ...state } = await people(site, 'user_id=ann');
    expect(devicesOf(state)).toEqual([b.id, a.id].sort());
    expect(joined!.claims).toHaveLength(2);
    expect((await people(site, `device=${a.id}`)).id).toBe(state.id);
  });

  it('[I5d] a device that was moved is answered with its new route and capsule in the same request', async () => {
    const site = await freshSite();
    const [old, young] = [laptop(site), phone(site)];
    await old.look(['o1']);
    await young.look(['y1']);
    await young.claim({ token: await tokenOf(site, 'ann') });
    const stale = young.answer.route;
    // The older device joins last: the younger one moves behind its back.
    await old.claim({ token: await tokenOf(site, 'ann') });
    const answer = await young.look(['y2']);
    expect(answer.ack).toBe(2);
    expect(answer.route).not.toBe(stale);
    expect(await young.sees()).toEqual(['o1', 'y1', 'y2']);
    expect((await young.route()).person).toBe(await homeOf(site, old.id));
  });

  it('[I4] an unlink restores what was, and says why there was a link', async () => {
    const site = await freshSite();
    const [a, b] = [phone(site), laptop(site)];
    await a.claim({ token: await tokenOf(site, 'ann') }, ['a1']);
    await b.claim({ token: await tokenOf(site, 'ann') }, ['b1']);
    const explain = () =>
      asAdmin<{ one_person: boolean; because: string[] }>(
        'GET',
        `/sites/${site}/people/explain?a=device:${a.id}&b=device:${b.id}`,
      );
    expect((await explain()).because).toHaveLength(2);
    const { joined } = await people(site, `device=${b.id}`);
    const claim = joined!.claims.find(({ identifiers }) => identifiers.some(({ value }) => value === b.id))!;
    await asAdmin('POST', `/sites/${site}/people/unlink`, JSON.stringify({ claim: claim.id }));
    await b.look(['b2']);
    expect(await b.sees()).toEqual(['b1', 'b2']);
    expect((await b.route()).person).toBe(await homeOf(site, b.id));
    await a.look(['a2']);
    expect(await a.sees()).toEqual(['a1', 'a2']);
    expect((await explain()).one_person).toBe(false);
    // [I4a] the page says it again, and the staff's decision stands.
    expect((await b.claim({ token: await tokenOf(site, 'ann') })).claim?.state).toBe('refused');
    expect(await b.sees()).toEqual(['b1', 'b2']);
  });

  it("[I2] an unverified identify with somebody else's id labels the device and shows nothing", async () => {
    const site = await freshSite();
    await phone(site).claim({ token: await tokenOf(site, 'ann') }, ['a1']);
    const thief = laptop(site);
    expect((await thief.claim({ user_id: 'ann' }, ['b1'])).claim).toEqual({ state: 'labelled' });
    expect(await thief.sees()).toEqual(['b1']);
    const state = await people(site, `device=${thief.id}`);
    expect(state.contributions[0]!.label).toEqual({ user_id: 'ann', verified: false });
    for (const token of [await tokenOf('other', 'ann'), await tokenOf(site, 'ann', {}, `${KEY_OF_NOBODY}`)]) {
      expect((await thief.claim({ token })).claim?.state).toBe('refused');
    }
    expect(await thief.sees()).toEqual(['b1']);
  });

  it('[I6] on a shared tablet the second user is told to start a new device, and gets nothing of the first', async () => {
    const site = await freshSite();
    const tablet = newDevice(site, 'device-tablet-001');
    await tablet.claim({ token: await tokenOf(site, 'ann') }, ['ann-1']);
    const answer = await tablet.claim({ token: await tokenOf(site, 'bob') }, ['bob-1']);
    expect(answer).toEqual({ v: 1, ack: 2, reset: true });
    const fresh = newDevice(site, 'device-tablet-002');
    await fresh.claim({ token: await tokenOf(site, 'bob') }, ['bob-2']);
    expect(await fresh.sees()).toEqual(['bob-2']);
    expect((await people(site, 'user_id=ann')).joined!.identifiers).toContainEqual({
      kind: 'device',
      value: tablet.id,
    });
    // Without a token it is no different.
    const kiosk = newDevice(site, 'device-kiosk-0001');
    await kiosk.claim({ user_id: 'ann' }, ['k1']);
    expect(await kiosk.claim({ user_id: 'bob' }, ['k2'])).toEqual({ v: 1, ack: 2, reset: true });
  });

  it('[I6] a device that said to be somebody else, or that the backend joined, starts anew for another user', async () => {
    const site = await freshSite();
    const tablet = newDevice(site, 'device-tablet-001');
    await tablet.claim({ user_id: 'bob' }, ['bob-1']);
    expect(await tablet.claim({ token: await tokenOf(site, 'ann') }, ['x'])).toEqual({ v: 1, ack: 2, reset: true });
    expect(await ledger(site).lookUp({ kind: 'user_id', value: 'ann' })).toBeNull();
    const kiosk = newDevice(site, 'device-kiosk-0001');
    await kiosk.look(['ann-1']);
    await ledger(site).claim(site, {
      at: Date.now(),
      source: 'backend',
      verified: true,
      joins: true,
      identifiers: [
        { kind: 'user_id', value: 'ann' },
        { kind: 'device', value: kiosk.id },
      ],
    });
    expect(await kiosk.claim({ user_id: 'bob' })).toEqual({ v: 1, ack: 1, reset: true });
    expect((await kiosk.claim({ user_id: 'ann' })).claim).toEqual({ state: 'labelled' });
  });

  it('[I5] what the backend says of a user follows the user', async () => {
    const site = await freshSite();
    await newDevice(site, 'device-older-0001').look(['x']);
    const a = phone(site);
    await a.claim({ token: await tokenOf(site, 'ann') }, ['a1']);
    const b = newDevice(site, 'device-newer-0001');
    await b.claim({ token: await tokenOf(site, 'ann') }, ['b1']);
    const bob = laptop(site);
    await bob.claim({ token: await tokenOf(site, 'bob') }, ['c1']);
    const { joined } = await people(site, 'user_id=ann');
    expect(joined!.seats.every(({ lives }) => lives === joined!.person)).toBe(true);
    expect((await people(site, 'user_id=bob')).joined!.person).not.toBe(joined!.person);
  });
});

const KEY_OF_NOBODY = 'this-key-was-never-given-to-any-site-at-all-0000';

describe('[I5] the saga on real objects', () => {
  for (const step of ['release', 'arrive', 'forward'] as const) {
    for (const when of ['before', 'after'] as const) {
      it(`an object that dies ${when} '${step}': the device waits, and the alarm finishes; each event counts once`, async () => {
        const site = await freshSite();
        const [old, young] = [laptop(site), phone(site)];
        await old.look(['o1']);
        await young.look(['y1']);
        await old.claim({ token: await tokenOf(site, 'ann') });
        const where = await homeOf(site, step === 'arrive' ? old.id : young.id);
        const died = await dieAt(site, where, step, when);
        const claim = { token: await tokenOf(site, 'ann') };
        // The claim is stamped; the move may or may not be done by now, and no batch is taken in between.
        const first = await statusOf(site, young.id, { claim });
        expect(first).toBe(503);
        expect(died.times).toBe(1);
        await settle(site);
        await young.look(['y2'], { claim });
        expect(await young.sees()).toEqual(['o1', 'y1', 'y2']);
        const held = await Promise.all(
          [old.id, young.id].map(async (id) => personOf(testEnv, site, await homeOf(site, id)).inspect()),
        );
        const everything = held.flatMap((state) => state?.contributions.flatMap(({ recent }) => recent) ?? []);
        expect(everything.map(({ item }) => item).sort()).toEqual(['o1', 'y1', 'y2']);
      });
    }
  }

  it('the ledger itself dies in the middle: its alarm goes on', async () => {
    const site = await freshSite();
    const [old, young] = [laptop(site), phone(site)];
    await old.look(['o1']);
    await old.claim({ token: await tokenOf(site, 'ann') });
    await young.look(['y1']);
    const target = await homeOf(site, old.id);
    let arrived = false;
    let isDead = false;
    await aroundNext(site, target, 'arrive', async (run) => {
      run();
      arrived = true;
      // Looked at again and again: what another request settles wakes nobody in an object.
      while (!isDead) await new Promise((resolve) => setTimeout(resolve, 10));
    });
    const claimed = young.claim({ token: await tokenOf(site, 'ann') }).then(
      () => 'answered',
      () => 'failed',
    );
    await vi.waitFor(() => expect(arrived).toBe(true), { interval: 5 });
    await runInDurableObject(ledger(site), (_, state) => state.abort('the ledger died')).catch(() => {});
    expect(await claimed).toBe('failed');
    isDead = true;
    expect((await ledger(site).counts()).moving).toBe(1);
    expect(await statusOf(site, young.id, {})).toBe(503);
    await settle(site);
    await young.look(['y2']);
    expect(await young.sees()).toEqual(['o1', 'y1', 'y2']);
  });

  it('two merges in opposite directions at once end in one person', async () => {
    const site = await freshSite();
    const [a, b] = [phone(site), laptop(site)];
    await a.look(['a1']);
    await b.look(['b1']);
    const email_sha256 = 'a'.repeat(64);
    const [x, y] = [tokenOf(site, 'ann', { email_sha256 }), tokenOf(site, 'ann')];
    await Promise.allSettled([a.claim({ token: await x }), b.claim({ token: await y })]);
    await settle(site);
    await a.look(['a2']);
    await b.look(['b2']);
    await a.look([]);
    expect(await a.sees()).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(await b.sees()).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect((await a.route()).person).toBe((await b.route()).person);
  });

  it('[I1] a thousand devices identify as one user at once: twenty join, the rest stay apart, nothing is lost', async () => {
    const site = await freshSite();
    const token = await tokenOf(site, 'ann');
    const devices = Array.from({ length: 1_000 }, (_, i) =>
      newDevice(site, `device-storm-${String(i).padStart(4, '0')}`),
    );
    const started = Date.now();
    // The claims are at once; a device that meets its own move sends again, as the SDK does.
    const answers = await Promise.all(
      devices.map(async (device) => {
        const identifiers = [
          { kind: 'user_id' as const, value: 'ann' },
          { kind: 'device' as const, value: device.id },
        ];
        return ledger(site).claim(site, {
          at: Date.now(),
          source: 'token',
          verified: true,
          joins: true,
          identifiers,
        });
      }),
    );
    const took = Date.now() - started;
    console.log(`1,000 identifies at once on one user: ${took} ms, ${Math.round(1e6 / took)} claims/s`);
    await settle(site);
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toHaveLength(980);
    const { joined } = await people(site, 'user_id=ann');
    expect(joined!.identifiers.filter(({ kind }) => kind === 'device')).toHaveLength(20);
    expect(new Set(joined!.seats.map(({ lives }) => lives))).toEqual(new Set([joined!.person]));
    const member = devices.find(({ id }) => joined!.identifiers.some(({ value }) => value === id))!;
    expect((await member.claim({ token }, ['m1'])).claim).toEqual({ state: 'joined' });
    const outsider = devices.find(({ id }) => !joined!.identifiers.some(({ value }) => value === id))!;
    expect((await outsider.claim({ token }, ['x1'])).claim?.state).toBe('refused');
    expect(await outsider.sees()).toEqual(['x1']);
  });

  it('[I3c] a shopper whose browser forgets every five days still gets personal shelves: the device silent longest makes room', async () => {
    const site = await freshSite();
    const step = 5 * 86_400_000;
    const devices = Array.from({ length: 23 }, (_, i) =>
      newDevice(site, `device-weekly-${String(i).padStart(3, '0')}`),
    );
    const states: (string | undefined)[] = [];
    const began = Date.now() - 23 * step;
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const [i, device] of devices.entries()) {
        vi.setSystemTime(began + i * step);
        states.push((await device.claim({ token: await tokenOf(site, 'ann') }, [`item-${i}`])).claim?.state);
      }
      expect(new Set(states)).toEqual(new Set(['joined']));
      // Bought and looked at on the device before: the new one shows it.
      expect(await devices[22]!.sees()).toContain('item-21');
      // The retired ones are the person's still: shown, exported and erased with the others.
      const { joined, ...state } = await people(site, 'user_id=ann');
      expect(joined!.identifiers.filter(({ kind }) => kind === 'device')).toHaveLength(23);
      expect(devicesOf(state)).toEqual(expect.arrayContaining([devices[0]!.id, devices[22]!.id]));
      // All heard of within the month: nobody makes room.
      for (const device of devices) await device.look(['again']);
      const late = newDevice(site, 'device-weekly-late');
      expect((await late.claim({ token: await tokenOf(site, 'ann') }, ['x'])).claim?.state).toBe('refused');
      expect(await late.sees()).toEqual(['x']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('[I5d] a device that was forwarded a hundred times is found in one request, and the chain is cut short', async () => {
    const site = await freshSite();
    const traveller = phone(site);
    await traveller.claim({ token: await tokenOf(site, 'ann') }, ['t1']);
    const first = traveller.answer.route;
    // The older home of the two, device's or user's: whoever the route names is who is asked first.
    const asked = (await traveller.route()).person;
    for (let i = 1; i <= 100; i++) {
      await runInDurableObject(ledger(site), async (instance, state) => {
        const to = btoa(String(i).padStart(16, '0')).replace(/=+$/, '');
        const [row] = state.storage.sql.exec<{ record: string }>(
          'SELECT record FROM seats WHERE seat = ?',
          traveller.id,
        );
        const record = JSON.parse(row!.record) as { epoch: number };
        const moved = { ...record, wanted: to, move: { to, epoch: record.epoch + 1 } };
        state.storage.sql.exec(
          'UPDATE seats SET moving = 1, record = ? WHERE seat = ?',
          JSON.stringify(moved),
          traveller.id,
        );
        await instance.alarm();
      });
    }
    const started = Date.now();
    const answer = await traveller.look(['t2'], { route: first });
    console.log(`after 100 forwardings: answered in ${Date.now() - started} ms`);
    expect(answer.ack).toBe(2);
    expect((await traveller.route()).epoch).toBeGreaterThan(100);
    expect(await traveller.sees()).toEqual(['t1', 't2']);
    const where = await personOf(testEnv, site, asked).whereIs(traveller.id);
    expect(where).toMatchObject({ at: 'away', person: (await traveller.route()).person });
  });

  it('what the page sent before and sends again after a move is counted once', async () => {
    const site = await freshSite();
    const [old, young] = [laptop(site), phone(site)];
    await old.claim({ token: await tokenOf(site, 'ann') }, ['o1']);
    const batch = personBatch(site, young.id, [view(1, 'y1')]);
    await young.look(['y1']);
    await young.claim({ token: await tokenOf(site, 'ann') });
    expect(await statusOf(site, young.id, { events: batch.events })).toBe(200);
    expect(
      (await people(site, `device=${young.id}`)).contributions.find((c) => c.device === young.id)!.recent,
    ).toHaveLength(1);
  });
});
