/** Finds the product that this page is about: JSON-LD, else microdata, else Open Graph. */

import { pageAddress } from './page.ts';
import { type FoundProduct, productOf, productsIn, type Thing } from './product.ts';

/** JSON as shops write it: in comments, with line breaks inside strings, with a comma too many. */
export function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(
        text
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what makes it invalid
          .replace(/[\x00-\x1f]+/g, ' ')
          .replace(/<!--|-->|\/\*.*?\*\/|\/\/\s*(<!\[CDATA\[|\]\]>)|<!\[CDATA\[|\]\]>/g, '')
          .replace(/,\s*([}\]])/g, '$1')
          .replace(/;\s*$/, ''),
      );
    } catch {
      return undefined;
    }
  }
}

function all(selector: string, within: ParentNode = document): Element[] {
  return [...within.querySelectorAll(selector)];
}

function jsonLd(): Thing[] {
  return all('script[type="application/ld+json"]').flatMap((script) => productsIn(parseLoosely(script.textContent)));
}

/** A scope of microdata as the object that JSON-LD would have made of it. */
function readScope(scope: Element): Thing {
  const thing: Thing = {};
  for (const element of all('[itemprop]', scope)) {
    if (element.parentElement?.closest('[itemscope]') !== scope) continue;
    const name = element.getAttribute('itemprop')!;
    thing[name] ??= element.hasAttribute('itemscope')
      ? readScope(element)
      : (['content', 'href', 'src', 'value'].map((attribute) => element.getAttribute(attribute)).find(Boolean) ??
        element.textContent?.trim());
  }
  return thing;
}

function microdata(): Thing[] {
  return all('[itemtype$="schema.org/Product" i]')
    .filter((scope) => !scope.hasAttribute('itemprop'))
    .map(readScope);
}

function openGraph(): Thing[] {
  const meta = (name: string): string | undefined =>
    document.querySelector<HTMLMetaElement>(`meta[property="${name}"],meta[name="${name}"]`)?.content;
  const price = (name: string) => meta(`product:price:${name}`) ?? meta(`og:price:${name}`);
  if (!/product/.test(meta('og:type') ?? '')) return [];
  return [
    {
      sku: meta('product:retailer_item_id'),
      name: meta('og:title'),
      brand: meta('product:brand'),
      category: meta('product:category'),
      offers: { price: price('amount'), priceCurrency: price('currency') },
    },
  ];
}

export function findProduct(): FoundProduct | undefined {
  for (const source of [jsonLd, microdata, openGraph]) {
    const found = productOf(source(), pageAddress());
    if (found) return found;
  }
  return undefined;
}
