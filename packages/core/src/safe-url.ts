/**
 * The one place that decides which URLs of a feed may reach a page. A merchant's feed is hostile input: `javascript:`,
 * `data:` and their kin must never become a link.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tab, CR and LF inside a URL, so `java\nscript:` must not pass
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const ABSOLUTE_HTTP = /^https?:\/\/([^/?#]+)/i;

/** Characters that browsers percent-encode or that change how a URL reads: spaces, quotes, angle brackets, format marks. */
const TO_ENCODE = /[\s"'<>`\p{Cf}]/gu;

/**
 * @returns The URL with dangerous characters percent-encoded, or `undefined` where it must not be used: anything that
 *   is not an absolute http or https URL, has control characters, a backslash, or a user name before the host (`https://shop.example@evil.example`).
 */
export function safeUrl(url: string): string | undefined {
  let judged = known.get(url);
  if (judged === undefined) {
    judged = judge(url) ?? null;
    if (known.size >= MOST_KNOWN) known.clear();
    if (url.length <= LONGEST_KNOWN) known.set(url, judged);
  }
  return judged ?? undefined;
}

/** A shop's links come again with every page: what was judged of late is remembered. */
const known = new Map<string, string | null>();
const MOST_KNOWN = 4_096;
const LONGEST_KNOWN = 512;

function judge(url: string): string | undefined {
  const trimmed = url.trim();
  if (CONTROL.test(trimmed) || trimmed.includes('\\')) return undefined;
  const authority = ABSOLUTE_HTTP.exec(trimmed)?.[1];
  if (authority === undefined || /[@\s"'<>`%]/.test(authority)) return undefined;
  if (!/^(\[[0-9a-f:.]+\]|[^:[\]]+)(:\d{1,5})?$/i.test(authority)) return undefined;
  if (/\p{Surrogate}/u.test(trimmed)) return undefined;
  return trimmed.replace(TO_ENCODE, encode);
}

/** `encodeURIComponent` leaves the apostrophe alone. */
const encode = (character: string) => (character === "'" ? '%27' : encodeURIComponent(character));
