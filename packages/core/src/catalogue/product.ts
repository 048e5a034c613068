/** A product as the shop's catalogue states it, after parsing. Money is integer minor units of an ISO 4217 currency. */

export interface Offer {
  /** Title in this market's language; the product's own where missing. */
  title?: string;
  /** Absolute https or http URL, scheme checked when parsed. */
  url: string;
  /** Minor units. */
  price: number;
  /** Price before the discount, minor units. */
  was?: number;
  /** When `price` is asked, ms since the epoch; before and after it is `was`. `offerAt` says which. */
  sale?: { from?: number; until?: number };
  /** ISO 4217. */
  currency: string;
}

export interface Product {
  /** item_group_id: all variants of one thing share it. Equal to `id` where the shop has no variants. */
  group: string;
  /** item_id: what events name. */
  id: string;
  title: string;
  brand?: string;
  /** From general to particular, at most five. */
  category: string[];
  description?: string;
  image?: { url: string; width: number; height: number };
  /** By market id. Every product has at least one. */
  offers: Record<string, Offer>;
  /** What the shop pays for it, minor units. Never leaves the worker. */
  cost?: { amount: number; currency: string };
  /** Pieces left, or only whether it can be bought. */
  stock: number | 'in' | 'out';
  /** When the shop last said so, ms since the epoch. */
  stated?: number;
  /** First seen in the catalogue, ms since the epoch. */
  added: number;
}
