/**
 * Things as schema.org knows them, out of JSON-LD, microdata, RDFa and Open Graph alike: plain objects whose names are
 * in lower case and without the vocabulary's address, values as they were stated.
 */
export type Thing = Record<string, unknown>;

export const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;

/** `http://schema.org/priceCurrency`, `schema:priceCurrency`, `PriceCurrency` → `pricecurrency`; `@id` stays. */
export function plain(stated: Thing): Thing {
  const thing: Thing = {};
  for (const [name, value] of Object.entries(stated)) {
    const short = name.replace(/^.*[/#:](?=.)/, '').toLowerCase();
    // What stands first counts.
    if (value !== null && value !== '' && !(short in thing)) thing[short] = short === 'offers' ? unkeyed(value) : value;
  }
  return thing;
}

/** A list that a script made an object of: `{"0": …}`, or by its articles' numbers. */
export const unkeyed = (value: unknown): unknown =>
  isThing(value) && Object.values(value).every(isThing) ? Object.values(value) : value;

/** One value, several, or lists of them → a list. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.flat().slice(0, MOST) : [value]);
const MOST = 500;

export const thingsOf = (value: unknown): Thing[] => listOf(value).filter(isThing).map(plain);

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Plugins escape for HTML what is no HTML, some what another one escaped. */
export const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    const code = decimal ? +decimal : hex ? Number.parseInt(hex, 16) : 0;
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : (ENTITIES[name] ?? all);
  });

/** The words of a value: of the first of several, of `{"@value": …}`, of what has a name or an amount, of an address. */
export const textOf = (value: unknown): string | undefined => wordsOf(value, 0);

function wordsOf(value: unknown, depth: number): string | undefined {
  const [first] = listOf(value).filter((one) => one !== null && one !== undefined && one !== '');
  if (isThing(first)) {
    // `sales`: a price as Salesforce Commerce keeps it.
    const { '@value': literal, name, value: stated, amount, price, sales, '@id': id } = plain(first);
    return depth > 8 ? undefined : wordsOf(literal ?? name ?? stated ?? amount ?? price ?? sales ?? id, depth + 1);
  }
  if (first === undefined || typeof first === 'function' || typeof first === 'symbol') return undefined;
  const text = unescapeHtml(unescapeHtml(`${first}`))
    .replace(/\s+/g, ' ')
    .trim();
  // A template's holes, and what scripts and shops write where they have nothing.
  return text && !/^(null|undefined|NaN|none|n\/a|-+)$|\{\{|\{%/i.test(text) ? text : undefined;
}

/** A type or another code, or several, without the vocabulary's address: `Product,Book`. */
export const codeOf = (value: unknown): string =>
  listOf(value)
    .map((one) =>
      `${isThing(one) ? '' : (one ?? '')}`
        .trim()
        .replace(/\/$/, '')
        .replace(/^.*[/#:]/, ''),
    )
    .join();
