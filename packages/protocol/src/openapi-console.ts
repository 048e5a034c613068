/** Paths of the console: sign-in, log, figures, alerts, lake. Answers are described in docs/live.md and docs/lake.md. */
import { adminToken, body, describe, fails, json, plain, query, site } from './openapi-parts.ts';
import * as alerts from './schemas-alerts.ts';
import * as insight from './schemas-insight.ts';

const SITE = '/admin/v1/sites/{site}';
const id = { name: 'id', in: 'path', required: true, schema: describe(alerts.alertId) };
const at = (...more: object[]) => ({ parameters: [site, ...more] });

const read = (summary: string, ...parameters: object[]) => ({
  summary,
  security: adminToken,
  ...(parameters.length > 0 && { parameters }),
  responses: { 200: plain(summary), ...fails(400, 401, 404) },
});
const why = query('why', 'Stands in the log; 500 characters at most');
const write = (summary: string, requestBody?: object, ...statuses: number[]) => ({
  ...read(summary, why),
  ...(requestBody && { requestBody }),
  responses: { 200: plain(summary), ...fails(400, 401, 404, ...statuses) },
});
const object = (properties: object) => ({
  required: true,
  content: { 'application/json': { schema: { type: 'object', properties } } },
});
const removes = (summary: string) => ({
  ...read(summary, why),
  responses: { 204: { description: 'Taken away' }, ...fails(401, 404) },
});

const facets = insight.facet.options.map((facet) => query(facet, `Only what has this ${facet}`));
const period = [
  query('from', 'ms since the epoch; seven days ago where missing'),
  query('to', 'ms; now where missing'),
];

export const consolePaths = {
  '/admin/v1/session': {
    get: {
      ...read('Who is signed in'),
      responses: { 200: json('SignedIn', 'Name, role, and the word that goes with changes'), ...fails(401) },
    },
    post: {
      summary: 'Exchange a token for a session cookie',
      requestBody: body('SignIn'),
      responses: { 200: json('SignedIn', 'Signed in; sets the cookie'), ...fails(400, 401, 403, 429, 503) },
    },
    delete: {
      ...removes('Sign out'),
      parameters: [],
      responses: { 204: { description: 'It is over' }, ...fails(401) },
    },
  },
  [`${SITE}/audit`]: {
    ...at(
      query('about', 'What the lines’ `what` begins with, such as plan.'),
      query('before', 'Id of a line: those before it'),
    ),
    get: {
      ...read('Who changed what, when and why'),
      responses: { 200: json('Audit', '200 lines at most, newest first'), ...fails(400, 401, 404) },
    },
  },
  [`${SITE}/setup`]: { ...at(), get: read('How far a new shop has come: products, model, events, shelves seen') },
  [`${SITE}/insight/now`]: { ...at(), get: read('The shop as it is now') },
  [`${SITE}/insight/ticket`]: {
    ...at(),
    post: {
      summary: 'A ticket for the socket /live/v1/{site}, good once and for a minute',
      security: adminToken,
      responses: { 201: plain('The ticket, and when it expires'), ...fails(401, 404) },
    },
  },
  [`${SITE}/insight/definitions`]: { ...at(), get: read('What each figure means') },
  [`${SITE}/insight/figures`]: {
    ...at(
      ...period,
      query('by', `One of ${insight.breakdownBy.options.join(', ')}`),
      query('compare', '`before`, or FROM,TO'),
      ...facets,
    ),
    get: read('Figures of a period, whole and by one dimension'),
  },
  [`${SITE}/insight/series`]: {
    ...at(
      ...period,
      query('metrics', 'Names, commas between', true),
      query('step', 'minute, hour or day'),
      query('dimension', 'One of the facets, list, reason or route'),
      query('value', 'Of that dimension'),
    ),
    get: read('Counts over time'),
  },
  [`${SITE}/insight/people`]: {
    ...at(
      ...period,
      query('reached', 'Steps, commas between: view, cart, checkout, order, list_seen, list_click'),
      query('missed', 'Steps that they did not come to'),
      query('limit', '500 at most'),
      ...facets,
    ),
    get: read('The people behind a figure'),
  },
  [`${SITE}/insight/segments`]: { ...at(...period, ...facets), get: read('Share of the audience per segment') },
  [`${SITE}/insight/cohorts`]: { ...at(), get: read('Who bought again, by the week of the first order') },
  [`${SITE}/insight/costs`]: {
    ...at(),
    get: read('What advertising cost', query('first', 'Day'), query('last', 'Day')),
    put: write(
      'Put costs: a row replaces that of the same day, source, campaign and currency; a table is taken whole or not at all',
      {
        required: true,
        content: {
          ...object({ costs: { type: 'array', items: { type: 'object' } } }).content,
          'text/csv': { schema: { type: 'string' } },
        },
      },
    ),
  },
  [`${SITE}/insight/storage`]: { ...at(), get: read('How the counters are spread') },
  [`${SITE}/insight/rebuild`]: {
    ...at(),
    post: write('Count everything again from the lake; call until it is done', body('Rebuild')),
  },
  [`${SITE}/health`]: { ...at(), get: read('What comes in, what is refused or stuck, the model, and what to look at') },
  [`${SITE}/privacy`]: {
    ...at(...period),
    get: read('What shoppers allowed, what was erased, how long things are kept'),
  },
  [`${SITE}/products`]: {
    ...at(query('search', 'Words of a title, a part of it, or an id', true), query('limit', '50 at most')),
    get: read('Products by search'),
  },
  [`${SITE}/products/health`]: { ...at(), get: read('What is missing in the catalogue, and how imports went') },
  [`${SITE}/products/item`]: {
    ...at(query('item', 'Id of a product', true)),
    get: read('One product: what goes with it, and how often'),
  },
  [`${SITE}/segments`]: {
    ...at(),
    get: read('The segments, and what a condition may ask'),
    put: write('Replace the segments', body('Segments'), 412),
  },
  [`${SITE}/alerts`]: { ...at(), get: read('Rules, channels and incidents') },
  [`${SITE}/alerts/rules/{id}`]: {
    ...at(id),
    put: write('Put a rule', body('AlertRule'), 409),
    delete: removes('Take a rule away'),
  },
  [`${SITE}/alerts/rules/{id}/snooze`]: { ...at(id), post: write('Say nothing of it for a while', body('Snooze')) },
  [`${SITE}/alerts/channels/{id}`]: {
    ...at(id),
    put: write('Put a channel; its secrets are stored sealed and never shown', body('AlertChannel'), 409),
    delete: removes('Take a channel away'),
  },
  [`${SITE}/alerts/channels/{id}/try`]: { ...at(id), post: write('Send a trial') },
  [`${SITE}/alerts/backtest`]: {
    ...at(
      query('metric', 'Name of a metric', true),
      query('kind', 'anomaly where missing, above or below'),
      query('value', 'For above and below'),
      query('window_minutes', 'For above and below; whole steps of 5 minutes'),
    ),
    get: read('What a rule would have said of the last eight weeks; of slow drifts, of the last twelve'),
  },
  '/alerts/v1/{site}/{file}': {
    parameters: [site, { name: 'file', in: 'path', required: true, schema: { type: 'string', pattern: '\\.png$' } }],
    get: {
      summary: 'The picture of an alert, by the link in its message, which ends after 7 days',
      responses: { 200: { description: 'PNG', content: { 'image/png': {} } }, ...fails(404) },
    },
  },
  [`${SITE}/lake`]: {
    ...at(query('from', 'Hour, such as 2026/11/22/14'), query('after', 'Name to go on after')),
    get: read('Objects of the event lake, a thousand at most'),
  },
  [`${SITE}/lake/object`]: {
    ...at(query('name', 'One of the list', true)),
    get: {
      ...read('One object'),
      responses: {
        200: { description: 'gzip of NDJSON', content: { 'application/gzip': {} } },
        ...fails(400, 401, 404),
      },
    },
  },
};
