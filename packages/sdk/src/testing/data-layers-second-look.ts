import type { SampleLayer } from './data-layers.ts';

const mug = { item_id: 'mug', item_name: 'Mug', price: 12.5, quantity: 1 };
const view = { item_id: 'mug', item_name: 'Mug', price: 12.5 };

/** Written after `data-layers-templates.ts` was read right, to see whether what was learnt there holds elsewhere. */
export const SECOND_LAYERS: SampleLayer[] = [
  {
    from: 'Liquid’s cents on the item, beside a value in dollars',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          currency: 'USD',
          value: '12.50',
          items: [{ item_id: 'mug', item_name: 'Mug', price: 1250, quantity: 1 }],
        },
      },
    ],
    says: [{ name: 'view_item', currency: 'USD', value: 12.5, items: [mug] }],
  },
  {
    from: 'Czech crowns before the amount, without a code',
    pushes: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'mug', item_name: 'Mug', price: 'Kč 1 299' }] } }],
    says: [{ name: 'view_item', currency: 'CZK', items: [{ ...view, price: 1299 }] }],
  },
  {
    from: 'Brazilian reais and Indian rupees without a code',
    pushes: [
      { event: 'view_item', ecommerce: { items: [{ item_id: 'mug', item_name: 'Mug', price: 'R$ 12,50' }] } },
      {
        event: 'add_to_cart',
        ecommerce: { items: [{ item_id: 'mug', item_name: 'Mug', price: '₹ 1,29,999', quantity: 1 }] },
      },
    ],
    says: [
      { name: 'view_item', currency: 'BRL', items: [view] },
      { name: 'add_to_cart', currency: 'INR', items: [{ ...mug, price: 129999 }] },
    ],
  },
  {
    from: 'a price that is none, and one that is nothing',
    pushes: [
      {
        event: 'view_item',
        ecommerce: { currency: 'EUR', items: [{ item_id: 'mug', item_name: 'Mug', price: null }] },
      },
      { event: 'view_item', ecommerce: { currency: 'EUR', items: [{ item_id: 'cup', item_name: 'Cup', price: '' }] } },
    ],
    says: [
      { name: 'view_item', currency: 'EUR', items: [{ item_id: 'mug', item_name: 'Mug' }] },
      { name: 'view_item', currency: 'EUR', items: [{ item_id: 'cup', item_name: 'Cup' }] },
    ],
  },
  {
    from: 'schema.org’s word for the stock, and one in French, on GA4’s items',
    pushes: [
      {
        event: 'view_item',
        ecommerce: { currency: 'EUR', items: [{ ...mug, availability: 'http://schema.org/OutOfStock' }] },
      },
      {
        event: 'view_item',
        ecommerce: { currency: 'EUR', items: [{ ...mug, item_id: 'cup', availability: 'En rupture de stock' }] },
      },
    ],
    says: ['mug', 'cup'].map((item_id) => ({
      name: 'view_item',
      currency: 'EUR',
      items: [{ ...mug, item_id, availability: 'out_of_stock' }],
    })),
  },
  {
    from: 'a page’s currency in a push of its own, under gtag’s config and under the layer',
    pushes: [
      ['config', 'G-1', { currency: 'RON' }],
      { event: 'view_item', ecommerce: { items: [mug] } },
      { currency: 'EUR' },
      { event: 'add_to_cart', ecommerce: { items: [mug] } },
    ],
    says: [
      { name: 'view_item', currency: 'RON', items: [mug] },
      { name: 'add_to_cart', currency: 'EUR', items: [mug] },
    ],
  },
  {
    from: 'recommendations that were seen, and an error: no product is meant',
    pushes: [
      { event: 'related_product_view', ecommerce: { currency: 'EUR', items: [mug] } },
      { event: 'upsell_product_viewed', productId: 'mug', productPrice: 3 },
      { event: 'add_to_cart_error', ecommerce: { items: [mug] } },
      { event: 'cart_icon_click' },
      { event: 'order_complete' },
    ],
    says: [],
  },
  {
    from: 'an app’s names for a cart’s changes and for an order',
    pushes: [
      { event: 'cart_add', ecommerce: { currency: 'EUR', items: [mug] } },
      { event: 'Product Removed From Cart', ecommerce: { currency: 'EUR', items: [mug] } },
      { event: 'checkoutStarted', ecommerce: { currency: 'EUR', value: 12.5, items: [mug] } },
      { event: 'order_completed', ecommerce: { currency: 'EUR', orderId: 'A1', total: 12.5, items: [mug] } },
    ],
    says: [
      { name: 'add_to_cart', currency: 'EUR', items: [mug] },
      { name: 'remove_from_cart', currency: 'EUR', items: [mug] },
      { name: 'begin_checkout', currency: 'EUR', value: 12.5, items: [mug] },
      { name: 'purchase', currency: 'EUR', transaction_id: 'A1', value: 12.5, items: [mug] },
    ],
  },
  {
    from: 'text that is no JSON, where data belongs',
    pushes: [
      { event: 'view_item', ecommerce: '{"items":[{"item_id":' },
      { event: 'add_to_cart', ecommerce: { items: '[object Object]' } },
    ],
    says: [],
  },
  {
    from: 'Universal Analytics as JSON in a text',
    pushes: [
      {
        event: 'detail',
        ecommerce:
          '{ "currencyCode": "GBP", "detail": { "products": [{ "id": "mug", "name": "Mug", "price": "£12.50" }] } }',
      },
    ],
    says: [{ name: 'view_item', currency: 'GBP', items: [view] }],
  },
  {
    from: 'thousands with a dot, as shoppers read them, and in money that has no cents',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          currency: 'EUR',
          value: '1.299 €',
          items: [{ item_id: 'mug', item_name: 'Mug', price: '1.299 €' }],
        },
      },
      {
        event: 'view_item',
        ecommerce: { currency: 'VND', items: [{ item_id: 'jug', item_name: 'Jug', price: '199.000' }] },
      },
      {
        event: 'view_item',
        ecommerce: { currency: 'EUR', items: [{ item_id: 'rod', item_name: 'Rod', price: '8.395' }] },
      },
    ],
    says: [
      { name: 'view_item', currency: 'EUR', value: 1299, items: [{ ...view, price: 1299 }] },
      { name: 'view_item', currency: 'VND', items: [{ item_id: 'jug', item_name: 'Jug', price: 199000 }] },
      { name: 'view_item', currency: 'EUR', items: [{ item_id: 'rod', item_name: 'Rod', price: 8.395 }] },
    ],
  },
  {
    from: 'the same in forints, without a code',
    pushes: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'cup', item_name: 'Cup', price: '12.990 Ft' }] } }],
    says: [{ name: 'view_item', currency: 'HUF', items: [{ item_id: 'cup', item_name: 'Cup', price: 12990 }] }],
  },
];
