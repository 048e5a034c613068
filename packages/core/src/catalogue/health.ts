/** What is missing in a catalogue, for who runs the shop. One pass over the products as they were imported. */
import type { Product } from './product.ts';

/** `not_offered` and what follows it look at one market's offer. */
export const ISSUES = [
  'not_offered',
  'no_price',
  'no_image',
  'no_category',
  'no_brand',
  'no_description',
  'out_of_stock',
  /** More than one item group has the title, or the address: variants of one thing may share them. */
  'same_title',
  'same_address',
  /** In stock, and no shelf or list showed it of late. */
  'never_shown',
] as const;
export type IssueKind = (typeof ISSUES)[number];

export interface Issue {
  kind: IssueKind;
  count: number;
  examples: { item: string; title: string }[];
}

export interface CatalogueHealth {
  products: number;
  groups: number;
  /** Market → products offered there. */
  markets: Record<string, number>;
  issues: Issue[];
}

const EXAMPLES = 20;

/** Products that share something, while it is not known yet whether they are of several groups. */
interface Alike {
  group: string;
  several: boolean;
  products: { item: string; title: string }[];
}

/**
 * @param market whose prices and addresses are looked at
 * @param shown items that a shelf or list showed of late
 */
export function catalogueHealth(
  products: Iterable<Product>,
  { market, shown }: { market: string; shown: ReadonlySet<string> },
): CatalogueHealth {
  const issues = new Map(ISSUES.map((kind) => [kind, { kind, count: 0, examples: [] as Issue['examples'] }]));
  const groups = new Set<string>();
  const markets = new Map<string, number>();
  const titles = new Map<string, Alike>();
  const addresses = new Map<string, Alike>();
  const note = (kind: IssueKind, product: { item: string; title: string }): void => {
    const issue = issues.get(kind)!;
    issue.count++;
    if (issue.examples.length < EXAMPLES) issue.examples.push(product);
  };
  let count = 0;
  for (const product of products) {
    count++;
    groups.add(product.group);
    const one = { item: product.id, title: product.title };
    for (const name of Object.keys(product.offers)) markets.set(name, (markets.get(name) ?? 0) + 1);
    const offer = Object.hasOwn(product.offers, market) ? product.offers[market] : undefined;
    if (!offer) note('not_offered', one);
    if (offer?.price === 0) note('no_price', one);
    if (!product.image) note('no_image', one);
    if (product.category.length === 0) note('no_category', one);
    if (product.brand === undefined) note('no_brand', one);
    if (product.description === undefined) note('no_description', one);
    const isOut = product.stock === 'out' || product.stock === 0;
    if (isOut) note('out_of_stock', one);
    else if (!shown.has(product.id)) note('never_shown', one);
    gather(titles, product.title.trim().toLowerCase(), product.group, one);
    if (offer) gather(addresses, offer.url, product.group, one);
  }
  for (const { several, products: alike } of titles.values())
    if (several) for (const one of alike) note('same_title', one);
  for (const { several, products: alike } of addresses.values()) {
    if (several) for (const one of alike) note('same_address', one);
  }
  return { products: count, groups: groups.size, markets: Object.fromEntries(markets), issues: [...issues.values()] };
}

function gather(all: Map<string, Alike>, key: string, group: string, product: Alike['products'][0]): void {
  const alike = all.get(key);
  if (!alike) all.set(key, { group, several: false, products: [product] });
  else {
    alike.several ||= alike.group !== group;
    alike.products.push(product);
  }
}
