import type { SampleLayer } from './data-layers.ts';

const mug = { item_id: 'mug', item_name: 'Mug', price: 12.5, quantity: 1 };
const view = { item_id: 'mug', item_name: 'Mug', price: 12.5 };

/** Written blind against the reader, after what public templates of tags, apps and modules push: what was got wrong was then got right. */
export const TEMPLATE_LAYERS: SampleLayer[] = [
  {
    from: 'Analyzify’s Shopify kit: the product’s fields under names of its own',
    pushes: [
      {
        event: 'analyzify_productDetail',
        productName: 'Mug',
        productId: 'mug',
        productPrice: '12.50',
        productBrand: 'Clay',
        productCategory: 'Cups',
      },
    ],
    says: [{ name: 'view_item', items: [{ ...view, item_brand: 'Clay', item_category: 'Cups' }] }],
  },
  {
    from: 'Simo Ahava’s names, "eec.detail" and "eec.add"',
    pushes: [
      {
        event: 'eec.detail',
        eecEventName: 'Product Detail View',
        ecommerce: {
          detail: {
            actionField: { list: '' },
            products: [
              { id: 'mug', name: 'Mug', brand: 'Shop', price: '12.50', variant: '', sku: 'M', comparePrice: '15.00' },
            ],
          },
        },
      },
      {
        event: 'eec.add',
        ecommerce: {
          currencyCode: 'USD',
          add: { products: [{ id: 'mug', name: 'Mug', price: '12.50', quantity: 1 }] },
        },
      },
    ],
    says: [
      // What the page says of its currency, however late, is that of a view without one.
      { name: 'view_item', currency: 'USD', items: [{ ...view, item_brand: 'Shop' }] },
      { name: 'add_to_cart', currency: 'USD', items: [mug] },
    ],
  },
  {
    from: 'Universal, gtag’s and GA4’s shape of one view one after the other',
    pushes: [
      {
        ecommerce: {
          currencyCode: 'USD',
          detail: { actionField: { list: 'Apparel' }, products: [{ name: 'Mug', id: 'mug', price: '12.50' }] },
        },
      },
      { PageType: 'Productpage', ProductID: 'mug' },
      [
        'event',
        'view_item',
        {
          send_to: ['G-999', 'AW-999/X'],
          ecomm_prodid: ['mug'],
          ecomm_totalvalue: null,
          items: [{ id: 'mug', name: 'Mug', category: '', price: '12.50', variant: null }],
        },
      ],
      { event: 'view_item', items: [{ id: 'mug', name: 'Mug', price: '12.50' }] },
    ],
    says: [{ name: 'view_item', currency: 'USD', items: [view] }],
  },
  {
    from: 'VTEX: the old shape and GA4’s of one view and of one add',
    pushes: [
      {
        ecommerce: {
          detail: {
            products: [
              {
                brand: 'Casa',
                category: 'Home/Mugs',
                id: 'mug',
                variant: '880',
                name: 'Mug',
                dimension1: '',
                dimension4: 'available',
                price: 12.5,
              },
            ],
          },
        },
        event: 'productDetail',
      },
      {
        event: 'view_item',
        ecommerce: {
          currency: 'BRL',
          value: 12.5,
          items: [
            {
              item_id: 'mug',
              item_brand: 'Casa',
              item_name: 'Mug',
              item_variant: '880',
              discount: 0,
              price: 12.5,
              quantity: 1,
            },
          ],
        },
      },
      {
        ecommerce: {
          add: {
            products: [
              { brand: 'Casa', category: 'Home', id: 'mug', variant: '880', name: 'Mug', price: 12.5, quantity: 1 },
            ],
          },
          currencyCode: 'BRL',
        },
        event: 'addToCart',
      },
    ],
    says: [
      {
        name: 'view_item',
        currency: 'BRL',
        value: 12.5,
        items: [{ ...mug, item_brand: 'Casa', item_variant: '880', discount: 0 }],
      },
      {
        name: 'add_to_cart',
        currency: 'BRL',
        items: [{ ...mug, item_brand: 'Casa', item_variant: '880', item_category: 'Home' }],
      },
    ],
  },
  {
    from: 'VTEX: an order in the classic shape and in that of enhanced e-commerce at once',
    pushes: [
      {
        event: 'orderPlaced',
        orderGroup: '123',
        transactionId: '123-01',
        transactionTotal: 17.5,
        transactionShipping: 5,
        transactionTax: 0,
        transactionCurrency: 'BRL',
        transactionProducts: [{ id: '7', name: 'Mug', sku: 'mug', price: 12.5, quantity: 1 }],
        ecommerce: {
          purchase: {
            actionField: { id: '123-01', affiliation: '123', revenue: 17.5, tax: 0, shipping: 5, coupon: null },
            products: [{ id: 'mug', name: 'Mug', price: 12.5, quantity: 1 }],
          },
        },
      },
    ],
    says: [
      {
        name: 'purchase',
        transaction_id: '123-01',
        affiliation: '123',
        value: 17.5,
        tax: 0,
        shipping: 5,
        currency: 'BRL',
        items: [mug],
      },
    ],
  },
  {
    from: 'Elevar: everything as strings, the customer beside it',
    pushes: [
      {
        event: 'dl_view_item',
        event_id: '5e0c9f6e-0c6e-4a7c-9d1b-9a4f8f0d7b11',
        user_properties: { visitor_type: 'logged_in', customer_email: 'jo@example.com' },
        ecommerce: {
          currencyCode: 'USD',
          detail: {
            actionField: { list: '/collections/all', action: 'detail' },
            products: [
              {
                id: 'mug',
                name: 'Mug',
                brand: 'Clay',
                category: 'Cups',
                variant: 'Red',
                price: '12.50',
                quantity: '1',
                product_id: '77',
                variant_id: '88',
                inventory: '5',
                compare_at_price: '0.0',
                image: '//cdn',
              },
            ],
          },
        },
      },
      {
        event: 'dl_view_item_list',
        ecommerce: {
          currencyCode: 'USD',
          impressions: [
            { id: 'cup', name: 'Cup', price: '9.00', list: '/collections/all', position: '1', product_id: '78' },
          ],
        },
      },
    ],
    says: [
      {
        name: 'view_item',
        currency: 'USD',
        item_list_name: '/collections/all',
        items: [{ ...mug, item_brand: 'Clay', item_category: 'Cups', item_variant: 'Red' }],
      },
      {
        name: 'view_item_list',
        currency: 'USD',
        item_list_name: '/collections/all',
        items: [{ item_id: 'cup', item_name: 'Cup', price: 9, item_list_name: '/collections/all', index: 1 }],
      },
    ],
  },
  {
    from: 'Elevar: an order',
    pushes: [
      {
        event: 'dl_purchase',
        ecommerce: {
          currencyCode: 'USD',
          purchase: {
            actionField: {
              id: '4501',
              order_name: '#1001',
              affiliation: 'Shop',
              revenue: '17.50',
              tax: '0.00',
              shipping: '5.00',
              sub_total: '12.50',
              coupon: '',
              discount_amount: '0.0',
            },
            products: [{ id: 'mug', name: 'Mug', price: '12.50', quantity: '1', product_id: '77', variant_id: '88' }],
          },
        },
      },
    ],
    says: [
      {
        name: 'purchase',
        transaction_id: '4501',
        affiliation: 'Shop',
        value: 17.5,
        tax: 0,
        shipping: 5,
        currency: 'USD',
        items: [mug],
      },
    ],
  },
  {
    from: 'GTM4WP: an order with all that is known of its customer',
    pushes: [
      {
        event: 'purchase',
        new_customer: true,
        orderData: {
          attributes: { order_number: '123' },
          customer: { billing: { email: 'jo@example.com', phone: '0722123456' } },
        },
        ecommerce: {
          currency: 'EUR',
          transaction_id: '123',
          affiliation: '',
          value: '17.50',
          tax: 0,
          shipping: '5',
          coupon: '',
          items: [
            {
              internal_id: 14,
              item_id: 'mug',
              item_name: 'Mug',
              sku: 'mug',
              price: 12.5,
              stocklevel: null,
              stockstatus: 'instock',
              quantity: 1,
              id: 'mug',
            },
          ],
        },
      },
    ],
    says: [
      {
        name: 'purchase',
        transaction_id: '123',
        value: 17.5,
        tax: 0,
        shipping: 5,
        currency: 'EUR',
        items: [{ ...mug, availability: 'in_stock' }],
      },
    ],
  },
  {
    from: 'ecommerce as JSON in a string, and items as one',
    pushes: [
      { event: 'view_item', ecommerce: JSON.stringify({ currency: 'EUR', value: 12.5, items: [mug] }) },
      { event: 'add_to_cart', ecommerce: { currency: 'EUR', items: JSON.stringify([mug]) } },
    ],
    says: [
      { name: 'view_item', currency: 'EUR', value: 12.5, items: [mug] },
      { name: 'add_to_cart', currency: 'EUR', items: [mug] },
    ],
  },
  {
    from: 'Arabic digits with the riyal’s letters',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          currency: 'SAR',
          value: '١٢٫٥٠',
          items: [{ item_id: 'mug', item_name: 'Mug', price: '١٢٫٥٠ ر.س' }],
        },
      },
    ],
    says: [{ name: 'view_item', currency: 'SAR', value: 12.5, items: [view] }],
  },
  {
    from: 'Persian digits with thousands',
    pushes: [
      {
        event: 'add_to_cart',
        ecommerce: { currency: 'IRR', items: [{ item_id: 'mug', item_name: 'Mug', price: '۱٬۲۵۰٬۰۰۰', quantity: 1 }] },
      },
    ],
    says: [{ name: 'add_to_cart', currency: 'IRR', items: [{ ...mug, price: 1250000 }] }],
  },
  {
    from: 'Devanagari digits',
    pushes: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'mug', item_name: 'Mug', price: '₹१,२९९' }] } }],
    says: [{ name: 'view_item', currency: 'INR', items: [{ ...view, price: 1299 }] }],
  },
  {
    from: 'West African francs by their letters alone',
    pushes: [
      {
        event: 'view_item',
        ecommerce: { value: '12 500 FCFA', items: [{ item_id: 'mug', item_name: 'Mug', price: '12 500 FCFA' }] },
      },
    ],
    says: [{ name: 'view_item', currency: 'XOF', value: 12500, items: [{ ...view, price: 12500 }] }],
  },
  {
    from: 'Swiss apostrophes, and a currency with blanks about it',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          currency: ' chf ',
          value: "1'299.00",
          items: [{ item_id: 'mug', item_name: 'Mug', price: '1’299.00' }],
        },
      },
    ],
    says: [{ name: 'view_item', currency: 'CHF', value: 1299, items: [{ ...view, price: 1299 }] }],
  },
  {
    from: 'Littledata of before GA4: product_detail_view',
    pushes: [
      {
        event: 'product_detail_view',
        ecommerce: {
          currencyCode: 'GBP',
          detail: {
            actionField: { list: 'product page' },
            products: [{ id: 'mug', name: 'Mug', price: '12.50', brand: 'Clay' }],
          },
        },
      },
    ],
    says: [
      { name: 'view_item', currency: 'GBP', item_list_name: 'product page', items: [{ ...view, item_brand: 'Clay' }] },
    ],
  },
  {
    from: 'WooCommerce Google Analytics: gtag with list names and positions on its items',
    pushes: [
      [
        'event',
        'view_item_list',
        {
          event_category: 'engagement',
          items: [{ id: 'mug', name: 'Mug', category: 'Cups', list_name: 'Product List', list_position: 2 }],
        },
      ],
      ['event', 'view_item', { items: [{ id: 'mug', name: 'Mug', category: 'Cups', price: '12.50' }] }],
    ],
    says: [
      {
        name: 'view_item_list',
        items: [{ item_id: 'mug', item_name: 'Mug', item_category: 'Cups', item_list_name: 'Product List', index: 2 }],
      },
      { name: 'view_item', items: [{ ...view, item_category: 'Cups' }] },
    ],
  },
  {
    from: 'WeltPixel GA4 for Magento: strings of four decimals, more than GA4 knows beside them',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          currency: 'USD',
          value: '12.5000',
          items: [
            {
              item_id: 'mug',
              item_name: 'Mug',
              price: '12.5000',
              quantity: '1.0000',
              item_category: 'Gear',
              item_category2: 'Bags',
              item_stock_status: 'In stock',
              item_reviews_count: '0',
            },
          ],
        },
      },
    ],
    says: [
      {
        name: 'view_item',
        currency: 'USD',
        value: 12.5,
        items: [{ ...mug, item_category: 'Gear', item_category2: 'Bags', availability: 'in_stock' }],
      },
    ],
  },
  {
    from: 'Yireo for Magento: GA4’s data, the product once more and what its cache must know',
    pushes: [
      {
        event: 'view_item',
        meta: { cacheable: true, allowed_pages: ['/mug.html'], allowed_events: [] },
        page_type: 'catalog/product',
        product: { id: '12', sku: 'mug', name: 'Mug', price: 12.5 },
        ecommerce: {
          currency: 'EUR',
          value: 12.5,
          items: [{ item_id: 'mug', item_name: 'Mug', price: 12.5, quantity: 1, index: 0 }],
        },
      },
    ],
    says: [{ name: 'view_item', currency: 'EUR', value: 12.5, items: [{ ...mug, index: 0 }] }],
  },
  {
    from: 'MagePal: a page of a product, which stands beside the event',
    pushes: [
      {
        event: 'productPage',
        product: {
          id: '12',
          sku: 'mug',
          parent_sku: 'mug',
          product_type: 'simple',
          name: 'Mug',
          price: 12.5,
          attribute_set_id: '15',
          path: 'Cups > Mug',
        },
      },
    ],
    says: [{ name: 'view_item', items: [{ ...view, item_id: '12' }] }],
  },
  {
    from: 'FoxNetSoft for nopCommerce: GA4’s event behind a prefix, remarketing’s fields beside it',
    pushes: [
      {
        event: 'ga4_view_item',
        event_name: 'view_item',
        ecommerce: { currency: 'USD', value: 12.5, items: [{ ...mug, item_category: 'Cups' }] },
        var_prodid: ['mug'],
        var_pagetype: 'product',
        var_prodval: 12.5,
      },
    ],
    says: [{ name: 'view_item', currency: 'USD', value: 12.5, items: [{ ...mug, item_category: 'Cups' }] }],
  },
  {
    from: 'a Shopify pixel that hands its events on under Shopify’s names',
    pushes: [
      { event: 'product_viewed', ecommerce: { currency: 'USD', value: 12.5, items: [mug] } },
      { event: 'product_added_to_cart', ecommerce: { currency: 'USD', value: 12.5, items: [mug] } },
      { event: 'checkout_started', ecommerce: { currency: 'USD', value: 12.5, items: [mug] } },
      {
        event: 'checkout_completed',
        ecommerce: { transaction_id: '1001', currency: 'USD', value: 17.5, items: [mug] },
      },
    ],
    says: [
      { name: 'view_item', currency: 'USD', value: 12.5, items: [mug] },
      { name: 'add_to_cart', currency: 'USD', value: 12.5, items: [mug] },
      { name: 'begin_checkout', currency: 'USD', value: 12.5, items: [mug] },
      { name: 'purchase', transaction_id: '1001', currency: 'USD', value: 17.5, items: [mug] },
    ],
  },
  {
    from: 'Hydrogen: an amount with its currency for a price',
    pushes: [
      {
        event: 'view_item',
        ecommerce: {
          items: [{ item_id: 'mug', item_name: 'Mug', price: { amount: '12.5', currencyCode: 'EUR' }, quantity: 1 }],
        },
      },
    ],
    says: [{ name: 'view_item', currency: 'EUR', items: [mug] }],
  },
  {
    from: 'gtag of before GA4: promotions seen and chosen',
    pushes: [
      ['event', 'view_promotion', { promotions: [{ id: 'P1', name: 'Spring' }] }],
      ['event', 'select_content', { promotions: [{ id: 'P1', name: 'Spring' }] }],
    ],
    says: [
      { name: 'view_promotion', promotion_id: 'P1', promotion_name: 'Spring' },
      { name: 'select_promotion', promotion_id: 'P1', promotion_name: 'Spring' },
    ],
  },
  {
    from: 'a module’s own names for an item’s fields',
    pushes: [
      {
        event: 'add_to_cart',
        ecommerce: { currency: 'EUR', items: [{ sku: 'mug', product_name: 'Mug', unit_price: '12,50', qty: 1 }] },
      },
    ],
    says: [{ name: 'add_to_cart', currency: 'EUR', items: [mug] }],
  },
  {
    from: 'capitals throughout, and a wish list',
    pushes: [
      { event: 'VIEW_ITEM', ecommerce: { currency: 'EUR', items: [mug] } },
      { event: 'addToWishlist', ecommerce: { currency: 'EUR', items: [mug] } },
    ],
    says: [
      { name: 'view_item', currency: 'EUR', items: [mug] },
      { name: 'add_to_wishlist', currency: 'EUR', items: [mug] },
    ],
  },
  {
    from: 'Universal Analytics: what was paid back, and an option of the checkout that says nothing of goods',
    pushes: [
      { ecommerce: { refund: { actionField: { id: 'T12345' }, products: [{ id: 'mug', quantity: 1 }] } } },
      { event: 'checkoutOption', ecommerce: { checkout_option: { actionField: { step: 1, option: 'Visa' } } } },
    ],
    says: [{ name: 'refund', transaction_id: 'T12345', items: [{ item_id: 'mug', quantity: 1 }] }],
  },
  {
    from: 'the currency’s sign where its code belongs',
    pushes: [
      {
        event: 'view_item',
        ecommerce: { currency: '€', value: '12,50 €', items: [{ item_id: 'mug', item_name: 'Mug', price: '12,50 €' }] },
      },
    ],
    says: [{ name: 'view_item', currency: 'EUR', value: 12.5, items: [view] }],
  },
  {
    from: 'a price as floating point makes it, and an amount for all',
    pushes: [
      {
        event: 'add_to_cart',
        ecommerce: {
          currency: 'EUR',
          value: 59.970000000000006,
          items: [{ ...mug, price: 19.990000000000002, quantity: 3 }],
        },
      },
    ],
    says: [{ name: 'add_to_cart', currency: 'EUR', value: 59.97, items: [{ ...mug, price: 19.99, quantity: 3 }] }],
  },
  {
    from: 'SFRA: the event is the page’s, the data Universal Analytics’',
    pushes: [
      {
        event: 'pdp',
        ecommerce: {
          currencyCode: 'USD',
          detail: {
            actionField: { list: 'Product Detail Page' },
            products: [{ id: 'mug', name: 'Mug', price: '12.50', category: 'home-cups', availability: 'In Stock' }],
          },
        },
      },
    ],
    says: [
      {
        name: 'view_item',
        currency: 'USD',
        item_list_name: 'Product Detail Page',
        items: [{ ...view, item_category: 'home-cups', availability: 'in_stock' }],
      },
    ],
  },
  {
    from: 'a list told in two pushes as one scrolls',
    pushes: [
      {
        event: 'productImpression',
        ecommerce: { currencyCode: 'EUR', impressions: [{ id: 'a', name: 'A', list: 'All', position: 1 }] },
      },
      {
        event: 'productImpression',
        ecommerce: { currencyCode: 'EUR', impressions: [{ id: 'b', name: 'B', list: 'All', position: 2 }] },
      },
    ],
    says: ['a', 'b'].map((id, i) => ({
      name: 'view_item_list',
      currency: 'EUR',
      item_list_name: 'All',
      items: [{ item_id: id, item_name: id.toUpperCase(), item_list_name: 'All', index: i + 1 }],
    })),
  },
];
