/** The boundary of identity: what the shop's backend says of its users [W15], one-time links [W13], keys. */
import type * as v from 'valibot';
import { check } from './parse.ts';
import { RequestFault } from './read-json.ts';
import * as schema from './schemas-identity.ts';

/** @throws RequestFault 400 that names the field. */
export function parseIdentify(body: unknown): { user_id?: string; device?: string } & Record<string, string> {
  const named = check('identify', schema.identifyBody, body);
  if (named.user_id === undefined && named.device === undefined) {
    throw new RequestFault(400, 'invalid', 'identify.user_id: expected user_id or device, or both');
  }
  const { user_id, ...rest } = named;
  return { ...rest, ...(user_id !== undefined && { user_id: String(user_id) }) } as Record<string, string>;
}

export type ParsedLink = v.InferOutput<typeof schema.linkBody>;

/** @throws RequestFault 400 that names the field. */
export function parseLink(body: unknown): ParsedLink {
  const link = check('link', schema.linkBody, body);
  if ((link.user_id === undefined) === (link.device === undefined)) {
    throw new RequestFault(400, 'invalid', 'link.user_id: expected either user_id or device');
  }
  return link;
}

/** @throws RequestFault 400 that names the field. */
export function parseIdentityKey(body: unknown): v.InferOutput<typeof schema.identityKey> {
  return check('key', schema.identityKey, body);
}

/** @throws RequestFault 400 that names the field. */
export function parseIdentityPatch(body: unknown): v.InferOutput<typeof schema.identityPatch> {
  return check('identity', schema.identityPatch, body);
}
