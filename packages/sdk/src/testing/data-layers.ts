/**
 * What shops push, written after the documentation and the habits of tags and plugins, and what a reader would say they
 * meant. Each entry is pushed by itself; a list inside it as gtag's arguments.
 */
export interface SampleLayer {
  from: string;
  pushes: unknown[];
  says: Record<string, unknown>[];
}

const item = { item_id: 'mug', item_name: 'Mug', price: 12.5, quantity: 1 };
const product = { id: 'mug', name: 'Mug', price: '12.50', quantity: '1' };
const plain = [{ item_id: 'mug', item_name: 'Mug', price: 12.5, quantity: 1 }];

export const LAYERS: SampleLayer[] = [
  {
    from: 'GA4 by Tag Manager, with the reset before it',
    pushes: [{ ecommerce: null }, { event: 'view_item', ecommerce: { currency: 'EUR', value: 12.5, items: [item] } }],
    says: [{ name: 'view_item', currency: 'EUR', value: 12.5, items: plain }],
  },
  {
    from: 'GA4 by gtag',
    pushes: [
      ['js', new Date(0)],
      ['config', 'G-1'],
      ['event', 'add_to_cart', { currency: 'EUR', value: 12.5, items: [item] }],
    ],
    says: [{ name: 'add_to_cart', currency: 'EUR', value: 12.5, items: plain }],
  },
  {
    from: 'gtag of before GA4: id and name, currency set for all',
    pushes: [
      ['set', { currency: 'GBP' }],
      ['event', 'begin_checkout', { items: [product], coupon: 'X' }],
    ],
    says: [{ name: 'begin_checkout', currency: 'GBP', coupon: 'X', items: plain }],
  },
  {
    from: 'gtag: a choice in a list, and results of a search',
    pushes: [
      ['event', 'select_content', { content_type: 'product', items: [product] }],
      ['event', 'view_search_results', { search_term: 'mugs' }],
    ],
    says: [
      { name: 'select_item', items: plain },
      { name: 'search', search_term: 'mugs' },
    ],
  },
  {
    from: 'items beside the event',
    pushes: [
      {
        event: 'view_item',
        currency: 'eur',
        value: '12,50',
        items: [{ ...item, price: '€12,50' }],
        'gtm.uniqueEventId': 4,
      },
    ],
    says: [{ name: 'view_item', currency: 'EUR', value: 12.5, items: plain }],
  },
  {
    from: 'data first, the event after it',
    pushes: [{ ecommerce: { currency: 'EUR', items: [item] } }, { event: 'view_cart' }],
    says: [{ name: 'view_cart', currency: 'EUR', items: plain }],
  },
  {
    from: 'the data of the event before, not cleared: it says nothing of this one',
    pushes: [
      { event: 'view_item_list', ecommerce: { item_list_id: 'all', items: [item, { ...item, item_id: 'cup' }] } },
      { event: 'view_cart' },
    ],
    says: [
      { name: 'view_item_list', item_list_id: 'all', items: [plain[0], { ...plain[0], item_id: 'cup' }] },
      { name: 'view_cart' },
    ],
  },
  {
    from: 'a reset between data and event',
    pushes: [{ ecommerce: { items: [item] } }, { ecommerce: null }, { event: 'view_cart' }],
    says: [{ name: 'view_cart' }],
  },
  {
    from: 'tag and theme both push',
    pushes: [
      { event: 'add_to_cart', ecommerce: { currency: 'EUR', value: 12.5, items: [item] } },
      ['event', 'add_to_cart', { currency: 'EUR', value: 12.5, items: [item] }],
    ],
    says: [{ name: 'add_to_cart', currency: 'EUR', value: 12.5, items: plain }],
  },
  {
    from: 'the same order three times',
    pushes: [1, 2, 3].map(() => ({
      event: 'purchase',
      ecommerce: { transaction_id: 1001, value: '99.90', tax: '9', shipping: 0, currency: 'EUR', items: [item] },
    })),
    says: [
      { name: 'purchase', transaction_id: '1001', value: 99.9, tax: 9, shipping: 0, currency: 'EUR', items: plain },
    ],
  },
  {
    from: 'Universal Analytics: detail',
    pushes: [
      {
        ecommerce: {
          currencyCode: 'USD',
          detail: {
            actionField: { list: 'Home' },
            products: [{ ...product, category: 'Kitchen/Cups', variant: 'red', position: 2 }],
          },
        },
      },
    ],
    says: [
      {
        name: 'view_item',
        currency: 'USD',
        item_list_name: 'Home',
        items: [{ ...plain[0], item_category: 'Kitchen', item_category2: 'Cups', item_variant: 'red', index: 2 }],
      },
    ],
  },
  {
    from: 'Universal Analytics: list and detail in one push, an event of the shop’s own',
    pushes: [
      {
        event: 'productDetail',
        ecommerce: {
          currencyCode: 'USD',
          impressions: [{ id: 'cup', name: 'Cup', list: 'Related', position: 1 }],
          detail: { products: [product] },
        },
      },
    ],
    says: [
      {
        name: 'view_item_list',
        currency: 'USD',
        item_list_name: 'Related',
        items: [{ item_id: 'cup', item_name: 'Cup', item_list_name: 'Related', index: 1 }],
      },
      { name: 'view_item', currency: 'USD', items: plain },
    ],
  },
  ...(['add', 'remove', 'click'] as const).map((action) => ({
    from: `Universal Analytics: ${action}, prefixed by Elevar`,
    pushes: [{ event: `dl_${action}`, ecommerce: { currencyCode: 'USD', [action]: { products: [product] } } }],
    says: [
      {
        name: { add: 'add_to_cart', remove: 'remove_from_cart', click: 'select_item' }[action],
        currency: 'USD',
        items: plain,
      },
    ],
  })),
  {
    from: 'Universal Analytics: steps of a checkout',
    pushes: [1, 2, 3].map((step) => ({
      event: 'checkout',
      ecommerce: { checkout: { actionField: { step, option: 'Visa' }, products: [product] } },
    })),
    says: [{ name: 'begin_checkout', items: plain }],
  },
  {
    from: 'Universal Analytics: an order, money in words, one product not in a list',
    pushes: [
      {
        event: 'gtm4wp.orderCompletedEEC',
        ecommerce: {
          currencyCode: 'EUR',
          purchase: {
            actionField: {
              id: 'T1',
              affiliation: 'Shop',
              revenue: '1.099,90',
              tax: '175,61',
              shipping: '5,00',
              coupon: 'TEN',
            },
            products: product,
          },
        },
      },
    ],
    says: [
      {
        name: 'purchase',
        transaction_id: 'T1',
        affiliation: 'Shop',
        value: 1099.9,
        tax: 175.61,
        shipping: 5,
        coupon: 'TEN',
        currency: 'EUR',
        items: plain,
      },
    ],
  },
  {
    from: 'classic Analytics: an order beside the event',
    pushes: [
      {
        transactionId: 'T2',
        transactionTotal: 12.5,
        transactionTax: 2,
        transactionShipping: 0,
        transactionProducts: [{ sku: 'mug', name: 'Mug', price: 12.5, quantity: 1 }],
      },
    ],
    says: [{ name: 'purchase', transaction_id: 'T2', value: 12.5, tax: 2, shipping: 0, items: plain }],
  },
  {
    from: 'items as an object, names that no standard has',
    pushes: [
      {
        event: 'ga4_add_to_cart',
        ecommerce: {
          currencyCode: 'PLN',
          items: { 0: { product_id: 77, product_name: 'Kubek', item_price: '39,99 zł', qty: '2' } },
        },
      },
    ],
    says: [
      {
        name: 'add_to_cart',
        currency: 'PLN',
        items: [{ item_id: '77', item_name: 'Kubek', price: 39.99, quantity: 2 }],
      },
    ],
  },
  {
    from: 'no currency but the sign of the price; no id but the name',
    pushes: [{ event: 'view_item', ecommerce: { items: [{ item_name: 'Mug', price: '£12.50' }] } }],
    says: [{ name: 'view_item', currency: 'GBP', items: [{ item_id: 'Mug', item_name: 'Mug', price: 12.5 }] }],
  },
  {
    from: 'the currency of each item alone',
    pushes: [{ event: 'view_item', ecommerce: { items: [{ ...item, currency: 'SAR' }] } }],
    says: [{ name: 'view_item', currency: 'SAR', items: plain }],
  },
  {
    from: 'MagePal: the currency in a push of its own',
    pushes: [
      { ecommerce: { currencyCode: 'EUR' }, pageType: 'catalog_product_view' },
      { event: 'addToCart', ecommerce: { add: { products: [product] } } },
    ],
    says: [{ name: 'add_to_cart', currency: 'EUR', items: plain }],
  },
  {
    from: 'GA4’s first examples: all inside purchase',
    pushes: [
      {
        event: 'purchase',
        ecommerce: { purchase: { transaction_id: 'T9', value: 12.5, currency: 'EUR', items: [item] } },
      },
    ],
    says: [{ name: 'purchase', transaction_id: 'T9', value: 12.5, currency: 'EUR', items: plain }],
  },
  {
    from: 'Stape: a suffix',
    pushes: [
      {
        event: 'view_item_stape',
        ecomm_pagetype: 'product',
        ecommerce: { currency: 'EUR', value: '12.50', items: [item] },
      },
    ],
    says: [{ name: 'view_item', currency: 'EUR', value: 12.5, items: plain }],
  },
  {
    from: 'names in capitals of their words, GA4’s fields',
    pushes: [{ event: 'addToCart', ecommerce: { currency: 'EUR', items: [item] } }],
    says: [{ name: 'add_to_cart', currency: 'EUR', items: plain }],
  },
  {
    from: 'GTM4WP: an id as a number, more than GA4 knows beside it',
    pushes: [
      { pagePostType: 'product', productType: 'simple', productIsVariable: 0 },
      {
        event: 'view_item',
        ecommerce: {
          currency: 'EUR',
          value: 12.5,
          items: [
            {
              item_id: 14,
              item_name: 'Mug',
              sku: 'woo-mug',
              price: 12.5,
              stocklevel: null,
              stockstatus: 'instock',
              google_business_vertical: 'retail',
              item_category: 'Cups',
              id: 14,
            },
          ],
        },
      },
    ],
    says: [
      {
        name: 'view_item',
        currency: 'EUR',
        value: 12.5,
        items: [{ item_id: '14', item_name: 'Mug', price: 12.5, item_category: 'Cups', availability: 'in_stock' }],
      },
    ],
  },
  {
    from: 'functions among the entries, and a view with no more than an advertiser’s id',
    pushes: [
      () => undefined,
      [
        'event',
        'view_item',
        { send_to: 'AW-1', value: 12.5, items: [{ id: 'mug', google_business_vertical: 'retail' }] },
      ],
    ],
    says: [{ name: 'view_item', value: 12.5, items: [{ item_id: 'mug' }] }],
  },
  {
    from: 'a customer inside the e-commerce data',
    pushes: [
      {
        event: 'purchase',
        user_email: 'jo@example.com',
        ecommerce: {
          transaction_id: 'T3',
          value: 1,
          currency: 'EUR',
          email: 'jo@example.com',
          customer_name: 'Jo Bloggs',
          phone: '0722123456',
          customer: { first_name: 'Jo' },
          items: [{ ...item, buyer: 'Jo' }],
        },
      },
    ],
    says: [{ name: 'purchase', transaction_id: 'T3', value: 1, currency: 'EUR', items: plain }],
  },
  {
    from: 'a promotion, new and old',
    pushes: [
      { event: 'view_promotion', ecommerce: { promotion_id: 'P1', promotion_name: 'Spring', creative_slot: 'top' } },
      { ecommerce: { promoClick: { promotions: [{ id: 'P2', name: 'Autumn', creative: 'b', position: 'side' }] } } },
    ],
    says: [
      { name: 'view_promotion', promotion_id: 'P1', promotion_name: 'Spring', creative_slot: 'top' },
      {
        name: 'select_promotion',
        promotion_id: 'P2',
        promotion_name: 'Autumn',
        creative_name: 'b',
        creative_slot: 'side',
      },
    ],
  },
  {
    from: 'what is no event of commerce',
    pushes: [
      { event: 'gtm.js' },
      { event: 'page_view' },
      { event: 'scroll' },
      { pageType: 'home' },
      null,
      3,
      'x',
      [],
      { event: 'view_item' },
      { event: 'view_item', ecommerce: 'x' },
      { event: 'add_to_cart', ecommerce: { items: [{}] } },
      { event: {} },
    ],
    says: [],
  },
];
