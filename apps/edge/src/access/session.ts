/**
 * The session that a token is exchanged for ([A3], [A4]): a sealed cookie that says whose it is, and a list of those that were
 * ended before their time.
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import { getCookie, setCookie } from 'hono/cookie';
import type { AppContext } from '../http.ts';
import { gateOf } from '../objects/names.ts';
import { sealerOf, toBase64Url } from '../sealing.ts';
import type { BrowserStaff } from './staff.ts';
import { printOf, type TokenHolder, tokenHolders } from './tokens.ts';

const HOUR_MS = 3_600_000;
export const IDLE_MS = 12 * HOUR_MS;
export const LONGEST_MS = 7 * 24 * HOUR_MS;
/** A cookie older than this is answered with a new one. */
const RENEW_MS = 5 * 60_000;
const NAME = 'edgewise-session';

/** What the cookie holds. Times are ms since the epoch. */
interface Sealed {
  v: 1;
  id: string;
  name: string;
  /** `printOf` the token. */
  print: string;
  began: number;
  /** When this cookie was made. */
  seen: number;
}

const isSecure = (c: AppContext) => new URL(c.req.url).protocol === 'https:';

/** Only a machine that speaks to itself may do so in the clear. */
function assertSafeTransport(c: AppContext): void {
  const { hostname } = new URL(c.req.url);
  if (isSecure(c) || /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) return;
  throw new RequestFault(400, 'insecure', 'session: a sign-in needs https');
}

export async function beginSession(c: AppContext, holder: TokenHolder, now: number): Promise<BrowserStaff> {
  assertSafeTransport(c);
  const id = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  await give(c, { v: 1, id, name: holder.name, print: await printOf(holder.token), began: now, seen: now });
  return { name: holder.name, role: holder.role, by: 'session', subject: id };
}

async function give(c: AppContext, sealed: Sealed): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(sealed));
  const value = await sealerOf(c.env.EDGEWISE_KEYS).seal('', 'session', '', bytes);
  write(c, value, Math.min(IDLE_MS, sealed.began + LONGEST_MS - sealed.seen) / 1000);
}

function write(c: AppContext, value: string, maxAge: number): void {
  setCookie(c, NAME, value, {
    ...(isSecure(c) ? { prefix: 'host' as const, secure: true } : {}),
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: Math.floor(maxAge),
  });
}

const cookieOf = (c: AppContext) => (isSecure(c) ? getCookie(c, NAME, 'host') : getCookie(c, NAME));

/** Whether the request comes with a session at all, which may have ended. */
export const carriesSession = (c: AppContext): boolean => cookieOf(c) !== undefined;

/** Whose session the request carries, and undefined for none, an old one and a forged one alike. */
export async function sessionOf(c: AppContext, now: number): Promise<BrowserStaff | undefined> {
  const cookie = cookieOf(c);
  if (!cookie) return undefined;
  const opened = await sealerOf(c.env.EDGEWISE_KEYS).open('', 'session', '', cookie);
  if (!opened) return undefined;
  const sealed = JSON.parse(new TextDecoder().decode(opened)) as Sealed;
  const { id, name, print, began, seen } = sealed;
  if (sealed.v !== 1 || now - seen > IDLE_MS || now - began > LONGEST_MS) return undefined;
  const holder = await stillHolds(c, name, print);
  if (!holder || (await gateOf(c.env, id).hasEnded(id))) return undefined;
  if (now - seen > RENEW_MS) await give(c, { ...sealed, seen: now });
  return { name, role: holder.role, by: 'session', subject: id };
}

async function stillHolds(c: AppContext, name: string, print: string): Promise<TokenHolder | undefined> {
  for (const holder of tokenHolders(c.env.EDGEWISE_ADMIN_TOKEN ?? '')) {
    if (holder.name === name && (await printOf(holder.token)) === print) return holder;
  }
  return undefined;
}

export async function endSession(c: AppContext, id: string, now: number): Promise<void> {
  await gateOf(c.env, id).end(id, now + LONGEST_MS);
  write(c, '', 0);
}
