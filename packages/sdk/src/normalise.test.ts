import { describe, expect, it } from 'vitest';
import { toItem, toParams } from './normalise.ts';

describe('[S13] [W7] what goes over the wire', () => {
  it('keeps the fields of an item, cleaned, and drops the rest', () => {
    const stated = {
      item_id: 42,
      item_name: ' Mug ',
      item_category2: 'Tea',
      price: '£1,234.50',
      quantity: '2',
      index: 3,
      coupon: undefined,
      item_list_id: null,
      affiliation: 'x',
      nested: {},
    };
    expect(toItem(stated)).toEqual({
      item_id: '42',
      item_name: 'Mug',
      item_category2: 'Tea',
      price: 1234.5,
      quantity: 2,
      index: 3,
    });
  });

  it('understands the names of older tags, and prefers those of GA4', () => {
    expect(toItem({ item_id: 'new', id: 'old', name: 'Mug', brand: 'ACME', category: 'Tea', variant: 'red' })).toEqual({
      item_id: 'new',
      item_name: 'Mug',
      item_brand: 'ACME',
      item_category: 'Tea',
      item_variant: 'red',
    });
  });

  it.each([null, undefined, 'mug', 3, [], {}, { item_id: '' }, { item_name: 'only a name' }])(
    '%j is no item',
    (stated) => {
      expect(toItem(stated as never)).toBeUndefined();
    },
  );

  it('takes scalars, money and codes; a customer’s address and anything nested is left out', () => {
    expect(
      toParams({
        currency: ' gbp',
        value: '12,50',
        tax: '1',
        transaction_id: 1001,
        search_term: 'mug jo@example.com',
        page_location: 'https://shop.example/?email=x',
        loyal: true,
        score: 3,
        missing: null,
        nested: { email: 'jo@example.com' },
        callback: () => 1,
        user_id: 'jo@example.com',
        infinite: Number.POSITIVE_INFINITY,
        [`${'n'.repeat(41)}`]: 1,
      }),
    ).toEqual({
      currency: 'GBP',
      value: 12.5,
      tax: 1,
      transaction_id: '1001',
      search_term: 'mug redacted',
      page_location: 'https://shop.example/?email=redacted',
      loyal: true,
      score: 3,
      user_id: 'redacted',
    });
  });

  it('keeps to the wire’s limits [W8]', () => {
    const many = Object.fromEntries([...Array(100).keys()].map((i) => [`p${i}`, 'x'.repeat(2000)]));
    const items = [...Array(300).keys()].map((i) => ({ item_id: 'i'.repeat(200) + i }));
    const params = toParams({ items, ...many });
    expect(params.items).toHaveLength(200);
    expect(params.items![0]!.item_id).toHaveLength(128);
    expect(Object.keys(params).length).toBeLessThanOrEqual(64);
    expect(params.p1).toHaveLength(250);
  });

  it.each([null, '', 0, false])('items that are %j are none: the worker would refuse the event', (items) => {
    expect(JSON.parse(JSON.stringify(toParams({ items, value: 1 })))).not.toHaveProperty('items');
  });

  it.each([null, undefined, 'x', 3])('%j states nothing', (stated) => {
    expect(toParams(stated as never)).toEqual(typeof stated === 'string' ? { 0: 'x' } : {});
  });
});
