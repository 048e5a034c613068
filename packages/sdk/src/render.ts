/** HTML and style sheet of a shelf into its shadow root, without inline anything and without moving the page [S10] [S11]. */

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

export function render(host: HTMLElement, html: string, css: string): void {
  policy ??=
    (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('edgewise', rules) ?? rules;
  sheet ??= new CSSStyleSheet();
  if (css !== sheetText) sheet.replaceSync(css);
  sheetText = css;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const { height, top } = host.getBoundingClientRect();
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = policy.createHTML(html);
  // What follows the shelf is in view, or above: the shelf keeps its height. Where no space was reserved there is
  // nothing to keep, and a shelf of no height would stay invisible.
  if (height && top < innerHeight && host.getBoundingClientRect().height !== height) {
    host.style.height = `${height}px`;
    host.style.overflow = 'auto';
  }
}

/** Below the view, a shelf may have the height that it needs, and none where it is empty. */
export function releaseHeight({ style, shadowRoot }: HTMLElement): void {
  style.height = style.overflow = '';
  style.display = shadowRoot?.firstChild === null ? 'none' : '';
}
