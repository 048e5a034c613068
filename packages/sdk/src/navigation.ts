import { chunks } from './chunks.ts';
import { onEvent, quietly } from './report.ts';

/** Tells when a single-page shop shows another page. */
export async function onNavigation(turned: () => void): Promise<void> {
  if (window.navigation) onEvent(navigation, 'currententrychange', turned);
  else (await chunks.history()).watchHistory(() => quietly(turned));
}

/** Once the page has had its turn. Safari has no idle callback. */
export function whenIdle(work: () => unknown): void {
  (window.requestIdleCallback ?? setTimeout)(() => quietly(work), { timeout: 500 } as never);
}
