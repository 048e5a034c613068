/** `<edgewise-recs placement="…" [count] [item]>`: one shelf. README.md has its attributes, events and parts. */
import type { WireShelf } from '@edgewise/protocol/events';
import { watchClicks, watchExposure } from './exposure.ts';
import { holdingHeight, releaseHeight, render } from './render.ts';
import { quietly } from './report.ts';
import { addShelf, removeShelf, requestShelf, type Shelf } from './shelves.ts';

const NAME = 'edgewise-recs';

/** A function and not a class at the top: servers that import the module have no HTMLElement. */
export function defineElement(): void {
  if (customElements.get(NAME)) return;
  customElements.define(
    NAME,
    class extends HTMLElement implements Shelf {
      static observedAttributes = ['placement', 'count', 'item'];

      _unwatch: (() => void) | undefined;
      _heard = false;
      _empty = false;

      placement(): string {
        return this.getAttribute('placement') ?? '';
      }
      count(): number {
        return Math.floor(Number(this.getAttribute('count'))) || 0;
      }
      item(): string {
        return this.getAttribute('item') ?? '';
      }

      connectedCallback(): void {
        quietly(() => {
          // A shelf that came in the page's own HTML is taken over, not asked for again.
          const filled = !!this.shadowRoot?.firstElementChild;
          if (filled) this._watch();
          addShelf(this, filled);
        });
      }

      disconnectedCallback(): void {
        this._unwatch?.();
        removeShelf(this);
      }

      attributeChangedCallback(_: string, before: string | null, after: string | null): void {
        if (this.isConnected && before !== null && before !== after) quietly(() => requestShelf(this));
      }

      show(shelf: WireShelf, css: string): void {
        if (!this.isConnected) return;
        try {
          this._empty = !shelf.html;
          holdingHeight(this, () => render(this, shelf.html, css));
          this._watch();
          this._tell(this._empty ? 'empty' : 'load', shelf);
        } catch (error) {
          this.fail(error);
        }
      }

      fail(error: unknown): void {
        this._tell('error', error);
      }

      _watch(): void {
        this._unwatch?.();
        this._unwatch = watchExposure(this, this.placement(), () => releaseHeight(this, this._empty));
        if (!this._heard) watchClicks(this.shadowRoot!, () => this.placement());
        this._heard = true;
      }

      _tell(what: string, detail: unknown): void {
        this.dispatchEvent(new CustomEvent(`edgewise:${what}`, { bubbles: true, composed: true, detail }));
      }
    },
  );
}
