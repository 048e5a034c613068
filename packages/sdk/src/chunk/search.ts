/** What a shopper looks for: from the address of a page of results, and from forms that lead to no such page. */
import type { Script } from '../script.ts';
import { tell } from './commerce.ts';

/** Parameters that hold a search wherever they stand, and those that do on a page of results. */
const SURE =
  /^(_?q|qs|ntt|query|.*\[query\]|search|s?search[-_]?(query|term|text|word|string|param)s?|search_api_fulltext|keywords?|suchbegriff|suchausdruck|suche|sSearch|criteria\[search\]\[value\])$/i;
const PERHAPS = /^(s|st|text|term|w|k|words?|phrase|string|find|_nkw|keys)$/i;
const RESULTS =
  /search|such|recherche|szukaj|wyszuk|caut|buscar|busca|poisk|find|hled|hlad|zoek|ricerca|kereses|sok\b|haku|arama|listing|\/s$/i;
const LONGEST = 200;

export function searchOf(href: string): string | undefined {
  const { pathname, searchParams } = new URL(href);
  const isResults = RESULTS.test(pathname);
  const isHome = /^\/(\w\w([-_]\w\w)?\/)?$/.test(pathname) || searchParams.has('post_type');
  const asked = [...searchParams]
    .find(
      ([name, value]) =>
        // PrestaShop filters by `q=Size-S`.
        !(name === 'q' && !isResults && /\w-\w/.test(value)) &&
        // WordPress answers `/?s=…` at its home, in any language.
        (SURE.test(name) || (PERHAPS.test(name) && (isResults || (name === 's' && isHome)))),
    )?.[1]
    // Hybris and Spartacus sort behind it: `mug:relevance:brand:…`.
    .replace(/:(relevance|[\w-]+-(asc|desc))(:.*)?$/, '');
  const inPath = isResults ? /\/(?:search|suche|szukaj|buscar|recherche)\/([^/]+)\/?$/.exec(pathname)?.[1] : undefined;
  const said = inPath && new URLSearchParams(`said=${inPath}`).get('said')!.replace(/-/g, ' ');
  const term = (asked ?? said)?.trim();
  return term && term.length <= LONGEST && !/^https?:/.test(term) ? term : undefined;
}

const say = (script: Script, term: string | undefined): void => {
  if (term) tell(script, 'address', 'search', { search_term: term });
};

export const readSearch = (script: Script, address: string): void => say(script, searchOf(address));

/** Of a form that the page answers by itself, or that is posted: others lead to an address that says it. */
export function readForm(script: Script, form: EventTarget | null, isAnswered: boolean): void {
  if (!(form instanceof HTMLFormElement) || !(isAnswered || form.method === 'post')) return;
  const isSearch = form.getAttribute('role') === 'search' || RESULTS.test(form.getAttribute('action') ?? '');
  const input = [...form.querySelectorAll('input')].find(
    ({ type, name }) => type === 'search' || (type === 'text' && (SURE.test(name) || (isSearch && PERHAPS.test(name)))),
  );
  say(script, input?.value.trim().slice(0, LONGEST));
}
