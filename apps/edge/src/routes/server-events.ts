/** `POST /v1/server/events`: the shop's backend says what happened, signed by its secret [W10]. */
import { LIMITS } from '@edgewise/protocol/limits';
import { type ParsedServerEvent, parseServerEvents } from '@edgewise/protocol/parse-server';
import { RequestFault } from '@edgewise/protocol/read-json';
import type { Env } from '../bindings.ts';
import { type AppContext, bearer, openSite, PRIVATE, readBody, sameSecret, sha256Hex } from '../http.ts';
import { directoryOf, personOf, shopOf } from '../objects/names.ts';

/** `sk_<site>_<random>`: the secret itself says which site it is of [T1]. */
const SECRET = /^sk_([a-z0-9][a-z0-9-]{1,38}(?:\.eu)?)_[A-Za-z0-9_-]{43}$/;

export async function serverEventsRoute(c: AppContext): Promise<Response> {
  const received = Date.now();
  const secret = bearer(c) ?? '';
  const site = SECRET.exec(secret)?.[1];
  if (!site) throw new RequestFault(401, 'secret', "authorization: expected 'Bearer sk_<site>_…', the site's secret");
  const view = await openSite(c, site, received);
  if (!(await sameSecret(await sha256Hex(secret), view.shop.secretHash))) {
    throw new RequestFault(401, 'secret', `authorization: this is not the secret of '${site}'`);
  }
  const key = c.req.header('idempotency-key') ?? '';
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) {
    throw new RequestFault(400, 'idempotency_key', 'idempotency-key: expected 8 to 128 visible ASCII characters');
  }
  const shop = shopOf(c.env, site);
  const before = await shop.recall(key);
  if (before !== null) return c.body(before, 200, { ...PRIVATE, 'content-type': 'application/json' });

  const body = await readBody(c, { bytes: LIMITS.serverEventsBytes, depth: LIMITS.depth });
  const { accepted, refused } = parseServerEvents(body, received, view.shop.settings.currencies[0]!);
  const byPerson = new Map<string, ParsedServerEvent[]>();
  for (const one of accepted) {
    const person = await personOfServerEvent(c.env, site, one);
    byPerson.set(person, [...(byPerson.get(person) ?? []), one]);
  }
  let repeated = 0;
  for (const [person, events] of byPerson) {
    const isNew = await personOf(c.env, site, person).collectFromServer(
      person,
      site,
      events.map(({ event }) => event),
      key,
      received,
    );
    if (!isNew) repeated += events.length;
  }
  const answer = JSON.stringify({ accepted: accepted.length - repeated, repeated, refused });
  await shop.remember(key, answer, received);
  return c.body(answer, 200, { ...PRIVATE, 'content-type': 'application/json' });
}

/** An order that is known belongs to whoever made it; else the device or the user the backend names. */
async function personOfServerEvent(env: Env, site: string, one: ParsedServerEvent): Promise<string> {
  const order = one.event.name === 'purchase' ? one.event.transactionId : undefined;
  if (order !== undefined) {
    const owner = await directoryOf(env, site, 'order', order).find('order', order);
    if (owner !== null) return owner;
  }
  const named = one.device
    ? await directoryOf(env, site, 'device', one.device).resolve('device', one.device)
    : one.user !== undefined
      ? await directoryOf(env, site, 'user_id', one.user).resolve('user_id', one.user)
      : undefined;
  const transaction = one.event.transactionId;
  if (transaction === undefined) return named!.person;
  return (await directoryOf(env, site, 'order', transaction).resolve('order', transaction, named?.person)).person;
}
