/**
 * What a shelf shows and when: near the view, from the device, from the worker; its impression and its clicks [S12]; and
 * the moment when its height may change unseen [S11]. Comes with a page's first shelf: a page without any does not carry
 * it.
 */
import type { WidgetsAnswer, WireParams } from '@edgewise/protocol/events';
import { pause } from '../pause.ts';
import type { Script } from '../script.ts';
import { askFor } from './ask.ts';
import { keepHeights, releaseHeight, render } from './render.ts';
import { ask, change, connected, script, startWaiting } from './waiting.ts';

export { ask } from './waiting.ts';

/** What is remembered of an element, on it. */
interface Watched extends HTMLElement {
  _timer?: ReturnType<typeof setTimeout>;
  /** The impression of what it shows is recorded. */
  _exposed?: boolean;
  /** It shows what the device has. */
  _isEarly?: boolean;
  /** The attributes of what it shows. */
  _about?: string;
  /** Arms that made a shelf which shows nothing, or nothing yet: its place in view is their exposure. */
  _arms?: string | undefined;
}

/** What a shelf is asked for by. */
const ATTRIBUTES = ['placement', 'item', 'count', 'locale'];

const about = (host: Element): string => ATTRIBUTES.map((name) => host.getAttribute(name)).join();

/** Frameworks set what is set already. */
const attributes = new MutationObserver((changes) => {
  for (const { target, attributeName, oldValue } of changes) {
    if ((target as HTMLElement).getAttribute(attributeName!) !== oldValue) change(target as HTMLElement);
  }
});

/** Placements that the device can fill by itself. */
const HISTORY = /^(recently-viewed|continue)$/;

const placementOf = (host: Element): string => host.getAttribute('placement') ?? '';
const isHistory = (host: Element): boolean => HISTORY.test(placementOf(host));

/** The device's own shelves: a site that has none does not load them. */
const recent = () => import('./recent.ts');

function dispatch(host: HTMLElement, what: string, detail: unknown): void {
  host.dispatchEvent(new CustomEvent(`edgewise:${what}`, { bubbles: true, composed: true, detail }));
}

const cardsOf = (host: Element): HTMLAnchorElement[] => [
  ...host.shadowRoot!.querySelectorAll<HTMLAnchorElement>('a[data-item]'),
];

/**
 * @param only the one card that it is about; all where missing
 * @param beside an item that the page hears of with them, and nobody counts: the page's own
 */
function tell(name: string, what: string, host: Watched, only?: EventTarget, beside?: string): void {
  const cards = cardsOf(host);
  const params: WireParams = {
    item_list_id: placementOf(host),
    items: cards
      .map((card, index) => ({ item_id: card.dataset.item!, index }))
      .filter(({ index }) => !only || cards[index] === only),
  };
  // Which arms of experiments made this shelf: its impression is their exposure.
  const arms = host._arms ?? host.shadowRoot?.querySelector<HTMLElement>('[data-arms]')?.dataset.arms;
  if (arms) params.edgewise_arms = arms;
  script._record(name, params);
  const items = [...(beside ? [{ item_id: beside }] : []), ...(params.items ?? [])];
  dispatch(host, what, { placement: placementOf(host), items, url: (only as HTMLAnchorElement)?.href });
}

/**
 * Whoever looks at a draft by a preview link goes on looking at it on the next page of the shop. The worker reads the link's
 * token from the page's address; nothing is stored.
 */
function carryPreview(path: HTMLElement[]): void {
  const token = new URLSearchParams(location.search).get('edgewise_preview');
  const link = path.find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && !!node.href);
  if (!token || !link || link.origin !== location.origin) return;
  const url = new URL(link.href);
  url.searchParams.set('edgewise_preview', token);
  link.href = url.href;
}

function expose(host: Watched): void {
  if (host._exposed || document.hidden || !connected.has(host) || !cardsOf(host)[0]) return;
  host._exposed = true;
  tell('view_item_list', 'view', host);
}

let observer: IntersectionObserver | undefined;

/** The usual meaning of "viewable": half of it, or of the screen that it fills, for one second. */
function look(entries: IntersectionObserverEntry[]): void {
  const lastingMs = 1000;
  const view = innerHeight;
  for (const { target, boundingClientRect } of entries) {
    const host = target as Watched;
    const { top, bottom, height } = boundingClientRect;
    clearTimeout(host._timer);
    if (!connected.has(host)) continue;
    // One that has no height yet shows nothing.
    if (height && Math.min(bottom, view) - Math.max(top, 0) >= Math.min(height, view) / 2) {
      host._timer = setTimeout(() => script._quietly(() => expose(host)), lastingMs);
    } else if (top >= view) releaseHeight(host);
  }
}

/** The shelf has other content than before. */
function watch(host: Watched): void {
  unwatch(host);
  host._about = about(host);
  observer ??= new IntersectionObserver(look, { threshold: [0, 0.2, 0.5] });
  observer.observe(host);
  const root = host.shadowRoot!;
  if (!root.querySelector('[data-ends]')) return;
  script._quietly(async () =>
    // An offer that is over leaves its place empty: nothing below it moves.
    (await import('./countdown.ts')).countDown(host, () => root.replaceChildren(), !!root.adoptedStyleSheets[0]),
  );
}

function unwatch(host: Watched): void {
  clearTimeout(host._timer);
  host._exposed = false;
  observer?.unobserve(host);
  near?.unobserve(host);
}

let near: IntersectionObserver | undefined;

/** Lazy ones that come near in one frame are asked for in one request. */
function whenNear(host: HTMLElement): void {
  near ??= new IntersectionObserver(
    (entries) =>
      entries.forEach(({ isIntersecting, target }) => {
        if (!isIntersecting) return;
        near!.unobserve(target);
        ask(target as HTMLElement);
        showEarly(target as HTMLElement);
      }),
    // One screen ahead.
    { rootMargin: '100% 0px' },
  );
  near.observe(host);
}

function showEarly(host: Watched): void {
  if (isHistory(host)) {
    script._quietly(async () => {
      const shelf = await (await recent()).showEarly(host, script);
      if (!shelf) return;
      host._isEarly = true;
      watch(host);
      dispatch(host, 'load', shelf);
    });
  }
}

/**
 * The element is in the document: new, moved, or with a shelf that a server wrote into it.
 * @param asItCame its attributes then
 */
export function enter(host: Watched, asItCame: Element): void {
  if (!connected.has(host)) return;
  attributes.observe(host, { attributeFilter: ATTRIBUTES, attributeOldValue: true });
  const root = host.shadowRoot;
  // Ours have an adopted style sheet; one that a server wrote brings a style element.
  const isOurs = !!root?.adoptedStyleSheets[0];
  if (root?.firstChild) {
    connected.set(host, connected.get(host) ?? !isOurs);
    // Attributes may have changed while it was out of the document, and before this part was there.
    if ((host._about ?? about(asItCame)) === about(host)) watch(host);
    else ask(host);
  } else if (host.getAttribute('loading') === 'lazy') whenNear(host);
  else {
    ask(host);
    showEarly(host);
  }
}

/** @param isMine whether an element still waits for this answer */
async function show(
  hosts: Watched[],
  { shelves, css }: WidgetsAnswer,
  isMine: (host: HTMLElement) => boolean,
): Promise<void> {
  keepHeights(hosts.filter(isMine));
  for (const [at, host] of hosts.entries()) {
    // One shelf a task: parsing a dozen cards takes a slow phone as long as a task may be.
    await pause();
    if (!isMine(host)) continue;
    const shelf = shelves[at]!;
    host._arms = shelf.html && !shelf.moment ? undefined : shelf.arms;
    if (host._arms) script._quietly(async () => (await import('./spot.ts')).watchSpot(host, script));
    const place = async () => {
      await render(host, shelf.html, css);
      watch(host);
      dispatch(host, shelf.html ? 'load' : 'empty', shelf);
    };
    // The plan has no such placement: what the device shows is all there is.
    if (host._isEarly && !shelf.title && shelf.fallback < 0) continue;
    host._isEarly = false;
    if (shelf.html && shelf.moment) {
      const { moment } = shelf;
      script._quietly(async () => {
        await (await import('./moment.ts')).whenDue(moment, script);
        if (!isMine(host)) return;
        keepHeights([host]);
        await place();
      });
    } else await place();
  }
  script._quietly(() => remember(hosts.filter(isHistory), css));
}

/** Cards for the device's own shelves: on pages that have one, and on others of a site that has. */
async function remember(hosts: HTMLElement[], css: string): Promise<void> {
  if (hosts[0] || script._device().k) await (await recent()).remember(hosts, css, script);
}

/** Once. Clicks are seen before anybody's handler can stop them, and before the page goes. */
export function start(by: Script, inDocument: typeof connected): void {
  startWaiting(by, inDocument, (waiting) => askFor(waiting, inDocument, by, show));
  addEventListener('resize', () => [...connected.keys()].forEach(releaseHeight));
  by._onEvent(document, 'click', (event) => {
    const path = event.composedPath() as HTMLElement[];
    const host = path.find((node) => connected.has(node));
    const card = path.find(({ dataset }) => dataset?.item);
    if (host && card) tell('select_item', 'click', host, card);
    const button = path.find(({ dataset }) => dataset?.buy !== undefined);
    if (host?.hasAttribute('buy') && button) tell('select_item', 'buy', host, undefined, button.dataset.buy);
    carryPreview(path);
  });
  by._on((what) => {
    if (what.type !== 'cart' && !(what.type === 'event' && /_(to|from)_cart$|^purchase$/.test(what.event.name))) return;
    for (const host of connected.keys()) if (host.hasAttribute('refresh-on-cart')) change(host);
  });
}
