/**
 * Session kNN of the VSTAN family: items of similar past sessions, nearest to the shared click first.
 *
 * score(i) = idf(i) · Σ over neighbours n that hold i of similarity(n) · exp(−|pos_n(i) − pos_n(i*)| / λ_inh), with i*
 * the shared item that occurs last in n and pos_n an item's last position (STAN: Garg et al., "Sequence and Time Aware
 * Neighborhood for Session-based Recommendations", SIGIR 2019; VSTAN adds the idf: Ludewig et al., UMUAI 2021). The sum is
 * the first column of the evidence.
 */
import { type Evidence, KNN, WIDTH } from './evidence.ts';
import type { Focus } from './neighbours.ts';
import type { RankedList } from './ranked.ts';
import type { Rarity } from './rarity.ts';

export class SessionKnn {
  readonly #evidence: Evidence;
  readonly #rarity: Rarity;
  readonly #idfWeight: number;

  /** @param evidence filled anew by each call */
  constructor(evidence: Evidence, rarity: Rarity, idfWeight: number) {
    this.#evidence = evidence;
    this.#rarity = rarity;
    this.#idfWeight = idfWeight;
  }

  /** Pushes every item of the neighbours into `into`. */
  rank(focus: Focus, into: RankedList): void {
    const evidence = this.#evidence;
    evidence.gatherKnn(focus);
    const { item, values, because } = evidence;
    for (let e = 0; e < evidence.length; e++) {
      const i = item[e]!;
      into.push(i, values[e * WIDTH + KNN]! * (1 + this.#idfWeight * this.#rarity.of(i)), because[e]!);
    }
  }
}
