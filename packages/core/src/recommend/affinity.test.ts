import { describe, expect, it } from 'vitest';
import { leaningTo } from './affinity.ts';
import { catalogueOf, NOW, productOf } from './shop.testkit.ts';

const DAY = 86_400_000;
const catalogue = catalogueOf([
  productOf('lamp-1', { category: ['Home', 'Lamps'], brand: 'Lux' }),
  productOf('lamp-2', { category: ['Home', 'Lamps'] }),
  productOf('mug-1', { category: ['Kitchen', 'Mugs'] }),
  productOf('mug-2', { category: ['Kitchen', 'Mugs'], brand: 'Lux' }),
  productOf('hat-1', { category: ['Clothes', 'Hats'] }),
]);
const popular = ['hat-1', 'mug-1', 'mug-2', 'lamp-2', 'lamp-1'].map((id, place) => ({
  index: catalogue.indexOf(id),
  score: 100 - place,
}));
const looked = (item: string, daysAgo: number, kind: 'view' | 'cart' | 'purchase' = 'view') => ({
  item,
  kind,
  time: NOW - daysAgo * DAY,
});
const leaning = (...history: ReturnType<typeof looked>[]) =>
  leaningTo(history, popular, catalogue, NOW).map(({ index }) => catalogue.id(index));

describe('affinity', () => {
  it('puts the categories a person comes back to before what is only popular', () => {
    expect(leaning(looked('lamp-2', 3), looked('lamp-2', 2), looked('mug-1', 1)).slice(0, 2)).toEqual([
      'lamp-2',
      'lamp-1',
    ]);
    expect(leaning(looked('lamp-2', 3), looked('lamp-2', 2))).not.toContain('hat-1');
  });

  it('lets what was long ago fade, and a cart weigh more than a view', () => {
    expect(leaning(looked('mug-1', 90), looked('mug-1', 90), looked('lamp-2', 1))[0]).toMatch(/^lamp/);
    expect(leaning(looked('lamp-2', 1), looked('mug-1', 1, 'cart'))[0]).toMatch(/^mug/);
  });

  it('knows brands across categories', () => {
    expect(leaning(looked('lamp-1', 1), looked('lamp-1', 1))).toContain('mug-2');
  });

  it('says nothing of a stranger, or after one look', () => {
    expect(leaning()).toEqual([]);
    expect(leaning(looked('lamp-1', 0))).toEqual([]);
    expect(leaning(looked('gone', 0), looked('gone too', 0))).toEqual([]);
  });
});
