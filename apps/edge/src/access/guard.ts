/** Before and after every route of the admin API: who asks, whether they may, and the line in the site's log ([A8], [A10]). */
import { RequestFault } from '@edgewise/protocol/read-json';
import type { Next } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AppContext } from '../http.ts';
import { shopOf } from '../objects/names.ts';
import { admitStaff } from '../quotas.ts';
import { byOf } from './log.ts';
import { RIGHTS, type Right, reaches } from './rights.ts';
import { staffOf } from './staff.ts';

export const BASE = '/admin/v1';

export async function guard(c: AppContext, next: Next): Promise<void> {
  // The route that will answer is the one whose right is looked up: no second reading of the path that could differ.
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  const right = route && RIGHTS.get(`${route.method} ${route.path.slice(BASE.length)}`);
  if (right?.least !== 'anyone') {
    const staff = await staffOf(c, Date.now());
    c.set('staff', staff);
    await admitStaff(c.env, staff.name);
    if (route && !(right && reaches(staff.role, right.least))) {
      throw new RequestFault(
        403,
        'role',
        `role: '${staff.name}' is ${staff.role}; this wants ${right?.least ?? 'a right'}`,
      );
    }
  }
  if (right?.log !== undefined) byOf(c);
  await next();
  if (c.res.ok && right?.log !== undefined) await writeLine(c, right.log);
}

async function writeLine(c: AppContext, what: NonNullable<Right['log']>): Promise<void> {
  const { site, ...named } = c.req.param() as Record<string, string>;
  await shopOf(c.env, site!).note(what, { ...named, ...c.get('detail') }, byOf(c));
}
