import { ld, type SamplePage } from './page.ts';

/** Written blind, after the reading was done: what was got wrong is listed by the test until it is got right. */
export const ODD: SamplePage[] = [
  {
    from: 'type with a charset, context in https and www, graph inside an array',
    address: 'https://shop.example/p/1',
    html: `<script type="application/ld+json; charset=utf-8">[{"@context":"https://www.schema.org/","@graph":[{"@type":"http://www.schema.org/Product","name":"Bowl","sku":"B1","offers":[{"@type":"http://www.schema.org/Offer","price":"7","priceCurrency":"EUR","availability":"http://www.schema.org/InStock"}]}]}]</script>`,
    product: { id: 'B1', name: 'Bowl', price: 7, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ProductGroup whose variants are references to nodes of another script',
    address: 'https://shop.example/p/tee?color=blue',
    html: `${ld('{"@context":"https://schema.org","@id":"#g","@type":"ProductGroup","name":"Tee","productGroupID":"TEE","variesBy":["https://schema.org/color"],"hasVariant":[{"@id":"#red"},{"@id":"#blue"}]}')}
      ${ld('[{"@context":"https://schema.org","@id":"#red","@type":"Product","sku":"TEE-R","name":"Tee red","isVariantOf":{"@id":"#g"},"offers":{"@type":"Offer","url":"https://shop.example/p/tee?color=red","price":10,"priceCurrency":"USD","availability":"https://schema.org/InStock"}},{"@context":"https://schema.org","@id":"#blue","@type":"Product","sku":"TEE-B","name":"Tee blue","isVariantOf":{"@id":"#g"},"offers":{"@type":"Offer","url":"https://shop.example/p/tee?color=blue","price":11,"priceCurrency":"USD","availability":"https://schema.org/OutOfStock"}}]')}`,
    product: { id: 'TEE-B', name: 'Tee blue', price: 11, currency: 'USD', availability: 'out_of_stock' },
  },
  {
    from: 'price as an object with @value, availability as an object with @id, brand as a list',
    address: 'https://shop.example/p/2',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Pan","sku":"P2","brand":[{"@type":"Brand","name":"Iron"}],"offers":{"@type":"Offer","price":{"@type":"xsd:decimal","@value":"45.5"},"priceCurrency":"CHF","availability":{"@id":"https://schema.org/InStock"}}}',
    ),
    product: { id: 'P2', name: 'Pan', price: 45.5, currency: 'CHF', availability: 'in_stock' },
  },
  {
    from: 'markup for the main product and for its accessories as siblings of one graph; canonical tells',
    address: 'https://shop.example/en/cam?gclid=x#reviews',
    html: `<link rel="canonical" href="https://shop.example/en/cam">${ld('{"@context":"https://schema.org","@graph":[{"@type":"Product","name":"Bag","sku":"BAG","url":"https://shop.example/en/bag","offers":{"price":"5","priceCurrency":"EUR"}},{"@type":"Product","name":"Cam","sku":"CAM","url":"https://shop.example/en/cam/","offers":{"price":"500","priceCurrency":"EUR","availability":"in stock"}}]}')}`,
    product: { id: 'CAM', name: 'Cam', price: 500, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'AggregateOffer with one low price as text and no availability but that of its offers',
    address: 'https://shop.example/p/3',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Fan","gtin13":"5901234123457","offers":{"@type":"AggregateOffer","priceCurrency":"PLN","lowPrice":"od 99,00 zł","offers":[{"@type":"Offer","availability":"https://schema.org/InStock"}]}}',
    ),
    product: { id: '5901234123457', name: 'Fan', price: 99, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'microdata: offers twice (old and new price), the new one on sale',
    address: 'https://shop.example/p/4',
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Sofa</h1><meta itemprop="productID" content="sku:S4"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><del>999 €</del><ins itemprop="price" content="799.00">799 €</ins><meta itemprop="priceCurrency" content="EUR"><meta itemprop="availability" content="http://schema.org/InStock"></div></div>',
    product: { id: 'S4', name: 'Sofa', price: 799, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'microdata: reviews with names and prices of their own inside',
    address: 'https://shop.example/p/5',
    html: '<div itemscope itemtype="https://schema.org/Product"><div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="name">Great</span><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Jo</span></span></div><span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><span itemprop="name">Acme</span></span><span itemprop="name">Clock</span><span itemprop="sku">C5</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="priceCurrency" content="GBP">£</span><span itemprop="price">1,049.00</span><link itemprop="availability" href="https://schema.org/PreOrder"></div></div>',
    product: { id: 'C5', name: 'Clock', price: 1049, currency: 'GBP', availability: 'preorder' },
  },
  {
    from: 'microdata: one product of the page in mainEntity of a WebPage',
    address: 'https://shop.example/p/6',
    html: '<body itemscope itemtype="https://schema.org/ItemPage"><main itemprop="mainEntity" itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Ladder</h1><span itemprop="mpn">L6</span><p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><data itemprop="price" value="89.5">89,50</data><meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="https://schema.org/SoldOut"></p></main><aside itemscope itemtype="https://schema.org/ItemList"><div itemprop="itemListElement" itemscope itemtype="https://schema.org/Product"><b itemprop="name">Other</b></div></aside></body>',
    product: { id: 'L6', name: 'Ladder', price: 89.5, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Facebook’s catalogue tags with name= in place of property=',
    address: 'https://shop.example/p/7',
    html: '<meta name="og:type" content="og:product"><meta name="og:title" content="Rope &amp; hook"><meta name="product:price:amount" content="1.299,00"><meta name="product:price:currency" content="EUR"><meta name="product:availability" content="out of stock"><meta name="product:retailer_item_id" content="R7">',
    product: { id: 'R7', name: 'Rope & hook', price: 1299, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Open Graph: the usual price and that of a sale',
    address: 'https://shop.example/p/8',
    html: '<meta property="og:type" content="product"><meta property="og:title" content="Hat"><meta property="product:price:amount" content="30"><meta property="product:price:currency" content="USD"><meta property="product:sale_price:amount" content="20"><meta property="product:sale_price:currency" content="USD"><meta property="product:retailer_item_id" content="H8"><meta property="og:availability" content="instock">',
    product: { id: 'H8', name: 'Hat', price: 20, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'template that left its holes: "{{ price }}" and an empty SKU',
    address: 'https://shop.example/p/9',
    html: `${ld('{"@context":"https://schema.org","@type":"Product","name":"{{ product.name }}","sku":"","offers":{"@type":"Offer","price":"{{ price }}","priceCurrency":""}}')}<meta property="og:type" content="product"><meta property="og:title" content="Cap"><meta property="product:price:amount" content="15"><meta property="product:price:currency" content="EUR">`,
    product: { name: 'Cap', price: 15, currency: 'EUR' },
  },
  {
    from: 'a Vehicle of a dealer',
    address: 'https://cars.example/v/1',
    html: ld(
      '{"@context":"https://schema.org","@type":["Product","Car"],"name":"Dacia Logan 1.5","vehicleIdentificationNumber":"VF1","sku":"V-1","offers":{"@type":"Offer","price":"8 990","priceCurrency":"EUR","availability":"https://schema.org/InStock","itemCondition":"https://schema.org/UsedCondition"}}',
    ),
    product: { id: 'V-1', name: 'Dacia Logan 1.5', price: 8990, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'JSON-LD with a JavaScript expression and a semicolon: window.ld = {...};',
    address: 'https://shop.example/p/10',
    html: ld(
      'var productLd = {"@context":"https://schema.org","@type":"Product","name":"Vest","sku":"V10","offers":{"@type":"Offer","price":12,"priceCurrency":"USD","availability":"https://schema.org/InStock"}};',
    ),
    product: { id: 'V10', name: 'Vest', price: 12, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'HTML with line breaks and quotes inside the description, unescaped',
    address: 'https://shop.example/p/11',
    html: ld(`{"@context":"https://schema.org","@type":"Product","name":"Screen 27"","description":"<p class="lead">A "great" screen,
      with: <a href="/x">more</a></p>","sku":"SC27","offers":{"@type":"Offer","price":"199.00","priceCurrency":"USD","availability":"https://schema.org/InStock"}}`),
    product: { id: 'SC27', name: 'Screen 27"', price: 199, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'offers in several currencies, the first in the shop’s own',
    address: 'https://shop.example/p/12',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Ring","sku":"R12","offers":[{"@type":"Offer","price":"100.00","priceCurrency":"RON","availability":"În stoc"},{"@type":"Offer","price":"20.00","priceCurrency":"EUR","availability":"În stoc"}]}',
    ),
    product: { id: 'R12', name: 'Ring', price: 100, currency: 'RON', availability: 'in_stock' },
  },
  {
    from: 'free of charge',
    address: 'https://shop.example/p/13',
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Sample","sku":"F0","offers":{"@type":"Offer","price":0,"priceCurrency":"EUR","availability":"InStock"}}',
    ),
    product: { id: 'F0', name: 'Sample', price: 0, currency: 'EUR', availability: 'in_stock' },
  },
];
