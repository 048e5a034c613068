/** A shelf for a template of the shop's own: what it may read, and the frame around what it wrote. */

import { formatMoney, fromMinor } from '../money.ts';
import type { ContentEntry } from '../plan/plan.ts';
import { textIn } from '../plan/plan.ts';
import { safeUrl } from '../safe-url.ts';
import type { AllowedHtml } from './allowed-html.ts';
import { clip, type ShownCard, shownCards } from './card.ts';
import { linkTarget } from './markup.ts';
import type { ShelfInput } from './shelf.ts';

export type { ShelfInput } from './shelf.ts';
export type OwnShelfBody = AllowedHtml;

/** `item` of a template. Prices are written for the shopper; `price_amount` and `was_amount` are for comparing. */
interface ItemView {
  id: string;
  title: string;
  url: string;
  image?: string;
  image_width?: number;
  image_height?: number;
  price: string;
  price_amount: number;
  was?: string;
  was_amount?: number;
  /** Percent saved, whole. */
  discount?: number;
  currency: string;
  brand?: string;
  category?: string;
  reason?: string;
}

/** Everything a template may read. Plain data: no function, no prototype of ours. */
export function shelfView(input: ShelfInput): object {
  return {
    shelf: {
      id: input.placement.id,
      title: clip(input.title),
      language: input.language,
      locale: input.locale,
    },
    items: shownCards(input).map((shown) => itemView(shown, input.locale)),
    content: (input.placement.content ?? []).map((entry) => contentView(entry, input.language)),
  };
}

function itemView({ card: { product, reason }, offer, url }: ShownCard, locale: string): ItemView {
  const { image, brand, category } = product;
  const src = image && safeUrl(image.url);
  const { price, was, currency } = offer;
  return {
    id: product.id,
    title: clip(offer.title ?? product.title),
    url,
    ...(image && src && { image: src, image_width: image.width, image_height: image.height }),
    price: formatMoney(price, currency, locale),
    price_amount: fromMinor(price, currency),
    ...(was !== undefined &&
      was > price && {
        was: formatMoney(was, currency, locale),
        was_amount: fromMinor(was, currency),
        discount: Math.round((1 - price / was) * 100),
      }),
    currency,
    ...(brand !== undefined && { brand: clip(brand) }),
    ...(category.length > 0 && { category: clip(category.at(-1)!) }),
    ...(reason && { reason: clip(reason) }),
  };
}

function contentView({ title, text, url, image }: ContentEntry, language: string): Record<string, string> {
  return {
    title: clip(textIn(title, language)),
    ...(text && { text: clip(textIn(text, language)) }),
    ...(url !== undefined && { url: linkTarget(url) }),
    ...(image !== undefined && { image: linkTarget(image) }),
  };
}
