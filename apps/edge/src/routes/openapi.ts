import { openApiDocument } from '@edgewise/protocol/openapi';
import type { AppContext } from '../http.ts';

/** `GET /openapi.json`: the API, described by the schemas that check it. */
export function openApiRoute(c: AppContext): Response {
  const { origin } = new URL(c.req.url);
  return c.json(openApiDocument(origin), 200, {
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
  });
}
