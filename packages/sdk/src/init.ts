import { assignConsent } from './consent.ts';
import { hasStarted, startPage } from './lifecycle.ts';
import { quietly } from './report.ts';
import { type Settings, settings } from './settings.ts';

/** Starts capture and sending, once. Harmless on a server. */
export function init(options: Settings): void {
  if (typeof document === 'undefined' || hasStarted()) return;
  quietly(() => {
    Object.assign(settings, options);
    if (options.consent) assignConsent(options.consent);
    startPage();
  });
}
