/** What the SDK says about itself, and the guard that keeps its faults out of the shop's page [S1]. */
import type { CollectAnswer, WidgetsAnswer, WidgetsRequest, WireEvent } from '@edgewise/protocol/events';

/** What a debug listener is told. */
export type Report =
  | { type: 'event'; event: Omit<WireEvent, 'n'> }
  /** `body` is a WireBatch or a WidgetsRequest, by its path. */
  | { type: 'send'; path: string; body: object; beacon?: boolean | 1 }
  | { type: 'answer'; path: string; status: number; answer: CollectAnswer | undefined }
  | { type: 'widgets'; request: WidgetsRequest; answer: WidgetsAnswer }
  | { type: 'cart' }
  | { type: 'error'; error: unknown };

export type Listener = (report: Report) => void;

const listeners: Listener[] = [];

/** Calls `listener` with each request, answer, event and fault: for debugging, and for a shop's own panel. */
export function on(listener: Listener): void {
  listeners.push(listener);
}

export function report(what: Report): void {
  for (const listener of listeners) {
    try {
      listener(what);
    } catch {
      // A listener is the page's own code: its faults are not ours to spread.
    }
  }
}

export function fault(error: unknown): void {
  report({ type: 'error', error });
}

/** Runs work that the page must never feel: what it throws, now or later, becomes a report. */
export async function quietly(work: () => unknown): Promise<void> {
  try {
    // What a page does before somebody sees it, if ever, is nobody's doing [S37].
    if ((document as Document & { prerendering?: boolean }).prerendering)
      await new Promise((shown) => document.addEventListener('prerenderingchange', shown));
    await work();
  } catch (error) {
    fault(error);
  }
}

export function onEvent<E extends Event>(target: EventTarget, type: string, work: (event: E) => unknown): void {
  target.addEventListener(type, (event) => quietly(() => work(event as E)), true);
}
