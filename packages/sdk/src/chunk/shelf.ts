/**
 * What a shelf shows, its impression and its clicks [S12], and the moment when its height may change unseen [S11]. Comes
 * beside the first answer to a page's shelves: a page without any does not carry it.
 */
import type { Script } from '../script.ts';
import { releaseHeight } from './render.ts';

export { keepHeights, render } from './render.ts';

let script: Script;
/** An element that left the document is in view no more. */
let inDocument: Set<HTMLElement>;

/** What is remembered of an element, on it. */
export interface Watched extends HTMLElement {
  _timer?: ReturnType<typeof setTimeout>;
  /** The impression of what it shows is recorded. */
  _exposed?: boolean;
}

let observer: IntersectionObserver | undefined;

function tell(name: string, host: Element, only?: EventTarget): void {
  const cards = [...host.shadowRoot!.querySelectorAll<HTMLElement>('a[data-item]')];
  const items = cards.map((card, index) => ({ item_id: card.dataset.item!, index }));
  script._record(name, {
    item_list_id: host.getAttribute('placement')!,
    items: items.filter(({ index }) => !only || cards[index] === only),
  });
}

function expose(host: Watched): void {
  if (host._exposed || document.hidden || !inDocument.has(host) || !host.shadowRoot?.firstChild) return;
  host._exposed = true;
  tell('view_item_list', host);
}

/** The usual meaning of "viewable": half of it, or of the screen that it fills, for one second. */
function look(entries: IntersectionObserverEntry[]): void {
  const lastingMs = 1000;
  const view = innerHeight;
  for (const { target, boundingClientRect } of entries) {
    const host = target as Watched;
    const { top, bottom, height } = boundingClientRect;
    clearTimeout(host._timer);
    if (!inDocument.has(host)) continue;
    if (Math.min(bottom, view) - Math.max(top, 0) >= Math.min(height, view) / 2) {
      host._timer = setTimeout(() => script._quietly(() => expose(host)), lastingMs);
    } else if (top >= view) releaseHeight(host);
  }
}

/** The shelf has other content than before. */
export function watch(host: Watched): void {
  unwatch(host);
  observer ??= new IntersectionObserver(look, { threshold: [0, 0.2, 0.5] });
  observer.observe(host);
}

function unwatch(host: Watched): void {
  clearTimeout(host._timer);
  host._exposed = false;
  observer?.unobserve(host);
}

/** Once. Clicks are seen before anybody's handler can stop them, and before the page goes. */
export function start(by: Script, connected: Set<HTMLElement>): void {
  script = by;
  inDocument = connected;
  addEventListener('resize', () => connected.forEach(releaseHeight));
  by._onEvent(document, 'click', (event) => {
    const path = event.composedPath() as HTMLElement[];
    const host = path.find((node) => connected.has(node));
    const card = path.find(({ dataset }) => dataset?.item);
    if (host && card) tell('select_item', host, card);
  });
}
