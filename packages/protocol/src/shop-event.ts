/** Events as the worker knows them after the boundary: checked, times corrected, money in minor units. */
import type { Scalar } from './events.ts';

/** Google's feed knows these. */
export const AVAILABILITIES = ['in_stock', 'out_of_stock', 'preorder', 'backorder'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

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
  /** As the page stated it when it was looked at. */
  availability?: Availability;
}

/** How a page was reached from outside the shop, in GA4's terms. */
export interface Arrival {
  source: string;
  medium: string;
  campaign?: string;
  term?: string;
  content?: string;
  /** GA4's default channel group. */
  channel: string;
  /** Host alone. */
  referrer?: string;
  /** Path of the page that was reached. */
  landing: string;
}

/** What a shopper holds in their hand, and no finer [W20]. */
export type DeviceClass = 'phone' | 'tablet' | 'desktop' | 'tv' | 'watch';

export interface Client {
  device: DeviceClass;
  /** Installed to the home screen, or a browser inside another app. */
  app?: 'installed' | 'in-app';
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
  /** Of a list that is no shelf of the plan: the shop's own. Said by the worker when it takes the event [X14]. */
  ownList?: true;
  page?: string;
  /** Of a page's view, where it was reached from outside [W20]. */
  arrival?: Arrival;
  /** A purchase whose order was known already [W10]: kept, not counted again; the backend's copy supersedes figures. */
  duplicate?: true;
  /** Whatever else the shop sent. */
  params: Record<string, Scalar>;
}
