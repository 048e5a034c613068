/** What the figures are computed from: sums that add up over minutes, shards and levels. What they mean: `figures.ts`. */
import type { BuyerSums, Buyers } from './cohorts.ts';

/** What a window holds. Money by currency, minor units. NaN: not known any more [N16]. */
export interface FigureSums {
  /** Distinct people with a line of a page. */
  visitors: number;
  /** Of the visitors, those who ordered. */
  ordered: number;
  /** People who came to each step of view → cart → checkout → order, each with all before it. */
  funnel: readonly number[];
  /** Of these, the ones who did so on one device alone. */
  oneDevice: readonly number[];
  carted: number;
  cartedAndOrdered: number;
  visits: { visits: number; bounced: number; pages: number; engagedMs: number };
  /** Orders made in the window; refunds of these orders, whenever they came. */
  orders: Readonly<Record<string, { orders: number; revenue: number; refunded: number }>>;
  ordersWithClick: number;
  /** Orders of people who can be told: what `ordersWithClick` is a share of. */
  ordersOfPeople: number;
  /** Cells by metric. */
  counts: Readonly<Record<string, number>>;
  /** Cells by metric of product pages. */
  productPages: Readonly<Record<string, number>>;
  /** What advertising cost in the window. */
  costs: Readonly<Record<string, number>>;
  buyers: BuyerSums;
  /** Of all orders that are kept, whatever the window [N23]. */
  lifetime: Buyers['lifetime'];
  after30: Buyers['after30'];
  after90: Buyers['after90'];
  /**
   * People by their arm of the holdout, of those first exposed in the window; who ordered within 30 days of that, what for, and
   * what of it attribution gives to shelves. Minor units of the shop's first currency.
   */
  arms: Readonly<Record<string, ArmSum>>;
}

export interface ArmSum {
  visitors: number;
  ordered: number;
  revenue: number;
  byClick: number;
  byView: number;
}
