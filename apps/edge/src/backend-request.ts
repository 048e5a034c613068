/** A request of the shop's backend: by the site's secret, which says the site itself [T1], with an idempotency key. */
import { RequestFault, readJson } from '@edgewise/protocol/read-json';
import { type AppContext, bearer, openSite, PRIVATE, readBodyText, sameSecret, sha256Hex } from './http.ts';
import { shopOf } from './objects/names.ts';
import { admitEvents } from './quotas.ts';
import type { SiteView } from './site-view.ts';

/** Hex digits: tells bodies under one key apart. */
const DIGEST_IN_NAME = 16;

/** `sk_<site>_<random>`. */
const SECRET = /^sk_([a-z0-9][a-z0-9-]{1,38}(?:\.eu)?)_[A-Za-z0-9_-]{43}$/;

/** @throws RequestFault 401 where the secret is missing or wrong, 429 */
export async function openBackend(c: AppContext, now: number): Promise<{ site: string; view: SiteView }> {
  const secret = bearer(c) ?? '';
  const site = SECRET.exec(secret)?.[1];
  if (!site) throw new RequestFault(401, 'secret', "authorization: expected 'Bearer sk_<site>_…', the site's secret");
  const view = await openSite(c, site, now);
  const given = await sha256Hex(secret);
  const matches = await Promise.all(view.shop.secretHashes.map((hash) => sameSecret(given, hash)));
  if (!matches.includes(true)) {
    throw new RequestFault(401, 'secret', `authorization: this is not the secret of '${site}'`);
  }
  await admitEvents(c, site, 'backend');
  return { site, view };
}

/**
 * Answers once for each `Idempotency-Key`: a repeated one within 7 days gets the first answer again.
 * @param purpose keeps the keys of different routes apart
 * @param limit of the body
 * @param answer gets the body and what names this delivery of it
 * @throws RequestFault 400 where there is no usable key, 422 where it came with another body before: its answer would say of
 *   events that they are taken, and they would be lost
 */
export async function answerOnce(
  c: AppContext,
  site: string,
  purpose: string,
  now: number,
  limit: { bytes: number; depth: number },
  answer: (body: unknown, delivery: string) => Promise<unknown>,
): Promise<Response> {
  const key = c.req.header('idempotency-key') ?? '';
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) {
    throw new RequestFault(400, 'idempotency_key', 'idempotency-key: expected 8 to 128 visible ASCII characters');
  }
  const shop = shopOf(c.env, site);
  const name = purpose === '' ? key : `${purpose} ${key}`;
  const json = { ...PRIVATE, 'content-type': 'application/json' };
  const body = await readBodyText(c, limit);
  const digest = await sha256Hex(body);
  const before = await shop.recall(name);
  if (before !== null) {
    const [, digestBefore = digest, text = before] = /^([0-9a-f]{64}) (.*)$/s.exec(before) ?? [];
    if (digestBefore === digest) return c.body(text, 200, json);
    throw new RequestFault(422, 'key_used', 'idempotency-key: was used for another request; use a new one');
  }
  // The key alone may come back after its 7 days, for another body, to somebody who still knows it.
  const delivery = `${key} ${digest.slice(0, DIGEST_IN_NAME)}`;
  const text = JSON.stringify(await answer(readJson(body, limit), delivery));
  // Answers of an earlier release have no digest before them.
  await shop.remember(name, `${digest} ${text}`, now);
  return c.body(text, 200, json);
}
