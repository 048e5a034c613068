/**
 * The seam between the pipeline and what proposes candidates: the trained model and the catalogue's own strategies.
 */
import type { StrategyName } from '../plan/plan.ts';
import type { Ranked } from './ranked.ts';
import type { Interaction } from './situation.ts';

/** What the pipeline needs of a trained model. Each answer holds at most `limit` items, each once. */
export interface Model {
  readonly version: string;
  readonly items: {
    readonly size: number;
    /** Model index of an item id, or -1. */
    indexOf(item: string): number;
    get(index: number): string;
  };
  /** Events of an item in training. */
  events(item: number): number;
  /** What this session looks at next. `session` is oldest first, `now` in ms since the epoch. */
  predict(session: readonly Interaction[], now: number, limit: number): Ranked;
  /** What goes into a basket with these. */
  boughtTogether(items: readonly number[], limit: number): Ranked;
  /** What is looked at with this one; learned from baskets where the shop has no views. */
  alsoViewed(item: number, limit: number): Ranked;
  trending(limit: number): Ranked;
}

/** One product that a strategy proposes for a shelf. */
export interface Proposal {
  /** Index in the catalogue snapshot. */
  index: number;
  /** Greater is better; comparable within one strategy's answer only. */
  score: number;
  /** Item id that led here, where one did. */
  because?: string;
  /** Where it is not the one that was asked: of a blend the one that counted most, of a new product `content`. */
  strategy?: StrategyName;
}

/** An item and how many distinct people looked at it, put it in a cart or bought it in the last 24 hours. */
export interface HotItem {
  item: string;
  people: number;
}
