/** The lake for `edgewise export`: what is there, and one object after another. */
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { type AppEnv, PRIVATE } from '../http.ts';
import { knownSite } from './known-site.ts';

export const adminLake = new Hono<AppEnv>();

const PAGE = 1_000;

export interface LakePage {
  v: 1;
  /** Names below the site's lake, `2026/11/22/14/….ndjson.gz`, ascending, and bytes of each. */
  objects: { name: string; bytes: number }[];
  /** Where to go on, or missing where that is all. */
  after?: string;
}

const prefixOf = (site: string) => `${site}/lake/v1/`;

/** `?from=2026/11/22/14&after=NAME`: objects from that hour on, after that name. */
adminLake.get('/', async (c) => {
  const site = await knownSite(c);
  const { from = '', after = '' } = c.req.query();
  const start = after > from ? after : from;
  const { objects, truncated } = await c.env.BUCKET.list({
    prefix: prefixOf(site),
    limit: PAGE,
    ...(start !== '' && { startAfter: prefixOf(site) + start }),
  });
  const names = objects.map(({ key, size }) => ({ name: key.slice(prefixOf(site).length), bytes: size }));
  const page: LakePage = { v: 1, objects: names, ...(truncated && { after: names.at(-1)!.name }) };
  return c.json(page, 200, PRIVATE);
});

adminLake.get('/object', async (c) => {
  const site = await knownSite(c);
  const name = c.req.query('name') ?? '';
  if (!/^\d{4}\/\d{2}\/\d{2}\/\d{2}\/[A-Za-z0-9._-]{1,400}$/.test(name)) {
    throw new RequestFault(400, 'invalid', `name: got '${name.slice(0, 60)}', expected one of the list`);
  }
  const stored = await c.env.BUCKET.get(prefixOf(site) + name);
  if (!stored) throw new RequestFault(404, 'no_object', 'name: is not there any more; list again');
  return c.body(stored.body, 200, { ...PRIVATE, 'content-type': 'application/gzip' });
});
