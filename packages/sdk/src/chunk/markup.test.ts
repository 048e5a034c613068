import { describe, expect, it } from 'vitest';
import { toItem } from '../normalise.ts';
import { parseLoosely } from './markup.ts';
import * as product from './product.ts';

describe('[S13] JSON-LD as shops write it', () => {
  const mug = { '@type': 'Product', name: 'A mug,\n of tin' };
  const text = JSON.stringify(mug);
  it.each([
    ['as it should be', text, mug],
    ['in an HTML comment', `<!-- ${text} -->`, mug],
    ['in CDATA', `//<![CDATA[\n${text}\n//]]>`, mug],
    ['after a comment', `/* our product */ ${text};`, mug],
    [
      'with a comma too many',
      '{"@type":"Product","offers":[{"price":1,},],}',
      { '@type': 'Product', offers: [{ price: 1 }] },
    ],
    ['with a line break inside a string', '{"name":"A\nmug"}', { name: 'A mug' }],
    ['nonsense', 'var x = 1', undefined],
    ['empty', '', undefined],
  ])('%s', (_, given, expected) => {
    expect(parseLoosely(given)).toEqual(expected);
  });
});

describe('[S13] the product a page is about', () => {
  const at = (path: string) => `https://shop.example${path}`;
  const productOf = (found: product.Thing[], href: string) => product.productOf(found, href, toItem);
  const stated = (sku: string, more = {}) => ({ '@type': 'https://schema.org/Product', sku, ...more });

  it('is not what lists and recommendations mention', () => {
    expect(product.productsIn({ '@type': 'ItemList', itemListElement: [stated('a')] })).toEqual([]);
    expect(product.productsIn({ '@graph': [stated('a', { isRelatedTo: [stated('b')] })] })).toHaveLength(1);
    expect(product.productsIn([null, 'x', 3, undefined])).toEqual([]);
  });

  it('is the one at the address where there are several, and none where none is', () => {
    const several = [stated('a', { url: '/p/1' }), stated('b', { url: at('/p/12') }), stated('c')];
    expect(productOf(several, at('/p/12?utm=x'))?.items[0].item_id).toBe('b');
    expect(productOf(several, at('/p/1'))?.items[0].item_id).toBe('a');
    expect(productOf(several, at('/p/2'))).toBeUndefined();
  });

  it('needs an id, and takes what there is', () => {
    expect(productOf([stated('', { mpn: 'm-1' })], at('/'))?.items[0].item_id).toBe('m-1');
    expect(productOf([stated('', { offers: { sku: 'o-1' } })], at('/'))?.items[0].item_id).toBe('o-1');
    expect(productOf([stated('', { name: 'nameless' })], at('/'))).toBeUndefined();
  });
});
