/**
 * A schema.org product → an item of the wire. Works on plain objects: JSON-LD is one already, `page-product.ts` makes
 * them of microdata and Open Graph.
 */
import type { WireItem } from '@edgewise/protocol/events';
import { toAmount } from './amount.ts';
import { toItem } from './normalise.ts';

export type Thing = Record<string, unknown>;

export interface FoundProduct {
  item: WireItem;
  currency?: string | undefined;
}

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;

export const listOf = (value: unknown): Thing[] => [value].flat().filter(isThing);

const isA = (thing: Thing, type: RegExp): boolean => [thing['@type']].flat().some((name) => type.test(String(name)));

const PRODUCT = /(^|\/|:)(Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car|Book)$/i;

/** The first of `names` that states something, in words. */
function text(thing: Thing, names: string): string | undefined {
  for (const name of names.split(' ')) {
    const value = [thing[name]].flat()[0];
    const stated = isThing(value) ? (value.name ?? value['@value']) : value;
    if (stated || stated === 0) return String(stated);
  }
  return undefined;
}

/** Products that a document is about, not those that its lists and recommendations mention. */
export function productsIn(value: unknown, depth = 0): Thing[] {
  if (depth > 4) return [];
  return listOf(value).flatMap((thing) =>
    isA(thing, PRODUCT)
      ? [thing]
      : productsIn(
          ['@graph', 'mainEntity', 'mainEntityOfPage', 'about'].flatMap((name) => listOf(thing[name])),
          depth + 1,
        ),
  );
}

/** Whether a thing says that it is at this address. */
function isAt(thing: Thing, href: string): boolean {
  return [thing, ...listOf(thing.offers)].some((at) =>
    ['url', '@id'].some((name) => {
      try {
        return new URL(String(at[name]), href).href.split('#')[0] === href && !!at[name];
      } catch {
        return false;
      }
    }),
  );
}

function firstOffer(thing: Thing): Thing {
  const [offer] = listOf(thing.offers);
  // An AggregateOffer may hold the single ones.
  return offer ? { ...listOf(offer.offers)[0], ...listOf(offer.priceSpecification)[0], ...offer } : {};
}

/** The product a page is about. Undefined where several are and none is at the page's address. */
export function productOf(things: Thing[], href: string): FoundProduct | undefined {
  const thing = things.length > 1 ? things.find((one) => isAt(one, href)) : things[0];
  if (!thing) return undefined;
  const variants = listOf(thing.hasVariant);
  const variant = variants.find((one) => isAt(one, href)) ?? variants[0];
  // A variant states what differs, its group the rest.
  const all: Thing = { ...thing, ...variant };
  const offer = firstOffer(all);
  const ids = 'sku productID mpn gtin gtin13 gtin14 gtin12 gtin8 isbn';
  const categories = text(all, 'category')?.split(/\s*[>/]\s*/) ?? [];
  const item = toItem({
    item_id: text(all, ids) ?? text(offer, ids),
    item_group_id: text(variant ? thing : all, 'productGroupID inProductGroupWithID'),
    item_name: text(all, 'name'),
    item_brand: text(all, 'brand manufacturer'),
    price: toAmount(offer.price ?? offer.lowPrice),
    ...Object.fromEntries(categories.slice(0, 5).map((name, i) => [`item_category${i ? i + 1 : ''}`, name])),
  });
  return item && { item, currency: text(offer, 'priceCurrency') };
}
