import { ld, type SamplePage } from './page.ts';

const size = (sku: string, availability: string): string =>
  `{"@type":"Product","sku":"${sku}","name":"KNEE BOOTS","offers":{"@type":"Offer","priceCurrency":"EUR","price":"69.95","availability":"http://schema.org/${availability}","url":"https://shop.example/knee-boots-p110.html"}}`;

/** Shapes that pages of real shops were met with and that the reader got wrong at first: cut down, with names of our own. */
export const MET: SamplePage[] = [
  {
    from: 'a fashion chain: each size a product by itself, the first of them sold out',
    address: 'https://shop.example/knee-boots-p110.html?v1=8451',
    html: ld(`[${size('8451-35', 'OutOfStock')},${size('8451-36', 'InStock')},${size('8451-37', 'OutOfStock')}]`),
    product: { id: '8451-36', name: 'KNEE BOOTS', price: 69.95, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a bookshop: the usual price in a hidden offer, what is paid in a second one',
    address: 'https://shop.example/libri/storia/2000',
    html: `<div itemscope itemtype="http://schema.org/Product"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer" style="display:none"><meta itemprop="price" content="18.00"><meta itemprop="pricecurrency" content="EUR"><meta itemprop="url" content="https://shop.example/libri/storia/2000"></div><meta itemprop="sku" content="2000"><span itemprop="name">Storia</span>
      <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="pricecurrency" content="EUR"><meta itemprop="price" content="17.10"></div></div>`,
    product: { id: '2000', name: 'Storia', price: 17.1, currency: 'EUR' },
  },
  {
    from: 'a marketplace: offers of two sellers, the first of them in the button to buy',
    address: 'https://shop.example/p/kettle',
    html: ld(
      '{"@type":"Product","sku":"K","name":"Kettle","offers":[{"@type":"Offer","price":30,"priceCurrency":"EUR","seller":{"name":"A"},"availability":"InStock"},{"@type":"Offer","price":25,"priceCurrency":"EUR","seller":{"name":"B"},"availability":"InStock"}]}',
    ),
    product: { id: 'K', name: 'Kettle', price: 30, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Salesforce Commerce: a range whose ends are the shop’s own objects, and no currency beside them',
    address: 'https://shop.example/botines/PU.html',
    html: ld(
      '{"@context":"http://schema.org/","@type":"Product","name":"Botines","sku":"PU","offers":{"url":{},"@type":"AggregateOffer","lowprice":{"sales":{"value":3499,"currency":"ARS","formatted":"$3.499","decimalPrice":"3499.00"},"list":null},"highprice":{"sales":{"value":4059,"currency":"ARS"},"list":null},"availability":"http://schema.org/InStock"}}',
    ),
    product: { id: 'PU', name: 'Botines', price: 3499, currency: 'ARS', availability: 'in_stock' },
  },
  {
    from: 'a Chilean shop: letters by the names that HTML has for them',
    address: 'https://shop.example/cama.html',
    html: ld(
      '{"@type":"Product","sku":"C","name":"Cama Elo&iacute;sa &ndash; Ni&ntilde;os &amp; m&aacute;s","offers":{"@type":"Offer","price":"249990","priceCurrency":"CLP"}}',
    ),
    product: { id: 'C', name: 'Cama Eloísa – Niños & más', price: 249990, currency: 'CLP' },
  },
  {
    from: 'a Korean deal: og:price with the sign of its currency',
    address: 'https://shop.example/deal/45',
    html: '<meta property="og:title" content="정기구독 1년"><meta property="og:price" content="30,000원~">',
    product: { name: '정기구독 1년', price: 30000, currency: 'KRW' },
  },
  {
    from: 'an Iranian shop: digits, marks and stock in Persian',
    address: 'https://shop.example/product/kafsh',
    html: '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">کفش</h1><meta itemprop="sku" content="K-1"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="IRR"><span itemprop="price">۱٬۲۵۰٬۰۰۰ ریال</span><span itemprop="availability">موجود در انبار</span></div></div>',
    product: { id: 'K-1', name: 'کفش', price: 1250000, currency: 'IRR', availability: 'in_stock' },
  },
  {
    from: 'an Egyptian shop: Arabic digits in JSON-LD',
    address: 'https://shop.example/p/1',
    html: ld(
      '{"@type":"Product","name":"قميص","sku":"Q-1","offers":{"@type":"Offer","price":"٩٩٫٥٠","priceCurrency":"EGP","availability":"http://schema.org/InStock"}}',
    ),
    product: { id: 'Q-1', name: 'قميص', price: 99.5, currency: 'EGP', availability: 'in_stock' },
  },
  {
    from: 'a supermarket: microdata in the head, with no product around it',
    address: 'https://shop.example/product/chick-peas-id-1404',
    html: '<meta itemprop="name" content="Chick Peas (400 g)"><meta itemprop="price" content="€0.44"><meta itemprop="sku" content="1404"><span class="unit">€1.10/kg</span>',
    product: { id: '1404', name: 'Chick Peas (400 g)', price: 0.44, currency: 'EUR' },
  },
  {
    from: 'a lamp shop: JSON-LD with the usual price, Open Graph with both',
    address: 'https://shop.example/products/sconce',
    html: `${ld('{"@type":"Product","name":"Sconce","mpn":"A1686","offers":{"@type":"Offer","priceCurrency":"USD","price":"150.00"}}')}<meta content="product" property="og:type"><meta content="150.00" property="og:price:standard_amount"><meta content="120.00" property="product:price:amount"><meta content="USD" property="product:price:currency"><meta content="instock" property="og:availability">`,
    product: { id: 'A1686', name: 'Sconce', price: 120, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'RDFa as Google’s own examples have it: offers by the word of an element around them',
    address: 'https://shop.example/anvil',
    html: '<div prefix="schema: https://schema.org/"><div typeof="schema:Product"><div rel="schema:review"><div typeof="schema:Review"><div rel="schema:author"><div typeof="schema:Person"><div property="schema:name" content="Fred"></div></div></div></div></div><div property="schema:name" content="Anvil"></div><div property="schema:mpn" content="925872"></div><div rel="schema:offers"><div typeof="schema:Offer"><div property="schema:price" content="119.99"></div><div property="schema:availability" content="https://schema.org/InStock"></div><div property="schema:priceCurrency" content="USD"></div></div></div></div></div>',
    product: { id: '925872', name: 'Anvil', price: 119.99, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'a Dutch jar in a table, in RDFa: `rel` and a type on one element',
    address: 'https://shop.example/bestellen/',
    html: '<table><tr typeof="schema:Product"><td><span rel="schema:brand" typeof="schema:Thing" property="schema:name" content="Tover"></span><span property="schema:name">Klein Potje</span><span property="schema:sku" content="Po-40"></span></td><td rel="schema:offers" typeof="schema:Offer"><span property="schema:priceCurrency" content="EURO">€</span><span property="schema:price" content="5.00">5,-</span></td></tr></table>',
    product: { id: 'Po-40', name: 'Klein Potje', price: 5, currency: 'EUR' },
  },
  {
    from: 'two plugins on one page, the first of which knows no price and says 0',
    address: 'https://shop.example/product/gin/',
    html: `${ld('{"@type":"Product","name":"Gin - Shop","sku":"GIN","offers":{"@type":"Offer","price":"0","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}')}${ld('{"@type":"Product","name":"Gin","sku":"GIN","offers":[{"@type":"Offer","price":"34.90","priceCurrency":"EUR","availability":"http://schema.org/InStock"}]}')}`,
    product: { id: 'GIN', name: 'Gin', price: 34.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'an offer for members before the one for all',
    address: 'https://shop.example/p/soap',
    html: ld(
      '{"@type":"Product","name":"Soap","sku":"S1","offers":[{"@type":"Offer","price":8,"priceCurrency":"USD","availability":"InStock","validForMemberTier":{"@id":"#gold"}},{"@type":"Offer","price":10,"priceCurrency":"USD","availability":"InStock"}]}',
    ),
    product: { id: 'S1', name: 'Soap', price: 10, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'a price for ten, counted by a value',
    address: 'https://shop.example/p/nuts',
    html: ld(
      '{"@type":"Product","name":"Nuts","sku":"N","offers":[{"@type":"Offer","price":4,"priceCurrency":"EUR","eligibleQuantity":{"@type":"QuantitativeValue","value":10}},{"@type":"Offer","price":5,"priceCurrency":"EUR"}]}',
    ),
    product: { id: 'N', name: 'Nuts', price: 5, currency: 'EUR' },
  },
  {
    from: 'offers that only their size or their country tells from each other: the first, as it was meant',
    address: 'https://shop.example/p/tee',
    html: ld(
      '{"@type":"Product","name":"Tee","sku":"T","offers":[{"@type":"Offer","price":50,"priceCurrency":"EUR","availability":"InStock","size":"XL","areaServed":"DE"},{"@type":"Offer","price":45,"priceCurrency":"EUR","availability":"InStock","size":"S","areaServed":"DE"}]}',
    ),
    product: { id: 'T', name: 'Tee', price: 50, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a marketplace: the lowest of its range is sold out, the first seller is the one to buy from',
    address: 'https://shop.example/dp/B08',
    html: ld(
      '{"@type":"Product","name":"Backpack","gtin13":"0840234110293","offers":{"@type":"AggregateOffer","lowPrice":"179.99","highPrice":"249.00","priceCurrency":"USD","offers":[{"@type":"Offer","price":"219.00","priceCurrency":"USD","availability":"https://schema.org/InStock","seller":{"name":"A"}},{"@type":"Offer","price":"179.99","priceCurrency":"USD","availability":"https://schema.org/OutOfStock","seller":{"name":"B"}}]}}',
    ),
    product: { id: '0840234110293', name: 'Backpack', price: 219, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'a department store: heading and price in microdata, with no product around them',
    address: 'https://shop.example/ip/tablet/1',
    html: '<h1 itemprop="name">Tablet</h1><div><span itemprop="price" content="479.00">$479.00</span></div><span itemprop="ratingValue" content="4.3">4.3</span>',
    product: { name: 'Tablet', price: 479 },
  },
  {
    from: 'a list in microdata with no products around its names and prices',
    address: 'https://shop.example/c/mugs',
    html: '<h1>Mugs</h1><div><span itemprop="name">Mug a</span><span itemprop="price">3</span></div><div><span itemprop="name">Mug b</span><span itemprop="price">4</span></div>',
  },
];
