/**
 * The figures: what each means, in words, and how it is computed. One source for the API, the console and the tests [N14].
 * Everything here is arithmetic on sums that add up over minutes, shards and levels.
 */
import type { Returned } from './cohorts.ts';
import type { FigureSums } from './figure-sums.ts';
import { GOOD_POOR, quantile, shareUpTo, VITALS, type Vital } from './histogram.ts';

export type Unit = 'count' | 'share' | 'money' | 'ms' | 'percent' | 'score' | 'ratio';

export interface Definition {
  id: string;
  title: string;
  /** What it says, for somebody who has to act on it. */
  words: string;
  /** How it is computed, in the names of the sums. */
  formula: string;
  unit: Unit;
  /** Whether there is one a currency. */
  perCurrency?: true;
  value(sums: FigureSums, currency: string): number | null;
}

/** A share or mean; null where there is nothing to divide by. */
export const per = (a: number, b: number): number | null => (b > 0 ? a / b : null);

const net = ({ orders }: FigureSums, currency: string) =>
  (orders[currency]?.revenue ?? 0) - (orders[currency]?.refunded ?? 0);
const allOrders = ({ orders }: FigureSums) => Object.values(orders).reduce((sum, one) => sum + one.orders, 0);

const overArms = (arms: FigureSums['arms'], what: 'revenue' | 'byClick' | 'byView'): number =>
  Object.values(arms).reduce((sum, arm) => sum + arm[what], 0);

/** Counts of a histogram's bins from cells named `<prefix>.<bin>`. */
export const binsOf = (counts: Readonly<Record<string, number>>, prefix: string, edges: readonly number[]): number[] =>
  Array.from({ length: edges.length + 1 }, (_, bin) => counts[`${prefix}.${bin}`] ?? 0);

const vital = (name: Vital, title: string, unit: Unit): Definition[] => [
  {
    id: `${name.toLowerCase()}_p75`,
    title,
    words: `Three of four page views were at least this fast. Good is up to ${GOOD_POOR[name][0]}, poor above ${GOOD_POOR[name][1]}.`,
    formula: `75th percentile of ${name}, interpolated inside its bin`,
    unit,
    value: ({ counts }) => quantile(binsOf(counts, `vital.${name}`, VITALS[name]), VITALS[name], 0.75),
  },
  {
    id: `${name.toLowerCase()}_good`,
    title: `${title}: good`,
    words: `Share of page views whose ${name} was at most ${GOOD_POOR[name][0]}.`,
    formula: `page views with ${name} ≤ ${GOOD_POOR[name][0]} ÷ page views with ${name}`,
    unit: 'share',
    value: ({ counts }) => shareUpTo(binsOf(counts, `vital.${name}`, VITALS[name]), VITALS[name], GOOD_POOR[name][0]),
  },
];

const retention = (days: number, sums: (all: FigureSums) => Returned): Definition[] => [
  {
    id: `retention_${days}`,
    title: `Back within ${days} days`,
    words: `Of all customers whose first order was at least ${days} days ago, the share who ordered again within ${days} days of it. Of the orders kept (3 years), whatever the period.`,
    formula: `customers with a second order ≤ ${days} days after the first ÷ customers whose first order was ≥ ${days} days ago`,
    unit: 'share',
    value: (all) => per(sums(all).returned, sums(all).of),
  },
];

export const FIGURES: readonly Definition[] = [
  {
    id: 'visitors',
    title: 'Visitors',
    words:
      'Distinct people who were in the shop. All joined devices of somebody are one person; below consent tier “person” a visit counts as one.',
    formula: 'count of distinct people with an event of a page',
    unit: 'count',
    value: ({ visitors }) => visitors,
  },
  {
    id: 'visits',
    title: 'Visits',
    words: 'Stretches on one device with never more than 30 minutes between one event and the next.',
    formula: 'count of visits with a page view that began in the period',
    unit: 'count',
    value: ({ visits }) => visits.visits,
  },
  {
    id: 'orders',
    title: 'Orders',
    words: 'Orders made in the period, each once by its transaction_id. The backend’s copy supersedes the browser’s.',
    formula: 'count of distinct transaction_id',
    unit: 'count',
    value: allOrders,
  },
  {
    id: 'revenue',
    title: 'Revenue',
    words: 'What the orders of the period came to, with what was refunded of them taken off.',
    formula: 'Σ value − Σ refunded, of orders made in the period',
    unit: 'money',
    perCurrency: true,
    value: net,
  },
  {
    id: 'conversion_rate',
    title: 'Conversion rate',
    words: 'Of the people who visited, the share who ordered. On whichever of their devices.',
    formula: 'visitors who ordered ÷ visitors',
    unit: 'share',
    value: ({ ordered, visitors }) => per(ordered, visitors),
  },
  {
    id: 'aov',
    title: 'Average order value',
    words: 'What an order comes to on average, refunds taken off.',
    formula: 'revenue ÷ orders, in one currency',
    unit: 'money',
    perCurrency: true,
    value: (sums, currency) => per(net(sums, currency), sums.orders[currency]?.orders ?? 0),
  },
  {
    id: 'revenue_per_visitor',
    title: 'Revenue per visitor',
    words: 'What a visitor brings on average, whether they buy or not.',
    formula: 'revenue ÷ visitors',
    unit: 'money',
    perCurrency: true,
    value: (sums, currency) => per(net(sums, currency), sums.visitors),
  },
  {
    id: 'refund_rate',
    title: 'Refunded',
    words: 'Share of the period’s revenue that was given back, by now.',
    formula: 'refunded ÷ value of the orders',
    unit: 'share',
    perCurrency: true,
    value: ({ orders }, currency) => per(orders[currency]?.refunded ?? 0, orders[currency]?.revenue ?? 0),
  },
  {
    id: 'cart_abandonment',
    title: 'Cart abandonment',
    words: 'Of the people who put something into the cart, the share who did not order in the period.',
    formula: '1 − people with cart and order ÷ people with cart',
    unit: 'share',
    value: ({ carted, cartedAndOrdered }) => per(carted - cartedAndOrdered, carted),
  },
  {
    id: 'funnel_completion',
    title: 'Funnel, view to order',
    words:
      'Of the people who looked at a product, the share who also had a cart, began the checkout and ordered. On any of their devices.',
    formula: 'people with view, cart, checkout and order ÷ people with a view',
    unit: 'share',
    value: ({ funnel }) => per(funnel[3] ?? 0, funnel[0] ?? 0),
  },
  {
    id: 'stitched_share',
    title: 'Owed to stitching',
    words:
      'Of the people who went the whole way, the share of whom no single device saw it all: without joined devices these look lost.',
    formula: '1 − people whose one device saw every step ÷ people who went through every step',
    unit: 'share',
    value: ({ funnel, oneDevice }) => per((funnel[3] ?? 0) - (oneDevice[3] ?? 0), funnel[3] ?? 0),
  },
  {
    id: 'shelf_ctr',
    title: 'Shelf click-through',
    words: 'Clicks on Edgewise’s shelves for each time one was seen. Lists of the shop’s own are not among them.',
    formula: 'list_clicks ÷ list_views',
    unit: 'share',
    value: ({ counts }) => per(counts.list_clicks ?? 0, counts.list_views ?? 0),
  },
  {
    id: 'orders_with_click',
    title: 'Orders after a shelf click',
    words:
      'Share of orders whose person had clicked any shelf, on any device, in the 7 days before. It says what went together, not what caused it: that is the lift.',
    formula: 'orders with a shelf click of the same person at most 7 days before ÷ orders of people',
    unit: 'share',
    value: ({ ordersWithClick, ordersOfPeople }) => per(ordersWithClick, ordersOfPeople),
  },
  {
    id: 'lift_conversion',
    title: 'Lift over holdout',
    words:
      'How much more often people with personalisation order than the holdout, who see none: of those who met their first shelf that could differ in the period, by their orders of the 30 days after it. The one figure that says what Edgewise caused.',
    formula: '(ordered ÷ people of the personalised) ÷ (ordered ÷ people of the holdout) − 1',
    unit: 'ratio',
    value: ({ arms }) => {
      const rate = (arm: string) => per(arms[arm]?.ordered ?? 0, arms[arm]?.visitors ?? 0);
      const [with_, without] = [rate('shown'), rate('held')];
      return with_ === null || without === null || without === 0 ? null : with_ / without - 1;
    },
  },
  {
    id: 'last_click_share',
    title: 'Revenue after a last click',
    words:
      'Of what the people of the lift bought in the 30 days after their first shelf, the share paid for items whose last click, on any device at most 7 days before the order, was on a shelf; a later click on a list of the shop’s own takes it away. It says what shelves were near, not what they caused: that is the lift.',
    formula: 'Σ paid for items last clicked on a shelf ÷ Σ revenue, of both groups, refunds taken off both',
    unit: 'share',
    value: ({ arms }) => per(overArms(arms, 'byClick'), overArms(arms, 'revenue')),
  },
  {
    id: 'any_view_share',
    title: 'Revenue after any view',
    words:
      'Of the same revenue, the share paid for items that a shelf showed these people at most a day before the order, clicked or not. It overlaps with the last click and is never added to it; many would have bought anyway. What shelves caused is the lift.',
    formula: 'Σ paid for items seen on a shelf ÷ Σ revenue, of both groups, refunds taken off both',
    unit: 'share',
    value: ({ arms }) => per(overArms(arms, 'byView'), overArms(arms, 'revenue')),
  },
  {
    id: 'bounce_rate',
    title: 'Bounce rate',
    words:
      'Share of visits that saw one page and neither looked at a product, filled a cart, clicked a shelf nor bought.',
    formula: 'visits with one page view and no such step ÷ visits',
    unit: 'share',
    value: ({ visits }) => per(visits.bounced, visits.visits),
  },
  {
    id: 'pages_per_visit',
    title: 'Pages per visit',
    words: 'Page views of a visit, on average.',
    formula: 'page views ÷ visits',
    unit: 'ratio',
    value: ({ visits }) => per(visits.pages, visits.visits),
  },
  {
    id: 'product_time',
    title: 'Time on product pages',
    words: 'How long a product page was looked at on average: active time alone, not a tab left open.',
    formula: 'engaged_ms ÷ engagements, of product pages',
    unit: 'ms',
    value: ({ productPages }) => per(productPages.engaged_ms ?? 0, productPages.engagements ?? 0),
  },
  {
    id: 'product_scroll',
    title: 'Scroll on product pages',
    words: 'How far down product pages were read, on average, of 100%.',
    formula: 'Σ deepest scroll ÷ engagements, of product pages',
    unit: 'percent',
    value: ({ productPages }) => per(productPages.scrolled_percent ?? 0, productPages.engagements ?? 0),
  },
  {
    id: 'cac',
    title: 'Customer acquisition cost',
    words: 'What advertising cost for each customer who ordered for the first time.',
    formula: 'advertising costs ÷ people whose first order lies in the period',
    unit: 'money',
    perCurrency: true,
    value: ({ costs, buyers }, currency) =>
      per(costs[currency] ?? 0, costs[currency] === undefined ? 0 : buyers.newBuyers),
  },
  {
    id: 'cpa',
    title: 'Cost per order',
    words: 'What advertising cost for each order.',
    formula: 'advertising costs ÷ orders',
    unit: 'money',
    perCurrency: true,
    value: (sums, currency) => per(sums.costs[currency] ?? 0, sums.costs[currency] === undefined ? 0 : allOrders(sums)),
  },
  {
    id: 'ltv',
    title: 'Customer value until now',
    words:
      'What a customer has brought on average since their first order, of the orders kept (3 years), refunds taken off. No forecast.',
    formula: 'Σ net orders of all customers ÷ customers',
    unit: 'money',
    perCurrency: true,
    value: ({ lifetime }, currency) => per(lifetime[currency]?.net ?? 0, lifetime[currency]?.buyers ?? 0),
  },
  {
    id: 'repeat_rate',
    title: 'Repeat buyers',
    words: 'Of the people who ordered in the period, the share who had ordered before or did so twice.',
    formula: 'buyers with an earlier order, or two in the period ÷ buyers',
    unit: 'share',
    value: ({ buyers }) => per(buyers.repeatBuyers, buyers.buyers),
  },
  ...retention(30, ({ after30 }) => after30),
  ...retention(90, ({ after90 }) => after90),
  ...vital('LCP', 'Largest contentful paint', 'ms'),
  ...vital('INP', 'Interaction to next paint', 'ms'),
  ...vital('CLS', 'Layout shift', 'score'),
  ...vital('TTFB', 'Time to first byte', 'ms'),
];

export const FIGURE: ReadonlyMap<string, Definition> = new Map(FIGURES.map((one) => [one.id, one]));

/** Values of figures by id; money figures by currency. */
export type FigureValues = Record<string, number | null | Record<string, number | null>>;

export function figuresOf(sums: FigureSums): FigureValues {
  const currencies = [...new Set([...Object.keys(sums.orders), ...Object.keys(sums.costs)])].sort();
  return Object.fromEntries(
    FIGURES.map((figure) => [
      figure.id,
      figure.perCurrency
        ? Object.fromEntries(currencies.map((currency) => [currency, known(figure.value(sums, currency))]))
        : known(figure.value(sums, '')),
    ]),
  );
}

const known = (value: number | null): number | null => (Number.isNaN(value) ? null : value);
