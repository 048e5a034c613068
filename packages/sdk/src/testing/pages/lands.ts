import { ld, type SamplePage } from './page.ts';

const SHOP = 'https://shop.example';

/** Written blind against the reader, like `template-shops.ts`: how money is written in other lands, and in other digits. */
export const LANDS: SamplePage[] = [
  {
    from: 'Iran: Woo’s toman, which has a code that no standard knows',
    address: `${SHOP}/product/saat/`,
    html: ld(
      '{"@context":"https:\\/\\/schema.org\\/","@type":"Product","@id":"https:\\/\\/shop.example\\/product\\/saat\\/#product","name":"ساعت","url":"https:\\/\\/shop.example\\/product\\/saat\\/","sku":"S-1","offers":[{"@type":"Offer","priceSpecification":[{"@type":"UnitPriceSpecification","price":"1250000","priceCurrency":"IRT","valueAddedTaxIncluded":false,"validThrough":"2027-12-31"}],"availability":"https:\\/\\/schema.org\\/InStock"}]}',
    ),
    product: { id: 'S-1', name: 'ساعت', price: 1250000, currency: 'IRT', availability: 'in_stock' },
  },
  {
    from: 'West Africa: francs by their letters alone',
    address: `${SHOP}/produit/pagne`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Pagne wax","sku":"PW","offers":{"@type":"Offer","price":"12 500 FCFA","availability":"En stock"}}',
    ),
    product: { id: 'PW', name: 'Pagne wax', price: 12500, currency: 'XOF', availability: 'in_stock' },
  },
  {
    from: 'West Africa: "F CFA" where the code belongs',
    address: `${SHOP}/produit/boubou`,
    html: '<meta property="og:type" content="product"><meta property="og:title" content="Boubou"><meta property="product:price:amount" content="25 000"><meta property="product:price:currency" content="F CFA">',
    product: { name: 'Boubou', price: 25000, currency: 'XOF' },
  },
  {
    from: 'Morocco: dirhams as "DH"',
    address: `${SHOP}/produit/tapis`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Tapis</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price">1 299,00 DH</span><link itemprop="availability" href="http://schema.org/InStock"></div></div>',
    product: { name: 'Tapis', price: 1299, currency: 'MAD', availability: 'in_stock' },
  },
  {
    from: 'Tunisia: dinars of a thousand millimes, "DT"',
    address: `${SHOP}/12-fouta.html`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Fouta</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price" content="49.9">49,900 DT</span><meta itemprop="priceCurrency" content="TND"></div></div>',
    product: { name: 'Fouta', price: 49.9, currency: 'TND' },
  },
  {
    from: 'Egypt: pounds by their Arabic letters, the digits Arabic too',
    address: `${SHOP}/ar/p/kamis`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"قميص","sku":"Q","offers":{"@type":"Offer","price":"٤٥٠٫٠٠ ج.م.","availability":"متوفر"}}',
    ),
    product: { id: 'Q', name: 'قميص', price: 450, currency: 'EGP', availability: 'in_stock' },
  },
  {
    from: 'Bangladesh: the taka’s sign and Bengali digits',
    address: `${SHOP}/product/saree`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"শাড়ি","sku":"SA-1","offers":{"@type":"Offer","price":"৳ ১,২৫০.০০","availability":"https://schema.org/InStock"}}',
    ),
    product: { id: 'SA-1', name: 'শাড়ি', price: 1250, currency: 'BDT', availability: 'in_stock' },
  },
  {
    from: 'India: Devanagari digits',
    address: `${SHOP}/p/kurta`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">कुर्ता</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price">₹ १,२९९</span></div></div>',
    product: { name: 'कुर्ता', price: 1299, currency: 'INR' },
  },
  {
    from: 'Switzerland: an upright apostrophe in what should be a number',
    address: `${SHOP}/p/uhr`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Uhr","sku":"U1","offers":{"@type":"Offer","price":"1\'299.00","priceCurrency":"CHF","availability":"http://schema.org/OutOfStock"}}',
    ),
    product: { id: 'U1', name: 'Uhr', price: 1299, currency: 'CHF', availability: 'out_of_stock' },
  },
  {
    from: 'Iceland: thousands with a dot, "kr." behind',
    address: `${SHOP}/vara/peysa`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Peysa</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="ISK"><span itemprop="price">12.990 kr.</span></div></div>',
    product: { name: 'Peysa', price: 12990, currency: 'ISK' },
  },
  {
    from: 'South Africa: rand by an R',
    address: `${SHOP}/product/braai`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Braai","sku":"BR","offers":{"@type":"Offer","price":"R1,299.00","priceCurrency":"ZAR","availability":"Available on backorder"}}',
    ),
    product: { id: 'BR', name: 'Braai', price: 1299, currency: 'ZAR', availability: 'backorder' },
  },
  {
    from: 'Kenya: shillings as "KSh"',
    address: `${SHOP}/product/kikoi`,
    html: ld(
      '{"@context":"https://schema.org","@type":"Product","name":"Kikoi","sku":"KI","offers":{"@type":"Offer","price":"KSh 2,500.00","availability":"sold_out"}}',
    ),
    product: { id: 'KI', name: 'Kikoi', price: 2500, currency: 'KES', availability: 'out_of_stock' },
  },
  {
    from: 'Nigeria: the naira’s sign',
    address: `${SHOP}/product/agbada`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Agbada</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price">₦15,000.00</span><meta itemprop="availability" content="In Stock"></div></div>',
    product: { name: 'Agbada', price: 15000, currency: 'NGN', availability: 'in_stock' },
  },
  {
    from: 'Brazil: reais in words beside instalments',
    address: `${SHOP}/tenis`,
    html: '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Tênis</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><strong itemprop="price">R$ 1.299,90</strong> ou 10x de R$ 129,99<link itemprop="availability" href="http://schema.org/InStock"></div></div>',
    product: { name: 'Tênis', price: 1299.9, currency: 'BRL', availability: 'in_stock' },
  },
];
