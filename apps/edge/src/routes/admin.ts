/** The admin API under `/admin/v1`: the shop's staff, the console and the CLI. Who may do what: `../access/rights.ts`. */

import { parseAuditQuery, parseSiteDraft, parseSitePatch } from '@edgewise/protocol/parse-admin';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { guard } from '../access/guard.ts';
import { byOf, entryOf } from '../access/log.ts';
import { reaches } from '../access/rights.ts';
import { redrive } from '../dead-letters.ts';
import { type AppEnv, PRIVATE, readBody } from '../http.ts';
import { jurisdictionOf, shopOf, trainerOf } from '../objects/names.ts';
import type { SiteSettings } from '../shop-view.ts';
import { originsIn } from '../site-origins.ts';
import { newSecret } from '../site-secret.ts';
import { adminAlerts } from './admin-alerts.ts';
import { adminExperiments } from './admin-experiments.ts';
import { adminHealth } from './admin-health.ts';
import { importBehaviour, importCatalogue } from './admin-import.ts';
import { adminInsight } from './admin-insight.ts';
import { adminLake } from './admin-lake.ts';
import { adminPeople } from './admin-people.ts';
import { adminPlan } from './admin-plan.ts';
import { adminProducts } from './admin-products.ts';
import { adminSegments } from './admin-segments.ts';
import { adminSession } from './admin-session.ts';
import { setupRoute } from './admin-setup.ts';
import { adminSimulation } from './admin-simulation.ts';
import { settingsOf } from './admin-site.ts';

const ADMIN_BODY = { bytes: 256 * 1024, depth: 12 };
const SITE_LIST = 'site/';

export const admin = new Hono<AppEnv>();

admin.use('*', guard);
admin.route('/session', adminSession);

const etag = (settings: SiteSettings) => `"${settings.revision}"`;

/** Settings as the API writes them. */
function describe(settings: SiteSettings) {
  return {
    id: settings.id,
    name: settings.name,
    origins: settings.origins,
    jurisdiction: jurisdictionOf(settings.id),
    time_zone: settings.timeZone,
    currencies: settings.currencies,
    default_market: settings.defaultMarket,
    default_language: settings.defaultLanguage,
    off: settings.off,
    plan_approval: settings.planApproval === true,
    revision: settings.revision,
  };
}

admin.post('/sites', async (c) => {
  const draft = parseSiteDraft(await readBody(c, ADMIN_BODY));
  const settings: SiteSettings = {
    id: draft.id,
    name: draft.name,
    origins: originsIn(draft.origins),
    timeZone: draft.time_zone,
    currencies: draft.currencies,
    defaultMarket: draft.default_market ?? 'default',
    defaultLanguage: draft.default_language ?? 'en',
    off: false,
    revision: 1,
  };
  const { secret, digest } = await newSecret(draft.id);
  if (!(await shopOf(c.env, draft.id).create(settings, digest, byOf(c)))) {
    throw new RequestFault(409, 'exists', `site.id: '${draft.id}' exists already`);
  }
  await c.env.CONFIG.put(`${SITE_LIST}${draft.id}`, JSON.stringify({ name: draft.name }));
  // The secret is shown once; the shop keeps its digest.
  return c.json({ ...describe(settings), secret }, 201, { ...PRIVATE, etag: etag(settings) });
});

admin.get('/sites', async (c) => {
  const { keys, list_complete } = await c.env.CONFIG.list({ prefix: SITE_LIST, limit: 1000 });
  return c.json({ sites: keys.map(({ name }) => name.slice(SITE_LIST.length)), complete: list_complete }, 200, PRIVATE);
});

admin.get('/sites/:site', async (c) => {
  const settings = await settingsOf(c);
  return c.json(describe(settings), 200, { ...PRIVATE, etag: etag(settings) });
});

admin.patch('/sites/:site', async (c) => {
  const { id } = await settingsOf(c);
  const patch = parseSitePatch(await readBody(c, ADMIN_BODY));
  const match = c.req.header('if-match');
  const revision = match === undefined || match === '*' ? null : Number(match.replaceAll('"', ''));
  const changed = await shopOf(c.env, id).change(
    {
      ...(patch.name !== undefined && { name: patch.name }),
      ...(patch.origins !== undefined && { origins: originsIn(patch.origins) }),
      ...(patch.default_market !== undefined && { defaultMarket: patch.default_market }),
      ...(patch.default_language !== undefined && { defaultLanguage: patch.default_language }),
      ...(patch.off !== undefined && { off: patch.off }),
      ...(patch.plan_approval !== undefined && { planApproval: patch.plan_approval }),
    },
    revision,
    byOf(c),
  );
  if (changed === 'stale') {
    throw new RequestFault(
      412,
      'changed',
      'if-match: somebody changed the settings since you read them; read them again',
    );
  }
  return c.json(describe(changed), 200, { ...PRIVATE, etag: etag(changed) });
});

/** A new secret for the shop's backend; the one before stays valid until the next, or until it is removed [W24]. */
admin.post('/sites/:site/secret', async (c) => {
  const { id } = await settingsOf(c);
  const { secret, digest } = await newSecret(id);
  await shopOf(c.env, id).changeSecret(digest);
  return c.json({ secret }, 201, PRIVATE);
});

admin.delete('/sites/:site/secret/former', async (c) => {
  const { id } = await settingsOf(c);
  if (!(await shopOf(c.env, id).removeFormerSecret())) {
    throw new RequestFault(404, 'no_secret', `secret: '${id}' has no former one`);
  }
  return c.body(null, 204);
});

admin.post('/sites/:site/catalogue', async (c) => importCatalogue(c, await settingsOf(c)));
admin.post('/sites/:site/behaviour', async (c) => importBehaviour(c, await settingsOf(c)));

admin.post('/sites/:site/train', async (c) => {
  const { id } = await settingsOf(c);
  const started = Date.now();
  const report = await trainerOf(c.env, id).train(id, started);
  return c.json({ ...report, ms: Date.now() - started }, 200, PRIVATE);
});

admin.get('/sites/:site/model', async (c) => {
  const { id } = await settingsOf(c);
  const [view, status, products] = await Promise.all([
    shopOf(c.env, id).view(),
    trainerOf(c.env, id).status(),
    shopOf(c.env, id).productCount(),
  ]);
  return c.json({ model: view?.model ?? null, catalogue: view?.catalogue ?? null, products, ...status }, 200, PRIVATE);
});

admin.get('/sites/:site/rejects', async (c) => {
  const { id } = await settingsOf(c);
  const { by_reason, newest } = await shopOf(c.env, id).rejects(Date.now());
  // What an event says may be of a person [A7].
  return c.json({ by_reason, newest: reaches(c.get('staff').role, 'editor') ? newest : [] }, 200, PRIVATE);
});

/** `?before=ID&about=plan.`: the 200 lines before that one, of what begins so. */
admin.get('/sites/:site/audit', async (c) => {
  const { id } = await settingsOf(c);
  const { about, before } = parseAuditQuery(c.req.query());
  return c.json({ entries: (await shopOf(c.env, id).auditLog(about, before)).map(entryOf) }, 200, PRIVATE);
});

admin.get('/sites/:site/setup', setupRoute);

admin.route('/sites/:site', adminPeople);
admin.route('/sites/:site', adminHealth);
admin.route('/sites/:site/products', adminProducts);
admin.route('/sites/:site/segments', adminSegments);
admin.route('/sites/:site/insight', adminInsight);
admin.route('/sites/:site/alerts', adminAlerts);
admin.route('/sites/:site/plan', adminPlan);
admin.route('/sites/:site', adminSimulation);
admin.route('/sites/:site/experiments', adminExperiments);
admin.route('/sites/:site/lake', adminLake);

admin.post('/sites/:site/dead/redrive', async (c) => {
  const { id } = await settingsOf(c);
  return c.json(await redrive(c.env, id), 200, PRIVATE);
});
