/**
 * What is known of the person behind a request for shelves: from the capsule, and only where that cannot speak from the
 * Person object, which gets 150 ms [P1] [P2].
 */
import { decodeCapsule, unitIn } from '@edgewise/core/person/capsule';
import { type Known, NOBODY } from '@edgewise/core/person/situation';
import type { Unit } from '@edgewise/core/plan/experiments';
import type { Env } from './bindings.ts';
import { reachPerson } from './reach-person.ts';
import { decodeRoute, encodeRoute, sealerOf } from './sealing.ts';

const ASK_MS = 150;

export interface KnownPerson {
  known: Known;
  /** Whom experiments are dealt to. */
  unit: Unit;
  /** Fresh ones, where the Person was asked. */
  capsule?: string;
  route?: string;
}

export interface Credentials {
  site: string;
  device?: string | undefined;
  capsule?: string | undefined;
  route?: string | undefined;
  visit?: string | undefined;
}

/** Below tier person the visit is dealt to; where nothing may be remembered, nobody [L20]. */
const visitUnit = (visit: string | undefined): Unit => ({ unit: visit === undefined ? '' : `visit.${visit}` });

/** @param segments the shop's, as JSON */
export async function knownPerson(
  env: Env,
  credentials: Credentials,
  now: number,
  segments?: string,
): Promise<KnownPerson> {
  const { site, device } = credentials;
  if (device === undefined) return { known: NOBODY, unit: visitUnit(credentials.visit) };
  const sealer = sealerOf(env.EDGEWISE_KEYS);
  const opened = credentials.capsule && (await sealer.open(site, 'capsule', device, credentials.capsule));
  const content = opened ? decodeCapsule(opened, now) : undefined;
  if (content && !content.stale) return { known: content, unit: content };
  const asked = await askPerson(env, site, device, credentials.route, now, segments);
  if (asked) return asked;
  // A device that is not known yet is what its person's unit will be, so its second page shows the arm of the first.
  const unit = content ?? { unit: (opened && unitIn(opened)) || device };
  return { known: content ?? NOBODY, unit };
}

/** Undefined where there is no route yet, or no answer in time. */
async function askPerson(
  env: Env,
  site: string,
  device: string,
  sealedRoute: string | undefined,
  now: number,
  segments: string | undefined,
): Promise<KnownPerson | undefined> {
  const sealer = sealerOf(env.EDGEWISE_KEYS);
  const opened = sealedRoute && (await sealer.open(site, 'route', device, sealedRoute));
  const route = opened ? decodeRoute(opened) : undefined;
  if (!route) return undefined;
  // A device that moved is found where it is now, and answered with a route and a capsule of there.
  const found = reachPerson(env, site, { name: device }, route.person, async (stub) =>
    stub.capsule(device, now, segments),
  );
  const fresh = await Promise.race([
    found.catch(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, ASK_MS, null)),
  ]);
  const content = fresh && decodeCapsule(fresh.value.capsule, now);
  if (!fresh || !content) return undefined;
  const [capsule, newRoute] = await Promise.all([
    sealer.seal(site, 'capsule', device, fresh.value.capsule),
    sealer.seal(site, 'route', device, encodeRoute({ person: fresh.person, epoch: fresh.epoch })),
  ]);
  return { known: content, unit: content, capsule, route: newRoute };
}
