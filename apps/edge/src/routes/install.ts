/**
 * `GET /install?site=…`: what the owner of a shop pastes, what the worker knows of the site, and the way to the check on
 * the shop's own page. The worker opens no address for it [T4]: the check runs in the owner's browser. No script, no secret.
 */

import { type PlanDocument, titleOf } from '@edgewise/core/plan/plan';
import { html, type Markup, toHtml } from '@edgewise/core/widgets/markup';
import { reserveCss } from '@edgewise/core/widgets/shelf-metrics';
import { LIMITS } from '@edgewise/protocol/limits';
import { siteKey } from '@edgewise/protocol/schemas';
import { is } from 'valibot';
import type { AppContext } from '../http.ts';
import { languageOf } from '../serve-shelves.ts';
import { type SiteView, siteView } from '../site-view.ts';
import { installStyle } from './install-style.ts';

export async function installRoute(c: AppContext): Promise<Response> {
  const { site = '', page = '' } = c.req.query();
  const view = is(siteKey, site) ? await siteView(c.env, c.executionCtx as ExecutionContext, site, Date.now()) : null;
  const nonce = crypto.randomUUID();
  const { origin } = new URL(c.req.url);
  const main = view ? guide(site, view, origin, page.slice(0, LIMITS.urlLength)) : askForSite(site);
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>Install Edgewise</title>${installStyle(nonce)}</head>
<body><main><h1>Install Edgewise</h1>${main}</main></body></html>
`;
  return c.body(toHtml(document), view || !site ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-store',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
  });
}

function askForSite(site: string): Markup {
  return html`${site && html`<p class="wrong" role="alert"><b>There is no site “${site.slice(0, 60)}” here.</b> Its key is what stood in the answer when it was made.</p>`}<form method="get" action="/install"><label for="site">Your site’s key</label><div class="row"><input id="site" name="site" value="${site.slice(0, 60)}" required="" autocomplete="off" spellcheck="false"><button>Show</button></div></form>`;
}

const line = (grade: 'fine' | 'look' | 'wrong', title: string, text: string): Markup =>
  html`<li class="${grade}"><b>${title}</b> ${text}</li>`;

/** What the worker knows without looking at any page. */
function stateOf({ shop, catalogue, model }: SiteView): Markup {
  const { off, origins } = shop.settings;
  return html`<ul>${off ? line('wrong', 'Switched off.', 'The site’s settings have turned the script off: no shelf is shown.') : line('fine', 'Switched on.', 'The script works where it is pasted.')}${catalogue ? line('fine', 'The catalogue is here.', 'Shelves have something to show.') : line('wrong', 'No catalogue yet.', `Import the products first: npx edgewise import catalogue FILE --site ${shop.settings.id}`)}${model ? line('fine', 'A model is trained.', 'Shelves know what goes together.') : line('look', 'No model yet.', 'Shelves choose by the catalogue alone until there are orders or visits to learn from.')}${origins.length === 0 && line('wrong', 'No address is listed.', 'Add your shop’s address to the origins of the site, or its pages are refused.')}</ul>`;
}

/** What is pasted into the head of every page. */
export function snippetOf(site: string, plan: Pick<PlanDocument, 'placements'>, origin: string): string {
  const placements = plan.placements.map(({ id, template, count }) => ({ id, template, count }));
  return `<style>\n${reserveCss(placements)}</style>
<script>
  window.edgewise = window.edgewise || function () { (edgewise.q = edgewise.q || []).push(arguments); };
</script>
<script async src="${origin}/ew.js" data-site="${site}"></script>`;
}

function guide(site: string, view: SiteView, origin: string, page: string): Markup {
  const policy = `script-src ${origin}\nconnect-src ${origin}\ntrusted-types edgewise`;
  return html`<p>For the site <b>${site}</b>.</p>
<section aria-labelledby="state"><h2 id="state">What is ready</h2>${stateOf(view)}</section>
<section aria-labelledby="paste"><h2 id="paste">1. Paste this into the head of every page</h2><p>The style keeps each shelf’s place free, so that nothing moves when it comes. One click selects all of it, down to the script at its end.</p><pre tabindex="0" aria-label="For the head of every page"><code>${snippetOf(site, view.plan.plan, origin)}</code></pre><p>When the shopper has agreed: <code>edgewise('consent', 'person')</code>, on every page. Consent dialogues with TCF or Google Consent Mode are understood without it.</p></section>
<section aria-labelledby="shelves"><h2 id="shelves">2. Put a shelf where it should stand</h2><p>One click selects one. A few are enough to begin with.</p><dl>${shelvesOf(view)}</dl></section>
<section aria-labelledby="policy"><h2 id="policy">3. If your pages have a Content Security Policy</h2><p>Add these. Where scripts need a nonce, the script tag’s own is enough.</p><pre tabindex="0" aria-label="Content Security Policy"><code>${policy}</code></pre></section>
<section aria-labelledby="check"><h2 id="check">4. Check a page of your shop</h2><form method="get" action="/install"><input type="hidden" name="site" value="${site}"><label for="page">Its address</label><div class="row"><input id="page" name="page" type="url" value="${page}" placeholder="https://" required=""><button>Check</button></div></form>${page && checkOf(site, view, page)}</section>`;
}

/** Pages of a shop, and which of a new shop's shelves belong there; others go where their owner wants them. */
const WHERE: readonly [page: string, placements: readonly string[]][] = [
  ['The home page', ['home', 'continue', 'trending']],
  ['A product’s page', ['similar', 'bought-together']],
  ['The cart', ['cart']],
  ['A category’s page', ['category']],
  ['The results of a search', ['search']],
  ['Any page', ['recently-viewed']],
];
const PLACED = new Set(WHERE.flatMap(([, ids]) => ids));

/** Each shelf of the plan under the page where it belongs, with the title that shoppers read. */
function shelvesOf(view: SiteView): Markup[] {
  const { placements } = view.plan.plan;
  const { language } = languageOf(undefined, view);
  const own = placements.flatMap(({ id }) => (PLACED.has(id) ? [] : [id]));
  return [...WHERE, ['Where you like: shelves of your own', own] as const].flatMap(([page, ids]) => {
    const here = ids.flatMap((id) => placements.filter((one) => one.id === id));
    if (here.length === 0) return [];
    const tag = (id: string) => html`<code>${`<edgewise-recs placement="${id}"></edgewise-recs>`}</code>`;
    return [html`<dt>${page}</dt>${here.map((one) => html`<dd>“${titleOf(one, language)}” ${tag(one.id)}</dd>`)}`];
  });
}

function addressOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The page is not fetched: what the site lists is compared, and the owner opens it with the panel that looks. */
function checkOf(site: string, { shop }: SiteView, page: string): Markup {
  const url = addressOf(page);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return html`<ul role="alert">${line('wrong', 'This is no address of a page.', 'It begins with https://.')}</ul>`;
  }
  url.searchParams.set('edgewise_debug', '1');
  // A password in an address would be shown and passed on.
  url.username = url.password = '';
  const isListed = shop.settings.origins.includes(url.origin);
  return html`<ul role="status">${isListed ? line('fine', `${url.origin} is listed.`, 'Edgewise takes requests of its pages.') : line('wrong', `${url.origin} is not listed.`, `Add it to the origins of “${site}”: until then its pages are refused.`)}</ul><p><a href="${url.href}" target="_blank" rel="noopener noreferrer">Open the page with the check</a></p><p>A panel on your page says what works, what does not, and what to do: the script twice, a security policy that blocks, missing prices, events that come twice, consent, shelves that move the page. Only you see it. If no panel opens, the script is not on that page.</p>`;
}
