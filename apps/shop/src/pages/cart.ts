import { html, type Markup } from '@edgewise/core/widgets/markup';
import { MAX_QUANTITY } from '../cart/cart-cookie.ts';
import { aboutCart } from './data-layer.ts';
import type { Page } from './layout.ts';
import { money, type PricedLine, pricedLines, total } from './money.ts';
import { recommendations } from './recommendations.ts';
import type { Visit } from './visit.ts';

export function cartPage({ cart, shop, change }: Visit): Page {
  const lines = pricedLines(cart, shop);
  return {
    title: 'Your basket',
    description: 'What is in your basket.',
    canonical: '/cart',
    kind: 'cart',
    unlisted: true,
    events: [aboutCart('view_cart', lines)],
    main: html`<header class="page-head"><h1>Your basket</h1></header>
${change && html`<p class="said" role="status">${change.quantity > 0 ? 'Added' : 'Taken out'}: ${change.product.title}</p>`}
${lines.length === 0 ? html`<p class="empty" data-testid="cart-empty">It is empty. <a href="/">Have a look around</a>, there is plenty of bunting.</p>` : basket(lines)}
${recommendations('cart', { heading: 'Ordered most', products: shop.products.filter(({ id }) => !cart.some((line) => line.id === id)) })}`,
  };
}

function basket(lines: readonly PricedLine[]): Markup {
  return html`<div class="basket-page"><ul class="lines" data-testid="cart-lines">${lines.map(
    ({ product, quantity, sum }) => html`<li class="line" data-testid="cart-line">
<a class="line-picture" href="${product.link}" tabindex="-1" aria-hidden="true"><img src="${product.image}" width="600" height="600" alt=""></a>
<div class="line-words"><a href="${product.link}">${product.title}</a><p>${money(product.price)} each</p></div>
<form method="post" action="/cart/set" class="line-quantity"><input type="hidden" name="id" value="${product.id}"><label class="unseen" for="quantity-${product.id}">How many of ${product.title}</label><input id="quantity-${product.id}" name="quantity" type="number" inputmode="numeric" min="0" max="${MAX_QUANTITY}" value="${quantity}"><button class="quiet">Update</button></form>
<form method="post" action="/cart/set" class="line-remove"><input type="hidden" name="id" value="${product.id}"><input type="hidden" name="quantity" value="0"><button class="link">Remove<span class="unseen"> ${product.title}</span></button></form>
<p class="line-sum">${money(sum)}</p>
</li>`,
  )}</ul>
${summary(lines, html`<a class="button" href="/checkout" data-testid="checkout-link">Check out</a>`)}</div>`;
}

export function summary(lines: readonly PricedLine[], action: Markup): Markup {
  return html`<aside class="summary" aria-label="Total"><dl><div><dt>Goods</dt><dd>${money(total(lines))}</dd></div><div><dt>Postage</dt><dd>None, nothing is sent</dd></div><div class="sum"><dt>Total</dt><dd data-testid="cart-total">${money(total(lines))}</dd></div></dl>${action}</aside>`;
}
