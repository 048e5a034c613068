import { describe, expect, it } from 'vitest';
import { toItem } from '../normalise.ts';
import type { PageFacts } from './address.ts';
import { currencyOf } from './currency.ts';
import { parseLoosely } from './loose-json.ts';
import { availabilityOf, saidOf } from './offer.ts';
import { factsOf, Things, toProduct } from './product.ts';
import { choose } from './which.ts';
import * as words from './words.ts';

describe('[S13] JSON-LD as shops write it', () => {
  const mug = { '@type': 'Product', name: 'A mug,\n of tin' };
  const text = JSON.stringify(mug);
  it.each<[string, string, unknown]>([
    ['as it should be', text, mug],
    ['in an HTML comment', `<!-- ${text} -->`, mug],
    ['in CDATA', `//<![CDATA[\n${text}\n//]]>`, mug],
    ['in CDATA of one line', `//<![CDATA[ ${text} //]]>`, mug],
    ['after a comment', `/* our product */ ${text};`, mug],
    ['after a byte-order mark', `\ufeff${text}`, mug],
    ['twice', `${text}\n${text}`, [mug, mug]],
    ['with a comma too many', '{"a":[{"b":1,},],}', { a: [{ b: 1 }] }],
    ['with a comma too few', '{"a":"1"\n"b":"2"}', { a: '1', b: '2' }],
    ['with a value left out', '{"a": ,"b": 2,"c":}', { b: 2 }],
    ['with a line break inside a string', '{"name":"A\nmug"}', { name: 'A mug' }],
    ['with control characters', '{"name":"A\u0001\tmug"}', { name: 'A  mug' }],
    ['with bare quotes in a string', '{"name":"A 5" pipe, "new"","sku":"p"}', { name: 'A 5" pipe, "new"', sku: 'p' }],
    ['with a wrong escape', String.raw`{"name":"It\'s A\u0026B"}`, { name: "It's A&B" }],
    [
      'with single quotes and bare keys',
      "{name: 'A mug', price: 12.5, sale: true}",
      { name: 'A mug', price: 12.5, sale: true },
    ],
    ['with comments behind values', '{"a":"商情", // category\n\t//"b": ""\n}', { a: '商情' }],
    ['with a comment inside a string', '{"a":"<!-- x --> // y http://z"}', { a: '<!-- x --> // y http://z' }],
    ['with a quote that is missing at the end of a line', '{"a":"x,\n"b":"y"}', { a: 'x,', b: 'y' }],
    ['with two commas', '{"a":"x",,"b":"y"}', { a: 'x', b: 'y' }],
    ['with escapes of JavaScript and text in backticks', '{"a":"\\x41","b":`y`}', { a: 'A', b: 'y' }],
    ['cut off', '{"a":"1","b":[{"c":"ab', { a: '1', b: [{ c: 'ab' }] }],
    ['escaped for HTML', '{&quot;a&quot;:&quot;1&quot;}', { a: '1' }],
    ['nonsense', 'var x = 1', undefined],
    ['empty', '', undefined],
  ])('%s', (_, given, expected) => {
    expect(parseLoosely(given)).toEqual(expected);
  });
});

describe('[S13] the product a page is about', () => {
  const at = (path: string) => `https://shop.example${path}`;
  const productOf = async (value: unknown, address: string, more: Partial<PageFacts> = {}) => {
    const document = new Things(value);
    const page = { addresses: [address], titles: [], ...more };
    const found = document.products();
    const thing = choose(found, page);
    const facts = thing && (await factsOf(thing, found, page.addresses, document));
    return facts && toProduct([facts], undefined, toItem);
  };
  const idOf = async (...given: Parameters<typeof productOf>) => (await productOf(...given))?.items[0].item_id;
  const stated = (sku: string, more = {}) => ({ '@type': 'https://schema.org/Product', sku, ...more });

  it('is not what lists and recommendations mention', () => {
    expect(new Things({ '@type': 'ItemList', itemListElement: [stated('a')] }).products()).toEqual([]);
    expect(new Things({ '@graph': [stated('a', { isRelatedTo: [stated('b')] })] }).products()).toHaveLength(1);
    expect(new Things([null, 'x', 3, undefined]).products()).toEqual([]);
    expect(new Things([stated('a', { '@type': 'ProductCollection' })]).products()).toEqual([]);
  });

  it('is the one at the address where there are several, and none where none is', async () => {
    const several = [stated('a', { url: '/p/1' }), stated('b', { url: at('/p/12') }), stated('c')];
    expect(await idOf(several, at('/p/12?utm=x'))).toBe('b');
    expect(await idOf(several, at('/p/1'))).toBe('a');
    expect(await idOf(several, at('/p/2'))).toBeUndefined();
    expect(await idOf(several, at('/p/2'), { addresses: [at('/p/2'), at('/p/12')] })).toBe('b');
  });

  it('is the one that the heading names, where addresses do not tell', async () => {
    const several = [stated('a', { name: 'Mug' }), stated('b', { name: 'Mug, red' }), stated('c', { name: 'Cup' })];
    expect(await idOf(several, at('/x'), { titles: ['Mug, red | Shop'] })).toBe('b');
    expect(await idOf(several, at('/x'), { titles: ['Mug'] })).toBe('a');
    expect(await idOf(several, at('/x'), { titles: ['Everything'] })).toBeUndefined();
  });

  it('needs no id: what there is, down to its path, names it', async () => {
    expect(await idOf([stated('', { mpn: 'm-1' })], at('/'))).toBe('m-1');
    expect(await idOf([stated('', { offers: { sku: 'o-1' } })], at('/'))).toBe('o-1');
    expect(await idOf([stated('', { name: 'nameless' })], at('/p/n'))).toBe('/p/n');
    expect(await idOf([stated('')], at('/p/n'))).toBeUndefined();
  });

  it.each<[unknown, string | undefined]>([
    ['http://schema.org/InStock', 'in_stock'],
    ['https://schema.org/OutOfStock/', 'out_of_stock'],
    [{ '@id': 'schema:PreOrder' }, 'preorder'],
    ['BackOrder', 'backorder'],
    ['InStoreOnly', 'in_stock'],
    ['LimitedAvailability', 'in_stock'],
    ['Discontinued', 'out_of_stock'],
    ['in stock', 'in_stock'],
    ['Out of stock', 'out_of_stock'],
    ['Auf Lager', 'in_stock'],
    ['Nicht verfügbar', 'out_of_stock'],
    ['Нет в наличии', 'out_of_stock'],
    ['в интернет-магазине в наличии', 'in_stock'],
    ['Под заказ', 'backorder'],
    ['În stoc', 'in_stock'],
    ['Stoc epuizat', 'out_of_stock'],
    ['Rupture de stock', 'out_of_stock'],
    ['brak w magazynie', 'out_of_stock'],
    ['na zalogi', 'in_stock'],
    ['Nema na zalihi', 'out_of_stock'],
    ['Yra sandėlyje', 'in_stock'],
    ['Nėra sandėlyje', 'out_of_stock'],
    ['Διαθέσιμο', 'in_stock'],
    ['μη διαθέσιμο', 'out_of_stock'],
    ['במלאי', 'in_stock'],
    ['לא במלאי', 'out_of_stock'],
    ['متوفر', 'in_stock'],
    ['غير متوفر', 'out_of_stock'],
    ['มีสินค้า', 'in_stock'],
    ['สินค้าหมด', 'out_of_stock'],
    ['재고 있음', 'in_stock'],
    ['재고 없음', 'out_of_stock'],
    ['Laos', 'in_stock'],
    ['Laost otsas', 'out_of_stock'],
    [true, 'in_stock'],
    ['', undefined],
    ['42', undefined],
    [null, undefined],
  ])('availability %j is %s', (said, known) => {
    expect(availabilityOf(said) ?? words.availabilityOf(saidOf(said) ?? '')).toBe(known);
  });

  it('letters that HTML has names for are those letters, and what only looks like one stays', () => {
    expect(words.lettersOf('Elo&iacute;sa &Oslash;l &ndash; &constructor; &eACUTE;')).toBe(
      'Eloísa Øl – &constructor; &eACUTE;',
    );
  });

  it.each([
    ['۱۲٫۵', '12.5'],
    ['१,२३४', '1,234'],
    ['𝟙𝟚.𝟛', '12.3'],
  ])('the digits of %s are %s', (amount, digits) => {
    expect(words.digitsOf(amount)).toBe(digits);
  });

  it.each([
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['руб.', 'RUB'],
    ['RUR', 'RUB'],
    ['zł', 'PLN'],
    ['$', 'USD'],
    ['kr', undefined],
  ])('currency %s is %s', (said, known) => {
    expect(currencyOf(said)).toBe(known);
  });
});
