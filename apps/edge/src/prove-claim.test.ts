import { LIMITS } from '@edgewise/protocol/limits';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { MARK_LASTS_MS, sealMark } from './browser-marks.ts';
import type { OpenedIdentity } from './identity-settings.ts';
import { newLink, sealLink } from './one-time-links.ts';
import { type Proof, proveClaim } from './prove-claim.ts';
import { Sealer, toBase64Url } from './sealing.ts';

const SITE = 'demo';
const NOW = 1_700_000_000_000;
const SECONDS = NOW / 1000;
const bytes = (text: string) => Uint8Array.from(new TextEncoder().encode(text));
const secret = bytes('the first secret, thirty-two bytes or more');
const older = bytes('the second secret, thirty-two bytes or so');
const identity: OpenedIdentity = {
  keys: [
    { id: 'k2', alg: 'HS256', secret },
    { id: 'k1', alg: 'HS256', secret: older },
  ],
  trustUnverified: false,
  bareHmac: false,
};
const sealer = new Sealer(`k1:${toBase64Url(new Uint8Array(32))}`);

const prove = (claim: object, with_: OpenedIdentity = identity, now = NOW) =>
  proveClaim(claim, SITE, with_, sealer, now);
const reasonOf = (proof: Proof) => (proof.state === 'refused' ? proof.reason : proof.state);

interface Made {
  payload?: object;
  key?: Uint8Array | CryptoKey;
  alg?: string;
  aud?: string;
  exp?: number | undefined;
}
function jwt({ payload = { user_id: 'ann' }, key = secret, alg = 'HS256', aud = SITE, exp = SECONDS + 60 }: Made = {}) {
  const token = new SignJWT({ ...payload }).setProtectedHeader({ alg }).setAudience(aud);
  if (exp > 0) token.setExpirationTime(exp);
  return token.sign(key);
}

async function mac(text: string, key: Uint8Array<ArrayBuffer> = secret): Promise<Uint8Array> {
  const made = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, bytes(text)));
}
const hex = (of: Uint8Array) => [...of].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('[W12] a JWT', () => {
  it('of either of two keys is taken, with what it says of e-mail and phone', async () => {
    const email_sha256 = 'e'.repeat(64);
    for (const key of [secret, older]) {
      const token = await jwt({ payload: { user_id: 'ann', email_sha256 }, key });
      expect(await prove({ token, phone_sha256: 'f'.repeat(64) })).toMatchObject({
        state: 'verified',
        // The phone beside the token is the page's own word.
        identifiers: [
          { kind: 'user_id', value: 'ann' },
          { kind: 'email_sha256', value: email_sha256 },
        ],
      });
    }
    expect(await prove({ token: await jwt({ payload: { sub: 'ann' } }) })).toMatchObject({ state: 'verified' });
  });

  it('of ES256 is taken with the public key, which never serves as an HMAC secret', async () => {
    const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey;
    const keys: OpenedIdentity = { ...identity, keys: [{ id: 'e', alg: 'ES256', jwk }] };
    const token = await jwt({ key: pair.privateKey, alg: 'ES256' });
    expect((await prove({ token }, keys)).state).toBe('verified');
    const confused = await jwt({ key: bytes(JSON.stringify(jwk)) });
    expect((await prove({ token: confused }, keys)).state).toBe('refused');
  });

  it('that is wrong in one way is refused, and the reason says which', async () => {
    const none =
      `${btoa('{"alg":"none"}')}.${btoa(`{"user_id":"ann","aud":"${SITE}","exp":${SECONDS + 60}}`)}.`.replaceAll(
        '=',
        '',
      );
    const cases: [string, string | Promise<string>][] = [
      ['has expired', jwt({ exp: SECONDS - 60 })],
      ['aud', jwt({ aud: 'other' })],
      ['exp', jwt({ exp: 0 })],
      ['not signed', jwt({ key: bytes('a key that the site never had, thirty-two') })],
      ['not signed', jwt({ alg: 'HS512', key: bytes('x'.repeat(64)) })],
      ['not signed', none],
      ['not signed', 'no.token.atall'],
      ['names nobody', jwt({ payload: { user_id: 'undefined' } })],
      ['expected a string', jwt({ payload: {} })],
      ['64 lower-case hex', jwt({ payload: { user_id: 'ann', email_sha256: 'ann@shop.example' } })],
      ['longer than', `x${'y'.repeat(4096)}`],
    ];
    for (const [says, token] of cases) expect(reasonOf(await prove({ token: await token }))).toContain(says);
    expect(reasonOf(await prove({ token: await jwt(), user_id: 'bob' }))).toContain('claim.user_id');
    expect(reasonOf(await prove({ token: await jwt() }, { ...identity, keys: [] }))).toContain('no identity key');
  });

  it('at the limit of length is read, one beyond is not', async () => {
    const token = await jwt({ payload: { user_id: 'ann', pad: '' } });
    const room = Math.floor(((4096 - token.length) * 3) / 4) - 2;
    const long = await jwt({ payload: { user_id: 'ann', pad: 'x'.repeat(room) } });
    expect(long.length).toBeLessThanOrEqual(4096);
    expect((await prove({ token: long })).state).toBe('verified');
  });
});

describe('[W8] [W12] a token’s life', () => {
  const most = LIMITS.tokenLifetime / 1000;
  const stateOf = async (payload: object, exp: number) => (await prove({ token: await jwt({ payload, exp }) })).state;

  it('is counted from its date, and one second more is refused', async () => {
    const payload = { user_id: 'ann', iat: SECONDS - 1000 };
    expect(await stateOf(payload, SECONDS - 1000 + most)).toBe('verified');
    expect(await stateOf(payload, SECONDS - 999 + most)).toBe('refused');
    const late = await prove({ token: await jwt({ payload, exp: SECONDS * 2 }) });
    expect(reasonOf(late)).toContain('exp: expected 90 days after it was made, at most');
  });

  it('is counted from now where it says none, as far as two clocks agree', async () => {
    expect(await stateOf({ user_id: 'ann' }, SECONDS + most + 30)).toBe('verified');
    expect(await stateOf({ user_id: 'ann' }, SECONDS + most + 31)).toBe('refused');
    for (const [more, state] of [
      [30, 'verified'],
      [31, 'refused'],
    ] as const) {
      const exp = SECONDS + most + more;
      const token = `v1.${exp}.${hex(await mac(`v1.${SITE}.ann.${exp}`))}`;
      expect((await prove({ user_id: 'ann', token })).state).toBe(state);
    }
  });
});

describe('[W12] an HMAC', () => {
  it('over site, user and expiry is taken, as hex and as base64url', async () => {
    const exp = SECONDS + 60;
    const signed = await mac(`v1.${SITE}.ann.${exp}`, older);
    for (const form of [hex(signed), toBase64Url(signed)]) {
      expect(await prove({ user_id: 'ann', token: `v1.${exp}.${form}` })).toMatchObject({ state: 'verified' });
      expect(reasonOf(await prove({ user_id: 'bob', token: `v1.${exp}.${form}` }))).toContain('not signed');
      expect(reasonOf(await prove({ token: `v1.${exp}.${form}` }))).toContain('user_id');
      expect(reasonOf(await prove({ user_id: 'ann', token: `v1.${exp + 1}.${form}` }))).toContain('not signed');
    }
    const past = await mac(`v1.${SITE}.ann.${SECONDS - 60}`);
    expect(reasonOf(await prove({ user_id: 'ann', token: `v1.${SECONDS - 60}.${hex(past)}` }))).toContain('expired');
  });

  it('of the user id alone is taken only where the site turned it on', async () => {
    const token = hex(await mac('ann'));
    expect(reasonOf(await prove({ user_id: 'ann', token }))).toContain('not accepted');
    expect((await prove({ user_id: 'ann', token }, { ...identity, bareHmac: true })).state).toBe('verified');
    expect((await prove({ user_id: 'bob', token }, { ...identity, bareHmac: true })).state).toBe('refused');
  });
});

describe('[W13] a link', () => {
  it('of this site is taken until it expires; anything else is not', async () => {
    const link = newLink({ kind: 'user_id', value: 'ann' }, NOW, 60_000);
    const token = await sealLink(sealer, SITE, link);
    expect(token.length).toBeLessThanOrEqual(512);
    expect(await prove({ link: token })).toMatchObject({
      state: 'verified',
      source: 'link',
      once: { nonce: link.nonce },
    });
    expect(reasonOf(await prove({ link: token }, identity, NOW + 60_001))).toContain('expired');
    expect(reasonOf(await prove({ link: await sealLink(sealer, 'other', link) }))).toContain('not made');
    // In the middle: the last character of base64url may hold bits that no byte is made of.
    const damaged = token.slice(0, 40) + (token[40] === 'x' ? 'y' : 'x') + token.slice(41);
    expect(reasonOf(await prove({ link: damaged }))).toContain('not made');
  });
});

it('[W18] what a browser keeps is taken for thirty days, and names a device and no user', async () => {
  const browser = await sealMark(sealer, SITE, { device: 'device-of-www-0001', made: NOW });
  expect(browser.length).toBeLessThanOrEqual(160);
  expect(await prove({ browser, user_id: 'ann' }, identity, NOW + MARK_LASTS_MS)).toEqual({
    state: 'verified',
    source: 'browser',
    identifiers: [{ kind: 'device', value: 'device-of-www-0001' }],
    issued: NOW,
    from: 'device-of-www-0001',
  });
  expect(reasonOf(await prove({ browser }, identity, NOW + MARK_LASTS_MS + 1))).toContain('expired');
});

it('[I2] what has no token labels the device', async () => {
  expect(await prove({ user_id: 'ann' })).toEqual({ state: 'unverified', label: { user_id: 'ann', verified: false } });
  expect((await prove({})).state).toBe('refused');
});
