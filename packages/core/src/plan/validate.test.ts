import { LIMITS } from '@edgewise/protocol/limits';
import { strategyName } from '@edgewise/protocol/schemas-placement';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from './default-plan.ts';
import { diffPlans } from './diff-plans.ts';
import { validatePlan } from './validate.ts';

const { version: _, ...GOOD } = DEFAULT_PLAN;
type Draft = Record<string, unknown>;
const draft = (over: Draft): Draft => ({ ...structuredClone(GOOD), ...over });
const home = (over: Draft = {}): Draft => ({ ...structuredClone(GOOD.placements[0]!), ...over });
const rule = (over: Draft): Draft => ({ id: 'r', effect: { do: 'stock', least: 1 }, ...over });
const experiment = (over: Draft): Draft => ({
  id: 'e',
  placements: ['home'],
  arms: [{ id: 'a' }, { id: 'b', set: { count: 4 } }],
  ...over,
});
const FACTORS = [
  { id: 'title', levels: [{ id: 'plain' }, { id: 'loud', set: { title: { en: 'Look' } } }] },
  { id: 'cards', levels: [{ id: 'many' }, { id: 'few', set: { count: 4 } }] },
];
const pathsOf = (value: unknown) => validatePlan(value).mistakes.map(({ path }) => path);

describe('a draft', () => {
  it('[W8] may fall back on and mix so many strategies, and no more', () => {
    const first = (n: number) => strategyName.options.slice(0, n);
    expect(strategyName.options.length).toBeGreaterThan(LIMITS.chainLinks);
    const withChain = (n: number) =>
      draft({ placements: [home({ strategies: first(n) })], rules: [], experiments: [] });
    const withBlend = (n: number) =>
      draft({ placements: [home({ blend: first(n).map((strategy) => ({ strategy, weight: 1 })) })] });
    expect(pathsOf(withChain(LIMITS.chainLinks))).toEqual([]);
    expect(pathsOf(withChain(LIMITS.chainLinks + 1))).toEqual(['$.placements[0].strategies']);
    expect(pathsOf(withBlend(LIMITS.chainLinks))).toEqual([]);
    expect(pathsOf(withBlend(LIMITS.chainLinks + 1))).toEqual(['$.placements[0].blend']);
  });

  it('[L2] without a mistake is a plan', () => {
    const full = draft({
      $schema: 'https://edge.example/plan.schema.json',
      holdout: { share: 0.1, period: '2026-q4' },
      rules: [
        rule({
          placements: ['home'],
          when: { $or: [{ 'page.type': 'product' }, { 'arms.e': 'b' }], country: { $in: ['RO'] } },
          schedule: { from: '2026-11-27T08:00', until: '2026-11-30', days: ['fri'], time_zone: 'Europe/Bucharest' },
          effect: { do: 'boost', what: { brands: ['Acme'], margin: { from: 0.3 } }, by: 2 },
        }),
      ],
      experiments: [
        experiment({ namespace: { id: 'n', from: 0, to: 0.5 } }),
        { id: 'both', placements: ['cart'], factors: FACTORS, only: 'loud.few' },
      ],
      placements: GOOD.placements.map((one) =>
        one.id === 'trending' ? { ...one, bandit: { strategies: ['trending', 'newest'], floor: 0.05 } } : one,
      ),
    });
    expect(validatePlan(full)).toEqual({ plan: full, mistakes: [], warnings: [] });
  });

  it('[L2] with ten mistakes gets ten messages, each with its path and a fix', () => {
    const planted = draft({
      colour: 'red', // 1
      placements: [
        home({ count: 49 }), // 2
        home({ id: 'home', title: {} }), // 3 the title, 4 the id stands there twice
        home({ id: 'other', strategies: ['trending', 'trendign'] }), // 5
      ],
      rules: [
        rule({ placements: ['hoem'] }), // 6
        rule({ id: 'later', schedule: { from: '2026-02-30' } }), // 7
        rule({ id: 'asks', when: { 'page.typ': 'product', country: { $inn: ['RO'] } } }), // 8, 9
      ],
      holdout: { share: 0.9 }, // 10
    });
    const { plan, mistakes } = validatePlan(planted);
    expect(plan).toBeUndefined();
    expect(mistakes.map(({ path }) => path).sort()).toEqual([
      '$.colour',
      '$.holdout.share',
      '$.placements[0].count',
      '$.placements[1].id',
      '$.placements[1].title',
      '$.placements[2].strategies[1]',
      '$.rules[0].placements[0]',
      '$.rules[1].schedule.from',
      '$.rules[2].when.country.$inn',
      '$.rules[2].when["page.typ"]',
    ]);
    for (const { message, fix } of mistakes) {
      expect(message).not.toBe('');
      expect(fix).not.toBe('');
    }
    const of = (path: string) => mistakes.find((mistake) => mistake.path === path)!;
    expect(of('$.placements[2].strategies[1]').fix).toContain("'trending'");
    expect(of('$.rules[0].placements[0]').fix).toContain("'home'");
    expect(of('$.rules[2].when["page.typ"]').fix).toContain("'page.type'");
  });

  it.each<[string, Draft, string[]]>([
    [
      'two unknown fields in one object',
      draft({ placements: [home({ titel: 1, colour: 2 })] }),
      ['$.placements[0].titel', '$.placements[0].colour'],
    ],
    [
      'a missing field',
      draft({ placements: [{ id: 'home' }] }),
      ['$.placements[0].title', '$.placements[0].strategies', '$.placements[0].count', '$.placements[0].template'],
    ],
    ['an unknown effect', draft({ rules: [rule({ effect: { do: 'burry', by: 2 } })] }), ['$.rules[0].effect.do']],
    [
      'a slot that no shelf has',
      draft({ rules: [rule({ effect: { do: 'pin', item: 'x', slot: 9 } })] }),
      ['$.rules[0].effect.slot'],
    ],
    [
      'a selector that selects nothing',
      draft({ rules: [rule({ effect: { do: 'exclude', what: {} } })] }),
      ['$.rules[0].effect.what'],
    ],
    [
      'a range upside down',
      draft({ rules: [rule({ effect: { do: 'include', what: { price: { from: 5, to: 4 } } } })] }),
      ['$.rules[0].effect.what.price.to'],
    ],
    [
      'a schedule that ends first',
      draft({ rules: [rule({ schedule: { from: '2026-05-02', until: '2026-05-01' } })] }),
      ['$.rules[0].schedule.until'],
    ],
    [
      'no such zone',
      draft({ rules: [rule({ schedule: { time_zone: 'Europe/Bucuresti' } })] }),
      ['$.rules[0].schedule.time_zone'],
    ],
    ['no strategy', draft({ placements: [home({ strategies: [] })] }), ['$.placements[0].strategies']],
    ['a template that is not there', draft({ placements: [home({ liquid: 'x' })] }), ['$.placements[0].liquid']],
    ['tiles without content', draft({ placements: [home({ template: 'categories' })] }), ['$.placements[0]']],
    [
      'an address that runs',
      draft({
        placements: [home({ template: 'steps', content: [{ title: { en: 'x' }, url: 'javascript:x', image: '//x' }] })],
      }),
      ['$.placements[0].content[0].url', '$.placements[0].content[0].image'],
    ],
    [
      'no such day for a banner',
      draft({ placements: [home({ template: 'banner', ends: '2026-02-30' })] }),
      ['$.placements[0].ends'],
    ],
    [
      'a template twice',
      draft({
        templates: [
          { id: 't', liquid: 'x' },
          { id: 't', liquid: '' },
        ],
      }),
      ['$.templates[1].liquid', '$.templates[1].id'],
    ],
    [
      'an arm of a template that is not there',
      draft({ experiments: [experiment({ arms: [{ id: 'a' }, { id: 'b', set: { liquid: 'x' } }] })] }),
      ['$.experiments[0].arms[1].set.liquid'],
    ],
    ['one arm', draft({ experiments: [experiment({ arms: [{ id: 'a' }] })] }), ['$.experiments[0].arms']],
    [
      'an arm twice',
      draft({ experiments: [experiment({ arms: [{ id: 'a' }, { id: 'a' }] })] }),
      ['$.experiments[0].arms[1].id'],
    ],
    [
      'some weights',
      draft({ experiments: [experiment({ arms: [{ id: 'a', weight: 1 }, { id: 'b' }] })] }),
      ['$.experiments[0].arms[1]'],
    ],
    ['an arm that is not there', draft({ experiments: [experiment({ only: 'c' })] }), ['$.experiments[0].only']],
    [
      'an experiment that asks for arms',
      draft({ experiments: [experiment({ when: { 'arms.e': 'a' } })] }),
      ['$.experiments[0].when["arms.e"]'],
    ],
    [
      'an experiment of nothing',
      draft({ experiments: [{ id: 'e', placements: ['home'] }] }),
      ['$.experiments[0].arms'],
    ],
    ['arms and factors', draft({ experiments: [experiment({ factors: FACTORS })] }), ['$.experiments[0].factors']],
    [
      'two factors that change one field',
      draft({
        experiments: [
          {
            id: 'e',
            placements: ['home'],
            factors: [FACTORS[0]!, { ...FACTORS[0]!, id: 'again' }],
          },
        ],
      }),
      ['$.experiments[0].factors[1]'],
    ],
    [
      'more combinations than there may be arms',
      draft({
        experiments: [
          {
            id: 'e',
            placements: ['home'],
            factors: ['a', 'b'].map((id) => ({
              id,
              levels: ['1', '2', '3', '4'].map((level) => ({ id: level + id })),
            })),
          },
        ],
      }),
      ['$.experiments[0].factors'],
    ],
    [
      'a bandit of one strategy twice, with a floor too high, beside a blend',
      draft({
        placements: [
          home({
            blend: [
              { strategy: 'trending', weight: 1 },
              { strategy: 'newest', weight: 1 },
            ],
            bandit: { strategies: ['trending', 'newest', 'trending'], floor: 0.4 },
          }),
        ],
      }),
      ['$.placements[0].bandit.strategies[2]', '$.placements[0].bandit', '$.placements[0].bandit.floor'],
    ],
    [
      'a bandit that may move before its arms are known',
      draft({ placements: [home({ bandit: { strategies: ['trending', 'newest'], start: 99 } })] }),
      ['$.placements[0].bandit.start'],
    ],
    ['the name of the holdout', draft({ experiments: [experiment({ id: 'holdout' })] }), ['$.experiments[0].id']],
  ])('names %s', (_, value, expected) => {
    expect(pathsOf(value)).toEqual(expected);
  });

  it.each([null, undefined, 1, 'plan', [], {}, { v: 2 }])('%j is told what it lacks, and nothing throws', (value) => {
    expect(validatePlan(value).mistakes.length).toBeGreaterThan(0);
  });

  it('[L34] asks about each own template, and takes what is said', () => {
    const mistaken = draft({ templates: [{ id: 't', liquid: 'x' }] });
    const said = { message: 'line 1', fix: 'mend it' };
    const checkTemplate = () => ({ mistakes: [said], warnings: [] });
    expect(validatePlan(mistaken, { checkTemplate }).mistakes).toEqual([{ path: '$.templates[0].liquid', ...said }]);
  });

  it('warns of what is allowed and probably not meant', () => {
    const { mistakes, warnings } = validatePlan(
      draft({
        rules: [
          rule({ effect: { do: 'pin', item: 'gone', slot: 1 } }),
          rule({ id: 'two', effect: { do: 'pin', item: 'here', slot: 1 } }),
        ],
        experiments: [experiment({}), experiment({ id: 'f' })],
      }),
      { hasItem: (item) => item === 'here' },
    );
    expect(mistakes).toEqual([]);
    expect(warnings.map(({ path }) => path)).toEqual([
      '$.rules[0].effect.item',
      '$.rules[1].effect.slot',
      '$.experiments[1]',
    ]);
  });
});

describe('the difference of two plans', () => {
  it('[L7] names what changed by path and id, and says a move is a move', () => {
    const before = draft({ rules: [rule({ id: 'a' }), rule({ id: 'b' }), rule({ id: 'c' })] });
    const after = draft({
      rules: [rule({ id: 'c' }), rule({ id: 'a', effect: { do: 'stock', least: 3 } }), rule({ id: 'd' })],
      holdout: { share: 0 },
    });
    expect(diffPlans(before, before)).toEqual([]);
    expect(diffPlans(before, after)).toEqual([
      { path: '$.rules[id=a].effect.least', before: 1, after: 3 },
      { path: '$.rules[id=b]', before: rule({ id: 'b' }) },
      { path: '$.rules[id=d]', after: rule({ id: 'd' }) },
      { path: '$.rules (order)', before: ['a', 'c'], after: ['c', 'a'] },
      { path: '$.holdout', after: { share: 0 } },
    ]);
  });
});
