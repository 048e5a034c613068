/**
 * A second step where the first finds few items: what the neighbours of the found items hold. Where sessions are few, or an
 * item is new or rare, most sessions' neighbours hold fewer items than a shelf has places (spreading activation over
 * sessions: Huang, Chen, Zeng: "Applying associative retrieval techniques to alleviate the sparsity problem", TOIS 2004).
 */
import { Focus } from './neighbours.ts';
import { RankedList, rankIn } from './ranked.ts';
import type { SessionKnn } from './session-knn.ts';

/** A ranking of fewer items is lengthened, to as many. */
export const SHELF = 20;
/** What is found second stands below what was found first. */
const BELOW = 0.99;

export class Onward {
  readonly #knn: SessionKnn;
  readonly #focus: Focus;
  readonly #found: Int32Array;
  readonly #more = new RankedList();

  /** @param clicks the best found items that are looked around, at most */
  constructor(knn: SessionKnn, items: number, clicks: number) {
    this.#knn = knn;
    this.#focus = new Focus(items, clicks);
    this.#found = new Int32Array(clicks);
  }

  /**
   * Appends to a finished ranking of a session, up to `most` items; who led there is who led to the found item.
   * @param focus the session, whose own items are not found ones
   */
  lengthen(list: RankedList, focus: Focus, most: number): void {
    if (list.length === 0 || list.length >= most) return;
    const found = this.#found;
    let from = found.length;
    for (let r = 0; r < list.length && from > 0; r++) {
      if (focus.entryOf[list.item[r]!] === -1) found[--from] = list.item[r]!;
    }
    if (from === found.length) return;
    // The best found item stands where a session's newest click does.
    const clicks = found.subarray(from);
    this.#focus.set(clicks, clicks.length, clicks.length);
    const more = this.#more;
    more.start(most + list.length);
    this.#knn.rank(this.#focus, more);
    more.finish();
    const lowest = list.score[list.length - 1]!;
    const highest = more.score[0]!;
    const first = list.length;
    for (let k = 0; k < more.length && list.length < most; k++) {
      if (rankIn(list, more.item[k]!) > 0) continue;
      const via = rankIn(list, more.because[k]!) - 1;
      list.append(
        more.item[k]!,
        (BELOW * lowest * more.score[k]!) / highest,
        via >= 0 && via < first ? list.because[via]! : -1,
      );
    }
  }
}
