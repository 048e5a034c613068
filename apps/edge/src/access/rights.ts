/**
 * Who may call which route of the admin API, and what its change is called in the site's log: one row for every route
 * ([A7], [A8] of apps/edge/SPEC.md).
 */

export const ROLES = ['viewer', 'editor', 'owner'] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

export interface Right {
  /** The least role; `anyone`: before a sign-in. */
  least: Role | 'anyone';
  /** What the line in the site's log says [A10]. Missing where nothing changes, or where the Shop writes the line with the change. */
  log?: string;
  /** The Shop writes the line itself, in one transaction with the change. */
  logsItself?: true;
}

const reads = (least: Right['least']): Right => ({ least });
/** Asks with a body and changes nothing. */
const asks = reads;
const changes = (least: Role, log: string): Right => ({ least, log });
const shopChanges = (least: Role): Right => ({ least, logsItself: true });

const site = (rights: Record<string, Right>): [string, Right][] =>
  Object.entries(rights).map(([route, right]) => [route.replace(' ', ' /sites/:site').replace(/\/$/, ''), right]);

/** By method and path below `/admin/v1`, as they are registered. */
export const RIGHTS: ReadonlyMap<string, Right> = new Map<string, Right>([
  ['POST /session', asks('anyone')],
  ['GET /session', reads('viewer')],
  ['DELETE /session', asks('viewer')],

  ['GET /sites', reads('viewer')],
  ['POST /sites', shopChanges('owner')],
  ...site({
    'GET /': reads('viewer'),
    'PATCH /': shopChanges('owner'),
    'POST /secret': changes('owner', 'site.secret'),
    'DELETE /secret/former': changes('owner', 'site.secret.remove'),
    'GET /model': reads('viewer'),
    'GET /rejects': reads('viewer'),
    'GET /audit': reads('viewer'),
    'GET /setup': reads('viewer'),
    'POST /catalogue': changes('owner', 'catalogue.import'),
    'POST /behaviour': changes('owner', 'behaviour.import'),
    'POST /train': changes('owner', 'model.train'),
    'POST /dead/redrive': changes('owner', 'dead.redrive'),

    'GET /people': reads('editor'),
    'GET /people/explain': reads('editor'),
    'GET /people/suggestions': reads('editor'),
    'GET /people/export': changes('owner', 'person.export'),
    'POST /people/unlink': changes('owner', 'person.unlink'),
    'POST /people/erase': changes('owner', 'person.erase'),
    'POST /people/readmit': changes('owner', 'person.readmit'),
    'GET /erasures/:receipt': reads('editor'),
    'GET /identity': reads('editor'),
    'PATCH /identity': changes('owner', 'identity.change'),
    'POST /identity/keys': changes('owner', 'identity.key'),
    'DELETE /identity/keys/:key': changes('owner', 'identity.key.remove'),

    'GET /insight/now': reads('viewer'),
    'POST /insight/ticket': asks('viewer'),
    'GET /insight/definitions': reads('viewer'),
    'GET /insight/figures': reads('viewer'),
    'GET /insight/series': reads('viewer'),
    'GET /insight/people': reads('editor'),
    'GET /insight/segments': reads('viewer'),
    'GET /insight/cohorts': reads('viewer'),
    'GET /insight/costs': reads('viewer'),
    'PUT /insight/costs': changes('editor', 'costs.put'),
    'GET /insight/storage': reads('viewer'),
    'POST /insight/rebuild': changes('owner', 'figures.rebuild'),

    'GET /health': reads('viewer'),
    'GET /privacy': reads('viewer'),
    'GET /products': reads('viewer'),
    'GET /products/health': reads('viewer'),
    'GET /products/item': reads('viewer'),

    'GET /segments': reads('viewer'),
    'PUT /segments': shopChanges('editor'),

    'GET /alerts': reads('viewer'),
    'PUT /alerts/rules/:id': changes('editor', 'alert.rule'),
    'DELETE /alerts/rules/:id': changes('editor', 'alert.rule.remove'),
    'POST /alerts/rules/:id/snooze': changes('editor', 'alert.snooze'),
    'PUT /alerts/channels/:id': changes('editor', 'alert.channel'),
    'DELETE /alerts/channels/:id': changes('editor', 'alert.channel.remove'),
    'POST /alerts/channels/:id/try': changes('editor', 'alert.channel.try'),
    'GET /alerts/backtest': reads('viewer'),

    'GET /plan': reads('viewer'),
    'GET /plan/versions': reads('viewer'),
    'GET /plan/versions/:version': reads('viewer'),
    'GET /plan/draft': reads('viewer'),
    'GET /plan/log': reads('viewer'),
    'GET /plan/diff': reads('viewer'),
    'POST /plan/simulate': asks('editor'),
    'PUT /plan/draft': shopChanges('editor'),
    'DELETE /plan/draft': shopChanges('editor'),
    'POST /plan/validate': asks('editor'),
    'POST /plan/draft/approve': shopChanges('editor'),
    'POST /plan/publish': shopChanges('editor'),
    'POST /plan/rollback': shopChanges('editor'),
    'POST /plan/preview': shopChanges('editor'),
    'POST /plan/explain': asks('viewer'),
    'GET /snapshots/:kind': reads('editor'),
    'GET /sessions': reads('editor'),

    'GET /experiments': reads('viewer'),
    'GET /experiments/plan': reads('viewer'),
    'GET /experiments/:experiment': reads('viewer'),
    'PUT /experiments/:experiment/note': changes('editor', 'experiment.note'),

    'GET /lake': changes('owner', 'lake.list'),
    'GET /lake/object': reads('owner'),
  }),
]);

/** Whether a role may do what asks for at least another. */
export const reaches = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);
