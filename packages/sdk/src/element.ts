/** `<edgewise-recs placement="…">`: one shelf. Its attributes, events, slots and parts stand in custom-elements.json. */
import { connected, withView } from './shelves.ts';

/** A function and not a class at the top: servers that import the module have no HTMLElement. */
export function defineElement(): void {
  if (customElements.get('edgewise-recs')) return;
  customElements.define(
    'edgewise-recs',
    class extends HTMLElement {
      static observedAttributes = ['placement', 'item', 'count', 'locale'];
      connectedCallback() {
        connected.set(this, undefined);
        withView((view) => view.enter(this));
      }
      disconnectedCallback() {
        connected.delete(this);
      }
      attributeChangedCallback(_: string, before: unknown, now: unknown) {
        if (before !== now) withView((view) => view.change(this));
      }
      /** Asks for this shelf again. */
      refresh() {
        withView((view) => view.ask(this));
      }
    },
  );
}
