/**
 * Values that name nobody, yet are sent by thousands of pages: linking by one of them would make strangers one person [I1].
 * The union of what Segment (identity resolution settings) and PostHog (illegal distinct ids) refuse.
 */

/** Compared without case, invisible characters and the space around it, and in Unicode's compatibility form: `ｇｕｅｓｔ` is a guest. */
const NOBODY = new Set([
  'null',
  'none',
  'nil',
  'nan',
  'undefined',
  'true',
  'false',
  'anonymous',
  'guest',
  'distinctid',
  'distinct_id',
  'id',
  'user_id',
  'userid',
  'not_authenticated',
  'email',
  'unknown',
  '[object object]',
  '-1',
]);

/** SHA-256 of the empty string: what a page makes of an e-mail field that was left empty. */
const HASH_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Nothing but zeros and dashes, the nil UUID among them. */
const ZEROS = /^[0-]*$/;

/** Controls and format characters: a name of nothing else is no name. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

/** Half a character, or the mark of one that was lost on the way: stores and hashes cannot tell two such values apart. */
const DAMAGED = /[\p{Cs}\uFFFD]/u;

export function isBlocked(value: string): boolean {
  if (DAMAGED.test(value)) return true;
  const plain = unquoted(value.normalize('NFKC').replace(INVISIBLE, '').trim()).trim().toLowerCase();
  return ZEROS.test(plain) || NOBODY.has(plain) || plain === HASH_OF_NOTHING;
}

/** `"x"` and `'x'` → `x`, as often as it is quoted. */
function unquoted(value: string): string {
  const quote = value[0];
  const isQuoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return isQuoted ? unquoted(value.slice(1, -1).trim()) : value;
}
