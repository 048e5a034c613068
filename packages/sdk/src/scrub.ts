import { settings } from './settings.ts';

/** Takes e-mail addresses, phone numbers and tokens out of what the page says, before it is kept or sent [S8]. */

const GONE = 'redacted';

const EMAIL = /[^\s@/?&=]{1,64}(@|%40)[\w.-]+\.[a-z]{2,}/gi;
/** From a + or an area code's 0 or bracket on, or in groups of 3, 3 and 4. No lookbehind: older Safari cannot read it. */
const PHONE = /(\+|^ |\b0|\(\d)[\d\s().-]{7,}\d\b|\b\d{3}[\s.-]\d{3}[\s.-]\d{4}\b/g;
/** A query's value that is long, with letters and digits mixed: a token, a session, a click id. */
const OPAQUE = /^(?=.*\d)(?=.*[a-z])[\w.~+/=-]{20,}$/i;
/**
 * Advertisers' marks: whose click it was. The name alone stays, unless the shop allows more. The order of the words here and in
 * `normalise.ts` is by trial: of another one brotli makes up to ten bytes more.
 */
const CLICK = /braid$|clid$|fat_id|mc_eid|click_?id$|epik|[st]c_?cid/i;
const SECRET = /mail|phone|^s(id|ig|ess)|token|pass|secret|^tel|auth|isdn|name$|key$/i;

export const scrubEmail = (text: string): string => (/@|%40/.test(text) ? text.replace(EMAIL, GONE) : text);

/** Fewer digits than 9 are a date or a size; 12 and more without a mark between them are an article number. */
export const scrubText = (text: string): string =>
  scrubEmail(text).replace(PHONE, (match) => {
    const digits = match.replace(/\D/g, '').length;
    return digits > 8 && (digits < 12 || match.length > digits) ? GONE : match;
  });

/** Without its fragment. What is no URL is not passed on at all. */
export function scrubUrl(href: string): string {
  try {
    const url = new URL(href);
    url.hash = '';
    url.pathname = scrubText(url.pathname);
    // Over a copy: setting changes what is walked.
    for (const [name, value] of [...url.searchParams]) {
      const isGone = CLICK.test(name)
        ? !settings.clickIds
        : SECRET.test(name) || (OPAQUE.test(value) && !/^utm_/.test(name));
      const kept = isGone ? GONE : scrubText(value);
      if (kept !== value) url.searchParams.set(name, kept);
    }
    return url.href.slice(0, 2000);
  } catch {
    return '';
  }
}
