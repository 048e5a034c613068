/**
 * JSON from an untrusted body: bytes and depth are limited before anything is parsed [T6], and keys that could reach a
 * prototype are refused wherever they stand.
 */

/** Why a whole request is refused. `status` is the HTTP status that says so. */
export class RequestFault extends Error {
  readonly code: string;
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 422 | 429 | 503;
  /** What 429 and 503 say in `Retry-After`. */
  readonly retrySeconds: number;
  constructor(status: RequestFault['status'], code: string, message: string, retrySeconds = 5) {
    super(message);
    this.name = 'RequestFault';
    this.status = status;
    this.code = code;
    this.retrySeconds = retrySeconds;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The deepest nesting of brackets in a JSON text; brackets inside strings do not count. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      for (i++; i < text.length && text.charCodeAt(i) !== QUOTE; i++) {
        if (text.charCodeAt(i) === BACKSLASH) i++;
      }
    } else if (c === 0x7b || c === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return deepest;
}

/** The first key in a parsed JSON value that names a prototype, or undefined. */
export function prototypeKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (const entry of value) {
      const found = prototypeKey(entry);
      if (found) return found;
    }
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return key;
    const found = prototypeKey((value as Record<string, unknown>)[key]);
    if (found) return found;
  }
  return undefined;
}

/**
 * @param text a request's body
 * @throws RequestFault 413 over `bytes`, 400 over `depth` or where it is no JSON
 */
export function readJson(text: string, limit: { bytes: number; depth: number }): unknown {
  // A UTF-16 code unit is at least one byte of UTF-8, so the cheap test comes first.
  const size = text.length > limit.bytes ? text.length : utf8Length(text);
  if (size > limit.bytes) {
    throw new RequestFault(413, 'too_large', `body: got ${size} bytes or more, expected at most ${limit.bytes}`);
  }
  const depth = jsonDepth(text);
  if (depth > limit.depth) {
    throw new RequestFault(400, 'too_deep', `body: nested ${depth} levels, expected at most ${limit.depth}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestFault(400, 'not_json', 'body: is not JSON');
  }
}

/** Bytes of a string as UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) continue;
    if (c < 0x800) bytes += 1;
    else if (c >= 0xd800 && c <= 0xdbff) {
      bytes += 2; // a surrogate pair: two units, four bytes
      i++;
    } else bytes += 2;
  }
  return bytes;
}
