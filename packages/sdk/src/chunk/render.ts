/** HTML and style sheet of a shelf into its shadow root, without inline anything and without moving the page [S10] [S11]. */

import { pause } from '../pause.ts';

interface Policy {
  createHTML(html: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

/** The worker escapes every value; pages allow what it made by the policy's name. */
const rules: Policy = { createHTML: (made) => made };

let policy: Policy | undefined;
let sheet: CSSStyleSheet | undefined;
let sheetText: string;

/**
 * What follows a shelf that is in view, or above, must not move: the shelf keeps its height, whatever comes into it.
 * Where no space was reserved there is nothing to keep, and a shelf of no height would stay invisible. All are measured
 * before anything is written, so that the browser lays out once.
 */
export function keepHeights(hosts: HTMLElement[]): void {
  const view = innerHeight;
  const boxes = hosts.map((host) => host.getBoundingClientRect());
  boxes.forEach(({ height, top }, at) => {
    const { style } = hosts[at]!;
    if (!height || top >= view) return;
    style.boxSizing = 'border-box';
    style.height = `${height}px`;
    style.overflow = 'auto';
  });
}

export async function render(host: HTMLElement, html: string, css: string): Promise<void> {
  // As many as a slow phone inserts at once.
  const cardsAtOnce = 12;
  policy ??=
    (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('edgewise', rules) ?? rules;
  sheet ??= new CSSStyleSheet();
  if (css !== sheetText) sheet.replaceSync(css);
  sheetText = css;
  const made = document.createElement('template');
  made.innerHTML = policy.createHTML(html);
  const list = made.content.querySelector('ul');
  const later = [...(list?.children ?? [])].slice(cardsAtOnce);
  for (const card of later) card.remove();
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(made.content);
  while (later[0]) {
    await pause();
    list!.append(...later.splice(0, cardsAtOnce));
  }
}

/** Below the view, or in a window of another size, a shelf may have the height that it needs, and none where it is empty. */
export function releaseHeight({ style, shadowRoot }: HTMLElement): void {
  style.height = style.overflow = '';
  style.display = shadowRoot?.firstChild === null ? 'none' : '';
}
