import type { WidgetsRequest } from '@edgewise/protocol/events';

export interface Signals {
  _ready: boolean;
  _ask(): void;
  _refresh(isRise?: boolean): unknown;
  /** What a request for shelves begins with: for `recommend`, where `init` was called. */
  _situation?(): Promise<Omit<WidgetsRequest, 'placements'>>;
}

/**
 * What the page tells its shelves. They are not imported from here, so that a page without shelves does not carry
 * them: `defineElement` puts its own functions into these places.
 */
export const shelves: Signals = {
  /** The page knows what it is: shelves may be asked for. */
  _ready: false,
  /** Asks for those that wait. */
  _ask() {},
  /** All of them wait: another page, another tier (`isRise`: a higher one), or the shop wants it so. */
  _refresh() {},
};
