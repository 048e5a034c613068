/**
 * What a shop's owner should look at, from what the worker has seen of the last day: the script where it stands, the catalogue,
 * the model, the backend. A page's own faults are found by the panel on that page (`packages/sdk/src/chunk/findings.ts`).
 */

export type Grade = 'fine' | 'look' | 'wrong';

export interface CheckFacts {
  /** Settings: the script is turned off. */
  off: boolean;
  /** Addresses whose pages may speak. */
  origins: number;
  /** Products of the published catalogue; null where there is none. */
  products: number | null;
  /** Of the items that people look at most, how many there are, and how many of them the catalogue does not have. */
  popular: { items: number; unknown: number };
  model: {
    /** ms since it was trained; null where there is none. */
    age: number | null;
    /** The last training failed. */
    failed: boolean;
  };
  /** Counts of the last 24 hours by metric: `views`, `carts`, `orders`, … */
  counts: Readonly<Record<string, number>>;
  /** Page views of the last 24 hours at tier `contextual`. */
  contextualViews: number;
  /** An event was counted in the last 35 days. */
  heardBefore: boolean;
  /** Messages that could not be delivered. */
  deadLetters: number;
  /** ms within which 99 of 100 answers came; null where there were none. */
  p99: number | null;
}

export interface Check {
  id: CheckId;
  grade: Grade;
  /** What the words of the finding name. */
  values: Readonly<Record<string, number>>;
}

export const CHECK_IDS = [
  'switched',
  'origins',
  'heard',
  'refused',
  'products_seen',
  'carts_seen',
  'orders_seen',
  'backend',
  'shelves_seen',
  'consent',
  'catalogue',
  'ids',
  'model',
  'answers',
  'dead',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** With fewer page views or product views nothing can be said of what is missing among them. */
export const ENOUGH = { views: 50, productViews: 200, carts: 50, orders: 5, popular: 20 } as const;
/** Shares above which something is to be looked at, or wrong. */
const REFUSED = { look: 0.005, wrong: 0.05 };
const UNKNOWN = { look: 0.05, wrong: 0.2 };
const CONTEXTUAL_LOOK = 0.95;
const MODEL_OLD_MS = 3 * 86_400_000;
const SLOW_MS = 1_000;

const above = (share: number, { look, wrong }: { look: number; wrong: number }): Grade =>
  share > wrong ? 'wrong' : share > look ? 'look' : 'fine';

/** One line for each thing that can be judged; what there is not enough of yet is left out. */
export function selfCheck(facts: CheckFacts): Check[] {
  const { counts, products, popular, model, p99 } = facts;
  const of = (metric: string): number => counts[metric] ?? 0;
  const [events, refused, views, productViews] = [of('events'), of('refused'), of('views'), of('product_views')];
  const [carts, orders, signed] = [of('carts'), of('orders'), of('verified_orders')];
  const checks: (Check | false)[] = [
    { id: 'switched', grade: facts.off ? 'wrong' : 'fine', values: {} },
    { id: 'origins', grade: facts.origins === 0 ? 'wrong' : 'fine', values: { n: facts.origins } },
    {
      id: 'heard',
      grade: events > 0 ? 'fine' : facts.heardBefore ? 'wrong' : 'look',
      values: { n: events },
    },
    events + refused > 0 && {
      id: 'refused',
      grade: above(refused / (events + refused), REFUSED),
      values: { n: refused, all: events + refused },
    },
    views >= ENOUGH.views && {
      id: 'products_seen',
      grade: productViews === 0 ? 'wrong' : 'fine',
      values: { n: productViews, views },
    },
    productViews >= ENOUGH.productViews && {
      id: 'carts_seen',
      grade: carts === 0 ? 'wrong' : 'fine',
      values: { n: carts },
    },
    carts >= ENOUGH.carts && { id: 'orders_seen', grade: orders === 0 ? 'wrong' : 'fine', values: { n: orders } },
    orders >= ENOUGH.orders && {
      id: 'backend',
      grade: signed === 0 ? 'look' : 'fine',
      values: { n: signed, all: orders },
    },
    views >= ENOUGH.views && {
      id: 'shelves_seen',
      grade: of('list_views') === 0 ? 'look' : 'fine',
      values: { n: of('list_views') },
    },
    views >= ENOUGH.views && {
      id: 'consent',
      grade: facts.contextualViews / views > CONTEXTUAL_LOOK ? 'look' : 'fine',
      values: { n: facts.contextualViews, all: views },
    },
    { id: 'catalogue', grade: products === null || products === 0 ? 'wrong' : 'fine', values: { n: products ?? 0 } },
    popular.items >= ENOUGH.popular &&
      products !== null && {
        id: 'ids',
        grade: above(popular.unknown / popular.items, UNKNOWN),
        values: { n: popular.unknown, all: popular.items },
      },
    {
      id: 'model',
      grade: model.failed ? 'wrong' : model.age === null || model.age > MODEL_OLD_MS ? 'look' : 'fine',
      values: { hours: Math.floor((model.age ?? 0) / 3_600_000), none: model.age === null ? 1 : 0 },
    },
    p99 !== null && { id: 'answers', grade: p99 > SLOW_MS ? 'look' : 'fine', values: { ms: Math.round(p99) } },
    { id: 'dead', grade: facts.deadLetters > 0 ? 'wrong' : 'fine', values: { n: facts.deadLetters } },
  ];
  return checks.filter((check) => check !== false);
}
