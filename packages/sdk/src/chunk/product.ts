/**
 * A schema.org product → an item of the wire. Works on plain objects: JSON-LD is one already, `markup.ts` makes
 * them of microdata and Open Graph.
 */
import type { WireItem } from '@edgewise/protocol/events';

export type Thing = Record<string, unknown>;

/** `normalise.ts` has it; handed over, because a part that is loaded apart shares no module with the script. */
export type ToItem = (stated: Thing) => WireItem | undefined;

export interface FoundProduct {
  items: [WireItem];
  currency: unknown;
  value: number | undefined;
}

/** A type, or several with commas between. */
const PRODUCT = /Product(Group|Model)?(,|$)/;

const listOf = (value: unknown): Thing[] =>
  [value as Thing].flat().filter((thing) => typeof thing === 'object' && thing);

/** The first of `names` that one of `things` states. */
function stated(things: Thing[], names: string): unknown {
  for (const name of names.split(' ')) {
    for (const thing of things) {
      const [value] = [thing[name]].flat() as (Thing | undefined)[];
      const words = value?.name ?? value;
      if (words) return words;
    }
  }
  return undefined;
}

/** Products that a document is about, not those that its lists and recommendations mention. */
export function productsIn(value: unknown): Thing[] {
  return listOf(value).flatMap((thing) =>
    PRODUCT.test(`${thing['@type']}`) ? [thing] : productsIn(thing['@graph'] ?? thing.mainEntity),
  );
}

/** Whether a thing, or its offer, says that it is at this address. */
const isAt = (thing: Thing, href: string): boolean =>
  [thing, ...listOf(thing.offers)].some((at) => {
    const path = `${at.url ?? at['@id'] ?? ''}`.replace(/^\w+:\/\/[^/]+|#.*/g, '');
    // With or without the query of the address; "/p/1" is not "/p/12".
    return path && `${href}?`.includes(`${path}?`);
  });

/** The product a page is about. Undefined where several are, and none is at the page's address. */
export function productOf(found: Thing[], href: string, toItem: ToItem): FoundProduct | undefined {
  const thing = found[1] ? found.find((one) => isAt(one, href)) : found[0];
  if (!thing) return undefined;
  const variants = listOf(thing.hasVariant);
  const variant = variants.find((one) => isAt(one, href)) ?? variants[0];
  // A variant states what differs, its group the rest.
  const all: Thing = { ...thing, ...variant };
  // An AggregateOffer may hold the single ones; Open Graph states the price beside the rest.
  const offers = listOf(all.offers).flatMap((offer) => [
    offer,
    ...listOf(offer.offers),
    ...listOf(offer.priceSpecification),
  ]);
  const things = [all, ...offers];
  const item = toItem({
    item_id: stated(things, 'sku productID mpn gtin gtin13 retailer_item_id'),
    item_group_id: stated(things, 'productGroupID'),
    item_name: stated(things, 'name title'),
    item_brand: stated(things, 'brand'),
    item_category: stated(things, 'category'),
    price: stated(things, 'price lowPrice amount'),
  });
  return item && { items: [item], currency: stated(things, 'priceCurrency currency'), value: item.price };
}
