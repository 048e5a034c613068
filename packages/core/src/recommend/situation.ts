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

/** A strategy of the plan, or the merchandiser's own hand. */
export type CardSource = StrategyName | 'pinned';

export interface Card {
  /** Index in the catalogue snapshot. */
  index: number;
  item: string;
  strategy: CardSource;
  /** Item that led here, where one did ("because you looked at …"). */
  because?: string;
  score: number;
}

export interface ShelfDecision {
  placement: Placement;
  cards: Card[];
  /** Link of the chain that gave the first card, a blend being link 0; -1 where none did. */
  fallback: number;
}
