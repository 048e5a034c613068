/**
 * What goes together with an item: bought in one basket, or viewed in one session.
 *
 * score(i) = Σ over the given items j of Σ over the newest baskets n that hold j and i of 1/√|n|, divided by √(c_i · c_j),
 * c = baskets listed for an item. This is item-based collaborative filtering with cosine similarity (Sarwar, Karypis,
 * Konstan, Riedl, WWW 2001; Linden, Smith, York: "Amazon.com recommendations", 2003) with long baskets damped, counted
 * when asked rather than stored: posting lists are already there and are cut, so cost does not grow with the model.
 */
import type { RankedList } from './ranked.ts';
import type { SessionIndex } from './session-index.ts';

/** Baskets looked at in one query, shared evenly by the given items. */
const BASKETS_PER_QUERY = 2000;

export class CoOccurrence {
  readonly #index: SessionIndex;
  readonly #score: Float64Array;
  readonly #best: Float64Array;
  readonly #because: Int32Array;
  /** −1: untouched in this query; otherwise the basket that touched the item last. */
  readonly #stamp: Int32Array;
  readonly #touched: Int32Array;
  readonly #given: Uint8Array;

  constructor(index: SessionIndex, items: number) {
    this.#index = index;
    this.#score = new Float64Array(items);
    this.#best = new Float64Array(items);
    this.#because = new Int32Array(items);
    this.#stamp = new Int32Array(items).fill(-1);
    this.#touched = new Int32Array(items);
    this.#given = new Uint8Array(items);
  }

  /** Pushes every item that shares a basket with one of `given` into `into`, but for the given ones. */
  rank(given: readonly number[], into: RankedList): void {
    const { at, item, postAt, post } = this.#index;
    if (given.length === 0) return;
    const baskets = Math.max(1, Math.floor(BASKETS_PER_QUERY / given.length));
    let touched = 0;
    let visit = 0;
    for (const j of given) this.#given[j] = 1;
    for (const j of given) {
      const first = postAt[j]!;
      const end = Math.min(postAt[j + 1]!, first + baskets);
      const seen = end - first;
      for (let p = first; p < end; p++, visit++) {
        const n = post[p]!;
        const start = at[n]!;
        const stop = at[n + 1]!;
        const part = 1 / Math.sqrt((stop - start) * seen);
        for (let c = start; c < stop; c++) {
          const i = item[c]!;
          if (this.#given[i] === 1 || this.#stamp[i] === visit) continue;
          if (this.#stamp[i] === -1) {
            this.#touched[touched++] = i;
            this.#score[i] = part;
            this.#best[i] = part;
            this.#because[i] = j;
          } else {
            this.#score[i] = this.#score[i]! + part;
            if (part > this.#best[i]!) {
              this.#best[i] = part;
              this.#because[i] = j;
            }
          }
          this.#stamp[i] = visit;
        }
      }
    }
    for (const j of given) this.#given[j] = 0;
    for (let t = 0; t < touched; t++) {
      const i = this.#touched[t]!;
      this.#stamp[i] = -1;
      into.push(i, this.#score[i]! / Math.sqrt(postAt[i + 1]! - postAt[i]!), this.#because[i]!);
    }
  }
}
