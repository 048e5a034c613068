/**
 * A pseudonym of a sender's network that holds for a day, so that one network's weight in what others see can be capped
 * [T3] without an address being kept: SHA-256 over the deployment's keys, the site, the day and the prefix, cut short.
 */
import type { Env } from './bindings.ts';
import { sha256Hex } from './http.ts';

const DAY_MS = 86_400_000;

/** @returns undefined where the platform gave no address, as on a developer's machine */
export async function networkOf(
  env: Env,
  site: string,
  address: string | undefined,
  now: number,
): Promise<string | undefined> {
  if (!address) return undefined;
  const day = Math.floor(now / DAY_MS);
  return (await sha256Hex(`${env.EDGEWISE_KEYS}|${site}|${day}|${prefixOf(address)}`)).slice(0, 16);
}

/** IPv4 by /24, IPv6 by /48: what one household or office has, and rarely less. */
export function prefixOf(address: string): string {
  if (!address.includes(':')) return address.split('.').slice(0, 3).join('.');
  const [head = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  while (groups.length < 3) groups.push('0');
  return groups.slice(0, 3).join(':');
}
