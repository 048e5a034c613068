/** Paths of the plan and its experiments. */
import { LIMITS } from './limits.ts';
import { adminToken, body, fails, plain, query, site } from './openapi-parts.ts';

const PLAN = '/admin/v1/sites/{site}/plan';
const key = { name: 'idempotency-key', in: 'header', schema: { type: 'string', minLength: 8, maxLength: 128 } };
const ifMatch = { name: 'if-match', in: 'header', description: "The draft's ETag", schema: { type: 'string' } };
const document = {
  required: true,
  content: { 'application/json': { schema: { $ref: '/plan.schema.json' } } },
};
const command = (properties: object) => ({
  content: { 'application/json': { schema: { type: 'object', properties } } },
});
const why = { type: 'string', maxLength: 500, description: 'Stands in the log' };

const read = (summary: string) => ({
  summary,
  security: adminToken,
  responses: { 200: plain(summary), ...fails(401, 404) },
});
const write = (summary: string, requestBody?: object) => ({
  summary,
  security: adminToken,
  parameters: [ifMatch, key],
  ...(requestBody && { requestBody }),
  responses: { 200: plain('Done'), ...fails(400, 401, 403, 404, 412, 422) },
});
const at = { parameters: [site] };

export const planPaths = {
  '/plan.schema.json': { get: { summary: "The plan's JSON Schema", responses: { 200: plain('JSON Schema 2020-12') } } },
  [PLAN]: { ...at, get: read('The published plan and its version') },
  [`${PLAN}/versions`]: { ...at, get: read('Every published version, newest first') },
  [`${PLAN}/versions/{version}`]: {
    parameters: [site, { name: 'version', in: 'path', required: true, schema: { type: 'string' } }],
    get: read('One published document'),
  },
  [`${PLAN}/draft`]: {
    ...at,
    get: read('The draft, with every mistake in it'),
    put: write('Replace the draft; the answer names every mistake', document),
    delete: write('Discard the draft'),
  },
  [`${PLAN}/draft/approve`]: { ...at, post: write('Approve this revision, as a second person', command({ why })) },
  [`${PLAN}/validate`]: { ...at, post: { ...read('Check a document; nothing is stored'), requestBody: document } },
  [`${PLAN}/publish`]: {
    ...at,
    post: write('Publish the draft; changed: false where that is what is published already', command({ why })),
  },
  [`${PLAN}/rollback`]: {
    ...at,
    post: write(
      'Go back to an earlier version',
      command({ why, to: { type: 'string', description: 'p7; the one before, where missing' } }),
    ),
  },
  [`${PLAN}/preview`]: {
    ...at,
    post: write(
      'A link that shows the draft in the shop',
      command({ why, minutes: { type: 'number' }, page: { type: 'string', format: 'uri' } }),
    ),
  },
  [`${PLAN}/diff`]: {
    parameters: [
      site,
      query('from', 'published (where missing), draft, or a version'),
      query('to', 'draft where missing'),
    ],
    get: read(
      'What differs between two plans, by JSON path, and what share of visitors sees no personalisation under each',
    ),
  },
  [`${PLAN}/simulate`]: {
    ...at,
    post: {
      ...read('The draft beside the published plan, on the newest sessions'),
      requestBody: command({ sessions: { type: 'integer', minimum: 1, maximum: LIMITS.simulatedSessions } }),
    },
  },
  [`${PLAN}/log`]: { ...at, get: read('Who changed what of the plan, when and why') },
  [`${PLAN}/explain`]: {
    ...at,
    post: {
      ...read("Each product's way through the pipeline"),
      requestBody: command({
        page: { type: 'object', description: 'As in /v1/widgets' },
        placements: { type: 'array', items: { type: 'object' }, description: 'As in /v1/widgets' },
        seen: { type: 'array', items: { type: 'object' }, description: 'As in /v1/widgets' },
        cart: { type: 'array', items: { type: 'string' }, description: 'As in /v1/widgets' },
        market: { type: 'string' },
        language: { type: 'string' },
        draft: { type: 'boolean', description: 'Of the draft and not of the plan in use' },
        unit: { type: 'string', description: 'For whom arms are dealt' },
        kept: {
          type: 'object',
          additionalProperties: { type: 'string' },
          description: 'Experiment to the arm that was shown first',
        },
        segments: { type: 'array', items: { type: 'string' }, description: 'Of which segments the visitor is' },
      }),
    },
  },
  '/admin/v1/sites/{site}/snapshots/{kind}': {
    parameters: [site, { name: 'kind', in: 'path', required: true, schema: { enum: ['model', 'catalogue'] } }],
    get: read('The snapshot in use, as a file'),
  },
  '/admin/v1/sites/{site}/sessions': { ...at, get: read('The newest sessions, nameless: what a plan is tried on') },
  '/admin/v1/sites/{site}/experiments': {
    ...at,
    get: read('The experiments of the published plan, the holdout first, and how far each bandit is'),
  },
  '/admin/v1/sites/{site}/experiments/plan': {
    parameters: [
      site,
      query('mean', "The control's mean, such as 0.03 for a rate of 3%", true),
      query('lift', 'Relative, such as 0.1', true),
      query('variance', 'Of a figure that is no rate'),
      query('power', '0.8 where missing'),
      query('alpha', '0.05 where missing'),
      query('variations', 'Beside the control; 1 where missing'),
      query('units_per_day', 'Of all arms'),
    ],
    get: read('How many units and days it takes to see a lift'),
  },
  '/admin/v1/sites/{site}/experiments/{experiment}': {
    parameters: [site, { name: 'experiment', in: 'path', required: true, schema: { type: 'string' } }],
    get: read(
      'Figures of one experiment: people, people shown one arm only, and visits, each apart; lifts right at every look and at the end, verdicts in words and money, effects of factors',
    ),
  },
  '/admin/v1/sites/{site}/experiments/{experiment}/note': {
    parameters: [site, { name: 'experiment', in: 'path', required: true, schema: { type: 'string' } }],
    put: {
      ...read('What it is to show, and what was concluded'),
      requestBody: body('ExperimentNote'),
    },
  },
};
