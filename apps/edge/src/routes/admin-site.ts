import { RequestFault } from '@edgewise/protocol/read-json';
import type { AppContext } from '../http.ts';
import { shopOf } from '../objects/names.ts';
import type { SiteSettings } from '../shop-view.ts';

/** The site of the path, or 404. */
export async function settingsOf(c: AppContext): Promise<SiteSettings> {
  const id = c.req.param('site') ?? '';
  const view = /^[a-z0-9][a-z0-9-]{1,38}(\.eu)?$/.test(id) ? await shopOf(c.env, id).view() : null;
  if (!view) throw new RequestFault(404, 'no_site', `site: there is no site '${id.slice(0, 60)}' here`);
  return view.settings;
}
