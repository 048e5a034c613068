/** `GET /v1/me` and `DELETE /v1/me` [W14]: a person's own data, and its end. */
import { RequestFault } from '@edgewise/protocol/read-json';
import { afterOf, exportPerson } from '../export-person.ts';
import { type AppContext, openSite, PRIVATE } from '../http.ts';
import { ledgerOf, shopOf } from '../objects/names.ts';
import { proveRight } from '../prove-right.ts';
import { admitEvents } from '../quotas.ts';

/** The preflight: these requests carry `Authorization`. */
export async function meOptionsRoute(c: AppContext): Promise<Response> {
  await openSite(c, c.req.query('site'), Date.now());
  c.header('access-control-allow-methods', 'GET, DELETE');
  c.header('access-control-allow-headers', 'authorization');
  c.header('access-control-max-age', '600');
  return c.body(null, 204);
}

async function open(c: AppContext, now: number) {
  const site = c.req.query('site') ?? '';
  await openSite(c, site, now);
  await admitEvents(c, site, 'page');
  const request = {
    method: c.req.method,
    authorization: c.req.header('authorization'),
    userId: c.req.query('user_id'),
  };
  return { site, right: await proveRight(c.env, site, request, now) };
}

const nothing = () => new RequestFault(404, 'no_person', 'me: nothing is kept of you');

export async function exportMeRoute(c: AppContext): Promise<Response> {
  const now = Date.now();
  const { site, right } = await open(c, now);
  const after = afterOf(c.req.query('after'));
  const exported = await exportPerson(c.env, site, right.identifier, right.scope, now, after);
  if (!exported) throw nothing();
  return c.json(exported, 200, { ...PRIVATE, 'content-disposition': 'attachment; filename="my-data.json"' });
}

export async function eraseMeRoute(c: AppContext): Promise<Response> {
  const now = Date.now();
  const { site, right } = await open(c, now);
  const receipt = await ledgerOf(c.env, site).erase(site, right.identifier, right.scope, now);
  if (!receipt) throw nothing();
  await shopOf(c.env, site).note('person.erase', { by: right.scope, receipt: receipt.receipt });
  return c.json(receipt, 200, PRIVATE);
}
