/** A shelf: chosen products → the HTML of a shadow root. Pure; what is shown was decided before. */
import type { Offer, Product } from '../catalogue/product.ts';
import { formatMoney } from '../money.ts';
import type { Language, Placement } from '../plan/plan.ts';
import type { CardSource } from '../recommend/situation.ts';
import { safeUrl } from '../safe-url.ts';
import { escapeHtml, html, type Markup, toHtml } from './markup.ts';

import { shelfCss } from './shelf-css.ts';
import { SHELF_WORDS, type ShelfWords } from './shelf-words.ts';

declare const rendered: unique symbol;

/** HTML that `renderShelf` made. A plain string is not one, so that nothing else is wrapped as a shelf by mistake. */
export type ShelfHtml = string & { readonly [rendered]: true };

export interface ShelfCard {
  product: Product;
  strategy: CardSource;
  /** Why it stands there, in the shopper's language. */
  reason?: string;
}

export interface ShelfInput {
  placement: Pick<Placement, 'id' | 'template'>;
  title: string;
  cards: readonly ShelfCard[];
  /** Id of the market whose titles, links and prices are shown. */
  market: string;
  language: Language;
  /** BCP 47: how prices are written. */
  locale: string;
  /** Arms of experiments that could make a difference here: the shelf's impression says them back. */
  arms?: string;
}

export interface RenderedShelf {
  /** Content of the shadow root; the empty string when there is nothing to show. */
  html: ShelfHtml;
  /** The sheet it needs, the same for every shelf. */
  css: string;
  /** Items that are really on it, in order: a product without an offer in this market, or without a safe link, is not. */
  shown: string[];
}

/** Longer titles are cut here; the style sheet clamps to two lines long before. */
const MAX_TEXT = 300;

interface ShownCard {
  card: ShelfCard;
  offer: Offer;
  url: string;
}

export function renderShelf(input: ShelfInput): RenderedShelf {
  const shown: ShownCard[] = [];
  for (const card of input.cards) {
    const { offers } = card.product;
    const offer = Object.hasOwn(offers, input.market) ? offers[input.market] : undefined;
    const url = offer && safeUrl(offer.url);
    if (offer && url) shown.push({ card, offer, url });
  }
  if (shown.length === 0) return { html: '' as ShelfHtml, css: shelfCss, shown: [] };
  const words = SHELF_WORDS[input.language];
  const heading = `edgewise-${input.placement.id.replace(/[^A-Za-z0-9_-]/g, '')}`;
  const section = html`<section part="shelf" data-arms="${input.arms ?? ''}" lang="${input.language}" aria-labelledby="${heading}"><h2 part="heading" id="${heading}" dir="auto"><slot name="heading">${clip(input.title)}</slot></h2><ul part="list" role="list" class="${input.placement.template}" data-back="${words.back}" data-forward="${words.forward}">${shown.map((one) => renderCard(one, input.locale, words))}</ul></section>`;
  return { html: toHtml(section) as ShelfHtml, css: shelfCss, shown: shown.map(({ card }) => card.product.id) };
}

function renderCard({ card, offer, url }: ShownCard, locale: string, words: ShelfWords): Markup {
  const { product } = card;
  const { image, text } = partsOf(product, offer, locale, words);
  const reason = card.reason && html`<span part="reason" dir="auto">${clip(card.reason)}</span>`;
  return html`<li part="card"><a part="link" data-item="${product.id}" href="${url}">${image}<span part="text">${text}${reason}</span></a></li>`;
}

/** What is the same on every shelf for who reads this language. */
interface CardParts {
  offer: Offer;
  locale: string;
  words: ShelfWords;
  image: Markup;
  text: Markup;
}

/** The popular few stand on most shelves: their parts are kept as long as the product is, for one reader's language. */
const parts = new WeakMap<Product, CardParts>();

function partsOf(product: Product, offer: Offer, locale: string, words: ShelfWords): CardParts {
  const known = parts.get(product);
  if (known && known.offer === offer && known.locale === locale && known.words === words) return known;
  const title = clip(offer.title ?? product.title);
  const text = html`<span part="title" dir="auto">${title}</span><span part="price">${renderPrice(offer, locale, words)}</span>`;
  const made: CardParts = { offer, locale, words, image: renderImage(product), text };
  parts.set(product, made);
  return made;
}

/** `alt` is empty because the title stands in the same link: a screen reader would say it twice. */
function renderImage({ image }: Product): Markup {
  const src = image && safeUrl(image.url);
  if (!image || !src) return html`<span part="image"></span>`;
  return html`<img part="image" src="${src}" width="${dimension(image.width)}" height="${dimension(image.height)}" loading="lazy" decoding="async" alt="">`;
}

function renderPrice({ price, was, currency }: Offer, locale: string, words: ShelfWords): Markup {
  const now = formatMoney(price, currency, locale);
  if (was === undefined || was <= price) return html`${now}`;
  return html`<span class="unseen">${words.now} </span><b part="now">${now}</b> <span class="unseen">${words.was} </span><s part="was">${formatMoney(was, currency, locale)}</s>`;
}

function dimension(pixels: number): number {
  return Number.isFinite(pixels) && pixels >= 1 ? Math.min(Math.round(pixels), 10_000) : 400;
}

function clip(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).replace(/[\uD800-\uDBFF]$/, '')}…`;
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
