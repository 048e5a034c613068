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
  // Space that was given back while nobody saw it comes again where nobody sees it.
  const hidden = hosts.filter(({ style }) => style.display === 'none');
  for (const { style } of hidden) style.display = '';
  const boxes = hosts.map((host) => host.getBoundingClientRect());
  boxes.forEach(({ height, top }, at) => {
    const host = hosts[at]!;
    if (!height || top >= view) return;
    host.style.boxSizing = 'border-box';
    host.style.height = hidden.includes(host) ? '0px' : `${height}px`;
    host.style.overflow = 'auto';
  });
}

/** The shadow root, with the style sheet of all shelves. */
export function rootOf(host: HTMLElement, css: string): ShadowRoot {
  sheet ??= new CSSStyleSheet();
  // The page hides what is to be shown when there is nothing else.
  if (css !== sheetText) sheet.replaceSync(`${css}::slotted([slot=empty]){display:block!important}`);
  sheetText = css;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  return root;
}

export async function render(host: HTMLElement, html: string, css: string): Promise<void> {
  // As many as a slow phone inserts at once.
  const cardsAtOnce = 12;
  policy ??=
    (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('edgewise', rules) ?? rules;
  const made = document.createElement('template');
  made.innerHTML = policy.createHTML(html);
  if (!html && host.querySelector('[slot=empty]')) {
    const slot = document.createElement('slot');
    slot.name = 'empty';
    made.content.append(slot);
  }
  const list = made.content.querySelector('ul');
  const later = [...(list?.children ?? [])].slice(cardsAtOnce);
  for (const card of later) card.remove();
  rootOf(host, css).replaceChildren(made.content);
  // What was hidden beside it when shelves did not come at first (`shelves.ts`).
  if (host.querySelector('[slot=empty][style*="display: block"]')) {
    for (const { style } of host.children as HTMLCollectionOf<HTMLElement>) style.display = '';
  }
  while (later[0]) {
    await pause();
    list!.append(...later.splice(0, cardsAtOnce));
  }
}

/** Below the view, or in a window of another size, a shelf may have the height that it needs, and none where it is empty. */
export function releaseHeight(host: HTMLElement & { _arms?: string | undefined }): void {
  const { style, shadowRoot, _arms: arms } = host;
  const isGone = shadowRoot?.firstChild === null && host.getAttribute('empty') !== 'keep';
  style.height = style.overflow = '';
  // Where an arm of an experiment is empty, its place is still looked for, and takes none.
  style.minHeight = isGone && arms ? '0' : '';
  style.display = isGone && !arms ? 'none' : '';
}
