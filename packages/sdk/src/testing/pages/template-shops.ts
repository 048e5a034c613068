import { ld, type SamplePage } from './page.ts';

const SHOP = 'https://shop.example';

/**
 * Written blind against the reader, after what the public templates of these systems print: the fields in their order, the
 * values ours. What was got wrong was then got right.
 */
export const TEMPLATES: SamplePage[] = [
  {
    from: 'Shopify, Dawn of 2021: the product has the SKU of the variant that is chosen, the first offer is sold out and dearer',
    address: `${SHOP}/products/rain-boot`,
    html: ld(`{
    "@context": "http://schema.org/",
    "@type": "Product",
    "name": "Rain boot",
    "url": "https:\\/\\/shop.example\\/products\\/rain-boot",
    "image": ["https:\\/\\/shop.example\\/cdn\\/1.jpg"],
    "description": "Dry feet",
    "sku": "RB-M",
    "brand": {"@type": "Thing", "name": "Wade"},
    "offers": [{"@type" : "Offer","sku": "RB-S","availability" : "http://schema.org/OutOfStock","price" : 32.0,"priceCurrency" : "EUR","url" : "https:\\/\\/shop.example\\/products\\/rain-boot?variant=1"},{"@type" : "Offer","sku": "RB-M","availability" : "http://schema.org/InStock","price" : 28.0,"priceCurrency" : "EUR","url" : "https:\\/\\/shop.example\\/products\\/rain-boot?variant=2"}]
  }`),
    product: { id: 'RB-M', name: 'Rain boot', price: 28, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'PrestaShop 8 classic: each combination an offer at one address, its name broken over lines, the first out of stock',
    address: `${SHOP}/men/1-1-hummingbird-printed-t-shirt.html#/1-size-s/8-color-white`,
    html: `<meta property="og:type" content="product"><meta property="product:pretax_price:amount" content="19.12"><meta property="product:pretax_price:currency" content="EUR"><meta property="product:price:amount" content="22.94"><meta property="product:price:currency" content="EUR">${ld(`
  {
    "@context": "https://schema.org/",
    "@type": "Product",
    "name": "Hummingbird printed t-shirt",
    "description": "Regular fit",
    "category": "Men",
    "image" :"https://shop.example/1-home_default/a.jpg",
    "sku": "demo_1",
    "mpn": "demo_1",
        "brand": {
      "@type": "Thing",
      "name": "Studio Design"
    },
                  "weight": {
        "@context": "https://schema.org",
        "@type": "QuantitativeValue",
        "value": "0.3",
        "unitCode": "kg"
      },
          "offers": [
                          {
                  "@type": "Offer",
                  "priceCurrency": "EUR",
                  "name": "Hummingbird printed t-shirt - SWhite
                     
                    ",
                  "price": "22.94",
                  "url": "https://shop.example/men/1-1-hummingbird-printed-t-shirt.html#/1-size-s/8-color-white",
                  "priceValidUntil": "2026-12-07",
                  "sku": "demo_1",
                  "mpn": "demo_1",
                                                    "availability": "https://schema.org/OutOfStock",
                  "seller": {
                    "@type": "Organization",
                    "name": "Shop"}
                    } ,                                        {
                  "@type": "Offer",
                  "priceCurrency": "EUR",
                  "name": "Hummingbird printed t-shirt - SBlack
                     
                    ",
                  "price": "22.94",
                  "url": "https://shop.example/men/1-1-hummingbird-printed-t-shirt.html#/1-size-s/8-color-white",
                  "priceValidUntil": "2026-12-07",
                  "sku": "demo_1",
                  "mpn": "demo_1",
                                                    "availability": "https://schema.org/InStock",
                  "seller": {
                    "@type": "Organization",
                    "name": "Shop"}
                    }                                   ]
                      }
`)}`,
    product: {
      id: 'demo_1',
      name: 'Hummingbird printed t-shirt',
      price: 22.94,
      currency: 'EUR',
      availability: 'in_stock',
    },
  },
  {
    from: 'Tiendanube: the page in mainEntityOfPage, the stock as a quantity beside the availability',
    address: `${SHOP}/productos/mate-imperial/`,
    html: ld(`
{
    "@context": "https://schema.org/",
    "@type": "Product",
    "mainEntityOfPage": {
        "@type": "WebPage",
        "@id": "https://shop.example/productos/mate-imperial/"
    },
    "name": "Mate imperial \\"Pampa\\"",
    "image": "https://shop.example/mate.jpg",
    "description": "",
    "weight": {
        "@type": "QuantitativeValue",
        "unitCode": "KGM",
        "value": "0.350"
    },
    "offers": {
        "@type": "Offer",
        "url": "https://shop.example/productos/mate-imperial/",
        "priceCurrency": "ARS",
        "price": "48990.5",
        "availability": "http://schema.org/InStock",
        "inventoryLevel": {
            "@type": "QuantitativeValue",
            "value": "5"
        },
        "seller": {
            "@type": "Organization",
            "name": "Yerba"
        }
    }
}
`),
    product: { name: 'Mate imperial "Pampa"', price: 48990.5, currency: 'ARS', availability: 'in_stock' },
  },
  {
    from: 'Tiendanube: Open Graph under the namespace of its own application',
    address: `${SHOP}/productos/bombilla/`,
    html: '<meta property="og:url" content="https://shop.example/productos/bombilla/"><meta property="og:title" content="Bombilla"><meta property="og:type" content="tiendanube:product"><meta property="tiendanube:price" content="8990"><meta property="tiendanube:stock" content="5">',
    product: { name: 'Bombilla', price: 8990 },
  },
  {
    from: 'nopCommerce 4.70: addresses in lower case, brands in a list, nulls, no variants',
    address: `${SHOP}/Apple-MacBook-Pro`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Apple MacBook Pro","sku":"AP_MBP_13","gtin":null,"mpn":null,"description":"A groundbreaking display","image":"https://shop.example/images/1.jpeg","brand":[{"@type":"Brand","name":"Apple"}],"offers":{"@type":"Offer","url":"https://shop.example/apple-macbook-pro","availability":"https://schema.org/InStock","price":"1800.00","priceCurrency":"USD","priceValidUntil":null},"aggregateRating":null,"review":null,"hasVariant":[]}',
    ),
    product: { id: 'AP_MBP_13', name: 'Apple MacBook Pro', price: 1800, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'nopCommerce: a grouped product, what is in it as its variants; its own offer is the least of theirs',
    address: `${SHOP}/lumia-set`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Lumia set","sku":"N_SET","offers":{"@type":"Offer","url":"https://shop.example/lumia-set","availability":"https://schema.org/InStock","price":"100.00","priceCurrency":"USD"},"hasVariant":[{"@type":"Product","name":"Lumia 1020","sku":"N_1020","offers":{"@type":"Offer","url":"https://shop.example/lumia-1020","availability":"https://schema.org/InStock","price":"349.00","priceCurrency":"USD"}},{"@type":"Product","name":"Lumia case","sku":"N_CASE","offers":{"@type":"Offer","url":"https://shop.example/lumia-case","availability":"https://schema.org/InStock","price":"100.00","priceCurrency":"USD"}}]}',
    ),
    product: { id: 'N_SET', name: 'Lumia set', price: 100, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'data-vocabulary.org, which Google read before schema.org: offerDetails, currency, in_stock',
    address: `${SHOP}/plan/auto-1`,
    html: '<div itemscope itemtype="http://data-vocabulary.org/Product"><span itemprop="brand">Fiat</span> <h1 itemprop="name">Fiat Uno</h1><span itemprop="category" content="Vehículos"></span><span itemprop="identifier" content="sku:U-1"></span><span itemprop="offerDetails" itemscope itemtype="http://data-vocabulary.org/Offer"><meta itemprop="currency" content="ARS" /><span itemprop="price">1.450,50</span><span itemprop="seller">Tu Plan</span><span itemprop="condition" content="new"></span><span itemprop="availability" content="in_stock"></span></span></div>',
    product: { name: 'Fiat Uno', price: 1450.5, currency: 'ARS', availability: 'in_stock' },
  },
  {
    from: 'Shopizer: the count of the stock shown, its word in content',
    address: `${SHOP}/product/vintage-bag.html`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Vintage bag</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="seller" content="Shop"/><meta itemprop="priceCurrency" content="CAD" /><span itemprop="price" content="CAD$50.99">CAD$50.99</span><span itemprop="availability" content="in_stock">100</span></div></div>',
    product: { name: 'Vintage bag', price: 50.99, currency: 'CAD', availability: 'in_stock' },
  },
  {
    from: 'CS-Cart’s SEO add-on: the snippet before the page, sold out, and products of a block without prices',
    address: `${SHOP}/kettles/kettle-k2/`,
    html: '<div itemscope itemtype="http://schema.org/Product"><meta itemprop="sku" content="K2" /><meta itemprop="name" content="Kettle K2" /><meta itemprop="description" content="" /><meta itemprop="image" content="x.jpg" /><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><link itemprop="url" href="https://shop.example/kettles/kettle-k2/" /><link itemprop="availability" href="http://schema.org/OutOfStock" /><meta itemprop="priceCurrency" content="USD"/><meta itemprop="price" content="59.95"/></div><div itemprop="brand" itemscope itemtype="http://schema.org/Thing"><meta itemprop="name" content="Boil" /></div></div><h1><bdi>Kettle K2</bdi></h1>',
    product: { id: 'K2', name: 'Kettle K2', price: 59.95, currency: 'USD', availability: 'out_of_stock' },
  },
  {
    from: 'a page of plans, each stated as a product',
    address: `${SHOP}/pricing`,
    html: `<h1>Pricing</h1>${['Basic', 'Pro', 'Team'].map((plan, i) => `<div itemscope itemtype="https://schema.org/Product"><h3 itemprop="name">${plan}</h3><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span>$</span><span itemprop="price">${9 + 10 * i}</span><meta itemprop="priceCurrency" content="USD"><meta itemprop="availability" content="https://schema.org/InStock"></div></div>`).join('')}`,
  },
  {
    from: 'Laravel Blade: quotes escaped for HTML inside of strings',
    address: `${SHOP}/products/pizza-stone`,
    html: ld(`
{
    "@context": "https://schema.org",
    "@type": "Product",
    "name": "12&quot; Pizza &amp; bread stone",
    "description": "Bake it like Nonna&#039;s",
    "sku": "412",
    "url": "https://shop.example/products/pizza-stone",
    "category": "Physical Product",
    "offers": {
        "@type": "Offer",
        "url": "https://shop.example/products/pizza-stone",
        "priceCurrency": "JPY",
        "price": "4200",
        "availability": "https://schema.org/InStock"
    }
}`),
    product: { id: '412', name: '12" Pizza & bread stone', price: 4200, currency: 'JPY', availability: 'in_stock' },
  },
  {
    from: 'Kirby’s Kart: a group whose variants are at ?variant=colour:name, the page at one of them',
    address: `${SHOP}/products/robe?variant=color%3Ared`,
    html: ld(`
    {
        "@context": "https://schema.org",
        "@type": "ProductGroup",
        "name": "Robe",
        "description": "",
        "productGroupID": "robe",
        "variesBy": ["color"],
        "url": "https://shop.example/products/robe",
        "mainEntityOfPage": "https://shop.example/products/robe",
        "hasVariant": [
            {"@type": "Product", "@id": "https://shop.example/products/robe?variant=color:blue", "name": "Robe – color:blue", "url": "https://shop.example/products/robe?variant=color:blue", "color": "blue", "offers": {"@type": "Offer", "price": "80", "priceCurrency": "EUR", "availability": "https://schema.org/InStock"}},
            {"@type": "Product", "@id": "https://shop.example/products/robe?variant=color:red", "name": "Robe – color:red", "url": "https://shop.example/products/robe?variant=color:red", "color": "red", "offers": {"@type": "Offer", "price": "85", "priceCurrency": "EUR", "availability": "https://schema.org/OutOfStock"}}
        ]
    }`),
    product: { name: 'Robe – color:red', price: 85, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Adobe Commerce on Edge Delivery: an offer for each variant, the price before the sale in each as a list price',
    address: `${SHOP}/products/bezier-tee/adb177`,
    html: ld(
      '{"@context":"http://schema.org","@type":"Product","@id":"https://shop.example/products/bezier-tee/adb177","name":"Bezier tee","sku":"adb177","url":"https://shop.example/products/bezier-tee/adb177","offers":[{"@type":"Offer","sku":"adb177-s","url":"https://shop.example/products/bezier-tee/adb177","availability":"https://schema.org/InStock","price":24,"priceCurrency":"USD","itemCondition":"https://schema.org/NewCondition","priceSpecification":{"@type":"UnitPriceSpecification","priceType":"https://schema.org/ListPrice","price":32,"priceCurrency":"USD"}},{"@type":"Offer","sku":"adb177-m","url":"https://shop.example/products/bezier-tee/adb177","availability":"https://schema.org/InStock","price":24,"priceCurrency":"USD","priceSpecification":{"@type":"UnitPriceSpecification","priceType":"https://schema.org/ListPrice","price":32,"priceCurrency":"USD"}}]}',
    ),
    product: { id: 'adb177', name: 'Bezier tee', price: 24, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Spree 4: a list of one, SKU empty, availability by word, an end of it that is empty',
    address: `${SHOP}/products/checked-shirt`,
    html: ld(
      '[{"@context":"https://schema.org/","@type":"Product","@id":"https://shop.example/product_12","url":"https://shop.example/products/checked-shirt","name":"Checked Shirt","image":"","description":null,"sku":"","offers":{"@type":"Offer","price":"54.99","priceCurrency":"USD","availability":"InStock","url":"https://shop.example/products/checked-shirt","availabilityEnds":""}}]',
    ),
    product: { name: 'Checked Shirt', price: 54.99, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Spree 4: its list of products, each whole',
    address: `${SHOP}/t/categories/shirts`,
    html: `<h1>Shirts</h1>${ld('[{"@context":"https://schema.org/","@type":"Product","@id":"https://shop.example/product_12","url":"https://shop.example/products/checked-shirt","name":"Checked Shirt","sku":"CS","offers":{"@type":"Offer","price":"54.99","priceCurrency":"USD","availability":"InStock","url":"https://shop.example/products/checked-shirt"}},{"@context":"https://schema.org/","@type":"Product","@id":"https://shop.example/product_13","url":"https://shop.example/products/slim-shirt","name":"Slim Shirt","sku":"SS","offers":{"@type":"Offer","price":"44.99","priceCurrency":"USD","availability":"InStock","url":"https://shop.example/products/slim-shirt"}}]')}`,
  },
  {
    from: 'next-seo: offers in two currencies, the fields in an order of its own, a review whose author has a name',
    address: `${SHOP}/product/executive-anvil`,
    html: `<script type="application/ld+json" data-next-head="">{"@context":"https://schema.org","@type":"Product","image":["https://example.com/photo.jpg"],"description":"Sleeker than ACME's Classic Anvil","mpn":"925872","brand":{"@type":"Brand","name":"ACME"},"review":[{"@type":"Review","author":{"@type":"Person","name":"Jim"},"reviewRating":{"@type":"Rating","ratingValue":"5"},"name":"Best"}],"aggregateRating":{"@type":"AggregateRating","ratingValue":"4.4","reviewCount":"89"},"offers":[{"price":"119.99","priceCurrency":"USD","priceValidUntil":"2030-11-05","itemCondition":"https://schema.org/UsedCondition","availability":"https://schema.org/InStock","url":"https://www.example.com/executive-anvil","seller":{"@type":"Organization","name":"Executive Objects"},"@type":"Offer"},{"price":"139.99","priceCurrency":"CAD","itemCondition":"https://schema.org/UsedCondition","availability":"https://schema.org/InStock","url":"https://www.example.ca/executive-anvil","@type":"Offer"}],"name":"Executive Anvil"}</script>`,
    product: { id: '925872', name: 'Executive Anvil', price: 119.99, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Rank Math: one graph, a specification that repeats the price without its type, sold out',
    address: `${SHOP}/product/wool-hat/`,
    html: `<meta property="og:type" content="product" /><meta property="og:title" content="Wool hat - Shop" /><meta property="product:price:amount" content="49" /><meta property="product:price:currency" content="EUR" />${ld('{"@context":"https://schema.org","@graph":[{"@type":"Place","@id":"https://shop.example/#place"},{"@type":["ClothingStore","Organization"],"@id":"https://shop.example/#organization","name":"Shop","priceRange":"$$"},{"@type":"WebSite","@id":"https://shop.example/#website"},{"@type":"ItemPage","@id":"https://shop.example/product/wool-hat/#webpage","url":"https://shop.example/product/wool-hat/","name":"Wool hat - Shop"},{"@type":"Product","name":"Wool hat - Shop","description":"","category":"Hats","mainEntityOfPage":{"@id":"https://shop.example/product/wool-hat/#webpage"},"sku":"WH-9","offers":{"@type":"Offer","price":"49.00","priceCurrency":"EUR","priceValidUntil":"2027-12-31","availability":"https://schema.org/OutOfStock","itemCondition":"NewCondition","url":"https://shop.example/product/wool-hat/","seller":{"@type":"Organization","@id":"https://shop.example/","name":"Shop"},"priceSpecification":{"price":"49","priceCurrency":"EUR","valueAddedTaxIncluded":"true"}},"@id":"https://shop.example/product/wool-hat/#richSnippet"}]}')}`,
    product: { id: 'WH-9', name: 'Wool hat - Shop', price: 49, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'All in One SEO: shipping and returns within the offer, both with amounts',
    address: `${SHOP}/product/vase/`,
    html: ld(
      '{"@context":"https:\\/\\/schema.org","@graph":[{"@type":"WebPage","@id":"https:\\/\\/shop.example\\/product\\/vase\\/#webpage"},{"@type":"Product","@id":"https:\\/\\/shop.example\\/product\\/vase\\/#wooCommerceProduct","name":"Vase","url":"https:\\/\\/shop.example\\/product\\/vase\\/","sku":"V-77","offers":{"@type":"Offer","shippingDetails":[{"@type":"OfferShippingDetails","shippingRate":{"@type":"MonetaryAmount","value":5,"currency":"USD"},"shippingDestination":{"@type":"DefinedRegion","addressCountry":"US"}}],"hasMerchantReturnPolicy":{"@type":"MerchantReturnPolicy","returnShippingFeesAmount":{"@type":"MonetaryAmount","value":3,"currency":"USD"}},"url":"https:\\/\\/shop.example\\/product\\/vase\\/#wooCommerceOffer","price":12.5,"priceCurrency":"USD","availability":"https:\\/\\/schema.org\\/BackOrder","category":"Home"}}]}',
    ),
    product: { id: 'V-77', name: 'Vase', price: 12.5, currency: 'USD', availability: 'backorder' },
  },
  {
    from: 'Easy Digital Downloads: an offer for each licence, what is offered as words',
    address: `${SHOP}/downloads/gallery-plugin/`,
    html: ld(
      '[{"@context":"https:\\/\\/schema.org\\/","@type":"Product","name":"Gallery plugin","url":"https:\\/\\/shop.example\\/downloads\\/gallery-plugin\\/","brand":{"@type":"https:\\/\\/schema.org\\/Brand","name":"Shop"},"sku":"55","offers":[{"@type":"Offer","price":"19.00","priceCurrency":"USD","priceValidUntil":null,"itemOffered":"Gallery plugin - Personal","url":"https:\\/\\/shop.example\\/downloads\\/gallery-plugin\\/","availability":"https:\\/\\/schema.org\\/InStock","seller":{"@type":"Organization","name":"Shop"}},{"@type":"Offer","price":"99.00","priceCurrency":"USD","priceValidUntil":null,"itemOffered":"Gallery plugin - Agency","url":"https:\\/\\/shop.example\\/downloads\\/gallery-plugin\\/","availability":"https:\\/\\/schema.org\\/InStock","seller":{"@type":"Organization","name":"Shop"}}],"category":"","description":"Pictures"}]',
    ),
    product: { id: '55', name: 'Gallery plugin', price: 19, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'JTL-Shop: businessFunction, the price in meta, a saving with a number beside it, delivery as words',
    address: `${SHOP}/Kletterseil-60m`,
    html: '<form id="buy_form"><div class="row product-primary" itemscope itemtype="https://schema.org/Product" id="product-offer"><meta itemprop="url" content="https://shop.example/Kletterseil-60m"><h1 class="product-title h2" itemprop="name">Kletterseil 60m</h1><ul><li class="product-sku"><strong>Artikelnummer:</strong> <span itemprop="sku">KS-60</span></li><li class="product-mhd">Kategorie: <a itemprop="category" href="/Seile">Seile</a></li></ul><div class="product-offer" itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="url" content="https://shop.example/Kletterseil-60m"><link itemprop="businessFunction" href="http://purl.org/goodrelations/v1#Sell" /><div class="price_wrapper"><div class="price h1"><span>149,90 € <span class="footnote-reference">*</span></span><meta itemprop="price" content="149.9"><meta itemprop="priceCurrency" content="EUR"></div><div class="price-note">statt 179,90 €</div></div><link itemprop="availability" href="https://schema.org/InStock" /><div class="delivery-status">Lieferzeit 2 - 3 Werktage</div></div></div></form>',
    product: { id: 'KS-60', name: 'Kletterseil 60m', price: 149.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'plentymarkets’ Ceres: sale and list price as specifications beside the price, each for one piece',
    address: `${SHOP}/sessel/loungesessel_101_1001`,
    html: ld(`
{
    "@context"      : "https://schema.org",
    "@type"         : "Product",
    "@id"           : "1001",
    "name"          : "Loungesessel Herkules",
    "description"   : "",
    "releaseDate"   : "",
    "image"         : "https://cdn.example/1.jpg",
    "identifier"    : "1001",
    "disambiguatingDescription" : "",
    "manufacturer"  : {"@type" : "Organization", "name" : "Exclusive Leather"},
    "sku"           : "1001",
    "offers": {
        "@type"         : "Offer",
        "priceCurrency" : "EUR",
        "price"         : "219.95",
        "url"           : "https://shop.example/sessel/loungesessel_101_1001",
        "priceSpecification":[
            {"@type": "UnitPriceSpecification", "price": "219.95", "priceCurrency": "EUR", "priceType": "SalePrice", "referenceQuantity": [{"@type": "QuantitativeValue", "unitText": "Stück", "unitCode": "C62", "value": "1"}]},
            {"@type": "UnitPriceSpecification", "price": "249.00", "priceCurrency": "EUR", "priceType": "ListPrice", "referenceQuantity": [{"@type": "QuantitativeValue", "unitText": "Stück", "unitCode": "C62", "value": "1"}]}
        ],
        "availability"  : "https://schema.org/PreOrder",
        "itemCondition" : "https://schema.org/NewCondition"
    },
    "depth": {"@type" : "QuantitativeValue", "value" : "1000"}
}`),
    product: { id: '1001', name: 'Loungesessel Herkules', price: 219.95, currency: 'EUR', availability: 'preorder' },
  },
  {
    from: 'Shopware 5: a specification that says no more than that the tax is in it',
    address: `${SHOP}/sommerwelten/12/strandtuch`,
    html: '<section class="content-main container"><div class="ajax-modal--custom product--details" itemscope itemtype="http://schema.org/Product"><h1 class="product--title" itemprop="name">Strandtuch "Ibiza"</h1><meta itemprop="image" content="x.jpg"><meta itemprop="gtin13" content="4006381333931"><div class="product--buybox"><meta itemprop="brand" content="Beach"/><div itemprop="offers" itemscope itemtype="http://schema.org/Offer" class="buybox--inner"><meta itemprop="priceCurrency" content="EUR"/><span itemprop="priceSpecification" itemscope itemtype="http://schema.org/PriceSpecification"><meta itemprop="valueAddedTaxIncluded" content="true"/></span><meta itemprop="url" content="https://shop.example/sommerwelten/12/strandtuch"/><div class="product--price price--default price--discount"><span class="price--content content--default"><meta itemprop="price" content="19.95">19,95&nbsp;&euro; *</span><span class="content--discount"><span class="price--line-through">29,95&nbsp;&euro; *</span></span></div><div class="product--delivery"><link itemprop="availability" href="http://schema.org/LimitedAvailability" /><p>Lieferzeit ca. 5 Tage</p></div></div><ul><li><meta itemprop="productID" content="170"/><span class="entry--content" itemprop="sku">SW10170</span></li></ul></div></div></section>',
    product: { id: 'SW10170', name: 'Strandtuch "Ibiza"', price: 19.95, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Odoo: the address, the price and its currency as hidden words, the old price struck out without markup',
    address: `${SHOP}/shop/desk0004-customizable-desk-9`,
    html: '<section itemscope="itemscope" itemtype="http://schema.org/Product" id="product_detail" class="container py-4 oe_website_sale"><h1 itemprop="name">Customizable Desk</h1><span itemprop="url" style="display:none;">https://shop.example/shop/desk0004-customizable-desk-9</span><span itemprop="image" style="display:none;">https://shop.example/web/image/9</span><form><div itemprop="offers" itemscope="itemscope" itemtype="http://schema.org/Offer" class="product_price mt-2 mb-3"><h3><span class="oe_price" style="white-space: nowrap;">$ <span class="oe_currency_value">1,750.00</span></span><span itemprop="price" style="display:none;">1750.0</span><span itemprop="priceCurrency" style="display:none;">USD</span><span class="text-danger oe_default_price" style="text-decoration: line-through;">$ <span class="oe_currency_value">1,900.00</span></span></h3></div></form></section>',
    product: { name: 'Customizable Desk', price: 1750, currency: 'USD' },
  },
  {
    from: 'Drupal’s Schema.org Metatag: the price as its formatter writes it, stock in words',
    address: `${SHOP}/product/mug`,
    html: ld(
      '{\n    "@context": "https://schema.org",\n    "@graph": [\n        {\n            "@type": "Product",\n            "@id": "https://shop.example/product/mug",\n            "name": "Drupal mug",\n            "offers": {\n                "@type": "Offer",\n                "price": "$1,045.00",\n                "priceCurrency": "USD",\n                "availability": "Temporarily out of stock"\n            }\n        }\n    ]\n}',
    ),
    product: { name: 'Drupal mug', price: 1045, currency: 'USD', availability: 'out_of_stock' },
  },
  {
    from: 'Shoptet: an offer for each variant with a SKU of its own, the first sold out, the manufacturer’s name inside',
    address: `${SHOP}/tricko/`,
    html: `<div class="p-detail" itemscope itemtype="https://schema.org/Product"><meta itemprop="name" content="Tričko" /><meta itemprop="category" content="Úvodní stránka &gt; Oblečení &gt; Tričko" /><meta itemprop="url" content="https://shop.example/tricko/" /><meta itemprop="image" content="x.jpg" /><span class="js-hidden" itemprop="manufacturer" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Výrobce" /></span><h1>Tričko</h1><form action="/action/Cart/addCartItem/"><meta itemprop="productID" content="52" /><meta itemprop="identifier" content="7c1b" />${[
      ['OutOfStock', '1234/S'],
      ['InStock', '1234/M'],
    ]
      .map(
        ([stock, sku]) =>
          `<span itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="sku" content="${sku}" /><link itemprop="availability" href="https://schema.org/${stock}" /><meta itemprop="url" content="https://shop.example/tricko/" /><meta itemprop="price" content="499.00" /><meta itemprop="priceCurrency" content="CZK" /><link itemprop="itemCondition" href="https://schema.org/NewCondition" /></span>`,
      )
      .join('')}</form></div>`,
    product: { id: '52', name: 'Tričko', price: 499, currency: 'CZK', availability: 'in_stock' },
  },
  {
    from: 'IdoSell: one piece as the quantity that is offered, the maker’s number as the id',
    address: `${SHOP}/product-pol-1234-Kurtka.html`,
    html: ld(`
		{
		"@context": "http://schema.org",
		"@type": "Product",
		"aggregateRating": {"@type": "AggregateRating","ratingValue": "4.91","reviewCount": "23"},
		"offers": {
			"@type": "Offer",
			"availability": "http://schema.org/InStock",
						"price": "1299.00",
			"priceCurrency": "PLN",
			"eligibleQuantity": {
				"value":  "1",
				"unitCode": "szt.",
				"@type": [
					"QuantitativeValue"
				]
			},
			"url": "https://shop.example/product-pol-1234-Kurtka.html?selected_size=4"
		},
		"image": "https://shop.example/1.jpg",
		"name": "Kurtka",
		"productID": "mpn:KUR-7",
		"brand": {"@type": "Brand","name": "Wiatr"},
		"description": ""
		}`),
    product: { name: 'Kurtka', price: 1299, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'Romanian: "Lei" where the currency’s code belongs, a decimal comma',
    address: `${SHOP}/masina-de-spalat.html`,
    html: ld(
      '{"@context":"https://schema.org/","@type":"Product","name":"Mașină de spălat","sku":"MS-8","offers":{"@type":"Offer","priceCurrency":"Lei","price":"1.299,99","availability":"http://schema.org/InStock"}}',
    ),
    product: { id: 'MS-8', name: 'Mașină de spălat', price: 1299.99, currency: 'RON', availability: 'in_stock' },
  },
  {
    from: 'Sapo: the price before in a specification of its own behind the current one',
    address: `${SHOP}/giay-the-thao`,
    html: '<div itemscope itemtype="http://schema.org/Product"><meta itemprop="url" content="//shop.example/giay-the-thao"><h1 class="title-head" itemprop="name">Giày thể thao</h1><div class="price-box clearfix" itemprop="offers" itemscope itemtype="http://schema.org/Offer"><link itemprop="availability" href="http://schema.org/InStock"><span class="special-price"><span class="price product-price" itemprop="price">1.290.000₫</span><meta itemprop="priceCurrency" content="VND"></span><span class="old-price" itemprop="priceSpecification" itemscope itemtype="http://schema.org/priceSpecification"><del class="price product-price-old" itemprop="price">1.690.000₫</del><meta itemprop="priceCurrency" content="VND"></span></div></div>',
    product: { name: 'Giày thể thao', price: 1290000, currency: 'VND', availability: 'in_stock' },
  },
  {
    from: 'Cafe24: the usual price and the sale’s in Open Graph, whole won',
    address: `${SHOP}/product/linen-shirt/123/category/24/`,
    html: '<meta property="og:url" content="https://shop.example/product/linen-shirt/123/"><meta property="og:title" content="린넨 셔츠"><meta property="og:type" content="product"><meta property="product:productId" content="123"><meta property="product:price:amount" content="39000"><meta property="product:price:currency" content="KRW"><meta property="product:sale_price:amount" content="35000"><meta property="product:sale_price:currency" content="KRW">',
    product: { name: '린넨 셔츠', price: 35000, currency: 'KRW' },
  },
  {
    from: 'EC-CUBE 4: a bare number and a bare word',
    address: `${SHOP}/products/detail/2`,
    html: `<meta property="og:type" content="og:product"/><meta property="og:title" content="チェリーアイスサンド / 店"/><meta property="product:price:amount" content="3080"/><meta property="product:price:currency" content="JPY"/><meta property="product:product_link" content="https://shop.example/products/detail/2"/><meta property="product:retailer_title" content="店"/>${ld(`
        {
            "@context": "https://schema.org/",
            "@type": "Product",
            "name": "チェリーアイスサンド",
            "image": [
                    "https://shop.example/html/upload/sand-1.png"
            ],
            "description": "冬でも食べたい",
            "sku": "sand-01",
            "offers": {
                "@type": "Offer",
                "url": "https://shop.example/products/detail/2",
                "priceCurrency": "JPY",
                "price": 3080,
                "availability": "InStock"
            }
        }
    `)}`,
    product: {
      id: 'sand-01',
      name: 'チェリーアイスサンド',
      price: 3080,
      currency: 'JPY',
      availability: 'in_stock',
    },
  },
  {
    from: 'Lightspeed: old price in the same words as the new, availability without its vocabulary in meta',
    address: `${SHOP}/sneaker-wit.html`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 class="product-page" itemprop="name" content="Sneaker wit">Sneaker wit</h1><meta itemprop="mpn" content="SN-W"/><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="124.95" /><div class="price-wrap"><span class="price-old">€149,95</span> €124,95</div><meta itemprop="itemCondition" itemtype="https://schema.org/OfferItemCondition" content="http://schema.org/NewCondition"/><meta itemprop="availability" content="InStock"/></div></div>',
    product: { id: 'SN-W', name: 'Sneaker wit', price: 124.95, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'the stars of a review service: a product without a name, then the shop’s own',
    address: `${SHOP}/products/soap`,
    html: `${ld('{"@context":"https://schema.org","@type":"Product","@id":"https://shop.example/products/soap","aggregateRating":{"@type":"AggregateRating","ratingValue":"4.7","reviewCount":"31"}}')}${ld('{"@context":"https://schema.org","@type":"Product","@id":"https://shop.example/products/soap#p","name":"Soap","sku":"SO","offers":{"@type":"Offer","price":"6.00","priceCurrency":"GBP","availability":"https://schema.org/InStock"}}')}`,
    product: { id: 'SO', name: 'Soap', price: 6, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'the stars of a shop, stated as those of a product, on its home page',
    address: `${SHOP}/`,
    html: `<title>Soap shop | natural soaps</title><h1>Natural soaps</h1>${ld('{"@context":"https://schema.org","@type":"Product","name":"Soap shop","aggregateRating":{"@type":"AggregateRating","ratingValue":"4.9","bestRating":"5","ratingCount":"812"}}')}`,
  },
  {
    from: 'the same on each of its categories',
    address: `${SHOP}/c/soaps`,
    html: `<title>Soaps | Soap shop</title><h1>Soaps</h1>${ld('{"@context":"https://schema.org","@type":"Product","name":"Soap shop","aggregateRating":{"@type":"AggregateRating","ratingValue":"4.9","bestRating":"5","ratingCount":"812"}}')}`,
  },
  {
    from: '1C-Bitrix: a section with one product only, which stands at its own address',
    address: `${SHOP}/catalog/lampy/`,
    html: '<h1>Лампы</h1><div class="catalog-section"><div class="product-item" itemscope itemtype="http://schema.org/Product"><a itemprop="url" href="/catalog/lampy/led-1/"><span itemprop="name">Лампа LED</span></a><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="499"><meta itemprop="priceCurrency" content="RUB"><link itemprop="availability" href="http://schema.org/InStock"></div></div></div>',
  },
  {
    from: 'PrestaShop 8: a category as a list of names and addresses',
    address: `${SHOP}/3-clothes`,
    html: `<h1>Clothes</h1>${ld('{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"name":"Tee","url":"https://shop.example/1-tee.html"},{"@type":"ListItem","position":2,"name":"Sweater","url":"https://shop.example/2-sweater.html"}]}')}<article class="product-miniature" data-id-product="1"><h2><a href="https://shop.example/1-tee.html">Tee</a></h2><span class="price">€22.94</span></article>`,
  },
  {
    from: 'an affiliate’s category: products with offers straight in the list',
    address: `${SHOP}/chaussures-homme`,
    html: `<h1>Chaussures homme</h1>${ld('{"@context":"https://schema.org","@type":"CollectionPage","url":"https://shop.example/chaussures-homme","name":"Chaussures homme","mainEntity":{"@type":"ItemList","numberOfItems":1,"itemListElement":[{"@type":"Product","position":1,"name":"Derby","sku":"SH-1","offers":{"@type":"Offer","priceCurrency":"EUR","price":"59.00","availability":"https://schema.org/InStock","url":"https://shop.example/chaussures-homme#1"}}]}}')}`,
  },
  {
    from: 'a search’s results: cards with microdata, the words of the search in the heading',
    address: `${SHOP}/search?q=lamp`,
    html: `<h1>Results for lamp</h1><ul>${[1, 2].map((n) => `<li itemscope itemtype="https://schema.org/Product"><meta itemprop="sku" content="L${n}"><a href="/p/l${n}" itemprop="url"><h2 itemprop="name">Lamp ${n}</h2></a><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="${n}9">€${n}9</span><meta itemprop="priceCurrency" content="EUR"></div></li>`).join('')}</ul>`,
  },
  {
    from: 'a value that JavaScript left undefined, and one that is no number',
    address: `${SHOP}/p/undefined`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Cork","sku":"CO","gtin13":undefined,"aggregateRating":{"@type":"AggregateRating","ratingValue":NaN,"reviewCount":0},"offers":{"@type":"Offer","price":3.5,"priceCurrency":"EUR","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'CO', name: 'Cork', price: 3.5, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'JSON made JSON twice',
    address: `${SHOP}/p/twice`,
    html: ld(
      JSON.stringify(
        '{"@context":"https://schema.org","@type":"Product","name":"Jar","sku":"JA","offers":{"@type":"Offer","price":"7.25","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}',
      ),
    ),
    product: { id: 'JA', name: 'Jar', price: 7.25, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'WordPress turned the quotes round and the line ends into markup',
    address: `${SHOP}/p/curly`,
    html: ld(
      '{<br />\n“@context”: “https://schema.org”,<br />\n“@type”: “Product”,<br />\n“name”: “Lid”,<br />\n“sku”: “LI”,<br />\n“offers”: {<br />\n“@type”: “Offer”,<br />\n“price”: “4.00”,<br />\n“priceCurrency”: “USD”,<br />\n“availability”: “https://schema.org/InStock”<br />\n}<br />\n}',
    ),
    product: { id: 'LI', name: 'Lid', price: 4, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'no-break spaces for indentation, as they come with copied text',
    address: `${SHOP}/p/nbsp`,
    html: ld(
      '{\n\u00a0 "@context": "https://schema.org",\n\u00a0 "@type": "Product",\n\u00a0 "name": "Cup",\n\u00a0 "sku": "CU",\n\u00a0 "offers": {\n\u00a0 \u00a0 "@type": "Offer",\n\u00a0 \u00a0 "price": "5.00",\n\u00a0 \u00a0 "priceCurrency": "GBP",\n\u00a0 \u00a0 "availability": "https://schema.org/InStock"\n\u00a0 }\n}',
    ),
    product: { id: 'CU', name: 'Cup', price: 5, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'comments of HTML between the fields, as a template’s blocks leave them',
    address: `${SHOP}/p/blocks`,
    html: ld(
      '{\n"@context":"https://schema.org",\n<!-- block: product -->\n"@type":"Product","name":"Hook","sku":"HO",\n<!-- /block -->\n"offers":{"@type":"Offer","price":"2.00","priceCurrency":"EUR","availability":"https://schema.org/SoldOut"}\n}',
    ),
    product: { id: 'HO', name: 'Hook', price: 2, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'a price as floating point makes it',
    address: `${SHOP}/p/float`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Float","sku":"FL","offers":{"@type":"Offer","price":19.989999999999998,"priceCurrency":"EUR","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'FL', name: 'Float', price: 19.99, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'ItemPage with a list as its main entity',
    address: `${SHOP}/p/main`,
    html: ld(
      '{"@context":"https://schema.org","@type":"ItemPage","name":"Main – Shop","mainEntity":[{"@type":"Product","name":"Main","sku":"MA","offers":[{"@type":"Offer","price":"11.00","priceCurrency":"EUR","availability":"https://schema.org/Reserved"}]}]}',
    ),
    product: { id: 'MA', name: 'Main', price: 11, currency: 'EUR' },
  },
  {
    from: 'a price made of components',
    address: `${SHOP}/p/boiler`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Boiler","sku":"BO","offers":{"@type":"Offer","availability":"https://schema.org/InStock","priceSpecification":{"@type":"CompoundPriceSpecification","price":"1120.00","priceCurrency":"EUR","priceComponent":[{"@type":"UnitPriceSpecification","name":"Device","price":"1000.00","priceCurrency":"EUR"},{"@type":"UnitPriceSpecification","name":"Installation","price":"120.00","priceCurrency":"EUR"}]}}}',
    ),
    product: { id: 'BO', name: 'Boiler', price: 1120, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'the delivery’s charge before the price',
    address: `${SHOP}/p/plant`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Plant","sku":"PL","offers":{"@type":"Offer","availability":"https://schema.org/InStock","priceSpecification":[{"@type":"DeliveryChargeSpecification","price":"4.90","priceCurrency":"EUR"},{"@type":"UnitPriceSpecification","price":"59.00","priceCurrency":"EUR"}]}}',
    ),
    product: { id: 'PL', name: 'Plant', price: 59, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'the currency in the shop’s own node alone',
    address: `${SHOP}/p/store`,
    html: ld(
      '{"@context":"https://schema.org","@graph":[{"@type":"Store","name":"Magazin","currenciesAccepted":"RON","paymentAccepted":"Cash"},{"@type":"Product","name":"Cană","sku":"CN","offers":{"@type":"Offer","price":"35.00","availability":"https://schema.org/InStock"}}]}',
    ),
    product: { id: 'CN', name: 'Cană', price: 35, currency: 'RON', availability: 'in_stock' },
  },
  {
    from: 'a price on request: none is stated',
    address: `${SHOP}/p/press`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Press 3000","sku":"P3000","offers":{"@type":"Offer","price":"Preis auf Anfrage","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'P3000', name: 'Press 3000', price: undefined as never, availability: 'in_stock' },
  },
  {
    from: 'Open Graph: product:price and product:currency, without what they are parts of',
    address: `${SHOP}/p/short-og`,
    html: '<meta property="og:type" content="og:product"><meta property="og:title" content="Short"><meta property="product:price" content="49.90"><meta property="product:currency" content="EUR"><meta property="product:availability" content="oos">',
    product: { name: 'Short', price: 49.9, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Shopify’s Open Graph in a shop that counts in yen, and in one that writes German amounts',
    address: `${SHOP}/products/fude`,
    html: '<meta property="og:type" content="product"><meta property="og:title" content="筆"><meta property="og:price:amount" content="12,990"><meta property="og:price:currency" content="JPY">',
    product: { name: '筆', price: 12990, currency: 'JPY' },
  },
  {
    from: 'Shopify’s Open Graph in a shop that writes German amounts',
    address: `${SHOP}/products/pinsel`,
    html: '<meta property="og:type" content="product"><meta property="og:title" content="Pinsel"><meta property="og:price:amount" content="1.299,00"><meta property="og:price:currency" content="EUR">',
    product: { name: 'Pinsel', price: 1299, currency: 'EUR' },
  },
  {
    from: 'a PrestaShop module: Open Graph with a word too many in the id’s name, "available for order"',
    address: `${SHOP}/7-lampe.html`,
    html: '<meta property="og:type" content="product"><meta property="og:title" content="Lampe"><meta property="product:brand" content="Lux"><meta property="product:availability" content="available for order"><meta property="product:price:condition" content="new"><meta property="product:price:amount" content="89.9"><meta property="product:price:currency" content="EUR"><meta property="product:product:retailer_item_id" content="7">',
    product: { name: 'Lampe', price: 89.9, currency: 'EUR', availability: 'in_stock' },
  },
];
