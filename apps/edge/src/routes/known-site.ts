/** The site of an admin request's path. */
import { RequestFault } from '@edgewise/protocol/read-json';
import type { AppContext } from '../http.ts';
import { shopOf } from '../objects/names.ts';

/** @returns its key. @throws RequestFault 404 */
export async function knownSite(c: AppContext): Promise<string> {
  const id = c.req.param('site') ?? '';
  const known = /^[a-z0-9][a-z0-9-]{1,38}(\.eu)?$/.test(id) && (await shopOf(c.env, id).exists());
  if (!known) throw new RequestFault(404, 'no_site', `site: there is no site '${id.slice(0, 60)}' here`);
  return id;
}
