/** The shop's plan: what is shown where. One versioned document a shop. */

export type StrategyName =
  | 'session-knn'
  | 'bought-together'
  | 'also-viewed'
  | 'affinity'
  | 'content'
  | 'trending'
  | 'newest'
  | 'recently-viewed';

/** Languages the built-in texts exist in. */
export type Language = 'en' | 'ro' | 'ru' | 'pl';

export type TemplateName = 'grid' | 'carousel';

export interface Placement {
  id: string;
  /** Shelf heading by language; `en` is the fallback. */
  title: { en: string } & Partial<Record<Language, string>>;
  /** Fallback chain, best first. A link that finds too few cards is filled from the next. */
  strategies: StrategyName[];
  count: number;
  template: TemplateName;
}

export interface Plan {
  v: 1;
  version: string;
  placements: Placement[];
}
