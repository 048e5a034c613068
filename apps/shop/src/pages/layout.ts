import { dataBlock, html, type Markup, toHtml } from '@edgewise/core/widgets/markup';
import type { WirePage } from '@edgewise/protocol/events';
import { cartChanged, type DataLayerEntry } from './data-layer.ts';
import type { ShopPlacement } from './recommendations.ts';
import { breadcrumbData, type Crumb } from './structured-data.ts';
import type { Visit } from './visit.ts';

export const SHOP_NAME = 'Tuppenny';

export interface Page {
  title: string;
  description: string;
  /** Path of the page's one address. */
  canonical: string;
  /** What the page is made of, between header and footer. */
  main: Markup;
  /** Class of the body's content. */
  kind: 'home' | 'category' | 'product' | 'cart' | 'checkout' | 'thanks' | 'search' | 'text';
  crumbs?: Crumb[];
  /** schema.org things beside the breadcrumbs. */
  things?: unknown[];
  events?: DataLayerEntry[];
  /** Path of the picture for previews. */
  image?: string;
  /** Shelves that this server writes into the page. */
  served?: { page: WirePage; placements: readonly ShopPlacement[] };
  /** Kept out of search engines: what is one shopper's own. */
  unlisted?: boolean;
}

export function renderPage(page: Page, visit: Visit): string {
  const { origin } = visit;
  const url = origin + page.canonical;
  const things = [...(page.things ?? []), ...(page.crumbs ? [breadcrumbData(page.crumbs, origin)] : [])];
  const changed = visit.change ? [cartChanged(visit.change.product, visit.change.quantity)] : [];
  const image = origin + (page.image ?? '/img/shop.svg');
  const document = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${SHOP_NAME}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#7d1f2d">
<link rel="canonical" href="${url}">
<meta property="og:site_name" content="${SHOP_NAME}">
<meta property="og:type" content="${page.kind === 'product' ? 'product' : 'website'}">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}">
<meta property="og:url" content="${url}">
<meta property="og:image" content="${image}">
${page.unlisted && html`<meta name="robots" content="noindex">`}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="preload" href="/fonts/young-serif.woff2" as="font" type="font/woff2" crossorigin="">
<link rel="preload" href="/fonts/figtree.woff2" as="font" type="font/woff2" crossorigin="">
<link rel="stylesheet" href="/shop.css">
${things.length > 0 && dataBlock('application/ld+json', { '@context': 'https://schema.org', '@graph': things })}
${dataBlock('application/json', { events: [...changed, ...(page.events ?? [])], consent: visit.consent ?? null, cart: visit.cart.map(({ id }) => id), customer: visit.customer ?? null, token: visit.token ?? null, turn: visit.turn ?? null }, 'page-data')}
<script nonce="${visit.nonce}">
window.dataLayer = window.dataLayer || [];
window.edgewise = window.edgewise || function () { (edgewise.q = edgewise.q || []).push(arguments); };
(function (page) {
  if (page.consent === 'person') edgewise('consent', 'person');
  if (page.turn === 'out') edgewise('reset');
  if (page.customer) edgewise('identify', page.customer, { token: page.token });
  if (page.turn === 'in') edgewise('event', 'login', { method: 'demo' });
  edgewise('cart', page.cart);
  page.events.forEach(function (entry) { dataLayer.push({ ecommerce: null }); dataLayer.push(entry); });
})(JSON.parse(document.getElementById('page-data').textContent));
</script>
<script async="" src="${`${visit.worker}/ew.js`}" data-site="${visit.site}"></script>
<script defer="" src="/shop.js"></script>
</head>
<body class="${`on-${page.kind}`}">
<a class="skip" href="#main">Skip to the goods</a>
${header(visit)}
<main id="main" tabindex="-1">
${page.crumbs && breadcrumbs(page.crumbs)}
${page.main}
</main>
${footer(visit)}
${visit.consent === undefined && consentBar(visit)}
</body>
</html>
`;
  return toHtml(document);
}

function header({ shop, cart, path, customer }: Visit): Markup {
  const pieces = cart.reduce((sum, { quantity }) => sum + quantity, 0);
  const term = path.startsWith('/search?') ? (new URLSearchParams(path.slice(8)).get('q') ?? '') : '';
  return html`<header class="top">
<p class="strap">A demonstration shop. Nothing is sold, nothing is sent. <a href="/account" data-testid="account-link">${customer ? `Logged in as ${customer}` : 'Log in'}</a></p>
<div class="bar">
<a class="brand" href="/"><span class="coin" aria-hidden="true"><span>2<small>d</small></span></span><span>${SHOP_NAME}</span></a>
<form class="find" role="search" action="/search"><label class="unseen" for="q">Search the shop</label><input id="q" name="q" type="search" value="${term}" placeholder="Bunting, cake stand, jam jar…" autocomplete="off" enterkeyhint="search"><button type="submit"><span class="unseen">Search</span><svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20"><circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.8 12.8 5 5"/></svg></button></form>
<a class="basket" href="/cart" data-testid="cart-link"><svg aria-hidden="true" viewBox="0 0 24 24" width="24" height="24"><path d="M3 10h18l-2 10H5z"/><path d="m7 10 4-7m6 7-4-7"/></svg><span>Basket</span> <b data-testid="cart-count" aria-label="${pieces === 1 ? '1 piece' : `${pieces} pieces`}">${pieces}</b></a>
</div>
<nav class="departments" aria-label="Departments"><ul>${shop.departments.map(
    ({ name, link }) =>
      html`<li><a href="${link}" aria-current="${path.split(/[?#]/)[0]?.startsWith(link) ? 'page' : 'false'}">${name}</a></li>`,
  )}</ul></nav>
</header>`;
}

function breadcrumbs(crumbs: readonly Crumb[]): Markup {
  const last = crumbs.length - 1;
  return html`<nav class="crumbs" aria-label="Breadcrumb"><ol>${crumbs.map(({ name, link }, at) =>
    at === last
      ? html`<li><span aria-current="page">${name}</span></li>`
      : html`<li><a href="${link}">${name}</a></li>`,
  )}</ol></nav>`;
}

function footer(visit: Visit): Markup {
  const state = visit.consent === 'person' ? 'Your visit is personalised.' : 'Your visit is not personalised.';
  return html`<footer class="end">
<div class="end-columns">
<div><p class="brand"><span>${SHOP_NAME}</span></p><p>Small things for kitchens, parties and window sills. The goods and orders are those of a real gift shop; the pictures are drawn from their titles.</p></div>
<nav aria-label="About"><ul><li><a href="/about">About this shop</a></li><li><a href="/privacy">Privacy</a></li><li><a href="/search">Search</a></li></ul></nav>
<div>
<p data-testid="consent-state">${state}</p>
<form method="post" action="/consent" class="consent-change" data-consent-form="" data-testid="consent-change"><input type="hidden" name="back" value="${visit.path}"><button class="link" name="answer" value="${visit.consent === 'person' ? 'none' : 'person'}">${visit.consent === 'person' ? 'Stop personalising' : 'Personalise my visit'}</button></form>
<p class="hint">Press <kbd>e</kbd> to see what Edgewise sends, gets back, and why each card is there.</p>
</div>
</div>
<p class="small">Data: “Online Retail”, Daqing Chen, UCI Machine Learning Repository, CC BY 4.0.</p>
</footer>`;
}

function consentBar(visit: Visit): Markup {
  return html`<section class="consent" aria-labelledby="consent-title" data-testid="consent-bar">
<div><h2 id="consent-title">May we remember what you look at?</h2><p>With your yes, this shop keeps what you look at and buy, to choose what to show you. Without it, you see the same shop, chosen by the page you are on. <a href="/privacy">What is kept</a></p></div>
<form method="post" action="/consent" data-consent-form=""><input type="hidden" name="back" value="${visit.path}"><button name="answer" value="person">Personalise my visit</button><button name="answer" value="none">No thanks</button></form>
</section>`;
}
