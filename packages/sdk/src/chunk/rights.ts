/**
 * A shopper's own data, to have or to end [S20] [W14]. The proof is a token of the shop's, or the device's own key: made here,
 * never to leave the browser, kept beside the device's record, its public half known to the worker before it is used.
 */
import type { PersonExport } from '@edgewise/protocol/events';
import { promisifyRequest } from 'idb-keyval';
import type { MeOptions } from '../me.ts';
import type { Script } from '../script.ts';
import { post } from './request.ts';
import { revise } from './revise.ts';

const KEY = 'key';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** @throws where there is no answer, or another one than the data or that there is none */
export async function ask<Answer>(
  method: 'GET' | 'DELETE',
  { token, user }: MeOptions,
  script: Script,
): Promise<Answer | null> {
  const { site, endpoint } = script._settings;
  const proof = token ? `Bearer ${token}` : await proofOf(method, script);
  if (!proof) return null;
  const query = new URLSearchParams({ site, ...(user !== undefined && { user_id: user }) });
  const askOnce = async (): Promise<Response> => {
    const response = await fetch(`${endpoint}/v1/me?${query}`, {
      method,
      credentials: 'omit',
      headers: { authorization: proof },
    });
    if (!response.ok && response.status !== 404)
      throw new Error(`${method} /v1/me: the worker answered ${response.status}`);
    return response;
  };
  const response = await askOnce();
  // Nothing of it is sent any more.
  if (method === 'DELETE') await script._turn({ anew: 'erased' });
  if (!response.ok) return null;
  const answer = (await response.json()) as Answer & Partial<PersonExport>;
  // Page by page, so that what is handed over is whole.
  while (answer.events_next) {
    query.set('after', answer.events_next);
    const { events, events_next, events_complete } = (await (await askOnce()).json()) as PersonExport;
    answer.events!.push(...events);
    Object.assign(answer, { events_next, events_complete });
  }
  return answer;
}

/** Undefined where there is no device: below tier `person` nothing is kept of anybody. */
async function proofOf(method: string, script: Script): Promise<string | undefined> {
  if (script._envelope().consent.tier !== 'person') return undefined;
  const made = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  let pair = made;
  let device: string | undefined;
  let route: string | undefined;
  await revise(script, async (record, store) => {
    pair = (await promisifyRequest<CryptoKeyPair | undefined>(store.get(KEY))) ?? made;
    ({ d: device, r: route } = record);
    if (device) store.put(pair, KEY);
    return record;
  });
  if (!device) return undefined;
  const point = await crypto.subtle.exportKey('raw', pair.publicKey);
  const batch = { ...script._envelope(), device, ...(route && { route }), proof_key: base64Url(point), events: [] };
  const [answer] = await post(script, batch);
  if (!answer) throw new Error('me: the worker could not be told the key of this device');
  const time = Date.now();
  const text = `${method} /v1/me\n${script._settings.site}\n${device}\n${time}`;
  const signature = await crypto.subtle.sign(ALGORITHM, pair.privateKey, new TextEncoder().encode(text));
  return `Edgewise-Proof ${device}.${time}.${base64Url(signature)}`;
}

const base64Url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
