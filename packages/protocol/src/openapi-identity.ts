/** Paths of identity [W12]–[W15]. */
import { adminToken, body, fails, idempotencyKey, json, plain, query, site } from './openapi-parts.ts';

const ownRight = [{ verifiedToken: [] }, { deviceProof: [] }];
const after = query('after', '`events_next` of the page of events before');

export const identityPaths = {
  '/v1/identify': {
    post: {
      summary: "Who is who, from the shop's backend",
      security: [{ siteSecret: [] }],
      parameters: [idempotencyKey],
      requestBody: body('Identify'),
      responses: { 200: plain('`state`: joined, or refused with a reason'), ...fails(400, 401, 409, 422, 503) },
    },
  },
  '/v1/server/links': {
    post: {
      summary: 'A one-time link for an e-mail or a QR code',
      security: [{ siteSecret: [] }],
      parameters: [idempotencyKey],
      requestBody: body('Link'),
      responses: {
        200: plain('`link`, to be presented as `claim.link`, and when it expires'),
        ...fails(400, 401, 422),
      },
    },
  },
  '/v1/me': {
    parameters: [query('site', "The site's public key", true)],
    get: {
      summary: "A shopper's own data",
      security: ownRight,
      parameters: [after],
      responses: { 200: plain('Everything that is kept'), ...fails(400, 401, 403, 404, 503) },
    },
    delete: {
      summary: "Erase a shopper's own data",
      security: ownRight,
      responses: { 200: json('ErasureReceipt', 'What was emptied, and what is pending'), ...fails(401, 403, 404, 503) },
    },
  },
};

const BY = 'One of user_id, external_id, phone_sha256, email_sha256, device';
const by = ['user_id', 'external_id', 'phone_sha256', 'email_sha256', 'device'].map((kind) => query(kind, BY));
const staffs = (summary: string, success: object, ...statuses: number[]) => ({
  summary,
  security: adminToken,
  responses: { 200: success, ...fails(401, 404, ...statuses) },
});
/** Under the admin token. */
export const adminPeoplePaths = {
  '/admin/v1/sites/{site}/people': {
    parameters: [site, ...by, query('person', 'The id under which the figures name them')],
    get: staffs('A person by identifier', plain('Their state, and what their devices come to together')),
  },
  '/admin/v1/sites/{site}/people/explain': {
    parameters: [site, query('a', '<kind>:<value>', true), query('b', '<kind>:<value>', true)],
    get: staffs('Why two identifiers are one person', plain('A sentence for each claim between them'), 400),
  },
  '/admin/v1/sites/{site}/people/unlink': {
    parameters: [site],
    post: {
      ...staffs('Undo a claim', plain('Undone'), 400),
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
    },
  },
  '/admin/v1/sites/{site}/people/export': {
    parameters: [site, ...by, after],
    get: staffs("Export a person's data", plain('Everything that is kept')),
  },
  '/admin/v1/sites/{site}/people/erase': {
    parameters: [site, ...by],
    post: staffs('Erase a person', json('ErasureReceipt', 'What was emptied, and what is pending')),
  },
  '/admin/v1/sites/{site}/people/readmit': {
    parameters: [site, ...by.slice(0, -1)],
    post: staffs('Let an erased user in again, where the shop’s tokens have no date', plain('Done'), 400),
  },
  '/admin/v1/sites/{site}/people/suggestions': {
    parameters: [site],
    get: staffs('Persons that may be one, where the site turned it on', plain('Pairs with a probability and why')),
  },
  '/admin/v1/sites/{site}/erasures/{receipt}': {
    parameters: [site, { name: 'receipt', in: 'path', required: true, schema: { type: 'string' } }],
    get: staffs('An erasure', json('ErasureReceipt', 'As it stands now')),
  },
  '/admin/v1/sites/{site}/identity': {
    parameters: [site],
    get: staffs('How the site proves who its shoppers are', plain('Settings and the ids of keys')),
    patch: { ...staffs('Change that', plain('Changed'), 400), requestBody: body('IdentityPatch') },
  },
  '/admin/v1/sites/{site}/identity/keys': {
    parameters: [site],
    post: {
      ...staffs('Add a key; the newest two are valid', plain('An HS256 secret is shown this once'), 400),
      requestBody: body('IdentityKey'),
    },
  },
  '/admin/v1/sites/{site}/identity/keys/{key}': {
    parameters: [site, { name: 'key', in: 'path', required: true, schema: { type: 'string' } }],
    delete: staffs('Remove a key', plain('Removed')),
  },
};
