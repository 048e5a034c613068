/**
 * Staff that Cloudflare Access let in ([A6]): its assertion is a JWT, signed with a key of the team.
 * https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Env } from '../bindings.ts';
import { isRole, type Role } from './rights.ts';
import type { BrowserStaff } from './staff.ts';

export const ASSERTION = 'cf-access-jwt-assertion';

type KeySet = ReturnType<typeof createRemoteJWKSet>;
/** One a team and isolate: it keeps the keys, and asks again for one it does not know. */
const keySets = new Map<string, KeySet>();

function keysOf(issuer: string): KeySet {
  const known = keySets.get(issuer);
  if (known) return known;
  const made = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`), {
    [customFetch]: (url, init) => fetch(url, init as RequestInit) as never,
  });
  keySets.set(issuer, made);
  return made;
}

/** `myteam`, or the team's whole address. */
const issuerOf = (team: string) =>
  /^[a-z0-9-]+$/i.test(team) ? `https://${team}.cloudflareaccess.com` : new URL(team).origin;

/** Not that the assertion is wrong, but that the team's keys could not be had. */
const UNREACHABLE = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

/**
 * Whose assertion it is; undefined where Access is not set up.
 * @throws RequestFault 401 for a wrong one, 403 for somebody without a role, 503 where the team's keys cannot be had
 */
export async function accessStaff(env: Env, assertion: string): Promise<BrowserStaff | undefined> {
  const { EDGEWISE_ACCESS_TEAM: team, EDGEWISE_ACCESS_AUD: audience } = env;
  if (!team || !audience) return undefined;
  const issuer = issuerOf(team);
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(assertion, keysOf(issuer), {
      issuer,
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: 30,
    }));
  } catch (cause) {
    if (cause instanceof errors.JOSEError && !UNREACHABLE.has(cause.code)) {
      throw new RequestFault(401, 'access', `cf-access-jwt-assertion: ${cause.message}`.slice(0, 200));
    }
    throw new RequestFault(503, 'access_keys', `access: the keys of ${issuer} could not be read`);
  }
  const email = typeof payload.email === 'string' ? payload.email.toLowerCase() : '';
  const role = roleOf(env.EDGEWISE_ACCESS_ROLES ?? '', email);
  if (!role) {
    throw new RequestFault(
      403,
      'no_role',
      'access: EDGEWISE_ACCESS_ROLES says no role for who Cloudflare Access let in',
    );
  }
  return { name: email, role, by: 'access', subject: `access|${payload.sub}` };
}

/** @param setting `ann@shop.example/owner,*@shop.example/viewer`: an address counts before its whole domain */
export function roleOf(setting: string, email: string): Role | undefined {
  if (!/^[^@\s*]+@[^@\s]+$/.test(email)) return undefined;
  const roles = new Map<string, Role>();
  for (const entry of setting.split(',').filter((text) => text.trim() !== '')) {
    const [who = '', role = '', ...more] = entry.trim().toLowerCase().split('/');
    if (!isRole(role) || more.length > 0 || !/^(\*|[^@\s*]+)@[^@\s]+$/.test(who)) {
      throw new RequestFault(
        503,
        'access_roles',
        `access: EDGEWISE_ACCESS_ROLES has '${entry.trim().slice(0, 60)}', expected such as *@shop.example/viewer`,
      );
    }
    roles.set(who, role);
  }
  return roles.get(email) ?? roles.get(`*${email.slice(email.lastIndexOf('@'))}`);
}
