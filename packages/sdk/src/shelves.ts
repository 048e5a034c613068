/**
 * The shelves in the document, and what shows them: `chunk/shelf.ts`, which comes with a page's first. What happens to them
 * before, happens then, in its order. Where it does not come, the page is told, and it is tried again.
 */
import { chunks } from './chunks.ts';
import { fault, quietly } from './report.ts';
import { script } from './script.ts';
import { shelves } from './shelf-signals.ts';

/**
 * Shelves in the document, each with the request that it waits for or was filled by, so that an answer to an earlier one
 * is known as late. `true`: it came in the page's own HTML. Undefined: it was never asked for.
 */
export const connected = new Map<HTMLElement, unknown>();

type View = Awaited<ReturnType<typeof chunks.shelf>>;
let view: Promise<View> | undefined;

/** It is loaded once for a page. */
export function withView(work: (view: View) => void): void {
  view ??= loadView();
  quietly(async () => work(await view!));
}

async function loadView(): Promise<View> {
  for (let delayMs = 1_000; ; delayMs *= 2) {
    try {
      const loaded = await chunks.shelf();
      loaded.start(script, connected);
      return loaded;
    } catch (error) {
      fault(error);
      for (const [host] of connected) giveUp(host, error);
      // Another page and the shop's own wish end the wait.
      await new Promise((again) => {
        shelves._refresh = again;
        setTimeout(again, delayMs);
      });
    }
  }
}

/**
 * What the shop has for an empty shelf shows, in the space that is reserved; without that, the space is given back where nobody
 * sees it move.
 */
function giveUp(host: HTMLElement, detail: unknown): void {
  host.dispatchEvent(new CustomEvent('edgewise:error', { bubbles: true, composed: true, detail }));
  if (host.shadowRoot) return;
  if (host.querySelector('[slot=empty]')) {
    // Margins inside move nothing outside.
    host.style.contain = 'layout';
    for (const { slot, style } of host.children as HTMLCollectionOf<HTMLElement>) {
      style.display = slot === 'empty' ? 'block' : 'none';
    }
  } else if (host.getBoundingClientRect().top >= innerHeight) host.style.display = 'none';
}
