/** A ranked list of items, and the bounded heap that makes one from many scores without allocating. */

/** Valid until the next call that returned it; `length` entries of each column count, best first. */
export interface Ranked {
  length: number;
  /** Model item indexes. */
  item: Int32Array;
  score: Float32Array;
  /** Model index of the input item that contributed most, or -1. */
  because: Int32Array;
}

/** Keeps the best `limit` of what is pushed: higher score first, then lower item index. */
export class RankedList implements Ranked {
  length = 0;
  item = new Int32Array(64);
  score = new Float32Array(64);
  because = new Int32Array(64);
  #limit = 0;

  /** Empties the list and makes room for `limit` entries. */
  start(limit: number): void {
    if (!Number.isInteger(limit) || limit < 0) {
      throw new RangeError(`RankedList: limit is ${limit}, expected an integer from 0`);
    }
    this.length = 0;
    this.#limit = limit;
    if (limit > this.item.length) {
      this.item = new Int32Array(limit);
      this.score = new Float32Array(limit);
      this.because = new Int32Array(limit);
    }
  }

  /** While filling, the columns hold a heap with the worst entry on top. */
  push(item: number, score: number, because: number): void {
    const rounded = Math.fround(score);
    if (this.length < this.#limit) {
      let at = this.length++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!this.#worse(item, rounded, this.item[parent]!, this.score[parent]!)) break;
        this.#move(parent, at);
        at = parent;
      }
      this.#put(at, item, rounded, because);
    } else if (this.#limit > 0 && this.#worse(this.item[0]!, this.score[0]!, item, rounded)) {
      this.#sink(item, rounded, because, this.length);
    }
  }

  /** Turns the heap into the ranking. Call once, after the last push. */
  finish(): this {
    for (let end = this.length - 1; end > 0; end--) {
      const item = this.item[end]!;
      const score = this.score[end]!;
      const because = this.because[end]!;
      this.#move(0, end);
      this.#sink(item, score, because, end);
    }
    return this;
  }

  /** Adds an entry to a finished ranking that holds fewer than its limit: below all others, and not in it yet. */
  append(item: number, score: number, because: number): void {
    if (this.length >= this.#limit) throw new RangeError(`RankedList: holds ${this.length} entries, its limit`);
    this.#put(this.length++, item, score, because);
  }

  /** Puts an entry in the place of the top of a heap of `size`. */
  #sink(item: number, score: number, because: number, size: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const other = child + 1;
      if (other < size && this.#worse(this.item[other]!, this.score[other]!, this.item[child]!, this.score[child]!)) {
        child = other;
      }
      if (!this.#worse(this.item[child]!, this.score[child]!, item, score)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, item, score, because);
  }

  #worse(item: number, score: number, thanItem: number, thanScore: number): boolean {
    return score < thanScore || (score === thanScore && item > thanItem);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.item[from]!, this.score[from]!, this.because[from]!);
  }

  #put(at: number, item: number, score: number, because: number): void {
    this.item[at] = item;
    this.score[at] = score;
    this.because[at] = because;
  }
}

/** Place of an item on a finished list, from 1; 0 where it is not on it. */
export function rankIn({ item: items, length }: Ranked, item: number): number {
  for (let r = 0; r < length; r++) if (items[r] === item) return r + 1;
  return 0;
}
