/** What must hold of every page, whatever the shop, the visitor and the model are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Product } from '../catalogue/product.ts';
import { DEFAULT_PLAN } from '../plan/default-plan.ts';
import type { PlanRule, StrategyName, TemplateName } from '../plan/plan.ts';
import { CompiledRules } from '../plan/rules.ts';
import { PageCandidates } from './candidates.ts';
import { decideAgain } from './decide-again.ts';
import { decide, type Shop } from './pipeline.ts';
import { catalogueOf, productOf, situationOf, ToldModel } from './shop.testkit.ts';
import type { Interaction, ShelfDecision, Situation } from './situation.ts';

/** Few ids, so that exclusions meet candidates; hostile ones among them. */
const IDS = [
  ...Array.from({ length: 24 }, (_, i) => `p${i}`),
  '__proto__',
  'constructor',
  'toString',
  '',
  '"><img src=x onerror=alert(1)>',
  '\u202eabc',
  '💡',
  '-1',
];
const id = fc.constantFrom(...IDS, 'not in the catalogue');
const idList = fc.array(id, { maxLength: 12 });
const distinctIds = fc.uniqueArray(id, { maxLength: IDS.length });
const word = fc.constantFrom('red', 'mug', 'lantern', 'bag', 'star', 'кружка');
const offer = { url: 'https://shop.example/', price: 1, currency: 'EUR' };

const products: fc.Arbitrary<Product[]> = fc
  .uniqueArray(fc.constantFrom(...IDS), { maxLength: IDS.length })
  .chain((ids) =>
    fc
      .tuple(
        ...ids.map((own) =>
          fc.record({
            group: fc.oneof(fc.constant(own), fc.constantFrom('g1', 'g2', '__proto__')),
            title: fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
            category: fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 3 }),
            brand: fc.constantFrom('x', 'y'),
            offers: fc.constantFrom({ uk: offer }, { de: offer }, { uk: offer, de: offer }),
            stock: fc.constantFrom('in' as const, 'out' as const, 0, 3),
            added: fc.nat(5),
          }),
        ),
      )
      .map((rows) => rows.map((row, i) => productOf(ids[i]!, row))),
  );

const situations: fc.Arbitrary<Situation> = fc
  .record({
    market: fc.constantFrom('uk', 'de', 'constructor'),
    page: fc.record(
      {
        type: fc.constantFrom('home', 'category', 'product', 'search', 'cart', 'purchase', 'other'),
        item: id,
        category: fc.constantFrom('A', 'A > B', 'b', '', '__proto__', '>>>'),
        searchTerm: fc.oneof(word, fc.string()),
      },
      { requiredKeys: ['type'] },
    ) as fc.Arbitrary<Situation['page']>,
    history: fc.array(
      fc.record({ item: id, kind: fc.constantFrom<Interaction['kind']>('view', 'cart', 'purchase'), time: fc.nat() }),
      { maxLength: 20 },
    ),
    cart: idList,
    bought: idList,
  })
  .map(situationOf);

const models = fc.option(
  fc
    .record({ predict: distinctIds, boughtTogether: distinctIds, alsoViewed: distinctIds, trending: distinctIds })
    .map((told) => new ToldModel(told, IDS)),
);

const wantedShelves = fc.array(
  fc.record({
    id: fc.constantFrom(...DEFAULT_PLAN.placements.map((placement) => placement.id)),
    count: fc.integer({ min: 0, max: 12 }),
  }),
  { maxLength: 6 },
);

describe('every page', () => {
  it('keeps exclusions, counts, order and an honest fallback', () => {
    fc.assert(
      fc.property(products, situations, models, wantedShelves, (listed, situation, model, wanted) => {
        const catalogue = catalogueOf(listed);
        const shelves = decide(wanted, situation, { model, catalogue, plan: DEFAULT_PLAN });
        const find = (item: string) => listed.find((product) => product.id === item);
        const groupsOf = (items: readonly string[]) => new Set(items.map((item) => find(item)?.group));
        const { page, cart, bought, history } = situation;
        const present = groupsOf(page.item === undefined ? cart : [page.item, ...cart]);
        const owned = groupsOf([...bought, ...history.filter((one) => one.kind === 'purchase').map((one) => one.item)]);

        expect(shelves.map(({ placement }) => placement.id)).toEqual(wanted.map((one) => one.id));
        const shown = shelves.flatMap(({ cards }) => cards);
        const groups = shown.map(({ item }) => find(item)!.group);
        expect(new Set(groups).size).toBe(groups.length);
        for (const card of shown) {
          const product = find(card.item)!;
          expect(catalogue.indexOf(card.item)).toBe(card.index);
          if (card.strategy !== 'unfinished') expect(present.has(product.group)).toBe(false);
          expect(page.item !== undefined && find(page.item)?.group === product.group).toBe(false);
          if (card.strategy !== 'recently-viewed') expect(owned.has(product.group)).toBe(false);
          expect(product.stock).not.toBe('out');
          expect(product.stock).not.toBe(0);
          expect(Object.hasOwn(product.offers, situation.market)).toBe(true);
        }
        shelves.forEach(({ placement, cards, fallback }, i) => {
          expect(cards.length).toBeLessThanOrEqual(wanted[i]!.count);
          expect(fallback).toBe(cards.length === 0 ? -1 : placement.strategies.map(String).indexOf(cards[0]!.strategy));
          for (const { strategy } of cards) expect(placement.strategies.map(String)).toContain(strategy);
          if (!model) for (const { strategy } of cards) expect(strategy).toMatch(/content|newest|recently|unfinished/);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no place free while the catalogue has something to show', () => {
    fc.assert(
      fc.property(products, situations, models, (listed, situation, model) => {
        const catalogue = catalogueOf(listed);
        const [shelf] = decide([{ id: 'home', count: 12 }], situation, { model, catalogue, plan: DEFAULT_PLAN });
        const others = decide([{ id: 'home', count: 40 }], situation, { model, catalogue, plan: DEFAULT_PLAN })[0]!;
        expect(shelf!.cards.length).toBe(Math.min(12, others.cards.length));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same when decided again, by the same model or a fresh one', () => {
    fc.assert(
      fc.property(products, situations, wantedShelves, distinctIds, (listed, situation, wanted, told) => {
        const catalogue = catalogueOf(listed);
        const fresh = () =>
          new ToldModel({ predict: told, alsoViewed: told, boughtTogether: told, trending: told }, IDS);
        const model = fresh();
        const once = decide(wanted, situation, { model, catalogue, plan: DEFAULT_PLAN });
        expect(decide(wanted, situation, { model, catalogue, plan: DEFAULT_PLAN })).toEqual(once);
        const elsewhere = { model: fresh(), catalogue: catalogueOf(listed), plan: DEFAULT_PLAN };
        expect(decide(wanted, situation, elsewhere)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a page decided as if another arm had been dealt', () => {
  const RULES: PlanRule[] = [
    { id: 'ro', when: { country: 'RO' }, effect: { do: 'exclude', what: { items: ['p1', 'p2'] } } },
    { id: 'seen', when: { 'arms.e': 'b' }, effect: { do: 'pin', item: 'p3', slot: 1 } },
    { id: 'up', when: { 'arms.e': 'b' }, effect: { do: 'boost', what: { brands: ['x'] }, by: 2 } },
    { id: 'any', effect: { do: 'cap', by: 'brand', most: 3 } },
  ];
  const visitor = fc.record({
    country: fc.constantFrom('RO', 'PL'),
    arm: fc.constantFrom('a', 'b'),
    changes: fc.dictionary(
      fc.constantFrom('home', 'trending', 'similar'),
      fc.record(
        {
          title: fc.constant({ en: 'Another' }),
          template: fc.constantFrom<TemplateName>('grid', 'list', 'categories'),
          count: fc.constantFrom(2, 8),
          strategies: fc.constantFrom<StrategyName[]>(['trending'], ['newest', 'trending']),
          hidden: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      { maxKeys: 2 },
    ),
  });

  it('is what deciding it afresh gives', () => {
    const same = { kept: 0, decided: 0 };
    fc.assert(
      fc.property(
        products,
        situations,
        models,
        wantedShelves,
        visitor,
        visitor,
        fc.subarray(['home', 'trending', 'similar']),
        (listed, situation, model, wanted, one, other, asked) => {
          const catalogue = catalogueOf(listed);
          const rules = new CompiledRules({ ...DEFAULT_PLAN, rules: RULES }, catalogue, 'UTC');
          const shopFor = ({ country, arm, changes }: typeof one): Shop => ({
            model,
            catalogue,
            plan: DEFAULT_PLAN,
            rules: rules.forPage(situation, () => ({ country, arms: { e: arm } })),
            changes: new Map(Object.entries(changes)),
          });
          const candidates = new PageCandidates(situation, model, catalogue);
          const shop = { ...shopFor(one), candidates };
          const before = { decisions: decide(wanted, situation, shop), rules: shop.rules };
          const again = decideAgain(before, wanted, situation, { ...shopFor(other), candidates });
          const afresh = decide(wanted, situation, shopFor(other));
          expect(again).toEqual(afresh);
          const few = decideAgain(before, wanted, situation, { ...shopFor(other), candidates, asked: new Set(asked) });
          const isAsked = ({ placement }: ShelfDecision) => asked.includes(placement.id);
          expect(few.filter(isAsked)).toEqual(afresh.filter(isAsked));
          same[again[0]?.cards === before.decisions[0]?.cards ? 'kept' : 'decided']++;
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(same.kept, same.decided)).toBeGreaterThan(10);
  });
});
