/**
 * Of all the things that a document states, the product that it is about, as an item of the wire. Works on plain
 * objects: JSON-LD is one already, `microdata.ts` makes them of elements.
 */
import type { WireItem } from '@edgewise/protocol/events';
import { groupOf, MAIN, pathOf } from './address.ts';
import { type Availability, availabilityOf, inWholeUnits, type Price, priceOf, saidOf } from './offer.ts';
import { codeOf, isThing, listOf, type Thing, textOf, thingsOf, unkeyed } from './thing.ts';

/** `normalise.ts` has it; handed over, because a part that is loaded apart shares no module with the script. */
export type ToItem = (stated: Thing) => WireItem | undefined;

export interface FoundProduct {
  items: [WireItem];
  currency: string | undefined;
  value: number | undefined;
}

/** What is known of one product: missing is what its source does not state. */
export interface Facts {
  fields: Thing;
  price: Price | undefined;
  /** What the source says that it cost before. */
  was: string | undefined;
  availability: Availability | undefined;
  /** What is said of the stock, for `words.ts` where it is none of the known names. */
  said: string | undefined;
  /** Its path, where no other id is stated. */
  path: string | undefined;
}

const PRODUCT = /(^|,)(Product(Group|Model)?|(Individual|Some)Products?|Vehicle|Car|Motorcycle|Book)(,|$)/i;
const isProduct = (thing: Thing): boolean => PRODUCT.test(codeOf(thing['@type'] ?? thing.type));
const MOST_NODES = 5_000;
const MOST_NAMES = 200;

/** All the nodes of a document by their `@id`: one node may be stated in several places, a piece in each. */
function indexOf(value: unknown): Map<string, Thing> {
  const known = new Map<string, Thing>();
  const queue: unknown[] = [value];
  for (let i = 0; i < queue.length && i < MOST_NODES; i++) {
    const node = queue[i];
    if (!isThing(node)) continue;
    const { '@id': id } = node;
    if (typeof id === 'string') {
      const whole = known.get(id) ?? {};
      known.set(id, whole);
      // What stands first counts.
      if (Object.keys(whole).length < MOST_NAMES) {
        for (const [name, value] of Object.entries(node).slice(0, MOST_NAMES)) whole[name] ??= value;
      }
    }
    for (const inner of Object.values(node)) if (isThing(inner)) queue.push(inner);
  }
  return known;
}

/** A document of things that name each other. */
export class Things {
  // Declared alone: as fields they would cost a helper of the bundler's.
  declare readonly value: unknown;
  declare readonly _known: Map<string, Thing>;
  constructor(value: unknown) {
    this.value = value;
    this._known = indexOf(value);
  }

  /** Things with what stands under their id elsewhere. */
  things(value: unknown): Thing[] {
    return thingsOf(
      listOf(value).map((one) => (isThing(one) ? { ...one, ...this._known.get(`${one['@id']}`) } : undefined)),
    );
  }

  /** Products that the document is about, not those that its lists and recommendations mention. */
  products(value: unknown = this.value, depth = 0): Thing[] {
    if (depth > 8) return [];
    return this.things(value).flatMap((thing) => {
      if (isProduct(thing)) return [thing];
      // An offer for a product states the price beside it.
      const offered = this.things(thing.itemoffered).filter(isProduct);
      if (offered[0]) return offered.map((one) => ({ offers: thing, ...one }));
      const isPage = /(Item|Web)Page|BuyAction/.test(codeOf(thing['@type']));
      const main = isPage && isThing(thing.mainentity) ? this.products(thing.mainentity, depth + 1) : [];
      const others = [
        unkeyed(thing['@graph']),
        isPage ? 0 : thing.mainentity,
        thing.mainentityofpage,
        Array.isArray(value) ? 0 : thing['0'],
        ...(isPage ? [thing.about, thing.potentialaction, thing.object] : []),
      ].flatMap((inner) => (isThing(inner) ? this.products(inner, depth + 1) : []));
      return [...main.map((one) => ({ ...one, [MAIN]: true })), ...others];
    });
  }
}

/** "Clothes > Shirts" → both, the wider first. */
function categories(stated: unknown): Thing {
  const one = listOf(stated).filter((each) => typeof each === 'string');
  const levels = one[1] ? one : (textOf(stated)?.split(/\s*(?:>|»|\s\/\s)\s*/) ?? []);
  return Object.fromEntries(
    levels
      .filter(Boolean)
      .slice(0, 5)
      .map((level, at) => [`item_category${at ? at + 1 : ''}`, textOf(level)]),
  );
}

/** Counted, where it is not said. */
function stockOf(sources: Thing[]): Availability | undefined {
  const count = sources.map((one) => textOf(one.inventorylevel)).find(Boolean);
  return count ? (Number(count) > 0 ? 'in_stock' : 'out_of_stock') : undefined;
}

/**
 * @param thing which of `found` the page is about
 * @param found the document's products, in its order
 */
export async function factsOf(
  thing: Thing,
  found: Thing[],
  addresses: string[],
  document: Things,
): Promise<Facts | undefined> {
  const siblings = found.filter((one) => groupOf(one) && groupOf(one) === groupOf(thing) && !one.hasvariant);
  const variants = document.things(thing.hasvariant);
  const several = variants[0] ? variants : thing.hasvariant || thing.productgroupid ? siblings : [];
  // A set that has a price of its own beside what is in it.
  const isSet = !!variants[0] && !/Group/.test(codeOf(thing['@type'])) && document.things(thing.offers).some(priceOf);
  const variant = several[1] ? (await import('./which.ts')).pick(several, addresses, isSet) : several[0];
  const [parent] = document.things(thing.isvariantof);
  // A variant states what differs, its group the rest.
  const all: Thing = { ...parent, ...thing, ...variant };
  delete all.hasvariant;
  const offers = document
    .things(all.offers)
    .flatMap((offer) => [offer, ...document.things(offer.offers)])
    .map((offer): Thing => ({ ...offer, pricespecification: document.things(offer.pricespecification) }));
  const chosen = offers[1] ? (await import('./which.ts')).chooseOffer(offers, addresses) : offers;
  const sources = [...chosen, all, ...offers];
  const price = sources.map(priceOf).find(Boolean);
  if (price && !price.currency)
    price.currency = sources.map((one) => priceOf({ ...one, price: 1 })?.currency).find(Boolean);
  const first = (names: string): string | undefined =>
    names
      .split(' ')
      .flatMap((name) => [all, ...sources].map((one) => textOf(one[name])))
      .find(Boolean);
  // An offer's number is that of a size, where the product has one.
  const id =
    textOf(all.sku) ??
    textOf(all.productid) ??
    first('sku productid retailer_item_id mpn retailer_part_no gtin gtin13 gtin14 gtin12 gtin8 isbn identifier');
  const name = first('name');
  if (!id && !name && !price) return undefined;
  return {
    fields: {
      item_id: id?.replace(/^(sku|mpn|isbn|gtin\d*|ean|upc):/i, ''),
      item_group_id: groupOf(all) ?? first('item_group_id'),
      item_name: name,
      item_brand: textOf(document.things(all.brand)[0] ?? all.brand ?? all.manufacturer),
      ...categories(all.category),
    },
    price,
    was: first('original_price'),
    availability: sources.map((one) => availabilityOf(one.availability)).find(Boolean) ?? stockOf(sources),
    said: sources.map((one) => saidOf(one.availability)).find(Boolean),
    path: [textOf(all.url), addresses[1], addresses[0]].map((href) => href && pathOf(href)).find(Boolean),
  };
}

/** Sources complete each other: reviews name the product in JSON-LD, the theme prices it in Open Graph. */
export function toProduct(known: Facts[], heading: string | undefined, toItem: ToItem): FoundProduct | undefined {
  const [first] = known;
  if (!first) return undefined;
  const fields = Object.assign({}, ...known.map(({ fields }) => JSON.parse(JSON.stringify(fields))).reverse());
  const prices = known.flatMap((one) => one.price ?? []);
  // What is nothing in one place and something in another was left out there.
  const stated = prices.find(({ amount }) => /[1-9]/.test(amount)) ?? prices[0];
  // A sale that only one of them knows of.
  const sale = known.find(({ was, price }) => was && price && +was === Number(stated?.amount) && +price.amount < +was);
  const price = sale?.price ?? stated;
  const item = toItem({
    item_name: heading,
    ...fields,
    item_id: fields.item_id ?? first.path,
    price: price && inWholeUnits(price.amount, price.currency),
    availability: known.find((one) => one.availability)?.availability,
  });
  const currency = known.map((one) => one.price?.currency).find(Boolean);
  return item && { items: [item], currency, value: item.price };
}
