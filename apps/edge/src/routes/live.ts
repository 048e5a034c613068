/** `GET /live/v1/:site?ticket=`: the console's socket, on which the shop as it is now comes once a second. */
import { RequestFault } from '@edgewise/protocol/read-json';
import { type AppContext, isSameOrigin } from '../http.ts';
import { deskOf } from '../objects/names.ts';

export async function liveRoute(c: AppContext): Promise<Response> {
  const site = c.req.param('site') ?? '';
  if (!/^[a-z0-9][a-z0-9-]{1,38}(\.eu)?$/.test(site)) throw new RequestFault(404, 'no_site', 'site: is no key');
  if (c.req.header('upgrade') !== 'websocket') {
    throw new RequestFault(400, 'upgrade', 'upgrade: expected a WebSocket');
  }
  // A browser says where a socket comes from, and no other site's page may open one.
  if (c.req.header('origin') !== undefined && !isSameOrigin(c)) {
    throw new RequestFault(403, 'origin', 'origin: the socket opens from this worker’s own pages');
  }
  return deskOf(c.env, site).fetch(c.req.raw);
}
