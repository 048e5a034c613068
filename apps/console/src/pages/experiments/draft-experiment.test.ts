import { describe, expect, it } from 'vitest';
import {
  experimentOf,
  faultsIn,
  faultsOf,
  hasChain,
  type PlanDocument,
  shelvesIn,
  strategiesFor,
  type Typed,
  warningsOf,
  withExperiment,
} from './draft-experiment.ts';

const plan: PlanDocument = {
  v: 1,
  placements: [
    { id: 'home', title: { en: 'For you' }, strategies: ['session-knn', 'trending'], count: 8, template: 'grid' },
    { id: 'cart', title: { en: 'With it' }, strategies: ['bought-together', 'newest'], count: 6, template: 'carousel' },
    { id: 'tiles', title: { en: 'Look' }, strategies: [], count: 3, template: 'categories' },
  ],
};
const home = plan.placements[0]!;
const typed: Typed = {
  name: 'Fewer cards!',
  shelf: 'home',
  change: 'count',
  count: '4',
  strategy: 'newest',
  share: '100',
  metric: 'conversion',
};

describe('an experiment from a form', () => {
  it('is the shelf as it is beside one change, under an id that no experiment had', () => {
    expect(experimentOf(typed, home, ['holdout', 'fewer-cards'])).toEqual({
      id: 'fewer-cards-2',
      note: 'Fewer cards!',
      metric: 'conversion',
      placements: ['home'],
      arms: [{ id: 'as-it-is' }, { id: '4-products', set: { count: 4 } }],
    });
    expect(experimentOf({ ...typed, count: '4.0' }, home, []).arms?.[1]?.id).toBe('4-products');
    expect(experimentOf({ ...typed, name: 'plain' }, home, [])).not.toHaveProperty('note');
    expect(experimentOf({ ...typed, change: 'strategy', share: '20' }, home, [])).toMatchObject({
      coverage: 0.2,
      arms: [{ id: 'as-it-is' }, { id: 'newest-first', set: { strategies: ['newest', 'session-knn', 'trending'] } }],
    });
    expect(
      withExperiment(withExperiment(plan, experimentOf(typed, home, [])), experimentOf(typed, home, [])),
    ).toMatchObject({
      placements: plan.placements,
      experiments: [{ id: 'fewer-cards' }, { id: 'fewer-cards' }],
    });
  });

  it('a strategy that the chain has already moves to its front, and a chain stays as long as one may be', () => {
    const strategies = [
      'session-knn',
      'bought-together',
      'also-viewed',
      'affinity',
      'content',
      'trending',
      'newest',
      'unfinished',
    ] as const;
    const first = (strategy: string) =>
      experimentOf({ ...typed, change: 'strategy', strategy }, { ...home, strategies: [...strategies] }, []).arms?.[1]
        ?.set;
    expect(first('trending')?.strategies).toEqual(['trending', ...strategies.filter((one) => one !== 'trending')]);
    expect(first('recently-viewed')?.strategies).toEqual(['recently-viewed', ...strategies.slice(0, 7)]);
  });

  it('offers shelves of products, and what the plan uses elsewhere', () => {
    expect(shelvesIn(plan).map(({ id }) => id)).toEqual(['home', 'cart']);
    expect(strategiesFor(plan, home)).toEqual(['bought-together', 'newest', 'trending']);
    expect([home, { ...home, bandit: { strategies: ['trending' as const, 'newest' as const] } }].map(hasChain)).toEqual(
      [true, false],
    );
  });

  it.each<[Partial<Typed>, object]>([
    [{}, {}],
    [{ name: '  ' }, { name: 'exp.new_name_missing' }],
    [{ count: '8' }, { count: 'exp.new_same' }],
    ...['', '0', '2.5', '-1', 'x'].map(
      (count) => [{ count }, { count: 'exp.new_count_wrong' }] as [Partial<Typed>, object],
    ),
    [{ change: 'strategy', strategy: 'session-knn' }, { strategy: 'exp.new_same' }],
    [{ change: 'strategy', count: '' }, {}],
    ...['', '0', '-5', '100.1', 'x', '0.0000001'].map(
      (share) => [{ share }, { share: 'exp.new_share_wrong' }] as [Partial<Typed>, object],
    ),
    [{ share: '0.5' }, {}],
  ])('of %j says %j', (change, faults) => {
    expect(faultsIn({ ...typed, ...change }, home)).toEqual(faults);
  });

  it('what the worker doubts of it is told, and of others not', () => {
    const warning = (path: string) => ({ path, message: 'comes second', fix: 'put them apart' });
    expect(warningsOf(['$.experiments[1]', '$.experiments[12]', '$.rules[1]'].map(warning), 1)).toEqual([
      'comes second: put them apart',
    ]);
  });

  it('what the worker says stands beside the field that it is about, and the rest apart', () => {
    const mistake = (path: string) => ({ path, message: 'is wrong', fix: 'write less' });
    const { faults, rest } = faultsOf(
      ['.arms[1].set.count', '.arms[1].id', '.placements[0]']
        .map((path) => mistake(`$.experiments[2]${path}`))
        .concat(mistake('$.experiments[1].id')),
      2,
    );
    expect(faults).toEqual({ count: 'is wrong: write less', shelf: 'is wrong: write less' });
    expect(rest).toEqual([
      '$.experiments[2].arms[1].id: is wrong: write less',
      '$.experiments[1].id: is wrong: write less',
    ]);
  });
});
