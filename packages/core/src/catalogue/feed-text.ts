/** Text of a feed: kept as text, without the characters that change how the text around it is read. */
import { Refusal } from './refusal.ts';

/** C0 and C1 controls, and the bidi embeddings, overrides and isolates (UAX #9); LRM, RLM and ALM stay: scripts need them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const STRIPPED = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const BLANK = /[\t\n\r\u0085\u2028\u2029]+/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** What `feedText` may meet instead of text: absent, or of a type that has no text. */
export function isMissing(value: unknown): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}

/**
 * The text without control characters and bidi embedding, override and isolate marks; line breaks and tabs become a
 * space, half a surrogate pair becomes U+FFFD. Everything else stays, `<script>` too: escaping is the renderer's work.
 * @returns `undefined` where nothing is left.
 * @throws Refusal where it is longer than `limit` UTF-16 code units or neither text nor number.
 */
export function feedText(value: unknown, field: string, limit: number): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw new Refusal(`${field} must be text`);
  if (value.length > limit)
    throw new Refusal(`${field} is ${value.length} characters long, at most ${limit} are allowed`);
  const text = value.replace(BLANK, ' ').replace(STRIPPED, '').replace(LONE_SURROGATE, '\ufffd').trim();
  return text === '' ? undefined : text;
}

/**
 * An id names a product in events, so nothing in it is mended: what `feedText` would change is refused.
 * @throws Refusal
 */
export function feedId(value: unknown, field: string, limit: number): string | undefined {
  const text = feedText(value, field, limit);
  if (text !== undefined && text !== String(value).trim()) throw new Refusal(`${field} has control characters`);
  return text;
}
