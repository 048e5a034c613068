import { html } from '@edgewise/core/widgets/markup';
import { MAX_QUANTITY } from '../cart/cart-cookie.ts';
import type { ShopProduct } from '../catalogue/shop-catalogue.ts';
import type { Page } from './layout.ts';
import { money } from './money.ts';
import { recommendations } from './recommendations.ts';
import { productData } from './structured-data.ts';
import type { Visit } from './visit.ts';

export function productPage(product: ShopProduct, { origin, cart }: Visit): Page {
  const { title, department, shelf, price, inStock, id } = product;
  const inCart = cart.find((line) => line.id === id)?.quantity ?? 0;
  const description = `${title}, ${money(price)}, from ${shelf.name.toLowerCase()} in ${department.name.toLowerCase()}.`;
  const since = new Date(product.added).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return {
    title,
    description,
    canonical: product.link,
    kind: 'product',
    image: product.image,
    crumbs: [{ name: 'Shop', link: '/' }, department, shelf, { name: title, link: product.link }].map(
      ({ name, link }) => ({ name, link }),
    ),
    things: [productData(product, description, origin)],
    main: html`<article class="product" data-testid="product">
<div class="product-picture"><img src="${product.image}" width="600" height="600" alt="Drawing: ${title}" fetchpriority="high"></div>
<div class="product-facts">
<h1>${title}</h1>
<p class="price" data-testid="price">${money(price)}</p>
<p class="stock">${inStock ? html`<span class="dot in"></span>In stock` : html`<span class="dot out"></span>Sold out`}</p>
${
  inStock
    ? html`<form method="post" action="/cart/add" class="add"><input type="hidden" name="id" value="${id}"><label for="quantity">How many</label><input id="quantity" name="quantity" type="number" inputmode="numeric" min="1" max="${MAX_QUANTITY}" value="1" required=""><button class="button" data-testid="add-to-cart">Add to basket</button></form>`
    : html`<p class="note">It has not been sold for months. Below is what stands next to it.</p>`
}
${inCart > 0 && html`<p class="note"><a href="/cart">${inCart} in your basket</a></p>`}
<dl class="facts"><div><dt>Shelf</dt><dd><a href="${shelf.link}">${shelf.name}</a></dd></div><div><dt>Ordered</dt><dd>${product.orders === 1 ? 'once' : `${product.orders} times`}</dd></div><div><dt>In the shop since</dt><dd>${since}</dd></div><div><dt>Number</dt><dd>${id}</dd></div></dl>
</div>
</article>
${recommendations('bought-together', { heading: `More ${shelf.name.toLowerCase()}`, products: shelf.products.filter((one) => one !== product && one.inStock) })}
${recommendations('similar')}
${recommendations('recently-viewed')}`,
  };
}
