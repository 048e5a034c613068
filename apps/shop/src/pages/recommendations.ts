import { html, type Markup } from '@edgewise/core/widgets/markup';

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

/**
 * A place for a shelf. `instead` is what stands there when no shelf comes: without JavaScript at once, with a worker
 * that does not answer after a moment. It fits into the space that is reserved either way.
 */
export function recommendations(placement: ShopPlacement, instead: { text: string; link: string }): Markup {
  return html`<edgewise-recs class="recs" placement="${placement}"><p class="recs-instead"><a href="${instead.link}">${instead.text}</a></p></edgewise-recs>`;
}
