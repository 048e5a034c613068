import { describe, expect, it } from 'vitest';
import { CHECK_IDS, type CheckFacts, selfCheck } from './self-check.ts';

const HEALTHY: CheckFacts = {
  off: false,
  origins: 1,
  products: 100,
  popular: { items: 100, unknown: 0 },
  model: { age: 3_600_000, failed: false },
  counts: {
    events: 1_000,
    refused: 5,
    views: 400,
    product_views: 200,
    carts: 50,
    orders: 5,
    verified_orders: 5,
    list_views: 80,
  },
  contextualViews: 100,
  heardBefore: true,
  deadLetters: 0,
  p99: 40,
};
const graded = (over: Partial<CheckFacts>) =>
  Object.fromEntries(
    selfCheck({ ...HEALTHY, ...over }).flatMap(({ id, grade }) => (grade === 'fine' ? [] : [[id, grade]])),
  );
const counts = (over: Record<string, number>) => ({ counts: { ...HEALTHY.counts, ...over } });

describe('the self-check', () => {
  it('finds nothing in a shop that is well, and says all that it looked at', () => {
    expect(graded({})).toEqual({});
    expect(selfCheck(HEALTHY).map(({ id }) => id)).toEqual([...CHECK_IDS]);
  });

  it.each<[string, Partial<CheckFacts>, Record<string, string>]>([
    ['off', { off: true }, { switched: 'wrong' }],
    ['no address', { origins: 0 }, { origins: 'wrong' }],
    ['silent since yesterday', { counts: {}, contextualViews: 0 }, { heard: 'wrong' }],
    ['never heard', { counts: {}, contextualViews: 0, heardBefore: false }, { heard: 'look' }],
    ['one in 100 refused', counts({ events: 990, refused: 10 }), { refused: 'look' }],
    ['one in 10 refused', counts({ events: 900, refused: 100 }), { refused: 'wrong' }],
    ['product pages are not understood', counts({ product_views: 0 }), { products_seen: 'wrong' }],
    ['carts are not seen', counts({ carts: 0 }), { carts_seen: 'wrong' }],
    ['orders are not seen', counts({ orders: 0, verified_orders: 0 }), { orders_seen: 'wrong' }],
    ['the backend signs nothing', counts({ verified_orders: 0 }), { backend: 'look' }],
    ['no shelf was seen', counts({ list_views: 0 }), { shelves_seen: 'look' }],
    ['nobody’s consent comes through', { contextualViews: 399 }, { consent: 'look' }],
    ['no catalogue', { products: null }, { catalogue: 'wrong' }],
    ['ids differ between page and feed', { popular: { items: 100, unknown: 21 } }, { ids: 'wrong' }],
    ['some ids differ', { popular: { items: 100, unknown: 6 } }, { ids: 'look' }],
    ['no model', { model: { age: null, failed: false } }, { model: 'look' }],
    ['training failed', { model: { age: 1, failed: true } }, { model: 'wrong' }],
    ['an old model', { model: { age: 73 * 3_600_000, failed: false } }, { model: 'look' }],
    ['slow', { p99: 1_500 }, { answers: 'look' }],
    ['undelivered', { deadLetters: 3 }, { dead: 'wrong' }],
  ])('%s', (_, over, found) => expect(graded(over)).toEqual(found));

  it('says nothing of what there is too little of', () => {
    const quiet = selfCheck({
      ...HEALTHY,
      ...counts({ events: 49, refused: 0, views: 49, product_views: 49, carts: 0, orders: 0, list_views: 0 }),
      popular: { items: 19, unknown: 19 },
      p99: null,
    });
    expect(quiet.map(({ id }) => id)).toEqual([
      'switched',
      'origins',
      'heard',
      'refused',
      'catalogue',
      'model',
      'dead',
    ]);
  });
});
