/**
 * Whether the worker may call an address that somebody typed in [T4]: https, a usual port, a public name. Judged when it is saved
 * and again when it is used; redirects are looked at one by one with the same eyes. Names are not resolved here: the platform
 * routes to public addresses alone.
 */
const PORTS = new Set(['', '443', '8443']);
const LOCAL_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|test|example|invalid|onion|arpa)$/;

/** @returns why it may not be called, or undefined */
export function complaintOfUrl(text: string): string | undefined {
  if (text.length > 2_048) return `url: is ${text.length} characters long, expected at most 2048`;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return `url: got '${text.slice(0, 60)}', expected https://…`;
  }
  if (url.protocol !== 'https:') return `url: got '${url.protocol}', expected https:`;
  if (url.username || url.password) return 'url: carries a user name or password; put them into a header';
  if (!PORTS.has(url.port)) return `url: got port ${url.port}, expected 443 or 8443`;
  return complaintOfHost(url.hostname);
}

/** @param host as a URL has it: lower case, IPv4 in dotted decimals, IPv6 in brackets */
export function complaintOfHost(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name.startsWith('[')) return `url: got the address ${host}, expected a name`;
  // The URL parser has turned every spelling of an IPv4 address into this one.
  // A mail server's host has seen no such parser: a last label of digits makes an address of it (WHATWG URL, "ends in a number").
  if (/(^|\.)(\d+|0x[0-9a-f]*)$/.test(name)) return `url: got the address ${host}, expected a name`;
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name))
    return `url: got the host '${host.slice(0, 60)}', expected a public name`;
  if (LOCAL_NAMES.test(name)) return `url: got the host '${host.slice(0, 60)}', which is no public name`;
  return undefined;
}
