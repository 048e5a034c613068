import { ld, type SamplePage } from './page.ts';

/** Written after what hosted systems put out: BigCommerce, Salesforce, SAP, Wix, Squarespace, Ecwid, VTEX and others. */
export const HOSTED: SamplePage[] = [
  {
    from: 'BigCommerce Stencil: everything in one script, price as a number, mpn empty',
    address: 'https://shop.example/orbit-terrarium-large/',
    html: `<link rel="canonical" href="https://shop.example/orbit-terrarium-large/">${ld(`{"@context":"https://schema.org/","@type":"Product","name":"[Sample] Orbit Terrarium - Large","sku":"OTL","mpn":"","url":"https://shop.example/orbit-terrarium-large/","brand":{"@type":"https://schema.org/Brand","name":"Common Good"},"offers":{"@type":"Offer","priceCurrency":"USD","price":109.00,"itemCondition":"https://schema.org/NewCondition","availability":"https://schema.org/InStock","url":"https://shop.example/orbit-terrarium-large/","priceValidUntil":"2027-11-22T00:00:00.0000000+00:00"}}`)}`,
    product: {
      id: 'OTL',
      name: '[Sample] Orbit Terrarium - Large',
      price: 109,
      currency: 'USD',
      availability: 'in_stock',
    },
  },
  {
    from: 'Salesforce Commerce (SFRA): Product by URL in @context, availability by word, a list of recommendations with the same type',
    address: 'https://shop.example/s/RefArch/tie/25752986M.html?lang=en_US',
    html: `${ld('{"@context":"http://schema.org/","@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":{"@type":"Product","name":"Other tie","sku":"999","offers":{"price":"1"}}}]}')}
      ${ld('{"@context":"http://schema.org/","@type":"Product","name":"Striped Silk Tie","description":"a tie","mpn":"25752986M","sku":"25752986M","brand":{"@type":"Thing","name":null},"image":[],"offers":{"url":{},"@type":"Offer","priceCurrency":"USD","price":"29.99","availability":"http://schema.org/InStock"}}')}`,
    product: { id: '25752986M', name: 'Striped Silk Tie', price: 29.99, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'SAP Commerce (Spartacus): an array of WebSite, BreadcrumbList and Product, offers by stock level',
    address: 'https://shop.example/electronics-spa/en/USD/product/300938/photosmart',
    html: ld(
      `[{"@context":"http://schema.org","@type":"WebSite"},{"@context":"http://schema.org","@type":"BreadcrumbList","itemListElement":[]},{"@context":"http://schema.org","@type":"Product","sku":"300938","name":"Photosmart E317 Digital Camera","offers":{"@type":"Offer","price":114.12,"priceCurrency":"USD","availability":"InStock"},"category":["Digital Cameras","Cameras"]}]`,
    ),
    product: {
      id: '300938',
      name: 'Photosmart E317 Digital Camera',
      price: 114.12,
      currency: 'USD',
      availability: 'in_stock',
    },
  },
  {
    from: 'Wix: capitals where there should be none',
    address: 'https://shop.example/product-page/i-m-a-product',
    html: ld(
      `{"@context":"https://schema.org/","@type":"Product","name":"I'm a product","sku":"0002","image":[{"@type":"ImageObject","contentUrl":"https://x"}],"Offers":{"@type":"Offer","url":"https://shop.example/product-page/i-m-a-product","priceCurrency":"EUR","price":"85","Availability":"https://schema.org/InStock"}}`,
    ),
    product: { id: '0002', name: "I'm a product", price: 85, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Squarespace: no id anywhere, offers and meta tags',
    address: 'https://shop.example/store/p/print',
    html: `<meta itemprop="name" content="Print — Shop"/><meta property="og:type" content="product"/><meta property="product:price:amount" content="40.00"/><meta property="product:price:currency" content="USD"/><meta property="product:availability" content="instock"/>
      ${ld('{"name":"Print","image":"http://x","description":"","brand":"Shop","offers":{"price":40.00,"priceCurrency":"USD","url":"https://shop.example/store/p/print","availability":"InStock","sku":"SQ7713","@context":"http://schema.org","@type":"Offer"},"@context":"http://schema.org","@type":"Product"}')}`,
    product: { id: 'SQ7713', name: 'Print', price: 40, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Ecwid: injected microdata with the currency in the wrapper and an href of http',
    address: 'https://shop.example/#!/Cherries/p/66821181',
    html: `<div class="ecwid-productBrowser" itemscope itemtype="http://schema.org/Product"><h1 class="product-details__product-title" itemprop="name">Cherries</h1><div itemprop="sku" content="00005">SKU 00005</div><div class="product-details__product-price" itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="USD"><span itemprop="price" content="2.5"><span>$2.50</span></span><link itemprop="availability" href="http://schema.org/InStock"/></div></div>`,
    product: { id: '00005', name: 'Cherries', price: 2.5, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'VTEX: AggregateOffer with sellers inside, prices as numbers, path instead of address in @id',
    address: 'https://loja.example/cafeteira-preta/p',
    html: ld(
      `{"@context":"https://schema.org/","@type":"Product","@id":"https://loja.example/cafeteira-preta/p","name":"Cafeteira preta","brand":{"@type":"Brand","name":"Casa"},"mpn":"17","sku":"880","offers":{"@type":"AggregateOffer","lowPrice":1299.9,"highPrice":1499,"priceCurrency":"BRL","offers":[{"@type":"Offer","price":1499,"priceCurrency":"BRL","availability":"http://schema.org/OutOfStock","sku":"880","itemCondition":"http://schema.org/NewCondition","seller":{"@type":"Organization","name":"B"}},{"@type":"Offer","price":1299.9,"priceCurrency":"BRL","availability":"http://schema.org/InStock","sku":"880","seller":{"@type":"Organization","name":"A"}}],"offerCount":2}}`,
    ),
    product: { id: '880', name: 'Cafeteira preta', price: 1299.9, currency: 'BRL', availability: 'in_stock' },
  },
  {
    from: 'Tilda: microdata-like Open Graph only, a space in thousands',
    address: 'https://shop.example/tproduct/123-divan',
    html: `<meta property="og:type" content="product"><meta property="og:title" content="Диван"><meta property="product:price:amount" content="12 990.00"><meta property="product:price:currency" content="RUB"><meta property="product:availability" content="in stock"><meta property="product:retailer_item_id" content="D-123">`,
    product: { id: 'D-123', name: 'Диван', price: 12990, currency: 'RUB', availability: 'in_stock' },
  },
  {
    from: 'InSales: JSON-LD price with a rouble sign and no-break spaces, availability in Russian',
    address: 'https://shop.example/product/chainik',
    html: ld(
      `{"@context":"https://schema.org","@type":"Product","name":"Чайник \\u00abДом\\u00bb","sku":"ЧД-1","offers":{"@type":"Offer","price":"2\u00a0490 ₽","availability":"В наличии"}}`,
    ),
    product: { id: 'ЧД-1', name: 'Чайник «Дом»', price: 2490, currency: 'RUB', availability: 'in_stock' },
  },
  {
    from: '1C-Bitrix: microdata, price with the currency beside it, related products in the same scope type after it',
    address: 'https://shop.example/catalog/platya/plate-1/',
    html: `<h1 id="pagetitle">Платье летнее</h1><div class="catalog-element" itemscope itemtype="http://schema.org/Product"><meta itemprop="name" content="Платье летнее"/><meta itemprop="category" content="Одежда/Платья"/><meta itemprop="sku" content="107"/>
      <span itemprop="offers" itemscope itemtype="http://schema.org/AggregateOffer"><meta itemprop="lowPrice" content="1499"/><meta itemprop="highPrice" content="1799"/><meta itemprop="priceCurrency" content="RUB"/><meta itemprop="offerCount" content="2"/>
      <span itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="sku" content="107-S"/><meta itemprop="price" content="1499"/><meta itemprop="priceCurrency" content="RUB"/><link itemprop="availability" href="http://schema.org/OutOfStock"/></span></span></div>
      <div class="recom"><div itemscope itemtype="http://schema.org/Product"><meta itemprop="name" content="Юбка"/><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="999"><meta itemprop="priceCurrency" content="RUB"></div></div></div>`,
    product: { id: '107', name: 'Платье летнее', price: 1499, currency: 'RUB', availability: 'out_of_stock' },
  },
  {
    from: 'Horoshop: JSON-LD, offers with a trailing comma and a comment, Ukrainian words',
    address: 'https://shop.example/ua/krossovky-airy/',
    html: ld(`{
      "@context": "https://schema.org", // product
      "@type": "Product",
      "name": "Кросівки Airy",
      "sku": "AIR-40",
      /* "gtin": "", */
      "offers": {"@type": "Offer", "price": "3 199 грн", "availability": "Немає в наявності", },
    }`),
    product: { id: 'AIR-40', name: 'Кросівки Airy', price: 3199, currency: 'UAH', availability: 'out_of_stock' },
  },
  {
    from: 'Marketplace after Allegro: an offer with the product in itemOffered, meta tags in microdata',
    address: 'https://market.example/oferta/klocki-9876',
    html: `<div itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="129,99"><meta itemprop="priceCurrency" content="PLN"><link itemprop="availability" href="https://schema.org/InStock"><link itemprop="itemCondition" href="https://schema.org/NewCondition">
      <div itemprop="itemOffered" itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Klocki 500 el.</h1><meta itemprop="sku" content="9876"><meta itemprop="gtin" content="5702016617740"></div></div>`,
    product: { id: '9876', name: 'Klocki 500 el.', price: 129.99, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'Marketplace: an Offer in JSON-LD with the product in itemOffered',
    address: 'https://market.example/oferta/rower-1',
    html: ld(
      `{"@context":"http://schema.org","@type":"Offer","price":"1 899,00 zł","availability":"http://schema.org/InStock","itemOffered":{"@type":"Product","name":"Rower","productID":"1"}}`,
    ),
    product: { id: '1', name: 'Rower', price: 1899, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'Shoptet: microdata, link for availability without schema.org',
    address: 'https://shop.example/hrnek/',
    html: `<div itemscope itemtype="https://schema.org/Product"><meta itemprop="url" content="https://shop.example/hrnek/"><h1 itemprop="name">Hrnek</h1><span itemprop="productID">HR-7</span><form itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="availability">Skladem</span><strong itemprop="price" content="249">249 Kč</strong><meta itemprop="priceCurrency" content="CZK"></form></div>`,
    product: { id: 'HR-7', name: 'Hrnek', price: 249, currency: 'CZK', availability: 'in_stock' },
  },
  {
    from: 'Mercado Libre, after: thousands with a dot and no cents',
    address: 'https://articulo.example/MLC-1-silla',
    html: ld(
      `{"@context":"http://schema.org","@type":"Product","name":"Silla","sku":"MLC1","offers":{"@type":"Offer","price":"12.990","priceCurrency":"CLP","availability":"https://schema.org/InStock"}}`,
    ),
    product: { id: 'MLC1', name: 'Silla', price: 12990, currency: 'CLP', availability: 'in_stock' },
  },
  {
    from: 'Nuxt shop: expanded JSON-LD',
    address: 'https://shop.example/p/1',
    html: ld(
      `[{"@type":["http://schema.org/Product"],"http://schema.org/name":[{"@value":"Vase"}],"http://schema.org/sku":[{"@value":"V1"}],"http://schema.org/offers":[{"@type":["http://schema.org/Offer"],"http://schema.org/price":[{"@value":19.5}],"http://schema.org/priceCurrency":[{"@value":"EUR"}],"http://schema.org/availability":[{"@id":"http://schema.org/PreSale"}]}]}]`,
    ),
    product: { id: 'V1', name: 'Vase', price: 19.5, currency: 'EUR', availability: 'preorder' },
  },
  {
    from: 'Lightspeed: CDATA, two objects in one script, one after the other',
    address: 'https://shop.example/stoel.html',
    html: ld(`//<![CDATA[
      {"@context":"https://schema.org","@type":"Organization","name":"Winkel"}
      {"@context":"https://schema.org","@type":"Product","name":"Stoel","mpn":"ST-4","offers":{"@type":"Offer","price":"89,95","priceCurrency":"EUR","availability":"Op voorraad"}}
      //]]>`),
    product: { id: 'ST-4', name: 'Stoel', price: 89.95, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Headless shop: the script cut off by a length limit, the product whole',
    address: 'https://shop.example/p/rug',
    html: ld(
      `{"@context":"https://schema.org","@type":"Product","name":"Rug","sku":"RUG","offers":{"@type":"Offer","price":"210","priceCurrency":"USD","availability":"https://schema.org/MadeToOrder"},"review":[{"@type":"Review","reviewBody":"Love`,
    ),
    product: { id: 'RUG', name: 'Rug', price: 210, currency: 'USD', availability: 'backorder' },
  },
  {
    from: 'Bookshop: Book and Product in one, ISBN alone',
    address: 'https://books.example/b/dune',
    html: ld(
      `{"@context":"https://schema.org","@type":["Book","Product"],"name":"Dune","isbn":"9780441013593","author":{"@type":"Person","name":"Frank Herbert"},"offers":{"@type":"Offer","price":"9.99","priceCurrency":"GBP","availability":"https://schema.org/InStock"}}`,
    ),
    product: { id: '9780441013593', name: 'Dune', price: 9.99, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'Old theme: variants as products of their own, with a group’s id, one script each',
    address: 'https://shop.example/p/sock?size=41',
    html: ['39', '41']
      .map((size) =>
        ld(
          `{"@context":"https://schema.org","@type":"Product","name":"Sock ${size}","sku":"SOCK-${size}","inProductGroupWithID":"SOCK","url":"https://shop.example/p/sock?size=${size}","offers":{"@type":"Offer","price":"${size}.00","priceCurrency":"SEK","availability":"I lager"}}`,
        ),
      )
      .join(''),
    product: { id: 'SOCK-41', name: 'Sock 41', price: 41, currency: 'SEK', availability: 'in_stock' },
  },
  {
    from: 'Subscription shop: the price of members beside that of everybody',
    address: 'https://shop.example/p/coffee',
    html: ld(
      `{"@context":"https://schema.org","@type":"Product","name":"Coffee","sku":"CF","offers":{"@type":"Offer","availability":"https://schema.org/InStock","priceSpecification":[{"@type":"UnitPriceSpecification","price":8,"priceCurrency":"EUR","validForMemberTier":{"@type":"MemberProgramTier","name":"gold"}},{"@type":"UnitPriceSpecification","price":10,"priceCurrency":"EUR"}],"shippingDetails":{"@type":"OfferShippingDetails","shippingRate":{"@type":"MonetaryAmount","value":3,"currency":"EUR"}}}}`,
    ),
    product: { id: 'CF', name: 'Coffee', price: 10, currency: 'EUR', availability: 'in_stock' },
  },
];

/** Pages that are about no product, whatever they mention. */
export const NO_PRODUCT: SamplePage[] = [
  {
    from: 'a page of words in a shop that says its currency everywhere',
    address: 'https://shop.example/about',
    html: '<meta property="og:title" content="About us"><meta property="og:price:currency" content="EUR"><h1>About us</h1>',
  },
  {
    from: 'a category that states each of its products',
    address: 'https://shop.example/mugs',
    html: `<h1>Mugs</h1>${['a', 'b'].map((sku) => ld(`{"@context":"https://schema.org","@type":"Product","name":"Mug ${sku}","sku":"${sku}","url":"https://shop.example/p/${sku}","offers":{"price":1,"priceCurrency":"EUR"}}`)).join('')}`,
  },
  {
    from: 'a category in microdata',
    address: 'https://shop.example/mugs',
    html: ['a', 'b']
      .map(
        (sku) =>
          `<li itemscope itemtype="http://schema.org/Product"><a itemprop="url" href="/p/${sku}"><b itemprop="name">${sku}</b></a><span itemprop="sku">${sku}</span></li>`,
      )
      .join(''),
  },
  {
    from: 'an ItemList',
    address: 'https://shop.example/mugs',
    html: ld(
      '{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{"@type":"Product","name":"a","sku":"a"}]}',
    ),
  },
  {
    from: 'a home page with the product of the week',
    address: 'https://shop.example/',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Week","sku":"w","url":"https://shop.example/p/w"}',
    ),
  },
  {
    from: 'an article with Open Graph',
    address: 'https://shop.example/blog/1',
    html: '<meta property="og:type" content="article"><meta property="og:title" content="How to brew"><meta property="og:url" content="https://shop.example/blog/1">',
  },
  {
    from: 'broken beyond reading',
    address: 'https://shop.example/x',
    html: ld('{"@type":"Product",') + ld('null') + ld(''),
  },
];
