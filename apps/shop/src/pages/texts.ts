import { html } from '@edgewise/core/widgets/markup';
import type { Page } from './layout.ts';
import { recommendations } from './recommendations.ts';

export function aboutPage(): Page {
  return {
    title: 'About this shop',
    description: 'What this demonstration shows, and where its goods come from.',
    canonical: '/about',
    kind: 'text',
    main: html`<header class="page-head"><h1>About this shop</h1></header>
<div class="prose">
<p>Tuppenny shows what Edgewise does on an ordinary shop’s pages. The pages come from a small server of their own, at another address than the worker that recommends, as they do at a customer’s.</p>
<h2>The goods</h2>
<p>Titles, prices and some 355,000 order lines are those of a real gift shop in the United Kingdom, December 2010 to September 2011: “Online Retail” by Daqing Chen, UCI Machine Learning Repository, CC BY 4.0. Titles were put into sentence case, departments were derived from their words, and each picture is drawn from its product’s title.</p>
<h2>What to try</h2>
<ol>
<li>Open a product. The shelves below it come from real baskets.</li>
<li>Put it into the basket. The basket’s shelf leaves it out and complements it.</li>
<li>Allow personalising, look at three things of one kind, and return to the start.</li>
<li>Close the browser, come back: what you looked at is still there.</li>
<li><a href="/account">Log in</a> here and in another browser: the second shows at once what you looked at in the first. Log out, and nothing of it is left.</li>
<li>Press <kbd>e</kbd> on any page to see what was sent, what came back, and why each card stands where it stands.</li>
<li>Open <a href="/ssr">a page whose shelves are in its HTML</a>: they are there without a script, too.</li>
</ol>
</div>`,
  };
}

/** Two shelves that are there before any script, and without one. */
export function servedPage(): Page {
  return {
    title: 'Shelves in the page',
    description: 'Shelves that the shop’s own server wrote into its page.',
    canonical: '/ssr',
    kind: 'text',
    served: { page: { type: 'other' }, placements: ['trending', 'home'] },
    main: html`<header class="page-head"><h1>Shelves in the page</h1></header>
<div class="prose"><p>The shop’s own server asked the worker for these shelves and wrote them into the page, as Declarative Shadow DOM. They are there before any script, and without one. The script adopts them: it counts what is seen and clicked, and asks for nothing.</p></div>
${recommendations('trending')}
${recommendations('home')}`,
  };
}

export function privacyPage(): Page {
  return {
    title: 'Privacy',
    description: 'What is kept about your visit, and when.',
    canonical: '/privacy',
    kind: 'text',
    main: html`<header class="page-head"><h1>Privacy</h1></header>
<div class="prose">
<h2>Without your yes</h2>
<p>The shop keeps your basket in a cookie, and your answer in the consent bar in another. Shelves are chosen by the page you are on. What happens on a page is counted, without a number for you or your device; nothing is stored in your browser for it.</p>
<h2>With your yes</h2>
<p>Your browser keeps a random number for this device and what you looked at here. The shop’s worker keeps the same as your profile in this shop: what you looked at, put into the basket and bought. There are no third-party cookies, no fingerprint, and nothing is shared with another shop.</p>
<h2>Changing your mind</h2>
<p>The foot of every page says whether your visit is personalised and changes it at once. When you stop, what your browser kept is removed.</p>
</div>`,
  };
}

export function notFoundPage(path: string): Page {
  return {
    title: 'Not here',
    description: 'There is nothing at this address.',
    canonical: path,
    kind: 'text',
    unlisted: true,
    main: html`<header class="page-head"><h1>Not on this shelf</h1></header><div class="prose"><p>There is nothing at this address. <a href="/">Back to the shop</a>, or <a href="/search">search for it</a>.</p></div>`,
  };
}
