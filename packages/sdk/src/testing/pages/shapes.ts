import { ld, type SamplePage } from './page.ts';

/** Each in the shape that its platform prints today, in words of ours. */
const SHOP = 'https://shop.example';
const IN = 'https://schema.org/InStock';
const OUT = 'https://schema.org/OutOfStock';

const json = (...nodes: object[]): string => nodes.map((node) => ld(JSON.stringify(node))).join('');
const product = (more: object): object => ({ '@context': 'https://schema.org/', '@type': 'Product', ...more });
const offer = (price: unknown, more: object = {}): object => ({
  '@type': 'Offer',
  price,
  priceCurrency: 'EUR',
  availability: IN,
  ...more,
});
const spec = (price: unknown, more: object = {}): object => ({
  '@type': 'UnitPriceSpecification',
  price,
  priceCurrency: 'EUR',
  ...more,
});
const scope = (type: string, inside: string, more = ''): string =>
  `<div itemscope itemtype="http://schema.org/${type}" ${more}>${inside}</div>`;
const offers = (inside: string): string => scope('Offer', inside, 'itemprop="offers"');

export const SHAPES: SamplePage[] = [
  {
    from: 'WooCommerce 9: current and ListPrice specifications, no price beside them',
    address: `${SHOP}/product/beanie/`,
    html: json(
      product({
        '@id': `${SHOP}/product/beanie/#product`,
        name: 'Beanie',
        sku: 'woo-beanie',
        offers: [
          {
            '@type': 'Offer',
            priceSpecification: [
              spec('18.00', { valueAddedTaxIncluded: false, validThrough: '2099-12-31' }),
              spec('20.00', { validThrough: '2099-12-31', priceType: 'https://schema.org/ListPrice' }),
            ],
            availability: 'http://schema.org/InStock',
          },
        ],
      }),
    ),
    product: { id: 'woo-beanie', name: 'Beanie', price: 18, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'WooCommerce: a product without an SKU says N/A in its meta',
    address: `${SHOP}/product/hat/`,
    html: scope(
      'Product',
      `<h1 itemprop="name">Hat</h1><span class="sku" itemprop="sku">N/A</span>${offers(`<meta itemprop="price" content="7"><meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="${IN}">`)}`,
    ),
    product: { id: '/product/hat', name: 'Hat', price: 7, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Yoast for WooCommerce: ItemPage beside the product, which names it in mainEntityOfPage; variations in an AggregateOffer',
    address: `${SHOP}/product/scarf/`,
    html: json({
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': ['WebPage', 'ItemPage'],
          '@id': `${SHOP}/product/scarf/`,
          url: `${SHOP}/product/scarf/`,
          name: 'Scarf',
        },
        {
          '@type': 'Product',
          '@id': `${SHOP}/product/scarf/#product`,
          mainEntityOfPage: { '@id': `${SHOP}/product/scarf/` },
          name: 'Scarf',
          sku: 77,
          offers: [
            {
              '@type': 'AggregateOffer',
              lowPrice: '10.00',
              highPrice: '14.00',
              offerCount: 2,
              offers: [
                {
                  '@type': 'Offer',
                  name: 'Scarf - red',
                  priceSpecification: spec('14.00'),
                  availability: OUT,
                  sku: '77-R',
                },
                {
                  '@type': 'Offer',
                  name: 'Scarf - blue',
                  priceSpecification: spec('10.00'),
                  availability: IN,
                  sku: '77-B',
                },
              ],
              priceCurrency: 'EUR',
            },
          ],
        },
      ],
    }),
    product: { id: '77', name: 'Scarf', price: 10, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Magento 2 Luma: Product on the body, the page’s name in it, price as meta, stock in words without markup',
    address: `${SHOP}/joust-bag.html`,
    html: `<body itemscope="itemscope" itemtype="http://schema.org/Product"><h1><span itemprop="name">Joust bag</span></h1><div class="price-box"><span class="price-container" itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span data-price-amount="34" class="price-wrapper "><span class="price">$34.00</span></span><meta itemprop="price" content="34" /><meta itemprop="priceCurrency" content="USD" /></span></div><div class="value" itemprop="sku">24-MB01</div><div class="products-related"><a href="/other.html">Other</a><span class="price">$12.00</span></div></body>`,
    product: { id: '24-MB01', name: 'Joust bag', price: 34, currency: 'USD' },
  },
  {
    from: 'Magento 2, an SEO extension: offers keyed by sku in an object',
    address: `${SHOP}/tank.html`,
    html: json(
      product({
        name: 'Tank',
        sku: 'WT08',
        offers: {
          'WT08-XS': offer('29.00', { sku: 'WT08-XS', availability: OUT }),
          'WT08-S': offer('29.00', { sku: 'WT08-S' }),
        },
      }),
    ),
    product: { id: 'WT08', name: 'Tank', price: 29, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'offers as a list that a script made an object: {"0": …}',
    address: `${SHOP}/p/tub`,
    html: json(product({ name: 'Tub', sku: 'TUB', offers: { 0: offer('5.50') } })),
    product: { id: 'TUB', name: 'Tub', price: 5.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'PrestaShop classic: the usual price in words, the current one in content; accessories as articles of their own',
    address: `${SHOP}/1-hummingbird-tshirt.html`,
    html: `<section id="main" itemscope itemtype="https://schema.org/Product"><meta itemprop="url" content="${SHOP}/1-hummingbird-tshirt.html"><h1 itemprop="name">Tee</h1><span class="regular-price">23,90 €</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><link itemprop="availability" href="${IN}"/><meta itemprop="priceCurrency" content="EUR"><span itemprop="price" content="19.12">19,12 €</span></div><span itemprop="sku">demo_1</span><article itemscope itemtype="http://schema.org/Product"><h3 itemprop="name">Mug</h3><span itemprop="price">11,90 €</span></article></section>`,
    product: { id: 'demo_1', name: 'Tee', price: 19.12, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Shopware 6: steps of quantity as an AggregateOffer with a table of offers',
    address: `${SHOP}/Schraube/SW1`,
    html: scope(
      'Product',
      `<h1 itemprop="name">Schraube</h1><meta itemprop="productID" content="a1b2">${scope('AggregateOffer', `<meta itemprop="priceCurrency" content="EUR"><meta itemprop="lowPrice" content="0.9"><meta itemprop="highPrice" content="1.2"><meta itemprop="offerCount" content="2"><table><tr itemprop="offers" itemscope itemtype="http://schema.org/Offer"><td><meta itemprop="price" content="1.2"/><meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="http://schema.org/InStock"/></td></tr><tr itemprop="offers" itemscope itemtype="http://schema.org/Offer"><td><meta itemprop="price" content="0.9"/></td></tr></table>`, 'itemprop="offers"')}<span itemprop="sku">SW1</span>`,
    ),
    product: { id: 'SW1', name: 'Schraube', price: 0.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'BigCommerce Cornerstone: price and its specification, availability with an itemtype and a code',
    address: `${SHOP}/tea-tray/`,
    html: scope(
      'Product',
      `<h1 itemprop="name">Tray</h1><dd itemprop="sku">TR-1</dd>${offers(`<span class="price">$225.00</span><meta itemprop="availability" itemtype="http://schema.org/ItemAvailability" content="http://schema.org/InStock"><meta itemprop="price" content="225"><meta itemprop="priceCurrency" content="USD"><div itemprop="priceSpecification" itemscope itemtype="http://schema.org/PriceSpecification"><meta itemprop="price" content="225"><meta itemprop="priceCurrency" content="USD"><meta itemprop="valueAddedTaxIncluded" content="false"></div>`)}`,
    ),
    product: { id: 'TR-1', name: 'Tray', price: 225, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'old theme: availability as a link that begins a scope of its own',
    address: `${SHOP}/p/fan`,
    html: scope(
      'Product',
      `<span itemprop="name">Fan</span>${offers(`<span itemprop="price">£24.00</span><link itemprop="availability" itemscope itemtype="http://schema.org/ItemAvailability" href="http://schema.org/OutOfStock">`)}`,
    ),
    product: { name: 'Fan', price: 24, currency: 'GBP', availability: 'out_of_stock' },
  },
  {
    from: 'itemprop="price" around marked-up parts: sign, whole and cents apart',
    address: `${SHOP}/p/saw`,
    html: scope(
      'Product',
      `<span itemprop="name">Saw</span>${offers('<span itemprop="price"><span>1.299</span><sup>,95</sup> <small>€</small></span><span itemprop="availability">Auf Lager</span>')}`,
    ),
    product: { name: 'Saw', price: 1299.95, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a German theme: thousands with a dot and no cents, in what is shown',
    address: `${SHOP}/p/bett`,
    html: scope(
      'Product',
      `<span itemprop="name">Bett</span>${offers('<span itemprop="price">1.299 €</span><span itemprop="availability">sofort lieferbar</span>')}`,
    ),
    product: { name: 'Bett', price: 1299, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'the same with the currency apart',
    address: `${SHOP}/p/sofa`,
    html: scope(
      'Product',
      `<span itemprop="name">Sofa</span>${offers('<span itemprop="price">1.299</span><meta itemprop="priceCurrency" content="EUR">')}`,
    ),
    product: { name: 'Sofa', price: 1299, currency: 'EUR' },
  },
  {
    from: 'a net price of a machine, with three decimals',
    address: `${SHOP}/p/rod`,
    html: json(product({ name: 'Rod', sku: 'ROD', offers: offer('8.395') })),
    product: { id: 'ROD', name: 'Rod', price: 8.395, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'India: lakhs',
    address: `${SHOP}/p/tv`,
    html: json(product({ name: 'TV', sku: 'TV', offers: offer('₹1,29,999', { priceCurrency: 'INR' }) })),
    product: { id: 'TV', name: 'TV', price: 129999, currency: 'INR', availability: 'in_stock' },
  },
  {
    from: 'Mexico: the peso has the dollar’s sign',
    address: `${SHOP}/p/silla`,
    html: json(
      product({
        name: 'Silla',
        sku: 'SI',
        offers: offer('$ 1,299.00 MXN', { priceCurrency: undefined, availability: 'Disponible' }),
      }),
    ),
    product: { id: 'SI', name: 'Silla', price: 1299, currency: 'MXN', availability: 'in_stock' },
  },
  {
    from: 'Canada: a dollar that is not the American one',
    address: `${SHOP}/p/boot`,
    html: json(product({ name: 'Boot', sku: 'BO', offers: offer('CA$89.00', { priceCurrency: undefined }) })),
    product: { id: 'BO', name: 'Boot', price: 89, currency: 'CAD', availability: 'in_stock' },
  },
  {
    from: 'Vietnam: the dong’s sign, thousands with dots, stock in its language',
    address: `${SHOP}/san-pham/ghe`,
    html: scope(
      'Product',
      `<h1 itemprop="name">Ghế</h1>${offers('<span itemprop="price">650.000₫</span><span itemprop="availability">Còn hàng</span>')}`,
    ),
    product: { name: 'Ghế', price: 650000, currency: 'VND', availability: 'in_stock' },
  },
  {
    from: 'Shopify, a language’s prefix in the page’s address, and a collection’s',
    address: `${SHOP}/de/collections/all/products/cap?variant=2`,
    html: `<link rel="canonical" href="${SHOP}/de/products/cap">${json(
      product({
        '@id': '/products/cap#product',
        name: 'Kappe',
        url: `${SHOP}/de/products/cap`,
        offers: [
          offer('20.00', {
            '@id': '/products/cap?variant=1#offer',
            url: `${SHOP}/de/products/cap?variant=1`,
            sku: 'C1',
          }),
          offer('24.00', {
            '@id': '/products/cap?variant=2#offer',
            url: `${SHOP}/de/products/cap?variant=2`,
            sku: 'C2',
            availability: OUT,
          }),
        ],
      }),
    )}`,
    product: { name: 'Kappe', price: 24, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Shopify, a page builder: related products stated whole behind the page’s own, none with an address',
    address: `${SHOP}/products/oil`,
    html: `<h1>Face oil 30 ml</h1>${json(
      product({ name: 'Face oil 30 ml', sku: 'OIL', offers: offer('30.00') }),
      product({ name: 'Face cream', sku: 'CREAM', offers: offer('40.00') }),
      product({ name: 'Soap', sku: 'SOAP', offers: offer('5.00') }),
    )}`,
    product: { id: 'OIL', name: 'Face oil 30 ml', price: 30, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a product inside a WebPage’s about, and one in a BuyAction’s object',
    address: `${SHOP}/p/mat`,
    html: json({
      '@context': 'https://schema.org',
      '@type': 'ItemPage',
      about: { '@type': 'Product', name: 'Mat', sku: 'MAT', offers: offer(9) },
    }),
    product: { id: 'MAT', name: 'Mat', price: 9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'BuyAction around the product',
    address: `${SHOP}/p/net`,
    html: json({
      '@context': 'https://schema.org',
      '@type': 'WebPage',
      potentialAction: {
        '@type': 'BuyAction',
        object: { '@type': 'Product', name: 'Net', sku: 'NET', offers: offer(19) },
      },
    }),
    product: { id: 'NET', name: 'Net', price: 19, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ProductGroup: variants with priceSpecification of sale and strike-through, sku per size',
    address: `${SHOP}/motor.html`,
    html: json({
      '@context': 'https://schema.org/',
      '@type': 'ProductGroup',
      name: 'Motor',
      productGroupID: '999',
      hasVariant: [
        {
          '@type': 'Product',
          sku: '111',
          name: 'Motor blue',
          offers: {
            '@type': 'Offer',
            availability: IN,
            priceSpecification: [
              { price: 14.9, priceCurrency: 'USD' },
              { priceType: 'https://schema.org/StrikethroughPrice', price: 26.9, priceCurrency: 'USD' },
            ],
          },
        },
      ],
    }),
    product: { id: '111', name: 'Motor blue', price: 14.9, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Kibo: SalePrice and ListPrice in an AggregateOffer',
    address: `${SHOP}/p/39`,
    html: json(
      product({
        name: 'Rake',
        productID: '39',
        offers: {
          '@type': 'AggregateOffer',
          priceCurrency: 'USD',
          availability: 'InStock',
          priceSpecification: [
            { '@type': 'PriceSpecification', price: '46.99', priceType: 'https://schema.org/ListPrice' },
            { '@type': 'PriceSpecification', price: '37.59', priceType: 'https://schema.org/SalePrice' },
          ],
        },
      }),
    ),
    product: { id: '39', name: 'Rake', price: 37.59, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'specifications told apart by their names alone',
    address: `${SHOP}/p/pan`,
    html: json(
      product({
        name: 'Pan',
        sku: 'PAN',
        offers: {
          '@type': 'Offer',
          availability: IN,
          priceSpecification: [spec('59.00', { name: 'List Price' }), spec('45.00', { name: 'Sale price' })],
        },
      }),
    ),
    product: { id: 'PAN', name: 'Pan', price: 45, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a price for a litre, told by unitCode and reference, before the price',
    address: `${SHOP}/p/wine`,
    html: json(
      product({
        name: 'Wine',
        sku: 'WI',
        offers: {
          '@type': 'Offer',
          availability: IN,
          priceSpecification: [
            spec('13.32', {
              priceType: 'https://schema.org/UnitPrice',
              referenceQuantity: { '@type': 'QuantitativeValue', value: 1, unitCode: 'LTR' },
            }),
            spec('9.99'),
          ],
        },
      }),
    ),
    product: { id: 'WI', name: 'Wine', price: 9.99, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Electronics: new and used offers of one product, the used one cheaper',
    address: `${SHOP}/p/camera`,
    html: json(
      product({
        name: 'Camera',
        sku: 'CAM',
        offers: {
          '@type': 'AggregateOffer',
          lowPrice: 700,
          highPrice: 999,
          priceCurrency: 'USD',
          offers: [
            offer(999, { priceCurrency: 'USD', itemCondition: 'https://schema.org/NewCondition' }),
            offer(700, { priceCurrency: 'USD', itemCondition: 'https://schema.org/UsedCondition' }),
          ],
        },
      }),
    ),
    product: { id: 'CAM', name: 'Camera', price: 999, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'offers for sale and for lease',
    address: `${SHOP}/p/press`,
    html: json(
      product({
        name: 'Press',
        sku: 'PR',
        offers: [
          offer(30, { businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut' }),
          offer(900, { businessFunction: 'http://purl.org/goodrelations/v1#Sell' }),
        ],
      }),
    ),
    product: { id: 'PR', name: 'Press', price: 900, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'subscription beside the single purchase: billing in the specification',
    address: `${SHOP}/p/coffee`,
    html: json(
      product({
        name: 'Coffee',
        sku: 'CO',
        offers: {
          '@type': 'Offer',
          availability: IN,
          price: '12.00',
          priceCurrency: 'EUR',
          priceSpecification: [spec('10.80', { billingDuration: 1, billingIncrement: 1, unitCode: 'MON' })],
        },
      }),
    ),
    product: { id: 'CO', name: 'Coffee', price: 12, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a subscription alone in the specifications, before the single purchase',
    address: `${SHOP}/p/tea`,
    html: json(
      product({
        name: 'Tea',
        sku: 'TE',
        offers: {
          '@type': 'Offer',
          availability: IN,
          priceSpecification: [spec('10.80', { billingDuration: 'P1M' }), spec('12.00')],
        },
      }),
    ),
    product: { id: 'TE', name: 'Tea', price: 12, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'productID with a scheme, sku empty, gtin with one too',
    address: `${SHOP}/p/drill`,
    html: json(
      product({ name: 'Drill', sku: '', productID: 'mpn:925872', gtin13: 'ean:0012345678905', offers: offer('79') }),
    ),
    product: { id: '925872', name: 'Drill', price: 79, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'identifier as a PropertyValue, nothing else',
    address: `${SHOP}/p/bolt`,
    html: json(
      product({
        name: 'Bolt',
        identifier: { '@type': 'PropertyValue', propertyID: 'SKU', value: 'B-8' },
        offers: offer('0.2'),
      }),
    ),
    product: { id: 'B-8', name: 'Bolt', price: 0.2, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a name with two languages as an object of languages, brand too',
    address: `${SHOP}/p/jar`,
    html: json(
      product({
        name: [
          { '@language': 'en', '@value': 'Jar' },
          { '@language': 'de', '@value': 'Glas' },
        ],
        sku: 'JAR',
        brand: { '@type': 'Brand', name: ['Glassy'] },
        offers: [offer('3')],
      }),
    ),
    product: { id: 'JAR', name: 'Jar', price: 3, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'availability by address with a query or blanks around it',
    address: `${SHOP}/p/lid`,
    html: json(
      product({ name: 'Lid', sku: 'LID', offers: offer(2, { availability: ' http://schema.org/OutOfStock \n' }) }),
    ),
    product: { id: 'LID', name: 'Lid', price: 2, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'availability as a misspelt address: schema.org/Instock?, itemAvailability/InStock',
    address: `${SHOP}/p/lid2`,
    html: json(
      product({
        name: 'Lid',
        sku: 'LID',
        offers: offer(2, { availability: 'https://schema.org/ItemAvailability/instock' }),
      }),
    ),
    product: { id: 'LID', name: 'Lid', price: 2, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'availability as an object with a type and a name',
    address: `${SHOP}/p/lid3`,
    html: json(
      product({
        name: 'Lid',
        sku: 'LID',
        offers: offer(2, { availability: { '@type': 'ItemAvailability', name: 'OutOfStock' } }),
      }),
    ),
    product: { id: 'LID', name: 'Lid', price: 2, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'availability: a count of the stock',
    address: `${SHOP}/p/lid4`,
    html: json(
      product({
        name: 'Lid',
        sku: 'LID',
        offers: offer(2, { availability: undefined, inventoryLevel: { '@type': 'QuantitativeValue', value: 0 } }),
      }),
    ),
    product: { id: 'LID', name: 'Lid', price: 2, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'product:price:amount without og:type, sale price with its dates, stock as "oos"',
    address: `${SHOP}/p/cup`,
    html: '<title>Cup</title><meta property="og:title" content="Cup"><meta property="product:price:amount" content="15.00"><meta property="product:sale_price:amount" content="12.00"><meta property="product:sale_price:currency" content="EUR"><meta property="product:sale_price_dates:start" content="2020-01-01"><meta property="product:availability" content="oos"><meta property="product:retailer_part_no" content="CUP-1">',
    product: { id: 'CUP-1', name: 'Cup', price: 12, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'product:original_price before product:price, weights between',
    address: `${SHOP}/p/box`,
    html: '<meta property="og:type" content="og:product"><meta property="og:title" content="Box"><meta property="product:original_price:amount" content="30"><meta property="product:original_price:currency" content="USD"><meta property="product:weight:value" content="3"><meta property="product:price:amount" content="20"><meta property="product:price:currency" content="USD"><meta property="product:availability" content="available for order"><meta property="product:retailer_item_id" content="BX">',
    product: { id: 'BX', name: 'Box', price: 20, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Open Graph: og:price with a comma and the sign, og:availability in words',
    address: `${SHOP}/p/rug`,
    html: '<meta property="og:type" content="product"><meta property="og:title" content="Rug"><meta property="og:price:amount" content="1,299.00"><meta property="og:price:currency" content="USD"><meta property="og:availability" content="instock">',
    product: { name: 'Rug', price: 1299, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Twitter card: labels and data alone beside JSON-LD without a price',
    address: `${SHOP}/p/pin`,
    html: `<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="€4.00">${json(product({ name: 'Pin', sku: 'PIN' }))}<meta property="product:price:amount" content="4.00"><meta property="product:price:currency" content="EUR">`,
    product: { id: 'PIN', name: 'Pin', price: 4, currency: 'EUR' },
  },
  {
    from: 'a subtype: SomeProducts, DietarySupplement beside Product',
    address: `${SHOP}/p/zinc`,
    html: json(product({ '@type': ['DietarySupplement', 'Product'], name: 'Zinc', sku: 'ZN', offers: offer(8) })),
    product: { id: 'ZN', name: 'Zinc', price: 8, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a used car: Car with vehicleIdentificationNumber alone',
    address: `${SHOP}/cars/golf-1`,
    html: json(
      product({ '@type': 'Car', name: 'Golf', vehicleIdentificationNumber: 'WVWZZZ1', offers: offer('12.990,00 €') }),
    ),
    product: { name: 'Golf', price: 12990, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Drug, Course-like goods that are Products by their second type, full addresses of types',
    address: `${SHOP}/p/balm`,
    html: json(
      product({
        '@type': ['http://schema.org/Drug', 'http://schema.org/Product'],
        name: 'Balm',
        sku: 'BA',
        offers: offer('6'),
      }),
    ),
    product: { id: 'BA', name: 'Balm', price: 6, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a game: VideoGame with offers',
    address: `${SHOP}/p/game`,
    html: json(product({ '@type': ['Product', 'VideoGame'], name: 'Game', sku: 'GA', offers: [offer('59.99')] })),
    product: { id: 'GA', name: 'Game', price: 59.99, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'JSON-LD with entities for every quote, and a comment in it',
    address: `${SHOP}/p/ink`,
    html: ld(
      '{&quot;@context&quot;:&quot;https://schema.org&quot;,&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Ink&quot;,&quot;sku&quot;:&quot;INK&quot;,&quot;offers&quot;:{&quot;@type&quot;:&quot;Offer&quot;,&quot;price&quot;:&quot;3.00&quot;,&quot;priceCurrency&quot;:&quot;EUR&quot;}}',
    ),
    product: { id: 'INK', name: 'Ink', price: 3, currency: 'EUR' },
  },
  {
    from: 'a number with a decimal comma, bare',
    address: `${SHOP}/p/wax`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Wax","sku":"WX","offers":{"@type":"Offer","price": 12,50,"priceCurrency":"EUR","availability":"http://schema.org/InStock"}}',
    ),
    product: { id: 'WX', name: 'Wax', price: 12.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a number with thousands, bare',
    address: `${SHOP}/p/wax2`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Wax","sku":"WX","offers":{"@type":"Offer","price": 1,250.00,"priceCurrency":"EUR","availability":"http://schema.org/InStock"}}',
    ),
    product: { id: 'WX', name: 'Wax', price: 1250, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'leading zeros and a plus',
    address: `${SHOP}/p/wax3`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Wax","sku":00123,"offers":{"@type":"Offer","price": 012.50,"priceCurrency":"EUR","availability":"http://schema.org/InStock"}}',
    ),
    product: { id: '00123', name: 'Wax', price: 12.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a description with quotes and commas that look like the next field',
    address: `${SHOP}/p/nut`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Nut","description":"He said "buy", "now": it is 5" wide","sku":"NUT","offers":{"@type":"Offer","price":"1.00","priceCurrency":"EUR","availability":"InStock"}}',
    ),
    product: { id: 'NUT', name: 'Nut', price: 1, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'braces missing at the end, a second script whole',
    address: `${SHOP}/p/peg`,
    html:
      ld(
        '{"@context":"https://schema.org","@type":"Product","name":"Peg","sku":"PEG","offers":{"@type":"Offer","price":"2.00","priceCurrency":"EUR","availability":"InStock"}',
      ) + json({ '@type': 'BreadcrumbList', itemListElement: [] }),
    product: { id: 'PEG', name: 'Peg', price: 2, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'the product of a search’s quick view: a category with one priced product that stands elsewhere',
    address: `${SHOP}/c/hats`,
    html: `<h1>Hats</h1>${json(product({ name: 'Top hat', sku: 'TH', url: `${SHOP}/p/top-hat`, offers: offer(40) }))}`,
  },
  {
    from: 'a cart that states a product in microdata for each line',
    address: `${SHOP}/cart`,
    html: `<h1>Your cart</h1>${scope('Product', `<a itemprop="url" href="/p/a"><span itemprop="name">A</span></a>${offers('<meta itemprop="price" content="4">')}`)}`,
  },
  {
    from: 'a category with an AggregateOffer of its own: Product named as the category',
    address: `${SHOP}/c/lamps`,
    html: `<h1>Lamps</h1>${json({ '@context': 'https://schema.org', '@type': 'CollectionPage', mainEntity: { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: product({ name: 'Lamp', url: '/p/lamp', offers: offer(9) }) }] } })}`,
  },
  {
    from: 'microdata: the name as the picture’s alt, itemprop on an image',
    address: `${SHOP}/p/axe`,
    html: scope(
      'Product',
      `<img itemprop="image" src="a.jpg"><h1><a itemprop="url" href="/p/axe"><span itemprop="name">Axe</span></a></h1><span itemprop="mpn">AX1</span>${offers(`<meta itemprop="priceCurrency" content="&euro;"><span itemprop="price" content="25,00">25,00 &euro;</span><meta itemprop="availability" content="https://schema.org/LimitedAvailability">`)}`,
    ),
    product: { id: 'AX1', name: 'Axe', price: 25, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'microdata: Offer outside the Product, joined by itemref',
    address: `${SHOP}/p/hoe`,
    html: `${scope('Product', '<h1 itemprop="name">Hoe</h1><meta itemprop="sku" content="HOE">', 'itemref="buy"')}<div id="buy" itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="15"><meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="http://schema.org/InStock"></div>`,
    product: { id: 'HOE', name: 'Hoe', price: 15, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'microdata: price and old price both itemprop="price"',
    address: `${SHOP}/p/bed`,
    html: scope(
      'Product',
      `<h1 itemprop="name">Bed</h1><meta itemprop="sku" content="BED">${offers(`<del><span itemprop="price">€300.00</span></del> <ins><span itemprop="price">€250.00</span></ins><link itemprop="availability" href="${IN}">`)}`,
    ),
    product: { id: 'BED', name: 'Bed', price: 250, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'microdata types other than Product: Book, ProductGroup',
    address: `${SHOP}/p/novel`,
    html: scope(
      'Book',
      `<h1 itemprop="name">Novel</h1><span itemprop="isbn">9780000000002</span>${offers(`<meta itemprop="price" content="11"><meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="${IN}">`)}`,
    ),
    product: { id: '9780000000002', name: 'Novel', price: 11, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ProductGroup with variesBy, url per variant by path, page at a variant by canonical with a fragment-like size',
    address: `${SHOP}/p/jeans-32?utm_source=x`,
    html: json(
      product({
        '@type': 'ProductGroup',
        name: 'Jeans',
        productGroupID: 'J',
        variesBy: ['https://schema.org/size'],
        hasVariant: [
          product({ name: 'Jeans 30', sku: 'J30', url: '/p/jeans-30', offers: offer(50) }),
          product({ name: 'Jeans 32', sku: 'J32', url: '/p/jeans-32', offers: offer(55) }),
        ],
      }),
    ),
    product: { id: 'J32', name: 'Jeans 32', price: 55, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ProductGroup whose offers stand on the group as a range, variants without prices',
    address: `${SHOP}/p/shirt`,
    html: json(
      product({
        '@type': 'ProductGroup',
        name: 'Shirt',
        productGroupID: 'S',
        offers: { '@type': 'AggregateOffer', lowPrice: 20, highPrice: 25, priceCurrency: 'EUR', availability: IN },
        hasVariant: [product({ name: 'Shirt S', sku: 'S-S' }), product({ name: 'Shirt M', sku: 'S-M' })],
      }),
    ),
    product: { name: 'Shirt S', price: 20, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'model: variants under "model" of a ProductModel, offers on the Product',
    address: `${SHOP}/p/watch`,
    html: json(
      product({
        name: 'Watch',
        sku: 'W',
        model: [{ '@type': 'ProductModel', name: 'Watch gold', sku: 'W-G', offers: offer(400) }],
        offers: offer(250),
      }),
    ),
    product: { id: 'W', name: 'Watch', price: 250, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Marketplace: sellers’ offers with a delivery charge beside each',
    address: `${SHOP}/p/disk`,
    html: json(
      product({
        name: 'Disk',
        sku: 'DI',
        offers: {
          '@type': 'AggregateOffer',
          lowPrice: '49,90',
          highPrice: '79,00',
          priceCurrency: 'EUR',
          offerCount: '3',
          offers: [
            offer('49,90', {
              shippingDetails: {
                '@type': 'OfferShippingDetails',
                shippingRate: { '@type': 'MonetaryAmount', value: '4.90', currency: 'EUR' },
              },
            }),
          ],
        },
      }),
    ),
    product: { id: 'DI', name: 'Disk', price: 49.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'price as "from" in words with two numbers',
    address: `${SHOP}/p/trip`,
    html: json(product({ name: 'Trip', sku: 'TRIP', offers: offer('ab 1.299,00 € statt 1.599,00 €') })),
    product: { id: 'TRIP', name: 'Trip', price: 1299, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a range as one text',
    address: `${SHOP}/p/vest`,
    html: json(product({ name: 'Vest', sku: 'VEST', offers: offer('€10.00 - €20.00') })),
    product: { id: 'VEST', name: 'Vest', price: 10, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'price with no-break and narrow spaces and the sign before',
    address: `${SHOP}/p/tent`,
    html: json(product({ name: 'Tent', sku: 'TENT', offers: offer('€ 1\u202f299,50', { priceCurrency: '' }) })),
    product: { id: 'TENT', name: 'Tent', price: 1299.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'price 0 in a specification for members, the real one beside; currency small',
    address: `${SHOP}/p/salt`,
    html: json(
      product({
        name: 'Salt',
        sku: 'SALT',
        offers: {
          '@type': 'Offer',
          availability: 'instock',
          priceCurrency: 'eur',
          priceSpecification: [
            spec('0', { validForMemberTier: { '@type': 'MemberProgramTier', name: 'gold' } }),
            spec('3.5'),
          ],
        },
      }),
    ),
    product: { id: 'SALT', name: 'Salt', price: 3.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'offers: an empty object first, then the offer',
    address: `${SHOP}/p/yarn`,
    html: json(product({ name: 'Yarn', sku: 'Y', offers: [{}, null, offer('4.20')] })),
    product: { id: 'Y', name: 'Yarn', price: 4.2, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Spartacus and Hybris: microdata-free JSON-LD added by script in an array of arrays',
    address: `${SHOP}/product/300938/cam`,
    html: json([
      [
        {
          '@context': 'http://schema.org',
          '@type': 'Product',
          sku: '300938',
          name: 'Cam',
          offers: { '@type': 'Offer', price: 574.88, priceCurrency: 'USD', availability: 'InStock' },
        },
      ],
    ]),
    product: { id: '300938', name: 'Cam', price: 574.88, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'OpenCart Journal: og tags and a JSON-LD whose price has the sign inside',
    address: `${SHOP}/index.php?route=product/product&product_id=40`,
    html: `${json(product({ name: 'Phone', sku: 'P40', offers: offer('123.20лв.', { priceCurrency: 'BGN' }) }), product({ name: 'Case', sku: 'C1', url: `${SHOP}/index.php?route=product/product&product_id=41`, offers: offer('9') }))}<h1>Phone</h1>`,
    product: { id: 'P40', name: 'Phone', price: 123.2, currency: 'BGN', availability: 'in_stock' },
  },
  {
    from: 'OpenCart: several products at addresses that differ in a parameter alone',
    address: `${SHOP}/index.php?route=product/product&product_id=40`,
    html: json(
      ...[41, 40, 42].map((id) =>
        product({
          name: `Thing ${id}`,
          sku: `T${id}`,
          url: `${SHOP}/index.php?route=product/product&product_id=${id}`,
          offers: offer(id),
        }),
      ),
    ),
    product: { id: 'T40', name: 'Thing 40', price: 40, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'nopCommerce: microdata with the value in the text of a script-made span, unavailable in words',
    address: `${SHOP}/desk-lamp`,
    html: scope(
      'Product',
      `<div itemprop="name"><h1>Desk lamp</h1></div><div class="sku"><span class="label">SKU:</span><span class="value" itemprop="sku" id="sku-4">DL_4</span></div>${offers('<span itemprop="price" content="1800.00" class="price-value-1"> $1,800.00 </span><meta itemprop="priceCurrency" content="USD"><div class="availability"><span itemprop="availability">Out of stock - on backorder and will be dispatched once in stock.</span></div>')}`,
    ),
    product: { id: 'DL_4', name: 'Desk lamp', price: 1800, currency: 'USD' },
  },
  {
    from: 'CS-Cart: the name twice, price as data, in stock as a number in meta',
    address: `${SHOP}/speaker.html`,
    html: scope(
      'Product',
      `<meta itemprop="sku" content="SP-1"/><meta itemprop="name" content="Speaker"/><h1>Speaker</h1>${scope('Offer', `<link itemprop="availability" href="http://schema.org/InStock"/><meta itemprop="priceCurrency" content="USD"/><meta itemprop="price" content="79.95"/>`, 'itemprop="offers"')}`,
    ),
    product: { id: 'SP-1', name: 'Speaker', price: 79.95, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'bol: variants at addresses of which the page’s has a number more',
    address: `${SHOP}/nl/p/vanish-1-5-kg/9300000123`,
    html: json(
      product({
        '@type': 'ProductGroup',
        name: 'Vanish',
        hasVariant: [
          product({ name: 'Vanish 10', url: `${SHOP}/nl/p/vanish-10`, offers: offer('55.99') }),
          product({ name: 'Vanish 1.5', url: `${SHOP}/nl/p/vanish-1-5-kg`, offers: offer('13.80') }),
        ],
      }),
    ),
    product: { name: 'Vanish 1.5', price: 13.8, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Costco: Product with hasVariant',
    address: `${SHOP}/mattress.product.400.html`,
    html: json(
      product({
        name: 'Mattress',
        sku: '400',
        hasVariant: [
          product({ sku: '1', name: 'Mattress full', offers: offer('899.99') }),
          product({ sku: '2', name: 'Mattress queen', offers: { '@type': 'Offer', availability: 'OutOfStock' } }),
        ],
      }),
    ),
    product: { id: '1', price: 899.99, currency: 'EUR', availability: 'in_stock', name: 'Mattress full' },
  },
  {
    from: 'sold-out chosen variant price',
    address: `${SHOP}/p/x?variant=2`,
    html: json(
      product({
        name: 'X',
        sku: 'X',
        offers: [
          offer(1, { url: '/p/x?variant=1' }),
          offer(2, { url: '/p/x?variant=2', availability: 'https://schema.org/SoldOut' }),
        ],
      }),
    ),
    product: { id: 'X', name: 'X', price: 2, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'JSON-LD in textarea-escaped JS string with \\u003c',
    address: `${SHOP}/p/u`,
    html: ld(
      '{"@context":"https:\\/\\/schema.org","@type":"Product","name":"U \\u0026 V","sku":"U","offers":{"@type":"Offer","price":"5","priceCurrency":"EUR","availability":"https:\\/\\/schema.org\\/InStock"}}',
    ),
    product: { id: 'U', name: 'U & V', price: 5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'type in lower case: "product"',
    address: `${SHOP}/p/lc`,
    html: ld(
      '{"@context":"https://schema.org","@type":"product","name":"LC","sku":"LC","offers":{"@type":"offer","price":"5","priceCurrency":"EUR"}}',
    ),
    product: { id: 'LC', name: 'LC', price: 5, currency: 'EUR' },
  },
  {
    from: 'keys "type" and "id" without the at sign',
    address: `${SHOP}/p/na`,
    html: json({
      '@context': 'https://schema.org',
      type: 'Product',
      name: 'NA',
      sku: 'NA1',
      offers: { type: 'Offer', price: 5, priceCurrency: 'EUR' },
    }),
    product: { id: 'NA1', name: 'NA', price: 5, currency: 'EUR' },
  },
  {
    from: 'several Products: mainEntity of the WebPage by reference; the others in the graph',
    address: `${SHOP}/p/me`,
    html: json({
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebPage', '@id': '#page', mainEntity: { '@id': '#b' } },
        { '@type': 'Product', '@id': '#a', name: 'A', sku: 'A', offers: offer(1) },
        { '@type': 'Product', '@id': '#b', name: 'B', sku: 'B', offers: offer(2) },
      ],
    }),
    product: { id: 'B', name: 'B', price: 2, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a search page whose og says product',
    address: `${SHOP}/c/og`,
    html: `<h1>Mugs</h1><meta property="og:type" content="product.group"><meta property="og:title" content="Mugs">`,
  },
  {
    from: 'a group: og:type product.item with brand and condition',
    address: `${SHOP}/p/it`,
    html: `<meta property="og:type" content="product.item"><meta property="og:title" content="It"><meta property="product:retailer_item_id" content="IT1"><meta property="product:price:amount" content="12.50"><meta property="product:price:currency" content="GBP"><meta property="product:availability" content="in stock"><meta property="product:condition" content="new">`,
    product: { id: 'IT1', name: 'It', price: 12.5, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'AggregateOffer with price and no lowPrice',
    address: `${SHOP}/p/ag`,
    html: json(
      product({
        name: 'Ag',
        sku: 'AG',
        offers: { '@type': 'AggregateOffer', price: '20', priceCurrency: 'EUR', availability: IN },
      }),
    ),
    product: { id: 'AG', name: 'Ag', price: 20, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'AggregateOffer with lowPrice 0 and offers',
    address: `${SHOP}/p/ag0`,
    html: json(
      product({
        name: 'Ag',
        sku: 'AG',
        offers: {
          '@type': 'AggregateOffer',
          lowPrice: '0',
          highPrice: '20',
          priceCurrency: 'EUR',
          offers: [offer('20')],
        },
      }),
    ),
    product: { id: 'AG', name: 'Ag', price: 20, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'offers as a string price',
    address: `${SHOP}/p/st`,
    html: json(
      product({
        name: 'St',
        sku: 'ST',
        offers: {
          '@type': 'Offer',
          price: 'Rs. 1,499',
          priceCurrency: 'INR',
          availability: 'http://schema.org/InStock',
        },
      }),
    ),
    product: { id: 'ST', name: 'St', price: 1499, currency: 'INR', availability: 'in_stock' },
  },
  {
    from: 'price with a suffix dot and dash, 1.299.-',
    address: `${SHOP}/p/ch`,
    html: json(product({ name: 'Ch', sku: 'CH', offers: offer('CHF 1.299.-', { priceCurrency: 'CHF' }) })),
    product: { id: 'CH', name: 'Ch', price: 1299, currency: 'CHF', availability: 'in_stock' },
  },
  {
    from: 'indonesian',
    address: `${SHOP}/p/id`,
    html: json(
      product({
        name: 'Id',
        sku: 'ID',
        offers: offer('Rp 169.000', { priceCurrency: undefined, availability: 'Stok habis' }),
      }),
    ),
    product: { id: 'ID', name: 'Id', price: 169000, currency: 'IDR', availability: 'out_of_stock' },
  },
  {
    from: 'Turkish',
    address: `${SHOP}/p/tr`,
    html: json(
      product({
        name: 'Tr',
        sku: 'TR',
        offers: offer('6.899 TL', { priceCurrency: undefined, availability: 'Stokta var' }),
      }),
    ),
    product: { id: 'TR', name: 'Tr', price: 6899, currency: 'TRY', availability: 'in_stock' },
  },
  {
    from: 'Japanese stock words and yen',
    address: `${SHOP}/p/jp`,
    html: json(
      product({
        name: 'Jp',
        sku: 'JP',
        offers: offer('44,000円', { priceCurrency: undefined, availability: '在庫あり' }),
      }),
    ),
    product: { id: 'JP', name: 'Jp', price: 44000, currency: 'JPY', availability: 'in_stock' },
  },
  {
    from: 'microdata Product inside an ItemList of its own gallery page; main one first',
    address: `${SHOP}/p/m1`,
    html: `<h1>Main</h1>${scope('Product', `<span itemprop="name">Main</span><meta itemprop="sku" content="M1"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="9"><meta itemprop="priceCurrency" content="EUR"></div>`)}${['A', 'B'].map((n) => scope('Product', `<a itemprop="url" href="/p/${n}"><span itemprop="name">${n}</span></a><meta itemprop="price" content="1">`)).join('')}`,
    product: { id: 'M1', name: 'Main', price: 9, currency: 'EUR' },
  },
  {
    from: 'a discounted price by itemprop lowPrice of an Offer',
    address: `${SHOP}/p/lp`,
    html: scope(
      'Product',
      '<h1 itemprop="name">Lp</h1><div itemprop="offers" itemscope itemtype="http://schema.org/AggregateOffer">from <span itemprop="lowPrice">$1,250.00</span> to <span itemprop="highPrice">$2,000.00</span><meta itemprop="priceCurrency" content="USD"></div>',
    ),
    product: { name: 'Lp', price: 1250, currency: 'USD' },
  },
];
