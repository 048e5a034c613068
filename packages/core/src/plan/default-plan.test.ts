import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from './default-plan.ts';

describe('the default plan', () => {
  it('has every placement once, titled in every language', () => {
    const ids = DEFAULT_PLAN.placements.map(({ id }) => id);
    expect(ids).toEqual([
      'home',
      'similar',
      'bought-together',
      'cart',
      'recently-viewed',
      'continue',
      'trending',
      'category',
      'search',
    ]);
    for (const { title, count } of DEFAULT_PLAN.placements) {
      expect(Object.keys(title)).toEqual(['en', 'ro', 'ru', 'pl']);
      expect(count).toBe(8);
    }
  });

  it('ends every chain in the catalogue, but for the person’s own history', () => {
    for (const { id, strategies } of DEFAULT_PLAN.placements) {
      expect(strategies.at(-1)).toBe({ 'recently-viewed': 'recently-viewed', continue: 'unfinished' }[id] ?? 'newest');
      expect(new Set(strategies).size).toBe(strategies.length);
    }
  });
});
