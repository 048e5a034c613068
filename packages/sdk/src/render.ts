/** HTML and style sheet of a shelf into its shadow root, without inline anything and without moving the page [S10] [S11]. */

interface Policy {
  createHTML(html: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | undefined;
const sheets = new Map<string, CSSStyleSheet>();

/** The only way in. The HTML is the worker's, which escapes every value; pages can allow it by the policy's name. */
function trusted(html: string): string {
  policy ??= (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('edgewise', {
    createHTML: (made) => made,
  });
  return policy ? policy.createHTML(html) : html;
}

function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}

export function render(host: HTMLElement, html: string, css: string): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const content = trusted(html);
  root.adoptedStyleSheets = [sheetOf(css)];
  root.innerHTML = content;
}

/** Runs a change of `host`, which keeps its height where what follows it is in view or above. */
export function holdingHeight(host: HTMLElement, change: () => void): void {
  const { height, top } = host.getBoundingClientRect();
  change();
  // Without reserved space there is nothing to hold: a shelf of no height would stay invisible.
  if (height && top < innerHeight && host.offsetHeight !== Math.round(height)) {
    host.style.height = `${height}px`;
    host.style.overflow = 'auto';
  }
}

/** Below the view, a shelf may have the height that it needs, and none where it is empty. */
export function releaseHeight(host: HTMLElement, empty: boolean): void {
  host.style.height = empty ? '0' : '';
  host.style.minHeight = empty ? '0' : '';
  host.style.overflow = empty ? 'hidden' : '';
}
