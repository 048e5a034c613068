/** What a decision is made from and what it is. Pure data: `now` is passed in. */
import type { Placement, StrategyName } from '../plan/plan.ts';

export type InteractionKind = 'view' | 'cart' | 'purchase';

export interface Interaction {
  item: string;
  kind: InteractionKind;
  /** ms since the epoch. */
  time: number;
}

/** Everything that is known when a page's shelves are decided. */
export interface Situation {
  /** ms since the epoch. */
  now: number;
  market: string;
  page: {
    type: 'home' | 'category' | 'product' | 'search' | 'cart' | 'checkout' | 'purchase' | 'other';
    item?: string;
    category?: string;
    searchTerm?: string;
  };
  /** What the person did, oldest first, across joined devices, this page's item last where it is a product page. */
  history: readonly Interaction[];
  /** Item ids in the cart. */
  cart: readonly string[];
  /** Item ids bought before. */
  bought: readonly string[];
}

export interface Candidate {
  /** Index in the catalogue snapshot. */
  index: number;
  score: number;
}

export interface Card {
  /** Index in the catalogue snapshot. */
  index: number;
  item: string;
  strategy: StrategyName;
  /** Item that led here, where one did ("because you looked at …"). */
  because?: string;
  score: number;
}

export interface ShelfDecision {
  placement: Placement;
  cards: Card[];
  /** Position in the chain of the strategy that gave the first card; -1 for an empty shelf. */
  fallback: number;
}
