/** `GET /alerts/v1/:site/:token.png`: the picture of an alert, for whoever was sent its link, until that ends. */
import { RequestFault } from '@edgewise/protocol/read-json';
import { noticeOf } from '../alerts/picture-link.ts';
import type { AppContext } from '../http.ts';
import { alertsOf } from '../objects/names.ts';
import { sealerOf } from '../sealing.ts';

const SITE = /^[a-z0-9][a-z0-9-]{1,38}(\.eu)?$/;
const LONGEST_TOKEN = 400;

export async function alertPictureRoute(c: AppContext): Promise<Response> {
  const site = c.req.param('site') ?? '';
  const file = c.req.param('file') ?? '';
  // Nothing is looked for before the token has been opened: a guess wakes no object.
  const notice =
    SITE.test(site) && file.endsWith('.png') && file.length <= LONGEST_TOKEN
      ? await noticeOf(sealerOf(c.env.EDGEWISE_KEYS), site, file.slice(0, -'.png'.length), Date.now())
      : undefined;
  const png = notice === undefined ? null : await alertsOf(c.env, site).picture(notice);
  if (!png) throw new RequestFault(404, 'no_picture', 'there is no such picture, or its link has ended');
  return c.body(png, 200, {
    'content-type': 'image/png',
    // The same for ever, and nobody's but who has the link.
    'cache-control': 'private, max-age=86400',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  });
}
