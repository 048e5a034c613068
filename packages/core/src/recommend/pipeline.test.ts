import { LIMITS } from '@edgewise/protocol/limits';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from '../plan/default-plan.ts';
import type { StrategyName } from '../plan/plan.ts';
import { decide, type WantedShelf } from './pipeline.ts';
import { catalogueOf, NOW, productOf, situationOf, type Told, ToldModel, viewsOf } from './shop.testkit.ts';
import type { Situation } from './situation.ts';

/** p0 … p39, later ones newer; nothing alike in title. */
const ITEMS = Array.from({ length: 40 }, (_, i) => `p${i}`);
const plain = catalogueOf(ITEMS.map((id, i) => productOf(id, { added: i })));

const HOME = DEFAULT_PLAN.placements.find(({ id }) => id === 'home')!;

interface Asked {
  told?: Told | null;
  situation?: Partial<Situation>;
  catalogue?: typeof plain;
  wanted?: WantedShelf[];
}

function shelves({ told = {}, situation, catalogue = plain, wanted = [{ id: 'home', count: 3 }] }: Asked) {
  const model = told && new ToldModel(told, ITEMS);
  return decide(wanted, situationOf(situation), { model, catalogue, plan: DEFAULT_PLAN });
}
const first = (asked: Asked) => shelves(asked)[0]!;
const items = (asked: Asked) => first(asked).cards.map(({ item }) => item);
const product = (item: string): Situation['page'] => ({ type: 'product', item });

describe('the chain', () => {
  it('shows a known visitor what the session leads to, and says what led there', () => {
    const shelf = first({ told: { predict: ['p1', 'p2', 'p3', 'p4'] }, situation: { history: viewsOf('p9') } });
    expect(shelf.cards.map(({ item, strategy, because }) => [item, strategy, because])).toEqual([
      ['p1', 'session-knn', 'p9'],
      ['p2', 'session-knn', 'p9'],
      ['p3', 'session-knn', 'p9'],
    ]);
    expect(shelf.fallback).toBe(0);
    expect(shelf.placement).toMatchObject({ id: 'home', count: 3 });
  });

  it('fills what the session leaves free with what is popular', () => {
    const shelf = first({
      told: { predict: ['p1'], trending: ['p1', 'p2', 'p3'] },
      situation: { history: viewsOf('p9') },
    });
    expect(shelf.cards.map(({ item, strategy }) => [item, strategy])).toEqual([
      ['p1', 'session-knn'],
      ['p2', 'trending'],
      ['p3', 'trending'],
    ]);
    expect(shelf.fallback).toBe(0);
  });

  it('shows a new visitor what is popular', () => {
    const shelf = first({ told: { predict: ['p1'], trending: ['p5', 'p6', 'p7'] } });
    expect(shelf.cards.map(({ item }) => item)).toEqual(['p5', 'p6', 'p7']);
    expect(shelf.fallback).toBe(HOME.strategies.indexOf('trending'));
    expect(shelf.cards[0]).not.toHaveProperty('because');
  });

  it("puts today's people on top of what the model learned to be popular", () => {
    const hot = [
      { item: 'p8', people: 1000 },
      { item: 'no such product', people: 900 },
    ];
    const model = new ToldModel({ trending: ['p5', 'p6', 'p7'] }, ITEMS);
    const wanted = [{ id: 'trending', count: 3 }];
    const [shelf] = decide(wanted, situationOf({}), { model, catalogue: plain, plan: DEFAULT_PLAN, hot });
    expect(shelf!.cards.map(({ item }) => item)).toEqual(['p8', 'p5', 'p6']);
    const [young] = decide(wanted, situationOf({}), { model: null, catalogue: plain, plan: DEFAULT_PLAN, hot });
    expect(young!.cards[0]).toMatchObject({ item: 'p8', strategy: 'trending' });
  });

  it('shows in an empty shop what is new', () => {
    const shelf = first({ told: null });
    expect(shelf.cards.map(({ item, strategy }) => [item, strategy])).toEqual([
      ['p39', 'newest'],
      ['p38', 'newest'],
      ['p37', 'newest'],
    ]);
    expect(shelf.fallback).toBe(HOME.strategies.indexOf('newest'));
  });

  it('reaches a product without behaviour by its content', () => {
    const catalogue = catalogueOf([
      productOf('new', { title: 'Red lantern' }),
      productOf('a', { title: 'Blue lantern' }),
      productOf('b', { title: 'Cotton bag' }),
    ]);
    const shelf = first({
      told: { trending: ['b'] },
      catalogue,
      situation: { page: product('new'), history: viewsOf('new') },
      wanted: [{ id: 'similar' }],
    });
    expect(shelf.cards.map(({ item, strategy, because }) => [item, strategy, because])).toEqual([
      ['a', 'content', 'new'],
      ['b', 'trending', undefined],
    ]);
    expect(shelf.fallback).toBe(1);
  });

  it('keeps a place for a new product on the shelves of its category, until people know it', () => {
    const DAY = 86_400_000;
    const added = NOW - 300 * DAY;
    const others = ITEMS.slice(0, 20).map((id, i) =>
      productOf(id, { title: `Lantern ${id}`, category: i % 2 ? ['Lamps'] : ['Mugs'], added }),
    );
    const shop = (over: object) =>
      catalogueOf([...others, productOf('new', { title: 'Sunset', category: ['Lamps'], added: NOW - DAY, ...over })]);
    const told = { alsoViewed: ITEMS.slice(1, 20) };
    const on = (item: string, over = {}, count = 8) =>
      first({ told, catalogue: shop(over), situation: { page: product(item) }, wanted: [{ id: 'similar', count }] })
        .cards;
    const [card] = on('p1').filter(({ item }) => item === 'new');
    expect(card).toMatchObject({ strategy: 'content', because: 'p1' });
    expect(on('p1', {}, 4).filter(({ item }) => item === 'new')).toHaveLength(1);
    expect(on('p0').map(({ item }) => item)).not.toContain('new');
    expect(on('p1', { added: NOW - 31 * DAY }).map(({ item }) => item)).not.toContain('new');
    expect(on('p1', { stock: 'out' }).map(({ item }) => item)).not.toContain('new');
    expect(on('p1', { added }).map(({ item }) => item)).not.toContain('new');
    const known = new ToldModel(told, [...ITEMS, 'new']);
    const [shelf] = decide([{ id: 'similar', count: 8 }], situationOf({ page: product('p1') }), {
      model: known,
      catalogue: shop({}),
      plan: DEFAULT_PLAN,
    });
    expect(shelf!.cards.map(({ item }) => item)).not.toContain('new');
  });

  it('answers three views of one kind without any training', () => {
    const kinds = ['lantern', 'mug', 'bag'];
    const catalogue = catalogueOf(
      kinds.flatMap((kind) =>
        [0, 1, 2, 3, 4].map((i) => productOf(`${kind}${i}`, { title: `Nice ${kind} no${kind}${i}` })),
      ),
    );
    const history = viewsOf('mug0', 'mug1', 'mug2');
    expect(items({ told: null, catalogue, situation: { history }, wanted: [{ id: 'home', count: 3 }] })).toEqual(
      expect.arrayContaining(['mug3', 'mug4']),
    );
  });

  it('lifts what is also alike among what was also looked at', () => {
    const catalogue = catalogueOf(
      ['Red paper garden lantern', 'Cotton bag', 'Blue paper garden lantern'].map((title, i) =>
        productOf(`p${i}`, { title }),
      ),
    );
    const asked = { catalogue, situation: { page: product('p0') }, wanted: [{ id: 'similar', count: 2 }] };
    expect(items({ ...asked, told: { alsoViewed: ['p1', 'p2'] } })).toEqual(['p2', 'p1']);
    expect(items({ ...asked, told: { alsoViewed: ['p1'] } })).toEqual(['p1', 'p2']);
  });

  it('is empty, and says so, where nothing is left', () => {
    expect(first({ told: null, wanted: [{ id: 'recently-viewed' }] })).toMatchObject({ cards: [], fallback: -1 });
    expect(first({ told: null, catalogue: catalogueOf([]) })).toMatchObject({ cards: [], fallback: -1 });
  });
});

describe('exclusions', () => {
  const told: Told = { predict: ITEMS, trending: ITEMS, boughtTogether: ITEMS, alsoViewed: ITEMS };

  it('leaves out the page’s product, the cart and what was bought, each with its variants', () => {
    const catalogue = catalogueOf(ITEMS.map((id, i) => productOf(id, { group: `g${i >> 1}`, added: i })));
    const situation: Partial<Situation> = {
      page: product('p0'),
      history: [...viewsOf('p8'), { item: 'p6', kind: 'purchase', time: 0 }],
      cart: ['p2'],
      bought: ['p4'],
    };
    expect(items({ told, catalogue, situation, wanted: [{ id: 'similar', count: 4 }] })).toEqual([
      'p8',
      'p10',
      'p12',
      'p14',
    ]);
  });

  it('leaves out what cannot be bought here', () => {
    const offers = { de: { url: 'https://shop.example/', price: 1, currency: 'EUR' } };
    const catalogue = catalogueOf([
      productOf('p0', { stock: 'out' }),
      productOf('p1', { stock: 0 }),
      productOf('p2', { offers }),
      productOf('p3', { stock: 1 }),
    ]);
    expect(items({ told, catalogue, situation: { history: viewsOf('p9') } })).toEqual(['p3']);
    expect(items({ told, catalogue, situation: { market: 'de' } })).toEqual(['p2']);
    expect(items({ told, catalogue, situation: { market: 'nowhere' } })).toEqual([]);
  });

  it('shows nothing on two shelves of a page', () => {
    const both = shelves({
      told,
      situation: { page: product('p0'), history: viewsOf('p0') },
      wanted: [
        { id: 'similar', count: 2 },
        { id: 'bought-together', count: 2 },
      ],
    });
    expect(both.map(({ cards }) => cards.map(({ item }) => item))).toEqual([
      ['p1', 'p2'],
      ['p3', 'p4'],
    ]);
  });

  it('passes over items that have left the catalogue', () => {
    expect(items({ told: { predict: ['gone', 'p1'] }, situation: { history: viewsOf('p9') } })[0]).toBe('p1');
  });
});

describe('recently viewed', () => {
  const wanted = [{ id: 'recently-viewed' }];

  it('is last first, each once, without this page’s own product, and may hold what was bought', () => {
    const history = viewsOf('p1', 'p2', 'p1', 'p3', 'p4');
    expect(items({ situation: { history, page: product('p4'), bought: ['p2'] }, wanted })).toEqual(['p3', 'p1', 'p2']);
  });

  it('takes its cards before other shelves do, wherever it stands', () => {
    const both = shelves({
      told: { predict: ['p1', 'p2', 'p3'] },
      situation: { history: viewsOf('p1') },
      wanted: [{ id: 'home', count: 2 }, ...wanted],
    });
    expect(both.map(({ placement, cards }) => [placement.id, cards.map(({ item }) => item)])).toEqual([
      ['home', ['p2', 'p3']],
      ['recently-viewed', ['p1']],
    ]);
  });
});

describe('continue where you left off', () => {
  it('is what was in the cart, then what was looked at again, each last first, without what was bought', () => {
    const history = [
      ...viewsOf('p1', 'p2', 'p3', 'p1', 'p4', 'p5', 'p5'),
      { item: 'p2', kind: 'cart' as const, time: 20 },
      { item: 'p4', kind: 'purchase' as const, time: 21 },
    ];
    // In the cart or not: that is what it reminds of.
    expect(items({ situation: { history, cart: ['p2'] }, wanted: [{ id: 'continue' }] })).toEqual([
      'p2',
      'p5',
      'p1',
      'p3',
    ]);
  });
});

describe('the page', () => {
  it('asks what goes with the whole cart, and on a product page with that product', () => {
    const asked: (readonly number[])[] = [];
    class Listening extends ToldModel {
      override boughtTogether(items: readonly number[], limit: number) {
        asked.push(items);
        return super.boughtTogether(items, limit);
      }
    }
    const shop = { model: new Listening({}, ITEMS), catalogue: plain, plan: DEFAULT_PLAN };
    const cart = ['p1', 'unknown', 'p3'];
    decide([{ id: 'cart' }], situationOf({ page: { type: 'cart' }, cart }), shop);
    decide([{ id: 'bought-together' }], situationOf({ page: product('p7'), cart }), shop);
    expect(asked).toEqual([[1, 3], [7]]);
  });

  it('keeps a category page to its category as far as that goes', () => {
    const catalogue = catalogueOf(
      ITEMS.map((id, i) => productOf(id, { category: i % 10 === 0 ? ['Home', 'Rare'] : ['Home', 'Common'], added: i })),
    );
    const told = { trending: ITEMS };
    const on = (category: string, count: number) =>
      items({
        told,
        catalogue,
        situation: { page: { type: 'category', category } },
        wanted: [{ id: 'category', count }],
      });
    expect(on('Home > Rare', 3)).toEqual(['p0', 'p10', 'p20']);
    expect(on('rare', 6)).toEqual(['p0', 'p10', 'p20', 'p30', 'p1', 'p2']);
    expect(on('no such thing', 2)).toEqual(['p0', 'p1']);
  });

  it('answers a search by its words', () => {
    const catalogue = catalogueOf([productOf('a', { title: 'Red mug' }), productOf('b', { title: 'Tin lantern' })]);
    const page: Situation['page'] = { type: 'search', searchTerm: 'LANTERNS' };
    const { cards } = first({ told: null, catalogue, situation: { page }, wanted: [{ id: 'search' }] });
    expect(cards.map(({ item, strategy }) => [item, strategy])).toEqual([
      ['b', 'content'],
      ['a', 'newest'],
    ]);
  });

  it('finds the session’s neighbours once for all shelves', () => {
    const model = new ToldModel({ predict: ['p1'], trending: ITEMS }, ITEMS);
    const wanted = ['home', 'cart', 'search', 'bought-together'].map((id) => ({ id, count: 12 }));
    decide(wanted, situationOf({ history: viewsOf('p9') }), { model, catalogue: plain, plan: DEFAULT_PLAN });
    expect(model.calls.predict).toBe(1);
  });

  it('[W8] gives as many cards as are asked for, up to the limit', () => {
    const catalogue = catalogueOf(Array.from({ length: 60 }, (_, i) => productOf(`q${i}`)));
    const count = (asked: number) => items({ told: null, catalogue, wanted: [{ id: 'home', count: asked }] }).length;
    expect([-1, 0, Number.NaN, 2.9, LIMITS.cardsPerShelf, LIMITS.cardsPerShelf + 1].map(count)).toEqual([
      0,
      0,
      0,
      2,
      LIMITS.cardsPerShelf,
      LIMITS.cardsPerShelf,
    ]);
    expect(first({ told: null, wanted: [{ id: 'home' }] }).cards).toHaveLength(8);
  });

  it('leaves out placements that the plan does not have', () => {
    expect(shelves({ wanted: [{ id: 'nowhere' }, { id: '__proto__' }] })).toEqual([]);
  });

  it('has an answer from every strategy without a model', () => {
    const strategies: StrategyName[] = ['session-knn', 'bought-together', 'also-viewed', 'content', 'trending'];
    const plan = {
      ...DEFAULT_PLAN,
      placements: [{ id: 'x', title: { en: '' }, strategies, count: 8, template: 'grid' as const }],
    };
    const situation = situationOf({ page: { type: 'cart' }, cart: ['p1'], history: viewsOf('p1') });
    expect(decide([{ id: 'x' }], situation, { model: null, catalogue: plain, plan })).toMatchObject([{ cards: [] }]);
  });
});
