/** `POST /v1/server/links` [W13]: the shop's backend makes a one-time link for an e-mail or a QR code. */
import { parseLink } from '@edgewise/protocol/parse-identity';
import { answerOnce, openBackend } from '../backend-request.ts';
import type { AppContext } from '../http.ts';
import { newLink, type OneTimeLink, sealLink } from '../one-time-links.ts';
import { sealerOf } from '../sealing.ts';

const BODY = { bytes: 4 * 1024, depth: 3 };
const A_DAY_S = 86_400;

export async function linksRoute(c: AppContext): Promise<Response> {
  const now = Date.now();
  const { site } = await openBackend(c, now);
  return answerOnce(c, site, 'link', now, BODY, async (body) => {
    const { user_id, device, expires_in = A_DAY_S } = parseLink(body);
    const target: OneTimeLink['target'] =
      user_id !== undefined ? { kind: 'user_id', value: user_id } : { kind: 'device', value: device! };
    const link = newLink(target, now, expires_in * 1000);
    return { v: 1, link: await sealLink(sealerOf(c.env.EDGEWISE_KEYS), site, link), expires: link.expires };
  });
}
