import { html } from '@edgewise/core/widgets/markup';
import type { Page } from './layout.ts';
import type { Visit } from './visit.ts';

export function accountPage({ customer }: Visit): Page {
  const enter = (name: string) =>
    html`<form method="post" action="/login"><button class="button" name="customer" value="${name}" data-testid="${`login-${name}`}">Log in as ${name}</button></form>`;
  return {
    title: customer ? 'Your account' : 'Log in',
    description: 'A pretend log-in.',
    canonical: '/account',
    kind: 'text',
    unlisted: true,
    main: html`<header class="page-head"><h1>${customer ? html`You are <b data-testid="customer">${customer}</b>` : 'Log in'}</h1></header>
<div class="prose">
<p>${
      customer
        ? 'Log in by the same name in another browser, and it shows at once what you looked at here.'
        : 'There is no password: this is a demonstration. The token is true: the shop’s server signs it, and the worker believes nothing else.'
    }</p>
${customer ? html`<form method="post" action="/logout"><button class="button" data-testid="logout">Log out</button></form>` : html`${enter('ann')}${enter('bob')}`}
</div>`,
  };
}
