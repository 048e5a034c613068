import { describe, expect, it, vi } from 'vitest';
import { toParams } from '../normalise.ts';
import type { Script } from '../script.ts';
import { fromSegment, fromShopify } from './analytics.ts';
import { type Fields, tell } from './commerce.ts';

// A page of no shelves.
vi.stubGlobal('document', { querySelector: () => null });
vi.stubGlobal('CSS', { escape: (text: string) => text });

/** What goes on from an event, cleaned as the script cleans it. */
function heard(said: [string, Fields] | undefined): unknown {
  let found: unknown;
  const script = { _capture: (name: string, params: Fields) => (found = { name, ...toParams(params) }) };
  if (said) tell(script as unknown as Script, 'test', ...said);
  return found;
}

const product = {
  product_id: '507f1f77',
  sku: 'G-32',
  category: 'Games/Board',
  name: 'Monopoly',
  brand: 'Hasbro',
  variant: '200 pieces',
  price: 18.99,
  quantity: 1,
  coupon: 'MAYDEALS',
  currency: 'usd',
  position: 3,
  value: 18.99,
  url: 'https://www.example.com/product/path',
  email: 'jo@example.com',
};
const item = {
  item_id: 'G-32',
  item_name: 'Monopoly',
  item_brand: 'Hasbro',
  item_variant: '200 pieces',
  item_category: 'Games',
  item_category2: 'Board',
  price: 18.99,
  quantity: 1,
  coupon: 'MAYDEALS',
  index: 3,
};
const one = { currency: 'USD', value: 18.99, coupon: 'MAYDEALS', items: [item] };

describe("[S31] Segment's e-commerce spec", () => {
  it.each<[string, object, object]>([
    ['Product Viewed', product, { name: 'view_item', ...one }],
    ['Product Clicked', product, { name: 'select_item', ...one }],
    ['Product Added', product, { name: 'add_to_cart', ...one }],
    ['Viewed Product', product, { name: 'view_item', ...one }],
    ['product_removed', product, { name: 'remove_from_cart', ...one }],
    ['Product Added to Wishlist', product, { name: 'add_to_wishlist', ...one }],
    ['Products Searched', { query: 'blue hotpants' }, { name: 'search', search_term: 'blue hotpants' }],
    [
      'Product List Viewed',
      { list_id: 'hot', category: 'Deals', products: [product] },
      { name: 'view_item_list', currency: 'USD', item_list_id: 'hot', items: [item] },
    ],
    ['Cart Viewed', { cart_id: '1', products: [product] }, { name: 'view_cart', currency: 'USD', items: [item] }],
    [
      'Checkout Started',
      { order_id: '50314b8e', value: 30, currency: 'USD', products: [product] },
      { name: 'begin_checkout', transaction_id: '50314b8e', value: 30, currency: 'USD', items: [item] },
    ],
    [
      'Order Completed',
      {
        checkout_id: 'x',
        order_id: '50314b8e',
        affiliation: 'Store',
        total: 27.5,
        subtotal: 22.5,
        revenue: '25.00',
        shipping: 3,
        tax: 2,
        discount: 2.5,
        coupon: 'hasbros',
        currency: 'USD',
        products: [product],
      },
      {
        name: 'purchase',
        transaction_id: '50314b8e',
        affiliation: 'Store',
        value: 25,
        shipping: 3,
        tax: 2,
        discount: 2.5,
        coupon: 'hasbros',
        currency: 'USD',
        items: [item],
      },
    ],
    [
      'Promotion Clicked',
      { promotion_id: 'p1', creative: 'top', name: '75% off', position: 'home' },
      {
        name: 'select_promotion',
        promotion_id: 'p1',
        creative_name: 'top',
        promotion_name: '75% off',
        creative_slot: 'home',
      },
    ],
  ])('%s', (event, properties, expected) => {
    expect(heard(fromSegment(event, properties))).toEqual(expected);
  });

  it.each([
    ['Video Played', {}],
    ['Product Viewed', null],
    ['Product Viewed', {}],
    ['constructor', product],
    [null, 1],
    ['Order Completed', 'x'],
  ])('%j with %j says nothing that the worker would refuse', (event, properties) => {
    const said = heard(fromSegment(event, properties)) as { name?: string } | undefined;
    expect(said?.name === undefined || said.name === 'purchase').toBe(true);
  });
});

describe("[S31] Shopify's standard events", () => {
  const variant = {
    id: '448',
    sku: 'LS-M',
    title: 'M',
    price: { amount: 61, currencyCode: 'EUR' },
    product: { id: '77', title: 'Linen shirt', vendor: 'Norr', type: 'Shirts' },
  };
  const shirt = {
    item_id: 'LS-M',
    item_group_id: '77',
    item_name: 'Linen shirt',
    item_variant: 'M',
    item_brand: 'Norr',
    item_category: 'Shirts',
    price: 61,
  };
  const checkout = {
    email: 'jo@example.com',
    phone: '0722123456',
    shippingAddress: { firstName: 'Jo' },
    order: { id: 'o1' },
    token: 't1',
    currencyCode: 'EUR',
    totalPrice: { amount: 127, currencyCode: 'EUR' },
    totalTax: { amount: 20 },
    shippingLine: { price: { amount: 5 } },
    lineItems: [{ title: 'Linen shirt', quantity: 2, variant }],
  };
  it.each<[string, object, object | undefined]>([
    ['product_viewed', { productVariant: variant }, { name: 'view_item', currency: 'EUR', value: 61, items: [shirt] }],
    [
      'product_added_to_cart',
      { cartLine: { merchandise: variant, quantity: 2, cost: { totalAmount: { amount: 122, currencyCode: 'EUR' } } } },
      { name: 'add_to_cart', currency: 'EUR', value: 122, items: [{ ...shirt, quantity: 2 }] },
    ],
    [
      'cart_viewed',
      {
        cart: {
          lines: [{ merchandise: variant, quantity: 1 }],
          cost: { totalAmount: { amount: 61, currencyCode: 'EUR' } },
        },
      },
      { name: 'view_cart', currency: 'EUR', value: 61, items: [{ ...shirt, quantity: 1 }] },
    ],
    [
      'collection_viewed',
      { collection: { id: 'c1', title: 'Shirts', productVariants: [variant] } },
      { name: 'view_item_list', currency: 'EUR', item_list_id: 'c1', item_list_name: 'Shirts', items: [shirt] },
    ],
    [
      'search_submitted',
      { searchResult: { query: 'shirt', productVariants: [variant] } },
      { name: 'search', search_term: 'shirt' },
    ],
    [
      'checkout_started',
      { checkout },
      { name: 'begin_checkout', currency: 'EUR', value: 127, tax: 20, shipping: 5, items: [{ ...shirt, quantity: 2 }] },
    ],
    [
      'checkout_completed',
      { checkout },
      {
        name: 'purchase',
        transaction_id: 'o1',
        currency: 'EUR',
        value: 127,
        tax: 20,
        shipping: 5,
        items: [{ ...shirt, quantity: 2 }],
      },
    ],
    ['product_viewed', {}, undefined],
    ['page_viewed', {}, undefined],
    ['constructor', {}, undefined],
  ])('%s', (event, data, expected) => {
    expect(heard(fromShopify(event, data))).toEqual(expected);
  });
});
