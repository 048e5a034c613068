/**
 * `<edgewise-recs placement="…">`: one shelf. Its attributes, events, slots and parts stand in custom-elements.json. What its
 * attributes say is read, and watched, by what shows it (`chunk/shelf.ts`).
 */
import { connected, withView } from './shelves.ts';

const NAME = 'edgewise-recs';

/** Once, whoever defines it. */
export function defineElement(): void {
  if (!customElements.get(NAME)) takeName();
}

/**
 * A function and not a class at the top: servers that import the module have no HTMLElement.
 * @throws where the page has such an element already
 */
export function takeName(): void {
  customElements.define(
    NAME,
    class extends HTMLElement {
      connectedCallback() {
        // The shelf in it may be older than what its attributes say by the time that what shows it comes.
        const asItCame = this.cloneNode() as Element;
        connected.set(this, undefined);
        withView((view) => view.enter(this, asItCame));
      }
      disconnectedCallback() {
        connected.delete(this);
      }
      /** Asks for this shelf again. */
      refresh() {
        withView((view) => view.ask(this));
      }
    },
  );
}
