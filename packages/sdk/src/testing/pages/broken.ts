import { ld, type SamplePage } from './page.ts';

const SHOP = 'https://shop.example';
const said = { id: 'PO', name: 'Pot', price: 12.5, currency: 'EUR', availability: 'in_stock' };
const REST =
  '"offers":{"@type":"Offer","price":"12.50","priceCurrency":"EUR","availability":"https://schema.org/InStock"}';
const START = '"@context":"https://schema.org","@type":"Product","name":"Pot","sku":"PO"';
const offer = (price: string, more = '') =>
  `"offers":{"@type":"Offer","price": ${price},"priceCurrency":"EUR","availability":"https://schema.org/InStock"${more}}`;

/** JSON-LD in further ways in which templates break it: written blind, each with what a reader sees at once. */
export const BROKEN: SamplePage[] = (
  [
    ['two objects with a comma between and no list around', `{"@type":"WebSite","name":"Shop"},{${START},${REST}}`],
    ['two commas', `{${START},,${REST}}`],
    [
      'no comma between two offers',
      `{${START},"offers":[{"@type":"Offer","price":"12.50","priceCurrency":"EUR","availability":"InStock"} {"@type":"Offer","price":"13.50","priceCurrency":"EUR","availability":"OutOfStock"}]}`,
    ],
    ['a value’s quote that never ends before the line does', `{${START},\n"description":"red pot,\n${REST}}`],
    [
      'names without quotes among names with',
      `{${START}, offers: {"@type":"Offer", price: "12.50", priceCurrency: "EUR", availability: "https://schema.org/InStock"}}`,
    ],
    [
      'escapes of JavaScript',
      `{"@context":"https://schema.org","@type":"Product","name":"\\x50ot","sku":"PO","description":"It\\'s",${REST}}`,
    ],
    ['text in backticks', `{"@context":"https://schema.org","@type":"Product","name":\`Pot\`,"sku":\`PO\`,${REST}}`],
    ['a bare price with the sign before', `{${START},${offer('€12.50')}}`],
    ['a bare price with the code behind', `{${START},${offer('12.50 EUR')}}`],
    ['a bare price with a comma', `{${START},${offer('12,50')}}`],
    ['a bare price that ends with its mark', `{${START},${offer('12.50.')}}`],
    ['Python’s None and True', `{${START},"gtin":None,"isFamilyFriendly":True,${REST}}`],
    [
      'a bare article number with hyphens',
      `{"@context":"https://schema.org","@type":"Product","name":"Pot","sku":PO,"mpn":PO-77-a,${REST}}`,
    ],
    [
      'quotes of HTML within values alone',
      `{"@context":"https://schema.org","@type":"Product","name":"Pot","description":"a &quot;red&quot; pot","sku":"PO",${REST}}`,
    ],
    ['a mark of no width in a name', `{\u200b${START},\u200b${REST}}`],
    [
      'types and names in capitals',
      `{"@CONTEXT":"https://schema.org","@TYPE":"PRODUCT","Name":"Pot","SKU":"PO","OFFERS":{"@TYPE":"OFFER","PRICE":"12.50","PRICECURRENCY":"EUR","AVAILABILITY":"HTTPS://SCHEMA.ORG/INSTOCK"}}`,
    ],
    ['a script in the script', `<script type="application/ld+json">{${START},${REST}}`],
    ['words before it', `JSON-LD: {${START},${REST}}`],
    [
      'PHP’s warning before it',
      `<br />\n<b>Warning</b>:  Undefined variable $x in <b>/var/www/a.php</b> on line <b>3</b><br />\n{${START},${REST}}`,
    ],
    ['a brace too many at the end', `{${START},${REST}}}}`],
    ['a list that is not closed', `[{${START},${REST}}`],
    [
      'tabs and line ends within every value',
      `{"@context":"https://schema.org","@type":"\tProduct","name":"\n\t\tPot\n","sku":"\tPO ","offers":{"@type":"Offer","price":"\n12.50\n","priceCurrency":" EUR","availability":"\nhttps://schema.org/InStock "}}`,
    ],
    [
      'two offers’ fields in one object, the last of which is empty',
      `{${START},"offers":{"@type":"Offer","price":"12.50","priceCurrency":"EUR","availability":"https://schema.org/InStock","price":""}}`,
    ],
    [
      'a description with markup and quotes of its own',
      `{${START},"description":"<a href="/x" class="y">Pots</a>: <b>"the best"</b>, 5" wide",${REST}}`,
    ],
  ] as const
).map(([from, text], i) => ({ from, address: `${SHOP}/p/broken-${i}`, html: ld(text), product: said }));
