/** Probable links [I9]: noting who was where, where the shop wants it, and the pairs that core finds probable. */
import { compare, probability, reasonsOf, WORTH_SHOWING } from '@edgewise/core/identity/suggest';
import type { Env } from './bindings.ts';
import { directoryOf, ledgerOf, personOf } from './objects/names.ts';
import { toBase64Url } from './sealing.ts';
import type { ShopView } from './shop-view.ts';
import type { Sighted } from './storage/sightings.ts';

const HOUR_MS = 3_600_000;
const PAIRS = 100;
/** Not among today's hottest: looked at by one person in two hundred or fewer. */
const RARE_SHARE = 0.005;

/** Noted by this isolate in this hour already. */
let noted = { hour: 0, keys: new Set<string>() };

/** Notes that a device was in the network that the request came from: once an hour, at most. */
export async function noteSighting(
  env: Env,
  site: string,
  device: string,
  request: Request,
  language: string,
  now: number,
) {
  const address = request.headers.get('cf-connecting-ip');
  if (!address) return;
  const hour = Math.floor(now / HOUR_MS);
  if (noted.hour !== hour) noted = { hour, keys: new Set() };
  const key = `${site}/${device}`;
  if (noted.keys.has(key)) return;
  noted.keys.add(key);
  const cf = (request as Request & { cf?: { country?: string; city?: string } }).cf;
  const place = [cf?.country, cf?.city].filter(Boolean).join('/');
  const network = await networkOf(env, site, address);
  await ledgerOf(env, site).sight({ device, network, hour, language, place });
}

/** A digest of the address that nobody without the deployment's key can make, cut to 64 bits. */
async function networkOf(env: Env, site: string, address: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(env.EDGEWISE_KEYS), algorithm, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`network|${site}|${address}`));
  return toBase64Url(new Uint8Array(mac).subarray(0, 8));
}

export interface Suggestion {
  devices: [string, string];
  /** 0 … 1. */
  probability: number;
  because: string[];
}

/** The probable pairs that are not one person yet, most probable first. */
export async function suggestLinks(env: Env, site: string, shop: ShopView): Promise<Suggestion[]> {
  const ledger = ledgerOf(env, site);
  const pairs = await ledger.sightedPairs(PAIRS);
  const most = Math.max(1, ...shop.hot.map(({ people }) => people));
  const hot = new Map(shop.hot.map(({ item, people }) => [item, Math.max(RARE_SHARE, (people / most) * 0.5)]));
  const items = new Map<string, string[]>();
  const itemsOf = async (device: string) => {
    let known = items.get(device);
    if (!known) {
      known = await historyOf(env, site, device);
      items.set(device, known);
    }
    return known;
  };
  const suggestions: Suggestion[] = [];
  for (const [a, b] of pairs as [Sighted, Sighted][]) {
    const evidence = compare(
      { ...a, items: await itemsOf(a.device) },
      { ...b, items: await itemsOf(b.device) },
      (item) => hot.get(item) ?? RARE_SHARE,
    );
    const p = probability(evidence);
    if (p < WORTH_SHOWING) continue;
    suggestions.push({
      devices: [a.device, b.device],
      probability: Math.round(p * 100) / 100,
      because: reasonsOf(evidence),
    });
  }
  return suggestions.sort((x, y) => y.probability - x.probability);
}

async function historyOf(env: Env, site: string, device: string): Promise<string[]> {
  const place =
    (await ledgerOf(env, site).whereIs(device)) ??
    (await directoryOf(env, site, 'device', device).find('device', device));
  const state = place && (await personOf(env, site, place.person).inspect());
  return state?.contributions.find((c) => c.device === device)?.recent.map(({ item }) => item) ?? [];
}
