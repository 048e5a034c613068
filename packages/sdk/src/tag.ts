/**
 * The script tag: settings from its attributes, then the commands that the page gave before it was there, then those it
 * gives from now on.
 */
import { setCart } from './cart.ts';
import { chunks } from './chunks.ts';
import { changeConsent, startConsent, startOver } from './consent-change.ts';
import { takeName } from './element.ts';
import { identifyAs } from './identity.ts';
import { startPage } from './lifecycle.ts';
import { statePage, turnPage } from './page.ts';
import { capture } from './record.ts';
import { on, quietly } from './report.ts';
import { script } from './script.ts';
import { settings } from './settings.ts';

// The script element's own, as the build states them for the address of the parts, too (`scripts/build-sdk.mjs`).
declare const tagSource: string;
declare const tagSettings: DOMStringMap;

interface Stub {
  (name: string, ...given: never[]): void;
  /** Calls that came before the script. */
  q?: [string, ...never[]][];
  /** The script is here already. */
  v?: 1;
}

const commands: Record<string, (...given: never[]) => unknown> = {
  event: capture,
  consent: changeConsent,
  page: statePage,
  reset: startOver,
  identify: identifyAs,
  cart: setCart,
  on,
};

quietly(() => {
  const page = window as unknown as { edgewise?: Stub };
  const { q = [], v } = page.edgewise ?? {};
  // Twice on one page would count everything twice.
  if (v) return;
  const edgewise: Stub = (name, ...given) => {
    const command = commands[name];
    quietly(async () => (command ? command(...given) : (await chunks.commands()).run(script, name, given)));
  };
  edgewise.v = 1;
  page.edgewise = edgewise;
  // The attributes are named like the settings.
  Object.assign(settings, { endpoint: new URL(tagSource).origin }, tagSettings);
  startConsent(settings.consent);
  // Before the page's own view, so that consent counts for it; an event opens the page by itself.
  turnPage();
  for (const given of q) edgewise(...given);
  startPage();
  // Last: where the npm module has it, this throws.
  takeName();
});
