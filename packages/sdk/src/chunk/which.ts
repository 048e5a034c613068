/**
 * Which of several products a page is about, or whether it is about its only one. Comes for pages that state several, or
 * one at another address than theirs.
 */
import { best, groupOf, isAt, MAIN, MOST_PLACES, type PageFacts, pathOf } from './address.ts';
import { type Thing, textOf } from './thing.ts';

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

const isPriced = (thing: Thing): boolean => !!(thing.offers ?? thing.price ?? thing.lowprice ?? thing.hasvariant);

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
  if (!first || (score < 1 && isElsewhere(first, score, page))) return undefined;
  const order = best(candidates, (one) => (isPriced(one) ? 1 : 0));
  // A variant beside its siblings is itself alone; two statements of one product complete each other.
  const same = candidates.filter((one) => !groupOf(one) || skuOf(one) === skuOf(order[0]!));
  return Object.assign({}, ...same.reverse(), order[0]);
}
