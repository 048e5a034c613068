/**
 * `/console/:site/:page`: the console's page under every address of its own. The file at `/console/` is an asset, which the
 * platform serves without asking; its headers, the policy among them, are those of the assets' `_headers`.
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import type { AppContext } from '../http.ts';

export async function consoleRoute(c: AppContext): Promise<Response> {
  // A part of an earlier release is gone, and a page is not a script.
  if (new URL(c.req.url).pathname.startsWith('/console/parts/')) {
    throw new RequestFault(404, 'no_part', `there is no ${c.req.path}; load the console again`);
  }
  const page = await c.env.ASSETS.fetch(new URL('/console/', c.req.url));
  return new Response(page.body, page);
}
