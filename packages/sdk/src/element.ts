/** `<edgewise-recs placement="…" [count] [item]>`: one shelf. README.md has its attributes, events and parts. */
import { quietly } from './report.ts';
import { shelves } from './shelf-signals.ts';
import { ask, askForAll, askForWaiting, connected, leave, shelfView } from './shelves.ts';

const NAME = 'edgewise-recs';

/** A function and not a class at the top: servers that import the module have no HTMLElement. */
export function defineElement(): void {
  if (customElements.get(NAME)) return;
  shelves._ask = askForWaiting;
  shelves._refresh = askForAll;
  customElements.define(
    NAME,
    class extends HTMLElement {
      connectedCallback() {
        connected.add(this);
        // A shelf that came in the page's own HTML is taken over, not asked for again.
        quietly(async () => (this.shadowRoot ? (await shelfView()).watch(this) : ask(this)));
      }
      disconnectedCallback() {
        leave(this);
      }
    },
  );
}
