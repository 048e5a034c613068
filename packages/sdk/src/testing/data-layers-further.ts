import type { SampleLayer } from './data-layers.ts';

const mug = { item_id: 'mug', item_name: 'Mug', price: 1299, quantity: 1 };

/** Written blind against the reader, in the shapes of more themes, modules and languages: what was got wrong was then got right. */
export const FURTHER_LAYERS: SampleLayer[] = [
  {
    from: 'Romanian: prices as shoppers read them, the value too',
    pushes: [
      {
        event: 'add_to_cart',
        ecommerce: {
          value: '1.299,00 lei',
          items: [{ item_id: 'mug', item_name: 'Mug', price: '1.299,00 lei', quantity: '1 buc' }],
        },
      },
    ],
    says: [{ name: 'add_to_cart', currency: 'RON', value: 1299, items: [mug] }],
  },
  {
    from: 'Russian: no-break spaces, UA’s shape, a quantity in it',
    pushes: [
      {
        ecommerce: {
          currencyCode: 'RUB',
          add: { products: [{ id: 'mug', name: 'Mug', price: '1\u00a0299,00\u00a0₽', quantity: 1 }] },
        },
        event: 'gtm-ee-event',
        'gtm-ee-event-category': 'Enhanced Ecommerce',
      },
    ],
    says: [{ name: 'add_to_cart', currency: 'RUB', items: [mug] }],
  },
  {
    from: 'Yandex Metrica reads ecommerce of UA’s shape without an event, the currency inside of it',
    pushes: [
      { ecommerce: { currencyCode: 'RUB', detail: { products: [{ id: 'mug', name: 'Mug', price: 1299 }] } } },
      { ecommerce: { currencyCode: 'RUB', add: { products: [{ id: 'mug', name: 'Mug', price: 1299, quantity: 2 }] } } },
    ],
    says: [
      { name: 'view_item', currency: 'RUB', items: [{ item_id: 'mug', item_name: 'Mug', price: 1299 }] },
      { name: 'add_to_cart', currency: 'RUB', items: [{ ...mug, quantity: 2 }] },
    ],
  },
  {
    from: 'Polish: narrow spaces, "zł" behind',
    pushes: [
      {
        event: 'view_item',
        ecommerce: { items: [{ item_id: 'mug', item_name: 'Mug', price: '1\u202f299,00 zł', quantity: 1 }] },
      },
    ],
    says: [{ name: 'view_item', currency: 'PLN', items: [mug] }],
  },
  {
    from: 'the reset as undefined and as an empty object',
    pushes: [
      { ecommerce: { items: [{ item_id: 'old' }] } },
      { ecommerce: undefined },
      { event: 'view_cart' },
      { ecommerce: {} },
      { event: 'begin_checkout', ecommerce: { currency: 'EUR', items: [mug] } },
    ],
    says: [{ name: 'view_cart' }, { name: 'begin_checkout', currency: 'EUR', items: [mug] }],
  },
  {
    from: 'Shopify’s theme snippets: one id of market, product and variant; sku empty',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          currency: 'EUR',
          value: '1299.00',
          items: [
            { item_id: 'shopify_RO_1_2', item_name: 'Mug', sku: '', item_variant: null, price: '1299.00', index: 0 },
          ],
        },
      },
    ],
    says: [
      {
        name: 'view_item',
        currency: 'EUR',
        value: 1299,
        items: [{ item_id: 'shopify_RO_1_2', item_name: 'Mug', price: 1299, index: 0 }],
      },
    ],
  },
  {
    from: 'PrestaShop: a module’s own names around GA4’s fields, the list as an object by its product ids',
    pushes: [
      {
        event: 'addToCart',
        ecommerce: {
          currency: 'EUR',
          value: 1299,
          items: { p12: { item_id: '12', item_name: 'Mug', price: '1299.00' } },
        },
      },
    ],
    says: [
      { name: 'add_to_cart', currency: 'EUR', value: 1299, items: [{ item_id: '12', item_name: 'Mug', price: 1299 }] },
    ],
  },
  {
    from: 'Magento 2: a purchase of UA’s shape in an array of one, ids as numbers, a coupon that is none',
    pushes: [
      {
        event: 'purchase',
        ecommerce: {
          currencyCode: 'EUR',
          purchase: {
            actionField: {
              id: '000000123',
              affiliation: 'Main',
              revenue: 1304,
              tax: 0,
              shipping: '5.0000',
              coupon: '',
            },
            products: [{ id: 12, name: 'Mug', price: 1299, quantity: 1, category: 'Home/Mugs' }],
          },
        },
      },
    ],
    says: [
      {
        name: 'purchase',
        currency: 'EUR',
        transaction_id: '000000123',
        affiliation: 'Main',
        value: 1304,
        tax: 0,
        shipping: 5,
        items: [{ ...mug, item_id: '12', item_category: 'Home', item_category2: 'Mugs' }],
      },
    ],
  },
  {
    from: 'eventModel, which Tag Manager makes of a gtag call',
    pushes: [
      {
        event: 'add_to_cart',
        eventModel: { currency: 'EUR', value: 1299, items: [mug] },
        'gtm.uniqueEventId': 22,
      },
    ],
    says: [{ name: 'add_to_cart', currency: 'EUR', value: 1299, items: [mug] }],
  },
  {
    from: 'one item not in a list',
    pushes: [{ event: 'view_item', ecommerce: { currency: 'EUR', value: 1299, items: mug } }],
    says: [{ name: 'view_item', currency: 'EUR', value: 1299, items: [mug] }],
  },
  {
    from: 'GA4’s fields below "data" of nobody’s: no event of commerce',
    pushes: [{ event: 'product_view', data: { items: [mug] } }],
    says: [],
  },
  {
    from: 'the list’s name on each item alone',
    pushes: [
      {
        event: 'select_item',
        ecommerce: { items: [{ item_id: 'mug', item_list_name: 'Search', item_list_id: 'search', index: '3' }] },
      },
    ],
    says: [
      {
        name: 'select_item',
        items: [{ item_id: 'mug', item_list_name: 'Search', item_list_id: 'search', index: 3 }],
      },
    ],
  },
  {
    from: 'classic transactions of 1C-Bitrix: the order beside the event, prices with words',
    pushes: [
      {
        event: 'orderCompleted',
        transactionId: 77,
        transactionTotal: '2 598 руб.',
        transactionProducts: [{ sku: 'mug', name: 'Mug', price: '1 299 руб.', quantity: 2 }],
      },
    ],
    says: [{ name: 'purchase', transaction_id: '77', currency: 'RUB', value: 2598, items: [{ ...mug, quantity: 2 }] }],
  },
  {
    from: 'events in capitals, and with blanks for underscores',
    pushes: [
      { event: 'ga4AddToCart', ecommerce: { currency: 'EUR', items: [{ ...mug, item_id: 'cup' }] } },
      { event: 'Add_To_Cart', ecommerce: { currency: 'EUR', items: [mug] } },
      { event: 'View Cart', ecommerce: { currency: 'EUR', items: [mug] } },
    ],
    says: [
      { name: 'add_to_cart', currency: 'EUR', items: [{ ...mug, item_id: 'cup' }] },
      { name: 'add_to_cart', currency: 'EUR', items: [mug] },
      { name: 'view_cart', currency: 'EUR', items: [mug] },
    ],
  },
  {
    from: 'GA4’s names behind a prefix of the shop’s: "ga4.view_item", "ee_purchase", "gtm4wp.addProductToCartEEC" of UA’s shape',
    pushes: [
      { event: 'ga4.view_item', ecommerce: { currency: 'EUR', items: [mug] } },
      { event: 'ee_begin_checkout', ecommerce: { currency: 'EUR', items: [mug] } },
      {
        event: 'gtm4wp.addProductToCartEEC',
        ecommerce: { currencyCode: 'EUR', add: { products: [{ id: 'mug', name: 'Mug', price: 1299, quantity: 1 }] } },
      },
    ],
    says: [
      { name: 'view_item', currency: 'EUR', items: [mug] },
      { name: 'begin_checkout', currency: 'EUR', items: [mug] },
      { name: 'add_to_cart', currency: 'EUR', items: [mug] },
    ],
  },
  {
    from: 'both shapes in one push, as modules that serve both do: one view',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          currency: 'EUR',
          value: 1299,
          items: [mug],
          currencyCode: 'EUR',
          detail: { products: [{ id: 'mug', name: 'Mug', price: 1299, quantity: 1 }] },
        },
      },
    ],
    says: [{ name: 'view_item', currency: 'EUR', value: 1299, items: [mug] }],
  },
  {
    from: 'UA’s impressions in an object with a list beside, thousands with dots',
    pushes: [
      {
        event: 'productImpression',
        ecommerce: {
          currencyCode: 'EUR',
          impressions: [
            { id: 'mug', name: 'Mug', price: '1.299,00', list: 'Mugs', position: 1 },
            { id: 'cup', name: 'Cup', price: '12,00', list: 'Mugs', position: 2 },
          ],
        },
      },
    ],
    says: [
      {
        name: 'view_item_list',
        currency: 'EUR',
        item_list_name: 'Mugs',
        items: [
          { item_id: 'mug', item_name: 'Mug', price: 1299, item_list_name: 'Mugs', index: 1 },
          { item_id: 'cup', item_name: 'Cup', price: 12, item_list_name: 'Mugs', index: 2 },
        ],
      },
    ],
  },
  {
    from: 'a Shopify app of 2021: the product’s fields beside the event',
    pushes: [{ event: 'ee_productDetail', name: 'Mug', id: 'mug', price: '1299.00', currency: 'USD' }],
    says: [{ name: 'view_item', currency: 'USD', items: [{ item_id: 'mug', item_name: 'Mug', price: 1299 }] }],
  },
  {
    from: 'gtag with the item’s fields where its items belong, and a product by itself',
    pushes: [
      ['event', 'view_item', { item_id: 'mug', item_name: 'Mug', currency: 'EUR', price: 1299, quantity: 1 }],
      ['event', 'select_item', { item_id: 'cup' }],
      { event: 'viewProduct', ecommerce: { currency: 'EUR', items: [], product: { id: 'jug', price: 7 } } },
    ],
    says: [
      { name: 'view_item', currency: 'EUR', items: [mug] },
      { name: 'select_item', items: [{ item_id: 'cup' }] },
      { name: 'view_item', currency: 'EUR', items: [{ item_id: 'jug', price: 7 }] },
    ],
  },
  {
    from: 'one event for all, which it is beside it',
    pushes: [
      { event: 'ga4_event', event_name: 'add_to_cart', ecommerce: { currency: 'EUR', items: [mug] } },
      { event: 'ecommerce_event', eventName: 'removeFromCart', ecommerce: { currency: 'EUR', items: [mug] } },
    ],
    says: [
      { name: 'add_to_cart', currency: 'EUR', items: [mug] },
      { name: 'remove_from_cart', currency: 'EUR', items: [mug] },
    ],
  },
  {
    from: 'a British shop’s basket, and older names for a view',
    pushes: [
      { event: 'add_to_basket', ecommerce: { currency: 'GBP', items: [mug] } },
      { event: 'product_detail', ecommerce: { currency: 'GBP', items: [mug] } },
      { event: 'Product Removed', ecommerce: { currency: 'GBP', products: [mug] } },
    ],
    says: [
      { name: 'add_to_cart', currency: 'GBP', items: [mug] },
      { name: 'view_item', currency: 'GBP', items: [mug] },
      { name: 'remove_from_cart', currency: 'GBP', items: [mug] },
    ],
  },
  {
    from: 'Polish: GA4’s event, its items called products as before',
    pushes: [
      {
        event: 'add_to_cart',
        ecommerce: { currencyCode: 'PLN', value: '49,90', products: [{ id: 'mug', price: '49,90 zł', quantity: 1 }] },
      },
    ],
    says: [
      { name: 'add_to_cart', currency: 'PLN', value: 49.9, items: [{ item_id: 'mug', price: 49.9, quantity: 1 }] },
    ],
  },
  {
    from: 'a classic transaction with its currency',
    pushes: [
      {
        transactionId: '9',
        transactionTotal: 1299,
        transactionCurrency: 'EUR',
        transactionProducts: [{ sku: 'mug', name: 'Mug', price: 1299, quantity: 1 }],
      },
    ],
    says: [{ name: 'purchase', currency: 'EUR', value: 1299, transaction_id: '9', items: [mug] }],
  },
  {
    from: 'fields of a page, an event of its own and somebody’s id: no product is meant',
    pushes: [
      { event: 'view_item', id: 'session-1', user: 'x' },
      { event: 'product_recommendation', price: 3, id: 'y' },
    ],
    says: [],
  },
];
