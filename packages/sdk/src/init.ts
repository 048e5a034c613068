import { startConsent } from './consent-change.ts';
import { startPage } from './lifecycle.ts';
import { turnPage } from './page.ts';
import { quietly } from './report.ts';
import { script } from './script.ts';
import { type Settings, settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';

let started = false;

/** Starts capture and sending, once. Harmless on a server. */
export function init(options: Settings): void {
  if (typeof document === 'undefined' || started) return;
  started = true;
  quietly(() => {
    Object.assign(settings, options);
    shelves._situation = async () => (await import('./chunk/situation.ts')).situation(script);
    startConsent(settings.consent);
    turnPage();
    startPage();
  });
}
