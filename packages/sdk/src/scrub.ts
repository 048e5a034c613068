/** Takes e-mail addresses, phone numbers and tokens out of what the page says, before it is kept or sent [S8]. */

const GONE = 'redacted';

const EMAIL = /[^\s@/?&=:;,<>()"']+(@|%40)[^\s@/?&=:;,<>()"']+\.[a-z]{2,}/gi;
/** With + or 00 before it, with an area code's 0 and 10 or 11 digits, or 9 and more digits in groups. Not a bare number: that is an id, or an EAN. */
const PHONE =
  /(?<![\w.-])(?:(?:\+|00)\d[\d\s().-]{6,}\d|0\d{9,10}|\(?\d{2,5}\)?(?:[\s.-]\(?\d{2,5}\)?){2,4})(?![\w-])/g;
/** A JSON web token, or a UUID. */
const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*|\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;
/** A whole value of a query that is long, and letters and digits mixed. */
const OPAQUE = /^(?=.*\d)(?=.*[a-z])[\w.~+/=-]{20,}$/i;
const SECRET_NAME = /mail|phone|^tel|mobile|token|passw|secret|auth|session|^sid$|signature|^sig$|api_?key|^otp$/i;

/** A phone number in groups has 9 digits or more; "12-34-56" and "2024-10-31" are something else. */
const isPhone = (match: string): boolean => match.replace(/\D/g, '').length > 8;

export function scrubText(text: string): string {
  return text
    .replace(TOKEN, GONE)
    .replace(EMAIL, GONE)
    .replace(PHONE, (match) => (isPhone(match) ? GONE : match));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Without its fragment and credentials. What cannot be read as a URL is not passed on at all. */
export function scrubUrl(href: string): string {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return '';
  }
  url.hash = url.username = url.password = '';
  const path = decode(url.pathname);
  const clean = scrubText(path);
  if (clean !== path) url.pathname = clean;
  // Over a copy: setting changes what is walked.
  for (const [name, value] of [...url.searchParams]) {
    const kept = SECRET_NAME.test(name) || OPAQUE.test(value) ? GONE : scrubText(value);
    if (kept !== value) url.searchParams.set(name, kept);
  }
  return url.href.slice(0, 2048);
}
