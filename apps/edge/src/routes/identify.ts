/** `POST /v1/identify` [W15]: the shop's backend says who is who. */
import type { Identifier } from '@edgewise/core/identity/identifiers';
import { parseIdentify } from '@edgewise/protocol/parse-identity';
import { RequestFault } from '@edgewise/protocol/read-json';
import { answerOnce, openBackend } from '../backend-request.ts';
import type { AppContext } from '../http.ts';
import { isCalledOtherwise } from '../join-device.ts';
import { directoryOf, ledgerOf } from '../objects/names.ts';
import { moving } from '../reach-person.ts';

const BODY = { bytes: 8 * 1024, depth: 4 };

export async function identifyRoute(c: AppContext): Promise<Response> {
  const received = Date.now();
  const { site } = await openBackend(c, received);
  return answerOnce(c, site, 'identify', received, BODY, async (body) => {
    const named = parseIdentify(body);
    const identifiers = Object.entries(named).map(([kind, value]) => ({ kind, value }) as Identifier);
    const device = named.device;
    const home = device === undefined ? null : await directoryOf(c.env, site, 'device', device).find('device', device);
    if (home && (await isCalledOtherwise(c.env, site, home.person, identifiers))) throw anothersDevice();
    const claimed = await ledgerOf(c.env, site).claim(site, {
      at: received,
      source: 'backend',
      verified: true,
      joins: true,
      identifiers,
    });
    if (claimed.outcome === 'moving') throw moving();
    if (claimed.outcome === 'erased-device') {
      throw new RequestFault(409, 'erased', 'identify.device: this device was erased');
    }
    if (claimed.outcome === 'anothers') throw anothersDevice();
    return 'reason' in claimed
      ? { v: 1, state: 'refused', reason: `identify: ${claimed.reason}` }
      : { v: 1, state: 'joined' };
  });
}

const anothersDevice = () =>
  new RequestFault(409, 'anothers_device', "identify.device: this device is another user's; nothing was joined");
