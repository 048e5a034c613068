/** Every shelf of a page in one request, and its answer in their places. */
import type { WidgetsAnswer, WidgetsRequest } from '@edgewise/protocol/events';
import { envelope } from './batch.ts';
import { chunks } from './chunks.ts';
import { permitsVisit } from './consent.ts';
import { device, readOutbox, settle } from './outbox.ts';
import { wirePage } from './page.ts';
import { pause } from './pause.ts';
import { fault, report } from './report.ts';
import { post } from './request.ts';
import { script } from './script.ts';
import { interactions, latest } from './seen.ts';
import { stop } from './sender.ts';
import { settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';
import { visitId } from './visit.ts';

/** Shelves in the document. */
export const connected = new Set<HTMLElement>();
const waiting = new Set<HTMLElement>();

type View = Awaited<ReturnType<typeof chunks.shelf>>;
let view: Promise<View> | undefined;

async function loadView(): Promise<View> {
  const loaded = await chunks.shelf();
  loaded.start(script, connected);
  return loaded;
}

/** What shows shelves, once for a page. */
export const shelfView = (): Promise<View> => (view ??= loadView());
/** Counts pages and refreshes: an answer to an earlier one is late. */
let turn = 0;

const stated = (host: HTMLElement, name: string): string | null => host.getAttribute(name);

function tell(host: HTMLElement, what: string, detail: unknown): void {
  host.dispatchEvent(new CustomEvent(`edgewise:${what}`, { bubbles: true, detail }));
}

export function leave(host: HTMLElement): void {
  connected.delete(host);
  waiting.delete(host);
}

export function ask(host: HTMLElement): void {
  // A moment gathers what a framework adds one by one.
  if (!waiting.size) setTimeout(askForWaiting, 16);
  waiting.add(host);
}

export function askForAll(): void {
  turn++;
  connected.forEach(ask);
}

export function askForWaiting(): void {
  // What the worker takes in one request.
  const maxPlacements = 16;
  if (!shelves._ready) return;
  for (const first of waiting) {
    const together = [...waiting]
      .filter((host) => stated(host, 'item') === stated(first, 'item'))
      .slice(0, maxPlacements);
    for (const host of together) waiting.delete(host);
    request(together);
  }
}

async function shopper() {
  if (!permitsVisit()) return { seen: [] };
  const events = await readOutbox();
  const { d, r, c, s } = device;
  return {
    // The capsule holds what is acknowledged.
    seen: c && events ? latest(events.flatMap(interactions)) : s,
    visit: visitId(),
    // Each undefined below tier `person`.
    device: d,
    route: r,
    capsule: c,
  };
}

async function request(hosts: HTMLElement[]): Promise<void> {
  const timeoutMs = 4_000;
  const asked = turn;
  const item = stated(hosts[0]!, 'item');
  try {
    const body = {
      ...envelope(),
      page: { ...wirePage(), ...(item && { item_id: item }) },
      placements: hosts.map((host) => ({
        id: stated(host, 'placement'),
        count: Number(stated(host, 'count')) || undefined,
      })),
      cart: settings.cart,
      market: settings.market,
      ...(await shopper()),
    } as WidgetsRequest;
    // Beside each other: the second one is small, and there already on the next page.
    const [[answer], { keepHeights, render, watch }] = await Promise.all([
      post<WidgetsAnswer>('/v1/widgets', body, timeoutMs),
      shelfView(),
    ]);
    report({ type: 'widgets', request: body, answer });
    if (answer.off) stop();
    if (body.device) settle(body, answer).catch(fault);
    if (asked === turn) keepHeights(hosts);
    for (const host of hosts) {
      // One shelf a task: parsing a dozen cards takes a slow phone as long as a task may be.
      await pause();
      if (asked !== turn) return;
      const shelf = answer.shelves.find(({ placement }) => placement === stated(host, 'placement'))!;
      await render(host, shelf.html, answer.css);
      watch(host);
      tell(host, shelf.html ? 'load' : 'empty', shelf);
    }
  } catch (error) {
    fault(error);
    if (asked === turn) for (const host of hosts) tell(host, 'error', error);
  }
}
