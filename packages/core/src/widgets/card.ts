/** One product as every template shows it: what may be shown at all, its picture, its price, and the card around them. */
import { offerAt } from '../catalogue/offer-at.ts';
import type { Offer, Product } from '../catalogue/product.ts';
import { formatMoney } from '../money.ts';
import { safeUrl } from '../safe-url.ts';
import { html, type Markup } from './markup.ts';
import type { ShelfCard, ShelfInput } from './shelf.ts';
import type { ShelfWords } from './shelf-words.ts';

/** Longer titles are cut here; the style sheet clamps to two lines long before. */
const MAX_TEXT = 300;

/** A card whose product this market sells and whose link is safe. */
export interface ShownCard {
  card: ShelfCard;
  offer: Offer;
  url: string;
}

export function shownCards({ cards, market, now }: Pick<ShelfInput, 'cards' | 'market' | 'now'>): ShownCard[] {
  const shown: ShownCard[] = [];
  for (const card of cards) {
    const { offers } = card.product;
    const offer = Object.hasOwn(offers, market) ? offers[market] : undefined;
    const url = offer && safeUrl(offer.url);
    if (offer && url) shown.push({ card, offer: offerAt(offer, now), url });
  }
  return shown;
}

export function renderCard(shown: ShownCard, locale: string, words: ShelfWords): Markup {
  const { reason } = shown.card;
  const said = reason && html`<span part="reason" dir="auto">${clip(reason)}</span>`;
  return html`${cardUpToReason(shown, locale, words)}${said}</span></a></li>`;
}

/** What a card says whoever looks, and what it was written from. */
interface Written {
  offer: Offer;
  words: ShelfWords;
  markup: Markup;
}

/**
 * The popular few stand on most shelves: what was written of late is remembered, by locale and by the product as its
 * catalogue reads it, about 1 KiB each. Locales come from requests, so everything is forgotten where it grows too many.
 */
const written = new Map<string, Map<Product, Written>>();
const MOST_WRITTEN = 4_096;
let writtenSize = 0;

function cardUpToReason({ card: { product }, offer, url }: ShownCard, locale: string, words: ShelfWords): Markup {
  const known = written.get(locale)?.get(product);
  if (known?.offer === offer && known.words === words) return known.markup;
  const title = clip(offer.title ?? product.title);
  const markup = html`<li part="card"><a part="link" data-item="${product.id}" href="${url}">${renderImage(product)}<span part="text"><span part="title" dir="auto">${title}</span><span part="price">${renderPrice(offer, locale, words)}</span>`;
  if (writtenSize >= MOST_WRITTEN) {
    written.clear();
    writtenSize = 0;
  }
  const inLocale = written.get(locale) ?? new Map<Product, Written>();
  if (!inLocale.has(product)) writtenSize++;
  written.set(locale, inLocale.set(product, { offer, words, markup }));
  return markup;
}

/** `alt` is empty because the title stands in the same link: a screen reader would say it twice. */
export function renderImage({ image }: Product): Markup {
  const src = image && safeUrl(image.url);
  if (!image || !src) return html`<span part="image"></span>`;
  return html`<img part="image" src="${src}" width="${dimension(image.width)}" height="${dimension(image.height)}" loading="lazy" decoding="async" alt="">`;
}

export function renderPrice(
  { price, was, currency }: Omit<Offer, 'url' | 'sale'>,
  locale: string,
  words: ShelfWords,
): Markup {
  const now = formatMoney(price, currency, locale);
  if (was === undefined || was <= price) return html`${now}`;
  return html`<span class="unseen">${words.now} </span><b part="now">${now}</b> <span class="unseen">${words.was} </span><s part="was">${formatMoney(was, currency, locale)}</s>`;
}

export const isSoldOut = ({ stock }: Product): boolean => stock === 'out' || stock === 0;

function dimension(pixels: number): number {
  return Number.isFinite(pixels) && pixels >= 1 ? Math.min(Math.round(pixels), 10_000) : 400;
}

export function clip(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
