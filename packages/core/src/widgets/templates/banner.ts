/** One product, large. It counts down to a moment that is true, and says how many are left only where that is known now. */
import type { Product } from '../../catalogue/product.ts';
import { isSoldOut, renderCard } from '../card.ts';
import { html, type Markup } from '../markup.ts';
import type { ShelfInput } from '../shelf.ts';
import type { ShelfWords } from '../shelf-words.ts';
import type { ShelfTemplate } from './templates.ts';

/** Pieces up to which the number is worth saying. */
const FEW = 5;
/** The catalogue has to have said the number so lately. */
const FRESH_MS = 60_000;
/** And the shop to have stated it so lately: a feed comes once a day. */
const STATED_MS = 24 * 3_600_000;

/** When the offer is over there is no banner; nor where nobody can say what time it is. */
export const banner: ShelfTemplate = (shown, input, words) => {
  const { ends, now, locale } = input;
  if (ends && !(now !== undefined && now < ends.at)) return undefined;
  const one = shown.find(({ card }) => !isSoldOut(card.product));
  if (!one) return undefined;
  const { product } = one.card;
  return {
    markup: html`<ul part="list" role="list" class="banner">${renderCard(one, locale, words)}</ul><p part="notes">${stockNote(product, input, words)} ${ends && endNote(ends, input, words)}</p>`,
    shown: [product.id],
  };
};

/** A number that may not be true any more is not said [L35]. */
function stockNote(
  { id, stock, stated }: Product,
  { now, stockAt, sold }: ShelfInput,
  words: ShelfWords,
): Markup | undefined {
  if (typeof stock !== 'number' || stock > FEW || sold?.has(id)) return undefined;
  if (now === undefined || stockAt === undefined || now - stockAt > FRESH_MS) return undefined;
  if (stated === undefined || now - stated > STATED_MS) return undefined;
  return html`<span part="stock">${words.left(stock)}</span>`;
}

/**
 * The moment itself is readable without any script. `data-left` is the time that is left, by the worker's clock: a shopper's
 * own may be wrong. The script writes into `left`, and takes the shelf away when nothing is.
 */
function endNote(
  { at, timeZone }: NonNullable<ShelfInput['ends']>,
  { now, locale }: ShelfInput,
  words: ShelfWords,
): Markup {
  const moment = new Date(at);
  return html`<span part="ends">${words.ends} <time datetime="${moment.toISOString()}">${dateTime(moment, locale, timeZone)}</time></span> <span part="left" role="timer" data-ends="${at}" data-left="${at - now!}"></span>`;
}

function dateTime(moment: Date, locale: string, timeZone: string): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone } as const;
  try {
    return new Intl.DateTimeFormat(locale, options).format(moment);
  } catch {
    return new Intl.DateTimeFormat('en', options).format(moment);
  }
}
