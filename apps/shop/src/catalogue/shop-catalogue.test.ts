import { describe, expect, it } from 'vitest';
import type { StoredProduct } from '../data/make-catalogue.ts';
import { wordsOf } from './search.ts';
import { ShopCatalogue, sorted } from './shop-catalogue.ts';

const row = (item_id: string, title: string, over: Partial<StoredProduct> = {}): StoredProduct => ({
  item_id,
  title,
  product_type: 'Candles & lights > Lanterns',
  link: `/p/${item_id}`,
  price: 1.25,
  availability: 'in_stock',
  added: '2011-01-01',
  orders: 10,
  ...over,
});

const shop = new ShopCatalogue([
  row('1', 'White metal lantern', { orders: 50, price: 3.39 }),
  row('2', 'Red candle', { product_type: 'Candles & lights > Candles', added: '2011-05-01' }),
  row('3', 'Lantern candle', { product_type: 'Candles & lights > Candles', orders: 5 }),
  row('4', 'Metal sign', {
    product_type: 'Signs & wall art > Signs & letters',
    availability: 'out_of_stock',
    orders: 99,
  }),
  row('5', 'Felt monster', { product_type: 'Curiosities > Odds & ends' }),
]);

const ids = (products: { id: string }[]) => products.map(({ id }) => id).join('');

describe('ShopCatalogue', () => {
  it('has departments and their shelves, the odds and ends last', () => {
    expect(shop.departments.map(({ slug }) => slug)).toEqual(['candles-lights', 'signs-wall-art', 'curiosities']);
    expect(shop.department('candles-lights')?.shelves.map(({ link }) => link)).toEqual([
      '/c/candles-lights/candles',
      '/c/candles-lights/lanterns',
    ]);
    expect(shop.product('1')).toMatchObject({ price: 339, image: '/img/1.svg' });
  });

  it('sorts, what is sold out last', () => {
    expect(ids(sorted(shop.products, 'popular'))).toBe('12534');
    expect(ids(sorted(shop.products, 'new'))[0]).toBe('2');
    expect(ids(sorted(shop.products, 'price-down'))).toMatch(/^1.*4$/);
  });
});

describe('search', () => {
  it('finds every word, in titles before shelves', () => {
    expect(ids(shop.search('lantern'))).toBe('13');
    expect(ids(shop.search('candles'))).toBe('231');
    expect(ids(shop.search('metal lanterns'))).toBe('1');
    expect(ids(shop.search('lantern spaceship'))).toBe('');
  });

  it('finds beginnings of words and a product by its number', () => {
    expect(ids(shop.search('lant'))).toBe('13');
    expect(ids(shop.search('4'))).toBe('4');
  });

  it('takes hostile searches for words, or for nothing', () => {
    expect(shop.search('')).toEqual([]);
    expect(shop.search('the of')).toEqual([]);
    expect(shop.search('<script>')).toEqual([]);
    expect(shop.search('__proto__ constructor')).toEqual([]);
    expect(shop.search(`${'a'.repeat(1e6)} b`)).toEqual([]);
    expect(ids(shop.search('(lantern)+*'))).toBe('13');
  });
});

describe('wordsOf', () => {
  it('makes plurals singular and leaves small words out', () => {
    expect(wordsOf('The Boxes of Cherries, glasses & Dishes for Poppy’s café bus')).toEqual([
      'box',
      'cherry',
      'glass',
      'dish',
      'poppy',
      'cafe',
      'bus',
    ]);
  });
});
