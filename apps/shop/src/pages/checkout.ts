import { html } from '@edgewise/core/widgets/markup';
import type { Order } from '../cart/orders.ts';
import { summary } from './cart.ts';
import { aboutCart, purchased } from './data-layer.ts';
import type { Page } from './layout.ts';
import { money, pricedLines, total } from './money.ts';
import { recommendations } from './recommendations.ts';
import type { Visit } from './visit.ts';

export function checkoutPage({ cart, shop }: Visit): Page {
  const lines = pricedLines(cart, shop);
  const order = html`<form method="post" action="/checkout"><button class="button" data-testid="place-order">Place the pretend order</button></form>`;
  return {
    title: 'Check out',
    description: 'A pretend check-out.',
    canonical: '/checkout',
    kind: 'checkout',
    unlisted: true,
    events: lines.length > 0 ? [aboutCart('begin_checkout', lines)] : [],
    main: html`<header class="page-head"><h1>Check out</h1></header>
<p class="demo" role="note"><b>This is a demonstration.</b> No name, address or card is asked for, nothing is paid, and nothing is sent. The order is an event, so that you can see what becomes of it.</p>
${
  lines.length === 0
    ? html`<p class="empty">Your basket is empty. <a href="/">Back to the shop</a></p>`
    : html`<div class="basket-page"><ul class="lines short">${lines.map(({ product, quantity, sum }) => html`<li class="line"><span class="line-picture"><img src="${product.image}" width="600" height="600" alt=""></span><div class="line-words"><span>${product.title}</span><p>${quantity} × ${money(product.price)}</p></div><p class="line-sum">${money(sum)}</p></li>`)}</ul>${summary(lines, order)}</div>`
}`,
  };
}

export function thanksPage(order: Order, { shop }: Visit): Page {
  const lines = pricedLines(order.lines, shop);
  return {
    title: 'Thank you',
    description: 'Your pretend order is placed.',
    canonical: `/thank-you/${order.id}`,
    kind: 'thanks',
    unlisted: true,
    events: [purchased(order.id, lines)],
    main: html`<header class="page-head"><h1>Thank you, in pretend</h1><p>Order <b data-testid="order-id">${order.id}</b>, ${money(total(lines))}. Reload this page as often as you like: it stays one order.</p></header>
<ul class="lines short">${lines.map(({ product, quantity, sum }) => html`<li class="line"><a class="line-picture" href="${product.link}"><img src="${product.image}" width="600" height="600" alt=""></a><div class="line-words"><a href="${product.link}">${product.title}</a><p>${quantity} × ${money(product.price)}</p></div><p class="line-sum">${money(sum)}</p></li>`)}</ul>
${recommendations('home')}`,
  };
}
