/** Values of the cookies that were asked for by name. Ours are plain letters, so nothing is decoded. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').slice(0, 8192).split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

const YEAR = 365 * 86_400;

/** @param seconds how long it is kept; 0 takes it away */
export function setCookie(name: string, value: string, seconds = YEAR): string {
  return `${name}=${value}; Path=/; Max-Age=${value === '' ? 0 : seconds}; SameSite=Lax`;
}
