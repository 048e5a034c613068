/** What a shopper looks for: from the address of a page of results, and from forms that lead to no such page. */
import type { Script } from '../script.ts';
import { tell } from './commerce.ts';

/** Parameters that hold a search wherever they stand, and those that do on a page of results. */
const SURE = /^(q|query|search|search_?(query|term|text|word)s?|searchstring|keywords?|suchbegriff|sSearch)$/i;
const PERHAPS = /^(s|text|term|w|k|words?|phrase|string|find)$/i;
const RESULTS = /search|such|recherche|szukaj|caut|buscar|busca|poisk|find|hled|zoek|ricerca|kereses|sok\b|haku/i;
const LONGEST = 200;

export function searchOf(href: string): string | undefined {
  const { pathname, searchParams } = new URL(href);
  const isResults = RESULTS.test(pathname);
  const asked = [...searchParams].find(
    ([name, value]) =>
      // PrestaShop filters by `q=Size-S`.
      !(name === 'q' && !isResults && /\w-\w/.test(value)) &&
      // WordPress answers `/?s=…` at its home.
      (SURE.test(name) || (PERHAPS.test(name) && (isResults || (name === 's' && pathname === '/')))),
  )?.[1];
  const inPath = isResults ? /\/(?:search|suche|szukaj|buscar|recherche)\/([^/]+)\/?$/.exec(pathname)?.[1] : undefined;
  const term = (asked ?? (inPath && decodeURIComponent(inPath).replace(/[+-]/g, ' ')))?.trim();
  return term && term.length <= LONGEST && !/^https?:/.test(term) ? term : undefined;
}

const say = (script: Script, term: string | undefined): void => {
  if (term) tell(script, 'address', 'search', { search_term: term });
};

export const readSearch = (script: Script): void => say(script, searchOf(location.href.split('#')[0]!));

/** Of a form that the page answers by itself, or that is posted: others lead to an address that says it. */
export function watchForms(script: Script): void {
  const read = ({ target: form, defaultPrevented }: Event) => {
    if (!(form instanceof HTMLFormElement) || !(defaultPrevented || form.method === 'post')) return;
    const isSearch = form.getAttribute('role') === 'search' || RESULTS.test(form.getAttribute('action') ?? '');
    const input = [...form.querySelectorAll('input')].find(
      ({ type, name }) =>
        type === 'search' || (type === 'text' && (SURE.test(name) || (isSearch && PERHAPS.test(name)))),
    );
    say(script, input?.value.trim().slice(0, LONGEST));
  };
  addEventListener('submit', (event) => script._quietly(() => read(event)));
}
