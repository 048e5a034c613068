/**
 * Finds the product that this page is about: JSON-LD, else microdata, else Open Graph. Loaded apart, by pages that have
 * any of them.
 */
import { type FoundProduct, productOf, productsIn, type Thing, type ToItem } from './product.ts';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON as shops write it: in comments, with line breaks inside strings, with a comma too many. */
export function parseLoosely(text: string): unknown {
  const plain = text
    .replace(/<!\[CDATA\[|]]>|\/\*.*?\*\//g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what makes it invalid
    .replace(/[\x00-\x1f]+/g, ' ')
    .replace(/,\s*([}\]])/g, '$1');
  return parse(text) ?? parse(/[{[].*[}\]]/.exec(plain)?.[0] ?? '');
}

const all = (selector: string, within: ParentNode = document): Element[] => [...within.querySelectorAll(selector)];

const jsonLd = (): Thing[] =>
  all('script[type="application/ld+json"]').flatMap((script) => productsIn(parseLoosely(script.textContent)));

/** A scope of microdata as the object that JSON-LD would have made of it. */
function readScope(scope: Element): Thing {
  let thing: Thing = {};
  for (const element of all('[itemprop]', scope)) {
    const stated = (name: string) => element.getAttribute(name);
    if (element.parentElement!.closest('[itemscope]') === scope) {
      const value =
        stated('itemscope') === null
          ? (stated('content') ?? stated('href') ?? element.textContent.trim())
          : readScope(element);
      // What stands first counts.
      thing = { [stated('itemprop')!]: value, ...thing };
    }
  }
  return thing;
}

const microdata = (): Thing[] => all('[itemtype$="schema.org/Product"]:not([itemprop])').map(readScope);

/** `product:price:amount` → amount, `og:title` → title: `productOf` knows these names too. */
const openGraph = (): Thing[] => [
  Object.fromEntries(
    all('meta[property^="product:"],meta[property="og:title"]').map((meta) => [
      meta.getAttribute('property')!.split(':').pop(),
      (meta as HTMLMetaElement).content,
    ]),
  ),
];

export function findProduct(address: string, toItem: ToItem): FoundProduct | undefined {
  for (const source of [jsonLd, microdata, openGraph]) {
    const found = productOf(source(), address, toItem);
    if (found) return found;
  }
  return undefined;
}
