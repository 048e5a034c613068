import { html, type Markup } from '@edgewise/core/widgets/markup';
import type { ShopProduct } from '../catalogue/shop-catalogue.ts';
import { productCard } from './product-card.ts';

/** Placements of the shop's plan. */
export type ShopPlacement =
  | 'home'
  | 'trending'
  | 'recently-viewed'
  | 'category'
  | 'search'
  | 'similar'
  | 'bought-together'
  | 'cart';

/** The shop's own choice, for shoppers without JavaScript and hours without a worker. */
export interface OwnChoice {
  heading: string;
  products: readonly ShopProduct[];
}

const MAX_CARDS = 8;

/**
 * A place for a shelf. What stands inside is covered by the shelf as soon as it comes; until then it is hidden, and it
 * fits into the space that is reserved either way.
 */
export function recommendations(placement: ShopPlacement, instead?: OwnChoice): Markup {
  return html`<edgewise-recs class="recs" placement="${placement}">${instead && ownChoice(instead)}</edgewise-recs>`;
}

function ownChoice({ heading, products }: OwnChoice): Markup {
  return html`<div class="own-choice"><h2>${heading}</h2><ul>${products.slice(0, MAX_CARDS).map((product) => productCard(product))}</ul></div>`;
}
