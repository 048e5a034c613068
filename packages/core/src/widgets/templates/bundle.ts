/** "Buy the three together": the page's product, what goes with it, and what they cost together. */
import { formatMoney } from '../../money.ts';
import { clip, isSoldOut, renderCard, renderImage, renderPrice, type ShownCard, shownCards } from '../card.ts';
import { html, type Markup } from '../markup.ts';
import type { ShelfInput } from '../shelf.ts';
import type { ShelfWords } from '../shelf-words.ts';
import type { ShelfTemplate } from './templates.ts';

/** What cannot be bought is in no bundle; where that is the page's product, there is none. */
export const bundle: ShelfTemplate = (shown, input, words) => {
  const { looked, locale } = input;
  const others = shown.filter(({ card }) => !isSoldOut(card.product) && card.product.id !== looked?.id);
  const [first] =
    looked && !isSoldOut(looked) ? shownCards({ ...input, cards: [{ product: looked, strategy: 'content' }] }) : [];
  const all = first ? [first, ...others] : others;
  if (all.length < 2 || others.length === 0 || (looked && !first)) return undefined;
  return {
    markup: html`<ul part="list" role="list" class="bundle">${first && renderLooked(first, input, words)}${others.map((one) => renderCard(one, locale, words))}</ul>${total(all, first?.card.product.id, input, words)}`,
    shown: others.map(({ card }) => card.product.id),
  };
};

/** No link: the shopper is there. Not counted as shown: nobody recommended it. */
function renderLooked({ card: { product }, offer }: ShownCard, { locale }: ShelfInput, words: ShelfWords): Markup {
  return html`<li part="card looked"><span part="link">${renderImage(product)}<span part="text"><span part="title" dir="auto">${clip(offer.title ?? product.title)}</span><span part="price">${renderPrice(offer, locale, words)}</span><span part="reason">${words.this}</span></span></span></li>`;
}

/**
 * Nothing is added up over two currencies. The button is seen where the page says `buy` on its element, and then stands in
 * the place of the count: the cart is the shop's, and a button that nobody hears would be none.
 * @param looked what is bought with the others, as the page's own product
 */
function total(
  all: readonly ShownCard[],
  looked: string | undefined,
  { locale }: ShelfInput,
  words: ShelfWords,
): Markup | undefined {
  const { currency } = all[0]!.offer;
  if (all.some(({ offer }) => offer.currency !== currency)) return undefined;
  const price = all.reduce((sum, { offer }) => sum + offer.price, 0);
  const was = all.reduce((sum, { offer }) => sum + Math.max(offer.price, offer.was ?? 0), 0);
  const saved =
    was > price && html`<span part="saved">${words.save} ${formatMoney(was - price, currency, locale)}</span>`;
  return html`<p part="total"><button part="buy" type="button" data-buy="${looked ?? ''}">${words.buy(all.length)}</button><span part="count">${words.together(all.length)}</span> <span part="sum">${renderPrice({ price, was, currency }, locale, words)}</span> ${saved}</p>`;
}
