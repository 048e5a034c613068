/** Rules at work on a shelf, and against an oracle that reads SPEC.md [L10] word by word and knows no index or cache. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Product } from '../catalogue/product.ts';
import { explain } from '../recommend/explain.ts';
import { decide } from '../recommend/pipeline.ts';
import { catalogueOf, NOW, productOf, situationOf, ToldModel, viewsOf } from '../recommend/shop.testkit.ts';
import type { Situation } from '../recommend/situation.ts';
import { attributesOf, NO_VISITOR, type Visitor } from './attributes.ts';
import type { Plan, PlanEffect, PlanRule } from './plan.ts';
import { CompiledRules } from './rules.ts';

const DAY = 86_400_000;
const BRANDS = ['Acme', 'Bolt', 'Ćma'];
const CATEGORIES = [['Home', 'Lamps'], ['Home', 'Mugs'], ['Garden']];

/** Thirty products: price 1 to 30 GBP, brand and category in turn, margin known of every other one. */
const PRODUCTS: Product[] = Array.from({ length: 30 }, (_, i) =>
  productOf(`p${i}`, {
    brand: BRANDS[i % 3]!,
    category: CATEGORIES[Math.floor(i / 3) % 3]!,
    offers: { uk: { url: 'https://shop.example/', price: (i + 1) * 100, currency: 'GBP' } },
    stock: i % 7 === 0 ? 'in' : i,
    added: NOW - i * DAY,
    ...(i % 2 === 0 && { cost: { amount: (i + 1) * (30 + i), currency: 'GBP' } }),
  }),
);
const catalogue = catalogueOf(PRODUCTS);
const TRENDING = PRODUCTS.map(({ id }) => id);

const planOf = (rules: readonly PlanRule[], count = 6): Plan => ({
  v: 1,
  version: 'p1',
  placements: ['a', 'b'].map((id) => ({
    id,
    title: { en: id },
    strategies: ['trending'],
    count,
    template: 'grid' as const,
  })),
  rules: [...rules],
});

function shelvesOf(
  rules: readonly PlanRule[],
  {
    situation = {},
    visitor = NO_VISITOR,
    wanted = ['a'],
    count = 6,
    arms = {},
  }: {
    situation?: Partial<Situation>;
    visitor?: Visitor;
    wanted?: string[];
    count?: number;
    arms?: Record<string, string>;
  } = {},
) {
  const plan = planOf(rules, count);
  const page = situationOf(situation);
  const compiled = new CompiledRules(plan, catalogue, 'Europe/Bucharest');
  const inForce = compiled.forPage(page, () => attributesOf(page, visitor, arms, catalogue, 'Europe/Bucharest'));
  const shop = { model: new ToldModel({ trending: TRENDING }), catalogue, plan, rules: inForce };
  return {
    shop,
    page,
    shelves: decide(
      wanted.map((id) => ({ id })),
      page,
      shop,
    ),
  };
}

let ids = 0;
const rule = (effect: PlanEffect, over: Partial<PlanRule> = {}): PlanRule => ({ id: `r${ids++}`, effect, ...over });
const items = (rules: readonly PlanRule[], over?: Parameters<typeof shelvesOf>[1]) =>
  shelvesOf(rules, over).shelves[0]!.cards.map(({ item }) => item);

describe('rules', () => {
  it('[L10] keep out, by brand, by category and what lies below it, by item and its variants', () => {
    expect(items([rule({ do: 'exclude', what: { brands: ['ACME', 'cma'] } })])).toEqual([
      'p1',
      'p4',
      'p7',
      'p10',
      'p13',
      'p16',
    ]);
    expect(items([rule({ do: 'exclude', what: { categories: ['Home'] } })])).toEqual([
      'p6',
      'p7',
      'p8',
      'p15',
      'p16',
      'p17',
    ]);
    expect(items([rule({ do: 'exclude', what: { items: ['p0', 'p2', 'gone'] } })])).toEqual([
      'p1',
      'p3',
      'p4',
      'p5',
      'p6',
      'p7',
    ]);
    // All fields of a selector must hold.
    expect(items([rule({ do: 'exclude', what: { brands: ['Acme'], price: { from: 4, to: 7 } } })])).toEqual([
      'p0',
      'p1',
      'p2',
      'p4',
      'p5',
      'p7',
    ]);
  });

  it('[L13] ask for stock, margin and newness', () => {
    expect(items([rule({ do: 'stock', least: 10 })])).toEqual(['p0', 'p7', 'p10', 'p11', 'p12', 'p13']);
    const margins = items([rule({ do: 'margin', least: 0.6 })]);
    expect(margins).toEqual(['p0', 'p2', 'p4', 'p6', 'p8', 'p10']);
    expect(items([rule({ do: 'newness', days: 2 })])).toEqual(['p0', 'p1', 'p2']);
  });

  describe('[L16] a sale with dates', () => {
    const MINUTE = 60_000;
    /** 20 GBP, and 4 between these; it costs 3. Inside one hour, which is what newness is counted by. */
    const sale = { from: NOW + 10 * MINUTE, until: NOW + 20 * MINUTE };
    const others = PRODUCTS.slice(0, 10).map((one) => ({ ...one, cost: { amount: 50, currency: 'GBP' } }));
    const shop = catalogueOf([
      productOf('sold', {
        offers: { uk: { url: 'https://shop.example/', price: 400, was: 2000, currency: 'GBP', sale } },
        cost: { amount: 300, currency: 'GBP' },
      }),
      ...others,
    ]);
    const model = new ToldModel({ trending: ['sold', ...others.map(({ id }) => id)] });
    const moments = [NOW, sale.from, sale.until - 1, sale.until, sale.from];
    /** What is shown at each of the moments, by one set of compiled rules as an isolate keeps it. */
    const shown = (effect: PlanEffect, over: Partial<PlanRule> = {}, page: Partial<Situation> = {}) => {
      const plan = planOf([rule(effect, over)], 12);
      const compiled = new CompiledRules(plan, shop, 'Europe/Bucharest');
      return moments.map((now) => {
        const situation = situationOf({ ...page, now });
        const rules = compiled.forPage(situation, () => attributesOf(situation, NO_VISITOR, {}, shop, 'UTC'));
        const [shelf] = decide([{ id: 'a' }], situation, { model, catalogue: shop, plan, rules });
        return shelf!.cards.map(({ item }) => item);
      });
    };
    const isShown = (...asked: Parameters<typeof shown>) => shown(...asked).map((items) => items.includes('sold'));

    it('is a price between its dates, for what selects by price', () => {
      expect(isShown({ do: 'exclude', what: { price: { to: 5 } } })).toEqual([true, false, false, true, false]);
      expect(isShown({ do: 'include', what: { price: { to: 5 } } })).toEqual([false, true, true, false, true]);
    });

    it('is a margin between its dates: 25% of 4, 85% of 20', () => {
      expect(isShown({ do: 'margin', least: 0.5 })).toEqual([true, false, false, true, false]);
      expect(isShown({ do: 'include', what: { margin: { to: 0.3 } } })).toEqual([false, true, true, false, true]);
    });

    it('is what dearer and cheaper are measured by, on either side', () => {
      const onPage = (item: string): Partial<Situation> => ({ page: { type: 'product', item } });
      expect(isShown({ do: 'price', than: 'dearer' }, {}, onPage('p6'))).toEqual([true, false, false, true, false]);
      const dearer = shown({ do: 'price', than: 'dearer' }, {}, onPage('sold'));
      expect(dearer.map(({ length }) => length)).toEqual([0, 6, 6, 0, 6]);
    });

    it('is what conditions are told of the product looked at', () => {
      const looked: Partial<Situation> = { page: { type: 'product', item: 'sold' } };
      for (const when of [{ 'product.price': { $lt: 5 } }, { 'product.margin': { $lt: 0.3 } }]) {
        const left = shown({ do: 'exclude', what: { items: ['p0'] } }, { when }, looked);
        expect(left.map((items) => items.includes('p0'))).toEqual([true, false, false, true, false]);
      }
    });
  });

  it('[L12] compare with the product looked at: dearer for an up-sell, cheaper for an add-on', () => {
    const onPage = { situation: { page: { type: 'product' as const, item: 'p9' } } };
    expect(items([rule({ do: 'price', than: 'dearer', to: 1.4 })], onPage)).toEqual(['p10', 'p11', 'p12', 'p13']);
    expect(items([rule({ do: 'price', than: 'cheaper', to: 0.3 })], onPage)).toEqual(['p0', 'p1', 'p2']);
    expect(items([rule({ do: 'price', than: 'dearer' })])).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
  });

  it('[L10] pin: priority, effect the document, has the slot, and the other takes the next', () => {
    const pins = [
      rule({ do: 'pin', item: 'p20', slot: 2 }),
      rule({ do: 'pin', item: 'p21', slot: 2 }, { priority: 5 }),
      rule({ do: 'pin', item: 'p22', slot: 2 }),
    ];
    expect(items(pins)).toEqual(['p0', 'p21', 'p20', 'p22', 'p1', 'p2']);
    // Also above `include`, and below `exclude`.
    expect(items([...pins, rule({ do: 'include', what: { items: ['p3'] } })])).toEqual(['p3', 'p21', 'p20', 'p22']);
    expect(items([...pins, rule({ do: 'exclude', what: { items: ['p21'] } })])).toEqual([
      'p0',
      'p20',
      'p22',
      'p1',
      'p2',
      'p3',
    ]);
  });

  it('[L10] a pin is kept for its shelf, and what is in the cart is not pinned', () => {
    const pin = rule({ do: 'pin', item: 'p0', slot: 1 }, { placements: ['b'] });
    const { shelves } = shelvesOf([pin], { wanted: ['a', 'b'] });
    expect(shelves.map(({ cards }) => cards[0]!.item)).toEqual(['p1', 'p0']);
    expect(shelves[1]!.cards[0]).toMatchObject({ strategy: 'pinned' });
    expect(items([rule({ do: 'pin', item: 'p9', slot: 1 })], { situation: { cart: ['p9'] } })[0]).toBe('p0');
  });

  it('[L10] cap by brand and by category, pins counted', () => {
    const capped = items([
      rule({ do: 'cap', by: 'brand', most: 3 }),
      rule({ do: 'cap', by: 'brand', most: 2 }),
      rule({ do: 'pin', item: 'p12', slot: 6 }),
    ]);
    const brands = capped.map((item) => PRODUCTS.find(({ id }) => id === item)!.brand);
    expect(capped).toContain('p12');
    for (const brand of BRANDS) expect(brands.filter((one) => one === brand)).toHaveLength(2);
  });

  it('[L11] boost lifts from far down, bury lowers, all in force count', () => {
    expect(items([rule({ do: 'boost', what: { items: ['p29'] }, by: 1000 })])[0]).toBe('p29');
    const buried = items([rule({ do: 'bury', what: { items: ['p0', 'p1'] }, by: 100 })]);
    expect(buried).not.toContain('p0');
    const both = [
      rule({ do: 'boost', what: { items: ['p1'] }, by: 4 }),
      rule({ do: 'bury', what: { items: ['p1'] }, by: 4 }),
    ];
    expect(items(both)).toEqual(items([]));
  });

  it('[L14] hold by the clock of their zone, over midnight too', () => {
    const effect: PlanEffect = { do: 'exclude', what: { items: ['p0'] } };
    const at = (iso: string, schedule: PlanRule['schedule']) =>
      items([rule(effect, { schedule: schedule! })], { situation: { now: Date.parse(iso) } })[0] !== 'p0';
    const november = { from: '2026-11-27T08:00', until: '2026-11-28' };
    expect(at('2026-11-27T05:59:59Z', november)).toBe(false);
    expect(at('2026-11-27T06:00:00Z', november)).toBe(true); // 08:00 in Bucharest
    expect(at('2026-11-27T21:59:59Z', november)).toBe(true);
    expect(at('2026-11-27T22:00:00Z', november)).toBe(false);
    expect(at('2026-11-27T07:59:59Z', { ...november, time_zone: 'Europe/London' })).toBe(false);
    const night = { days: ['fri' as const], hours: { from: '22:00', to: '02:00' } };
    expect(at('2026-11-27T20:30:00Z', night)).toBe(true); // Friday 22:30
    expect(at('2026-11-27T23:30:00Z', night)).toBe(true); // Saturday 01:30, the night of Friday
    expect(at('2026-11-26T23:30:00Z', night)).toBe(false); // Friday 01:30, the night of Thursday
    expect(at('2026-11-28T00:00:00Z', night)).toBe(false); // Saturday 02:00
    // The day the clocks go back has 25 hours: 03:30 comes twice, and both are within.
    const autumn = { hours: { from: '03:00', to: '04:00' } };
    expect(at('2026-10-25T00:30:00Z', autumn)).toBe(true);
    expect(at('2026-10-25T01:30:00Z', autumn)).toBe(true);
    expect(at('2026-10-25T02:30:00Z', autumn)).toBe(false);
  });

  it('hold on conditions of page, product, person, moment, campaign and arm', () => {
    const effect: PlanEffect = { do: 'exclude', what: { items: ['p0'] } };
    const holds = (when: Record<string, unknown>, over: Parameters<typeof shelvesOf>[1] = {}) =>
      items([rule(effect, { when })], over)[0] !== 'p0';
    const visitor: Visitor = {
      tier: 'person',
      device: 'mobile',
      country: 'RO',
      language: 'ro',
      segments: ['vip'],
      campaign: { source: 'newsletter', medium: 'email', name: 'november' },
    };
    const who = { visitor };
    const product = { situation: { page: { type: 'product' as const, item: 'p5' } } };
    const fan = { situation: { history: viewsOf('p1', 'p4', 'p7') } };
    const cases: [Record<string, unknown>, Parameters<typeof shelvesOf>[1], boolean][] = [
      [{ 'page.type': 'product' }, product, true],
      [{ 'page.type': 'product' }, {}, false],
      [{ 'product.brand': 'Ćma', 'product.price': { $gte: 6 } }, product, true],
      [{ 'product.price': { $gt: 6 } }, product, false],
      [{ 'product.category': { $all: ['Home', 'Mugs'] } }, product, true],
      [{ 'person.brands': { $in: ['Bolt'] } }, fan, true],
      [{ 'person.brands': { $in: ['Acme'] } }, fan, false],
      [{ 'person.segments': { $elemMatch: { $eq: 'vip' } } }, who, true],
      [{ country: { $in: ['RO', 'MD'] }, device: 'mobile', 'person.tier': 'person' }, who, true],
      [{ country: { $in: ['RO', 'MD'] } }, {}, false],
      [{ 'campaign.source': 'newsletter' }, who, true],
      [{ 'time.weekday': 'thu', 'time.hour': { $lt: 4 } }, {}, true], // NOW is Thursday, 03:00 in Bucharest
      [{ 'arms.price': 'b' }, { arms: { price: 'b' } }, true],
      [{ 'arms.price': 'b' }, { arms: { price: 'a' } }, false],
    ];
    for (const [when, over, expected] of cases) expect([when, holds(when, over)]).toEqual([when, expected]);
  });

  it('explain says of each card how it came there, and of the others what stopped them', () => {
    const rules = [
      rule({ do: 'pin', item: 'p20', slot: 1 }, { id: 'pinned' }),
      rule({ do: 'exclude', what: { items: ['p1'] } }, { id: 'no-p1' }),
      rule({ do: 'boost', what: { items: ['p9'] }, by: 50 }, { id: 'up' }),
    ];
    const { shop, page } = shelvesOf(rules, { situation: { cart: ['p2'] }, count: 3 });
    const [shelf] = explain([{ id: 'a' }], page, shop);
    const of = (item: string) => shelf!.products.find((product) => product.item === item);
    expect(of('p20')).toMatchObject({ slot: 1, fate: 'pinned by pinned' });
    expect(of('p9')).toMatchObject({ slot: 2, fate: 'shown', moved: [{ rule: 'up', factor: 50 }] });
    expect(of('p0')).toMatchObject({ slot: 3, fate: 'shown' });
    expect(of('p1')).toMatchObject({ fate: 'kept out by a rule', kept_out_by: ['no-p1'] });
    expect(of('p2')).toMatchObject({ fate: 'on the page or in the cart' });
    expect(of('p5')!.fate).toContain('others were better');
  });
});

/** SPEC.md [L10] on a shelf of one trending list without diversity, product by product. */
function oracle(rules: readonly PlanRule[], situation: Situation, count: number): string[] {
  const inForce = rules.filter(({ off }) => !off);
  const of = (id: string) => PRODUCTS.find((product) => product.id === id);
  const names = (what: Extract<PlanEffect, { what: unknown }>['what'], product: Product) =>
    (!what.items || what.items.includes(product.id)) &&
    (!what.brands || what.brands.includes(product.brand!)) &&
    (!what.categories || what.categories.some((name) => product.category.includes(name))) &&
    (!what.price ||
      (product.offers.uk!.price >= (what.price.from ?? 0) * 100 &&
        product.offers.uk!.price <= (what.price.to ?? 1e9) * 100));
  const looked = situation.page.item === undefined ? undefined : of(situation.page.item);
  const cannot = (product: Product) =>
    product === looked ||
    situation.cart.includes(product.id) ||
    situation.bought.includes(product.id) ||
    product.stock === 0;
  const barred = (product: Product) =>
    inForce.some(({ effect }) => {
      const price = product.offers.uk!.price;
      if (effect.do === 'exclude') return names(effect.what, product);
      if (effect.do === 'stock') return typeof product.stock === 'number' && product.stock < effect.least;
      if (effect.do === 'newness') return product.added < NOW - effect.days * DAY;
      if (effect.do === 'price' && looked) {
        const than = looked.offers.uk!.price;
        return effect.than === 'dearer' ? price <= than : price >= than;
      }
      return false;
    });
  const includes = inForce.flatMap(({ effect }) => (effect.do === 'include' ? [effect.what] : []));
  const slots: (string | undefined)[] = [];
  const pins = inForce
    .flatMap((one) => (one.effect.do === 'pin' ? [{ ...one.effect, priority: one.priority ?? 0 }] : []))
    .sort((a, b) => b.priority - a.priority);
  const pinned: string[] = [];
  for (const { item, slot } of pins) {
    const product = of(item);
    if (!product || pinned.length === count || pinned.includes(item) || cannot(product) || barred(product)) continue;
    let place = Math.min(slot, count) - 1;
    while (place < count && slots[place] !== undefined) place++;
    if (place === count)
      do place--;
      while (slots[place] !== undefined);
    slots[place] = item;
    pinned.push(item);
  }
  const scored = TRENDING.map((id, i) => {
    let score = 1 / (i + 1);
    for (const { effect } of inForce) {
      if (effect.do === 'boost' && names(effect.what, of(id)!)) score *= effect.by;
      if (effect.do === 'bury' && names(effect.what, of(id)!)) score /= effect.by;
    }
    return { product: of(id)!, score, i };
  }).sort((a, b) => b.score - a.score || a.i - b.i);
  const cap = (by: string) =>
    Math.min(...inForce.map(({ effect }) => (effect.do === 'cap' && effect.by === by ? effect.most : 1e9)), 1e9);
  const shelf: string[] = [];
  for (const { product } of scored) {
    if (shelf.length + pinned.length >= count) break;
    const on = [...shelf, ...pinned].map((id) => of(id)!);
    if (pinned.includes(product.id) || cannot(product) || barred(product)) continue;
    if (includes.length > 0 && !includes.some((what) => names(what, product))) continue;
    if (on.filter(({ brand }) => brand === product.brand).length >= cap('brand')) continue;
    if (on.filter(({ category }) => category.join() === product.category.join()).length >= cap('category')) continue;
    shelf.push(product.id);
  }
  for (const [slot, item] of slots.entries()) if (item !== undefined) shelf.splice(slot, 0, item);
  return shelf;
}

describe('against an oracle', () => {
  const item = fc.constantFrom(...TRENDING, 'gone');
  const what = fc
    .record(
      {
        items: fc.uniqueArray(item, { minLength: 1, maxLength: 8 }),
        brands: fc.uniqueArray(fc.constantFrom(...BRANDS), { minLength: 1, maxLength: 2 }),
        categories: fc.uniqueArray(fc.constantFrom('Home', 'Lamps', 'Mugs', 'Garden'), { minLength: 1, maxLength: 2 }),
        price: fc.record({ from: fc.nat(20), to: fc.integer({ min: 10, max: 30 }) }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    )
    .filter((fields) => Object.keys(fields).length > 0);
  const by = fc.constantFrom(1.37, 3.11, 41.7);
  const effect: fc.Arbitrary<PlanEffect> = fc.oneof(
    fc.record({ do: fc.constant('pin' as const), item, slot: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constantFrom('boost' as const, 'bury' as const), what, by }) as fc.Arbitrary<PlanEffect>,
    fc.record({ do: fc.constantFrom('include' as const, 'exclude' as const), what }) as fc.Arbitrary<PlanEffect>,
    fc.record({
      do: fc.constant('cap' as const),
      by: fc.constantFrom('brand' as const, 'category' as const),
      most: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ do: fc.constant('stock' as const), least: fc.nat(12) }),
    fc.record({ do: fc.constant('price' as const), than: fc.constantFrom('dearer' as const, 'cheaper' as const) }),
    fc.record({ do: fc.constant('newness' as const), days: fc.nat(40) }),
  );
  const rules = fc.array(
    fc.record(
      { id: fc.uuid(), effect: effect, priority: fc.integer({ min: -1, max: 1 }), off: fc.boolean() },
      { requiredKeys: ['id', 'effect'] },
    ),
    { maxLength: 8 },
  );

  it('[L10] the shelf is the one the rules say', () => {
    fc.assert(
      fc.property(
        rules,
        fc.uniqueArray(item, { maxLength: 4 }),
        fc.option(item, { nil: undefined }),
        fc.integer({ min: 1, max: 6 }),
        (drawn, cart, looked, count) => {
          const page: Situation['page'] = looked === undefined ? { type: 'home' } : { type: 'product', item: looked };
          const { shelves, page: situation } = shelvesOf(drawn as PlanRule[], { situation: { cart, page }, count });
          const shown = shelves[0]!.cards.map((card) => card.item);
          const expected = oracle(drawn as PlanRule[], situation, count);
          // Diversity comes after the rules and only reorders what it may: without runs, the two are equal.
          expect(shown).toHaveLength(expected.length);
          const forbidden = shown.filter((id) => !allowedBy(drawn as PlanRule[], situation, id));
          expect(forbidden).toEqual([]);
          // Diversity sees the shelf without its pins.
          const drawnCards = expected.filter((id) => !isPinned(drawn as PlanRule[], id));
          if (!hasRuns(expected) && !hasRuns(drawnCards)) expect(shown).toEqual(expected);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

const isPinned = (rules: readonly PlanRule[], id: string) =>
  rules.some(({ off, effect }) => !off && effect.do === 'pin' && effect.item === id);

const allowedBy = (rules: readonly PlanRule[], situation: Situation, id: string) =>
  isPinned(rules, id) ||
  oracle(
    rules.filter(({ effect }) => !['cap', 'pin', 'boost', 'bury'].includes(effect.do)),
    situation,
    30,
  ).includes(id);

/** Whether diversity would have had a say: three neighbours of one brand or category. */
function hasRuns(shelf: readonly string[]): boolean {
  const of = (id: string) => PRODUCTS.find((product) => product.id === id)!;
  return shelf.some(
    (_, i) =>
      i >= 2 &&
      ((of(shelf[i]!).brand === of(shelf[i - 1]!).brand && of(shelf[i]!).brand === of(shelf[i - 2]!).brand) ||
        (of(shelf[i]!).category === of(shelf[i - 1]!).category &&
          of(shelf[i]!).category === of(shelf[i - 2]!).category)),
  );
}
