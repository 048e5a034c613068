/** The shelves in the document, and which of them wait to be asked for. What asks is `chunk/ask.ts`. */
import { chunks } from './chunks.ts';
import { quietly } from './report.ts';
import { script } from './script.ts';
import { shelves } from './shelf-signals.ts';

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

/** What asks for them, and shows them, is there by now, or soon: it is loaded beside what reads the page. */
export function askForWaiting(): void {
  if (shelves._ready && waiting.size) quietly(async () => (await shelfView()).askForAll(waiting));
}
