/**
 * Finds the product that this page is about: JSON-LD, then microdata, RDFa and Open Graph for what it leaves out. Loaded
 * apart, by pages that have any of them; what reads broken JSON and what reads elements comes where there are such.
 */
import { isAt, type PageFacts } from './address.ts';
import { currencyOf } from './currency.ts';
import { signOf } from './offer.ts';
import { type Facts, type FoundProduct, factsOf, Things, type ToItem, toProduct } from './product.ts';
import { textOf } from './thing.ts';

const MOST_SCRIPTS = 50;
/** Longer texts state no product: they are a catalogue, or an attack. Code units. */
const LONGEST_SCRIPT = 1_000_000;

async function parse(text: string): Promise<unknown> {
  if (text.length > LONGEST_SCRIPT) return undefined;
  try {
    // More digits than a number can hold.
    if (/:\s*\d{16}/.test(text)) throw text;
    const value = JSON.parse(text);
    // A template that serialised it twice.
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return (await import('./loose-json.ts')).parseLoosely(text);
  }
}

/** All of a page's JSON-LD is one document: its scripts name each other's things. */
const jsonLd = async (page: Document): Promise<unknown> =>
  (
    await Promise.all(
      [...page.querySelectorAll('script[type*="ld+json" i]')]
        .slice(0, MOST_SCRIPTS)
        .map((script) => parse(script.textContent ?? '')),
    )
  ).flat();

const texts = (page: Document, selector: string): string[] =>
  [...page.querySelectorAll(selector)].slice(0, 3).map((one) => one.getAttribute('content') ?? one.textContent ?? '');

const addressesOf = (page: Document, address: string): string[] => [
  address,
  ...[...page.querySelectorAll('link[rel="canonical"],meta[property="og:url"]')]
    .map((one) => one.getAttribute('href') ?? one.getAttribute('content') ?? '')
    .filter(Boolean),
];

async function readFacts(document: Things, page: PageFacts): Promise<Facts | undefined> {
  const found = document.products();
  const [only] = found;
  const isPlain = only && !found[1] && (only.url ? isAt(only, page.addresses) >= 1 : (only.offers ?? only.price));
  const thing = !only || isPlain ? only : (await import('./which.ts')).choose(found, page);
  return thing && factsOf(thing, found, page.addresses, document);
}

export async function findProduct(address: string, toItem: ToItem, page = document): Promise<FoundProduct | undefined> {
  const facts: PageFacts = {
    addresses: addressesOf(page, address),
    titles: ['h1', 'meta[property="og:title"]', 'title'].flatMap((selector) => texts(page, selector)),
  };
  const script = new Things(await jsonLd(page));
  const sources = [script];
  // That it is a product's page, its tags say on pages whose script says all of it, too.
  const kind = script.products()[0] ? '' : ',meta[content$=product]';
  if (page.querySelector(`[itemscope],[typeof],meta[property*="rice"],meta[name*="rice"],[itemprop=price]${kind}`)) {
    const elements = await import('./elements.ts');
    sources.push(...[elements.microdata, elements.rdfa, elements.openGraph].map((read) => new Things(read(page))));
  }
  const known = (await Promise.all(sources.map((document) => readFacts(document, facts)))).flatMap((one) => one ?? []);
  for (const one of known) {
    const name = `${one.fields.item_name}`;
    const isPlain = !/&\w+;/.test(name) && !/(?!\d)\p{Nd}/u.test(`${one.price?.amount}`);
    if (isPlain && (one.availability || !one.said) && (!one.price || one.price.currency)) continue;
    const words = await import('./words.ts');
    if (name !== 'undefined') one.fields.item_name = words.lettersOf(name);
    if (one.price) one.price.amount = words.digitsOf(one.price.amount);
    one.availability ??= one.said ? words.availabilityOf(one.said) : undefined;
    if (!one.price) continue;
    // Some themes say it once for all that a page has.
    const said = words.currencySaid(page);
    one.price.currency ??=
      words.currencyOf(signOf(one.price.amount)) ?? words.currencyOf(said) ?? currencyOf(said?.toUpperCase());
  }
  return toProduct(known, textOf(facts.titles), toItem);
}
