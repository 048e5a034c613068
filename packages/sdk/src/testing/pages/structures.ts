import { ld, type SamplePage } from './page.ts';

const SHOP = 'https://shop.example';
const said = { id: 'PO', name: 'Pot', price: 12.5, currency: 'EUR', availability: 'in_stock' };
const START = '"@context":"https://schema.org","@type":"Product","name":"Pot","sku":"PO"';
const OFFER = '{"@type":"Offer","price":"12.50","priceCurrency":"EUR","availability":"https://schema.org/InStock"}';
const scope = (inside: string, more = ''): string =>
  `<div itemscope itemtype="https://schema.org/Product" ${more}><h1 itemprop="name">Pot</h1><meta itemprop="sku" content="PO">${inside}</div>`;
const offers = (inside: string): string =>
  `<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="https://schema.org/InStock">${inside}</div>`;

/** One product, stated in further structures: written blind. */
export const STRUCTURES: SamplePage[] = (
  [
    [
      'a graph keyed by numbers',
      ld(`{"@context":"https://schema.org","@graph":{"0":{"@type":"WebSite"},"1":{${START},"offers":${OFFER}}}}`),
    ],
    [
      'an amount in a comma’s notation in content',
      scope(offers('<span itemprop="price" content="12,50">12,50 €</span>')),
    ],
    ['content that is empty beside what is shown', scope(offers('<span itemprop="price" content="">12,50 €</span>'))],
    ['a meta whose amount stands in value', scope(offers('<meta itemprop="price" value="12.50">'))],
    ['a hidden input', scope(offers('<input type="hidden" itemprop="price" value="12.50">'))],
    [
      'availability as href of a span',
      scope(
        '<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><span itemprop="availability" href="https://schema.org/InStock"></span><meta itemprop="price" content="12.50"></div>',
      ),
    ],
    [
      'two types on one element',
      `<div itemscope itemtype="https://schema.org/Product https://schema.org/Car"><h1 itemprop="name">Pot</h1><meta itemprop="sku" content="PO">${offers('<meta itemprop="price" content="12.50">')}</div>`,
    ],
    [
      'an accessory inside, by its role',
      scope(
        `${offers('<meta itemprop="price" content="12.50">')}<div itemprop="isAccessoryOrSparePartFor" itemscope itemtype="https://schema.org/Product"><span itemprop="name">Stove</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="900"></div></div>`,
      ),
    ],
    [
      'a specification in the price',
      ld(
        `{${START},"offers":{"@type":"Offer","availability":"https://schema.org/InStock","price":{"@type":"PriceSpecification","price":"12.50","priceCurrency":"EUR"}}}`,
      ),
    ],
    [
      'the price in a list',
      ld(
        `{${START},"offers":[{"@type":"Offer","price":["12.50"],"priceCurrency":["EUR"],"availability":["https://schema.org/InStock"]}]}`,
      ),
    ],
    [
      'values as literals',
      ld(
        `{"@context":"https://schema.org","@type":["Product"],"name":["Pot"],"sku":{"@value":"PO"},"offers":{"@type":"Offer","price":{"@value":"12.50"},"priceCurrency":{"@value":"EUR"},"availability":{"@id":"https://schema.org/InStock"}}}`,
      ),
    ],
    [
      'the page names its main entity by an address',
      ld(
        `{"@context":"https://schema.org","@graph":[{"@type":"ItemPage","mainEntity":"https://shop.example/p/x#product"},{"@type":"Product","@id":"https://shop.example/p/x#product","name":"Pot","sku":"PO","offers":${OFFER}}]}`,
      ),
    ],
    [
      'a property that is called price',
      ld(
        `{${START},"additionalProperty":[{"@type":"PropertyValue","name":"price","value":"99"},{"@type":"PropertyValue","name":"Weight","value":"2 kg"}],"offers":${OFFER}}`,
      ),
    ],
    [
      'an offer that is over before the one that holds',
      ld(
        `{${START},"offers":[{"@type":"Offer","price":"9.00","priceCurrency":"EUR","availability":"https://schema.org/InStock","validThrough":"2020-01-01"},{"@type":"Offer","price":"12.50","priceCurrency":"EUR","availability":"https://schema.org/InStock","validFrom":"2020-01-02"}]}`,
      ),
    ],
    [
      'a range and the one offer in it, side by side',
      ld(
        `{${START},"offers":[{"@type":"AggregateOffer","lowPrice":"12.50","highPrice":"12.50","priceCurrency":"EUR"},${OFFER}]}`,
      ),
    ],
    [
      'a group without variants but with offers of its own',
      ld(
        `{"@context":"https://schema.org","@type":"ProductGroup","productGroupID":"PO","name":"Pot","sku":"PO","offers":[${OFFER}]}`,
      ),
    ],
    [
      'breadcrumbs, questions and a shop around it',
      ld(
        `[{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Pots","item":"https://shop.example/c/pots"}]},{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Is it red?","acceptedAnswer":{"@type":"Answer","text":"Yes"}}]},{${START},"offers":${OFFER}},{"@context":"https://schema.org","@type":"Store","name":"Shop","priceRange":"€€"}]`,
      ),
    ],
    [
      'Open Graph before everything else, each in two languages',
      `<meta property="og:type" content="product"><meta property="og:title" content="Pot"><meta property="og:locale" content="en_GB"><meta property="og:locale:alternate" content="de_DE"><meta property="product:price:amount" content="12.50"><meta property="product:price:currency" content="EUR"><meta property="product:price:amount" content="14.00"><meta property="product:price:currency" content="USD"><meta property="product:availability" content="instock"><meta property="product:retailer_item_id" content="PO">`,
    ],
  ] as const
).map(([from, html]) => ({ from, address: `${SHOP}/p/structure`, html: `<h1>Pot</h1>${html}`, product: said }));
