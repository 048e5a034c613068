/** From the first line to the last click of a page: what happens in which order. Read this first. */
import { chunks } from './chunks.ts';
import { pause } from './pause.ts';
import { leave, openPage, openShelves, repeatPage, stay } from './record.ts';
import { fault, onEvent, quietly } from './report.ts';
import { script } from './script.ts';
import { retryNow } from './sender.ts';

declare global {
  interface Window {
    dataLayer: unknown[];
  }
}

export function startPage(): void {
  openPage();
  // A shop may push into it before anybody reads it.
  window.dataLayer ??= [];
  quietly(readPage);
  onEvent(document, 'visibilitychange', () => (document.hidden ? leave(false) : stay()));
  onEvent(window, 'pagehide', () => leave(true));
  // Browsers that keep no page would have loaded it anew [S38].
  onEvent(window, 'pageshow', ({ persisted }: PageTransitionEvent) => persisted && repeatPage());
  onEvent(window, 'online', retryNow);
}

/** In a task of its own. Where what reads the page does not come, there is a page all the same. */
async function readPage(): Promise<void> {
  await pause();
  try {
    await (await chunks.reader()).start(script);
  } catch (error) {
    fault(error);
    openShelves();
  }
}
