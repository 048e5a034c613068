import { ld, type SamplePage } from './page.ts';

/** Written by somebody who had not seen the reader: shops of other systems, other languages, other mistakes. */
export const FRESH: SamplePage[] = [
  {
    from: 'Shopware 6: microdata with meta price inside the buy widget, accessories below with their own scope',
    address: 'https://shop.example/Kaffeemuehle/SW10012',
    html: `<div class="product-detail" itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Kaffeemühle</h1>
      <meta itemprop="productID" content="0190f2"><span itemprop="sku">SW10012</span>
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="129.95"><p>129,95 €*</p><link itemprop="availability" href="https://schema.org/LimitedAvailability"></div></div>
      <div class="cross-selling"><div itemscope itemtype="https://schema.org/Product"><a itemprop="url" href="/Bohnen/SW1"><span itemprop="name">Bohnen</span></a><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="9"></div></div></div>`,
    product: { id: 'SW10012', name: 'Kaffeemühle', price: 129.95, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'PrestaShop: Open Graph and product:price:amount, French title, no currency code but in meta',
    address: 'https://boutique.example/fr/vases/31-vase-bleu.html',
    html: `<meta property="og:type" content="product"><meta property="og:title" content="Vase bleu"><meta property="og:url" content="https://boutique.example/fr/vases/31-vase-bleu.html">
      <meta property="product:pretax_price:amount" content="20.83"><meta property="product:price:amount" content="25"><meta property="product:price:currency" content="EUR"><meta property="product:availability" content="instock"><meta property="product:retailer_item_id" content="VB-31">`,
    product: { id: 'VB-31', name: 'Vase bleu', price: 25, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'sale price as priceSpecification with a strikethrough ListPrice beside it',
    address: 'https://shop.example/p/jacket',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","sku":"JK","name":"Jacket","offers":{"@type":"Offer","availability":"InStock","priceSpecification":[{"@type":"UnitPriceSpecification","priceType":"https://schema.org/ListPrice","price":199,"priceCurrency":"USD"},{"@type":"UnitPriceSpecification","price":149,"priceCurrency":"USD"}]}}',
    ),
    product: { id: 'JK', name: 'Jacket', price: 149, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'strikethrough price named after the sale price',
    address: 'https://shop.example/p/jacket2',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","sku":"JK2","name":"Jacket","offers":{"@type":"Offer","priceCurrency":"GBP","price":"60.00","priceSpecification":{"@type":"UnitPriceSpecification","priceType":"StrikethroughPrice","price":"80.00","priceCurrency":"GBP"},"availability":"http://schema.org/BackOrder"}}',
    ),
    product: { id: 'JK2', name: 'Jacket', price: 60, currency: 'GBP', availability: 'backorder' },
  },
  {
    from: 'trailing commas and a comment, as a template leaves them',
    address: 'https://shop.example/p/lamp',
    html: ld(
      '{\n "@context": "https://schema.org/", // generated\n "@type": "Product",\n "name": "Lamp \\"Luna\\"",\n "sku": "L-1",\n "offers": {"@type":"Offer","price": "1.299,00","priceCurrency": "EUR","availability": "https://schema.org/OutOfStock",},\n}',
    ),
    product: { id: 'L-1', name: 'Lamp "Luna"', price: 1299, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'raw line breaks in a description, HTML entities in the name',
    address: 'https://shop.example/p/soap',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Salt &amp; Soap","sku":"S7","description":"First line\nsecond\tline","offers":{"@type":"Offer","price":4.5,"priceCurrency":"GBP","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'S7', name: 'Salt & Soap', price: 4.5, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'CDATA and HTML comment around JSON-LD',
    address: 'https://shop.example/p/tea',
    html: ld(
      '<!--//--><![CDATA[//><!--\n{"@context":"https://schema.org","@type":"Product","name":"Tea","sku":"T1","offers":{"@type":"Offer","price":"6.20","priceCurrency":"EUR"}}\n//--><!]]>',
    ),
    product: { id: 'T1', name: 'Tea', price: 6.2, currency: 'EUR' },
  },
  {
    from: 'symbol as currency, price with symbol and thousands',
    address: 'https://shop.example/p/desk',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Desk","sku":"D9","offers":{"@type":"Offer","price":"£1,250.00","priceCurrency":"£","availability":"https://schema.org/PreOrder"}}',
    ),
    product: { id: 'D9', name: 'Desk', price: 1250, currency: 'GBP', availability: 'preorder' },
  },
  {
    from: 'Swiss thousands with apostrophe and dash for no cents',
    address: 'https://shop.example/p/velo',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Velo","mpn":"V-22","offers":{"@type":"Offer","price":"CHF 2’499.–","priceCurrency":"CHF","availability":"https://schema.org/InStoreOnly"}}',
    ),
    product: { id: 'V-22', name: 'Velo', price: 2499, currency: 'CHF', availability: 'in_stock' },
  },
  {
    from: 'price range: AggregateOffer low to high, as numbers',
    address: 'https://shop.example/p/rug',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Rug","productID":"R-5","offers":{"@type":"AggregateOffer","lowPrice":59,"highPrice":259,"offerCount":5,"priceCurrency":"EUR","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'R-5', name: 'Rug', price: 59, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ItemList of a category: about no product',
    address: 'https://shop.example/c/rugs',
    html: ld(
      '{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":{"@type":"Product","name":"Rug A","sku":"A","offers":{"@type":"Offer","price":1,"priceCurrency":"EUR"}}},{"@type":"ListItem","position":2,"item":{"@type":"Product","name":"Rug B","sku":"B","offers":{"@type":"Offer","price":2,"priceCurrency":"EUR"}}}]}',
    ),
  },
  {
    from: 'WebPage with mainEntity, breadcrumbs and an organisation beside it',
    address: 'https://shop.example/p/pen',
    html: ld(
      '{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"Pens"},{"@type":["WebPage","ItemPage"],"mainEntity":{"@type":"Product","name":"Pen","sku":"PEN-1","offers":[{"@type":"Offer","price":"3.10","priceCurrency":"EUR","availability":"https://schema.org/SoldOut"}]}},{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Pens"}]}]}',
    ),
    product: { id: 'PEN-1', name: 'Pen', price: 3.1, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'related products nested inside the product',
    address: 'https://shop.example/p/mug',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","isRelatedTo":[{"@type":"Product","name":"Tin","sku":"TIN","offers":{"@type":"Offer","price":1,"priceCurrency":"EUR"}}],"isSimilarTo":{"@type":"Product","name":"Cup","sku":"CUP"},"name":"Mug","sku":"MUG","offers":{"@type":"Offer","price":12,"priceCurrency":"EUR","availability":"InStock"}}',
    ),
    product: { id: 'MUG', name: 'Mug', price: 12, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ProductGroup, variant chosen by ?sku= in the address',
    address: 'https://shop.example/p/shoe?sku=SH-42',
    html: ld(
      '{"@context":"https://schema.org","@type":"ProductGroup","name":"Shoe","productGroupID":"SH","hasVariant":[{"@type":"Product","sku":"SH-41","name":"Shoe 41","offers":{"@type":"Offer","price":80,"priceCurrency":"EUR","availability":"InStock"}},{"@type":"Product","sku":"SH-42","name":"Shoe 42","offers":{"@type":"Offer","price":85,"priceCurrency":"EUR","availability":"OutOfStock"}}]}',
    ),
    product: { id: 'SH-42', name: 'Shoe 42', price: 85, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Shopify-like ?variant= number against offer urls, one product with many offers',
    address: 'https://shop.example/products/cap?variant=222',
    html: ld(
      '{"@context":"http://schema.org/","@type":"Product","name":"Cap","productID":"9","offers":[{"@type":"Offer","sku":"CAP-S","price":20,"priceCurrency":"CAD","availability":"http://schema.org/OutOfStock","url":"https://shop.example/products/cap?variant=111"},{"@type":"Offer","sku":"CAP-M","price":24,"priceCurrency":"CAD","availability":"http://schema.org/InStock","url":"https://shop.example/products/cap?variant=222"}]}',
    ),
    product: { name: 'Cap', price: 24, currency: 'CAD', availability: 'in_stock' },
  },
  {
    from: 'Japanese shop: yen with full-width sign, no decimals',
    address: 'https://shop.example/jp/items/1001',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"湯のみ","sku":"1001","offers":{"@type":"Offer","price":"¥3,850","priceCurrency":"JPY","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: '1001', name: '湯のみ', price: 3850, currency: 'JPY', availability: 'in_stock' },
  },
  {
    from: 'Polish shop: spaces (non-breaking) as thousands, comma decimals, microdata content in text',
    address: 'https://sklep.example/rower',
    html: `<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Rower</h1><meta itemprop="sku" content="RW-1"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price">2 349,50</span> <span itemprop="priceCurrency">PLN</span><link itemprop="availability" href="http://schema.org/InStock"/></div></div>`,
    product: { id: 'RW-1', name: 'Rower', price: 2349.5, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'type as a full IRI, keys prefixed by schema:',
    address: 'https://shop.example/p/kit',
    html: ld(
      '{"@context":{"schema":"https://schema.org/"},"@type":"schema:Product","schema:name":"Kit","schema:sku":"K1","schema:offers":{"@type":"schema:Offer","schema:price":"15","schema:priceCurrency":"EUR","schema:availability":{"@id":"schema:InStock"}}}',
    ),
    product: { id: 'K1', name: 'Kit', price: 15, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'two JSON-LD products of the same item: a review app without offers first, the theme second',
    address: 'https://shop.example/p/oil',
    html: `${ld('{"@context":"https://schema.org","@type":"Product","name":"Oil","aggregateRating":{"@type":"AggregateRating","ratingValue":4.8,"reviewCount":12}}')}${ld('{"@context":"https://schema.org","@type":"Product","name":"Oil","sku":"OIL","offers":{"@type":"Offer","price":"18.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}')}`,
    product: { id: 'OIL', name: 'Oil', price: 18.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Book type, ISBN as its only id',
    address: 'https://books.example/b/dune',
    html: ld(
      '{"@context":"https://schema.org","@type":["Book","Product"],"name":"Dune","isbn":"9780441013593","offers":{"@type":"Offer","price":9.99,"priceCurrency":"USD","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: '9780441013593', name: 'Dune', price: 9.99, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'sku as a number, name as a language map, price zero-padded text with currency code behind',
    address: 'https://shop.example/p/4711',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":{"@language":"de","@value":"Seife"},"sku":4711,"offers":{"@type":"Offer","price":"5,00 EUR","availability":"http://schema.org/Discontinued"}}',
    ),
    product: { id: '4711', name: 'Seife', price: 5, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'WooCommerce variable product: priceSpecification of a range plus a simple low price; graph by Yoast',
    address: 'https://woo.example/produkt/hoodie/',
    html: ld(
      '{"@context":"https://schema.org/","@graph":[{"@type":"BreadcrumbList","itemListElement":[]},{"@type":"Product","@id":"https://woo.example/produkt/hoodie/#product","name":"Hoodie","url":"https://woo.example/produkt/hoodie/","sku":"woo-hoodie","offers":[{"@type":"AggregateOffer","lowPrice":"42.00","highPrice":"45.00","offerCount":3,"priceValidUntil":"2027-12-31","availability":"https://schema.org/InStock","url":"https://woo.example/produkt/hoodie/","priceCurrency":"GBP"}]}]}',
    ),
    product: { id: 'woo-hoodie', name: 'Hoodie', price: 42, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'broken JSON-LD (unescaped quotes) beside whole Open Graph',
    address: 'https://shop.example/p/tv',
    html: `${ld('{"@context":"https://schema.org","@type":"Product","name":"TV 55" OLED","sku":"TV55","offers":{"@type":"Offer","price":"899.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}')}<meta property="og:type" content="og:product"><meta property="og:title" content="TV 55&quot; OLED"><meta property="og:price:amount" content="899.00"><meta property="og:price:currency" content="EUR"><meta property="og:availability" content="in stock">`,
    product: { id: 'TV55', name: 'TV 55" OLED', price: 899, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'article with a product mentioned: a blog page is about no product',
    address: 'https://shop.example/blog/how-to',
    html: ld(
      '{"@context":"https://schema.org","@type":"BlogPosting","headline":"How to","mentions":[{"@type":"Product","name":"Mug","sku":"MUG"}]}',
    ),
  },
  {
    from: 'RDFa Lite with vocab',
    address: 'https://shop.example/p/chair',
    html: `<div vocab="https://schema.org/" typeof="Product"><h1 property="name">Chair</h1><span property="sku">CH-1</span><div property="offers" typeof="Offer"><span property="priceCurrency" content="SEK">kr</span><span property="price" content="1495.00">1 495:-</span><link property="availability" href="https://schema.org/InStock"></div></div>`,
    product: { id: 'CH-1', name: 'Chair', price: 1495, currency: 'SEK', availability: 'in_stock' },
  },
  {
    from: 'IndividualProduct in an array inside @graph twice nested; offers by reference; price per unit spec',
    address: 'https://shop.example/p/car',
    html: ld(
      '[{"@context":"https://schema.org","@graph":[[{"@type":"IndividualProduct","@id":"#car","name":"Toy car","sku":"CAR","offers":{"@id":"#offer"}}],{"@type":"Offer","@id":"#offer","price":"12.00","priceCurrency":"EUR","availability":"https://schema.org/OnlineOnly"}]}]',
    ),
    product: { id: 'CAR', name: 'Toy car', price: 12, currency: 'EUR', availability: 'in_stock' },
  },
];
