/** What a plan is tried on, for the CLI: the snapshots in use and the sessions that were kept. */
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { type AppEnv, PRIVATE } from '../http.ts';
import { shopOf, trainerOf } from '../objects/names.ts';
import { snapshotKey } from '../snapshot-key.ts';
import { settingsOf } from './admin-site.ts';

export const adminSimulation = new Hono<AppEnv>();

const MOST_SESSIONS = 20_000;

adminSimulation.get('/snapshots/:kind', async (c) => {
  const { id } = await settingsOf(c);
  const kind = c.req.param('kind');
  if (kind !== 'model' && kind !== 'catalogue') {
    throw new RequestFault(404, 'no_snapshot', `kind: got '${kind.slice(0, 40)}', expected model or catalogue`);
  }
  const pointer = (await shopOf(c.env, id).view())?.[kind];
  const stored = pointer && (await c.env.BUCKET.get(snapshotKey(id, kind, pointer.current)));
  if (!stored) throw new RequestFault(404, 'no_snapshot', `kind: the site has no ${kind} yet`);
  return c.body(stored.body as ReadableStream, 200, {
    ...PRIVATE,
    'content-type': 'application/octet-stream',
    etag: `"${pointer.current}"`,
  });
});

/** Items, kinds and times; nothing says whose a session was. */
adminSimulation.get('/sessions', async (c) => {
  const { id } = await settingsOf(c);
  const limit = Number(c.req.query('limit') ?? 2_000);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SESSIONS) {
    throw new RequestFault(400, 'invalid', `limit: expected a whole number from 1 to ${MOST_SESSIONS}`);
  }
  const sessions = await trainerOf(c.env, id).newestSessions(limit);
  return c.body(`{"sessions":${sessions}}`, 200, { ...PRIVATE, 'content-type': 'application/json' });
});
