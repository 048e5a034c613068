/**
 * `/alerts/v1/:site/:token.png`: the picture of a notice for receivers that fetch it, such as Slack. The token is sealed by the
 * deployment's key for this site, names the notice and says when it ends.
 */
import type { Sealer } from '../sealing.ts';

/** Slack and others fetch at once and keep a copy; a webhook's receiver may come later. */
export const LINK_KEPT_MS = 7 * 86_400_000;

export async function pictureLink(
  sealer: Sealer,
  origin: string | undefined,
  site: string,
  notice: string,
  now: number,
): Promise<{ url: string; expires: number } | undefined> {
  // Who is elsewhere reaches nobody's own machine.
  if (origin === undefined || !origin.startsWith('https://')) return undefined;
  const expires = now + LINK_KEPT_MS;
  const token = await sealer.seal(site, 'picture', '', new TextEncoder().encode(JSON.stringify([notice, expires])));
  return { url: `${origin}/alerts/v1/${encodeURIComponent(site)}/${token}.png`, expires };
}

/** The notice that a token names, or undefined for one that is over, another site's or nobody's. */
export async function noticeOf(sealer: Sealer, site: string, token: string, now: number): Promise<string | undefined> {
  const opened = await sealer.open(site, 'picture', '', token);
  if (!opened) return undefined;
  const [notice, expires] = JSON.parse(new TextDecoder().decode(opened)) as [string, number];
  return expires > now ? notice : undefined;
}
