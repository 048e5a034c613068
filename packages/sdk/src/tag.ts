/**
 * The script tag: settings from its attributes, then the commands that the page gave before it was there, then those it
 * gives from now on.
 */
import { setCart } from './cart-now.ts';
import { assignConsent } from './consent.ts';
import { changeConsent, startOver } from './consent-change.ts';
import { defineElement } from './element.ts';
import { startPage } from './lifecycle.ts';
import { statePage } from './page.ts';
import { capture } from './record.ts';
import { on, quietly } from './report.ts';
import { settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';

interface Stub {
  (...given: unknown[]): void;
  /** Calls that came before the script. */
  q?: unknown[][];
  /** The script is here already. */
  v?: 1;
}

const commands: Record<string, (...given: never[]) => unknown> = {
  event: capture,
  consent: changeConsent,
  page: statePage,
  reset: startOver,
  cart: setCart,
  on,
  refresh: () => shelves.refresh(),
};

function run([name, ...given]: unknown[]): void {
  const command = commands[name as string];
  if (command) quietly(() => command(...(given as never[])));
  else console.warn('edgewise: no command', name);
}

const isEvent = ([name]: unknown[]): boolean => name === 'event';

quietly(() => {
  const page = window as unknown as { edgewise?: Stub };
  const { q = [], v } = page.edgewise ?? {};
  // Twice on one page would count everything twice.
  if (v) return;
  const edgewise: Stub = (...given) => run(given);
  edgewise.v = 1;
  page.edgewise = edgewise;
  const script = document.currentScript as HTMLScriptElement;
  // The attributes are named like the settings.
  Object.assign(settings, { endpoint: new URL(script.src).origin }, script.dataset);
  if (settings.consent) assignConsent(settings.consent);
  // Consent and the like count for the page's view; what happened comes after it.
  q.filter((given) => !isEvent(given)).map(run);
  startPage();
  defineElement();
  q.filter(isEvent).map(run);
});
