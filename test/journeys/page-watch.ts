/** What a page must never show: policy violations, scripts that ran, shifts. Gathered from before its first byte. */
import type { BrowserContext, Page } from 'playwright-core';

export interface Watched {
  /** Content-security and Trusted Types violations, as `directive: blocked`. */
  violations: string[];
  /** Sum of layout-shift scores whose sources are shelves. */
  shelfShift: number;
  /** Sum of all layout-shift scores. */
  shift: number;
  /** Longest stretch of our script on the main thread, ms, by Long Animation Frames. */
  longestOwnTask: number;
  /** Set by planted attacks that ran. */
  attacked: unknown;
}

declare global {
  interface Window {
    watched: Watched;
    attacked?: unknown;
  }
}

export async function watchPages(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched: Watched = { violations: [], shelfShift: 0, shift: 0, longestOwnTask: 0, attacked: undefined };
    window.watched = watched;
    document.addEventListener('securitypolicyviolation', (event) => {
      watched.violations.push(`${event.violatedDirective}: ${event.blockedURI || event.sample}`);
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; sources: { node: Node | null }[] }[]) {
        watched.shift += entry.value;
        const ofShelf = entry.sources.some(({ node }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          const root = element?.getRootNode();
          return (
            element?.closest('edgewise-recs') || (root instanceof ShadowRoot && root.host.localName === 'edgewise-recs')
          );
        });
        if (ofShelf) watched.shelfShift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { scripts: { sourceURL: string; duration: number }[] }[]) {
        for (const script of entry.scripts) {
          if (/\/ew[^/]*\.js/.test(script.sourceURL))
            watched.longestOwnTask = Math.max(watched.longestOwnTask, script.duration);
        }
      }
    }).observe({ type: 'long-animation-frame', buffered: true });
  });
}

export async function readWatch(page: Page): Promise<Watched> {
  return page.evaluate(() => ({ ...window.watched, attacked: window.attacked }));
}

/** Item ids on a shelf, in order, once it has any. */
export async function shelfItems(page: Page, placement: string, wait = true): Promise<string[]> {
  const cards = page.locator(`edgewise-recs[placement="${placement}"] a[data-item]`);
  if (wait) await cards.first().waitFor({ state: 'attached', timeout: 20_000 });
  return cards.evaluateAll((links) => links.map((link) => link.getAttribute('data-item') ?? ''));
}
