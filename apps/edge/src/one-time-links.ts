/** One-time links [W13]: sealed tokens for e-mails and QR codes that join whichever device presents them first. */
import type { Identifier } from '@edgewise/core/identity/identifiers';
import { type Sealer, toBase64Url } from './sealing.ts';

export interface OneTimeLink {
  nonce: string;
  /** Whom the device joins: a user, or the person of another device. */
  target: Identifier & { kind: 'user_id' | 'device' };
  /** Between host names of one browser [I8]: made by the device, not by the shop's backend. */
  handOff?: true;
  /** ms since the epoch. */
  made: number;
  expires: number;
}

const BOUND_TO_NO_DEVICE = '';

export function newLink(target: OneTimeLink['target'], now: number, validMs: number): OneTimeLink {
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
  return { nonce, target, made: now, expires: now + validMs };
}

/** As long as a page takes to load. */
export const HAND_OFF_MS = 5 * 60_000;

export function sealLink(sealer: Sealer, site: string, link: OneTimeLink): Promise<string> {
  return sealer.seal(site, 'link', BOUND_TO_NO_DEVICE, new TextEncoder().encode(JSON.stringify({ v: 1, ...link })));
}

/** Undefined for anything that was not sealed here for this site. */
export async function openLink(sealer: Sealer, site: string, token: string): Promise<OneTimeLink | undefined> {
  const bytes = await sealer.open(site, 'link', BOUND_TO_NO_DEVICE, token);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as OneTimeLink);
}
