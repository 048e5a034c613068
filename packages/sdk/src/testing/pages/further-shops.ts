import { ld, type SamplePage } from './page.ts';

/** Written blind against the reader, in the shapes of more themes, modules and languages: what was got wrong was then got right. */
export const FURTHER: SamplePage[] = [
  {
    from: 'offers each with its variant in itemOffered, the address names one by ?variant=',
    address: 'https://shop.example/products/scarf?variant=42',
    html: ld(`{
  "@context": "http://schema.org/", "@type": "Product", "name": "Scarf", "url": "https://shop.example/products/scarf",
  "brand": {"@type": "Thing", "name": "Loom"},
  "offers": [
    {"@type" : "Offer", "availability" : "http://schema.org/OutOfStock", "price" : "25.00", "priceCurrency" : "EUR", "url" : "https://shop.example/products/scarf?variant=41", "itemOffered" : {"@type" : "Product", "name" : "Red", "sku": "SC-R"}},
    {"@type" : "Offer", "availability" : "http://schema.org/InStock", "price" : "27.50", "priceCurrency" : "EUR", "url" : "https://shop.example/products/scarf?variant=42", "itemOffered" : {"@type" : "Product", "name" : "Blue", "sku": "SC-B", "weight": {"@type": "QuantitativeValue", "unitCode": "kg", "value": "0.2 kg"}}}
  ]}`),
    product: { name: 'Scarf', price: 27.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'VTEX FastStore: fields of its own beside schema.org’s, list prices among them',
    address: 'https://loja.example/fone-sem-fio-99995945/p',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Fone sem fio","description":"","brand":{"@type":"Brand","name":"Som"},"sku":"99995945","gtin":"0","offers":{"@type":"AggregateOffer","highPrice":489.9,"lowPrice":389.9,"lowPriceWithTaxes":401,"offerCount":2,"priceCurrency":"BRL","offers":[{"@type":"Offer","listPrice":489.9,"listPriceWithTaxes":500,"priceWithTaxes":401,"quantity":1,"availability":"https://schema.org/OutOfStock","sellingPrice":489.9,"price":489.9,"priceCurrency":"BRL","priceValidUntil":"2031-01-01T00:00:00Z","itemCondition":"https://schema.org/NewCondition","itemOffered":{"@type":"Product","sku":"99995945"},"seller":{"@type":"Organization","identifier":"2"}},{"@type":"Offer","listPrice":489.9,"price":389.9,"priceCurrency":"BRL","availability":"https://schema.org/InStock","priceValidUntil":"2031-01-01T00:00:00Z","seller":{"@type":"Organization","identifier":"1"}}]}}',
    ),
    product: { id: '99995945', name: 'Fone sem fio', price: 389.9, currency: 'BRL', availability: 'in_stock' },
  },
  {
    from: 'Shoper: comma prices without currency, an id in the offer’s address, the barcode as mpn',
    address: 'https://sklep.example/pl/p/Kubek-emaliowany/128',
    html: ld(
      '{"@context":"https://schema.org/","@type":"Product","name":"Kubek emaliowany","productID":"128","mpn":"5901234567890","url":"/pl/p/Kubek-emaliowany/128","sku":"KUB-128","brand":{"@type":"Brand","name":"Emalia","logo":"","url":""},"offers":{"@type":"Offer","url":"/pl/p/Kubek-emaliowany/128?id=128","priceCurrency":"PLN","priceValidUntil":"2100-01-01","price":"1 049,90","availability":"http://schema.org/InStock"}}',
    ),
    product: { id: 'KUB-128', name: 'Kubek emaliowany', price: 1049.9, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'PrestaShop module: price "0" where a combination has none, the meta tags state it',
    address: 'https://boutique.example/12-34-lampe.html#/taille-m',
    html: `<meta property="og:type" content="product"><meta property="og:title" content="Lampe"><meta property="product:price:amount" content="59.9"><meta property="product:price:currency" content="EUR">${ld('{"@context":"https://schema.org/","@type":"Product","name":"Lampe","sku":"LMP","mpn":"LMP","offers":{"availability":"https://schema.org/BackOrder","price":"0","priceCurrency":"EUR","url":"https://boutique.example/12-34-lampe.html","@type":"Offer"}}')}`,
    product: { id: 'LMP', name: 'Lampe', price: 59.9, currency: 'EUR', availability: 'backorder' },
  },
  {
    from: 'Romanian: "1.299,00 lei" in microdata’s text, words for the stock, an old price struck out with itemprop too',
    address: 'https://magazin.example/aspirator-x1.html',
    html: '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Aspirator X1</h1><span itemprop="sku">AX1</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><s><span itemprop="price">1.499,00 lei</span></s><strong itemprop="price">1.299,00 lei</strong><span itemprop="availability">În stoc furnizor</span></div></div>',
    product: { id: 'AX1', name: 'Aspirator X1', price: 1299, currency: 'RON', availability: 'in_stock' },
  },
  {
    from: 'Russian: thin no-break spaces, a rouble sign in small capitals, "Осталось мало"',
    address: 'https://magazin.example/catalog/chajnik/',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Чайник","sku":"Ч-1","offers":{"@type":"Offer","price":"1\u202f299,00\u00a0₽","availability":"В наличии: 3 шт."}}',
    ),
    product: { id: 'Ч-1', name: 'Чайник', price: 1299, currency: 'RUB', availability: 'in_stock' },
  },
  {
    from: 'French: narrow spaces, the euro in the middle of the digits',
    address: 'https://boutique.example/p/table',
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Table</h1><meta itemprop="sku" content="TB"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><span itemprop="price">1&#8239;299€<sup>95</sup></span><link itemprop="availability" href="http://schema.org/InStock"></div></div>',
    product: { id: 'TB', name: 'Table', price: 1299.95, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'German: "ab 1.299,00 €*", delivery time as the availability',
    address: 'https://laden.example/p/sessel',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Sessel","sku":"SE-9","offers":{"@type":"Offer","price":"ab 1.299,00 €*","priceCurrency":"EUR","availability":"sofort lieferbar"}}',
    ),
    product: { id: 'SE-9', name: 'Sessel', price: 1299, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'priceSpecification as a list: a strike-through price, one for members, the one in force with its dates',
    address: 'https://shop.example/p/drill',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Drill","sku":"DR","offers":{"@type":"Offer","availability":"https://schema.org/LimitedAvailability","priceSpecification":[{"@type":"UnitPriceSpecification","price":"129.00","priceCurrency":"USD","priceType":"https://schema.org/StrikethroughPrice"},{"@type":"UnitPriceSpecification","price":"89.00","priceCurrency":"USD","validForMemberTier":{"@id":"#gold"}},{"@type":"UnitPriceSpecification","price":"99.00","priceCurrency":"USD","validFrom":"2020-01-01T00:00:00Z","validThrough":"2099-01-01T00:00:00Z"}]}}',
    ),
    product: { id: 'DR', name: 'Drill', price: 99, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'the currency in a meta tag alone',
    address: 'https://shop.example/p/stool',
    html: `<meta property="og:price:currency" content="SEK">${ld('{"@context":"https://schema.org","@type":"Product","name":"Stool","sku":"ST","offers":{"@type":"Offer","price":"399","availability":"http://schema.org/InStock"}}')}`,
    product: { id: 'ST', name: 'Stool', price: 399, currency: 'SEK', availability: 'in_stock' },
  },
  {
    from: 'the currency as itemprop in the head, outside every thing',
    address: 'https://shop.example/p/shelf',
    html: '<meta itemprop="priceCurrency" content="NOK"><div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Shelf</h1><i itemprop="sku">SH</i><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><b itemprop="price" content="1499">1 499,-</b><link itemprop="availability" href="http://schema.org/InStock"></div></div>',
    product: { id: 'SH', name: 'Shelf', price: 1499, currency: 'NOK', availability: 'in_stock' },
  },
  {
    from: 'byte-order mark, HTML comment, CDATA and a trailing comma, all at once',
    address: 'https://shop.example/p/all',
    html: ld(
      '\ufeff<!--//<![CDATA[\n{"@context":"https://schema.org","@type":"Product","name":"All","sku":"AL","offers":{"@type":"Offer","price":"5.00","priceCurrency":"EUR","availability":"https://schema.org/InStock",},}\n//]]>-->',
    ),
    product: { id: 'AL', name: 'All', price: 5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'entities escaped twice in the name',
    address: 'https://shop.example/p/salt',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Salt &amp;amp; pepper &amp;#8211; set","sku":"S&amp;P","offers":{"@type":"Offer","price":"15.00","priceCurrency":"GBP","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'S&P', name: 'Salt & pepper – set', price: 15, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'a Product in each breadcrumb and card, one in the middle the page’s by its heading',
    address: 'https://shop.example/item.php?id=77',
    html: `<h1>Blue  kettle</h1>${ld('[{"@type":"Product","name":"Red kettle","sku":"76","offers":{"price":20,"priceCurrency":"EUR"}},{"@type":"Product","name":"Blue kettle","sku":"77","offers":{"price":21,"priceCurrency":"EUR","availability":"InStock"}},{"@type":"Product","name":"Kettle","sku":"78","offers":{"price":22,"priceCurrency":"EUR"}}]')}`,
    product: { id: '77', name: 'Blue kettle', price: 21, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ItemPage by @id in a graph, its mainEntity by reference, the offers by reference to nodes of the graph, prices by reference again',
    address: 'https://shop.example/p/graph/',
    html: ld(
      '{"@context":"https://schema.org","@graph":[{"@type":["WebPage","ItemPage"],"@id":"https://shop.example/p/graph/#webpage","mainEntity":{"@id":"https://shop.example/p/graph/#product"}},{"@type":"Product","@id":"https://shop.example/p/other/#product","name":"Other","sku":"O","offers":{"@id":"#o2"}},{"@type":"Product","@id":"https://shop.example/p/graph/#product","name":"Graph","sku":"G","offers":[{"@id":"#o1"}]},{"@type":"Offer","@id":"#o1","priceSpecification":{"@id":"#p1"},"availability":"http://schema.org/InStock"},{"@type":"Offer","@id":"#o2","price":1,"priceCurrency":"EUR"},{"@type":"UnitPriceSpecification","@id":"#p1","price":"12.00","priceCurrency":"EUR"}]}',
    ),
    product: { id: 'G', name: 'Graph', price: 12, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'microdata: itemref to a price box far away, reviews nested with offers of their own',
    address: 'https://shop.example/p/far',
    html: '<div itemscope itemtype="https://schema.org/Product" itemref="buy  sku"><h1 itemprop="name">Far</h1><div itemprop="review" itemscope itemtype="https://schema.org/Review"><div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Product"><span itemprop="name">Near</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="1"></div></div></div></div><p id="sku">No. <span itemprop="sku">FA</span></p><aside id="buy" itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="44.00"><meta itemprop="priceCurrency" content="CHF"><link itemprop="availability" href="https://schema.org/InStock"></aside>',
    product: { id: 'FA', name: 'Far', price: 44, currency: 'CHF', availability: 'in_stock' },
  },
  {
    from: 'RDFa with prefixes on every name, and content on spans',
    address: 'https://shop.example/p/rdfa',
    html: '<div prefix="s: http://schema.org/" typeof="s:Product" resource="#p"><h1 property="s:name">Lute</h1><span property="s:sku" content="LU"></span><div property="s:offers" typeof="s:Offer"><span property="s:price" content="450.00">450</span><span property="s:priceCurrency" content="EUR">€</span><link property="s:availability" href="http://schema.org/PreOrder"></div></div>',
    product: { id: 'LU', name: 'Lute', price: 450, currency: 'EUR', availability: 'preorder' },
  },
  {
    from: 'Open Graph alone, the price with its currency behind in one tag, availability as instock',
    address: 'https://shop.example/p/og',
    html: '<meta property="og:type" content="product.item"><meta property="og:title" content="Gong"><meta property="og:price:amount" content="1 049,50"><meta property="og:price:currency" content="pln"><meta property="product:availability" content="instock"><meta property="product:retailer_item_id" content="GO">',
    product: { id: 'GO', name: 'Gong', price: 1049.5, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'Magento 2: Luma’s microdata around a page, a configurable’s "As low as" price, tax beside it, an SEO module’s JSON-LD without offers',
    address: 'https://shop.example/breathe-easy-tank.html',
    html: `<main itemscope itemtype="http://schema.org/Product"><h1><span itemprop="name">Breathe-Easy Tank</span></h1><div class="price-box" itemprop="offers" itemscope itemtype="http://schema.org/AggregateOffer"><span class="price-label">As low as</span><span id="product-price-1" data-price-amount="34" class="price-wrapper" itemprop="lowPrice"><span class="price">$34.00</span></span><meta itemprop="priceCurrency" content="USD"><span itemprop="highPrice" content="36">$36.00</span></div><div title="Availability" class="stock available"><span>In stock</span></div><div itemprop="sku">WT09</div></main>${ld('{"@context":"http://schema.org","@type":"Product","name":"Breathe-Easy Tank","aggregateRating":{"@type":"AggregateRating","ratingValue":"72","bestRating":"100"}}')}`,
    product: { id: 'WT09', name: 'Breathe-Easy Tank', price: 34, currency: 'USD' },
  },
  {
    from: 'Shopware 6: one meta price in an AggregateOffer’s table, availability at the outer scope with LimitedAvailability',
    address: 'https://laden.example/Kerze/SW100',
    html: '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Kerze</h1><div itemprop="offers" itemscope itemtype="https://schema.org/AggregateOffer"><meta itemprop="url" content="https://laden.example/Kerze/SW100"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="lowPrice" content="7.5"><meta itemprop="highPrice" content="9"><meta itemprop="offerCount" content="2"><table><tr itemprop="offers" itemscope itemtype="https://schema.org/Offer"><td><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="9">9,00 €</td></tr><tr itemprop="offers" itemscope itemtype="https://schema.org/Offer"><td><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="7.5">7,50 €</td></tr></table><link itemprop="availability" href="https://schema.org/LimitedAvailability"></div><span itemprop="sku">SW100</span></div>',
    product: { id: 'SW100', name: 'Kerze', price: 7.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'SFCC: JSON-LD with a price book’s range as text, "availability":"http://schema.org/InStock" of the master, @id as id',
    address: 'https://shop.example/s/Site/dress/25696706M.html?lang=en_US',
    html: ld(
      '{"@context":"http://schema.org/","@type":"Product","name":"Dress","description":null,"mpn":"25696706M","sku":"25696706M","offers":{"url":{},"@type":"AggregateOffer","priceCurrency":"USD","lowPrice":"59.00","highPrice":"79.00","availability":"http://schema.org/InStock"}}',
    ),
    product: { id: '25696706M', name: 'Dress', price: 59, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Wix: Offers, Availability and capitals, an empty aggregateRating',
    address: 'https://www.example.com/product-page/soap-bar',
    html: ld(
      '{"@context":"https://schema.org/","@type":"Product","name":"Soap bar","description":"","image":[{"@type":"ImageObject","contentUrl":"x"}],"Offers":{"@type":"Offer","url":"https://www.example.com/product-page/soap-bar","priceCurrency":"ILS","price":"18","Availability":"https://schema.org/OutOfStock"},"aggregateRating":{}}',
    ),
    product: { name: 'Soap bar', price: 18, currency: 'ILS', availability: 'out_of_stock' },
  },
  {
    from: 'Squarespace: Product in microdata-like JSON-LD, offers as a list with one currency object',
    address: 'https://www.example.com/store/p/tote',
    html: `<meta property="og:type" content="product"><meta property="og:title" content="Tote — Shop"><meta property="product:price:amount" content="30.00"><meta property="product:price:currency" content="USD"><meta property="product:availability" content="instock">${ld('{"name":"Tote","image":"x","description":"","brand":"Shop","offers":{"price":30.00,"priceCurrency":"USD","url":"https://www.example.com/store/p/tote","availability":"InStock","sku":"SQ1234567","@context":"http://schema.org","@type":"Offer"},"@context":"http://schema.org","@type":"Product"}')}`,
    product: { id: 'SQ1234567', name: 'Tote', price: 30, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'OpenCart: JSON-LD’s price with the sign in front and an entity, the stock’s name',
    address: 'https://shop.example/index.php?route=product/product&product_id=40',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","productID":"40","name":"iPhone","sku":"","mpn":"product 11","offers":{"@type":"Offer","priceCurrency":"GBP","price":"&pound;1,123.20","availability":"2 - 3 Days","itemCondition":"http://schema.org/NewCondition"}}',
    ),
    product: { id: '40', name: 'iPhone', price: 1123.2, currency: 'GBP' },
  },
  {
    from: 'BigCommerce: a custom theme’s JSON-LD with priceSpecification of a range and a sale',
    address: 'https://shop.example/able-brewing/',
    html: ld(
      '{"@context":"https://schema.org/","@type":"Product","name":"[Sample] Able Brewing","sku":"ABS","url":"https://shop.example/able-brewing/","brand":{"@type":"Brand","name":"Able"},"offers":{"@type":"Offer","priceCurrency":"USD","price":"225","itemCondition":"https://schema.org/NewCondition","availability":"https://schema.org/InStock","url":"https://shop.example/able-brewing/","priceValidUntil":"2027-11-22","priceSpecification":{"@type":"PriceSpecification","priceCurrency":"USD","minPrice":"225","maxPrice":"250"}}}',
    ),
    product: { id: 'ABS', name: '[Sample] Able Brewing', price: 225, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'WooCommerce of 2024: priceSpecification a list of one with an explicit offer type, the currency in it alone',
    address: 'https://shop.example/product/hoodie/',
    html: ld(
      '{"@context":"https:\\/\\/schema.org\\/","@graph":[{"@context":"https:\\/\\/schema.org\\/","@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"item":{"name":"Home","@id":"https:\\/\\/shop.example"}}]},{"@context":"https:\\/\\/schema.org\\/","@type":"Product","@id":"https:\\/\\/shop.example\\/product\\/hoodie\\/#product","name":"Hoodie","url":"https:\\/\\/shop.example\\/product\\/hoodie\\/","sku":123,"offers":[{"@type":"Offer","priceSpecification":[{"@type":"UnitPriceSpecification","price":"45.00","priceCurrency":"EUR","valueAddedTaxIncluded":false,"validThrough":"2027-12-31"}],"priceValidUntil":"2027-12-31","availability":"https:\\/\\/schema.org\\/InStock","url":"https:\\/\\/shop.example\\/product\\/hoodie\\/","seller":{"@type":"Organization","name":"Shop"}}]}]}',
    ),
    product: { id: '123', name: 'Hoodie', price: 45, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ProductGroup with variants by ?variant=, each with its offer in an array and a numeric sku; the group first, reviews on it',
    address: 'https://shop.example/en-gb/products/cap?variant=3002&_pos=1&_sid=ab',
    html: ld(
      '{"@context":"http:\\/\\/schema.org\\/","@id":"\\/products\\/cap#product","@type":"ProductGroup","brand":{"@type":"Brand","name":"Head"},"category":"Hats","name":"Cap","productGroupID":"8001","url":"https:\\/\\/shop.example\\/products\\/cap","hasVariant":[{"@id":"\\/products\\/cap?variant=3001#variant","@type":"Product","name":"Cap - Red","offers":{"@id":"\\/products\\/cap?variant=3001#offer","@type":"Offer","availability":"http:\\/\\/schema.org\\/OutOfStock","price":"20.00","priceCurrency":"GBP","url":"https:\\/\\/shop.example\\/products\\/cap?variant=3001"},"sku":"901"},{"@id":"\\/products\\/cap?variant=3002#variant","@type":"Product","name":"Cap - Blue","offers":{"@id":"\\/products\\/cap?variant=3002#offer","@type":"Offer","availability":"http:\\/\\/schema.org\\/InStock","price":"22.00","priceCurrency":"GBP","url":"https:\\/\\/shop.example\\/products\\/cap?variant=3002"},"sku":"902"},{"@id":"\\/products\\/cap?variant=3003#variant","@type":"Product","name":"Cap - Green","offers":{"@type":"Offer","availability":"http:\\/\\/schema.org\\/InStock","price":"24.00","priceCurrency":"GBP","url":"https:\\/\\/shop.example\\/products\\/cap?variant=3003"},"sku":"903"}]}',
    ),
    product: { id: '902', name: 'Cap - Blue', price: 22, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'one Product for each variant in one script, told apart by ?variant= in their addresses, all of one name',
    address: 'https://shop.example/products/belt?variant=12',
    html: ld(
      '[{"@context":"https://schema.org","@type":"Product","name":"Belt","sku":"BL-S","url":"https://shop.example/products/belt?variant=11","offers":{"@type":"Offer","price":"30","priceCurrency":"USD","availability":"InStock"}},{"@context":"https://schema.org","@type":"Product","name":"Belt","sku":"BL-L","url":"https://shop.example/products/belt?variant=12","offers":{"@type":"Offer","price":"32","priceCurrency":"USD","availability":"OutOfStock"}}]',
    ),
    product: { id: 'BL-L', name: 'Belt', price: 32, currency: 'USD', availability: 'out_of_stock' },
  },
  {
    from: 'availability: in lower case, without its vocabulary, with underscores, hyphens, or as a term',
    address: 'https://shop.example/p/lower',
    html: ld(
      '{"@context":"https://schema.org","@type":"product","name":"Lower","sku":"LO","offers":{"@type":"offer","price":"1.50","pricecurrency":"usd","availability":"https://schema.org/instock"}}',
    ),
    product: { id: 'LO', name: 'Lower', price: 1.5, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'AggregateOffer with signs in its bounds and no count',
    address: 'https://shop.example/p/range',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Range","sku":"RA","offers":{"@type":"AggregateOffer","lowPrice":"$19.99","highPrice":"$29.99","offerCount":"","priceCurrency":"USD","availability":"in stock"}}',
    ),
    product: { id: 'RA', name: 'Range', price: 19.99, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'a microdata page whose scope has no itemprop="offers" wrapper: price straight in the product',
    address: 'https://shop.example/p/flat',
    html: '<section itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Flat</h1><span itemprop="sku">FL</span><span itemprop="price" content="9.90">9,90 €</span><meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="https://schema.org/InStock"></section>',
    product: { id: 'FL', name: 'Flat', price: 9.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a template’s microdata with href on meta, and content with blanks and a line break',
    address: 'https://shop.example/p/meta',
    html: '<div itemscope itemtype="//schema.org/Product"><meta itemprop="name" content="  Meta\n mug "><meta itemprop="sku" content=" ME "><div itemprop="offers" itemscope itemtype="//schema.org/Offer"><meta itemprop="price" content=" 8,50 "><meta itemprop="priceCurrency" content=" eur "><meta itemprop="availability" href="http://schema.org/OutOfStock"></div></div>',
    product: { id: 'ME', name: 'Meta mug', price: 8.5, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Ukrainian: "1 299 грн", the stock as "Є в наявності"',
    address: 'https://kramnytsia.example/ua/p100-chajnyk.html',
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Чайник</h1><span itemprop="sku">U100</span><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price">1 299 грн</span><span itemprop="availability">Є в наявності</span></div></div>',
    product: { id: 'U100', name: 'Чайник', price: 1299, currency: 'UAH', availability: 'in_stock' },
  },
  {
    from: 'Czech: "1 299 Kč", "Skladem (> 5 ks)"; Hungarian shops write alike',
    address: 'https://obchod.example/konvice/',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Konvice","sku":"KO","offers":{"@type":"Offer","price":"1 299 Kč","availability":"Skladem (> 5 ks)"}}',
    ),
    product: { id: 'KO', name: 'Konvice', price: 1299, currency: 'CZK', availability: 'in_stock' },
  },
  {
    from: 'Hungarian: "12.990 Ft", "Raktáron"',
    address: 'https://bolt.example/termek/kanna',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Kanna","sku":"KA","offers":{"@type":"Offer","price":"12.990 Ft","priceCurrency":"HUF","availability":"Raktáron"}}',
    ),
    product: { id: 'KA', name: 'Kanna', price: 12990, currency: 'HUF', availability: 'in_stock' },
  },
  {
    from: 'two Products: that of the page without a price, a sponsored one with',
    address: 'https://shop.example/p/own',
    html: `<h1>Own</h1>${ld('{"@context":"https://schema.org","@type":"Product","name":"Own","sku":"OW","url":"https://shop.example/p/own"}')}${ld('{"@context":"https://schema.org","@type":"Product","name":"Sponsored","sku":"SP","url":"https://shop.example/p/sponsored","offers":{"@type":"Offer","price":"5","priceCurrency":"EUR"}}')}`,
    product: { id: 'OW', name: 'Own' },
  },
  {
    from: 'a ListItem that wraps the page’s product beside its breadcrumbs in one graph of an array',
    address: 'https://shop.example/p/wrapped',
    html: ld(
      '[[{"@context":"https://schema.org","@type":"WebSite","name":"Shop"}],[{"@context":"https://schema.org","@type":"Product","name":"Wrapped","identifier":{"@type":"PropertyValue","propertyID":"SKU","value":"WR"},"offers":[[{"@type":"Offer","price":3.5,"priceCurrency":"EUR","availability":"schema:InStock"}]]}]]',
    ),
    product: { id: 'WR', name: 'Wrapped', price: 3.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Hydrogen: JSON-LD with a price object as its API gives it',
    address: 'https://shop.example/products/board',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Board","sku":"BO","offers":[{"@type":"Offer","price":{"amount":"749.95","currencyCode":"USD"},"availability":true}]}',
    ),
    product: { id: 'BO', name: 'Board', price: 749.95, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'the price with its currency code behind, priceCurrency as a sign',
    address: 'https://shop.example/p/sign',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Sign","sku":"SI","offers":{"@type":"Offer","price":"12.99 EUR","priceCurrency":"€","availability":"Available"}}',
    ),
    product: { id: 'SI', name: 'Sign', price: 12.99, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Italian: "€ 1.299,00", "Disponibilità immediata"; Spanish and Portuguese alike',
    address: 'https://negozio.example/p/sedia',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Sedia","sku":"SD","offers":{"@type":"Offer","price":"€ 1.299,00","availability":"Disponibilità immediata"}}',
    ),
    product: { id: 'SD', name: 'Sedia', price: 1299, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Danish: "1.299,-" and DKK, "På lager"',
    address: 'https://butik.example/vare/stol',
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Stol</h1><i itemprop="sku">DK1</i><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price">1.299,-</span><meta itemprop="priceCurrency" content="DKK"><span itemprop="availability">På lager</span></div></div>',
    product: { id: 'DK1', name: 'Stol', price: 1299, currency: 'DKK', availability: 'in_stock' },
  },
  {
    from: 'a sale: sale price, regular price and their dates in one offer’s own fields',
    address: 'https://shop.example/p/sale',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Sale","sku":"SA","offers":{"@type":"Offer","price":"100.00","salePrice":"80.00","priceCurrency":"EUR","priceValidUntil":"2027-01-01","availability":"https://schema.org/InStock","priceSpecification":{"@type":"UnitPriceSpecification","priceType":"https://schema.org/SalePrice","price":"80.00","priceCurrency":"EUR"}}}',
    ),
    product: { id: 'SA', name: 'Sale', price: 80, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ProductGroup: the variant by its path in another language, prices in the group’s AggregateOffer too',
    address: 'https://shop.example/de/p/jacke-gruen?size=m',
    html: ld(
      '{"@context":"https://schema.org","@type":"ProductGroup","name":"Jacke","productGroupID":"JK","offers":{"@type":"AggregateOffer","lowPrice":"80","highPrice":"95","priceCurrency":"EUR"},"hasVariant":[{"@type":"Product","sku":"JK-R","name":"Jacke rot","url":"https://shop.example/de/p/jacke-rot","offers":{"@type":"Offer","price":"80","priceCurrency":"EUR","availability":"InStock"}},{"@type":"Product","sku":"JK-G","name":"Jacke grün","url":"https://shop.example/de/p/jacke-gruen","offers":{"@type":"Offer","price":"95","priceCurrency":"EUR","availability":"OutOfStock"}}]}',
    ),
    product: { id: 'JK-G', name: 'Jacke grün', price: 95, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'the offers stand beside the product in the graph and name it by itemOffered’s @id',
    address: 'https://shop.example/p/lamp',
    html: ld(
      '{"@context":"https://schema.org","@graph":[{"@type":"Product","@id":"#lamp","name":"Lamp","sku":"LA"},{"@type":"Offer","itemOffered":{"@id":"#lamp"},"price":"18.00","priceCurrency":"EUR","availability":"https://schema.org/InStock"}]}',
    ),
    product: { id: 'LA', name: 'Lamp', price: 18, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'makesOffer of an organisation: no more than a mention; the page’s own beside it',
    address: 'https://shop.example/p/vest',
    html: ld(
      '[{"@context":"https://schema.org","@type":"Organization","name":"Shop","makesOffer":{"@type":"Offer","itemOffered":{"@type":"Product","name":"Gift card","sku":"GC"},"price":10,"priceCurrency":"EUR"}},{"@context":"https://schema.org","@type":"Product","name":"Vest","sku":"VE","offers":{"@type":"Offer","price":31,"priceCurrency":"EUR","availability":"https://schema.org/InStock"}}]',
    ),
    product: { id: 'VE', name: 'Vest', price: 31, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'microdata: price in cents apart, "1 299<sup>95</sup>" with the whole in content of the wrapper',
    address: 'https://shop.example/p/cents',
    html: '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Cents</h1><meta itemprop="sku" content="CE"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="1299.95">1 299<sup>95</sup> <small>lei</small></span><meta itemprop="priceCurrency" content="RON"><meta itemprop="availability" content="https://schema.org/InStock"></div></div>',
    product: { id: 'CE', name: 'Cents', price: 1299.95, currency: 'RON', availability: 'in_stock' },
  },
  {
    from: 'Romanian: the cents raised without a mark, "1.299 95 Lei" as text',
    address: 'https://magazin.example/p/bani',
    html: '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Bani</h1><meta itemprop="sku" content="BA"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="RON"><span itemprop="price">1.299,<sup>95</sup> Lei</span><span itemprop="availability">Stoc limitat</span></div></div>',
    product: { id: 'BA', name: 'Bani', price: 1299.95, currency: 'RON', availability: 'in_stock' },
  },
  {
    from: 'a script of type application/ld+json with upper case and a nonce, its JSON behind "var x ="; a second that is an empty list',
    address: 'https://shop.example/p/upper',
    html: `<script nonce="x" type="Application/LD+JSON">{"@context":"http://schema.org","@type":"http://schema.org/Product","name":"Upper","productID":"isbn:9781234567897","offers":{"@type":"http://schema.org/Offer","price":"11,90","priceCurrency":"EUR","availability":"http://schema.org/SoldOut"}}</script>${ld('[]')}`,
    product: { id: '9781234567897', name: 'Upper', price: 11.9, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'availability that contradicts itself: the offer’s own word goes before the product’s',
    address: 'https://shop.example/p/word',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Word","sku":"WO","availability":"https://schema.org/InStock","offers":[{"@type":"Offer","price":"7","priceCurrency":"EUR","availability":"https://schema.org/OutOfStock"}]}',
    ),
    product: { id: 'WO', name: 'Word', price: 7, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Open Graph prices of several variants, one tag each: the first is the page’s',
    address: 'https://shop.example/p/several',
    html: '<meta property="og:type" content="product"><meta property="og:title" content="Several"><meta property="product:price:amount" content="21.00"><meta property="product:price:currency" content="EUR"><meta property="product:price:amount" content="24.00"><meta property="product:price:currency" content="EUR"><meta property="product:availability" content="available for order">',
    product: { name: 'Several', price: 21, currency: 'EUR' },
  },
  {
    from: 'a Polish marketplace: offers an object of Offer with eligibleQuantity, price per unit beside in the words',
    address: 'https://sklep.example/p/farba',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Farba","gtin13":"5900000000001","offers":{"@type":"Offer","price":"49,99 zł","availability":"https://schema.org/InStock","eligibleQuantity":{"@type":"QuantitativeValue","minValue":1},"priceSpecification":{"@type":"UnitPriceSpecification","price":"19,99","priceCurrency":"PLN","unitText":"l","referenceQuantity":{"value":1}}}}',
    ),
    product: { id: '5900000000001', name: 'Farba', price: 49.99, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'Kuwait: three decimals, the dinar’s name before; Arabic words for the stock',
    address: 'https://shop.example/ar/p/oud',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"عود","sku":"OU","offers":{"@type":"Offer","price":"12.500","priceCurrency":"KWD","availability":"متوفر"}}',
    ),
    product: { id: 'OU', name: 'عود', price: 12.5, currency: 'KWD', availability: 'in_stock' },
  },
];
