import { onEvent, quietly } from './report.ts';

/** Tells when a single-page shop shows another page. */
export function onNavigation(turned: () => void): void {
  if (window.navigation) {
    onEvent(navigation, 'currententrychange', turned);
    return;
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...change) => {
      original.apply(history, change);
      quietly(turned);
    };
  }
  onEvent(window, 'popstate', turned);
}

/** Once the page has had its turn. Safari has no idle callback. */
export function whenIdle(work: () => unknown): void {
  (window.requestIdleCallback ?? setTimeout)(() => quietly(work), { timeout: 500 } as never);
}
