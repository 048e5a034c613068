/**
 * Sealed strings that a browser keeps and only the worker reads: the route and the capsule (DESIGN §4, P2, P3).
 * AES-256-GCM with a key per site and purpose, derived from the deployment's secret by HKDF (RFC 5869), bound to the
 * device by the additional data. `<key id>.<base64url of nonce, ciphertext, tag>`.
 */
import { LIMITS } from '@edgewise/protocol/limits';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = /^[a-z0-9]{1,8}$/;

/**
 * `link`: a one-time link's token. `browser`: what joins a browser's host names. `key`: an identity key as it is stored. These are
 * bound to no device. `session`: of the staff, bound to no site. `picture`: of an alert's picture, for who was sent it.
 */
type Purpose = 'route' | 'capsule' | 'link' | 'browser' | 'key' | 'preview' | 'alert' | 'picture' | 'session';

/** Payload that still fits the wire's limit once sealed, with the longest key id. */
export const CAPSULE_PAYLOAD_BYTES = Math.floor(((LIMITS.capsuleLength - 9) * 3) / 4) - NONCE_BYTES - TAG_BYTES;

export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let b = 0; b < bytes.length; b++) bytes[b] = binary.charCodeAt(b);
  return bytes;
}

/** Seals and opens with the keys of EDGEWISE_KEYS: the first one seals, all of them open. */
export class Sealer {
  readonly #secrets: { id: string; bytes: Uint8Array<ArrayBuffer> }[];
  /** Keys, never promises of them: what one request began another cannot count on. */
  readonly #derived = new Map<string, CryptoKey>();

  /** @throws Error that names the pair which is wrong, never its value. */
  constructor(keys: string) {
    this.#secrets = keys.split(',').map((pair, i) => {
      const [id = '', secret = ''] = pair.trim().split(':');
      const bytes = KEY_ID.test(id) && /^[A-Za-z0-9_-]+$/.test(secret) ? fromBase64Url(secret) : new Uint8Array();
      if (bytes.length !== 32) {
        throw new Error(
          `EDGEWISE_KEYS: pair ${i + 1} must be an id of 1 to 8 letters or digits, ':', and 32 bytes in base64url`,
        );
      }
      return { id, bytes };
    });
  }

  async #key(
    secret: { id: string; bytes: Uint8Array<ArrayBuffer> },
    site: string,
    purpose: Purpose,
  ): Promise<CryptoKey> {
    const name = `${secret.id}/${site}/${purpose}`;
    const known = this.#derived.get(name);
    if (known) return known;
    const encoder = new TextEncoder();
    const key = await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: encoder.encode(site), info: encoder.encode(`edgewise ${purpose} v1`) },
      await crypto.subtle.importKey('raw', secret.bytes, 'HKDF', false, ['deriveKey']),
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    );
    this.#derived.set(name, key);
    return key;
  }

  async seal(site: string, purpose: Purpose, device: string, payload: Uint8Array): Promise<string> {
    const secret = this.#secrets[0]!;
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = new Uint8Array(
      await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: binding(site, purpose, device) },
        await this.#key(secret, site, purpose),
        payload,
      ),
    );
    const out = new Uint8Array(NONCE_BYTES + sealed.length);
    out.set(nonce);
    out.set(sealed, NONCE_BYTES);
    return `${secret.id}.${toBase64Url(out)}`;
  }

  /** The payload, or undefined for anything that was not sealed here, for this site, purpose and device. */
  async open(site: string, purpose: Purpose, device: string, sealed: string): Promise<Uint8Array | undefined> {
    const dot = sealed.indexOf('.');
    const secret = this.#secrets.find(({ id }) => id === sealed.slice(0, dot));
    if (!secret || !/^[A-Za-z0-9_-]+$/.test(sealed.slice(dot + 1))) return undefined;
    try {
      const bytes = fromBase64Url(sealed.slice(dot + 1));
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const opened = await crypto.subtle.decrypt(
        {
          name: 'AES-GCM',
          iv: bytes.subarray(0, NONCE_BYTES),
          additionalData: binding(site, purpose, device),
        },
        await this.#key(secret, site, purpose),
        bytes.subarray(NONCE_BYTES),
      );
      return new Uint8Array(opened);
    } catch {
      return undefined; // forged, damaged, or of another device: the same as none
    }
  }
}

const binding = (site: string, purpose: Purpose, device: string) =>
  new TextEncoder().encode(`v1|${site}|${purpose}|${device}`);

export interface Route {
  person: string;
  epoch: number;
}

const ROUTE_VERSION = 1;

/** version u8 · epoch u32 · person id, 16 bytes */
export function encodeRoute({ person, epoch }: Route): Uint8Array {
  const id = fromBase64Url(person);
  const out = new Uint8Array(5 + id.length);
  out[0] = ROUTE_VERSION;
  new DataView(out.buffer).setUint32(1, epoch);
  out.set(id, 5);
  return out;
}

export function decodeRoute(bytes: Uint8Array): Route | undefined {
  if (bytes[0] !== ROUTE_VERSION || bytes.length !== 21) return undefined;
  const epoch = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  return { person: toBase64Url(bytes.subarray(5)), epoch };
}

let shared: { keys: string; sealer: Sealer } | undefined;

/** One sealer an isolate: derived keys are kept. */
export function sealerOf(keys: string): Sealer {
  if (shared?.keys !== keys) shared = { keys, sealer: new Sealer(keys) };
  return shared.sealer;
}
