/** The worker's API as OpenAPI 3.1, generated from the schemas that check it. */
import type { GenericSchema } from 'valibot';
import { consolePaths } from './openapi-console.ts';
import { adminPeoplePaths, identityPaths } from './openapi-identity.ts';
import { adminToken, describe, fails, json, ndjson, plain, query, ref, site, text } from './openapi-parts.ts';
import { planPaths } from './openapi-plan.ts';
import * as schema from './schemas.ts';
import * as admin from './schemas-admin.ts';
import * as alerts from './schemas-alerts.ts';
import * as identity from './schemas-identity.ts';
import * as insight from './schemas-insight.ts';
import * as segments from './schemas-segments.ts';

const SCHEMAS: Record<string, GenericSchema> = {
  PersonBatch: schema.personBatch,
  AnonymousBatch: schema.anonymousBatch,
  CollectAnswer: schema.collectAnswer,
  WidgetsRequest: schema.widgetsBody,
  WidgetsAnswer: schema.widgetsAnswer,
  RecommendationsAnswer: schema.recommendationsAnswer,
  ServerEvents: schema.serverEventsBody,
  ServerEventsAnswer: schema.serverEventsAnswer,
  Identify: identity.identifyBody,
  Link: identity.linkBody,
  ErasureReceipt: identity.erasureReceipt,
  IdentityKey: identity.identityKey,
  IdentityPatch: identity.identityPatch,
  SiteDraft: admin.siteDraft,
  SitePatch: admin.sitePatch,
  BehaviourRow: admin.behaviourRow,
  SignIn: admin.signIn,
  SignedIn: admin.signedIn,
  Audit: admin.auditAnswer,
  ExperimentNote: admin.experimentNote,
  AlertRule: alerts.alertRule,
  AlertChannel: alerts.alertChannel,
  Snooze: alerts.snooze,
  Rebuild: insight.rebuildBody,
  Segments: segments.segmentList,
  Error: schema.errorAnswer,
};

/** @param server origin of the worker that answers */
export function openApiDocument(server: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Edgewise',
      version: '1',
      description: "Personalisation for online shops at the edge. A site's public key writes events and reads shelves.",
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    components: {
      schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, which]) => [name, describe(which)])),
      securitySchemes: {
        adminToken: { type: 'http', scheme: 'bearer', description: 'A token of EDGEWISE_ADMIN_TOKEN' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-edgewise-session',
          description: 'From POST /admin/v1/session. Changes want the header x-edgewise-csrf beside it',
        },
        verifiedToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token signed with an identity key of the site',
        },
        deviceProof: {
          type: 'apiKey',
          in: 'header',
          name: 'authorization',
          description: 'Edgewise-Proof <device>.<time>.<signature>; see SPEC.md, W14',
        },
        siteSecret: { type: 'http', scheme: 'bearer', description: 'sk_<site>_…, shown once when the site is made' },
      },
    },
    paths: {
      '/v1/collect': {
        post: {
          summary: 'Events of a page',
          description: 'JSON sent as text/plain, so that browsers send no preflight.',
          requestBody: text({ anyOf: [ref('PersonBatch'), ref('AnonymousBatch')] }, 'A batch'),
          responses: {
            200: json('CollectAnswer', 'Taken; refused events are listed'),
            ...fails(400, 403, 404, 413, 503),
          },
        },
      },
      '/v1/widgets': {
        post: {
          summary: 'Every shelf of a page, rendered',
          description:
            "`format: 'dsd'` is for a shop's server: each `html` is Declarative Shadow DOM to stand inside `<edgewise-recs>`.",
          requestBody: text(ref('WidgetsRequest'), 'The page and its placements'),
          responses: { 200: json('WidgetsAnswer', 'Shelves'), ...fails(400, 403, 404, 413, 503) },
        },
      },
      '/v1/recommendations/{placement}': {
        get: {
          summary: 'One shelf as data',
          parameters: [
            { name: 'placement', in: 'path', required: true, schema: { type: 'string' } },
            query('site', "The site's public key", true),
            query('item', 'Item id of the product page'),
            query('category', 'Category of the category page'),
            query('search_term', 'Term of the search page'),
            query('page_type', 'home, category, product, search, cart, checkout, purchase or other'),
            query('seen', 'Item ids looked at before, oldest first, commas between'),
            query('cart', 'Item ids in the cart, commas between'),
            query('count', 'Cards wanted'),
            query('market', 'Market of prices, titles and links'),
            query('language', 'BCP 47'),
          ],
          responses: { 200: json('RecommendationsAnswer', 'Cards'), ...fails(400, 403, 404, 503) },
        },
      },
      '/v1/server/events': {
        post: {
          summary: "Events from the shop's backend",
          security: [{ siteSecret: [] }],
          parameters: [
            {
              name: 'idempotency-key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 128 },
            },
          ],
          requestBody: { required: true, content: { 'application/json': { schema: ref('ServerEvents') } } },
          responses: { 200: json('ServerEventsAnswer', 'Taken'), ...fails(400, 401, 413, 422, 503) },
        },
      },
      ...identityPaths,
      '/install': {
        get: {
          summary: 'What the owner of a shop pastes, and the way to the check of a page',
          parameters: [query('site', "The site's public key"), query('page', 'Address of a page; it is not opened')],
          responses: {
            200: { description: 'A page', content: { 'text/html': {} } },
            404: { description: 'There is no such site', content: { 'text/html': {} } },
          },
        },
      },
      '/healthz': {
        get: {
          summary: 'Whether the worker runs and has its secrets',
          responses: { 200: plain('It does'), 503: plain('A secret is missing') },
        },
      },
      '/openapi.json': { get: { summary: 'This document', responses: { 200: plain('OpenAPI 3.1') } } },
      '/admin/v1/sites': {
        get: { summary: 'Sites', security: adminToken, responses: { 200: plain('Their keys'), ...fails(401) } },
        post: {
          summary: 'Make a site',
          security: adminToken,
          requestBody: { required: true, content: { 'application/json': { schema: ref('SiteDraft') } } },
          responses: { 201: plain('Made; the secret is shown this once'), ...fails(400, 401, 409) },
        },
      },
      '/admin/v1/sites/{site}': {
        parameters: [site],
        get: {
          summary: 'Settings',
          security: adminToken,
          responses: { 200: plain('Settings, with an ETag'), ...fails(401, 404) },
        },
        patch: {
          summary: 'Change settings',
          security: adminToken,
          parameters: [{ name: 'if-match', in: 'header', schema: { type: 'string' } }],
          requestBody: { required: true, content: { 'application/json': { schema: ref('SitePatch') } } },
          responses: { 200: plain('Changed'), ...fails(400, 401, 404, 412) },
        },
      },
      '/admin/v1/sites/{site}/secret': {
        parameters: [site],
        post: {
          summary: "A new secret for the shop's backend; the one before stays valid",
          security: adminToken,
          responses: { 201: plain('The secret, shown this once; taken everywhere within 30 s'), ...fails(401, 404) },
        },
      },
      '/admin/v1/sites/{site}/secret/former': {
        parameters: [site],
        delete: {
          summary: 'The secret before the last is valid no more',
          security: adminToken,
          responses: { 204: { description: 'Refused everywhere within 30 s' }, ...fails(401, 404) },
        },
      },
      '/admin/v1/sites/{site}/catalogue': {
        parameters: [site],
        post: {
          summary: 'Import products',
          security: adminToken,
          parameters: [
            query('publish', "'0' leaves the shelves as they are until a later import publishes"),
            query(
              'import',
              'A name of your own for an import in several requests: all but the last say publish=0 as well, and it is taken whole at the last',
            ),
            query('accepted', 'At the last request of several: rows that those before it accepted'),
            query('refused', 'Rows of the same import that were refused before this request'),
            query('force', "'1' takes what could be used, however much was refused"),
          ],
          requestBody: ndjson("One product a line, fields as in Google's product feed"),
          responses: {
            200: plain('Counts, and the first refused lines by number with the reason'),
            ...fails(400, 401, 404, 409, 503),
            422: plain(
              'Every row was refused or, of twenty or more, more than nine in ten (code mostly_refused): nothing is taken. Counts, the first refused lines, and what stands',
            ),
          },
        },
      },
      '/admin/v1/sites/{site}/behaviour': {
        parameters: [site],
        post: {
          summary: 'Import behaviour',
          security: adminToken,
          requestBody: ndjson('One interaction a line', ref('BehaviourRow')),
          responses: {
            200: plain('Counts, and the first refused lines by number with the reason'),
            ...fails(401, 404),
          },
        },
      },
      '/admin/v1/sites/{site}/train': {
        parameters: [site],
        post: {
          summary: 'Train now',
          security: adminToken,
          responses: { 200: plain('What was trained'), ...fails(401, 404) },
        },
      },
      '/admin/v1/sites/{site}/model': {
        parameters: [site],
        get: {
          summary: 'State of the model and the catalogue',
          security: adminToken,
          responses: { 200: plain('State'), ...fails(401, 404) },
        },
      },
      '/admin/v1/sites/{site}/rejects': {
        parameters: [site],
        get: {
          summary: 'Refused events of 7 days',
          security: adminToken,
          responses: { 200: plain('By reason, and the newest'), ...fails(401, 404) },
        },
      },
      ...adminPeoplePaths,
      ...planPaths,
      ...consolePaths,
      '/admin/v1/sites/{site}/dead/redrive': {
        parameters: [site],
        post: {
          summary: 'Send dead letters again',
          security: adminToken,
          responses: { 200: plain('How many'), ...fails(401, 404) },
        },
      },
    },
  };
}
