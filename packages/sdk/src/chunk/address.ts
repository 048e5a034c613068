/** Where a product stands, to tell a page's own from others that it mentions. */
import { type Thing, textOf, thingsOf } from './thing.ts';

/** What the page says of itself, to tell its product from others that it mentions. */
export interface PageFacts {
  /** The address, then what else it is known by. */
  addresses: string[];
  /** Its headings and titles. */
  titles: string[];
}

/** Marks a product that a page says to be about. */
export const MAIN = '@main';

/** Offers of one product, and products of one document, that are looked at. */
export const MOST_PLACES = 50;

export const pathOf = (href: string): string => {
  try {
    return decodeURIComponent(new URL(href, 'https://x').pathname).replace(/\/$|\/index\.\w+$/, '') || '/';
  } catch {
    return '';
  }
};

const queryOf = (href: string): string[] =>
  [...new URLSearchParams(href.replace(/#.*/, '').split('?')[1])].map((pair) => pair.join('='));

/** 1 for one path, less where one has a language or a collection more than the other, or the page a number. */
function likeness(own: string, page: string): number {
  if (own === page) return 1;
  const [short, long] = own.length < page.length ? [own, page] : [page, own];
  // What stands below the page's address is one of its list.
  return short.length > 1 && (long.endsWith(short) || page.startsWith(`${own}/`)) ? 0.75 : 0;
}

/**
 * How surely a thing, or its offer, is at one of the addresses: 3 with a query of its own, 2 by the path, 1 but for its
 * query, −1 where the query asks for another; less where the paths are but alike.
 */
export function isAt(thing: Thing, addresses: string[]): number {
  const own = [thing, ...thingsOf(thing.offers).slice(0, MOST_PLACES)].flatMap((at) =>
    [at.url, at['@id'], at.mainentityofpage].map(textOf).filter((href) => href && /^(https?:\/\/|\/)/.test(href)),
  ) as string[];
  // A canonical address leaves out which variant the page's own asks for.
  const asked = addresses.flatMap(queryOf);
  const nameOf = (pair: string) => pair.replace(/=.*/, '');
  const scores = own.flatMap((href) => {
    const query = queryOf(href);
    const sure = !query[0]
      ? 2
      : query.every((pair) => asked.includes(pair))
        ? 3
        : query.some((pair) => !asked.includes(pair) && asked.map(nameOf).includes(nameOf(pair)))
          ? -1
          : 1;
    return addresses.map((address) => sure * likeness(pathOf(href), pathOf(address)));
  });
  // `?sku=MUG-RED` names a variant that states no address of its own.
  const ids = [textOf(thing.sku), textOf(thing.productid)];
  if (asked.some((pair) => ids.includes(pair.replace(/.*=/, '')))) return 3;
  return scores[0] === undefined ? 0 : Math.max(...scores);
}

/** Those with the highest score. */
export function best<T>(list: T[], scoreOf: (one: T) => number): T[] {
  const scores = list.map(scoreOf);
  const most = Math.max(...scores);
  return list.filter((_, i) => scores[i] === most);
}

export const groupOf = (thing: Thing): string | undefined =>
  textOf(thing.productgroupid) ??
  textOf(thing.inproductgroupwithid) ??
  thingsOf(thing.isvariantof).map((group) => textOf(group.productgroupid) ?? textOf(group['@id']))[0];
