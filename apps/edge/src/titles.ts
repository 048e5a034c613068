/** What items are called, for answers that name items by their ids. */
import type { Catalogue } from '@edgewise/core/catalogue/snapshot';

/** Item → title, of those that the catalogue has. */
export function titlesOf(catalogue: Catalogue | undefined, items: Iterable<string>): Record<string, string> {
  const titles = new Map<string, string>();
  for (const item of items) {
    const index = titles.has(item) ? -1 : (catalogue?.indexOf(item) ?? -1);
    if (index >= 0) titles.set(item, catalogue!.product(index).title);
  }
  // An item may be called `__proto__`.
  return Object.fromEntries(titles);
}
