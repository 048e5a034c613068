import { html, type Markup } from '@edgewise/core/widgets/markup';
import type { ShopProduct } from '../catalogue/shop-catalogue.ts';
import { IMAGE_SIDE } from '../data/seed-rows.ts';
import { money } from './money.ts';

/** `eager` is for what is seen at once: a lazy picture there would come late. */
export function productCard(product: ShopProduct, eager = false): Markup {
  const { title, link, image, price, inStock } = product;
  return html`<li class="card"><a href="${link}"><img src="${image}" width="${IMAGE_SIDE}" height="${IMAGE_SIDE}" alt="" loading="${eager ? 'eager' : 'lazy'}" decoding="async"><span class="card-title">${title}</span><span class="card-price">${money(price)}${!inStock && html` <span class="gone">Sold out</span>`}</span></a></li>`;
}

export function productGrid(products: readonly ShopProduct[], eager = 0): Markup {
  return html`<ul class="grid" data-testid="product-grid">${products.map((product, at) => productCard(product, at < eager))}</ul>`;
}
