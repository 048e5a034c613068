/** `GET /live/v1/:site?ticket=`: the console's socket, on which the shop as it is now comes once a second. */
import { RequestFault } from '@edgewise/protocol/read-json';
import { type AppContext, isSameOrigin } from '../http.ts';
import { deskOf } from '../objects/names.ts';
import { knownSite } from './known-site.ts';

export async function liveRoute(c: AppContext): Promise<Response> {
  if (c.req.header('upgrade') !== 'websocket') {
    throw new RequestFault(400, 'upgrade', 'upgrade: expected a WebSocket');
  }
  // A browser says where a socket comes from, and no other site's page may open one.
  if (c.req.header('origin') !== undefined && !isSameOrigin(c)) {
    throw new RequestFault(403, 'origin', 'origin: the socket opens from this worker’s own pages');
  }
  // The Desk of a site that nobody made would be storage that anybody can make.
  return deskOf(c.env, await knownSite(c)).fetch(c.req.raw);
}
