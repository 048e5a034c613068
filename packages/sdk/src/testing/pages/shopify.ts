import { ld, type SamplePage } from './page.ts';

/** Written after what themes for Shopify, and the review apps beside them, put out. */
export const SHOPIFY: SamplePage[] = [
  {
    from: 'Shopify, `structured_data` filter: ProductGroup, the variant of the address',
    address: 'https://shop.example/products/linen-shirt?variant=442&utm_source=x',
    html: ld(`{"@context":"http:\\/\\/schema.org\\/","@id":"\\/products\\/linen-shirt#product","@type":"ProductGroup","brand":{"@type":"Brand","name":"Norr"},
      "category":"Apparel \\u0026 Accessories","description":"Soft","hasVariant":[
      {"@id":"\\/products\\/linen-shirt?variant=441#variant","@type":"Product","name":"Linen shirt - S","sku":"LS-S","offers":{"@id":"\\/products\\/linen-shirt?variant=441#offer","@type":"Offer","availability":"http:\\/\\/schema.org\\/InStock","price":"59.00","priceCurrency":"EUR","url":"https:\\/\\/shop.example\\/products\\/linen-shirt?variant=441"}},
      {"@id":"\\/products\\/linen-shirt?variant=442#variant","@type":"Product","name":"Linen shirt - M","sku":"LS-M","offers":{"@id":"\\/products\\/linen-shirt?variant=442#offer","@type":"Offer","availability":"http:\\/\\/schema.org\\/OutOfStock","price":"61.00","priceCurrency":"EUR","url":"https:\\/\\/shop.example\\/products\\/linen-shirt?variant=442"}}],
      "name":"Linen shirt","productGroupID":"7788","url":"https:\\/\\/shop.example\\/products\\/linen-shirt"}`),
    product: { id: 'LS-M', name: 'Linen shirt - M', price: 61, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'Shopify: ProductGroup, no variant in the address: the first that can be had',
    address: 'https://shop.example/products/linen-shirt',
    html: ld(`{"@context":"https://schema.org","@type":"ProductGroup","name":"Linen shirt","productGroupID":"7788","hasVariant":[
      {"@type":"Product","sku":"LS-S","name":"Linen shirt - S","offers":{"@type":"Offer","availability":"https://schema.org/SoldOut","price":59,"priceCurrency":"EUR","url":"/products/linen-shirt?variant=441"}},
      {"@type":"Product","sku":"LS-M","name":"Linen shirt - M","offers":{"@type":"Offer","availability":"https://schema.org/InStock","price":61,"priceCurrency":"EUR","url":"/products/linen-shirt?variant=442"}}]}`),
    product: { id: 'LS-M', name: 'Linen shirt - M', price: 61, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Shopify Dawn of 2021: offers in an array, an SKU in each',
    address: 'https://shop.example/products/candle?variant=2',
    html: ld(`{
      "@context": "http://schema.org/",
      "@type": "Product",
      "name": "Candle \\"Noon\\"",
      "url": "https:\\/\\/shop.example\\/products\\/candle",
      "image": ["https:\\/\\/cdn.example\\/c.jpg"],
      "description": "",
      "brand": {"@type": "Thing","name": "Wick & Co"},
      "offers": [{"@type" : "Offer","sku": "C-1","availability" : "http://schema.org/InStock","price" : 18.0,"priceCurrency" : "GBP","url" : "https:\\/\\/shop.example\\/products\\/candle?variant=1"},
      {"@type" : "Offer","sku": "C-2","availability" : "http://schema.org/InStock","price" : 25.0,"priceCurrency" : "GBP","url" : "https:\\/\\/shop.example\\/products\\/candle?variant=2"}
]}`),
    product: { id: 'C-2', name: 'Candle "Noon"', price: 25, currency: 'GBP', availability: 'in_stock' },
  },
  {
    from: 'Shopify: a theme that forgets a comma after a missing SKU, and to escape inches',
    address: 'https://shop.example/collections/all/products/pipe',
    html: `<link rel="canonical" href="https://shop.example/products/pipe">${ld(`
    {
      "@context": "http://schema.org/",
      "@type": "Product",
      "name": "Copper pipe 3/4" x 2m",
      "url": "https://shop.example/products/pipe",
      "description": "Half 1/2", 3/4" and 1".
      Sold by the piece.",
      "sku": ,
      "mpn": "PIPE-34"
      "offers": {
        "@type": "Offer",
        "priceCurrency": "USD",
        "price": "1,012.50",
        "availability": "http://schema.org/InStock",
      },
    }`)}`,
    product: { id: 'PIPE-34', name: 'Copper pipe 3/4" x 2m', price: 1012.5, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: "Shopify: a review app states the product without a price, the theme's Open Graph prices it",
    address: 'https://shop.example/products/tea-pot',
    html: `<meta property="og:type" content="product"><meta property="og:title" content="Tea pot">
      <meta property="og:price:amount" content="1.234,00"><meta property="og:price:currency" content="EUR">
      ${ld('{"@context":"http://schema.org","@type":"Product","@id":"https://shop.example/products/tea-pot#product","name":"Tea pot","aggregateRating":{"@type":"AggregateRating","ratingValue":"4.9","reviewCount":"12"}}')}`,
    product: { name: 'Tea pot', price: 1234, currency: 'EUR' },
  },
  {
    from: 'Shopify: theme and review app each state the product, a snippet for “you may also like” two more',
    address: 'https://shop.example/products/desk?ref=home',
    html: `<h1>Oak desk</h1>${ld('{"@context":"https://schema.org","@type":"Product","name":"Oak desk","aggregateRating":{"ratingValue":5,"reviewCount":3}}')}
      ${ld('{"@context":"https://schema.org","@type":"Product","name":"Lamp","sku":"LAMP","offers":{"@type":"Offer","price":"20","priceCurrency":"USD","availability":"InStock"}}')}
      ${ld('{"@context":"https://schema.org","@type":"Product","name":"Desk pad","sku":"PAD","offers":{"@type":"Offer","price":"9","priceCurrency":"USD","availability":"InStock"}}')}
      ${ld('{"@context":"https://schema.org","@type":"Product","name":"Oak desk","sku":"DESK-1","offers":{"@type":"Offer","price":"499.00","priceCurrency":"USD","availability":"https://schema.org/PreOrder"}}')}`,
    product: { id: 'DESK-1', name: 'Oak desk', price: 499, currency: 'USD', availability: 'preorder' },
  },
];
