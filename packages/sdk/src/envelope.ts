import { consent } from './consent.ts';
import { pageContext } from './page.ts';
import { settings } from './settings.ts';

/** What every request to the worker begins with. */
export function envelope() {
  return {
    v: 1 as const,
    site: settings.site,
    sent: Date.now(),
    consent: consent(),
    context: pageContext(),
  };
}
