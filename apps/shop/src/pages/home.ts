import { html } from '@edgewise/core/widgets/markup';
import type { Page } from './layout.ts';
import { productCard } from './product-card.ts';
import { recommendations } from './recommendations.ts';
import type { Visit } from './visit.ts';

/** Best-known goods of the shop, for the picture at the top: a cake stand, a lantern, bunting, a cup, a bag. */
const WINDOW = ['22423', '47566', '71053', '22699', '85099B'];

export function homePage({ shop }: Visit): Page {
  const window = WINDOW.flatMap((id) => shop.product(id) ?? []);
  const newest = [...shop.products]
    .filter((product) => product.inStock)
    .sort((a, b) => (a.added < b.added ? 1 : a.added > b.added ? -1 : b.orders - a.orders))
    .slice(0, 4);
  return {
    title: 'Small things, well chosen',
    description: 'Bunting, cake stands, T-lights and paper goods from a small gift shop.',
    canonical: '/',
    kind: 'home',
    main: html`<section class="hero">
<div class="hero-words"><h1>Small things,<br>well chosen.</h1><p>Bunting for the shed, a stand for the cake, a jar for the jam. ${shop.products.length.toLocaleString('en-GB')} of them, and most cost less than lunch.</p><p><a class="button" href="${shop.departments[0]?.link}">Start in the kitchen</a></p></div>
<ul class="window" aria-label="In the window">${window.map((product) => html`<li><a href="${product.link}"><img src="${product.image}" width="600" height="600" alt="${product.title}" decoding="async"></a></li>`)}</ul>
</section>
${recommendations('home', { heading: 'Ordered most', products: shop.products })}
<section class="departments-tiles" aria-labelledby="departments-title"><h2 id="departments-title">Every department</h2><ul>${shop.departments.map(
      ({ name, link, products }) =>
        html`<li><a href="${link}"><img src="${products[0]?.image}" width="600" height="600" alt="" loading="lazy" decoding="async"><span>${name}</span><small>${products.length} things</small></a></li>`,
    )}</ul></section>
${recommendations('trending')}
<section class="fresh" aria-labelledby="fresh-title"><h2 id="fresh-title">Just in</h2><ul class="grid">${newest.map((product) => productCard(product))}</ul></section>
${recommendations('recently-viewed')}`,
  };
}
