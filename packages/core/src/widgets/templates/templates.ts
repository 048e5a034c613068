/** The built-in templates by name. */
import type { TemplateName } from '../../plan/plan.ts';
import { renderCard, type ShownCard } from '../card.ts';
import { html, type Markup } from '../markup.ts';
import type { ShelfInput } from '../shelf.ts';
import type { ShelfWords } from '../shelf-words.ts';
import { banner } from './banner.ts';
import { bundle } from './bundle.ts';
import { articles, categories, steps } from './content.ts';

export interface ShelfBody {
  markup: Markup;
  /** Ids of the products it shows. */
  shown: string[];
}

/** @returns undefined where there is nothing to show */
export type ShelfTemplate = (
  shown: readonly ShownCard[],
  input: ShelfInput,
  words: ShelfWords,
) => ShelfBody | undefined;

/** Cards in a list; the style sheet knows what it looks like by its class. */
const cards: ShelfTemplate = (shown, { placement, locale }, words) => {
  if (shown.length === 0) return undefined;
  return {
    markup: html`<ul part="list" role="list" class="${placement.template}" data-back="${words.back}" data-forward="${words.forward}">${shown.map((one) => renderCard(one, locale, words))}</ul>`,
    shown: shown.map(({ card }) => card.product.id),
  };
};

export const TEMPLATES: Record<TemplateName, ShelfTemplate> = {
  grid: cards,
  carousel: cards,
  list: cards,
  bundle,
  banner,
  categories,
  steps,
  articles,
};
