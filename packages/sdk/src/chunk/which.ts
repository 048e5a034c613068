/**
 * Which of several products a page is about, or whether it is about its only one; which of its variants, and which of its
 * offers. Comes for pages that state several, or one at another address than theirs.
 */
import { best, groupOf, isAt, MAIN, MOST_PLACES, type PageFacts, pathOf } from './address.ts';
import { availabilityOf, holding, isAside, priceOf } from './offer.ts';
import { codeOf, type Thing, textOf, thingsOf } from './thing.ts';

const words = (text: unknown): string =>
  `${text ?? ''}`
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const skuOf = (thing: Thing): string | undefined => textOf(thing.sku) ?? textOf(thing.productid);

/** The same product, stated by the theme, and by a plugin for its reviews. */
const isSame = (a: Thing, b: Thing): boolean =>
  a === b ||
  (!!skuOf(a) && skuOf(a) === skuOf(b)) ||
  (!!groupOf(a) && groupOf(a) === groupOf(b)) ||
  (!!words(textOf(a.name)) && words(textOf(a.name)) === words(textOf(b.name)));

const stockOf = (thing: Thing) => availabilityOf(thing.availability ?? thingsOf(thing.offers)[0]?.availability);

const isPriced = (thing: Thing): boolean => !!(thing.offers ?? thing.price ?? thing.lowprice ?? thing.hasvariant);

/** A plugin that knows no price says nothing, and some say it in digits. */
const isFree = (thing: Thing): boolean => /^[0.,]+$/.test(`${priceOf(thingsOf(thing.offers)[0] ?? thing)?.amount}`);

/** A product that a home page, a list of one or a cart mentions: it has another address, and no heading names it. */
function isElsewhere(thing: Thing, score: number, { addresses, titles }: PageFacts): boolean {
  const path = pathOf(textOf(thing.url) ?? '');
  if (path.length < 2) return false;
  if (pathOf(addresses[0] ?? '') === '/') return true;
  const slug = path.replace(/.*\/|\.\w+$/g, '');
  if (score > -1 && addresses.some((address) => pathOf(address).split(/[/.]/).includes(slug))) return false;
  const said = ` ${titles.map(words).join(' ')} `;
  const name = words(textOf(thing.name)).split(' ');
  return !!said.trim() && name.filter((word) => said.includes(` ${word} `)).length <= name.length / 2;
}

/** What services state on every page to have the shop's stars shown: nothing that is sold, and no heading begins with it. */
function isNobodys(thing: Thing, { addresses, titles }: PageFacts): boolean {
  if (isPriced(thing) || Object.keys(thing).some((key) => /^(sku|productid|gtin|mpn|isbn|identifier)/.test(key)))
    return false;
  const name = words(textOf(thing.name));
  const isNamed = titles.map(words).some((title) => title && (title.startsWith(name) || name.startsWith(title)));
  return (!!titles[0] && !isNamed) || pathOf(addresses[0] ?? '') === '/';
}

/** The one that the page is about; undefined where several might be, or none. */
export function choose(found: Thing[], page: PageFacts): Thing | undefined {
  const { addresses, titles } = page;
  let candidates = best(found.slice(0, MOST_PLACES), (one) => isAt(one, addresses));
  const differ = () => candidates.some((one) => !isSame(one, candidates[0]!));
  const score = candidates[0] ? isAt(candidates[0], addresses) : 0;
  if (differ()) candidates = best(candidates, (one) => (one[MAIN] ? 1 : 0));
  if (differ()) {
    const headings = titles.map(words).filter(Boolean);
    const named = best(candidates, (one) => {
      const name = words(textOf(one.name));
      if (!name) return 0;
      if (headings.includes(name)) return 1e6;
      // The longest name that a heading holds: "Mug, red" before "Mug".
      return headings.some((heading) => ` ${heading} `.includes(` ${name} `)) ? name.length : 0;
    });
    if (named.length < candidates.length) candidates = named;
    else if (candidates.some((one) => !isPriced(one))) candidates = candidates.filter(isPriced);
    if (differ()) return undefined;
  }
  const [first] = candidates;
  if (!first || (score < 1 && (isElsewhere(first, score, page) || isNobodys(first, page)))) return undefined;
  const priced = best(candidates, (one) => (isPriced(one) ? (isFree(one) ? 1 : 2) : 0));
  // Sizes, each stated by itself.
  const shown =
    stockOf(priced[0]!) === 'out_of_stock'
      ? (priced.find((one) => skuOf(one) !== skuOf(priced[0]!) && isInStock(one)) ?? priced[0]!)
      : priced[0]!;
  // A variant beside its siblings is itself alone; two statements of one product complete each other.
  const same = candidates.filter((one) => !groupOf(one) || skuOf(one) === skuOf(shown));
  return Object.assign({}, ...same.reverse(), shown);
}

const isInStock = (thing: Thing): boolean => stockOf(thing) === 'in_stock';

/**
 * Of variants, or of offers: the one at this address, else the first that can be had, as shops show it.
 * @param isSet whether it must be at this address
 */
export function pick(list: Thing[], addresses: string[], isSet = false): Thing | undefined {
  const near = best(list, (one) => isAt(one, addresses));
  if (isSet && isAt(near[0]!, addresses) < 2) return undefined;
  return near.find(isInStock) ?? near[0];
}

const isMany = (offer: Thing): boolean => 'lowprice' in offer || codeOf(offer['@type']) === 'AggregateOffer';
const amountOf = (offer: Thing): number => Number(priceOf(offer)?.amount);

/** What tells an offer from another one, but for its price. */
const kindOf = (offer: Thing, addresses: string[]): string =>
  Object.keys(offer)
    .filter((name) => !/price$|^price(valid|spec)|^valid|^url$/.test(name))
    .sort()
    .map((name) => `${name}:${textOf(offer[name])}`)
    .concat(isAt(offer, addresses) === 2 ? '' : (textOf(offer.url) ?? ''))
    .join();

/** @returns the offer that the page shows, if it is one, and the range that the others make, if there is one */
export function chooseOffer(offers: Thing[], addresses: string[]): Thing[] {
  const range = offers.find(isMany);
  const priced = offers.filter((offer) => !isMany(offer) && priceOf(offer));
  const plain = priced.filter((offer) => !isAside(offer));
  const isMixed = !!plain[0] && !!priced[plain.length];
  const held = holding(isMixed ? plain : priced);
  // What it was and what it is, with nothing else between them.
  const isOne = held.every((offer) => kindOf(offer, addresses) === kindOf(held[0]!, addresses));
  const rising = isOne ? [...held].sort((a, b) => amountOf(a) - amountOf(b)) : [];
  const singles = rising[0] ? [rising.find(isInStock) ?? rising[0]] : held;
  const here = singles.filter((offer) => isAt(offer, addresses) > 2);
  const lowest = range && !isMixed && priceOf(range)?.amount;
  const cheapest = singles.filter((offer) => lowest && amountOf(offer) === Number(lowest));
  const isGone = cheapest.every((offer) => stockOf(offer) === 'out_of_stock') && singles.some(isInStock);
  const isRange = range && singles[0] && !isMixed && !/^[0.,]+$/.test(`${lowest}`);
  const shown = here[0] ? here : cheapest[0] ? (isGone ? singles : cheapest) : isRange ? [range] : singles;
  return [pick(shown, addresses), range].filter((one) => !!one);
}
