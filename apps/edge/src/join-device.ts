/** A batch's claim [W12]: proved, brought to the ledger, and what the device is told. */
import { isBlocked } from '@edgewise/core/identity/blocked';
import type { Identifier } from '@edgewise/core/identity/identifiers';
import type { Label } from '@edgewise/core/person/state';
import type { ClaimAnswer, WireClaim } from '@edgewise/protocol/events';
import type { Env } from './bindings.ts';
import { identityOf } from './identity-settings.ts';
import type { ClaimDraft } from './objects/ledger.ts';
import { ledgerOf } from './objects/names.ts';
import { type Proof, proveClaim } from './prove-claim.ts';
import { moving, reachPerson } from './reach-person.ts';
import { sealerOf } from './sealing.ts';

export interface Joining {
  answer?: ClaimAnswer;
  /** The device starts anew [I6]. */
  reset?: true;
  /** Where the device lives now, where the ledger said so. */
  person?: string;
  /** What the device is called from now on. */
  label?: Label;
}

/**
 * @param route the person that the batch's route names; a device without one is new and was never called anything
 * @throws RequestFault 503 while a move is not finished: the batch waits in the outbox
 */
export async function joinDevice(
  env: Env,
  site: string,
  device: string,
  claim: WireClaim,
  route: string | undefined,
  received: number,
): Promise<Joining> {
  const identity = await identityOf(env, site, received);
  const proof = await proveClaim(claim, site, identity, sealerOf(env.EDGEWISE_KEYS), received);
  if (proof.state === 'refused') return { answer: { state: 'refused', reason: proof.reason } };
  const draft = draftOf(proof, device, identity.trustUnverified, received);
  if (!draft) {
    const said = proof.label?.user_id;
    if (said !== undefined && !isBlocked(said)) {
      const users = await ledgerOf(env, site).usersOf(device);
      if (users.some((user) => user !== said)) return { reset: true };
    }
    return { answer: { state: 'labelled' }, ...(proof.label && { label: proof.label }) };
  }

  if (route !== undefined && (await isCalledOtherwise(env, site, route, draft.identifiers))) return { reset: true };
  const from = proof.state === 'verified' ? proof.from : undefined;
  if (route !== undefined && from !== undefined && (await isCalledApart(env, site, device, route, from)))
    return { reset: true };

  const claimed = await ledgerOf(env, site).claim(site, draft);
  switch (claimed.outcome) {
    case 'moving':
      throw moving();
    case 'anothers':
    case 'erased-device':
      return { reset: true };
    case 'refused':
      return { answer: { state: 'refused', reason: `claim: ${claimed.reason}` } };
    case 'joined': {
      const person = claimed.device?.person;
      const { label } = proof;
      return { answer: { state: 'joined' }, ...(label && { label }), ...(person !== undefined && { person }) };
    }
  }
}

/** What goes to the ledger; undefined where the claim labels the device and no more. */
function draftOf(
  proof: Exclude<Proof, { state: 'refused' }>,
  device: string,
  trustUnverified: boolean,
  received: number,
): ClaimDraft | undefined {
  const own = { kind: 'device' as const, value: device };
  if (proof.state === 'verified') {
    const { source, identifiers, issued, once, from } = proof;
    return {
      at: Math.min(issued ?? received, received),
      ...(issued === undefined && { undated: true }),
      source,
      verified: true,
      joins: true,
      identifiers: [...identifiers, own],
      ...(once && { once: { ...once, device } }),
      ...(from !== undefined && { handedTo: device }),
    };
  }
  if (!trustUnverified) return undefined;
  const { verified: _, ...said } = proof.label;
  const kinds = ['user_id', 'email_sha256', 'phone_sha256'] as const;
  const identifiers = kinds.flatMap((kind) => (said[kind] === undefined ? [] : [{ kind, value: said[kind] }]));
  return { at: received, source: 'page', verified: false, joins: true, identifiers: [...identifiers, own] };
}

/**
 * Whether the claim's device said to be another user before, if only unverified: somebody else holds it now [I6].
 * @param start a person that holds the device or did
 */
export async function isCalledOtherwise(
  env: Env,
  site: string,
  start: string,
  identifiers: readonly Identifier[],
): Promise<boolean> {
  const user = identifiers.find(({ kind }) => kind === 'user_id')?.value;
  const device = identifiers.find(({ kind }) => kind === 'device')?.value;
  if (user === undefined || device === undefined) return false;
  const found = await reachPerson(env, site, { name: device }, start, async (stub) => stub.labelOf(device));
  const called = found?.value.label?.user_id;
  return called !== undefined && called !== user && !isBlocked(called) && !isBlocked(user);
}

/**
 * Whether a device is called a user, if only by the page, that the device which is handed on to it is not [I8]: somebody else
 * used it. Once they are one person it does not matter what each is called.
 */
async function isCalledApart(env: Env, site: string, device: string, route: string, from: string): Promise<boolean> {
  const [own, other] = await Promise.all([
    reachPerson(env, site, { name: device }, route, async (stub) => stub.labelOf(device)),
    reachPerson(env, site, { name: from, home: { kind: 'device', value: from } }, undefined, async (stub) =>
      stub.labelOf(from),
    ),
  ]);
  const called = own?.value.label?.user_id;
  if (!own || !other || called === undefined || isBlocked(called)) return false;
  return own.person !== other.person && called !== other.value.label?.user_id;
}
