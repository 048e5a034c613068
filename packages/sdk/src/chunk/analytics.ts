/**
 * What a shop tells `window.analytics`: Segment's e-commerce spec (and RudderStack's, which is the same), and Shopify's
 * standard events of web pixels. Loaded by pages that have one.
 */
import type { Script } from '../script.ts';
import { type Fields, fieldsIn, isFields, tell } from './commerce.ts';

/** Segment's names, in small letters, those of before 2016 first → GA4's. */
const SEGMENT: Record<string, string> = {
  'viewed product category': 'view_item_list',
  'viewed product': 'view_item',
  'added product': 'add_to_cart',
  'removed product': 'remove_from_cart',
  'completed order': 'purchase',
  'products searched': 'search',
  'product list viewed': 'view_item_list',
  'product list filtered': 'view_item_list',
  'product clicked': 'select_item',
  'product viewed': 'view_item',
  'product added': 'add_to_cart',
  'product removed': 'remove_from_cart',
  'cart viewed': 'view_cart',
  'checkout started': 'begin_checkout',
  'payment info entered': 'add_payment_info',
  'order completed': 'purchase',
  'order refunded': 'refund',
  'product added to wishlist': 'add_to_wishlist',
  'wishlist product added to cart': 'add_to_cart',
  'promotion viewed': 'view_promotion',
  'promotion clicked': 'select_promotion',
  'signed up': 'sign_up',
  'signed in': 'login',
};

export function fromSegment(event: unknown, properties: unknown): [name: string, params: Fields] | undefined {
  const said = `${event}`
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  const name = Object.hasOwn(SEGMENT, said) ? SEGMENT[said]! : undefined;
  if (!name) return undefined;
  const given = isFields(properties) ? properties : {};
  const { name: title, position, ...rest } = given;
  if (/promotion/.test(name)) return [name, { ...rest, promotion_name: title, creative_slot: position }];
  if (name === 'search' || /^(login|sign_up)$/.test(name))
    return [name, { search_term: given.query, method: given.method }];
  const items = given.products ? fieldsIn(given.products) : /item|cart|wishlist/.test(name) ? [given] : undefined;
  return [name, { ...rest, ...(items && { items }) }];
}

const SHOPIFY: Record<string, string> = {
  collection_viewed: 'view_item_list',
  search_submitted: 'search',
  product_viewed: 'view_item',
  product_added_to_cart: 'add_to_cart',
  product_removed_from_cart: 'remove_from_cart',
  cart_viewed: 'view_cart',
  checkout_started: 'begin_checkout',
  checkout_shipping_info_submitted: 'add_shipping_info',
  payment_info_submitted: 'add_payment_info',
  checkout_completed: 'purchase',
};

const inner = (value: unknown, ...path: string[]): unknown =>
  path.reduce((at, name) => (isFields(at) ? at[name] : undefined), value);

/** A variant by itself, or a line of a cart or an order around it. */
function toItem(line: Fields): Fields {
  const variant = (line.merchandise ?? line.variant ?? line) as Fields;
  const title = inner(variant, 'product', 'title') ?? line.title;
  return {
    item_id: inner(variant, 'sku') || inner(variant, 'id'),
    item_group_id: inner(variant, 'product', 'id'),
    item_name: title,
    item_variant: inner(variant, 'title'),
    item_brand: inner(variant, 'product', 'vendor'),
    item_category: inner(variant, 'product', 'type'),
    price: inner(variant, 'price', 'amount'),
    quantity: line.quantity,
  };
}

export function fromShopify(event: unknown, data: unknown): [name: string, params: Fields] | undefined {
  const name = Object.hasOwn(SHOPIFY, `${event}`) ? SHOPIFY[`${event}`]! : undefined;
  if (!name) return undefined;
  const of = (...path: string[]) => inner(data, ...path);
  const lines =
    of('productVariant') ??
    of('cartLine') ??
    of('cart', 'lines') ??
    of('checkout', 'lineItems') ??
    of('collection', 'productVariants') ??
    [];
  const items = (Array.isArray(lines) ? fieldsIn(lines) : [lines as Fields]).map(toItem);
  const total =
    of('checkout', 'totalPrice') ?? of('cart', 'cost', 'totalAmount') ?? of('cartLine', 'cost', 'totalAmount');
  const first = of('productVariant', 'price') ?? of('collection', 'productVariants', '0', 'price');
  const params: Fields = {
    currency: inner(total, 'currencyCode') ?? of('checkout', 'currencyCode') ?? inner(first, 'currencyCode'),
    value: inner(total, 'amount') ?? inner(first, 'amount'),
    transaction_id: name === 'purchase' ? (of('checkout', 'order', 'id') ?? of('checkout', 'token')) : undefined,
    tax: of('checkout', 'totalTax', 'amount'),
    shipping: of('checkout', 'shippingLine', 'price', 'amount'),
    item_list_id: of('collection', 'id'),
    item_list_name: of('collection', 'title'),
  };
  if (name === 'search') return [name, { search_term: of('searchResult', 'query') }];
  if (name === 'view_item_list') delete params.value;
  return [name, { ...params, items }];
}

interface Analytics {
  track?: (...given: unknown[]) => unknown;
  subscribe?: (names: string, heard: (event: { name?: unknown; data?: unknown }) => void) => unknown;
}

const hooked = new WeakSet<object>();
/** Told by the stub, which will tell the library that comes for it. */
const queued: string[] = [];

function hook(tool: unknown, script: Script): void {
  if (!isFields(tool) || hooked.has(tool)) return;
  hooked.add(tool);
  const { track, subscribe } = tool as Analytics;
  const hear = (event: unknown, properties: unknown, isStub: boolean) => {
    const key = `${event} ${JSON.stringify(properties)}`;
    const at = queued.indexOf(key);
    if (!isStub && at >= 0) {
      queued.splice(at, 1);
      return;
    }
    if (isStub) queued.push(key);
    const said = fromSegment(event, properties);
    if (said) tell(script, 'segment', ...said);
  };
  if (typeof subscribe === 'function') {
    subscribe.call(tool, 'all_standard_events', ({ name, data }) =>
      script._quietly(() => {
        const said = fromShopify(name, data);
        if (said) tell(script, 'shopify', ...said);
      }),
    );
  } else if (typeof track === 'function') {
    const isStub = Array.isArray(tool);
    // What the stub has kept already, the library will hear again.
    for (const call of isStub ? [...(tool as unknown[])] : []) {
      if (Array.isArray(call) && call[0] === 'track') script._quietly(() => hear(call[1], call[2], true));
    }
    (tool as Analytics).track = function (this: unknown, ...given) {
      script._quietly(() => hear(given[0], given[1], isStub));
      return track.apply(this, given);
    };
  }
}

/** The library takes its stub's place: `name` is watched for it. */
export function watchAnalytics(script: Script, name: 'analytics' | 'rudderanalytics'): void {
  const page = window as unknown as Fields;
  let tool = page[name];
  hook(tool, script);
  if (!Array.isArray(tool)) return;
  Object.defineProperty(page, name, {
    configurable: true,
    enumerable: true,
    get: () => tool,
    set(value: unknown) {
      tool = value;
      script._quietly(() => hook(value, script));
    },
  });
}
