/** Every shelf of a page in one request, and its answer in their places. */
import type { WidgetsAnswer, WidgetsRequest } from '@edgewise/protocol/events';
import { chunks } from './chunks.ts';
import { settle } from './outbox.ts';
import { fault, report } from './report.ts';
import { post } from './request.ts';
import { script } from './script.ts';
import { stop } from './sender.ts';
import { shelves } from './shelf-signals.ts';
import { situation } from './shopper.ts';

/**
 * Shelves in the document, each with the request that it waits for or was filled by, so that an answer to an earlier one
 * is known as late. `true`: it came in the page's own HTML.
 */
export const connected = new Map<HTMLElement, unknown>();
const waiting = new Set<HTMLElement>();

type View = Awaited<ReturnType<typeof chunks.shelf>>;
let view: Promise<View> | undefined;

async function loadView(): Promise<View> {
  const loaded = await chunks.shelf();
  loaded.start(script, connected, ask);
  return loaded;
}

/** What shows shelves, once for a page. */
export const shelfView = (): Promise<View> => (view ??= loadView());

export const stated = (host: HTMLElement, name: string): string | null => host.getAttribute(name);

export function leave(host: HTMLElement): void {
  connected.delete(host);
  waiting.delete(host);
}

export function ask(host: HTMLElement): void {
  // A moment gathers what a framework adds one by one.
  if (!waiting.size) setTimeout(askForWaiting, 16);
  waiting.add(host);
  connected.set(host, 0);
}

/** @param isRise the tier rose: what came in the page's HTML may stay */
export function askForAll(isRise?: boolean): void {
  for (const [host, from] of connected) if (!isRise || from !== true) ask(host);
}

/** Those that one request can ask for together. */
const about = (host: HTMLElement) => ['item', 'locale'].map((name) => stated(host, name));

export function askForWaiting(): void {
  // What the worker takes in one request.
  const maxPlacements = 16;
  if (!shelves._ready) return;
  for (const first of waiting) {
    const together = [...waiting].filter((host) => `${about(host)}` === `${about(first)}`).slice(0, maxPlacements);
    for (const host of together) waiting.delete(host);
    request(together);
  }
}

async function request(hosts: HTMLElement[]): Promise<void> {
  const timeoutMs = 4_000;
  const mine = {};
  for (const host of hosts) connected.set(host, mine);
  const isMine = (host: HTMLElement) => connected.get(host) === mine;
  const [item, locale] = about(hosts[0]!);
  try {
    const body: WidgetsRequest = {
      ...(await situation()),
      placements: hosts.map((host) => ({
        // One that is missing or misspelt must not cost the others their answer.
        id: `${stated(host, 'placement')}`.replace(/[^\w.-]/g, '_'),
        count: Number(stated(host, 'count')) || (undefined as never),
      })),
    };
    if (item) body.page.item_id = item;
    if (locale) body.context.language = locale;
    // Beside each other: the second one is small, and there already on the next page.
    const [[answer], { show }] = await Promise.all([post<WidgetsAnswer>('/v1/widgets', body, timeoutMs), shelfView()]);
    report({ type: 'widgets', request: body, answer });
    if (answer.off) stop();
    if (body.device) settle(body, answer).catch(fault);
    await show(hosts, answer, isMine);
  } catch (error) {
    fault(error);
    for (const host of hosts.filter(isMine)) {
      host.dispatchEvent(new CustomEvent('edgewise:error', { bubbles: true, composed: true, detail: error }));
    }
  }
}
