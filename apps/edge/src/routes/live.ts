/** `GET /live/v1/:site?ticket=`: the console's socket, on which the shop as it is now comes once a second. */
import { RequestFault } from '@edgewise/protocol/read-json';
import { siteKey } from '@edgewise/protocol/schemas';
import { is } from 'valibot';
import { type AppContext, isSameOrigin } from '../http.ts';
import { deskOf } from '../objects/names.ts';
import { siteView } from '../site-view.ts';

export async function liveRoute(c: AppContext): Promise<Response> {
  const site = c.req.param('site') ?? '';
  if (c.req.header('upgrade') !== 'websocket') {
    throw new RequestFault(400, 'upgrade', 'upgrade: expected a WebSocket');
  }
  // A browser says where a socket comes from, and no other site's page may open one.
  if (c.req.header('origin') !== undefined && !isSameOrigin(c)) {
    throw new RequestFault(403, 'origin', 'origin: the socket opens from this worker’s own pages');
  }
  // The Desk of a site that nobody made would be storage that anybody can make.
  const view = is(siteKey, site) && (await siteView(c.env, c.executionCtx as ExecutionContext, site, Date.now()));
  if (!view) throw new RequestFault(404, 'no_site', `site: there is no site '${site.slice(0, 60)}' here`);
  return deskOf(c.env, site).fetch(c.req.raw);
}
