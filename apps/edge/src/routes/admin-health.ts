/** `GET …/health` and `GET …/privacy` of the admin API: how a shop's Edgewise is, and what shoppers allowed. */
import { DAY_MS } from '@edgewise/core/insight/buckets';
import { parseInsightWindow } from '@edgewise/protocol/parse-insight';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { reaches } from '../access/rights.ts';
import { type AppEnv, PRIVATE } from '../http.ts';
import { readHealth } from '../read-health.ts';
import { readPrivacy } from '../read-privacy.ts';
import { siteView } from '../site-view.ts';
import { knownSite } from './known-site.ts';

const CONSENT_WINDOW_MS = 30 * DAY_MS;

export const adminHealth = new Hono<AppEnv>();

adminHealth.get('/health', async (c) => {
  const site = await knownSite(c);
  const now = Date.now();
  const view = await siteView(c.env, c.executionCtx as ExecutionContext, site, now);
  if (!view) throw new RequestFault(404, 'no_site', `site: there is no site '${site}' here`);
  const health = await readHealth(c.env, view, now);
  // What an event says may be of a person [A7].
  if (!reaches(c.get('staff').role, 'editor')) health.refused.newest = [];
  return c.json(health, 200, PRIVATE);
});

adminHealth.get('/privacy', async (c) => {
  const site = await knownSite(c);
  const { from, to } = parseInsightWindow(c.req.query(), Date.now() + 1, CONSENT_WINDOW_MS);
  return c.json(await readPrivacy(c.env, site, { from, to }), 200, PRIVATE);
});
