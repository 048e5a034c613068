/** Attempts to be somebody else, over HTTP: each names the rule that it runs against. */
import type { CollectAnswer, PersonExport, WireClaim } from '@edgewise/protocol/events';
import { LIMITS } from '@edgewise/protocol/limits';
import { describe, expect, it } from 'vitest';
import { forgetIdentities } from '../identity-settings.ts';
import { ledgerOf } from '../objects/names.ts';
import { toBase64Url } from '../sealing.ts';
import { adminRequest, asAdmin, ORIGIN, pageRequest, personBatch, send, testEnv, view } from '../testing/client.ts';
import { devicesOf, KEY, makeIdentitySite, newDevice, people, statusOf, tokenOf } from '../testing/identity.ts';

let count = 0;
async function freshSite(): Promise<{ site: string; secret: string }> {
  const site = `attack-${count++}`;
  return { site, secret: await makeIdentitySite(site) };
}

let devices = 0;
const anyDevice = (site: string) => newDevice(site, `device-attack-${String(devices++).padStart(5, '0')}`);

const bytes = (text: string) => new TextEncoder().encode(text);
const base64 = (text: string) => toBase64Url(bytes(text));

async function hmac(text: string, key: string): Promise<Uint8Array> {
  const made = await crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, bytes(text)));
}

/** A token byte for byte: `header` and `payload` are JSON texts, so that they may be what no library would write. */
async function rawToken(header: string, payload: string, key = KEY): Promise<string> {
  const signed = `${base64(header)}.${base64(payload)}`;
  return `${signed}.${toBase64Url(await hmac(signed, key))}`;
}

const seconds = () => Math.floor(Date.now() / 1000);
const HS256 = '{"alg":"HS256","kid":"k1"}';
const payloadOf = (site: string, over: object = {}) =>
  JSON.stringify({ user_id: 'ann', aud: site, iat: seconds(), exp: seconds() + 600, ...over });

/** A site on which ann has looked at `a1`. */
async function annsSite() {
  const { site, secret } = await freshSite();
  const phone = anyDevice(site);
  await phone.claim({ token: await tokenOf(site, 'ann') }, ['a1']);
  /** What a stranger's device is answered, and what it sees then. */
  const attempt = async (claim: WireClaim) => {
    const stranger = anyDevice(site);
    const { claim: answer } = await stranger.claim(claim, ['s1']);
    return { ...answer, sees: await stranger.sees(), device: stranger.id };
  };
  return { site, secret, phone, attempt };
}

const meRequest = (method: string, site: string, authorization: string, more = '') =>
  new Request(`https://edge.example/v1/me?site=${site}${more}`, { method, headers: { authorization, origin: ORIGIN } });

const backend = (path: string, authorization: string, key: string, body: unknown) =>
  send(
    new Request(`https://edge.example${path}`, {
      method: 'POST',
      headers: { authorization, 'idempotency-key': key },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

describe('[I2] [W12] a forged token joins nobody and shows nothing', () => {
  it('whatever it claims of its algorithm, key, time and audience', async () => {
    const { site, attempt } = await annsSite();
    const ok = payloadOf(site);
    const attempts: [string, string][] = [
      ['no signature', `${base64('{"alg":"none"}')}.${base64(ok)}.`],
      ['no signature, in other letters', `${base64('{"alg":"nOnE"}')}.${base64(ok)}.`],
      ['an algorithm that no key has', await rawToken('{"alg":"HS512","kid":"k1"}', ok)],
      ['another key', await rawToken(HS256, ok, 'x'.repeat(48))],
      ['an empty key that a kid points to', await rawToken('{"alg":"HS256","kid":"/dev/null"}', ok, ' ')],
      [
        'a key that the token brings',
        await rawToken(
          `{"alg":"HS256","jwk":{"kty":"oct","k":"${base64('y'.repeat(48))}"},"jku":"https://evil.example/keys"}`,
          ok,
          'y'.repeat(48),
        ),
      ],
      ['an extension that must be understood', await rawToken('{"alg":"HS256","crit":["b64"],"b64":false}', ok)],
      ['another site', await rawToken(HS256, payloadOf('attack-other'))],
      ['no site', await rawToken(HS256, payloadOf(site, { aud: undefined }))],
      ['other sites', await rawToken(HS256, payloadOf(site, { aud: [] }))],
      ['expired', await rawToken(HS256, payloadOf(site, { exp: seconds() - 60 }))],
      ['for ever', await rawToken(HS256, payloadOf(site, { exp: undefined }))],
      ['until a word', await rawToken(HS256, payloadOf(site, { exp: 'never' }))],
      ['not yet', await rawToken(HS256, payloadOf(site, { nbf: seconds() + 600 }))],
      ['made in the future', await rawToken(HS256, payloadOf(site, { iat: seconds() + 600 }))],
      ['made in milliseconds', await rawToken(HS256, payloadOf(site, { iat: Date.now() }))],
      ['made at a word', await rawToken(HS256, payloadOf(site, { iat: 'now' }))],
      ['a user that is a list', await rawToken(HS256, payloadOf(site, { user_id: ['ann'] }))],
      ['a user that is an object', await rawToken(HS256, payloadOf(site, { user_id: { toString: 'ann' } }))],
      ['a payload that is a list', await rawToken(HS256, '["ann"]')],
    ];
    for (const [what, token] of attempts) {
      expect(await attempt({ token, user_id: 'ann' }), what).toMatchObject({ state: 'refused', sees: ['s1'] });
    }
    expect((await people(site, 'user_id=ann')).joined!.claims).toHaveLength(1);
  });

  it('signed with the public half of a key as if it were a secret, in each form that has', async () => {
    const { site, attempt } = await annsSite();
    const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const { kty, crv, x, y } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey;
    const raw = new Uint8Array((await crypto.subtle.exportKey('spki', pair.publicKey)) as ArrayBuffer);
    await asAdmin(
      'POST',
      `/sites/${site}/identity/keys`,
      JSON.stringify({ alg: 'ES256', id: 'e1', jwk: { kty, crv, x, y } }),
    );
    forgetIdentities();
    const own = pair.privateKey;
    const header = base64('{"alg":"ES256","kid":"e1"}');
    const signed = `${header}.${base64(payloadOf(site, { user_id: 'eve' }))}`;
    const mark = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, own, bytes(signed));
    // The key is in force: what its private half signs is taken.
    expect((await attempt({ token: `${signed}.${toBase64Url(new Uint8Array(mark))}` })).state).toBe('joined');
    const pem = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...raw))}\n-----END PUBLIC KEY-----\n`;
    for (const key of [JSON.stringify({ kty, crv, x, y }), pem, x!, y!]) {
      const token = await rawToken('{"alg":"HS256","kid":"e1"}', payloadOf(site), key);
      expect(await attempt({ token })).toMatchObject({ state: 'refused', sees: ['s1'] });
    }
  });

  it('a kid chooses nothing: path, list, unknown, empty or missing, the signature alone decides', async () => {
    const { site, attempt } = await annsSite();
    for (const kid of ['"../../k1"', '"__proto__"', '"unknown"', '""', '["k1"]', '{"k":1}', 'null']) {
      const header = `{"alg":"HS256","kid":${kid}}`;
      expect((await attempt({ token: await rawToken(header, payloadOf(site)) })).state, kid).toBe('joined');
      expect((await attempt({ token: await rawToken(header, payloadOf(site), 'z'.repeat(48)) })).state, kid).toBe(
        'refused',
      );
    }
  });

  it('that says a thing twice is read once, and no page adds to what was signed', async () => {
    const { site, attempt } = await annsSite();
    const twice = `{"user_id":"bob","user_id":"carl","aud":"${site}","exp":${seconds() + 600}}`;
    const token = await rawToken(HS256, twice);
    // The first name is nowhere: neither alone nor beside the token.
    expect(await attempt({ token, user_id: 'bob' })).toMatchObject({ state: 'refused' });
    expect(await attempt({ token, user_id: 'carl' })).toMatchObject({ state: 'joined' });
    const body = JSON.stringify(
      personBatch(site, 'device-twice-00001', [view(1, 's1')], { claim: { user_id: 'bob' } }),
    );
    const doubled = body.replace('"user_id":"bob"', `"user_id":"ann","user_id":"bob","token":"${token}"`);
    const answer = await (await send(pageRequest('/v1/collect', doubled))).json();
    expect(answer).toMatchObject({ claim: { state: 'refused' } });
    await expect(people(site, 'user_id=bob')).rejects.toThrow('404');
  });
});

describe('[T6] [W8] names that are no names', () => {
  it('of prototypes are names like others, and as keys reach nothing', async () => {
    const { site, secret, attempt } = await annsSite();
    for (const user of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const [one, two] = [anyDevice(site), anyDevice(site)];
      await one.claim({ token: await tokenOf(site, user) }, [`of-${user}`]);
      expect((await two.claim({ token: await tokenOf(site, user) })).claim).toEqual({ state: 'joined' });
      expect(await two.sees()).toEqual([`of-${user}`]);
      expect((await people(site, `user_id=${user}`)).joined!.identifiers).toHaveLength(3);
    }
    const body = JSON.stringify(personBatch(site, 'device-proto-00001', [], { claim: { user_id: 'dan' } }));
    const polluting = body.replace(
      '"user_id":"dan"',
      '"__proto__":{"user_id":"ann","verified":true},"constructor":{"prototype":{"verified":true}},"user_id":"dan"',
    );
    expect(await (await send(pageRequest('/v1/collect', polluting))).json()).toMatchObject({
      claim: { state: 'labelled' },
    });
    expect(({} as { verified?: true }).verified).toBeUndefined();
    const named = '{"user_id":"ann","device":"device-proto-00002","__proto__":{"device":"x"}}';
    expect((await backend('/v1/identify', `Bearer ${secret}`, 'proto-0001', named)).status).toBe(400);
    expect(await attempt({ user_id: 'ann' })).toMatchObject({ state: 'labelled', sees: ['s1'] });
  });

  it('of ten thousand letters are refused, and what is at the limit is taken', async () => {
    const { site, secret, attempt } = await annsSite();
    const [most, long] = ['x'.repeat(LIMITS.idLength), 'x'.repeat(LIMITS.idLength + 1)];
    const huge = 'x'.repeat(10_000);
    expect(await statusOf(site, 'device-long-000001', { claim: { user_id: most } })).toBe(200);
    for (const user_id of [long, huge]) {
      expect(await statusOf(site, 'device-long-000002', { claim: { user_id } })).toBe(400);
      expect(
        (await backend('/v1/identify', `Bearer ${secret}`, `long-${user_id.length}`, { user_id })).status,
      ).not.toBe(200);
    }
    expect((await attempt({ token: await tokenOf(site, most) })).state).toBe('joined');
    expect((await attempt({ token: await tokenOf(site, long) })).state).toBe('refused');
    expect(await statusOf(site, 'device-long-000003', { claim: { token: await tokenOf(site, huge) } })).toBe(400);
    const exp = seconds() + 60;
    const token = `v1.${exp}.${toBase64Url(await hmac(`v1.${site}.${huge}.${exp}`, KEY))}`;
    expect((await send(meRequest('GET', site, `Bearer ${token}`, `&user_id=${huge}`))).status).toBe(401);
  });

  it('[I1] that look alike are different people; half a character and what is invisible is nobody', async () => {
    const { site, attempt } = await annsSite();
    const alike = [
      'Ann',
      'ANN',
      ' ann',
      'ann ',
      'ann\u00a0',
      '\u0430nn',
      'a\u200bnn',
      '\uff41nn',
      'ann\u0000',
      'ann\n',
    ];
    for (const user of alike) {
      expect(await attempt({ token: await tokenOf(site, user) }), JSON.stringify(user)).toMatchObject({
        state: 'joined',
        sees: ['s1'],
      });
    }
    expect((await attempt({ token: await tokenOf(site, 'jos\u00e9') })).state).toBe('joined');
    expect((await attempt({ token: await tokenOf(site, 'jose\u0301') })).sees).toEqual(['s1']);
    expect((await people(site, 'user_id=ann')).joined!.identifiers).toHaveLength(2);
    const nobody = [
      '\u200b',
      '\ufeff ',
      '\u0000',
      'gu\u200best',
      '\uff47uest',
      '\uff10',
      '\ud800',
      'J\udc00rg',
      'J\ufffdrg',
    ];
    for (const user of nobody) {
      const payload = payloadOf(site, { user_id: user });
      expect((await attempt({ token: await rawToken(HS256, payload) })).state, JSON.stringify(user)).toBe('refused');
    }
  });

  it('of many kinds at once name nobody: the query takes one', async () => {
    const { site } = await annsSite();
    for (const query of ['user_id=ann&device=x', '__proto__=ann', 'constructor=ann', '']) {
      expect((await send(adminRequest('GET', `/sites/${site}/people?${query}`))).status).toBe(400);
    }
  });
});

it('[W2] below tier person a claim, and a device, are refused before anybody is asked', async () => {
  const { site } = await annsSite();
  const token = await tokenOf(site, 'ann');
  for (const tier of ['contextual', 'session', 'device']) {
    const device = `device-low-${tier.padEnd(12, '-')}`;
    expect(await statusOf(site, device, { consent: { tier }, claim: { token } })).toBe(400);
    const { device: _, ...nameless } = personBatch(site, device, [view(1, 's1')], {
      batch: 'batch-of-nobody-01',
      consent: { tier },
      claim: { token },
    });
    const answer = (await (await send(pageRequest('/v1/collect', nameless))).json()) as object;
    expect(answer).not.toHaveProperty('claim');
    expect(answer).not.toHaveProperty('route');
  }
  expect((await people(site, 'user_id=ann')).joined!.identifiers).toHaveLength(2);
});

describe('[W13] [I7] a one-time link', () => {
  it('is good for one device of one site, as it was made', async () => {
    const [{ secret, attempt }, other] = [await annsSite(), await annsSite()];
    const make = async (key: string, body: object) =>
      ((await (await backend('/v1/server/links', `Bearer ${secret}`, key, body)).json()) as { link: string }).link;
    const link = await make('attack-link-1', { user_id: 'ann' });
    expect(await other.attempt({ link })).toMatchObject({ state: 'refused', sees: ['s1'] });
    expect(await attempt({ link: `${link}A` })).toMatchObject({ state: 'refused', sees: ['s1'] });
    expect(await attempt({ link: link.slice(0, -4) })).toMatchObject({ state: 'refused', sees: ['s1'] });
    // Neither of those used it up.
    expect(await attempt({ link })).toMatchObject({ state: 'joined', sees: ['a1', 's1'] });
    expect(await attempt({ link })).toMatchObject({ state: 'refused', sees: ['s1'] });
    // Opened by ten at once, it is one's.
    const second = await make('attack-link-2', { user_id: 'ann' });
    const states = await Promise.all(Array.from({ length: 10 }, async () => (await attempt({ link: second })).state));
    expect(states.filter((state) => state === 'joined')).toHaveLength(1);
    for (const authorization of ['', 'Bearer x', `Bearer ${other.secret}x`]) {
      expect((await backend('/v1/server/links', authorization, 'attack-link-3', { user_id: 'ann' })).status).toBe(401);
    }
  });

  it('[I6] opened on another user’s device joins the device that begins anew there', async () => {
    const { site, secret, phone } = await annsSite();
    const tablet = anyDevice(site);
    await tablet.claim({ token: await tokenOf(site, 'bob') }, ['b1']);
    const made = await backend('/v1/server/links', `Bearer ${secret}`, 'attack-link-4', { device: phone.id });
    const { link } = (await made.json()) as { link: string };
    expect(await tablet.claim({ link })).toMatchObject({ reset: true });
    const anew = anyDevice(site);
    expect((await anew.claim({ link })).claim).toEqual({ state: 'joined' });
    expect(await anew.sees()).toEqual(['a1']);
    expect((await people(site, 'user_id=bob')).joined!.identifiers).toHaveLength(2);
  });
});

describe('[W18] [I8] a hand-off between host names', () => {
  it('joins the device of the other host, once; a log-in on either is the other’s, too', async () => {
    const { site } = await freshSite();
    const [www, pay, late] = [anyDevice(site), anyDevice(site), anyDevice(site)];
    const { link } = await www.look(['a1'], { hand_off: true });
    expect((await pay.claim({ browser: link! }, ['b1'])).claim).toEqual({ state: 'joined' });
    expect(await pay.sees()).toEqual(['a1', 'b1']);
    expect((await late.claim({ browser: link! })).claim?.state).toBe('refused');
    // An address may be anybody's: what every visitor can ask for is no link.
    const { link: led } = await www.look([], { hand_off: true });
    expect((await late.claim({ link: led! }, ['l1'])).claim?.state).toBe('refused');
    expect(await late.sees()).toEqual(['l1']);
    await pay.claim({ token: await tokenOf(site, 'ann') });
    expect((await people(site, 'user_id=ann')).joined!.identifiers).toHaveLength(3);
    expect((await www.look([])).link).toBeUndefined();
  });

  it('[I6] of who came after a log-out joins nothing of the former one: the other host’s device begins anew', async () => {
    const { site } = await freshSite();
    const [www, pay, next] = [anyDevice(site), anyDevice(site), anyDevice(site)];
    const first = await www.look(['a1'], { hand_off: true });
    await pay.claim({ browser: first.link! });
    // Nobody ever logged in. At www somebody else holds the browser now.
    const { link } = await next.look(['n1'], { hand_off: true });
    const answer = await pay.claim({ browser: link! });
    expect(answer).toMatchObject({ reset: true });
    expect(answer).not.toHaveProperty('capsule');
    const anew = anyDevice(site);
    expect((await anew.claim({ browser: link! })).claim).toEqual({ state: 'joined' });
    expect(await anew.sees()).toEqual(['n1']);
    expect((await people(site, `device=${next.id}`)).joined!.identifiers).toHaveLength(2);
    expect((await people(site, `device=${www.id}`)).joined!.identifiers).toHaveLength(2);
  });

  it('is made for a person alone, and names nobody once they are erased', async () => {
    const { site } = await freshSite();
    const body = { batch: 'batch-of-nobody-02', consent: { tier: 'device' }, hand_off: true };
    const { device: _, ...nameless } = personBatch(site, 'device-none-000001', [], body);
    expect(await (await send(pageRequest('/v1/collect', nameless))).json()).not.toHaveProperty('link');
    const [www, pay] = [anyDevice(site), anyDevice(site)];
    const { link } = await www.look(['a1'], { hand_off: true });
    await www.look([], { withdrawn: 'device' });
    await pay.look(['b1']);
    expect((await pay.claim({ browser: link! })).claim?.state).toBe('refused');
    expect(await pay.sees()).toEqual(['b1']);
  });
});

describe('[W18] [I8] what a browser keeps for all its host names', () => {
  const markOf = async (device: ReturnType<typeof anyDevice>, items: string[] = []) =>
    (await device.look(items, { hand_off: 'browser' })).browser!;

  const own = ({ id }: { id: string }) => ({ kind: 'device' as const, value: id });

  it('joins the device of each; it is explained, undone for good, and a log-in on any of them is everyone’s', async () => {
    const { site } = await freshSite();
    const [www, pay, blog] = [anyDevice(site), anyDevice(site), anyDevice(site)];
    const browser = await markOf(www, ['a1']);
    for (const [device, item] of [[pay, 'b1'] as const, [blog, 'c1'] as const]) {
      expect((await device.claim({ browser }, [item])).claim).toEqual({ state: 'joined' });
    }
    expect(await blog.sees()).toEqual(['a1', 'b1', 'c1']);
    await pay.claim({ token: await tokenOf(site, 'ann') });
    const { joined } = await people(site, 'user_id=ann');
    expect(joined!.identifiers).toHaveLength(4);
    expect(await ledgerOf(testEnv, site).explain(own(www), own(blog))).toEqual([
      expect.stringContaining('one browser went from one host name'),
    ]);
    const claim = joined!.claims.find(({ identifiers }) => identifiers.some(({ value }) => value === blog.id))!;
    expect(claim).toMatchObject({ source: 'browser', verified: true });
    await asAdmin('POST', `/sites/${site}/people/unlink`, JSON.stringify({ claim: claim.id }));
    await blog.claim({ browser });
    expect(await blog.sees()).toEqual(['c1']);
  });

  it('guessed, damaged, of another shop, or one thing for another: nobody joins', async () => {
    const { site } = await freshSite();
    const { site: other } = await freshSite();
    const www = anyDevice(site);
    const browser = await markOf(www, ['a1']);
    const damaged = browser.slice(0, 40) + (browser[40] === 'x' ? 'y' : 'x') + browser.slice(41);
    const route = www.answer.route!;
    for (const forged of [
      'x',
      'k1.',
      `k1.${'A'.repeat(80)}`,
      damaged,
      `${browser}A`,
      route,
      await markOf(anyDevice(other)),
    ]) {
      const device = anyDevice(site);
      expect((await device.claim({ browser: forged }, ['s1'])).claim, forged).toMatchObject({ state: 'refused' });
      expect(await device.sees()).toEqual(['s1']);
    }
    // From an address it could come to anybody: it joins by the cookie alone.
    const device = anyDevice(site);
    expect((await device.claim({ link: browser }, ['s1'])).claim?.state).toBe('refused');
    expect((await www.claim({ browser })).claim?.state).toBe('refused');
    expect(await statusOf(site, anyDevice(site).id, { claim: { browser: 'x'.repeat(LIMITS.linkLength + 1) } })).toBe(
      400,
    );
  });

  it('[I1] [I3b] on thirty devices stops at the limit, and the log with it', async () => {
    const { site } = await freshSite();
    const www = anyDevice(site);
    const browser = await markOf(www);
    const states = await Promise.all(
      Array.from({ length: 30 }, async () => (await anyDevice(site).claim({ browser })).claim?.state),
    );
    expect(states.filter((state) => state === 'joined')).toHaveLength(19);
    const { joined } = await people(site, `device=${www.id}`);
    expect([joined!.identifiers.length, joined!.claims.length]).toEqual([20, 19]);
  });

  it('[I6] where somebody else is joined or called there, begins anew; called the same it joins', async () => {
    const { site } = await freshSite();
    const [www, bobs, called, same] = [anyDevice(site), anyDevice(site), anyDevice(site), anyDevice(site)];
    await www.claim({ user_id: 'ann' }, ['a1']);
    const browser = await markOf(www);
    await bobs.claim({ token: await tokenOf(site, 'bob') }, ['b1']);
    await called.claim({ user_id: 'carl' }, ['c1']);
    await same.claim({ user_id: 'ann' }, ['d1']);
    for (const device of [bobs, called]) {
      const answer = await device.claim({ browser });
      expect(answer).toMatchObject({ reset: true });
      expect(answer).not.toHaveProperty('capsule');
    }
    expect((await same.claim({ browser })).claim).toEqual({ state: 'joined' });
    expect(await same.sees()).toEqual(['a1', 'd1']);
    expect((await people(site, `device=${www.id}`)).joined!.identifiers).toHaveLength(2);
  });

  it('names nobody once its device is erased', async () => {
    const { site } = await freshSite();
    const [www, pay] = [anyDevice(site), anyDevice(site)];
    const browser = await markOf(www, ['a1']);
    await www.look([], { withdrawn: 'device' });
    expect((await pay.claim({ browser }, ['b1'])).claim?.state).toBe('refused');
    expect(await pay.sees()).toEqual(['b1']);
  });
});

describe('[W14] [T2] another one’s data', () => {
  it('is neither shown nor ended by a proof, a token, a link or a key of somebody else', async () => {
    const { site, secret, phone } = await annsSite();
    const stranger = anyDevice(site);
    const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const point = new Uint8Array((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer);
    await stranger.look(['s1'], { proof_key: toBase64Url(point) });
    const proof = async (method: string, device: string, of = site, time = Date.now()) => {
      const text = bytes(`${method} /v1/me\n${of}\n${device}\n${time}`);
      const signed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, text);
      return `Edgewise-Proof ${device}.${time}.${toBase64Url(new Uint8Array(signed))}`;
    };
    const own = await proof('GET', stranger.id);
    const attempts = [
      await proof('GET', phone.id),
      own.replace(stranger.id, phone.id),
      await proof('GET', `${stranger.id}\n${phone.id}`),
      await proof('GET', stranger.id, 'attack-other'),
      await proof('GET', stranger.id, site, Date.now() + 6 * 60_000),
      await proof('POST', stranger.id),
      `Bearer ${secret}`,
      `Bearer ${stranger.answer.route}`,
      `Bearer ${stranger.answer.capsule}`,
      `Basic ${btoa('ann:ann')}`,
    ];
    for (const authorization of attempts) {
      for (const method of ['GET', 'DELETE']) {
        const response = await send(meRequest(method, site, authorization.replaceAll('\n', ''), '&user_id=ann'));
        expect(response.status, authorization).toBe(401);
        expect(Object.keys((await response.json()) as object)).toEqual(['error', 'request']);
      }
    }
    // A proof that is one's own names one's own, whatever the address says.
    const mine = (await (await send(meRequest('GET', site, own, '&user_id=ann'))).json()) as PersonExport;
    expect(JSON.stringify(mine)).not.toMatch(new RegExp(`${phone.id}|"a1"`));
    expect(devicesOf(await people(site, 'user_id=ann'))).toEqual([phone.id]);
  });

  it('[I4] is unlinked, looked up, exported and erased by staff alone', async () => {
    const { site, secret, phone } = await annsSite();
    const { joined } = await people(site, 'user_id=ann');
    const routes: [string, string, string?][] = [
      ['POST', '/people/unlink', JSON.stringify({ claim: joined!.claims[0]!.id })],
      ['POST', '/people/erase?user_id=ann'],
      ['GET', '/people/export?user_id=ann'],
      ['GET', '/people?user_id=ann'],
      ['GET', `/people/explain?a=user_id:ann&b=device:${phone.id}`],
      ['GET', '/identity'],
      ['POST', '/identity/keys', JSON.stringify({ alg: 'HS256' })],
      ['PATCH', '/identity', JSON.stringify({ trust_unverified: true })],
    ];
    const nobodies = ['', `Bearer ${secret}`, `Bearer ${await tokenOf(site, 'ann')}`, `Bearer ${phone.answer.route}`];
    for (const [method, path, body] of routes) {
      for (const authorization of nobodies) {
        const response = await send(adminRequest(method, `/sites/${site}${path}`, body, { authorization }));
        expect([401, 403], `${method} ${path}`).toContain(response.status);
      }
    }
    expect((await people(site, 'user_id=ann')).joined).toEqual(joined);
  });
});

it('[I1] [I3b] a token that leaked, from 26 devices at once over HTTP: twenty join, and the log grows no further', async () => {
  const { site } = await freshSite();
  const token = await tokenOf(site, 'ann');
  const storm = Array.from({ length: 26 }, () => anyDevice(site));
  const states = new Map<string, string>();
  const tell = async ({ id }: (typeof storm)[number]) => {
    const response = await send(pageRequest('/v1/collect', personBatch(site, id, [view(1, id)], { claim: { token } })));
    // A device that meets a move of its own sends again, as the SDK does.
    if (response.status !== 503) states.set(id, ((await response.json()) as CollectAnswer).claim!.state);
  };
  while (states.size < storm.length) await Promise.all(storm.filter(({ id }) => !states.has(id)).map(tell));
  expect([...states.values()].sort()).toEqual([...Array(20).fill('joined'), ...Array(6).fill('refused')]);
  const ann = await people(site, 'user_id=ann');
  expect(ann.joined!.claims).toHaveLength(20);
  expect(devicesOf(ann)).toHaveLength(20);
  const left = storm.find(({ id }) => states.get(id) === 'refused')!;
  expect((await people(site, `device=${left.id}`)).contributions.map(({ device }) => device)).toEqual([left.id]);
});

it('[I2] [W14] a token from before an erasure, with or without a date, revives nobody; a new one begins anew', async () => {
  const { site, attempt } = await annsSite();
  const exp = seconds() + 600;
  const undated = [
    await rawToken(HS256, JSON.stringify({ user_id: 'ann', aud: site, exp })),
    `v1.${exp}.${toBase64Url(await hmac(`v1.${site}.ann.${exp}`, KEY))}`,
  ];
  const old = await rawToken(HS256, payloadOf(site, { iat: seconds() - 5 }));
  expect(await attempt({ token: undated[1]!, user_id: 'ann' })).toMatchObject({ state: 'joined' });
  expect((await send(meRequest('DELETE', site, `Bearer ${old}`))).status).toBe(200);
  for (const token of [old, ...undated]) {
    expect(await attempt({ token, user_id: 'ann' })).toMatchObject({ state: 'refused', sees: ['s1'] });
    expect((await send(meRequest('GET', site, `Bearer ${token}`, '&user_id=ann'))).status).toBe(404);
  }
  await expect(people(site, 'user_id=ann')).rejects.toThrow('404');
  // A shop whose tokens have no date says that ann is back; what is from before for certain stays refused.
  const readmit = (query: string) => asAdmin('POST', `/sites/${site}/people/readmit?${query}`);
  await expect(readmit('user_id=bob')).rejects.toThrow('404');
  await expect(readmit('device=device-attack-00000')).rejects.toThrow('400');
  expect(await readmit('user_id=ann')).toEqual({ readmitted: true });
  expect(await attempt({ token: undated[0]! })).toMatchObject({ state: 'joined', sees: ['s1'] });
  expect(await attempt({ token: old })).toMatchObject({ state: 'refused', sees: ['s1'] });
  const { entries } = await asAdmin<{ entries: unknown[] }>('GET', `/sites/${site}/audit`);
  expect(JSON.stringify(entries)).toContain('person.readmit');
  expect(JSON.stringify(entries)).not.toMatch(/[^a-z]ann[^a-z]/);
  // It holds until the next erasure.
  expect((await send(meRequest('DELETE', site, `Bearer ${await tokenOf(site, 'ann')}`))).status).toBe(200);
  expect(await attempt({ token: undated[1]!, user_id: 'ann' })).toMatchObject({ state: 'refused', sees: ['s1'] });
});
