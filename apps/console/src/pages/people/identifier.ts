/**
 * What somebody is looked up by. An e-mail address or a phone number is hashed here and never sent plain, by the same rules
 * as the script tag hashes them, or it would name nobody.
 */

/** As the worker's query names them; `person` is the id under which the figures name somebody. */
export const KINDS = ['device', 'user_id', 'email_sha256', 'phone_sha256', 'external_id', 'person'] as const;
export type Kind = (typeof KINDS)[number];

export interface Asked {
  kind: Kind;
  value: string;
}

/** What one can type. */
export const TYPED = ['device', 'user_id', 'email', 'phone'] as const;
export type Typed = (typeof TYPED)[number];

export const isTyped = (text: string): text is Typed => (TYPED as readonly string[]).includes(text);

/** Trimmed and in lower case; undefined for what is no address. */
export function normaliseEmail(given: string): string | undefined {
  const email = given.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? email : undefined;
}

/** E.164, `+` included; undefined where the country is not said. */
export function normalisePhone(given: string): string | undefined {
  const phone = given.normalize('NFKC').replace(/\(0\)|[\s().\-/]/g, '');
  return /^(\+|00)[1-9]\d{6,14}$/.test(phone) ? phone.replace(/^00/, '+') : undefined;
}

/** Lower-case hex. */
async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns undefined where the text is no such identifier */
export async function identifierOf(typed: Typed, text: string): Promise<Asked | undefined> {
  if (typed === 'email') {
    const email = normaliseEmail(text);
    return email === undefined ? undefined : { kind: 'email_sha256', value: await sha256(email) };
  }
  if (typed === 'phone') {
    const phone = normalisePhone(text);
    return phone === undefined ? undefined : { kind: 'phone_sha256', value: await sha256(phone) };
  }
  const value = text.trim();
  return value === '' ? undefined : { kind: typed, value };
}
