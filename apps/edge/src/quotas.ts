/**
 * One shop's rush slows no other's, and one sender's fills no shop's share ([W23] of the protocol's SPEC.md). The platform counts, by
 * Cloudflare location and without an object: `[[ratelimits]]` in wrangler.toml says how many.
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import type { Env } from './bindings.ts';
import type { AppContext } from './http.ts';

/** The period of each of wrangler.toml's limits. */
const PERIOD_SECONDS = 10;

/** A deployment whose wrangler.toml is of before the limits has none. */
const isWithin = async (limit: RateLimit | undefined, key: string): Promise<boolean> =>
  !limit || (await limit.limit({ key })).success;

const tooMany = (what: string) =>
  new RequestFault(429, 'too_many', `${what}; try again in ${PERIOD_SECONDS} s`, PERIOD_SECONDS);

/** Of one address at one site. Without an address, as on a developer's machine, nobody is counted. */
async function admitSender(c: AppContext, site: string): Promise<void> {
  const address = c.req.header('cf-connecting-ip');
  if (address && !(await isWithin(c.env.SENDER_LIMIT, `${site} ${address}`))) {
    throw tooMany('too many requests from this network address');
  }
}

/** What pages say, and the shop's backend: shed last. @throws RequestFault 429 */
export async function admitEvents(c: AppContext, site: string, from: 'page' | 'backend'): Promise<void> {
  if (from === 'page') await admitSender(c, site);
  if (!(await isWithin(c.env.EVENTS_LIMIT, site))) throw tooMany(`site: too many requests for '${site}'`);
}

/**
 * @returns whether shelves may be personal: beyond the site's limit they are of the page alone, which asks for nothing
 * @throws RequestFault 429 where one sender asks too often
 */
export async function admitShelves(c: AppContext, site: string): Promise<boolean> {
  await admitSender(c, site);
  return isWithin(c.env.SHELVES_LIMIT, site);
}

/** Staff and its tools: shed first. @throws RequestFault 429 */
export async function admitStaff(env: Env, name: string): Promise<void> {
  if (!(await isWithin(env.ADMIN_LIMIT, name))) throw tooMany(`too many requests of '${name}'`);
}
