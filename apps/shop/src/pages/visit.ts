import type { CartLine } from '../cart/cart-cookie.ts';
import type { ShopCatalogue, ShopProduct } from '../catalogue/shop-catalogue.ts';

/** What the shopper answered in the consent bar; undefined when not yet. */
export type ConsentAnswer = 'person' | 'none';

/** What just happened and is told on the page that follows: a page that is being left may not get to tell. */
export interface CartChange {
  product: ShopProduct;
  /** Positive when added, negative when removed. */
  quantity: number;
}

/** One request of one shopper: everything a page is made from. */
export interface Visit {
  shop: ShopCatalogue;
  /** Origin the page is served from. */
  origin: string;
  /** Path with search. */
  path: string;
  nonce: string;
  worker: string;
  site: string;
  cart: CartLine[];
  consent: ConsentAnswer | undefined;
  change: CartChange | undefined;
  /** Who is logged in. */
  customer: string | undefined;
  /** Proves it to the worker. */
  token: string | undefined;
  /** Somebody has just logged in or out, and this page tells of it. */
  turn: 'in' | 'out' | undefined;
}
