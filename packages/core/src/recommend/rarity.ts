/**
 * How rare items are: ln(events of all items / events of this one), the idf of VSTAN. Looked up by an item's events, of
 * which few numbers differ, so that no column of the model holds it.
 */
const LONGEST_TABLE = 2 ** 16;

export class Rarity {
  readonly #events: Uint16Array | Uint32Array;
  readonly #all: number;
  /** By events of an item; the first item has the most. */
  readonly #table: Float32Array;

  /**
   * @param events per item, most first
   * @param all events of all items
   */
  constructor(events: Uint16Array | Uint32Array, all: number) {
    this.#events = events;
    this.#all = all;
    const length = Math.min(LONGEST_TABLE, (events[0] ?? 0) + 1);
    this.#table = Float32Array.from({ length }, (_, count) => Math.log(all / Math.max(1, count)));
  }

  /** Items. */
  get size(): number {
    return this.#events.length;
  }

  of(item: number): number {
    const count = this.#events[item]!;
    return count < this.#table.length ? this.#table[count]! : Math.fround(Math.log(this.#all / count));
  }
}
