/** A shop's backend that signs tokens, and devices that claim to be somebody, as the tests speak to the worker. */
import { runInDurableObject } from 'cloudflare:test';
import { type CapsuleContent, decodeCapsule } from '@edgewise/core/person/capsule';
import { isServers, type PersonState } from '@edgewise/core/person/state';
import type { CollectAnswer, WireClaim } from '@edgewise/protocol/events';
import { SignJWT } from 'jose';
import { forgetIdentities } from '../identity-settings.ts';
import type { Joined } from '../joined.ts';
import { directoryOf, ledgerOf, personOf } from '../objects/names.ts';
import { decodeRoute, type Route, sealerOf } from '../sealing.ts';
import { asAdmin, collect, makeSite, pageRequest, personBatch, send, testEnv, view } from './client.ts';

export const KEY = 'a-secret-for-tests-that-is-long-enough-to-be-one';

/** A site with one HS256 identity key. @returns the site's secret */
export async function makeIdentitySite(site: string): Promise<string> {
  const secret = await makeSite(site);
  await asAdmin('POST', `/sites/${site}/identity/keys`, JSON.stringify({ alg: 'HS256', id: 'k1', secret: KEY }));
  forgetIdentities();
  return secret;
}

/** @param over of the payload; `iat` in seconds, now where none is given */
export const tokenOf = (
  site: string,
  user: string,
  over: { iat?: number; [field: string]: unknown } = {},
  key = KEY,
): Promise<string> =>
  new SignJWT({ user_id: user, ...over })
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .setAudience(site)
    .setIssuedAt(over.iat)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(key));

export interface Device {
  readonly id: string;
  answer: CollectAnswer;
  /** Sends views of these items, with what the answers before brought. */
  look(items: readonly string[], over?: object): Promise<CollectAnswer>;
  claim(claim: WireClaim, items?: readonly string[]): Promise<CollectAnswer>;
  /** What the sealed route and capsule of the last answer say. */
  route(): Promise<Route>;
  capsule(): Promise<CapsuleContent>;
  /** Items of the capsule's history. */
  sees(): Promise<string[]>;
}

/** A page's device: numbers its events and keeps its route. */
export function newDevice(site: string, id: string): Device {
  let n = 0;
  const device: Device = {
    id,
    answer: { v: 1 },
    async look(items, over = {}) {
      const { route } = device.answer;
      const events = items.map((item) => view(++n, item));
      device.answer = await collect(personBatch(site, id, events, { ...(route && { route }), ...over }));
      return device.answer;
    },
    claim: (claim, items = []) => device.look(items, { claim }),
    async route() {
      const opened = await sealerOf(testEnv.EDGEWISE_KEYS).open(site, 'route', id, device.answer.route ?? '');
      return decodeRoute(opened!)!;
    },
    async capsule() {
      const opened = await sealerOf(testEnv.EDGEWISE_KEYS).open(site, 'capsule', id, device.answer.capsule ?? '');
      return decodeCapsule(opened!, Date.now())!;
    },
    async sees() {
      return (await device.capsule()).history.map(({ item }) => item).sort();
    },
  };
  return device;
}

/** What came back of a batch that may have to wait. */
export async function statusOf(site: string, device: string, over: object): Promise<number> {
  return (await send(pageRequest('/v1/collect', personBatch(site, device, [], over)))).status;
}

export const people = (site: string, query: string) =>
  asAdmin<PersonState & { joined: Joined | null }>('GET', `/sites/${site}/people?${query}`);

/** Without what the backend said of the user, whose place may come along before it said anything. */
export const devicesOf = (state: PersonState): string[] =>
  state.contributions
    .filter((one) => !isServers(one))
    .map(({ device }) => device)
    .sort();

/** Runs inside the object of a device's home person. */
export async function homeOf(site: string, device: string): Promise<string> {
  return (await directoryOf(testEnv, site, 'device', device).find('device', device))!.person;
}

type Step = 'release' | 'arrive' | 'forward';

/** What happens around a step at one person's object, the next time it is called there. */
export type Around = (run: () => unknown, state: DurableObjectState) => unknown;

/**
 * Puts `around` about the next call of a step at a person's object. On the prototype, since calls from other objects see
 * nothing else.
 */
export async function aroundNext(site: string, person: string, step: Step, around: Around): Promise<void> {
  await runInDurableObject(personOf(testEnv, site, person), (target, state) => {
    const prototype = Object.getPrototypeOf(target) as Record<Step, (...args: unknown[]) => unknown>;
    const original = prototype[step];
    prototype[step] = function (this: unknown, ...args: unknown[]) {
      if (this !== target) return original.apply(this, args);
      prototype[step] = original;
      return around(() => original.apply(this, args), state);
    };
  });
}

/** The next call of a step is carried out or not, and then the object dies without an answer. @returns whether it did */
export async function dieAt(site: string, person: string, step: Step, when: 'before' | 'after') {
  const died = { times: 0 };
  await aroundNext(site, person, step, async (run, state) => {
    died.times++;
    if (when === 'after') {
      // Over before the object dies: workerd itself has crashed where a call was still under way in it.
      await run();
      await state.storage.sync();
    }
    state.abort(`the object died ${when} '${step}'`);
  });
  return died;
}

export const ledger = (site: string) => ledgerOf(testEnv, site);
