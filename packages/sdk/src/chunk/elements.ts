/** Elements that state a thing → the object that JSON-LD would have made of it: microdata, RDFa Lite, Open Graph. */
import { plain, type Thing } from './thing.ts';

interface Dialect {
  /** Attribute that names a property. */
  _prop: string;
  /** Attribute that begins a thing, and selects its scope. */
  _scope: string;
  /** Attribute that holds the type. */
  _type: string;
  _products: string;
  /** Selects the things that are a property by another element's word. */
  _others: string;
}

const MICRODATA: Dialect = {
  _prop: 'itemprop',
  _scope: 'itemscope',
  _type: 'itemtype',
  _products: ['Product', 'IndividualProduct', 'SomeProducts', 'Book', 'Vehicle', 'Car', 'Motorcycle']
    .map((type) => `[itemtype*="schema.org/${type}" i]`)
    // What Google read before there was schema.org.
    .concat('[itemtype*="vocabulary.org/Product"]')
    .join(),
  _others: '',
};
const RDFA: Dialect = {
  _prop: 'property',
  _scope: 'typeof',
  _type: 'typeof',
  _products:
    '[typeof="Product"],[typeof="ProductGroup"],[typeof$=":Product" i],[typeof~="schema:Product" i],[typeof*="schema.org/Product" i]',
  _others: ',[rel][typeof],[rel]>[typeof]',
};

/** Attributes that hold a value where `content` does not, by what the element is. */
const VALUE_IN: Record<string, string> = {
  a: 'href',
  area: 'href',
  link: 'href',
  meta: 'href',
  img: 'src',
  source: 'src',
  time: 'datetime',
  data: 'value',
  meter: 'value',
  input: 'value',
  object: 'data',
};
/** Around a price that is asked no more. */
const BEFORE = 'del,s,strike,[class*="old-price"],[class*="price-old"]';
const MOST_PROPERTIES = 2_000;
const DEEPEST = 12;

function readScope(scope: Element, dialect: Dialect, depth = 0): Thing {
  const { _prop, _scope, _type, _others } = dialect;
  const thing: Thing = { '@type': scope.getAttribute(_type)?.split(/\s+/) };
  const add = (name: string, value: unknown) => {
    if (value) thing[name] = name in thing && name !== '@type' ? [thing[name], value].flat() : value;
  };
  const id = scope.getAttribute('itemid') ?? scope.getAttribute('resource');
  if (id) thing['@id'] = id;
  const roots = (scope.getAttribute('itemref') ?? '')
    .split(/\s+/)
    .map((ref) => ref && scope.ownerDocument.getElementById(ref))
    .filter((root) => !!root) as Element[];
  const elements = [scope, ...roots].flatMap((root) => [
    ...(root === scope ? [] : [root]),
    ...root.querySelectorAll(`[${_prop}]${_others}`),
  ]);
  for (const element of elements.slice(0, MOST_PROPERTIES)) {
    const owner = element.parentElement?.closest(`[${_scope}]`) ?? scope;
    const isReferred = roots.some((root) => root.contains(element) && !root.contains(owner));
    if (owner !== scope && !isReferred) continue;
    // What can hold nothing is a value, whatever it says: `<link itemprop="availability" itemscope href="…">`.
    const isScope = element.hasAttribute(_scope) && depth < DEEPEST && !/^(link|meta)$/.test(element.localName);
    const inner = isScope && readScope(element, dialect, depth + 1);
    // RDFa names a thing's part by `rel`, at the part or around it.
    const rel = _others && isScope ? (element.getAttribute('rel') ?? element.parentElement?.getAttribute('rel')) : null;
    for (const called of (rel ?? element.getAttribute(_prop))?.split(/\s+/) ?? []) {
      const name = called === 'offerDetails' ? 'offers' : called;
      if (!/price$/i.test(name) || !element.closest(BEFORE)) add(name, inner || wordsOf(element, name));
    }
  }
  return plain(thing);
}

/** A link that is said to be the name holds it in its words, whatever the standard says. */
function wordsOf(element: Element, name: string): string | undefined {
  const isAddress = element.localName !== 'a' || /url|avail|condition|image|sameas/i.test(name);
  const own = isAddress ? element.getAttribute(VALUE_IN[element.localName] ?? 'href') : '';
  const shown = element.textContent?.slice(0, 1_000).trim() || element.getAttribute('value')?.trim();
  return (
    element.getAttribute('content')?.trim() ||
    own ||
    // "1.299" as shoppers see it: any sign beside it says that it is not a computer's.
    (/price$/i.test(name) && /^[\d.]+$/.test(`${shown}`) ? `${shown} ¤` : shown)
  );
}

/** A page's own products: in no other thing's property but as its subject, and inside no other product. */
function productsOf(root: Document, dialect: Dialect): Thing[] {
  const { _prop, _scope, _products } = dialect;
  const scopes = [...root.querySelectorAll(_products)].filter((scope) => {
    const role = scope.getAttribute(_prop);
    return !scope.parentElement?.closest(_products) && (!role || /mainEntity|itemOffered|^product$/.test(role));
  });
  // A template that closes the product before its price.
  const strays = [...root.querySelectorAll(`[${_prop}="offers"][${_scope}]`)].filter(
    (offer) => !offer.closest(_products),
  );
  return scopes.slice(0, 100).map((scope) => {
    const thing = readScope(scope, dialect);
    const outer = scope.parentElement?.closest(`[${_scope}]`);
    // An offer around the product states its price.
    if (scope.getAttribute(_prop) === 'itemOffered' && outer) thing.offers ??= readScope(outer, dialect);
    if (!scopes[1] && strays[0] && !thing.price) thing.offers ??= readScope(strays[0], dialect);
    return thing;
  });
}

/** A name and a price that no product is around: of a page that states one. */
function unscoped(root: Document): Thing[] {
  const prices = [...root.querySelectorAll('[itemprop=price]')].filter((price) => !price.closest('[itemscope]'));
  const thing = prices[0] && !prices[1] ? readScope(root.documentElement, MICRODATA) : {};
  return thing.name && thing.price ? [{ ...thing, '@type': 'Product' }] : [];
}

export function microdata(root: Document): Thing[] {
  const products = productsOf(root, MICRODATA);
  return products[0] ? products : unscoped(root);
}
export const rdfa = (root: Document): Thing[] => productsOf(root, RDFA);

/** `product:price:amount` → amount, `og:title` → title; a sale's price before the usual one. */
export function openGraph(root: Document): Thing[] {
  const stated: Thing = {};
  let isProduct = false;
  // An application's own: "tiendanube:product" has its price in "tiendanube:price".
  const type = root.querySelector('meta[property="og:type"]')?.getAttribute('content');
  const [, own] = /^([\w-]+):product$/i.exec(`${type}`) ?? [];
  for (const meta of [...root.querySelectorAll('meta[property],meta[name]')].slice(0, MOST_PROPERTIES)) {
    const name = (meta.getAttribute('property') || meta.getAttribute('name') || '').toLowerCase();
    const value = meta.getAttribute('content')?.trim();
    const [, space, key] = /^([\w-]+):(.+)$/.exec(name) ?? [];
    if (!value || !key || !['og', 'product', own].includes(space)) continue;
    // Of "price:amount", "price:currency", "sale_price:amount" and their kin with a dot.
    const [what, part] = key.split(/[:.]/) as [string, string?];
    if (name === 'og:type') isProduct ||= /product/i.test(value);
    // A shop may say its currency on every page.
    if (/^(sale_)?price|^amount/.test(what) && part !== 'currency') isProduct = true;
    const short = what.endsWith('price') ? (part === 'currency' ? 'currency' : what) : what;
    if (part === 'standard_amount') stated.original_price ??= value;
    if (what.endsWith('price') && part && part !== 'amount' && part !== 'currency') continue;
    if (space === 'product' || !/^(type|image|description|site_name|locale)$/.test(what)) stated[short] ??= value;
  }
  stated.name = stated.title;
  if (stated.sale_price) Object.assign(stated, { original_price: stated.price, price: stated.sale_price });
  return isProduct ? [plain({ ...stated, '@type': 'Product' })] : [];
}
