/** Tells when a single-page shop shows another page. */
import { onEvent, quietly } from './report.ts';

export function onNavigation(turned: () => void): void {
  if (window.navigation) {
    onEvent(window.navigation, 'currententrychange', turned);
    return;
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args: Parameters<History['pushState']>) {
      original.apply(this, args);
      quietly(turned);
    };
  }
  onEvent(window, 'popstate', turned);
}

/** Once the page has had its turn. */
export function whenIdle(work: () => unknown): void {
  const quiet = () => quietly(work);
  // Safari has no idle callback.
  if ('requestIdleCallback' in window) requestIdleCallback(quiet, { timeout: 1000 });
  else setTimeout(quiet, 200);
}

export function whenParsed(work: () => unknown): void {
  if (document.readyState === 'loading') onEvent(document, 'DOMContentLoaded', work);
  else quietly(work);
}
