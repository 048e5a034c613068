/**
 * Who is logged in. A pretend log-in without a password, and a true token: signed by the shop's backend with the identity key that
 * the worker has, as any shop's would be.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const NAME = /^[a-z][a-z0-9-]{1,30}$/;
const TOKEN_SECONDS = 3600;

/** A name as the form sends it; undefined for what is none. */
export function readName(text: string | null): string | undefined {
  const name = (text ?? '').trim().toLowerCase();
  return NAME.test(name) ? name : undefined;
}

export class Customers {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The cookie of somebody who has logged in: nobody else can make one. */
  cookieOf(name: string): string {
    return `${name}.${this.#mac(`cookie ${name}`)}`;
  }

  /** Whose cookie it is, or undefined. */
  readCookie(cookie: string | undefined): string | undefined {
    const [name = '', mac = ''] = (cookie ?? '').split('.');
    const expected = Buffer.from(this.#mac(`cookie ${name}`));
    const given = Buffer.from(mac);
    return NAME.test(name) && given.length === expected.length && timingSafeEqual(given, expected) ? name : undefined;
  }

  /** A JWT (RFC 7519) that says who this is, to the worker alone and for an hour. */
  tokenOf(name: string, site: string, now = Date.now()): string {
    const seconds = Math.floor(now / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { user_id: name, aud: site, iat: seconds, exp: seconds + TOKEN_SECONDS };
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    return `${signed}.${this.#mac(signed)}`;
  }

  #mac(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}
