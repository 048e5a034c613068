import { describe, expect, it } from 'vitest';
import type { ShelfDecision } from '../recommend/situation.ts';
import type { CountedArm } from './experiments.ts';
import { exposuresOf } from './exposures.ts';

const shelf = (id: string, items: string[], title = 'T'): ShelfDecision => ({
  placement: { id, title: { en: title }, strategies: ['trending'], count: 4, template: 'grid' },
  cards: items.map((item, index) => ({ item, index, strategy: 'trending', score: 1 })),
  fallback: 0,
});
const arm = (over: Partial<CountedArm> = {}): CountedArm => ({
  experiment: 'e',
  arm: 'a',
  others: ['b'],
  isKnown: false,
  placements: undefined,
  choosesCards: true,
  ...over,
});
const never = () => {
  throw new Error('the page is not to be decided again');
};
const exposed = (
  shelves: ShelfDecision[],
  counted: CountedArm[],
  under: (experiment: string, arm: string) => ShelfDecision[] = never,
  changeOf: Parameters<typeof exposuresOf>[1]['changeOf'] = never,
) => Object.fromEntries(exposuresOf({ shelves, counted }, { under, changeOf }));

describe('[X10] exposure', () => {
  it('is where the other arm would have shown something else, and nowhere else', () => {
    const served = [shelf('home', ['1', '2']), shelf('more', ['3'])];
    expect(exposed(served, [arm()], () => [shelf('home', ['2', '1']), shelf('more', ['3'])])).toEqual({
      home: ['e=a'],
    });
    expect(exposed(served, [arm()], () => served)).toEqual({});
    expect(exposed(served, [arm()], () => [shelf('home', ['1', '2'], 'X'), shelf('more', ['3'])])).toEqual({
      home: ['e=a'],
    });
  });

  it('an arm that leaves the shelf empty is one like the arm that fills it, and two empty ones are none', () => {
    const [full, empty] = [[shelf('home', ['1'])], [shelf('home', [])]];
    expect(exposed(full, [arm()], () => empty)).toEqual({ home: ['e=a'] });
    expect(exposed(empty, [arm({ arm: 'b', others: ['a'] })], () => full)).toEqual({ home: ['e=b'] });
    expect(exposed(empty, [arm()], () => [shelf('home', [], 'Another title')])).toEqual({});
  });

  it('of several arms one that differs is enough, whichever was served', () => {
    const shows: Record<string, ShelfDecision[]> = {
      a: [shelf('s', ['1'])],
      b: [shelf('s', ['1'])],
      c: [shelf('s', [])],
    };
    for (const served of ['a', 'b', 'c']) {
      const others = Object.keys(shows).filter((id) => id !== served);
      expect(exposed(shows[served]!, [arm({ arm: served, others })], (_, other) => shows[other]!)).toEqual({
        s: [`e=${served}`],
      });
    }
    expect(exposed(shows.a!, [arm({ others: ['b'] })], (_, other) => shows[other]!)).toEqual({});
  });

  it('decides no page again for another title, nor for who was exposed before', () => {
    const served = [shelf('home', ['1']), shelf('none', [])];
    const title = arm({ choosesCards: false, placements: ['home', 'none'] });
    const loud = (_: string, which: string) => (which === 'b' ? { title: { en: 'Loud' } } : undefined);
    expect(exposed(served, [title], never, loud)).toEqual({ home: ['e=a'] });
    expect(exposed(served, [title], never, () => undefined)).toEqual({});
    expect(exposed(served, [arm({ isKnown: true, placements: ['home'] })])).toEqual({ home: ['e=a'] });
  });
});
