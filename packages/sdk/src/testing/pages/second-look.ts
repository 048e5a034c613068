import { ld, type SamplePage } from './page.ts';

const SHOP = 'https://shop.example';

/** Written after the reading of `template-shops.ts` was done, to see whether what was learnt there holds elsewhere. */
export const SECOND_LOOK: SamplePage[] = [
  {
    from: 'Gambio: several images, the price with a comma in microdata, delivery time in words',
    address: `${SHOP}/de/teekanne-rot.html`,
    html: '<div class="product-info" itemscope itemtype="http://schema.org/Product"><h1 class="product-info-title-desktop" itemprop="name">Teekanne rot</h1><img itemprop="image" src="a.jpg"><img itemprop="image" src="b.jpg"><dl><dd><span itemprop="model">TK-R</span></dd></dl><div class="price-container" itemprop="offers" itemscope itemtype="http://schema.org/Offer"><link itemprop="availability" href="https://schema.org/InStock"/><meta itemprop="priceCurrency" content="EUR"/><meta itemprop="price" content="24.9"/><div class="current-price-container">24,90 EUR</div></div></div>',
    product: { name: 'Teekanne rot', price: 24.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'OXID: "ab" before the price, the article’s number as words, stock by its colour alone',
    address: `${SHOP}/Kites/Kite-NBK-EVO.html`,
    html: '<div id="productinfo"><div itemscope itemtype="http://schema.org/Product"><h1 id="productTitle"><span itemprop="name">Kite NBK EVO</span></h1><div class="tobasket"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><label id="productPrice" class="price"><strong><span class="price-from">ab</span> <span itemprop="price" content="699">699,00</span> <span>€</span> <span itemprop="priceCurrency" content="EUR"></span></strong></label><span class="stockFlag lowStock"><link itemprop="availability" href="http://schema.org/InStock"/>Wenige Exemplare</span></div></div><meta itemprop="productID" content="sku:1102"></div></div>',
    product: { id: '1102', name: 'Kite NBK EVO', price: 699, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Zen Cart: graph with the maker’s number and offers in an AggregateOffer of one',
    address: `${SHOP}/index.php?main_page=product_info&products_id=26`,
    html: `<link rel="canonical" href="${SHOP}/index.php?main_page=product_info&amp;products_id=26">${ld('{"@context":"https://schema.org","@type":"Product","name":"Microsoft IntelliMouse","image":"x.jpg","description":"","sku":"MSIMEXP","weight":"10 lbs","mpn":"MSIMEXP","brand":{"@type":"Brand","name":"Microsoft"},"productID":"26","url":"https://shop.example/index.php?main_page=product_info&products_id=26","itemCondition":"NewCondition","offers":{"@type":"Offer","availability":"InStock","price":"64.95","priceCurrency":"USD","priceValidUntil":"2099-01-01","url":"https://shop.example/index.php?main_page=product_info&products_id=26","seller":{"@type":"Organization","name":"Zen"},"deliveryLeadTime":"1","inventoryLevel":"499","acceptedPaymentMethod":{"@type":"PaymentMethod","name":["CreditCard"]}}}')}`,
    product: { id: 'MSIMEXP', name: 'Microsoft IntelliMouse', price: 64.95, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Bagisto: Product with categories as objects, a sale as the price',
    address: `${SHOP}/arctic-cozy-knit-beanie`,
    html: ld(
      '{"@context":"https:\\/\\/schema.org\\/","@type":"Product","name":"Arctic Cozy Knit Unisex Beanie","description":"<p>warm<\\/p>","url":"https:\\/\\/shop.example\\/arctic-cozy-knit-beanie","sku":"SP-001","weight":"0.2000","categories":[{"@type":"Thing","name":"Winter"}],"image":"x","review":[],"offers":{"@type":"Offer","priceCurrency":"USD","price":"14.0000","availability":"https:\\/\\/schema.org\\/InStock"}}',
    ),
    product: {
      id: 'SP-001',
      name: 'Arctic Cozy Knit Unisex Beanie',
      price: 14,
      currency: 'USD',
      availability: 'in_stock',
    },
  },
  {
    from: 'Saleor of 2019: an offer for each variant, the product without a number',
    address: `${SHOP}/products/apple-juice-72/`,
    html: ld(
      '{"@context":"http://schema.org/","@type":"Product","name":"Apple Juice","image":["x"],"description":"Fell straight from the tree","itemCondition":"http://schema.org/NewCondition","offers":[{"@type":"Offer","itemCondition":"http://schema.org/NewCondition","priceCurrency":"USD","price":"5.00","sku":"43226647","availability":"http://schema.org/OutOfStock"},{"@type":"Offer","itemCondition":"http://schema.org/NewCondition","priceCurrency":"USD","price":"7.00","sku":"80884671","availability":"http://schema.org/InStock"}]}',
    ),
    product: { name: 'Apple Juice', price: 7, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Sylius with a rich-snippet plugin: offers in a graph with a price as text of four decimals',
    address: `${SHOP}/en_US/products/knitted-burgundy-winter-cap`,
    html: ld(
      '{"@context":"https:\\/\\/schema.org","@type":"Product","name":"Knitted burgundy winter cap","productID":"Knitted_burgundy_winter_cap","description":"","offers":{"@type":"AggregateOffer","priceCurrency":"USD","lowPrice":"39.0000","highPrice":"39.0000","offerCount":1,"availability":"https:\\/\\/schema.org\\/InStock"}}',
    ),
    product: {
      id: 'Knitted_burgundy_winter_cap',
      name: 'Knitted burgundy winter cap',
      price: 39,
      currency: 'USD',
      availability: 'in_stock',
    },
  },
  {
    from: 'Magento 2 Hyvä: Luma’s schema on the body, a configurable’s script of prices, stock as a link',
    address: `${SHOP}/chaz-kangeroo-hoodie.html`,
    html: '<body itemtype="http://schema.org/Product" itemscope="itemscope" class="catalog-product-view"><h1 class="page-title"><span class="base" data-ui-id="page-title-wrapper" itemprop="name">Chaz Kangeroo Hoodie</span></h1><div class="product-info-main"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer" class="price-final_price"><span class="price-label">As low as</span><span class="price" x-html="getFormattedFinalPrice()">$52.00</span><meta itemprop="price" content="52"><meta itemprop="priceCurrency" content="USD"></div><link itemprop="availability" href="https://schema.org/InStock"><div itemprop="sku">MH01</div></div><section><form class="product-item" itemscope itemtype="http://schema.org/Product"><a itemprop="url" href="/other.html"><span itemprop="name">Other</span></a></form></section></body>',
    product: { id: 'MH01', name: 'Chaz Kangeroo Hoodie', price: 52, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Magento with Mageworx: types by full addresses, stock and condition too, a weight and colour',
    address: `${SHOP}/affirm-water-bottle.html`,
    html: ld(
      '{"@context":"http:\\/\\/schema.org","@type":"Product","name":"Affirm Water Bottle ","description":"","image":"x","offers":{"@type":"http:\\/\\/schema.org\\/Offer","price":7,"priceCurrency":"USD","availability":"http:\\/\\/schema.org\\/OutOfStock","itemCondition":"http:\\/\\/schema.org\\/NewCondition"},"aggregateRating":{"@type":"AggregateRating","ratingValue":"60","reviewCount":"3","bestRating":"100","worstRating":"0"},"sku":"24-UG06","category":"Gear\\/Fitness Equipment","color":"Blue"}',
    ),
    product: { id: '24-UG06', name: 'Affirm Water Bottle', price: 7, currency: 'USD', availability: 'out_of_stock' },
  },
  {
    from: 'Ecwid’s page of its own: a store’s node around the product',
    address: `${SHOP}/products/Lavender-soap-p123456789`,
    html: ld(
      '{"@context":"http://schema.org","@graph":[{"@type":"Store","name":"Soaps","address":{"@type":"PostalAddress"}},{"@type":"Product","name":"Lavender soap","sku":"00012","image":["x"],"description":"","offers":{"@type":"Offer","price":"4.5","priceCurrency":"CAD","availability":"http://schema.org/InStock","url":"https://shop.example/products/Lavender-soap-p123456789"}}]}',
    ),
    product: { id: '00012', name: 'Lavender soap', price: 4.5, currency: 'CAD', availability: 'in_stock' },
  },
  {
    from: 'Salla: Open Graph with a sale, riyals and Arabic words',
    address: `${SHOP}/ar/قهوة/p1234567`,
    html: '<meta property="og:type" content="product"><meta property="og:title" content="قهوة عربية"><meta property="product:brand" content="دلة"><meta property="product:availability" content="in stock"><meta property="product:condition" content="new"><meta property="product:price:amount" content="79"><meta property="product:price:currency" content="SAR"><meta property="product:sale_price:amount" content="59"><meta property="product:sale_price:currency" content="SAR"><meta property="product:retailer_item_id" content="1234567">',
    product: { id: '1234567', name: 'قهوة عربية', price: 59, currency: 'SAR', availability: 'in_stock' },
  },
  {
    from: 'Torob’s tags of an Iranian shop beside Open Graph: product_price in toman, availability as a word',
    address: `${SHOP}/product/laptop/`,
    html: '<meta property="og:type" content="product"><meta property="og:title" content="لپ تاپ"><meta name="product_id" content="991"><meta name="product_name" content="لپ تاپ"><meta property="product:price:amount" content="45000000"><meta property="product:price:currency" content="IRR"><meta property="product:availability" content="instock">',
    product: { name: 'لپ تاپ', price: 45000000, currency: 'IRR', availability: 'in_stock' },
  },
  {
    from: 'Haravan: a price in the page’s language within JSON-LD, the sale in the product’s own field',
    address: `${SHOP}/products/ao-thun`,
    html: ld(
      '{"@context":"http://schema.org/","@type":"Product","name":"Áo thun","image":"x","description":"","sku":"AT-01","brand":{"@type":"Thing","name":"HRV"},"offers":{"@type":"Offer","priceCurrency":"VND","price":"199,000","availability":"http://schema.org/InStock","priceValidUntil":"2099-12-31"}}',
    ),
    product: { id: 'AT-01', name: 'Áo thun', price: 199000, currency: 'VND', availability: 'in_stock' },
  },
  {
    from: 'Shoplazza: ProductGroup, no query in the page’s address, the first variant sold out',
    address: `${SHOP}/products/runner`,
    html: ld(
      '{"@context":"https://schema.org","@type":"ProductGroup","name":"Runner","url":"https://shop.example/products/runner","productGroupID":"g-77","variesBy":["https://schema.org/size"],"hasVariant":[{"@type":"Product","name":"Runner - 41","sku":"R-41","size":"41","offers":{"@type":"Offer","price":"80.00","priceCurrency":"USD","availability":"https://schema.org/OutOfStock","url":"https://shop.example/products/runner?variant=a"}},{"@type":"Product","name":"Runner - 42","sku":"R-42","size":"42","offers":{"@type":"Offer","price":"82.00","priceCurrency":"USD","availability":"https://schema.org/InStock","url":"https://shop.example/products/runner?variant=b"}}]}',
    ),
    product: { id: 'R-42', price: 82, currency: 'USD', availability: 'in_stock', name: 'Runner - 42' },
  },
  {
    from: 'Kaufland-like marketplace: the offer of a seller, condition as a word, GTIN alone',
    address: `${SHOP}/product/345/`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Bohrmaschine","gtin13":"4053423210012","image":[],"offers":{"@type":"AggregateOffer","offerCount":2,"lowPrice":89.99,"highPrice":119,"priceCurrency":"EUR","offers":[{"@type":"Offer","price":89.99,"priceCurrency":"EUR","itemCondition":"https://schema.org/UsedCondition","availability":"https://schema.org/InStock"},{"@type":"Offer","price":119,"priceCurrency":"EUR","itemCondition":"https://schema.org/NewCondition","availability":"https://schema.org/InStock"}]}}',
    ),
    product: { id: '4053423210012', name: 'Bohrmaschine', price: 119, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a grocer: the price of a kilogram as a specification beside what the pack costs',
    address: `${SHOP}/p/kase`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Käse","sku":"K-5","offers":{"@type":"Offer","price":"2.49","priceCurrency":"EUR","availability":"https://schema.org/InStoreOnly","priceSpecification":{"@type":"UnitPriceSpecification","price":"12.45","priceCurrency":"EUR","referenceQuantity":{"@type":"QuantitativeValue","value":"1","unitCode":"KGM"}}}}',
    ),
    product: { id: 'K-5', name: 'Käse', price: 2.49, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a shop of courses: Course with offers is no product of ours, its heading aside',
    address: `${SHOP}/blog/`,
    html: `<h1>Blog</h1>${ld('{"@context":"https://schema.org","@type":"Blog","name":"Blog","blogPost":[{"@type":"BlogPosting","headline":"One","about":{"@type":"Product","name":"Pen","sku":"P"}}]}')}`,
  },
  {
    from: 'a wish list: cards with microdata, each priced',
    address: `${SHOP}/wishlist`,
    html: `<h1>My wish list</h1>${[1, 2, 3].map((n) => `<div itemscope itemtype="http://schema.org/Product"><a itemprop="url" href="/p/${n}"><span itemprop="name">Thing ${n}</span></a><span itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="${n}"><meta itemprop="priceCurrency" content="EUR"></span></div>`).join('')}`,
  },
  {
    from: 'a home page with four products in a slider, JSON-LD for each',
    address: `${SHOP}/`,
    html: `<h1>Welcome</h1>${['a', 'b', 'c', 'd'].map((sku) => ld(`{"@context":"https://schema.org","@type":"Product","name":"Item ${sku}","sku":"${sku}","offers":{"@type":"Offer","price":"9","priceCurrency":"EUR","availability":"InStock"}}`)).join('')}`,
  },
  {
    from: 'a brand’s page: Brand with a rating, products as makesOffer',
    address: `${SHOP}/brands/loom`,
    html: `<h1>Loom</h1>${ld('{"@context":"https://schema.org","@type":"Brand","name":"Loom","aggregateRating":{"@type":"AggregateRating","ratingValue":4},"makesOffer":[{"@type":"Offer","itemOffered":{"@type":"Product","name":"Scarf","sku":"S"},"price":1,"priceCurrency":"EUR"}]}')}`,
  },
  {
    from: 'the price with its currency’s code in front, thousands with a blank',
    address: `${SHOP}/p/boat`,
    html: '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Boat</h1><meta itemprop="sku" content="BT"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price">EUR 12 999,00</span><link itemprop="availability" href="https://schema.org/MadeToOrder"></div></div>',
    product: { id: 'BT', name: 'Boat', price: 12999, currency: 'EUR', availability: 'backorder' },
  },
  {
    from: 'Norway: "kr 1 299,-" with the code apart, "Ikke på lager"',
    address: `${SHOP}/p/ski`,
    html: '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Ski</h1><meta itemprop="sku" content="SK"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="NOK"><span itemprop="price">kr 1 299,-</span><span itemprop="availability">Ikke på lager</span></div></div>',
    product: { id: 'SK', name: 'Ski', price: 1299, currency: 'NOK', availability: 'out_of_stock' },
  },
  {
    from: 'Bulgaria: both leva and euro in what is shown, the code apart',
    address: `${SHOP}/p/chasha`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Чаша","sku":"CH","offers":{"@type":"Offer","price":"19.90","priceCurrency":"BGN","availability":"В наличност"}}',
    ),
    product: { id: 'CH', name: 'Чаша', price: 19.9, currency: 'BGN', availability: 'in_stock' },
  },
  {
    from: 'Pakistan: rupees as "Rs." with the code PKR apart',
    address: `${SHOP}/p/kurti`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Kurti","sku":"KR","offers":{"@type":"Offer","price":"Rs.4,500","priceCurrency":"PKR","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'KR', name: 'Kurti', price: 4500, currency: 'PKR', availability: 'in_stock' },
  },
  {
    from: 'the code in mixed case, the price with a plus for more',
    address: `${SHOP}/p/tent`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Tent","sku":"TE","offers":{"@type":"Offer","price":"249.00+","priceCurrency":"Gbp","availability":"Low stock"}}',
    ),
    product: { id: 'TE', name: 'Tent', price: 249, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'availability as a list of two addresses, the first counts',
    address: `${SHOP}/p/list`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"List","sku":"LS","offers":{"@type":"Offer","price":"3","priceCurrency":"EUR","availability":["https://schema.org/InStock","https://schema.org/OnlineOnly"]}}',
    ),
    product: { id: 'LS', name: 'List', price: 3, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a value-added-tax pair: net first, gross as it says',
    address: `${SHOP}/p/vat`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Vat","sku":"VT","offers":{"@type":"Offer","availability":"https://schema.org/InStock","price":"119.00","priceCurrency":"EUR","priceSpecification":[{"@type":"UnitPriceSpecification","price":"100.00","priceCurrency":"EUR","valueAddedTaxIncluded":false},{"@type":"UnitPriceSpecification","price":"119.00","priceCurrency":"EUR","valueAddedTaxIncluded":true}]}}',
    ),
    product: { id: 'VT', name: 'Vat', price: 119, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'hreflang copies: canonical of another language, the product’s address that of the canonical',
    address: `${SHOP}/fr/p/chaise-rouge`,
    html: `<link rel="canonical" href="${SHOP}/p/red-chair">${ld('[{"@context":"https://schema.org","@type":"Product","name":"Table","sku":"TA","url":"https://shop.example/p/table","offers":{"price":"9","priceCurrency":"EUR"}},{"@context":"https://schema.org","@type":"Product","name":"Chaise rouge","sku":"CR","url":"https://shop.example/p/red-chair","offers":{"price":"99","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}]')}`,
    product: { id: 'CR', name: 'Chaise rouge', price: 99, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'a variant’s own page in a group: inProductGroupWithID and isVariantOf with the group whole inside',
    address: `${SHOP}/p/coat-green`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","sku":"CO-G","name":"Coat green","color":"Green","inProductGroupWithID":"CO","isVariantOf":{"@type":"ProductGroup","name":"Coat","productGroupID":"CO","brand":{"@type":"Brand","name":"Wool"},"hasVariant":[{"@type":"Product","sku":"CO-R","name":"Coat red","url":"https://shop.example/p/coat-red","offers":{"@type":"Offer","price":"150","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}]},"offers":{"@type":"Offer","price":"160","priceCurrency":"EUR","availability":"https://schema.org/OutOfStock"}}',
    ),
    product: { id: 'CO-G', name: 'Coat green', price: 160, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'two Offers told apart by their sellers’ countries, the page at one by its language',
    address: `${SHOP}/p/hammer`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Hammer","sku":"HA","offers":[{"@type":"Offer","price":"20","priceCurrency":"EUR","availability":"https://schema.org/InStock","eligibleRegion":"DE"},{"@type":"Offer","price":"22","priceCurrency":"CHF","availability":"https://schema.org/InStock","eligibleRegion":"CH"}]}',
    ),
    product: { id: 'HA', name: 'Hammer', price: 20, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'JSON-LD with a tab and a carriage return inside of the name, and a backslash that escapes nothing',
    address: `${SHOP}/p/cr`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Carriage\r\n\treturn","description":"50\\% wool","sku":"CR-1","offers":{"@type":"Offer","price":"1","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'CR-1', name: 'Carriage return', price: 1, currency: 'EUR', availability: 'in_stock' },
  },
];
