/** How a site proves who its shoppers are: its identity keys and what it accepts besides. */
import type { Env } from './bindings.ts';
import { ledgerOf } from './objects/names.ts';
import { sealerOf } from './sealing.ts';

export type KeyAlgorithm = 'HS256' | 'ES256';

export interface IdentityKey {
  /** A JWT's `kid`. */
  id: string;
  alg: KeyAlgorithm;
  /** HS256: the secret, sealed with the deployment's key. ES256: the public key as JWK JSON. */
  material: string;
  /** ms since the epoch. */
  added: number;
}

export interface IdentitySettings {
  /** Newest first, at most two, so that keys rotate without a gap. */
  keys: IdentityKey[];
  /** Unverified claims join too: whoever knows a customer's id sees what that customer looked at. */
  trustUnverified: boolean;
  /** Accepts HMAC-SHA256 of the user id alone, as Intercom has it: it never expires, so a token that leaks is good for ever. */
  bareHmac: boolean;
}

export const DEFAULT_IDENTITY: IdentitySettings = {
  keys: [],
  trustUnverified: false,
  bareHmac: false,
};

export const KEYS_AT_ONCE = 2;

/** What an isolate keeps: keys with their secrets opened. */
export interface OpenedIdentity extends Omit<IdentitySettings, 'keys'> {
  keys: { id: string; alg: KeyAlgorithm; secret?: Uint8Array<ArrayBuffer>; jwk?: JsonWebKey }[];
}

/** A key that was removed stops working within this time everywhere. */
const FRESH_MS = 10_000;
const kept = new Map<string, { opened: OpenedIdentity; at: number }>();
const KEPT_SITES = 500;

export async function identityOf(env: Env, site: string, now: number): Promise<OpenedIdentity> {
  const known = kept.get(site);
  if (known && now - known.at < FRESH_MS) return known.opened;
  const settings = await ledgerOf(env, site).settings();
  const keys = await Promise.all(
    settings.keys.map(async ({ id, alg, material }) => {
      if (alg === 'ES256') return { id, alg, jwk: JSON.parse(material) as JsonWebKey };
      const secret = await sealerOf(env.EDGEWISE_KEYS).open(site, 'key', '', material);
      return { id, alg, ...(secret && { secret: new Uint8Array(secret) }) };
    }),
  );
  const opened = { ...settings, keys };
  kept.delete(site);
  kept.set(site, { opened, at: now });
  const [oldest] = kept.keys();
  if (kept.size > KEPT_SITES && oldest !== undefined) kept.delete(oldest);
  return opened;
}

/** Forgets everything, as a new isolate does. For tests. */
export function forgetIdentities(): void {
  kept.clear();
}
