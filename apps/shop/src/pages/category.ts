import { html, type Markup } from '@edgewise/core/widgets/markup';
import { type Department, type Shelf, SORTS, type Sort, sorted } from '../catalogue/shop-catalogue.ts';
import { viewedList } from './data-layer.ts';
import type { Page } from './layout.ts';
import { productGrid } from './product-card.ts';
import { recommendations } from './recommendations.ts';

export const PAGE_SIZE = 24;

const SORT_NAMES: Record<Sort, string> = {
  popular: 'Most ordered',
  new: 'Newest',
  'price-up': 'Price, low to high',
  'price-down': 'Price, high to low',
};

export function categoryPage(department: Department, shelf: Shelf | undefined, search: URLSearchParams): Page {
  const list = shelf ?? department;
  const sort = SORTS.find((name) => name === search.get('sort')) ?? 'popular';
  const pages = Math.max(1, Math.ceil(list.products.length / PAGE_SIZE));
  const page = pageNumber(search.get('page'), pages);
  const shown = sorted(list.products, sort).slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const crumbs = [{ name: 'Shop', link: '/' }, department, ...(shelf ? [shelf] : [])].map(({ name, link }) => ({
    name,
    link,
  }));
  const address = (over: { sort?: Sort; page?: number }) => listAddress(list.link, { sort, page: 1, ...over });
  return {
    title: page > 1 ? `${list.name}, page ${page}` : list.name,
    description: `${list.products.length} things in ${list.name.toLowerCase()}, from a small gift shop.`,
    canonical: address({ sort: 'popular', page }),
    kind: 'category',
    crumbs,
    events: [viewedList(list.slug, list.name, shown)],
    main: html`<header class="page-head"><h1>${list.name}</h1><p>${list.products.length} things</p></header>
<nav class="shelves" aria-label="${department.name}"><ul><li><a href="${department.link}" aria-current="${shelf ? 'false' : 'page'}">All</a></li>${department.shelves.map(
      (one) => html`<li><a href="${one.link}" aria-current="${one === shelf ? 'page' : 'false'}">${one.name}</a></li>`,
    )}</ul></nav>
<nav class="sort" aria-label="Order"><ul>${SORTS.map((one) => html`<li><a href="${address({ sort: one })}" aria-current="${one === sort ? 'true' : 'false'}">${SORT_NAMES[one]}</a></li>`)}</ul></nav>
${productGrid(shown, 8)}
${pages > 1 && pager(page, pages, (to) => address({ page: to }))}
${recommendations('category')}`,
  };
}

/** What the address says, when it is one of the pages. */
export function pageNumber(text: string | null, pages: number): number {
  return text !== null && /^\d{1,4}$/.test(text) ? Math.min(pages, Math.max(1, Number(text))) : 1;
}

function listAddress(link: string, { sort, page }: { sort: Sort; page: number }): string {
  const search = new URLSearchParams();
  if (sort !== 'popular') search.set('sort', sort);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `${link}?${search}` : link;
}

export function pager(page: number, pages: number, address: (page: number) => string): Markup {
  const near = Array.from({ length: pages }, (_, at) => at + 1).filter(
    (at) => at === 1 || at === pages || Math.abs(at - page) < 2,
  );
  const steps = near.flatMap((at, i) => {
    const gap = i > 0 && at - (near[i - 1] as number) > 1 ? [html`<li aria-hidden="true">…</li>`] : [];
    const link =
      at === page
        ? html`<li><a aria-current="page" href="${address(at)}">${at}</a></li>`
        : html`<li><a href="${address(at)}">${at}</a></li>`;
    return [...gap, link];
  });
  return html`<nav class="pager" aria-label="Pages"><ul>${page > 1 && html`<li><a rel="prev" href="${address(page - 1)}">Previous</a></li>`}${steps}${page < pages && html`<li><a rel="next" href="${address(page + 1)}">Next</a></li>`}</ul></nav>`;
}
