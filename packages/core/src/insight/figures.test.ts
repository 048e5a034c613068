import { describe, expect, it } from 'vitest';
import { adCostOf } from './ad-costs.ts';
import { type BuyerOrder, buyersOf, cohortsOf } from './cohorts.ts';
import type { FigureSums } from './figure-sums.ts';
import { FIGURES, figuresOf } from './figures.ts';
import { binOf, quantile, VITALS } from './histogram.ts';

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

/**
 * A small shop, by hand. 200 people came on 260 visits with 780 page views; 104 visits bounced. 100 looked at a product, 40 of
 * these had a cart, 20 began the checkout, 10 ordered; on one device alone 100, 36, 17 and 8. 50 people had a cart at all,
 * 12 of them ordered; 12 visitors ordered. 15 orders came to 600.00 EUR, 30.00 were given back.
 */
const HAND: FigureSums = {
  visitors: 200,
  ordered: 12,
  funnel: [100, 40, 20, 10],
  oneDevice: [100, 36, 17, 8],
  carted: 50,
  cartedAndOrdered: 12,
  visits: { visits: 260, bounced: 104, pages: 780, engagedMs: 0 },
  orders: { EUR: { orders: 15, revenue: 60_000, refunded: 3_000 } },
  ordersWithClick: 6,
  ordersOfPeople: 15,
  counts: {
    list_views: 400,
    list_clicks: 30,
    // LCP: 6 of 10 up to 1 s, 2 up to 2.5 s, 2 beyond 12 s.
    'vital.LCP.0': 6,
    'vital.LCP.3': 2,
    'vital.LCP.11': 2,
  },
  productPages: { engaged_ms: 90_000, engagements: 6, scrolled_percent: 330 },
  costs: { EUR: 9_000 },
  buyers: { buyers: 12, newBuyers: 9, repeatBuyers: 4 },
  lifetime: { EUR: { buyers: 40, net: 320_000 } },
  // Of 40 customers 32 first ordered 30 days ago or earlier, and 20 of these 90 days ago.
  after30: { of: 32, returned: 4 },
  after90: { of: 20, returned: 6 },
  // Of 600.00 that these people paid, 120.00 were for items last clicked on a shelf and 270.00 for items seen on one.
  arms: {
    shown: { visitors: 190, ordered: 19, revenue: 57_000, byClick: 11_400, byView: 26_000 },
    held: { visitors: 10, ordered: 0.8, revenue: 3_000, byClick: 600, byView: 1_000 },
  },
};

/** Each figure, computed by hand from the case above. */
const BY_HAND: Record<string, unknown> = {
  visitors: 200,
  visits: 260,
  orders: 15,
  revenue: { EUR: 57_000 },
  conversion_rate: 0.06,
  aov: { EUR: 3_800 },
  revenue_per_visitor: { EUR: 285 },
  refund_rate: { EUR: 0.05 },
  cart_abandonment: 0.76,
  funnel_completion: 0.1,
  stitched_share: 0.2,
  shelf_ctr: 0.075,
  orders_with_click: 0.4,
  lift_conversion: 0.25,
  last_click_share: 0.2,
  any_view_share: 0.45,
  bounce_rate: 0.4,
  pages_per_visit: 3,
  product_time: 15_000,
  product_scroll: 55,
  cac: { EUR: 1_000 },
  cpa: { EUR: 600 },
  ltv: { EUR: 8_000 },
  repeat_rate: 4 / 12,
  retention_30: 0.125,
  retention_90: 0.3,
  // 7.5 of 10: six are below 1,000, the next one and a half of two lie between 2,000 and 2,500.
  lcp_p75: 2_375,
  lcp_good: 0.8,
  inp_p75: null,
  inp_good: null,
  cls_p75: null,
  cls_good: null,
  ttfb_p75: null,
  ttfb_good: null,
};

describe('the figures [N14]', () => {
  const figures = figuresOf(HAND);

  it.each(FIGURES.map(({ id }) => id))('%s is what was computed by hand', (id) => {
    expect(BY_HAND).toHaveProperty(id);
    const value = figures[id];
    if (typeof value === 'number') expect(value).toBeCloseTo(BY_HAND[id] as number, 10);
    else expect(value).toEqual(BY_HAND[id]);
  });

  it('nothing to divide by is null, and no currency is added to another', () => {
    const empty: FigureSums = {
      ...HAND,
      visitors: 0,
      ordered: 0,
      funnel: [0, 0, 0, 0],
      oneDevice: [0, 0, 0, 0],
      carted: 0,
      cartedAndOrdered: 0,
      visits: { visits: 0, bounced: 0, pages: 0, engagedMs: 0 },
      orders: { EUR: { orders: 1, revenue: 100, refunded: 0 }, RON: { orders: 2, revenue: 300, refunded: 0 } },
      ordersOfPeople: 0,
      counts: {},
      productPages: {},
      costs: {},
      arms: {},
    };
    const values = figuresOf(empty);
    expect(values.aov).toEqual({ EUR: 100, RON: 150 });
    expect(values.revenue_per_visitor).toEqual({ EUR: null, RON: null });
    for (const id of [
      'conversion_rate',
      'bounce_rate',
      'shelf_ctr',
      'lift_conversion',
      'last_click_share',
      'any_view_share',
      'stitched_share',
      'lcp_p75',
    ]) {
      expect([id, values[id]]).toEqual([id, null]);
    }
  });

  it('each has words and a formula', () => {
    for (const { words, formula, title } of FIGURES) {
      expect(words.length).toBeGreaterThan(20);
      expect(formula.length).toBeGreaterThan(5);
      expect(title).not.toBe('');
    }
    expect(new Set(FIGURES.map(({ id }) => id)).size).toBe(FIGURES.length);
  });
});

describe('buyers', () => {
  const order = (person: string, day: string, net: number, currency = 'EUR'): BuyerOrder => ({
    person,
    time: at(day),
    currency,
    net,
  });
  /** Ann comes back after 20 days, Bob after 60, Cem never, Dan is new in March. */
  const orders = [
    order('ann', '2026-01-05', 1_000),
    order('ann', '2026-01-25', 500),
    order('bob', '2026-01-10', 2_000),
    order('bob', '2026-03-11', 2_000),
    order('cem', '2026-01-31', 700, 'RON'),
    order('dan', '2026-03-20', 900),
  ];

  it('new, returning, and what they brought', () => {
    const now = at('2026-04-12');
    expect(buyersOf(orders, at('2026-01-01'), at('2026-02-01'), now).sums).toEqual({
      buyers: 3,
      newBuyers: 3,
      repeatBuyers: 1,
    });
    const march = buyersOf(orders, at('2026-03-01'), at('2026-04-01'), now);
    expect(march.sums).toEqual({ buyers: 2, newBuyers: 1, repeatBuyers: 1 });
    expect(march.lifetime).toEqual({ EUR: { buyers: 3, net: 6_400 }, RON: { buyers: 1, net: 700 } });
    expect(buyersOf([], 0, now, now)).toEqual({
      sums: { buyers: 0, newBuyers: 0, repeatBuyers: 0 },
      newBy: {},
      lifetime: {},
      after30: { of: 0, returned: 0 },
      after90: { of: 0, returned: 0 },
    });
  });

  it('[N23] come back or not once their days have passed: on the last of them still, and not a moment later', () => {
    const back = (now: string, more: BuyerOrder[] = orders) => {
      const { after30, after90 } = buyersOf(more, 0, 1, at(now));
      return [after30, after90];
    };
    expect(back('2026-02-03')).toEqual([
      { of: 0, returned: 0 },
      { of: 0, returned: 0 },
    ]);
    expect(back('2026-02-04')).toEqual([
      { of: 1, returned: 1 },
      { of: 0, returned: 0 },
    ]);
    expect(back('2026-04-12')).toEqual([
      { of: 3, returned: 1 },
      { of: 2, returned: 2 },
    ]);
    const onTheDay = { ...orders[0]!, time: at('2026-02-04') };
    expect(back('2026-04-12', [orders[0]!, onTheDay])[0]).toEqual({ of: 1, returned: 1 });
    expect(back('2026-04-12', [orders[0]!, { ...onTheDay, time: onTheDay.time + 1 }])[0]).toEqual({
      of: 1,
      returned: 0,
    });
    // With a filter they are those whose first order matches; what they buy again may be anything.
    const filtered = orders.map((one, i) => ({ ...one, matches: i === 0 || i === 3 ? 1 : 0 }));
    expect(back('2026-04-12', filtered)).toEqual([
      { of: 1, returned: 1 },
      { of: 1, returned: 1 },
    ]);
  });

  it('[N20] are new by the value of their first order, in the window alone', () => {
    const valued = orders.map((one, i) => ({ ...one, value: i % 2 ? 'mail' : 'google' }));
    expect(buyersOf(valued, at('2026-01-01'), at('2026-02-01'), at('2026-04-12')).newBy).toEqual({ google: 3 });
    expect(buyersOf(valued, at('2026-03-01'), at('2026-04-01'), at('2026-04-12')).newBy).toEqual({ mail: 1 });
  });

  it('cohorts count only those whose 30 or 90 days have passed', () => {
    const cohorts = cohortsOf(orders, at('2026-04-12'), 'UTC');
    expect(cohorts.map(({ month, buyers, after30, after90 }) => ({ month, buyers, after30, after90 }))).toEqual([
      // On 12 April Ann's and Bob's 90 days are over, Cem's are not.
      { month: '2026-01', buyers: 3, after30: { of: 3, returned: 1 }, after90: { of: 2, returned: 2 } },
      { month: '2026-03', buyers: 1, after30: { of: 0, returned: 0 }, after90: { of: 0, returned: 0 } },
    ]);
    // In Auckland Cem's noon is the first of February.
    expect(cohortsOf(orders, at('2026-04-12'), 'Pacific/Auckland').map(({ month, buyers }) => [month, buyers])).toEqual(
      [
        ['2026-01', 2],
        ['2026-02', 1],
        ['2026-03', 1],
      ],
    );
    expect(cohorts[0]!.start).toBe(Date.parse('2026-01-01T00:00:00Z'));
    expect(cohorts[1]!.start - cohorts[0]!.start).toBe(59 * DAY);
  });
});

describe('histograms', () => {
  it('a value on an edge is in the bin below it; the open bin says "at least"', () => {
    expect([0, 1_000, 1_000.1, 12_000, 99_999].map((value) => binOf(value, VITALS.LCP))).toEqual([0, 0, 1, 10, 11]);
    expect(quantile([0, 0, 5], [1, 2], 0.5)).toBe(2);
    expect(quantile([4, 0, 0], [10, 20], 0.5)).toBe(5);
  });
});

describe('advertising costs', () => {
  it('are read as a spreadsheet has them, in minor units', () => {
    expect(adCostOf({ date: '2026-03-01', source: 'google', cost: '12.34', currency: 'eur' }, 'RON')).toEqual({
      day: '2026-03-01',
      source: 'google',
      campaign: '(not set)',
      currency: 'EUR',
      amount: 1_234,
    });
    expect(adCostOf({ day: '2026-03-01', source: 'x', campaign: 'spring', amount: 500 }, 'JPY')).toMatchObject({
      amount: 500,
      campaign: 'spring',
    });
  });

  it.each([
    [{ day: '2026-02-30', source: 'x', cost: 1 }, 'day'],
    [{ day: '1.3.2026', source: 'x', cost: 1 }, 'day'],
    [{ day: '2026-03-01', source: 'x', cost: '1,50' }, 'cost'],
    [{ day: '2026-03-01', source: 'x', cost: -1 }, 'cost'],
    [{ day: '2026-03-01', source: 'x' }, 'cost'],
    [{ day: '2026-03-01', source: 'x', cost: 1, currency: 'euro' }, 'currency'],
  ])('refuses %j by its %s', (row, field) => {
    expect(adCostOf(row, 'EUR')).toMatch(new RegExp(`^${field}: got`));
  });
});
