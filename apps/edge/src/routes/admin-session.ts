/** `/admin/v1/session`: a token against a cookie, who is signed in, and the way out ([A3]–[A5] of apps/edge/SPEC.md). */
import { parseSignIn } from '@edgewise/protocol/parse-admin';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { beginSession, endSession } from '../access/session.ts';
import { csrfOf, type Staff } from '../access/staff.ts';
import { holderOf } from '../access/tokens.ts';
import { type AppContext, type AppEnv, isSameOrigin, PRIVATE, readBody } from '../http.ts';
import { networkOf } from '../network.ts';
import { gateOf } from '../objects/names.ts';

export const adminSession = new Hono<AppEnv>();

const BODY = { bytes: 8 * 1024, depth: 2 };
/** Where the platform says no address, all are one network. */
const NOWHERE = 'nowhere';

/** `csrf` where the browser is known by what it sends on its own. */
const describe = async (c: AppContext, staff: Staff) => ({
  name: staff.name,
  role: staff.role,
  ...(staff.by !== 'token' && { csrf: await csrfOf(c, staff.subject) }),
});

adminSession.post('/', async (c) => {
  if (c.req.header('origin') !== undefined && !isSameOrigin(c)) {
    throw new RequestFault(403, 'origin', "origin: a sign-in comes from this worker's own pages");
  }
  const { token } = parseSignIn(await readBody(c, BODY));
  const now = Date.now();
  const network = (await networkOf(c.env, '', c.req.header('cf-connecting-ip'), now)) ?? NOWHERE;
  const gate = gateOf(c.env, network);
  const allowed = await gate.attempt(network, now);
  if ('again' in allowed) {
    const seconds = Math.max(1, Math.ceil((allowed.again - now) / 1000));
    throw new RequestFault(429, 'attempts', `session: too many failed sign-ins; try again in ${seconds} s`, seconds);
  }
  const holder = await holderOf(c.env.EDGEWISE_ADMIN_TOKEN ?? '', token);
  if (!holder) throw new RequestFault(401, 'token', 'token: is no admin token of this worker');
  const staff = await beginSession(c, holder, now);
  await gate.forgive(allowed.attempt);
  return c.json(await describe(c, staff), 200, PRIVATE);
});

adminSession.get('/', async (c) => c.json(await describe(c, c.get('staff')), 200, PRIVATE));

adminSession.delete('/', async (c) => {
  const staff = c.get('staff');
  if (staff.by === 'session') await endSession(c, staff.subject, Date.now());
  return c.body(null, 204, PRIVATE);
});
