/** `<edgewise-recs placement="…" [count] [item]>`: one shelf. README.md has its attributes, events and parts. */
import { unwatch, watch, watchClicks } from './exposure.ts';
import { quietly } from './report.ts';
import { shelves } from './shelf-signals.ts';
import { ask, askForAll, askForWaiting, connected, leave } from './shelves.ts';

const NAME = 'edgewise-recs';

/** A function and not a class at the top: servers that import the module have no HTMLElement. */
export function defineElement(): void {
  if (customElements.get(NAME)) return;
  shelves.ask = askForWaiting;
  shelves.refresh = askForAll;
  watchClicks(connected);
  customElements.define(
    NAME,
    class extends HTMLElement {
      connectedCallback() {
        connected.add(this);
        // A shelf that came in the page's own HTML is taken over, not asked for again.
        quietly(() => (this.shadowRoot ? watch(this) : ask(this)));
      }
      disconnectedCallback() {
        leave(this);
        unwatch(this);
      }
    },
  );
}
