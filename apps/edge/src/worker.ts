/** The worker's wiring, and only that: which route, object and queue is which file. */
import type { QueueMessage } from '@edgewise/core/person/messages';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { noteAnswer } from './answer-times.ts';
import type { Env } from './bindings.ts';
import { consume } from './consume.ts';
import { type AppContext, type AppEnv, fail, onError } from './http.ts';
import { admin } from './routes/admin.ts';
import { alertPictureRoute } from './routes/alert-picture.ts';
import { collectRoute } from './routes/collect.ts';
import { consoleRoute } from './routes/console.ts';
import { galleryPictureRoute, galleryRoute } from './routes/gallery.ts';
import { healthRoute } from './routes/health.ts';
import { identifyRoute } from './routes/identify.ts';
import { installRoute } from './routes/install.ts';
import { linksRoute } from './routes/links.ts';
import { liveRoute } from './routes/live.ts';
import { eraseMeRoute, exportMeRoute, meOptionsRoute } from './routes/me.ts';
import { openApiRoute } from './routes/openapi.ts';
import { planSchemaRoute } from './routes/plan-schema.ts';
import { recommendationsRoute } from './routes/recommendations.ts';
import { serverEventsRoute } from './routes/server-events.ts';
import { widgetsRoute } from './routes/widgets.ts';

export { Alerts } from './objects/alerts.ts';
export { Desk } from './objects/desk.ts';
export { Directory } from './objects/directory.ts';
export { Gate } from './objects/gate.ts';
export { Ledger } from './objects/ledger.ts';
export { Person } from './objects/person.ts';
export { Pulse } from './objects/pulse.ts';
export { Results } from './objects/results.ts';
export { Shop } from './objects/shop.ts';
export { Trainer } from './objects/trainer.ts';

// No key that somebody outside chose can be written where every object finds it: that request fails, and none after it [T6].
Object.preventExtensions(Object.prototype);

const app = new Hono<AppEnv>();

app.use('*', async (c, next) => {
  c.set('request', c.req.header('cf-ray') ?? crypto.randomUUID());
  await next();
  // A socket's answer cannot be written to.
  if (c.res.status === 101) return;
  setHeader(c, 'x-request-id', c.get('request'));
  setHeader(c, 'x-content-type-options', 'nosniff');
});

/** In place: `c.header` makes an answer anew, with a stream for a body. */
function setHeader(c: AppContext, name: string, value: string): void {
  try {
    c.res.headers.set(name, value);
  } catch {
    // The headers of what was fetched, from an object or an asset, cannot be written to.
    c.header(name, value);
  }
}

/** How long what pages wait for took; the name after `/v1/` is the route's. */
app.use('/v1/*', async (c, next) => {
  const began = Date.now();
  await next();
  const [site, now] = [c.get('site'), Date.now()];
  const route = c.req.path.slice('/v1/'.length);
  if (site === undefined || (route !== 'collect' && route !== 'widgets')) return;
  noteAnswer(c.env, c.executionCtx as ExecutionContext, site, route, now - began, now);
});

app.post('/v1/collect', collectRoute);
app.post('/v1/widgets', widgetsRoute);
app.get('/v1/recommendations/:placement', recommendationsRoute);
app.post('/v1/server/events', serverEventsRoute);
app.post('/v1/identify', identifyRoute);
app.post('/v1/server/links', linksRoute);
app.get('/v1/me', exportMeRoute);
app.delete('/v1/me', eraseMeRoute);
app.options('/v1/me', meOptionsRoute);
app.get('/console/*', consoleRoute);
app.get('/install', installRoute);
app.get('/gallery', galleryRoute);
app.get('/gallery/:picture', galleryPictureRoute);
app.get('/healthz', healthRoute);
app.get('/openapi.json', openApiRoute);
app.get('/live/v1/:site', liveRoute);
app.get('/alerts/v1/:site/:file', alertPictureRoute);
app.get('/plan.schema.json', planSchemaRoute);
app.route('/admin/v1', admin);

app.notFound((c) => fail(c, new RequestFault(404, 'no_route', `there is no ${c.req.method} ${c.req.path}`)));
app.onError(onError);

export default {
  fetch: app.fetch,
  queue: (batch, env) => consume(batch, env),
} satisfies ExportedHandler<Env, QueueMessage>;
