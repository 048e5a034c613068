import { startConsent } from './consent-change.ts';
import { startPage } from './lifecycle.ts';
import { quietly } from './report.ts';
import { type Settings, settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';
import { situation } from './shopper.ts';

let started = false;

/** Starts capture and sending, once. Harmless on a server. */
export function init(options: Settings): void {
  if (typeof document === 'undefined' || started) return;
  started = true;
  quietly(() => {
    Object.assign(settings, options);
    shelves._situation = situation;
    startConsent(settings.consent);
    startPage();
  });
}
