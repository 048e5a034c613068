/** HTML and style sheet of a shelf into its shadow root, without inline anything and without moving the page [S10] [S11]. */

import { pause } from './pause.ts';

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

/** Calls back after the browser's own layout and before it paints: nothing of ours makes it lay out twice. */
let resized: ResizeObserver | undefined;
/** How tall a shelf was before its new content. */
const heights = new WeakMap<Element, number>();

function keepHeight(entries: ResizeObserverEntry[]): void {
  for (const { target } of entries) {
    // Before anything is written: to change what is observed is an error that the page would hear.
    resized!.unobserve(target);
    const { height, top } = target.getBoundingClientRect();
    const before = heights.get(target);
    // What follows the shelf is in view, or above: the shelf keeps its height. Where no space was reserved there is
    // nothing to keep, and a shelf of no height would stay invisible.
    if (before && top < innerHeight && height !== before) {
      const { style } = target as HTMLElement;
      style.height = `${before}px`;
      style.overflow = 'auto';
    }
  }
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
  heights.set(host, host.getBoundingClientRect().height);
  resized ??= new ResizeObserver(keepHeight);
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(made.content);
  resized.observe(host);
  while (later[0]) {
    await pause();
    list!.append(...later.splice(0, cardsAtOnce));
    resized.observe(host);
  }
}

/** Below the view, a shelf may have the height that it needs, and none where it is empty. */
export function releaseHeight({ style, shadowRoot }: HTMLElement): void {
  style.height = style.overflow = '';
  style.display = shadowRoot?.firstChild === null ? 'none' : '';
}
