/** The admin API's part on people, under `/admin/v1/sites/:site`: who is who, why, and the way back. Behind the admin token. */
import { type Identifier, type IdentifierKind, keyOf, PRIORITY } from '@edgewise/core/identity/identifiers';
import type { PersonState } from '@edgewise/core/person/state';
import type { ErasureReceipt } from '@edgewise/protocol/events';
import { parseIdentityKey, parseIdentityPatch } from '@edgewise/protocol/parse-identity';
import { RequestFault } from '@edgewise/protocol/read-json';
import { type Context, Hono } from 'hono';
import { byOf } from '../access/log.ts';
import { afterOf, exportPerson } from '../export-person.ts';
import { type AppEnv, PRIVATE, readBody, sha256Hex } from '../http.ts';
import type { IdentitySettings } from '../identity-settings.ts';
import type { Joined } from '../joined.ts';
import { directoryOf, ledgerOf, personOf, shopOf } from '../objects/names.ts';
import { describePerson, personById } from '../read-person.ts';
import { sealerOf, toBase64Url } from '../sealing.ts';
import type { ShopView } from '../shop-view.ts';
import { siteView } from '../site-view.ts';
import { suggestLinks } from '../suggest-links.ts';

const BODY = { bytes: 8 * 1024, depth: 4 };

/** The answer to `POST …/people/erase` and `GET …/erasures/:receipt`. */
export type ErasureAnswer = ErasureReceipt;

export const adminPeople = new Hono<AppEnv>();

type PeopleContext = Context<AppEnv>;

/** The site of the path, or 404. */
export async function siteOf(c: PeopleContext): Promise<string> {
  const id = c.req.param('site') ?? '';
  const view = /^[a-z0-9][a-z0-9-]{1,38}(\.eu)?$/.test(id) ? await shopOf(c.env, id).view() : null;
  if (!view) throw new RequestFault(404, 'no_site', `site: there is no site '${id.slice(0, 60)}' here`);
  return id;
}

/** `?device=…` or another kind of identifier. @throws RequestFault 400 where none or several are named */
export function identifierOf(c: PeopleContext): Identifier {
  const named = Object.entries(c.req.query()).filter(([kind]) => Object.hasOwn(PRIORITY, kind));
  const [only] = named;
  if (!only || named.length > 1) {
    throw new RequestFault(400, 'invalid', `query: expected one of ${Object.keys(PRIORITY).join(', ')}`);
  }
  return { kind: only[0] as IdentifierKind, value: only[1] };
}

/** `user_id:ann` → its parts. */
function parseKey(name: string, text: string | undefined): Identifier {
  const [, kind, value] = /^([a-z_0-9]+):(.+)$/s.exec(text ?? '') ?? [];
  if (kind === undefined || value === undefined || !Object.hasOwn(PRIORITY, kind)) {
    throw new RequestFault(400, 'invalid', `query.${name}: expected <kind>:<value>, such as user_id:42`);
  }
  return { kind: kind as IdentifierKind, value };
}

const nobody = ({ kind, value }: Identifier) =>
  new RequestFault(404, 'no_person', `${kind}: nobody is known by '${value.slice(0, 64)}'`);

/** The joined person of an identifier and the object that it lives in. Null where nobody is known by it. */
export async function personBehind(
  c: PeopleContext,
  site: string,
  identifier: Identifier,
): Promise<{ person: string; joined: Joined | null } | null> {
  const joined = await ledgerOf(c.env, site).lookUp(identifier);
  if (joined && joined.person !== '') return { person: joined.person, joined };
  const { kind, value } = identifier;
  if (kind !== 'device' && kind !== 'user_id') return null;
  const home = await directoryOf(c.env, site, kind, value).find(kind, value);
  return home && { person: home.person, joined };
}

/** The 16 random bytes that the Directory names a person by, base64url. */
const PERSON_ID = /^[\w-]{22}$/;

/** By what they are known by, or by `?person=`, the id under which the figures name them. */
async function askedPerson(c: PeopleContext, site: string): Promise<{ state: PersonState; joined: Joined | null }> {
  const id = c.req.query('person');
  if (id !== undefined) {
    const found = PERSON_ID.test(id) ? await personById(c.env, site, id) : null;
    if (!found) throw new RequestFault(404, 'no_person', `person: nobody is known by '${id.slice(0, 64)}'`);
    return found;
  }
  const identifier = identifierOf(c);
  const behind = await personBehind(c, site, identifier);
  const state = behind && ((await personOf(c.env, site, behind.person).inspect()) as PersonState | null);
  if (!state) throw nobody(identifier);
  return { state, joined: behind.joined };
}

adminPeople.get('/people', async (c) => {
  const site = await siteOf(c);
  const now = Date.now();
  const [{ state, joined }, view] = await Promise.all([
    askedPerson(c, site),
    siteView(c.env, c.executionCtx as ExecutionContext, site, now),
  ]);
  return c.json(describePerson(view!, state, joined, now), 200, PRIVATE);
});

adminPeople.get('/people/explain', async (c) => {
  const site = await siteOf(c);
  const [a, b] = [parseKey('a', c.req.query('a')), parseKey('b', c.req.query('b'))];
  const because = await ledgerOf(c.env, site).explain(a, b);
  return c.json({ one_person: because !== null, because: because ?? [] }, 200, PRIVATE);
});

adminPeople.post('/people/unlink', async (c) => {
  const site = await siteOf(c);
  const body = (await readBody(c, BODY)) as { claim?: unknown } | null;
  const id = body?.claim;
  if (typeof id !== 'string') throw new RequestFault(400, 'invalid', "unlink.claim: expected a claim's id");
  if (!(await ledgerOf(c.env, site).unlink(id, Date.now()))) {
    throw new RequestFault(404, 'no_claim', `unlink.claim: there is no claim '${id.slice(0, 64)}'`);
  }
  c.set('detail', { claim: id });
  return c.json({ unlinked: id }, 200, PRIVATE);
});

adminPeople.get('/people/export', async (c) => {
  const site = await siteOf(c);
  const identifier = identifierOf(c);
  const exported = await exportPerson(c.env, site, identifier, 'person', Date.now(), afterOf(c.req.query('after')));
  if (!exported) throw nobody(identifier);
  return c.json(exported, 200, PRIVATE);
});

adminPeople.post('/people/erase', async (c) => {
  const site = await siteOf(c);
  const identifier = identifierOf(c);
  const receipt = await ledgerOf(c.env, site).erase(site, identifier, 'person', Date.now());
  if (!receipt) throw nobody(identifier);
  c.set('detail', { receipt: receipt.receipt });
  return c.json(receipt satisfies ErasureAnswer, 200, PRIVATE);
});

adminPeople.post('/people/readmit', async (c) => {
  const site = await siteOf(c);
  const identifier = identifierOf(c);
  // A device that was erased begins anew by itself; its id is over.
  if (identifier.kind === 'device') throw new RequestFault(400, 'invalid', 'device: an erased device stays erased');
  if (!(await ledgerOf(c.env, site).readmit(identifier, Date.now()))) {
    throw new RequestFault(404, 'not_erased', `${identifier.kind}: nobody of this name was erased`);
  }
  c.set('detail', { kind: identifier.kind, digest: (await sha256Hex(keyOf(identifier))).slice(0, 16) });
  return c.json({ readmitted: true }, 200, PRIVATE);
});

adminPeople.get('/erasures/:receipt', async (c) => {
  const site = await siteOf(c);
  const receipt = await ledgerOf(c.env, site).receipt(c.req.param('receipt'));
  if (!receipt) throw new RequestFault(404, 'no_receipt', 'receipt: there is no erasure of this id');
  return c.json(receipt satisfies ErasureAnswer, 200, PRIVATE);
});

adminPeople.get('/people/suggestions', async (c) => {
  const site = await siteOf(c);
  const view = await shopOf(c.env, site).view();
  if (!view?.settings.suggestions) {
    throw new RequestFault(
      409,
      'off',
      'suggestions: are off; turn them on with PATCH …/identity {"suggestions": true}',
    );
  }
  return c.json({ suggestions: await suggestLinks(c.env, site, view as ShopView) }, 200, PRIVATE);
});

/** Settings as the API writes them: a key's secret is never among them. */
const describe = (settings: IdentitySettings) => ({
  trust_unverified: settings.trustUnverified,
  bare_hmac: settings.bareHmac,
  keys: settings.keys.map(({ id, alg, added }) => ({ id, alg, added })),
});

adminPeople.get('/identity', async (c) => {
  const site = await siteOf(c);
  const ledger = ledgerOf(c.env, site);
  const [settings, counts, view] = await Promise.all([ledger.settings(), ledger.counts(), shopOf(c.env, site).view()]);
  const suggestions = view?.settings.suggestions === true;
  return c.json({ ...describe(settings), suggestions, ...counts }, 200, PRIVATE);
});

adminPeople.patch('/identity', async (c) => {
  const site = await siteOf(c);
  const patch = parseIdentityPatch(await readBody(c, BODY));
  const settings = await ledgerOf(c.env, site).changeSettings({
    ...(patch.trust_unverified !== undefined && { trustUnverified: patch.trust_unverified }),
    ...(patch.bare_hmac !== undefined && { bareHmac: patch.bare_hmac }),
  });
  if (patch.suggestions !== undefined) {
    // With the shop's settings, so that every isolate knows it without a call.
    await shopOf(c.env, site).change({ suggestions: patch.suggestions }, null, byOf(c));
    if (!patch.suggestions) await ledgerOf(c.env, site).forgetSightings();
  }
  c.set('detail', patch);
  return c.json(describe(settings), 200, PRIVATE);
});

/** Adds a key; the newest two are valid. An HS256 secret is answered this once. */
adminPeople.post('/identity/keys', async (c) => {
  const site = await siteOf(c);
  const key = parseIdentityKey(await readBody(c, BODY));
  const id = key.id ?? toBase64Url(crypto.getRandomValues(new Uint8Array(6)));
  const added = Date.now();
  c.set('detail', { id, alg: key.alg });
  if (key.alg === 'ES256') {
    const { kty, crv, x, y } = key.jwk;
    const material = JSON.stringify({ kty, crv, x, y });
    const settings = await ledgerOf(c.env, site).addKey({ id, alg: key.alg, material, added });
    return c.json({ ...describe(settings), id }, 201, PRIVATE);
  }
  const secret = key.secret ?? toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const material = await sealerOf(c.env.EDGEWISE_KEYS).seal(site, 'key', '', new TextEncoder().encode(secret));
  const settings = await ledgerOf(c.env, site).addKey({ id, alg: key.alg, material, added });
  return c.json({ ...describe(settings), id, secret }, 201, PRIVATE);
});

adminPeople.delete('/identity/keys/:key', async (c) => {
  const site = await siteOf(c);
  const settings = await ledgerOf(c.env, site).removeKey(c.req.param('key'));
  return c.json(describe(settings), 200, PRIVATE);
});
