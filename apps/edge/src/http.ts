/** What every answer has in common: request id, CORS by the site's origins, errors that say who, what and what was expected. */
import { RequestFault, readJson } from '@edgewise/protocol/read-json';
import type { Context } from 'hono';
import type { Staff } from './access/staff.ts';
import type { Env } from './bindings.ts';
import type { ShopView } from './shop-view.ts';
import { type SiteView, siteView } from './site-view.ts';

export interface AppEnv {
  Bindings: Env;
  Variables: {
    /** Key of the site that a public request is of, once it is known. */ site?: string;
    request: string;
    /** Who of the shop's staff asks, on admin routes. */
    staff: Staff;
    /** What the line in the site's log says of a change, beside what the path says. Never personal data. */
    detail?: object;
  };
}
export type AppContext = Context<AppEnv>;

/** Personal answers are kept by no cache [T5]. */
export const PRIVATE = { 'cache-control': 'private, no-store' };

export function fail(c: AppContext, fault: RequestFault): Response {
  const retry = fault.status === 429 || fault.status === 503 ? { 'retry-after': String(fault.retrySeconds) } : {};
  return c.json({ error: { code: fault.code, message: fault.message }, request: c.get('request') }, fault.status, {
    ...PRIVATE,
    ...retry,
  });
}

/** Unforeseen failures say nothing of their inside; the log does, under the request id. */
export function onError(cause: Error, c: AppContext): Response {
  if (cause instanceof RequestFault) return fail(c, cause);
  const overloaded = 'overloaded' in cause || 'retryable' in cause;
  console.error(
    JSON.stringify({ at: c.req.path, request: c.get('request'), error: String(cause), stack: cause.stack }),
  );
  if (overloaded) return fail(c, new RequestFault(503, 'overloaded', 'try again a little later'));
  return c.json(
    { error: { code: 'internal', message: 'something broke on our side' }, request: c.get('request') },
    500,
    PRIVATE,
  );
}

/** The body as JSON. */
export async function readBody(c: AppContext, limit: { bytes: number; depth: number }): Promise<unknown> {
  return readJson(await readBodyText(c, limit), limit);
}

/** The body as text, refused by its size before it is read where the header says it, and after otherwise. */
export async function readBodyText(c: AppContext, limit: { bytes: number }): Promise<string> {
  const stated = c.req.header('content-length');
  if (Number(stated ?? 0) > limit.bytes) {
    throw new RequestFault(413, 'too_large', `body: got ${stated} bytes, expected at most ${limit.bytes}`);
  }
  // HTTP lets no more in than was stated; who stated nothing is counted.
  return stated === undefined ? readText(c.req.raw.body, limit.bytes) : c.req.raw.text();
}

/** A body without a stated length is counted as it comes, and given up one byte past the limit [T6]. */
async function readText(body: ReadableStream<Uint8Array> | null, bytes: number): Promise<string> {
  if (!body) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    // Leaving the loop cancels the stream.
    if (size > bytes) throw new RequestFault(413, 'too_large', `body: is longer than ${bytes} bytes`);
    parts.push(part);
  }
  return new Blob(parts).text();
}

/**
 * The site of a public request, after its Origin was looked at [W1]. A request without Origin comes from no page; one
 * from a page that the site does not list is refused. Sets the CORS headers.
 */
export async function openSite(c: AppContext, site: unknown, now: number): Promise<SiteView> {
  if (typeof site !== 'string' || !/^[a-z0-9][a-z0-9-]{1,38}(\.eu)?$/.test(site)) {
    throw new RequestFault(
      400,
      'invalid',
      `site: got ${JSON.stringify(site)?.slice(0, 60)}, expected a site's public key`,
    );
  }
  const view = await siteView(c.env, c.executionCtx as ExecutionContext, site, now);
  const origin = c.req.header('origin');
  if (origin !== undefined && view && allows(view.shop, origin)) {
    c.header('access-control-allow-origin', origin);
    c.header('vary', 'origin');
    c.header('access-control-expose-headers', 'x-request-id, retry-after');
  }
  if (!view) throw new RequestFault(404, 'no_site', `site: there is no site '${site}' here`);
  if (origin !== undefined && !allows(view.shop, origin)) {
    throw new RequestFault(403, 'origin', `origin: the site '${site}' does not list ${origin.slice(0, 200)}`);
  }
  c.set('site', view.shop.settings.id);
  return view;
}

const allows = (shop: ShopView, origin: string) => shop.settings.origins.includes(origin);

/** Constant-time comparison by digest, so that neither length nor prefix shows in the time it takes. */
export async function sameSecret(given: string, expected: string): Promise<boolean> {
  const [a, b] = await Promise.all([given, expected].map((text) => digest(text)));
  return crypto.subtle.timingSafeEqual(a!, b!);
}

const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));

export const sha256Hex = async (text: string): Promise<string> => hexOf(await digest(text));

export const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether a browser sent this from a page of the worker's own origin. */
export const isSameOrigin = (c: AppContext): boolean => c.req.header('origin') === new URL(c.req.url).origin;

export function bearer(c: AppContext): string | undefined {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
}
