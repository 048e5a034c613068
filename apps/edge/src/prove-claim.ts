/**
 * What a page's claim proves [W12]. A token is a JWT (HS256, ES256) or an HMAC; a link is sealed by this worker. Whatever
 * stands beside a token and is not in it stays unverified and labels the device alone.
 */
import { isBlocked } from '@edgewise/core/identity/blocked';
import type { Identifier } from '@edgewise/core/identity/identifiers';
import type { Label } from '@edgewise/core/person/state';
import type { WireClaim } from '@edgewise/protocol/events';
import { LIMITS } from '@edgewise/protocol/limits';
import { errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import { MARK_LASTS_MS, openMark } from './browser-marks.ts';
import type { OpenedIdentity } from './identity-settings.ts';
import { openLink } from './one-time-links.ts';
import { fromBase64Url, type Sealer } from './sealing.ts';

export type Proof =
  | {
      state: 'verified';
      source: 'token' | 'link' | 'browser';
      /** Without the device's own. */
      identifiers: Identifier[];
      /** Missing where it names no user: what the device is called stays as it was. */
      label?: Label;
      /** When the backend said it, ms since the epoch. Missing where the token does not tell. */
      issued?: number;
      once?: { nonce: string; expires: number };
      /** The device on another host name of the same browser [I8]. */
      from?: string;
    }
  | { state: 'unverified'; label: Label }
  | { state: 'refused'; reason: string };

const SHA256_HEX = /^[0-9a-f]{64}$/;
/** Clocks of two servers. */
const TOLERANCE_S = 30;

export async function proveClaim(
  claim: WireClaim,
  site: string,
  identity: OpenedIdentity,
  sealer: Sealer,
  now: number,
): Promise<Proof> {
  const { token, link, browser, ...said } = claim;
  if (link !== undefined) return proveLink(link, said, site, sealer, now);
  if (browser !== undefined) return proveBrowser(browser, site, sealer, now);
  if (token === undefined) {
    if (Object.keys(said).length === 0) return { state: 'refused', reason: 'claim: names nobody' };
    return { state: 'unverified', label: { ...said, verified: false } };
  }
  const proved = await proveToken(token, said.user_id, site, identity, now);
  if (typeof proved === 'string') return { state: 'refused', reason: `claim.token: ${proved}` };
  const { issued, ...named } = proved;
  if (said.user_id !== undefined && said.user_id !== named.user_id) {
    return { state: 'refused', reason: 'claim.user_id: is not the one that the token names' };
  }
  return {
    state: 'verified',
    source: 'token',
    identifiers: identifiersOf(named),
    label: { ...said, ...named, verified: true },
    ...(issued !== undefined && { issued }),
  };
}

export interface Named {
  user_id: string;
  email_sha256?: string;
  phone_sha256?: string;
}

function identifiersOf({ user_id, email_sha256, phone_sha256 }: Named): Identifier[] {
  return [
    { kind: 'user_id', value: user_id },
    ...(email_sha256 !== undefined ? [{ kind: 'email_sha256' as const, value: email_sha256 }] : []),
    ...(phone_sha256 !== undefined ? [{ kind: 'phone_sha256' as const, value: phone_sha256 }] : []),
  ];
}

/** @returns whom a valid token names, or why it is refused; never the token itself */
export async function proveToken(
  token: string,
  userId: string | undefined,
  site: string,
  identity: OpenedIdentity,
  now: number,
): Promise<(Named & { issued?: number }) | string> {
  if (token.length > LIMITS.tokenLength) return `is longer than ${LIMITS.tokenLength}`;
  if (userId !== undefined && userId.length > LIMITS.idLength) return `user_id: is longer than ${LIMITS.idLength}`;
  if (identity.keys.length === 0) return 'the site has no identity key yet';
  if (token.startsWith('v1.')) return proveHmac(token, userId, site, identity, now);
  if (/^[0-9a-f]{64}$/.test(token)) return proveBareHmac(token, userId, identity);
  return proveJwt(token, site, identity, now);
}

/** Each key is tried with its own algorithm alone, so that a public key never becomes an HMAC's secret. */
async function proveJwt(token: string, site: string, identity: OpenedIdentity, now: number) {
  let reason = 'is not signed with an identity key of the site';
  for (const { alg, secret, jwk } of identity.keys) {
    const key = alg === 'HS256' ? secret : jwk && (await importJWK(jwk, 'ES256'));
    if (!key) continue;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [alg],
        audience: site,
        requiredClaims: ['exp'],
        clockTolerance: TOLERANCE_S,
        currentDate: new Date(now),
      });
      if (payload.iat !== undefined && payload.iat * 1000 > now + TOLERANCE_S * 1000)
        return `iat: expected ${EXPECTED.iat}`;
      // Without a date it counts from now, on a clock that may be behind the shop's.
      const made = payload.iat === undefined ? now + TOLERANCE_S * 1000 : payload.iat * 1000;
      if (payload.exp! * 1000 > made + LIMITS.tokenLifetime) return TOO_LONG;
      return namedBy(payload);
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) reason = 'has expired';
      else if (cause instanceof errors.JWTClaimValidationFailed)
        reason = `${cause.claim}: expected ${EXPECTED[cause.claim] ?? 'another'}`;
      else if (!(cause instanceof errors.JOSEError) && !(cause instanceof TypeError)) throw cause;
    }
  }
  return reason;
}

const TOO_LONG = `exp: expected ${LIMITS.tokenLifetime / 86_400_000} days after it was made, at most`;
const EXPECTED: Record<string, string> = {
  aud: "the site's public key",
  exp: 'to be there, in seconds',
  iat: 'seconds since the epoch, and no time to come',
  nbf: 'seconds since the epoch, and no time to come',
};

function namedBy(payload: JWTPayload): (Named & { issued?: number }) | string {
  const user = payload.user_id ?? payload.sub;
  const userId = typeof user === 'number' ? String(user) : user;
  if (typeof userId !== 'string' || userId.length > LIMITS.idLength) return 'user_id: expected a string';
  if (isBlocked(userId)) return `user_id: '${userId.slice(0, 40)}' names nobody`;
  for (const field of ['email_sha256', 'phone_sha256'] as const) {
    const value = payload[field];
    if (value !== undefined && (typeof value !== 'string' || !SHA256_HEX.test(value))) {
      return `${field}: expected 64 lower-case hex digits`;
    }
  }
  return {
    user_id: userId,
    ...(payload.email_sha256 !== undefined && { email_sha256: payload.email_sha256 as string }),
    ...(payload.phone_sha256 !== undefined && { phone_sha256: payload.phone_sha256 as string }),
    // Whole seconds: counted as their end, so that a log-in right after an erasure is after it.
    ...(payload.iat !== undefined && { issued: payload.iat * 1000 + 999 }),
  };
}

/** `v1.<exp>.<mac>`, the mac over `v1.<site>.<user_id>.<exp>`, hex or base64url. */
async function proveHmac(
  token: string,
  userId: string | undefined,
  site: string,
  identity: OpenedIdentity,
  now: number,
) {
  const [, exp, mac] = /^v1\.(\d{1,12})\.([A-Za-z0-9_-]{43}|[0-9a-f]{64})$/.exec(token) ?? [];
  if (exp === undefined || mac === undefined) return 'expected v1.<exp>.<mac>';
  if (userId === undefined || userId === '') return 'an HMAC goes with the user_id that it is of';
  if (isBlocked(userId)) return `user_id: '${userId.slice(0, 40)}' names nobody`;
  if (!(await macOfAny(identity, `v1.${site}.${userId}.${exp}`, mac))) {
    return 'is not signed with an identity key of the site';
  }
  if (Number(exp) * 1000 + TOLERANCE_S * 1000 < now) return 'has expired';
  if (Number(exp) * 1000 > now + TOLERANCE_S * 1000 + LIMITS.tokenLifetime) return TOO_LONG;
  return { user_id: userId };
}

async function proveBareHmac(token: string, userId: string | undefined, identity: OpenedIdentity) {
  if (!identity.bareHmac) return 'an HMAC of the user id alone is not accepted by this site';
  if (userId === undefined || isBlocked(userId)) return 'an HMAC goes with the user_id that it is of';
  if (!(await macOfAny(identity, userId, token))) return 'is not signed with an identity key of the site';
  return { user_id: userId };
}

async function macOfAny(identity: OpenedIdentity, text: string, mac: string): Promise<boolean> {
  const given =
    mac.length === 64 ? Uint8Array.from(mac.match(/../g)!, (pair) => Number.parseInt(pair, 16)) : fromBase64Url(mac);
  for (const { secret } of identity.keys) {
    if (!secret) continue;
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    if (await crypto.subtle.verify('HMAC', key, given, new TextEncoder().encode(text))) return true;
  }
  return false;
}

async function proveLink(
  token: string,
  said: Omit<WireClaim, 'token' | 'link' | 'browser'>,
  site: string,
  sealer: Sealer,
  now: number,
): Promise<Proof> {
  const link = await openLink(sealer, site, token);
  // What any visitor can have made may not come by an address that anybody can be sent.
  if (!link || link.handOff) return { state: 'refused', reason: 'claim.link: was not made for this site' };
  if (link.expires < now) return { state: 'refused', reason: 'claim.link: has expired' };
  const { kind, value } = link.target;
  return {
    state: 'verified',
    source: 'link',
    identifiers: [link.target],
    ...(kind === 'user_id' && { label: { ...said, user_id: value, verified: true } }),
    issued: link.made,
    once: { nonce: link.nonce, expires: link.expires },
  };
}

/** What a page of another host name handed on [W18]: kept by the browser, or in a link, once. */
async function proveBrowser(token: string, site: string, sealer: Sealer, now: number): Promise<Proof> {
  const mark = await openMark(sealer, site, token);
  const link = mark ? undefined : await openLink(sealer, site, token);
  const from = mark?.device ?? (link?.handOff && link.target.value);
  if (!from) return { state: 'refused', reason: 'claim.browser: was not made for this site' };
  const expires = mark ? mark.made + MARK_LASTS_MS : link!.expires;
  if (expires < now) return { state: 'refused', reason: 'claim.browser: has expired' };
  return {
    state: 'verified',
    source: 'browser',
    identifiers: [{ kind: 'device', value: from }],
    issued: mark?.made ?? link!.made,
    ...(link && { once: { nonce: link.nonce, expires } }),
    from,
  };
}
