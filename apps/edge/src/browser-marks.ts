/**
 * What joins the host names of one browser [I8] [W18]: sealed for the device that asks, kept by the page in a cookie of the
 * registrable domain, presented by the devices of the other hosts. A cookie may be copied as a log-in's may, so it lasts a month
 * and no longer; the page asks for a fresh one before that.
 */
import type { Sealer } from './sealing.ts';

export interface BrowserMark {
  /** The device that it was made for. */
  device: string;
  /** ms since the epoch. */
  made: number;
}

export const MARK_LASTS_MS = 30 * 86_400_000;

const BOUND_TO_NO_DEVICE = '';

export function sealMark(sealer: Sealer, site: string, { device, made }: BrowserMark): Promise<string> {
  const payload = JSON.stringify([1, device, made]);
  return sealer.seal(site, 'browser', BOUND_TO_NO_DEVICE, new TextEncoder().encode(payload));
}

/** Undefined for anything that was not sealed here for this site. */
export async function openMark(sealer: Sealer, site: string, token: string): Promise<BrowserMark | undefined> {
  const bytes = await sealer.open(site, 'browser', BOUND_TO_NO_DEVICE, token);
  if (!bytes) return undefined;
  const [, device, made] = JSON.parse(new TextDecoder().decode(bytes)) as [1, string, number];
  return { device, made };
}
