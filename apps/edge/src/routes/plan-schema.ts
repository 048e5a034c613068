/** `GET /plan.schema.json`: the plan's JSON Schema, from the schema that checks it, so that editors complete a plan. */
import { planJsonSchema } from '@edgewise/protocol/plan-json-schema';
import type { AppContext } from '../http.ts';

let text: string | undefined;

export function planSchemaRoute(c: AppContext): Response {
  const id = new URL('/plan.schema.json', c.req.url).href;
  text ??= JSON.stringify(planJsonSchema(id));
  return c.body(text, 200, {
    'content-type': 'application/schema+json',
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
  });
}
