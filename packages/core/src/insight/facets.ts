/** What figures can be split and filtered by, and how an untrusted value becomes one of a dimension [N4] [N5]. */
import type { Facets } from '@edgewise/protocol/facets';

/** Those that the first release of the storage has columns for; the others came by a migration. */
export const FIRST_FACETS = [
  'source',
  'medium',
  'campaign',
  'device_class',
  'country',
  'landing_page',
  'page_type',
  'language',
  'arm',
] as const satisfies readonly (keyof Facets)[];
/** By how a page was reached, in words such as `organic` or `social`; the app whose browser it was; the tier of consent. */
export const LATER_FACETS = ['channel', 'app', 'tier'] as const satisfies readonly (keyof Facets)[];

export const FACETS = [...FIRST_FACETS, ...LATER_FACETS] as const;
export type Facet = (typeof FACETS)[number];

/** What a cell may be split by: the facets, the shelf or list, and why an event was refused. */
export type Dimension = Facet | 'list' | 'reason' | 'vital' | 'route';

export const NOT_SET = '(not set)';
export const OTHER = '(other)';
export const VALUE_LENGTH = 96;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A value as it stands in a cell: printable, trimmed, short. */
export function facetValue(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return NOT_SET;
  const text = String(value)
    .slice(0, VALUE_LENGTH * 2)
    .replace(UNPRINTABLE, '')
    .trim()
    .slice(0, VALUE_LENGTH);
  // A cut through a surrogate pair is no text that a database or JSON would keep.
  return text.replace(LONE_SURROGATE, '') || NOT_SET;
}

/** The path of a URL, without what may name a person in its query. */
export function pathOf(url: string | undefined): string {
  if (!url) return NOT_SET;
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return facetValue(path === '' ? '/' : path);
}

/** Every facet with a value. */
export function facetsOf(facets: Facets | undefined, language?: string): Record<Facet, string> {
  const all = {} as Record<Facet, string>;
  for (const name of FACETS) all[name] = facetValue(facets?.[name]);
  // Of 'ro-RO' and 'ro' the shop wants one row.
  if (all.language === NOT_SET && language) all.language = facetValue(language.split('-')[0]?.toLowerCase());
  return all;
}
