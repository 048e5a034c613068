/** Where in the console one is: `/console/:site/:page?…`. What a page is filtered by stands in the address, to be shared. */
import { computed, signal } from '@preact/signals';

const ROOT = '/console';
const address = signal(new URL(location.href));

addEventListener('popstate', () => {
  address.value = new URL(location.href);
});

/** `/console/demo/now/x` → `['demo', 'now', 'x']`. */
const parts = computed(() => address.value.pathname.slice(ROOT.length).split('/').filter(Boolean).map(decode));

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const siteKey = computed(() => parts.value[0]);
export const pagePath = computed(() => parts.value[1]);
/** What follows the page, such as whom it is about. */
export const detail = computed(() => parts.value[2]);
export const query = computed(() => address.value.searchParams);

export const hrefOf = (site: string, page: string, detail?: string) =>
  [ROOT, ...[site, page, ...(detail === undefined ? [] : [detail])].map(encodeURIComponent)].join('/');

/** Goes there without loading the console anew. */
export function go(href: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', href);
  else history.replaceState(null, '', href);
  address.value = new URL(location.href);
}

/** Sets or takes out what the page is filtered by. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>): void {
  const next = new URL(address.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  go(next.href, 'replace');
}

/** Links stay inside the console; a click with a modifier, or on a link elsewhere, is the browser's. */
export function followLinks(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.hasAttribute('download')) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !`${url.pathname}/`.startsWith(`${ROOT}/`) || url.hash) return;
  event.preventDefault();
  go(url.href);
}
