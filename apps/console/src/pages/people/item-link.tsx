/** A product by its title, where the catalogue has it. */
import { hrefOf } from '../../location.ts';
import type { Site } from '../../site.ts';

export function ItemLink({
  site,
  item,
  titles,
}: {
  site: Site;
  item: string;
  titles: Readonly<Record<string, string>>;
}) {
  const title = Object.hasOwn(titles, item) ? titles[item] : undefined;
  return title === undefined ? <code>{item}</code> : <a href={hrefOf(site.id, 'products', item)}>{title}</a>;
}
