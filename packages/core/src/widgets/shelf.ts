/** A shelf: chosen products → the HTML of a shadow root. Pure; what is shown was decided before. */
import type { Product } from '../catalogue/product.ts';
import type { Language, Placement } from '../plan/plan.ts';
import type { CardSource } from '../recommend/situation.ts';
import type { AllowedHtml } from './allowed-html.ts';
import { clip, shownCards } from './card.ts';
import { escapeHtml, html, toHtml } from './markup.ts';
import { shelfCss } from './shelf-css.ts';
import { SHELF_WORDS } from './shelf-words.ts';
import { TEMPLATES } from './templates/templates.ts';

declare const rendered: unique symbol;

/** HTML that this file made. A plain string is not one, so that nothing else is wrapped as a shelf by mistake. */
export type ShelfHtml = string & { readonly [rendered]: true };

export interface ShelfCard {
  product: Product;
  strategy: CardSource;
  /** Why it stands there, in the shopper's language. */
  reason?: string;
}

export interface ShelfInput {
  placement: Pick<Placement, 'id' | 'template' | 'content'>;
  title: string;
  cards: readonly ShelfCard[];
  /** Id of the market whose titles, links and prices are shown. */
  market: string;
  language: Language;
  /** BCP 47: how prices are written. */
  locale: string;
  /** Arms of experiments that could make a difference here: the shelf's impression says them back. */
  arms?: string;
  /** The product of the page: a bundle begins with it. */
  looked?: Product;
  /** When a banner's offer is over, and in which zone its clock is read. */
  ends?: { at: number; timeZone: string };
  /** ms since the epoch: what is over by now, sales too, and whether stock is fresh. Without it none of it is said. */
  now?: number;
  /** When these products were last known to be what the shop's catalogue says, ms since the epoch. */
  stockAt?: number;
  /** Items that were ordered since the shop said how many there are. */
  sold?: ReadonlySet<string>;
}

export interface RenderedShelf {
  /** Content of the shadow root; the empty string when there is nothing to show. */
  html: ShelfHtml;
  /** The sheet it needs, the same for every shelf. */
  css: string;
  /** Items that are really on it, in order: a product without an offer in this market, or without a safe link, is not. */
  shown: string[];
}

const NOTHING: RenderedShelf = { html: '' as ShelfHtml, css: shelfCss, shown: [] };

export function renderShelf(input: ShelfInput): RenderedShelf {
  const words = SHELF_WORDS[input.language];
  const { template } = input.placement;
  // As a strategy: what this release does not have is shown as a grid.
  const body = TEMPLATES[Object.hasOwn(TEMPLATES, template) ? template : 'grid'](shownCards(input), input, words);
  if (!body) return NOTHING;
  const heading = `edgewise-${input.placement.id.replace(/[^A-Za-z0-9_-]/g, '')}`;
  const section = html`<section part="shelf" data-arms="${input.arms ?? ''}" lang="${input.language}" aria-labelledby="${heading}"><h2 part="heading" id="${heading}" dir="auto"><slot name="heading">${clip(input.title)}</slot></h2>${body.markup}</section>`;
  return { html: toHtml(section) as ShelfHtml, css: shelfCss, shown: body.shown };
}

/** The frame around what a shop's own template wrote: language, name and arms are stated whatever it says. */
export function frameOwnShelf(input: ShelfInput, { html: body, items }: AllowedHtml): RenderedShelf {
  if (body.trim() === '') return NOTHING;
  const begin = html`<section part="shelf" data-arms="${input.arms ?? ''}" lang="${input.language}" aria-label="${clip(input.title)}">`;
  return { html: `${toHtml(begin)}${body}</section>` as ShelfHtml, css: shelfCss, shown: items };
}

export interface DeclarativeShadowDomOptions {
  /** Where the page's policy allows inline styles by nonce only. */
  nonce?: string | undefined;
}

/**
 * A shelf as Declarative Shadow DOM, to stand inside `<edgewise-recs>` in HTML that a server writes. `css` is a style
 * sheet of the shop's own code, never data; the empty shelf stays empty.
 */
export function asDeclarativeShadowDom(
  shelf: ShelfHtml,
  css: string,
  options: DeclarativeShadowDomOptions = {},
): string {
  if (shelf === '') return '';
  const nonce = options.nonce === undefined ? '' : ` nonce="${escapeHtml(options.nonce)}"`;
  // In a style sheet '<\/' means '</', and does not end the element.
  return `<template shadowrootmode="open"><style${nonce}>${css.replaceAll('</', '<\\/')}</style>${shelf}</template>`;
}
