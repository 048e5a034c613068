/** What the shop's backend and staff say of who is who [W12]–[W15]. A page's claim stands beside its batch, in `schemas.ts`. */
import * as v from 'valibot';
import { id, itemId, randomId, sha256 } from './schemas.ts';

/** `POST /v1/identify` [W15]. At least a user or a device. */
export const identifyBody = v.strictObject({
  user_id: v.exactOptional(itemId),
  external_id: v.exactOptional(id),
  email_sha256: v.exactOptional(sha256),
  phone_sha256: v.exactOptional(sha256),
  device: v.exactOptional(randomId),
});

/** `POST /v1/server/links` [W13]. Either a user or a device. */
export const linkBody = v.strictObject({
  user_id: v.exactOptional(id),
  device: v.exactOptional(randomId),
  /** Seconds; a day where missing. */
  expires_in: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(30 * 86_400))),
});

/** The answer to `DELETE /v1/me` [W14]. */
export const erasureReceipt = v.object({
  v: v.literal(1),
  receipt: v.string(),
  erased_at: v.number(),
  scope: v.picklist(['device', 'person']),
  emptied: v.array(v.object({ store: v.string(), count: v.number() })),
  pending: v.array(v.object({ store: v.string(), until: v.string() })),
});

/** `POST /admin/v1/sites/:site/identity/keys`. A secret is made where an HS256 key brings none. */
export const identityKey = v.variant('alg', [
  v.strictObject({
    alg: v.literal('HS256'),
    id: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/))),
    secret: v.exactOptional(v.pipe(v.string(), v.minLength(32), v.maxLength(256))),
  }),
  v.strictObject({
    alg: v.literal('ES256'),
    id: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/))),
    /** The public half; a private one is refused. */
    jwk: v.strictObject({
      kty: v.literal('EC'),
      crv: v.literal('P-256'),
      x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
      y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
      kid: v.exactOptional(v.string()),
      alg: v.exactOptional(v.literal('ES256')),
      use: v.exactOptional(v.literal('sig')),
    }),
  }),
]);

/** `PATCH /admin/v1/sites/:site/identity`. */
export const identityPatch = v.strictObject({
  /** Whoever knows a customer's id then sees what that customer looked at. */
  trust_unverified: v.exactOptional(v.boolean()),
  /** HMAC of the user id alone: such a token never expires. */
  bare_hmac: v.exactOptional(v.boolean()),
  suggestions: v.exactOptional(v.boolean()),
});
