/**
 * Who asks for their own data [W14]: somebody with a verified token, who reaches the whole person, or a device with its own
 * key, which reaches what that device did. A device that is shared or stolen proves no more than itself.
 */
import type { Identifier } from '@edgewise/core/identity/identifiers';
import { RequestFault } from '@edgewise/protocol/read-json';
import type { Env } from './bindings.ts';
import { identityOf } from './identity-settings.ts';
import { directoryOf } from './objects/names.ts';
import { proveToken } from './prove-claim.ts';
import { reachPerson } from './reach-person.ts';
import { fromBase64Url } from './sealing.ts';

const FRESH_MS = 5 * 60_000;
const PROOF = /^Edgewise-Proof ([A-Za-z0-9_-]{11,64})\.(\d{1,15})\.([A-Za-z0-9_-]{86})$/;
const BEARER = /^Bearer (\S+)$/i;

export interface Right {
  scope: 'device' | 'person';
  identifier: Identifier;
}

/** @throws RequestFault 401 that says what was expected, and never what was given */
export async function proveRight(
  env: Env,
  site: string,
  request: { method: string; authorization: string | undefined; userId: string | undefined },
  now: number,
): Promise<Right> {
  const { method, authorization = '', userId } = request;
  const [, token] = BEARER.exec(authorization) ?? [];
  if (token !== undefined) {
    const proved = await proveToken(token, userId, site, await identityOf(env, site, now), now);
    if (typeof proved === 'string') throw new RequestFault(401, 'token', `authorization: the token ${proved}`);
    return { scope: 'person', identifier: { kind: 'user_id', value: proved.user_id } };
  }
  const [, device, time, signature] = PROOF.exec(authorization) ?? [];
  if (device === undefined || time === undefined || signature === undefined) {
    throw new RequestFault(
      401,
      'proof',
      "authorization: expected 'Bearer <token>' or 'Edgewise-Proof <device>.<time>.<signature>'",
    );
  }
  if (Math.abs(Number(time) - now) > FRESH_MS) {
    throw new RequestFault(401, 'proof', 'authorization: the proof’s time is more than 5 minutes from now');
  }
  const found = await reachPerson(env, site, { name: device }, await homeOf(env, site, device), async (stub) =>
    stub.proofKey(device),
  );
  const key = found?.value.proofKey;
  if (!key || !(await isSigned(key, `${method} /v1/me\n${site}\n${device}\n${time}`, signature))) {
    throw new RequestFault(401, 'proof', 'authorization: the signature is not by the key of this device');
  }
  return { scope: 'device', identifier: { kind: 'device', value: device } };
}

async function homeOf(env: Env, site: string, device: string): Promise<string | undefined> {
  return (await directoryOf(env, site, 'device', device).find('device', device))?.person;
}

/** ECDSA P-256 with SHA-256, the signature as r‖s. */
async function isSigned(publicKey: string, text: string, signature: string): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64Url(publicKey), algorithm, false, ['verify']);
    return await crypto.subtle.verify(algorithm, key, fromBase64Url(signature), new TextEncoder().encode(text));
  } catch {
    return false; // 65 bytes that are no point on the curve
  }
}
