/** Pieces that every path of the OpenAPI document is made of. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import * as schema from './schemas.ts';

/** valibot → JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. Checks without an equivalent are left out. */
export function describe(which: GenericSchema): object {
  const { $schema: _, ...rest } = toJsonSchema(which, { errorMode: 'ignore' });
  return rest;
}

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const json = (name: string, description: string) => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});
export const plain = (description: string) => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
});
/** Beside 429, which every route may answer [W23]. */
export const fails = (...statuses: number[]) =>
  Object.fromEntries(
    [...new Set([...statuses, 429])].map((status) => [status, json('Error', ERRORS[status] ?? 'Refused')]),
  );
const ERRORS: Record<number, string> = {
  400: 'The request is wrong; the message names the field, the value and what was expected',
  401: 'The token, the secret or the session is missing, wrong or over',
  403: "The page's origin is not one that the site lists, or the role is too low",
  404: 'There is no such site, person or route',
  409: 'It exists already, the device is another user’s, or what it belongs to is gone',
  412: 'It was changed since it was read',
  422: 'It cannot be done as it stands; the message says why',
  413: 'The body is too large',
  429: 'Too many; Retry-After says when to try again',
  503: 'Overloaded; Retry-After says when to try again',
};
export const text = (schemaRef: object, description: string) => ({
  required: true,
  description,
  content: { 'text/plain': { schema: schemaRef } },
});
export const query = (name: string, description: string, required = false) => ({
  name,
  in: 'query',
  required,
  description,
  schema: { type: 'string' },
});
export const site = { name: 'site', in: 'path', required: true, schema: describe(schema.siteKey) };
export const ndjson = (description: string, row?: object) => ({
  required: true,
  description,
  content: { 'application/x-ndjson': { schema: row ?? { type: 'object' } } },
});
/** A token, or the session that one was exchanged for. */
export const adminToken = [{ adminToken: [] }, { session: [] }];
export const idempotencyKey = {
  name: 'idempotency-key',
  in: 'header',
  required: true,
  schema: { type: 'string', minLength: 8, maxLength: 128 },
};
export const body = (name: string) => ({ required: true, content: { 'application/json': { schema: ref(name) } } });
