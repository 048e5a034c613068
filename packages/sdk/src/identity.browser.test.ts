/** Who it is, in a real browser: identify, another user, reset, signed links, one's own data. */
import { createHash, webcrypto } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, traces, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const personal = { attributes: 'data-consent="person"' };
const shelf = '<edgewise-recs placement="recently-viewed"></edgewise-recs>';
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const deviceOf = (name: string, id?: number) => worker.named(name).find(({ params }) => params?.id === id)?.device;
const outboxIsEmpty = (page: Page) => async () => Object.keys(await stored(page)).every((key) => !/^\d/.test(key));

/** What a log-in page does in one task. */
const tellAs = (page: Page, user: string, id: number, traits: object = {}) =>
  page.evaluate(
    ([user, id, traits]) => {
      window.edgewise('identify', user, traits);
      window.edgewise('event', 'custom', { id });
    },
    [user, id, traits] as const,
  );

describe('identify', () => {
  it('[S18] hashes e-mail and phone, and sends neither plain', async () => {
    const page = await stage.open(shop.add('/', personal));
    await tellAs(page, 'ann', 1, { email: ' Ann@Example.com', phone: '+44 20 7946 0000', token: 'a.b.c' });
    await until(() => worker.claims.length && worker.named('custom').length);
    expect(worker.claims[0]!.claim).toEqual({
      user_id: 'ann',
      email_sha256: sha('ann@example.com'),
      phone_sha256: sha('+442079460000'),
      token: 'a.b.c',
    });
    // Longer than a time stamp or a digest would ever agree with by chance.
    const plain = /example\.com|7946\s?0000/i;
    expect(JSON.stringify(worker.batches)).not.toMatch(plain);
    expect(JSON.stringify(await stored(page))).not.toMatch(plain);
    expect(worker.claims[0]!.device).toBe(deviceOf('custom', 1));
  });

  it('[S18] an address as the user id is not sent plain either', async () => {
    const page = await stage.open(shop.add('/', personal));
    await tellAs(page, 'Ann@example.com', 1);
    await until(() => worker.claims.length);
    expect(worker.claims[0]!.claim).toEqual({ email_sha256: sha('ann@example.com') });
  });

  it('[S18] is told once, not on each page; a refused one again; a failed one until it is answered', async () => {
    const page = await stage.open(shop.add('/', personal));
    await tellAs(page, 'ann', 1, { token: 't1' });
    await until(() => worker.named('custom').length === 1 && worker.claims.length === 1);
    await page.goto(shop.add('/2', personal));
    await tellAs(page, 'ann', 2, { token: 't2' });
    await until(() => worker.named('custom').length === 2);
    expect(worker.claims).toHaveLength(1);
    worker.judge = () => ({ claim: { state: 'refused', reason: 'claim.token: has expired' } });
    await tellAs(page, 'ann', 3, { token: 't3', phone: '+442079460000' });
    await until(() => worker.claims.length === 2 && worker.named('custom').length === 3);
    worker.mishaps.collect.push({ status: 503 }, 'lose');
    await tellAs(page, 'ann', 4, { token: 't4', phone: '+442079460000' });
    await until(() => worker.claims.length === 4 && worker.named('custom').length === 4);
    await until(async () => !(await stored(page)).device || !JSON.stringify(await stored(page)).includes('t4'));
    expect(worker.claims.at(-1)!.claim.token).toBe('t4');
    expect(new Set(worker.events.map(({ device }) => device)).size).toBe(1);
  });

  it('[S18] a claim that could not be told is told by the next page', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    worker.mishaps.collect.push(...Array(20).fill({ status: 503, retryAfter: 60 }));
    await tellAs(page, 'ann', 1, { token: 't1' });
    await until(async () => JSON.stringify(await stored(page)).includes('t1'));
    // It is kept before it is told.
    await until(() => worker.mishaps.collect.length < 20);
    worker.mishaps.collect = [];
    await page.goto(shop.add('/next', personal));
    await until(() => worker.claims.length && worker.named('custom').length);
    expect(worker.claims.map(({ claim }) => claim)).toEqual([{ user_id: 'ann', token: 't1' }]);
  });

  it('[S18] a claim that failed for as long as its page stood goes on with the next, which names nobody', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    await until(outboxIsEmpty(page));
    worker.mishaps.collect.push(...Array(50).fill({ status: 503 }));
    await tellAs(page, 'ann', 1, { token: 't1' });
    // The page waited for the answer as long as it does: the event has its number, and is held.
    await until(async () => '2' in (await stored(page)));
    worker.mishaps.collect.length = 0;
    await page.goto(shop.add('/2', personal));
    await until(() => worker.named('custom').length && worker.named('page_view').length === 2);
    expect(worker.claims.map(({ claim }) => claim)).toEqual([{ user_id: 'ann', token: 't1' }]);
    await until(outboxIsEmpty(page));
  });

  it('[S18] what a page said last, and no beacon carried, is not told under who comes next', async () => {
    const before = `navigator.sendBeacon=function(){return false};
      addEventListener('pagehide',function(){edgewise('event','custom',{id:'bye'})});`;
    const page = await stage.open(shop.add('/', { ...personal, before }));
    await tellAs(page, 'ann', 1);
    await until(() => worker.named('custom').length);
    await until(outboxIsEmpty(page));
    await page.goto(shop.add('/2', { ...personal, before: "edgewise('identify','bob');" }));
    await until(() => worker.named('custom').length === 2 && worker.named('page_view').length === 2);
    const [first, second] = worker.named('page_view');
    expect(first!.device).not.toBe(second!.device);
    expect(worker.named('custom').map(({ device, params }) => [device, params?.id])).toEqual([
      [first!.device, 1],
      [first!.device, 'bye'],
    ]);
  });

  it('[S18] a page that goes in the same moment hands the log-in on, with its token and without the address', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    await page.evaluate(() => {
      window.edgewise('identify', 'ann', { token: 't1', email: 'ann@example.com' });
      window.edgewise('event', 'custom', { id: 1 });
      dispatchEvent(new Event('pagehide'));
    });
    expect(JSON.stringify([await traces(page), await stored(page)])).not.toContain('example.com');
    await page.goto(shop.add('/next', personal));
    await until(() => worker.claims.length && worker.named('custom').length);
    // Said by the page that went, if it came so far, or by the next: never as a mere name.
    for (const { claim } of worker.claims) expect(claim).toMatchObject({ user_id: 'ann', token: 't1' });
    expect(worker.named('custom')).toHaveLength(1);
  });

  it('[S18] below tier person it is held, told when the tier rises, and never stored', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="device"' }));
    await tellAs(page, 'ann', 1, { token: 'a.b.c', email: 'ann@example.com' });
    await until(() => worker.named('custom').length);
    expect(JSON.stringify([worker.batches, await stored(page), await traces(page)])).not.toMatch(/\bann\b|a\.b\.c/);
    await send(page, 'consent', 'person');
    await until(() => worker.claims.length);
    expect(worker.claims[0]!.claim.user_id).toBe('ann');
    // Else the next page tells it again.
    await until(async () => !JSON.stringify(await stored(page)).includes('"claim"'));
    // Forgotten with the page.
    await page.goto(shop.add('/next', { attributes: 'data-consent="session"' }));
    await send(page, 'consent', 'person');
    await until(() => worker.named('page_view').length > 3);
    expect(worker.claims).toHaveLength(1);
  });

  it('[S18] shelves that stand there are asked for again with what the log-in brought', async () => {
    const page = await stage.open(shop.add('/', { ...personal, body: shelf }));
    await page.locator('edgewise-recs a').first().waitFor();
    await tellAs(page, 'ann', 1, { token: 'a.b.c' });
    await until(() => worker.widgets.length === 2);
    expect(worker.widgets[1]!.capsule).toBeDefined();
  });

  it('[S18] the same where the answer is late, and events of the page still wait to leave', async () => {
    // The longest wait.
    const before = 'Math.random=function(){return .999};';
    const page = await stage.open(shop.add('/', { ...personal, before, body: shelf }));
    await page.locator('edgewise-recs a').first().waitFor();
    await until(() => worker.named('page_view').length);
    await until(outboxIsEmpty(page));
    const known = worker.capsules;
    worker.mishaps.collect.push({ status: 503, retryAfter: 2 });
    await page.evaluate(() => {
      window.edgewise('event', 'custom', { id: 1 });
      window.edgewise('identify', 'ann', { token: 'a.b.c' });
    });
    await until(() => worker.widgets.length === 2);
    expect(worker.widgets[1]!.capsule).toMatch(/^capsule-/);
    expect(worker.widgets[1]!.capsule).not.toBe(`capsule-${known}`);
  });

  it.each([
    ['a prototype', '__proto__'],
    ['ten thousand letters', 'x'.repeat(10_000)],
    ['an object', { toString: null } as unknown as string],
    ['nobody', 'null'],
  ])('[S1] a user id that is %s harms nothing', async (_, user) => {
    const page = await stage.open(shop.add('/', personal));
    await tellAs(page, user, 1);
    await until(() => worker.named('custom').length);
    worker.faults = [];
  });
});

describe('another user', () => {
  it('[S18] [S9] begins anew first: before is the former’s, after the new one’s, each once; nothing of the former is left', async () => {
    const page = await stage.open(shop.add('/', { ...personal, body: shelf }));
    await tellAs(page, 'ann', 1, { token: 'ann' });
    await until(() => worker.named('custom').length === 1 && worker.claims.length === 1);
    await page.locator('edgewise-recs a').first().waitFor();
    const [before, capsule] = [await traces(page), worker.capsules];
    await page.evaluate(() => {
      window.edgewise('event', 'custom', { id: 2 });
      window.edgewise('identify', 'bob', { token: 'bob' });
      window.edgewise('event', 'custom', { id: 3 });
    });
    await until(() => worker.named('custom').length === 3 && worker.claims.length === 2);
    expect(deviceOf('custom', 2)).toBe(deviceOf('custom', 1));
    expect(deviceOf('custom', 3)).not.toBe(deviceOf('custom', 1));
    expect(worker.claims[1]!.device).toBe(deviceOf('custom', 3));
    await until(outboxIsEmpty(page));
    const kept = JSON.stringify(await stored(page));
    expect(kept).not.toContain(deviceOf('custom', 1));
    expect(kept).not.toContain(sha('ann').slice(0, 32));
    for (let i = 1; i <= capsule; i++) expect(kept).not.toContain(`"capsule-${i}"`);
    expect((await traces(page)).session).not.toEqual(before.session);
    const shown = worker.widgets.at(-1)!;
    expect(shown.device).toBe(deviceOf('custom', 3));
    expect(shown.seen).toEqual([]);
  });

  it('[S18] [W12] where the worker knows better, what was told since is the new device’s, and so is the claim', async () => {
    const page = await stage.open(shop.add('/', personal));
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length === 1);
    const first = deviceOf('custom', 1);
    worker.judge = ({ device }) => (device === first ? { reset: true } : { claim: { state: 'joined' } });
    await tellAs(page, 'bob', 2, { token: 'bob' });
    await until(() => worker.named('custom').length === 2 && worker.claims.length === 2);
    expect(worker.claims[0]!.device).toBe(first);
    expect(deviceOf('custom', 2)).not.toBe(first);
    expect(worker.claims[1]).toMatchObject({ device: deviceOf('custom', 2), claim: { token: 'bob' } });
    await until(outboxIsEmpty(page));
    expect(JSON.stringify(await stored(page))).not.toContain(first);
  });

  it('[S18] [W12] the same where the answer is late: what waited is renumbered for the new device', async () => {
    const page = await stage.open(shop.add('/', personal));
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length === 1);
    const first = deviceOf('custom', 1);
    worker.judge = ({ device }) => (device === first ? { reset: true } : { claim: { state: 'joined' } });
    worker.mishaps.collect.push({ status: 503, retryAfter: 4 });
    await tellAs(page, 'bob', 2, { token: 'bob' });
    // Nothing waits in memory for long: it stands in the outbox of a device that is not known to be the right one.
    await until(async () => Object.values(await stored(page)).some((kept) => JSON.stringify(kept).includes('"id":2')));
    expect(worker.named('custom')).toHaveLength(1);
    await send(page, 'event', 'custom', { id: 3 });
    await until(() => worker.named('custom').length === 3);
    expect(
      worker
        .named('custom')
        .map(({ params }) => params?.id)
        .sort(),
    ).toEqual([1, 2, 3]);
    expect(deviceOf('custom', 3)).not.toBe(first);
    expect(worker.repeats).toBe(0);
  });

  it('[W12] a device that was erased begins anew, and what it told is not sent again', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    const first = worker.events[0]!.device;
    worker.over.add(first!);
    await send(page, 'event', 'custom', { id: 1 });
    await until(async () => !JSON.stringify(await stored(page)).includes(first!));
    await send(page, 'event', 'custom', { id: 2 });
    await until(() => worker.named('custom').length);
    expect(worker.named('custom').map(({ params }) => params?.id)).toEqual([2]);
    expect(deviceOf('custom', 2)).not.toBe(first);
  });

  it('[S9] a page that goes in the same moment leaves it to the next', async () => {
    const page = await stage.open(shop.add('/', personal));
    await tellAs(page, 'ann', 1, { token: 'ann' });
    await until(() => worker.named('custom').length === 1 && worker.claims.length === 1);
    await page.evaluate(() => {
      window.edgewise('reset');
      window.edgewise('event', 'custom', { id: 2 });
      dispatchEvent(new Event('pagehide'));
    });
    await page.goto(shop.add('/next', personal));
    await until(() => worker.named('custom').length === 2);
    expect(deviceOf('custom', 2)).not.toBe(deviceOf('custom', 1));
    await until(outboxIsEmpty(page));
    expect(JSON.stringify(await stored(page))).not.toContain(deviceOf('custom', 1));
  });

  it('[S9] reset in one of two tabs, while both tell: each event once, and never another’s', async () => {
    const url = shop.add('/', { ...personal, body: shelf });
    const tabs = await Promise.all([stage.open(url), stage.open(url)]);
    await Promise.all(tabs.map((tab, at) => tellAs(tab, 'ann', at)));
    await until(() => worker.named('custom').length === 2);
    const first = deviceOf('custom', 0);
    await stage.context.setOffline(true);
    await Promise.all(tabs.map((tab, at) => send(tab, 'event', 'custom', { id: 10 + at })));
    await until(async () => Object.keys(await stored(tabs[0]!)).filter((key) => /^\d/.test(key)).length === 2);
    await send(tabs[0]!, 'reset');
    await until(async () => !JSON.stringify(await stored(tabs[1]!)).includes(first!));
    await Promise.all(tabs.map((tab, at) => send(tab, 'event', 'custom', { id: 20 + at })));
    await stage.context.setOffline(false);
    await until(() => worker.named('custom').length === 6);
    for (const id of [1, 10, 11]) expect(deviceOf('custom', id)).toBe(first);
    const second = deviceOf('custom', 20);
    expect(second).not.toBe(first);
    expect(deviceOf('custom', 21)).toBe(second);
    await until(outboxIsEmpty(tabs[1]!));
    await send(tabs[1]!, 'refresh');
    await until(() => worker.widgets.at(-1)!.device === second);
  });

  it('[S9] both tabs reset at once: one new device in the end, nothing lost', async () => {
    const url = shop.add('/', personal);
    const tabs = await Promise.all([stage.open(url), stage.open(url)]);
    const each = (from: number) => Promise.all(tabs.map((tab, at) => send(tab, 'event', 'custom', { id: from + at })));
    // A page of the test before may still be telling its own.
    const told = () => worker.named('custom').filter(({ params }) => Number(params?.id) >= 100);
    await each(100);
    await Promise.all(tabs.map((tab) => send(tab, 'reset')));
    await each(110);
    await until(() => told().length === 4);
    await each(120);
    await until(() => told().length === 6);
    expect(deviceOf('custom', 120)).toBe(deviceOf('custom', 121));
    expect(deviceOf('custom', 120)).not.toBe(deviceOf('custom', 100));
  });
});

describe('signed links', () => {
  it('[S19] are taken out of the address, and joined; the rest of the address stays', async () => {
    const page = await stage.open(shop.add('/?a=1%20b&edgewise_link=Sealed-1_xyzXYZ0123456789&c=2#part', personal));
    await until(() => worker.claims.length && worker.named('page_view').length);
    expect(worker.claims[0]!.claim).toEqual({ link: 'Sealed-1_xyzXYZ0123456789' });
    expect(page.url()).toBe(`${shop.origin}/?a=1%20b&c=2#part`);
    expect(worker.named('page_view')).toHaveLength(1);
    expect(JSON.stringify([worker.events, await stored(page)])).not.toContain('Sealed-1_xyzXYZ0123456789');
  });

  it('[S19] wait for consent, without staying in the address', async () => {
    const page = await stage.open(shop.add('/only?edgewise_link=Sealed-2_xyzXYZ0123456789'));
    await until(() => page.url() === `${shop.origin}/only`);
    expect(worker.claims).toEqual([]);
    await send(page, 'consent', 'person');
    const views = () => worker.named('page_view').filter(({ tier }) => tier === 'person');
    await until(() => worker.claims.length && views().length);
    expect(worker.claims[0]!.claim).toEqual({ link: 'Sealed-2_xyzXYZ0123456789' });
    expect(views()).toHaveLength(1);
  });
});

describe('one’s own data', () => {
  const ask = (page: Page, command: string, options?: object) =>
    page.evaluate(([command, options]) => new Promise((answer) => window.edgewise(command, answer, options)), [
      command,
      options,
    ] as const);

  it('[S20] [W14] is asked for with a signature by a key that never leaves the browser', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    expect(await ask(page, 'export')).toEqual({ v: 1, scope: 'device' });
    const [{ method, url, authorization }] = worker.asked as [(typeof worker.asked)[0]];
    expect([method, url]).toEqual(['GET', '/v1/me?site=test-shop']);
    const [, device, time, signature] = /^Edgewise-Proof ([\w-]+)\.(\d+)\.([\w-]{86})$/.exec(authorization)!;
    expect(device).toBe(worker.events[0]!.device);
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const point = Buffer.from(worker.keys.get(device!)!, 'base64url');
    const key = await webcrypto.subtle.importKey('raw', point, algorithm, false, ['verify']);
    const text = Buffer.from(`GET /v1/me\ntest-shop\n${device}\n${time}`);
    expect(await webcrypto.subtle.verify(algorithm, key, Buffer.from(signature!, 'base64url'), text)).toBe(true);
    // The same key on the next page.
    await page.goto(shop.add('/next', personal));
    await ask(page, 'export');
    expect(
      worker.batches.filter((batch) => 'proof_key' in batch).map((batch) => (batch as { proof_key: string }).proof_key),
    ).toEqual(Array(2).fill(worker.keys.get(device!)));
    const isSecret = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const open = indexedDB.open('edgewise-test-shop');
          open.onsuccess = () => {
            const got = open.result.transaction('kv').objectStore('kv').get('key');
            got.onsuccess = () => resolve(!got.result.privateKey.extractable);
          };
        }),
    );
    expect(isSecret).toBe(true);
  });

  it('[S20] [W14] of more than one answer holds is gathered page by page; a page that fails is no export', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    const base = { v: 1, scope: 'person', events_complete: false };
    const pages = [
      { ...base, events: [{ n: 1 }, { n: 2 }], events_next: 'p/2?&' },
      { ...base, events: [{ n: 3 }], events_next: 'p3' },
      { ...base, events: [{ n: 4 }], events_complete: true },
    ];
    worker.pages = [...pages];
    const options = { token: 'a.b.c' };
    const whole = { ...base, events: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }], events_complete: true };
    expect(await ask(page, 'export', options)).toEqual(whole);
    expect(worker.asked.map(({ url }) => new URL(url, shop.origin).searchParams.get('after'))).toEqual([
      null,
      'p/2?&',
      'p3',
    ]);
    worker.pages = [pages[0]!, 503 as never];
    await page.evaluate(() =>
      window.edgewise('export', () => window.told.push({ type: 'export' }), { token: 'a.b.c' }),
    );
    await until(() => page.evaluate(() => window.told.some(({ type }) => type === 'error')));
    expect(await page.evaluate(() => window.told.some(({ type }) => type === 'export'))).toBe(false);
  });

  it('[S20] after an erasure nothing of the device is left, and nothing of it is sent', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(() => worker.named('page_view').length);
    const device = worker.events[0]!.device!;
    expect(await ask(page, 'erase')).toEqual({ v: 1, receipt: 'r1' });
    expect(JSON.stringify(await stored(page))).not.toContain(device);
    expect(await stored(page)).not.toHaveProperty('key');
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length);
    expect(deviceOf('custom', 1)).not.toBe(device);
  });

  it('[S20] with a token it is the user’s; below tier person and without one there is nobody', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="session"' }));
    expect(await ask(page, 'export')).toBeNull();
    expect(worker.asked).toEqual([]);
    expect(await ask(page, 'export', { token: 'a.b.c', user: 'ann' })).toEqual({ v: 1, scope: 'device' });
    expect(worker.asked).toEqual([
      { method: 'GET', url: '/v1/me?site=test-shop&user_id=ann', authorization: 'Bearer a.b.c' },
    ]);
  });
});
