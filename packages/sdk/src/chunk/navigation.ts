import type { Script } from '../script.ts';

/** Tells when a single-page shop shows another page. */
export async function onNavigation(script: Script, turned: () => void): Promise<void> {
  if (window.navigation) script._onEvent(navigation, 'currententrychange', turned);
  else (await import('./history.ts')).watchHistory(() => script._quietly(turned));
  // It may have, while this was on its way.
  turned();
}

/** Once the page has had its turn. Safari has no idle callback. */
export function whenIdle(work: () => unknown): void {
  (window.requestIdleCallback ?? setTimeout)(() => work(), { timeout: 500 } as never);
}
