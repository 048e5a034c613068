/** Who of the shop's staff asks, and what a request by a browser has to bring ([A1], [A9] of apps/edge/SPEC.md). */
import { RequestFault } from '@edgewise/protocol/read-json';
import { type AppContext, bearer, isSameOrigin, sameSecret } from '../http.ts';
import { toBase64Url } from '../sealing.ts';
import { ASSERTION, accessStaff } from './cloudflare-access.ts';
import type { Role } from './rights.ts';
import { sessionOf } from './session.ts';
import { holderOf } from './tokens.ts';

interface Somebody {
  /** Stands in the log. */
  name: string;
  role: Role;
}

/** Known by what a browser sends on its own. `subject`: what the word against cross-site requests is made from. */
export interface BrowserStaff extends Somebody {
  by: 'session' | 'access';
  subject: string;
}

export type Staff = BrowserStaff | (Somebody & { by: 'token' });

/** @throws RequestFault 401 for nobody, 403 for a cross-site request, 503 where the settings are wrong */
export async function staffOf(c: AppContext, now: number): Promise<Staff> {
  const setting = c.env.EDGEWISE_ADMIN_TOKEN ?? '';
  if (c.req.header('authorization') !== undefined) {
    const holder = await holderOf(setting, bearer(c) ?? '');
    if (!holder) throw new RequestFault(401, 'token', "authorization: expected 'Bearer' and an admin token");
    return { name: holder.name, role: holder.role, by: 'token' };
  }
  const staff = (await sessionOf(c, now)) ?? (await byAccess(c));
  if (!staff) throw new RequestFault(401, 'signed_out', 'session: there is none, or it is over; sign in');
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') await assertOwnPage(c, staff.subject);
  return staff;
}

function byAccess(c: AppContext): Promise<BrowserStaff | undefined> | undefined {
  const assertion = c.req.header(ASSERTION);
  return assertion === undefined ? undefined : accessStaff(c.env, assertion);
}

async function assertOwnPage(c: AppContext, subject: string): Promise<void> {
  if (!isSameOrigin(c)) {
    throw new RequestFault(403, 'origin', "origin: a change by session comes from this worker's own pages");
  }
  if (!(await sameSecret(c.req.header('x-edgewise-csrf') ?? '', await csrfOf(c, subject)))) {
    throw new RequestFault(403, 'csrf', 'x-edgewise-csrf: expected the word that GET /admin/v1/session says');
  }
}

/** HMAC-SHA256 by the deployment's keys: another site's page can neither read nor make it. */
export async function csrfOf(c: AppContext, subject: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(c.env.EDGEWISE_KEYS),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(`csrf|${subject}`))));
}
