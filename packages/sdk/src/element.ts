/** `<edgewise-recs placement="…">`: one shelf. Its attributes, events, slots and parts stand in custom-elements.json. */
import { fault } from './report.ts';
import { shelves } from './shelf-signals.ts';
import { ask, askForAll, askForWaiting, connected, leave, shelfView, stated } from './shelves.ts';

const NAME = 'edgewise-recs';

/** A function and not a class at the top: servers that import the module have no HTMLElement. */
export function defineElement(): void {
  if (customElements.get(NAME)) return;
  shelves._ask = askForWaiting;
  shelves._refresh = askForAll;
  customElements.define(
    NAME,
    class extends HTMLElement {
      static get observedAttributes() {
        return ['placement', 'item', 'count', 'locale'];
      }

      connectedCallback() {
        // A shelf that came in the page's own HTML, or was moved, is taken over; a lazy one waits until it is near.
        if (!this.shadowRoot?.firstChild && stated(this, 'loading') !== 'lazy') ask(this);
        shelfView().then(({ enter }) => enter(this), fault);
      }
      disconnectedCallback() {
        leave(this);
      }
      attributeChangedCallback(_: string, before: unknown, now: unknown) {
        if (before !== now && connected.has(this)) ask(this);
      }
      /** Asks for this shelf again. */
      refresh() {
        if (this.isConnected) ask(this);
      }
    },
  );
}
