/**
 * What is known of the person behind a request for shelves: from the capsule, and only where that cannot speak from the
 * Person object, which gets 150 ms [P1] [P2].
 */
import { decodeCapsule } from '@edgewise/core/person/capsule';
import { type Known, NOBODY } from '@edgewise/core/person/situation';
import type { Env } from './bindings.ts';
import { personOf } from './objects/names.ts';
import { decodeRoute, encodeRoute, sealerOf } from './sealing.ts';

const ASK_MS = 150;

export interface KnownPerson {
  known: Known;
  /** Fresh ones, where the Person was asked. */
  capsule?: string;
  route?: string;
}

export interface Credentials {
  site: string;
  device?: string | undefined;
  capsule?: string | undefined;
  route?: string | undefined;
}

export async function knownPerson(env: Env, credentials: Credentials, now: number): Promise<KnownPerson> {
  const { site, device } = credentials;
  if (device === undefined) return { known: NOBODY };
  const sealer = sealerOf(env.EDGEWISE_KEYS);
  const opened = credentials.capsule && (await sealer.open(site, 'capsule', device, credentials.capsule));
  const content = opened ? decodeCapsule(opened, now) : undefined;
  if (content && !content.stale) return { known: content };
  return (await askPerson(env, site, device, credentials.route, now)) ?? { known: content ?? NOBODY };
}

/** Undefined where there is no route yet, or no answer in time. */
async function askPerson(
  env: Env,
  site: string,
  device: string,
  sealedRoute: string | undefined,
  now: number,
): Promise<KnownPerson | undefined> {
  const sealer = sealerOf(env.EDGEWISE_KEYS);
  const opened = sealedRoute && (await sealer.open(site, 'route', device, sealedRoute));
  const route = opened ? decodeRoute(opened) : undefined;
  if (!route) return undefined;
  const fresh = await Promise.race([
    Promise.resolve(personOf(env, site, route.person).capsule(device, now)).catch(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, ASK_MS, null)),
  ]);
  const content = fresh && decodeCapsule(fresh.capsule, now);
  if (!fresh || !content) return undefined;
  const [capsule, newRoute] = await Promise.all([
    sealer.seal(site, 'capsule', device, fresh.capsule),
    sealer.seal(site, 'route', device, encodeRoute({ person: route.person, epoch: fresh.epoch })),
  ]);
  return { known: content, capsule, route: newRoute };
}
