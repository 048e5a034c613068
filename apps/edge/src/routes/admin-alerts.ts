/** Alerts under `/admin/v1/sites/:site/alerts`: rules, channels, incidents, and what a rule would have said. */
import { backTestThreshold } from '@edgewise/core/insight/alerts';
import { backTestDrift } from '@edgewise/core/insight/anomalies/drift';
import { backTest } from '@edgewise/core/insight/anomalies/watch';
import { DAY_MS } from '@edgewise/core/insight/buckets';
import { parseAlertChannel, parseAlertId, parseAlertRule, parseSnooze } from '@edgewise/protocol/parse-alerts';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { complaintOfChannel } from '../alerts/channels.ts';
import { type AppContext, type AppEnv, PRIVATE, readBody } from '../http.ts';
import { alertsOf } from '../objects/names.ts';
import type { ChannelView, IncidentView, RuleView } from '../storage/alert-store.ts';
import { knownSite } from './known-site.ts';

export const adminAlerts = new Hono<AppEnv>();

const NO_DAYS = { days: [], upto: 0 };
const BODY = { bytes: 8 * 1024, depth: 4 };
const originOf = (c: AppContext) => new URL(c.req.url).origin;
const absent = (what: string, id: string) =>
  new RequestFault(404, 'no_such', `${what}: there is none with the id '${id}'`);
const full = (what: string) =>
  new RequestFault(409, 'full', `${what}: there are as many as there may be; take one away`);

export interface AlertsAnswer {
  v: 1;
  rules: RuleView[];
  channels: ChannelView[];
  /** Newest first. */
  incidents: IncidentView[];
}

/** Of `GET …/alerts/backtest`. */
export interface BackTestAnswer {
  v: 1;
  /** ms since the epoch: where the history begins. */
  from: number;
  /** Sums of whole hours, the first one beginning at `from`. */
  hours: number[];
  notices: { what: 'started' | 'recovered'; at: number; since: number; is_drift?: true }[];
}

adminAlerts.get('/', async (c) => {
  const alerts = alertsOf(c.env, await knownSite(c));
  const [rules, channels, incidents] = await Promise.all([alerts.rules(), alerts.channels(), alerts.incidents(100)]);
  return c.json({ v: 1, rules, channels, incidents } satisfies AlertsAnswer, 200, PRIVATE);
});

adminAlerts.put('/rules/:id', async (c) => {
  const site = await knownSite(c);
  const id = parseAlertId(c.req.param('id'));
  const { window_minutes, ...rule } = parseAlertRule(await readBody(c, BODY));
  const stored = { id, ...rule, windowMinutes: window_minutes };
  if (!(await alertsOf(c.env, site).putRule(site, originOf(c), stored))) throw full('rules');
  c.set('detail', { name: stored.name, metric: stored.metric, kind: stored.kind, on: stored.on });
  return c.json(stored, 200, PRIVATE);
});

adminAlerts.delete('/rules/:id', async (c) => {
  const site = await knownSite(c);
  const id = c.req.param('id');
  if (!(await alertsOf(c.env, site).removeRule(id))) throw absent('rule', id);
  return c.body(null, 204);
});

/** Silence for so many minutes; 0 ends it. */
adminAlerts.post('/rules/:id/snooze', async (c) => {
  const site = await knownSite(c);
  const id = c.req.param('id');
  const { minutes } = parseSnooze(await readBody(c, BODY));
  const until = Date.now() + minutes * 60_000;
  if (!(await alertsOf(c.env, site).snooze(id, until))) throw absent('rule', id);
  c.set('detail', { minutes });
  return c.json({ until }, 200, PRIVATE);
});

adminAlerts.put('/channels/:id', async (c) => {
  const site = await knownSite(c);
  const id = parseAlertId(c.req.param('id'));
  const { name, ...channel } = parseAlertChannel(await readBody(c, BODY));
  const complaint = complaintOfChannel(channel);
  if (complaint) throw new RequestFault(400, 'invalid', `channel.${complaint}`);
  if (!(await alertsOf(c.env, site).putChannel(site, originOf(c), id, name, channel))) throw full('channels');
  c.set('detail', { name, kind: channel.kind });
  return c.json({ id, name, kind: channel.kind }, 200, PRIVATE);
});

adminAlerts.delete('/channels/:id', async (c) => {
  const site = await knownSite(c);
  const id = c.req.param('id');
  if (!(await alertsOf(c.env, site).removeChannel(id))) throw absent('channel', id);
  return c.body(null, 204);
});

/** Sends a trial. */
adminAlerts.post('/channels/:id/try', async (c) => {
  const site = await knownSite(c);
  const failure = await alertsOf(c.env, site).tryChannel(c.req.param('id'), Date.now());
  return c.json({ sent: failure === null, ...(failure !== null && { failure }) }, 200, PRIVATE);
});

/** What a rule would have said of the last eight weeks, before it is switched on: `?metric&kind&value&window_minutes`. */
adminAlerts.get('/backtest', async (c) => {
  const site = await knownSite(c);
  const { kind = 'anomaly', metric, value, window_minutes } = c.req.query();
  const rule = parseAlertRule({
    name: 'x',
    kind,
    channels: [],
    metric,
    ...(value !== undefined && { value: Number(value) }),
    ...(window_minutes !== undefined && { window_minutes: Number(window_minutes) }),
  });
  const alerts = alertsOf(c.env, site);
  const now = Date.now();
  const { counts, from, stepMs } = await alerts.historyOf(site, rule.metric, now);
  const said =
    rule.kind === 'anomaly'
      ? backTest(counts)
      : backTestThreshold({ ...rule, windowMinutes: rule.window_minutes }, counts, stepMs / 60_000);
  const { days, upto } = rule.kind === 'anomaly' ? await alerts.daysOf(site, rule.metric, now) : NO_DAYS;
  const firstDay = upto - days.length * DAY_MS;
  const notices = [
    ...said.map(({ step, since, ...rest }) => ({
      ...rest,
      at: from + (step + 1) * stepMs,
      since: from + since * stepMs,
    })),
    ...backTestDrift(days).map(({ day, since, ...rest }) => ({
      ...rest,
      at: firstDay + (day + 1) * DAY_MS,
      since: firstDay + since * DAY_MS,
      is_drift: true as const,
    })),
  ].sort((a, b) => a.at - b.at);
  const perHour = 3_600_000 / stepMs;
  const hours = Array.from({ length: Math.floor(counts.length / perHour) }, (_, h) =>
    Math.round(counts.slice(h * perHour, (h + 1) * perHour).reduce((sum, n) => sum + n, 0)),
  );
  return c.json({ v: 1, from, hours, notices } satisfies BackTestAnswer, 200, PRIVATE);
});
