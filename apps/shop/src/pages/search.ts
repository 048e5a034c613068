import { html } from '@edgewise/core/widgets/markup';
import { PAGE_SIZE, pageNumber, pager } from './category.ts';
import { searched, viewedList } from './data-layer.ts';
import type { Page } from './layout.ts';
import { productGrid } from './product-card.ts';
import { recommendations } from './recommendations.ts';
import type { Visit } from './visit.ts';

const MAX_TERM = 100;
const IDEAS = ['bunting', 'cake stand', 'lunch bag', 'T-light', 'Christmas', 'jam jar', 'retrospot'];

export function searchPage(search: URLSearchParams, { shop }: Visit): Page {
  const term = (search.get('q') ?? '').trim().slice(0, MAX_TERM);
  const found = shop.search(term);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = pageNumber(search.get('page'), pages);
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const address = (to: number) =>
    `/search?${new URLSearchParams({ q: term, ...(to > 1 ? { page: String(to) } : {}) })}`;
  const heading = term === '' ? 'Search' : `“${term}”`;
  const count = found.length === 1 ? '1 thing' : `${found.length} things`;
  return {
    title: term === '' ? 'Search' : `Search: ${term}`,
    description: 'Search the shop.',
    canonical: term === '' ? '/search' : address(page),
    kind: 'search',
    unlisted: true,
    events: term === '' ? [] : [searched(term), viewedList('search', 'Search results', shown)],
    main: html`<header class="page-head"><h1>${heading}</h1>${term !== '' && html`<p data-testid="search-count">${found.length === 0 ? 'Nothing goes by that name.' : count}</p>`}</header>
${found.length === 0 && html`<p class="ideas">Perhaps ${IDEAS.map((idea, at) => html`${at > 0 && ', '}<a href="${`/search?${new URLSearchParams({ q: idea })}`}">${idea}</a>`)}?</p>`}
${found.length > 0 && productGrid(shown, 8)}
${pages > 1 && pager(page, pages, address)}
${recommendations('search')}`,
  };
}
