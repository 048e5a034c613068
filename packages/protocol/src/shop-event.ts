/** Events as the worker knows them after the boundary: checked, times corrected, money in minor units. */
import type { Scalar } from './events.ts';

export interface LineItem {
  item: string;
  group?: string;
  name?: string;
  brand?: string;
  category: string[];
  variant?: string;
  /** Minor units of the event's currency. */
  price?: number;
  quantity: number;
  list?: string;
  index?: number;
}

export interface ShopEvent {
  /** Number in the device's sequence, or in the batch below tier `person`. */
  n: number;
  /** ms since the epoch, corrected and clamped [W5]. */
  time: number;
  name: string;
  items: LineItem[];
  /** ISO 4217. Present whenever money is. */
  currency?: string;
  /** Minor units. */
  value?: number;
  transactionId?: string;
  searchTerm?: string;
  list?: string;
  page?: string;
  /** A purchase whose order was known already [W10]: kept, not counted again; the backend's copy supersedes figures. */
  duplicate?: true;
  /** Whatever else the shop sent. */
  params: Record<string, Scalar>;
}
