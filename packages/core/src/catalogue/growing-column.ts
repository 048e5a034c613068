/** A typed array whose final length is not known yet. Grows by half, so that a large one is never held twice over. */

const FIRST = 1024;

type Typed = Uint32Array | Int32Array | Float64Array;

export class GrowingColumn<T extends Typed> {
  length = 0;
  readonly #make: (length: number) => T;
  #held: T;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#held = make(FIRST);
  }

  /** Makes room for `more` entries. The returned array is the one to write to until the next call. */
  reserve(more: number): T {
    const needed = this.length + more;
    if (needed > this.#held.length) {
      const grown = this.#make(Math.max(needed, Math.ceil(this.#held.length * 1.5)));
      grown.set(this.#held);
      this.#held = grown;
    }
    return this.#held;
  }

  push(value: number): void {
    this.reserve(1)[this.length++] = value;
  }

  /** The entries so far: a view, not a copy. */
  get entries(): T {
    return this.#held.subarray(0, this.length) as T;
  }
}
